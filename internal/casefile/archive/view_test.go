package archive

import (
	"bytes"
	"reflect"
	"testing"
	"time"

	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/geom"
)

// exampleLookedAt is the example as it was looked at.
func exampleLookedAt(t testing.TB) Document {
	t.Helper()
	d := example(t)
	d.Views = []casefile.View{{
		Claimed: "claim", Candidate: "candidate-1", Mode: "swipe", Centre: geom.Point{X: 100, Y: 80.5}, Scale: 2.5,
		AtFrame: true, FrameTime: 1500 * time.Millisecond,
		Opacity: 0.5, Style: "edges", SwipeAt: 0.25, SwipeTurn: 45, BlinkMs: 1100, Kind: "plain", ShowFrom: [3]float64{3.5, 1.25, 8}, Light: 0.5,
		Lines: 24, Areas: true, Inside: "dimmed", Tiles: true, Single: "aligned",
	}}
	return d
}

func TestAViewComesBackAndIsNotWrittenOfWhatIsGone(t *testing.T) {
	d := exampleLookedAt(t)
	text, log, err := d.Encode()
	if err != nil {
		t.Fatal(err)
	}
	opened, err := Decode(text, log)
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(opened.Views, d.Views) {
		t.Fatalf("came back as %+v", opened.Views)
	}
	opened.Case = opened.Case.Without("candidate-1")
	opened.Comparisons = nil
	text, _, err = opened.Encode()
	if err != nil || !bytes.Contains(text, []byte(`"views":[]`)) {
		t.Errorf("the view of a removed candidate is written (%v)", err)
	}
	if text, _, err = example(t).Encode(); err != nil || bytes.Contains(text, []byte(`"views"`)) {
		t.Errorf("a case that nobody looked at has views (%v)", err)
	}
}

func TestWhatNothingHangsOnIsLeftOutInsteadOfRefused(t *testing.T) {
	for _, v := range vectors(t) {
		if v.name != "views-of-nothing" && v.name != "views-of-another-version" {
			continue
		}
		f, err := read(v.data)
		if err != nil {
			t.Fatalf("%s: %v", v.name, err)
		}
		if got := f.Document.Views; len(got) != 0 {
			t.Errorf("%s: %+v", v.name, got)
		}
	}
}

func TestNoMoreViewsAreReadOrWrittenThanARememberedCaseHas(t *testing.T) {
	d := exampleLookedAt(t)
	var many []casefile.View
	for range casefile.MostViews + 1 {
		many = append(many, d.Views[0])
	}
	d.Views = many
	text, log, err := d.Encode()
	if err != nil || bytes.Count(text, []byte(`"mode":"swipe"`)) != casefile.MostViews {
		t.Fatalf("%d are written (%v)", bytes.Count(text, []byte(`"mode":"swipe"`)), err)
	}
	if opened, err := Decode(text, log); err != nil || len(opened.Views) != 1 {
		t.Errorf("of one pair %d views came back (%v)", len(opened.Views), err)
	}
	text = bytes.Replace(text, []byte(`"views":[`), []byte(`"views":[`+string(text[bytes.Index(text, []byte(`"views":[`))+9:bytes.Index(text, []byte(`,{"claimed":"claim","candidate":"candidate-1","mode"`))])+","), 1)
	if _, err := Decode(text, log); err == nil {
		t.Error("more of them than are written were read")
	}
}
