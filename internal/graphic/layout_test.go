package graphic

import (
	"context"
	"errors"
	"fmt"
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/motbilde/motbilde/internal/figure"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/report"
	"github.com/motbilde/motbilde/internal/words"
)

// shapes are pairs of all shapes, small so that they are quick to draw.
var shapes = map[string]report.Brief{
	"usual":    briefOf(geom.Size{Width: 240, Height: 200}, geom.Size{Width: 480, Height: 270}, geom.Point{X: 120, Y: 30}),
	"panorama": briefOf(geom.Size{Width: 400, Height: 100}, geom.Size{Width: 500, Height: 125}, geom.Point{X: 50, Y: 12}),
	"upright":  briefOf(geom.Size{Width: 120, Height: 213}, geom.Size{Width: 180, Height: 320}, geom.Point{X: 20, Y: 60}),
	"strip":    briefOf(geom.Size{Width: 40, Height: 400}, geom.Size{Width: 300, Height: 420}, geom.Point{X: 100, Y: 10}),
}

// every composes all kinds and arrangements for all presets and shapes.
func every(t *testing.T, look func(t *testing.T, name string, p Preset, s Settings, b report.Brief, c Composition)) {
	t.Helper()
	for shape, b := range shapes {
		b = differing(b)
		for _, p := range Presets() {
			if shape != "usual" && slices.Contains([]string{"link", "tall", "web", "story"}, p.Name) {
				continue // much like others of their shape
			}
			for _, k := range Kinds {
				for _, a := range append([]Arrangement{""}, Arrangements...) {
					if a != "" && k != PairKind {
						continue
					}
					s := chosen(k, p.Name, words.English)
					s.Arrangement, s.Label = a, false
					s = desk.Draft(Content{Brief: b}, s)
					c, err := Compose(context.Background(), Content{Brief: b}, s, desk)
					if errors.Is(err, ErrNothing) {
						continue
					}
					if err != nil {
						t.Fatal(err)
					}
					look(t, fmt.Sprint(k, " ", a, " ", p.Name, " ", shape), p, s, b, c)
				}
			}
		}
	}
}

func TestEveryLayoutKeepsItsPromises(t *testing.T) {
	every(t, func(t *testing.T, name string, p Preset, s Settings, b report.Brief, c Composition) {
		if c.Drawing.Width != float64(p.Width) || c.Drawing.Height != float64(p.Height) {
			t.Errorf("%s is %v × %v", name, c.Drawing.Width, c.Drawing.Height)
		}
		said := map[string]bool{}
		for i, item := range c.Drawing.Items {
			if r := item.Bounds(); i > 0 && !r.Empty() && !holds(p.Safe.Grown(1), r) {
				t.Errorf("%s: item %d, %T at %v, leaves the safe part %v", name, i, item, r, p.Safe)
			}
			text, ok := item.(figure.Text)
			if !ok {
				continue
			}
			for word := range strings.FieldsSeq(text.String) {
				said[word] = true
			}
			digit := len([]rune(text.String)) == 1
			if px := text.Pt * figure.MillimetresPerPoint; px < 7*p.em()-1e-9 && !digit {
				t.Errorf("%s: %q is %.2f p high", name, text.String, px/p.em())
			}
		}
		if !said["CLAIMED"] || !said["FOUND"] {
			t.Errorf("%s: a chip is missing", name)
		}
		if s.Kind != PairKind && s.Kind != OutsideKind {
			return
		}
		for _, pic := range []struct {
			box  geom.Rect
			size geom.Size
		}{{c.Claim, b.Pair.Claimed.Size()}, {c.Found, b.Pair.Candidate.Size()}} {
			// Whole, and not stretched by more than a pixel of rounding.
			if off := math.Abs(pic.box.Width() - pic.box.Height()*aspect(pic.size)); off > 1+aspect(pic.size) {
				t.Errorf("%s: %v shows a picture of %v", name, pic.box, pic.size)
			}
		}
		if !c.Claim.Intersect(c.Found).Empty() {
			t.Errorf("%s: the pictures lie over each other", name)
		}
		beside, equal := c.Claim.MaxX <= c.Found.MinX, c.Claim.Height() == c.Found.Height()
		above, alike := c.Claim.MaxY <= c.Found.MinY, c.Claim.Width() == c.Found.Width()
		if !(beside && equal) && !(above && alike) {
			t.Errorf("%s: %v and %v", name, c.Claim, c.Found)
		}
	})
}

func holds(r, inner geom.Rect) bool {
	return inner.MinX >= r.MinX && inner.MinY >= r.MinY && inner.MaxX <= r.MaxX && inner.MaxY <= r.MaxY
}

// texts returns the texts of a drawing, and those of right-to-left text too.
func texts(d figure.Drawing) (all []figure.Text) {
	for _, item := range d.Items {
		if text, ok := item.(figure.Text); ok {
			all = append(all, text)
		}
	}
	return all
}

func find(t *testing.T, d figure.Drawing, begins string) figure.Text {
	t.Helper()
	for _, text := range texts(d) {
		if strings.HasPrefix(text.String, begins) {
			return text
		}
	}
	t.Fatalf("nothing begins with %q", begins)
	return figure.Text{}
}

func notesOf(c Composition) (keys []string) {
	for _, n := range c.Notes {
		keys = append(keys, n.Key)
	}
	return keys
}

func TestBothBarsTakeTheSmallerSize(t *testing.T) {
	s := chosen(PairKind, "x", words.English)
	s.Claim.Title, s.Found.Title = "Ridge", "A promotional video of a game from 2015"
	c := composed(t, shapes["usual"], s)
	short, long := find(t, c.Drawing, "Ridge"), find(t, c.Drawing, "A promotional")
	if short.Pt != long.Pt {
		t.Errorf("the sizes are %v and %v", short.Pt, long.Pt)
	}
	s.Found.Title = "Game"
	if free := composed(t, shapes["usual"], s); find(t, free.Drawing, "Ridge").Pt <= long.Pt {
		t.Error("a shorter title is no larger")
	}
}

func TestWhatIsCutIsTold(t *testing.T) {
	s := chosen(PairKind, "x", words.English)
	s.Claim.Title = strings.Repeat("Strike on a ridge ", 12)
	s.Credits = strings.Repeat("Credit to somebody. ", 30)
	c := composed(t, shapes["usual"], s)
	for _, key := range []string{"graphic.note.cut.title", "graphic.note.cut.credits"} {
		if !slices.Contains(notesOf(c), key) {
			t.Errorf("%s is not told: %v", key, notesOf(c))
		}
	}
	if cut := find(t, c.Drawing, "Strike"); !strings.HasSuffix(cut.String, "…") || strings.HasSuffix(cut.String, "ridg…") {
		t.Errorf("cut as %q", cut.String)
	}
	if len(c.Must()) != 0 {
		t.Errorf("%v must be mended", c.Must())
	}
}

func TestAHeadlineIsNotCutButMustBeShortened(t *testing.T) {
	s := chosen(PairKind, "x", words.English)
	s.Headline = strings.TrimSpace(strings.Repeat("A headline that goes on. ", 5))
	c := composed(t, shapes["usual"], s)
	if must := c.Must(); len(must) != 1 || must[0].Key != "graphic.note.headline" {
		t.Errorf("told: %v", c.Notes)
	}
	var all []string
	for _, text := range texts(c.Drawing) {
		if text.Face == figure.SerifSemiBold {
			all = append(all, text.String)
		}
	}
	if got := strings.Join(all, " "); got != s.Headline {
		t.Errorf("it says %q", got)
	}
}

func TestABarInArabicIsMirroredAndThePicturesAreNot(t *testing.T) {
	s := chosen(PairKind, "x", words.English)
	s.Claim.Title = "ضربة على مستودع"
	c := composed(t, shapes["usual"], s)
	claimed, found := find(t, c.Drawing, "CLAIMED"), find(t, c.Drawing, "FOUND")
	if claimed.X < c.Claim.Centre().X {
		t.Error("the chip of the Arabic bar stands at its left end")
	}
	if found.X > c.Found.Centre().X {
		t.Error("the chip of the English bar stands at its right end")
	}
	if c.Claim.MaxX > c.Found.MinX {
		t.Error("the pictures have changed places")
	}
}

func TestHostileTextsBreakNothing(t *testing.T) {
	hostile := "\u202e<script>\x00\u200d👩‍👩‍👧\U0001F4A5 " + strings.Repeat("W", 4000) + "\n\n[x]{y}"
	s := Settings{Headline: hostile, Claim: Bar{hostile, hostile}, Found: Bar{hostile, hostile}, Credits: hostile, Verdict: hostile, Stamp: &Stamp{hostile, geom.Point{X: math.NaN(), Y: 7}}, Numbers: true, Label: true}
	b := shapes["usual"]
	b.Details = slices.Clone(b.Details)
	for i := range b.Details {
		b.Details[i].Mark.Text = hostile
	}
	for _, k := range []Kind{PairKind, OutsideKind, DetailsKind} {
		for _, p := range []string{"x", "portrait"} {
			s.Kind, s.Preset = k, p
			c, err := Compose(context.Background(), Content{Brief: b}, s, Kit{Desk: hostile})
			if err != nil {
				t.Fatal(err)
			}
			for _, item := range c.Drawing.Items {
				if r := item.Bounds(); math.IsNaN(r.MinX+r.MinY+r.MaxX+r.MaxY) || r.Width() > 4*c.Drawing.Width {
					t.Errorf("%s %s: %T at %v", k, p, item, r)
				}
			}
			if !slices.ContainsFunc(texts(c.Drawing), func(t figure.Text) bool { return strings.Contains(t.String, "CLAIMED") }) {
				t.Errorf("%s %s: the chip is gone", k, p)
			}
		}
	}
}

func TestTheSameValuesGiveTheSameDrawing(t *testing.T) {
	s := chosen(PairKind, "portrait", words.Norwegian)
	if !reflect.DeepEqual(composed(t, shapes["usual"], s), composed(t, shapes["usual"], s)) {
		t.Error("two compositions of the same differ")
	}
}

func TestOnlyTheClaimsPartIsShownWhereThatIsChosenAndTheBarSaysSo(t *testing.T) {
	s := chosen(PairKind, "x", words.English)
	s.ClaimsPartOnly = true
	c := composed(t, shapes["usual"], s)
	if c.Claim.Width() != c.Found.Width() || c.Claim.Height() != c.Found.Height() {
		t.Errorf("%v and %v", c.Claim, c.Found)
	}
	if !slices.ContainsFunc(texts(c.Drawing), func(t figure.Text) bool { return strings.HasSuffix(t.String, ", part") }) {
		t.Error("the bar doesn't say that it is a part")
	}
}

func TestNothingIsMadeOfNothing(t *testing.T) {
	b := shapes["usual"]
	b.Details, b.Cropped = nil, false
	for _, k := range []Kind{OutsideKind, DetailsKind, DifferenceKind} {
		if _, err := Compose(context.Background(), Content{Brief: b}, Settings{Kind: k}, Kit{}); !errors.Is(err, ErrNothing) {
			t.Errorf("%s: %v", k, err)
		}
	}
	if _, err := Compose(context.Background(), Content{Brief: b}, Settings{Preset: "round"}, Kit{}); !errors.Is(err, ErrPreset) {
		t.Errorf("round: %v", err)
	}
}
