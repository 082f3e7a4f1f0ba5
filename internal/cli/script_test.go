package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"io"
	"maps"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/motbilde/motbilde/internal/casework"
	"github.com/motbilde/motbilde/internal/synth"
)

// update rewrites what the scripts expect; look at the difference afterwards.
var update = flag.Bool("update", false, "rewrite the expected output in testdata")

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		Name: func() {
			os.Exit(Run(context.Background(), os.Args[1:], Streams{Out: os.Stdout, Err: os.Stderr, Getenv: os.Getenv}))
		},
	})
}

// TestScripts runs testdata/*.txtar: the command line as a shell sees it. The
// sample case stands in $SAMPLE, the examples of the documents in $EXAMPLES, read
// only.
func TestScripts(t *testing.T) {
	if testing.Short() {
		t.Skip("the short form leaves out what starts whole programs")
	}
	folder := t.TempDir()
	for _, file := range sampled().Files() {
		path := filepath.Join(folder, filepath.FromSlash(file.Name))
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, file.Data, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	examples, err := filepath.Abs(filepath.Join("..", "..", "docs", "examples"))
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:           "testdata",
		UpdateScripts: *update,
		Setup: func(env *testscript.Env) error {
			env.Setenv("SAMPLE", folder)
			env.Setenv("EXAMPLES", examples)
			return nil
		},
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){
			"contract": contract, "samelines": sameLines, "pngsize": pngSize, "crop": crop, "bomb": bomb, "cut": cut, "named": named,
			"flip": flip, "rewrite": rewrite, "withhold": withhold,
		},
	})
}

// keys of the contract's JSON object, and whether each must be there.
var (
	lineKeys = map[string]bool{
		"schema": true, "claim": true, "candidate": true, "verdict": true, "notes": true, "log10Nfa": false,
		"alignment": false, "changes": false, "claimStored": false, "candidateStored": false, "claimPart": false, "candidatePart": false, "frame": false, "alignMs": true, "elapsedMs": true, "error": true,
	}
	alignmentKeys = []string{
		"candidateCovered", "claimCovered", "cornerErrorPx", "inliers", "matrix", "mirrored", "model", "residualPx", "toneInverted",
	}
	verdicts = []string{"identical", "match", "partial", "uncertain", "no-match", "error"}
)

// contract FILE COUNT checks that a file holds COUNT lines of `compare --json`, each of the contract's shape.
func contract(ts *testscript.TestScript, neg bool, args []string) {
	lines := strings.Split(strings.TrimSuffix(ts.ReadFile(args[0]), "\n"), "\n")
	if want, err := strconv.Atoi(args[1]); err != nil || len(lines) != want {
		ts.Fatalf("%d lines, want %s", len(lines), args[1])
	}
	for _, line := range lines {
		if wrong := brokenContract(line); wrong != "" {
			ts.Fatalf("%s: %s", wrong, line)
		}
	}
}

// brokenContract says what is wrong with a line; empty where nothing is.
func brokenContract(text string) string {
	var line map[string]any
	if err := json.Unmarshal([]byte(text), &line); err != nil {
		return err.Error()
	}
	for key := range line {
		if _, known := lineKeys[key]; !known {
			return "unknown key " + key
		}
	}
	for key, must := range lineKeys {
		if _, there := line[key]; must && !there {
			return "no " + key
		}
	}
	verdict, _ := line["verdict"].(string)
	_, estimated := line["log10Nfa"]
	switch {
	case line["schema"] != "motbilde.compare/1":
		return "wrong schema"
	case !slices.Contains(verdicts, verdict):
		return "unknown verdict " + verdict
	case (verdict == "error") != (line["error"] != ""):
		return "verdict and error don't agree"
	case verdict == "match" && !estimated:
		return "a match without its number of false alarms"
	case verdict == "partial" && estimated:
		return "a partial match with a number of false alarms"
	}
	if changes, measured := line["changes"]; measured {
		regions, ok := changes.([]any)
		for _, region := range regions {
			r, is := region.(map[string]any)
			for _, key := range []string{"x", "y", "width", "height", "area", "strength"} {
				if _, number := r[key].(float64); !is || !number {
					ok = false
				}
			}
		}
		if !ok || verdict != "match" && verdict != "identical" {
			return "changes of another shape, or without an accepted alignment"
		}
	}
	if _, ok := line["notes"].([]any); !ok {
		return "notes is no list"
	}
	placed, ok := line["alignment"].(map[string]any)
	if !ok {
		if verdict == "match" || verdict == "identical" {
			return "a match without alignment"
		}
		return ""
	}
	if got := slices.Sorted(maps.Keys(placed)); !slices.Equal(got, alignmentKeys) {
		return fmt.Sprintf("alignment has %v, want %v", got, alignmentKeys)
	}
	matrix, _ := placed["matrix"].([]any)
	if len(matrix) != 9 || matrix[8] != 1.0 {
		return "the matrix is not nine figures with a last one of 1"
	}
	return ""
}

// sameLines FILE FILE checks that two outputs hold the same lines, the times and the order apart.
func sameLines(ts *testscript.TestScript, neg bool, args []string) {
	a, b := timeless(ts, args[0]), timeless(ts, args[1])
	if !slices.Equal(a, b) {
		ts.Fatalf("the lines differ:\n%s\n%s", strings.Join(a, "\n"), strings.Join(b, "\n"))
	}
}

func timeless(ts *testscript.TestScript, name string) (lines []string) {
	for text := range strings.Lines(ts.ReadFile(name)) {
		var line casework.Line
		ts.Check(json.Unmarshal([]byte(text), &line))
		line.AlignMs, line.ElapsedMs = 0, 0
		plain, err := line.Encode()
		ts.Check(err)
		lines = append(lines, string(plain))
	}
	slices.Sort(lines)
	return lines
}

// named FILE COUNT PATH checks that COUNT lines name that very path as the candidate; \n, \t and \e in PATH stand for control characters.
func named(ts *testscript.TestScript, neg bool, args []string) {
	want, got := controls(args[2]), 0
	for text := range strings.Lines(ts.ReadFile(args[0])) {
		var line casework.Line
		ts.Check(json.Unmarshal([]byte(text), &line))
		if line.Candidate == want {
			got++
		}
	}
	if strconv.Itoa(got) != args[1] {
		ts.Fatalf("%q is named %d times, want %s", want, got, args[1])
	}
}

func controls(s string) string {
	return strings.NewReplacer(`\n`, "\n", `\t`, "\t", `\e`, "\x1b", `\R`, "\u202e").Replace(s)
}

// pngSize FILE WIDTH HEIGHT [transparent] checks a PNG's size, and that some but not all of it is transparent.
func pngSize(ts *testscript.TestScript, neg bool, args []string) {
	img, err := png.Decode(strings.NewReader(ts.ReadFile(args[0])))
	ts.Check(err)
	b := img.Bounds()
	if got := fmt.Sprint(b.Dx(), b.Dy()); got != args[1]+" "+args[2] {
		ts.Fatalf("%s is %s", args[0], got)
	}
	if len(args) < 4 {
		return
	}
	clear, all := 0, b.Dx()*b.Dy()
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			if _, _, _, alpha := img.At(x, y).RGBA(); alpha == 0 {
				clear++
			}
		}
	}
	if clear == 0 || clear == all {
		ts.Fatalf("%d of %d pixels are transparent", clear, all)
	}
}

// crop FROM X Y WIDTH HEIGHT TO writes a part of a JPEG as a JPEG. TO may hold \n, \t, \e (escape) and \R (turns the direction of writing).
func crop(ts *testscript.TestScript, neg bool, args []string) {
	img, err := jpeg.Decode(strings.NewReader(ts.ReadFile(args[0])))
	ts.Check(err)
	var n [4]int
	for i := range n {
		n[i], err = strconv.Atoi(args[1+i])
		ts.Check(err)
	}
	part := img.(*image.YCbCr).SubImage(image.Rect(n[0], n[1], n[0]+n[2], n[1]+n[3]))
	var out bytes.Buffer
	ts.Check(jpeg.Encode(&out, part, &jpeg.Options{Quality: 90}))
	ts.Check(os.WriteFile(ts.MkAbs(controls(args[5])), out.Bytes(), 0o666))
}

// bomb FILE writes a PNG that states 60 000 × 60 000 pixels and holds a few.
func bomb(ts *testscript.TestScript, neg bool, args []string) {
	small := image.NewGray(image.Rect(0, 0, 8, 8))
	small.Set(3, 3, color.White)
	var out bytes.Buffer
	ts.Check(png.Encode(&out, small))
	data := out.Bytes()
	copy(data[16:24], []byte{0, 0, 0xea, 0x60, 0, 0, 0xea, 0x60}) // width and height in IHDR; the checksum no longer fits, which a limit must not wait for
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), data, 0o666))
}

// cut FROM SHARE TO copies the first SHARE percent of a file.
func cut(ts *testscript.TestScript, neg bool, args []string) {
	data := ts.ReadFile(args[0])
	share, err := strconv.ParseFloat(args[1], 64)
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[2]), []byte(data[:int(math.Round(share/100*float64(len(data))))]), 0o666))
}

func TestContractCheckSeesWhatIsWrong(t *testing.T) {
	const good = `{"schema":"motbilde.compare/1","claim":"a","candidate":"b","verdict":"no-match","notes":[],"alignMs":1,"elapsedMs":2,"error":""}`
	if wrong := brokenContract(good); wrong != "" {
		t.Fatalf("a good line is refused: %s", wrong)
	}
	for name, bad := range map[string]string{
		"a missing key":           strings.Replace(good, `"claim":"a",`, "", 1),
		"a key too many":          strings.Replace(good, `"claim":"a",`, `"claim":"a","extra":1,`, 1),
		"a strange verdict":       strings.Replace(good, "no-match", "maybe", 1),
		"notes that are null":     strings.Replace(good, "[]", "null", 1),
		"an error unsaid":         strings.Replace(good, "no-match", "error", 1),
		"a match out of thin air": strings.Replace(good, "no-match", "match", 1),
		"no JSON":                 "match found",
	} {
		if brokenContract(bad) == "" {
			t.Errorf("%s is not seen", name)
		}
	}
}

// sampled is the sample case, drawn once for all tests.
var sampled = sync.OnceValue(synth.Sample)

// writeCrop writes a part of the sample's source as a JPEG and returns its path.
func writeCrop(t *testing.T, name string, r image.Rectangle) string {
	t.Helper()
	for _, file := range sampled().Files() {
		if !file.Truth.Source {
			continue
		}
		img, err := jpeg.Decode(bytes.NewReader(file.Data))
		if err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(t.TempDir(), name)
		err = casework.WriteFile(path, func(w io.Writer) error {
			return jpeg.Encode(w, img.(*image.YCbCr).SubImage(r), nil)
		})
		if err != nil {
			t.Fatal(err)
		}
		return path
	}
	t.Fatal("the sample case has no source")
	return ""
}
