package hostile_test

import (
	"bytes"
	"compress/flate"
	"compress/zlib"
	"fmt"
	"image/png"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/motbilde/motbilde/internal/synth"
)

// marks are in the inputs' metadata: one in each file.
const (
	claimMark     = "Zq7-claim-Blåbærsyltetøy-41"
	candidateMark = "Zq7-candidate-Blåbærsyltetøy-42"
)

// TestExportedGraphicsHoldNothingOfTheOriginalsMetadata plants a text wherever
// the formats have room for one, and hunts for it in all that is exported:
// plain, unpacked, and in the pictures of the report. The report's own words and
// the case file tell such things on purpose.
func TestExportedGraphicsHoldNothingOfTheOriginalsMetadata(t *testing.T) {
	if testing.Short() {
		t.Skip("the short form leaves out what starts whole programs")
	}
	folder := t.TempDir()
	at := func(name string) string { return filepath.Join(folder, name) }
	scene := synth.Draw(7, synth.Convoy, sizeOf(640, 480)).Image
	var whole bytes.Buffer
	if err := png.Encode(&whole, scene); err != nil {
		t.Fatal(err)
	}
	claim := withMetadata(synth.EncodeJPEG(scene, 75), claimMark)
	candidate := pngWithMetadata(whole.Bytes(), candidateMark)
	for name, data := range map[string][]byte{"claim.jpg": claim, "candidate.png": candidate} {
		if err := os.WriteFile(at(name), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	// The hunt finds what is there.
	if len(hunt(claim)) == 0 || len(hunt(candidate)) == 0 {
		t.Fatal("the marks are not even found in the originals")
	}
	cli := program(t)
	exports := []string{"report.pdf", "difference.png", "aligned.png", "changes.png"}
	out, err := exec.Command(cli, "compare", at("claim.jpg"), at("candidate.png"),
		"--report", at(exports[0]), "--difference", at(exports[1]), "--aligned", at(exports[2]), "--changes", at(exports[3])).CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	for _, name := range exports[1:] {
		data, err := os.ReadFile(at(name))
		if err != nil {
			t.Fatal(err)
		}
		if found := hunt(data); len(found) > 0 {
			t.Errorf("%s holds %q", name, found)
		}
		for _, p := range partsOf(data) {
			if chunk := string(data[p.from+4 : p.from+8]); !strings.Contains(" IHDR PLTE tRNS IDAT IEND ", " "+chunk+" ") {
				t.Errorf("%s has a chunk %s", name, chunk)
			}
		}
	}
	report, err := os.ReadFile(at(exports[0]))
	if err != nil {
		t.Fatal(err)
	}
	pictures := 0
	for _, m := range regexp.MustCompile(`(?s)<<([^<>]*/Subtype /Image[^>]*(?:<<[^>]*>>[^>]*)?)>>\s*stream\r?\n`).FindAllSubmatchIndex(report, -1) {
		end := bytes.Index(report[m[1]:], []byte("endstream"))
		if end < 0 {
			t.Fatal("a picture of the report has no end")
		}
		pictures++
		if found := hunt(report[m[1] : m[1]+end]); len(found) > 0 {
			t.Errorf("a picture of the report holds %q", found)
		}
	}
	if pictures < 3 {
		t.Errorf("only %d pictures were found in the report", pictures)
	}
}

var packedText = regexp.MustCompile(`\x78[\x01\x5e\x9c\xda]`)

// hunt returns the marks that are in the data: as they stand, in UTF-16, in
// Latin-1, or in anything that zlib packed, one layer within another.
func hunt(data []byte) (found []string) {
	forms := map[string][]byte{}
	for _, mark := range []string{claimMark, candidateMark, "Zq7-"} {
		var wide, narrow []byte
		for _, r := range mark {
			wide = append(wide, byte(r>>8), byte(r))
			narrow = append(narrow, byte(r))
		}
		forms[mark], forms[mark+" wide"], forms[mark+" narrow"] = []byte(mark), wide, narrow
	}
	var look func(data []byte, layer int)
	look = func(data []byte, layer int) {
		for name, form := range forms {
			if bytes.Contains(data, form) {
				found = append(found, fmt.Sprintf("%s in layer %d", name, layer))
			}
		}
		if layer == 2 {
			return
		}
		for _, at := range packedText.FindAllIndex(data, 4000) {
			if r, err := zlib.NewReader(bytes.NewReader(data[at[0]:])); err == nil {
				unpacked, _ := io.ReadAll(io.LimitReader(r, 64<<20)) // what could be unpacked counts
				if len(unpacked) > 3 {
					look(unpacked, layer+1)
				}
			}
		}
	}
	look(data, 0)
	// The pixels of a PNG are one stream in several chunks.
	if bytes.HasPrefix(data, []byte("\x89PNG")) {
		var stream []byte
		for _, p := range partsOf(data) {
			if string(data[p.from+4:p.from+8]) == "IDAT" {
				stream = append(stream, data[p.from+8:p.to-4]...)
			}
		}
		if len(stream) > 2 {
			unpacked, _ := io.ReadAll(flate.NewReader(bytes.NewReader(stream[2:]))) // as far as it goes
			look(unpacked, 2)
		}
	}
	return found
}

// private holds what the program has left below a folder to be for its owner alone.
func private(t *testing.T, folder string) {
	t.Helper()
	left := 0
	err := filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !strings.Contains(path[len(folder):], "motbilde") {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		left++
		if info.Mode().Perm()&0o077 != 0 {
			t.Errorf("others may use %s: %v", path[len(folder):], info.Mode())
		} else if d.IsDir() {
			return filepath.SkipDir // nobody else gets into it
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
	t.Logf("%d files and folders were left", left)
}
