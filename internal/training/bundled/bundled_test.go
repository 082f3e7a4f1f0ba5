package bundled

import (
	"bytes"
	"context"
	"errors"
	"image"
	"image/color"
	"image/jpeg"
	"io"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/motbilde/motbilde/internal/align"
	"github.com/motbilde/motbilde/internal/compare"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/picture"
	"github.com/motbilde/motbilde/internal/training"
)

// expected is what the program itself is meant to find.
type expected struct {
	right    align.Verdict // of the candidates that the key names
	corner   float64       // how far a corner of the claim may lie from the truth, candidate pixels
	scale    float64       // that the pictures need at least: a digit must be legible
	mirrored bool
	inverted bool
	moment   bool // another moment is to be noted; of an edited picture it may be
	alike    bool // candidates that the key doesn't name may agree in a part: in a form, a row of windows, a stack of containers, a sign
}

var expectations = map[string]expected{
	"camp":        {right: align.Match, corner: 1},
	"pass":        {right: align.Match, corner: 2, mirrored: true},
	"march":       {right: align.Match, corner: 2},
	"harbour":     {right: align.Match, corner: 1, inverted: true, alike: true},
	"factory":     {right: align.Match, corner: 1, alike: true},
	"convoy":      {right: align.Match, corner: 1, alike: true},
	"two-streets": {right: align.Match, corner: 1, moment: true, alike: true},
	"letter":      {right: align.Match, corner: 1, alike: true, scale: 0.8},
	"flood":       {right: align.Match, corner: 1, alike: true},
	"square":      {right: align.Match, corner: 1, moment: true, alike: true},
	"radar":       {right: align.Match, corner: 1.5, moment: true, alike: true},
	"newsroom":    {right: align.Partial, corner: 3},
	"smoke":       {right: align.Uncertain},
	"stand":       {right: align.Match, corner: 1, alike: true},
	"port":        {right: align.NoMatch, alike: true},
}

func bytesOf(t *testing.T, l training.Lesson, name string) []byte {
	t.Helper()
	for _, f := range l.Files {
		if f.Name == name {
			r, err := f.Open()
			if err != nil {
				t.Fatal(err)
			}
			defer r.Close()
			data, err := io.ReadAll(r)
			if err != nil {
				t.Fatal(err)
			}
			return data
		}
	}
	t.Fatalf("%s has no file %s", l.Exercise.ID, name)
	return nil
}

func decoded(t *testing.T, l training.Lesson, item training.Item) image.Image {
	t.Helper()
	img, err := jpeg.Decode(bytes.NewReader(bytesOf(t, l, item.Name)))
	if err != nil {
		t.Fatalf("%s: %v", item.Name, err)
	}
	if img.Bounds().Dx() != item.Size.Width || img.Bounds().Dy() != item.Size.Height {
		t.Errorf("%s: %s is %v, not %v", l.Exercise.ID, item.Name, img.Bounds().Size(), item.Size)
	}
	return img
}

// TestTheProgramFindsWhatTheKeySays compares every candidate with its claim.
// Set MOTBILDE_PRACTICE_SCALE to 1 for the pictures that people see.
func TestTheProgramFindsWhatTheKeySays(t *testing.T) {
	scale, one := 0.4, true
	if s := os.Getenv("MOTBILDE_PRACTICE_SCALE"); s != "" {
		var err error
		if scale, err = strconv.ParseFloat(s, 64); err != nil {
			t.Fatal(err)
		}
		one = false
	}
	look := os.Getenv("MOTBILDE_LOOK")
	total := 0
	for _, c := range Cases() {
		t.Run(c.ID, func(t *testing.T) {
			start := time.Now()
			l, err := Draw(context.Background(), c.ID, Options{Scale: max(scale, expectations[c.ID].scale), FFmpeg: "/nonexistent", oneDecoy: one})
			if err != nil {
				t.Fatal(err)
			}
			took := time.Since(start)
			sum := 0
			for _, f := range l.Files {
				sum += int(f.Size)
			}
			total += sum
			t.Logf("drawn in %v, %d kB", took.Round(time.Millisecond), sum/1000)
			if look != "" {
				show(t, look, l)
			}
			compareAll(t, l, expectations[c.ID])
		})
	}
	t.Logf("together %d kB", total/1000)
}

func compareAll(t *testing.T, l training.Lesson, want expected) {
	ctx := context.Background()
	claimed := picture.FromImage("claim", decoded(t, l, l.Exercise.Claim))
	claim := align.NewSubject(claimed)
	stills := l.Exercise.Candidates
	key := map[string]training.Placement{}
	for _, p := range l.Key.Placements {
		key[p.Candidate] = p
	}
	for _, s := range l.Exercise.Stills {
		if s.At == l.Key.From {
			stills = append(stills[1:len(stills):len(stills)], s)
			key[s.ID] = l.Key.Placements[0]
		}
	}
	for _, item := range stills {
		p := picture.FromImage(item.ID, decoded(t, l, item))
		a, err := align.Find(ctx, claim, align.NewSubject(p), align.Options{})
		if err != nil {
			t.Fatal(err)
		}
		truth, named := key[item.ID]
		t.Logf("%s: %v %v support %.2f, %d moved", item.ID, a.Verdict, a.Notes, a.SupportAgrees, len(a.Moved))
		if !named {
			if a.Verdict.Accepted() || a.Verdict == align.Partial && !want.alike {
				t.Errorf("%s is not the source, and the program says %v", item.ID, a.Verdict)
			}
			continue
		}
		if a.Verdict != want.right {
			t.Errorf("%s: the program says %v, not %v", item.ID, a.Verdict, want.right)
		}
		if !a.Placed() {
			continue
		}
		worst := 0.0
		for _, q := range truth.Part(l.Exercise.Claim.Size) {
			worst = max(worst, a.CandidateFromClaimed.Apply(q).Distance(truth.CandidateFromClaimed.Apply(q)))
		}
		t.Logf("%s: worst corner %.2f px", item.ID, worst)
		if worst > want.corner || math.IsNaN(worst) {
			t.Errorf("%s: a corner lies %.2f px off", item.ID, worst)
		}
		if a.Mirrored != want.mirrored || a.ToneInverted != want.inverted || a.Has(align.OtherMomentPossible) != want.moment && l.Key.Family != training.Edited {
			t.Errorf("%s: mirrored %t, inverted %t, notes %v", item.ID, a.Mirrored, a.ToneInverted, a.Notes)
		}
		if l.Key.Inverted != a.ToneInverted || truth.Mirrored(l.Exercise.Claim.Size) != a.Mirrored {
			t.Errorf("%s: the key says otherwise", item.ID)
		}
		if len(l.Key.Differences) > 0 {
			compareRegions(t, l, compare.Pair{
				Claimed: picture.NewPyramid(claimed), Candidate: picture.NewPyramid(p), CandidateFromClaimed: a.CandidateFromClaimed, Placed: true,
			})
		}
	}
}

// compareRegions holds the regions that the program measures against the key:
// every box of some size has one, and hardly anything differs elsewhere.
func compareRegions(t *testing.T, l training.Lesson, pair compare.Pair) {
	m, err := compare.Difference(context.Background(), pair)
	if err != nil {
		t.Fatal(err)
	}
	elsewhere := 0.0
	touched := make([]bool, len(l.Key.Differences))
	for _, r := range m.Regions {
		box := geom.Rect{MinX: float64(r.Box.Min.X), MinY: float64(r.Box.Min.Y), MaxX: float64(r.Box.Max.X), MaxY: float64(r.Box.Max.Y)}
		within := false
		for i, d := range l.Key.Differences {
			if !box.Intersect(d.Grown(8)).Empty() {
				touched[i], within = true, true
			}
		}
		if !within {
			elsewhere += r.Share
		}
	}
	missed := 0
	for i, d := range l.Key.Differences {
		if !touched[i] {
			missed++
			t.Logf("no region at %.0f", d)
		}
	}
	t.Logf("%d regions, %d of %d boxes missed, %.2f %% of the claim differs elsewhere", len(m.Regions), missed, len(touched), 100*elsewhere)
	if missed > len(touched)/5 || elsewhere > 0.02 {
		t.Errorf("%d of %d boxes have no region; %.1f %% of the claim differs elsewhere", missed, len(touched), 100*elsewhere)
	}
}

// show writes a case's pictures into a folder, for eyes: the claim with what the
// key says of it.
func show(t *testing.T, folder string, l training.Lesson) {
	for _, f := range l.Files {
		name := filepath.Join(folder, l.Exercise.ID+"-"+strings.ReplaceAll(f.Name, "/", "-"))
		if err := os.WriteFile(name, bytesOf(t, l, f.Name), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	img := decoded(t, l, l.Exercise.Claim)
	out := image.NewRGBA(img.Bounds())
	for y := range out.Rect.Dy() {
		for x := range out.Rect.Dx() {
			out.Set(x, y, img.At(x, y))
			for _, d := range l.Key.Differences {
				p := geom.Point{X: float64(x) + 0.5, Y: float64(y) + 0.5}
				if d.Contains(p) && !d.Grown(-2).Contains(p) {
					out.Set(x, y, color.RGBA{255, 0, 0, 255})
				}
			}
		}
	}
	var data bytes.Buffer
	if err := jpeg.Encode(&data, out, nil); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(folder, l.Exercise.ID+"-key.jpg"), data.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestEveryCaseIsWholeInBothLanguages(t *testing.T) {
	if len(Cases()) < 12 {
		t.Errorf("only %d cases", len(Cases()))
	}
	families := map[training.Family]bool{}
	for _, c := range Cases() {
		families[c.Family] = true
		english, norwegian := books()[0][c.ID], books()[1][c.ID]
		if english.Right != norwegian.Right {
			t.Errorf("%s: the checklist's answer differs by language", c.ID)
		}
		for _, w := range []written{english, norwegian} {
			for _, text := range append(w.Hints[:], w.Title, w.Task, w.Explanation, w.Careful, w.Weak, w.Teacher, w.Check) {
				if text == "" || strings.TrimSpace(text) != text || strings.ContainsAny(text, `"'`) {
					t.Errorf("%s has %q", c.ID, text)
				}
			}
			// What a careful conclusion says is held to the words of the house.
			if over := append(training.Overclaims(w.Careful), training.Overclaims(w.Explanation)...); len(over) > 0 {
				t.Errorf("%s: the careful example or the explanation says %q", c.ID, over)
			}
		}
	}
	for _, f := range training.Families() {
		if !families[f] {
			t.Errorf("no case is about %s", f)
		}
	}
	for id := range books()[0] {
		if !hasCase(id) {
			t.Errorf("texts of %q, which is no case", id)
		}
	}
}

func hasCase(id string) bool {
	for _, c := range Cases() {
		if c.ID == id {
			return true
		}
	}
	return false
}

func TestACaseIsDrawnOnceAndAgainWhenAFileIsDamaged(t *testing.T) {
	folder, o := t.TempDir(), Options{Scale: 0.2, oneDecoy: true}
	ctx := context.Background()
	first, at, err := Open(ctx, folder, "port", o)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(at, filepath.FromSlash(first.Exercise.Claim.Name))
	before, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	second, _, err := Open(ctx, folder, "port", o)
	if err != nil {
		t.Fatal(err)
	}
	if after, err := os.Stat(path); err != nil || !os.SameFile(before, after) {
		t.Errorf("it was drawn a second time (%v)", err)
	}
	if !reflect.DeepEqual(first.Exercise, second.Exercise) || !reflect.DeepEqual(first.Key, second.Key) {
		t.Errorf("what was kept is\n%+v\nnot\n%+v", second, first)
	}
	if strings.Contains(first.Key.Explanation[0]+first.Exercise.Task[0], "{") {
		t.Errorf("a figure is missing: %s", first.Key.Explanation[0])
	}
	if err := os.WriteFile(path, []byte("no picture"), 0o600); err != nil {
		t.Fatal(err)
	}
	third, _, err := Open(ctx, folder, "port", o)
	if err != nil || !bytes.Contains(bytesOf(t, third, "claim.jpg"), []byte(Comment)) {
		t.Errorf("the damaged file was not drawn again (%v)", err)
	}
	stopped, stop := context.WithCancel(ctx)
	stop()
	if _, _, err := Open(stopped, t.TempDir(), "port", o); !errors.Is(err, context.Canceled) {
		t.Errorf("a stopped drawing ends with %v", err)
	}
}
