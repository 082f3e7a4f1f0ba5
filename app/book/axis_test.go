package book

import (
	"image/color"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/words"
)

// drawn lays an axis out and returns its bars, in the order of its lanes.
func drawn(t *testing.T, theme look.Name, width float32, lanes ...lane) (bars []*canvas.Rectangle, icons, names []string) {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(look.New(theme, 1))
	a := newAxis(words.English, lanes)
	w := test.NewTempWindow(t, a)
	w.SetPadded(false)
	w.Resize(fyne.NewSize(width, a.HeightAt(width)))
	for _, part := range a.plan.Parts {
		switch p := part.(type) {
		case *canvas.Rectangle:
			bars = append(bars, p)
		case *look.Icon:
			icons = append(icons, "open")
		case *look.Text:
			names = append(names, p.Words())
		}
	}
	return bars, icons, names
}

func on(t *testing.T, date casefile.Date) mark {
	t.Helper()
	span, ok := date.Span()
	if !ok {
		t.Fatalf("%s is no date", date)
	}
	return mark{Span: span}
}

func TestDatesAreDrawnAsLongAsWhatTheyLeaveOpen(t *testing.T) {
	bars, icons, _ := drawn(t, look.Dark, 700,
		lane{name: "claim", shape: claimedShape, spans: []mark{on(t, "2017-11-09T10:00Z")}},
		lane{name: "found", shape: candidateShape, spans: []mark{on(t, "2015"), on(t, "2016?")}},
		lane{name: "other", shape: otherShape, spans: []mark{on(t, "2016/..")}})
	if len(bars) != 4 || len(icons) != 1 {
		t.Fatalf("%d bars and %d open sides", len(bars), len(icons))
	}
	point, year, doubtful, open := bars[0], bars[1], bars[2], bars[3]
	if point.Size().Width != pointSide || year.Size().Width < 10*pointSide {
		t.Errorf("a minute is %.0f wide, a year %.0f", point.Size().Width, year.Size().Width)
	}
	if year.Position().X >= doubtful.Position().X || doubtful.Position().X >= point.Position().X {
		t.Error("the dates do not stand in the order of time")
	}
	if ratio := doubtful.Size().Width / year.Size().Width; ratio < 0.95 || ratio > 1.05 {
		t.Errorf("2016 is %.2f times as long as 2015", ratio)
	}
	if end := open.Position().X + open.Size().Width; end < 699 {
		t.Errorf("a date without an end ends at %.0f", end)
	}
	if doubtful.FillColor != color.Transparent || year.FillColor == color.Transparent {
		t.Error("a date in doubt looks like one that is not")
	}
	if point.CornerRadius >= year.CornerRadius || open.Size().Height >= year.Size().Height {
		t.Error("claim, candidate and others differ in colour alone")
	}
	if point.FillColor != look.Colour(look.InClaimed) || year.FillColor != look.Colour(look.InCandidate) {
		t.Error("claim and candidate have lost their colours")
	}
}

func TestScaleNamesNeverLieOnEachOther(t *testing.T) {
	for _, dates := range [][2]casefile.Date{
		{"2017-11-09T10:00Z", "2017-11-09T12:00Z"},
		{"2017-11-09", "2017-11-12"},
		{"2017-10", "2017-11"},
		{"2016", "2017"},
		{"1999", "2017"},
		{"1017", "2017"},
		{"0017", "2017"},
		{"2017", "2017"},
	} {
		for _, width := range []float32{300, 450, 760} {
			l := lane{name: "x", shape: claimedShape, spans: []mark{on(t, dates[0]), on(t, dates[1])}}
			test.NewTempApp(t).Settings().SetTheme(look.New(look.Light, 1))
			a := newAxis(words.Norwegian, []lane{l})
			w := test.NewTempWindow(t, a)
			w.SetPadded(false)
			height := a.HeightAt(width)
			w.Resize(fyne.NewSize(width, height))
			end, ticks := float32(-1), 0
			for _, part := range a.plan.Parts {
				text, ok := part.(*look.Text)
				if !ok || part.Position().Y < height-scaleBelow {
					continue
				}
				ticks++
				if part.Position().X < end || part.Position().X+part.Size().Width > width+1 {
					t.Errorf("%v at %.0f: %q begins at %.0f, where the one before ends at %.0f", dates, width, text.Words(), part.Position().X, end)
				}
				end = part.Position().X + part.Size().Width
			}
			if ticks == 0 {
				t.Errorf("%v at %.0f: the scale names nothing", dates, width)
			}
		}
	}
}
