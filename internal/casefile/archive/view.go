package archive

import (
	"bytes"
	"math"
	"slices"

	"github.com/motbilde/motbilde/internal/casefile"
)

// viewForm is how a pair was looked at.
type viewForm struct {
	Claimed   casefile.ID       `json:"claimed"`
	Candidate casefile.ID       `json:"candidate"`
	Mode      casefile.ViewMode `json:"mode"`
	Centre    []figure          `json:"centre"` // x, y
	Scale     figure            `json:"scale"`
	FrameAt   *figure           `json:"frameAt"` // seconds; null: the frame found, or no video
	Opacity   figure            `json:"opacity"`
	Style     string            `json:"style"`
	SwipeAt   figure            `json:"swipeAt"`
	SwipeTurn figure            `json:"swipeTurn"`
	BlinkMs   int               `json:"blinkMs"`
	Fade      bool              `json:"fade"`
	Kind      string            `json:"kind"`
	ShowFrom  []figure          `json:"showFrom"` // by kind
	Light     figure            `json:"light"`
	Whole     bool              `json:"whole"`
	Lines     int               `json:"lines"`
	Areas     bool              `json:"areas"`
	Inside    string            `json:"inside"`
	Tiles     bool              `json:"tiles"`
	Single    string            `json:"single"`
}

// viewForms writes how pairs were looked at, those of evidence that is there.
// Where there is none, nothing is written, unless the file that was read had the
// field.
func viewForms(d Document) *list[viewForm] {
	if len(d.Views) == 0 && !bytes.Contains(d.before, []byte(`"views"`)) {
		return nil
	}
	out := list[viewForm]{}
	for _, v := range d.Views {
		if !d.holdsPair(v.Claimed, v.Candidate) || len(out) == casefile.MostViews {
			continue
		}
		f := viewForm{
			Claimed: v.Claimed, Candidate: v.Candidate, Mode: v.Mode, Centre: []figure{figure(v.Centre.X), figure(v.Centre.Y)}, Scale: figure(v.Scale),
			Opacity: figure(v.Opacity), Style: v.Style, SwipeAt: figure(v.SwipeAt), SwipeTurn: figure(v.SwipeTurn), BlinkMs: v.BlinkMs, Fade: v.Fade,
			Kind: v.Kind, Light: figure(v.Light), Whole: v.Whole, Lines: v.Lines, Areas: v.Areas, Inside: v.Inside, Tiles: v.Tiles, Single: v.Single,
		}
		if v.AtFrame {
			at := figure(v.FrameTime.Seconds())
			f.FrameAt = &at
		}
		for _, from := range v.ShowFrom {
			f.ShowFrom = append(f.ShowFrom, figure(from))
		}
		out = append(out, f)
	}
	return &out
}

func (d Document) holdsPair(claimed, candidate casefile.ID) bool {
	_, one := d.Case.Find(claimed)
	_, other := d.Case.Find(candidate)
	return one && other && claimed != candidate
}

// readViews reads them. A figure that no view has is an error. A view of what is
// not there any more, a second one of its pair, or one with a word of another
// version is left out: nothing hangs on it, and an older program that knew no
// views may have carried it along.
func (d *Document) readViews(forms list[viewForm]) error {
	if len(forms) > casefile.MostViews {
		return malformed("%d views", len(forms))
	}
	for i, f := range forms {
		if len(f.Centre) != 2 || len(f.ShowFrom) != len(casefile.View{}.ShowFrom) {
			return malformed("view %d: a place or a threshold with too few or too many numbers", i+1)
		}
		v := casefile.View{
			Claimed: f.Claimed, Candidate: f.Candidate, Mode: f.Mode, Centre: point(f.Centre[0], f.Centre[1]), Scale: float64(f.Scale),
			Opacity: float64(f.Opacity), Style: f.Style, SwipeAt: float64(f.SwipeAt), SwipeTurn: float64(f.SwipeTurn), BlinkMs: f.BlinkMs, Fade: f.Fade,
			Kind: f.Kind, Light: float64(f.Light), Whole: f.Whole, Lines: f.Lines, Areas: f.Areas, Inside: f.Inside, Tiles: f.Tiles, Single: f.Single,
		}
		sound := within(f.Scale, 0, casefile.MostViewScale) && within(f.SwipeTurn, -360, 360) && f.BlinkMs >= 0 && f.BlinkMs <= math.MaxInt16 && f.Lines >= 0 && f.Lines <= mostEntries
		for _, share := range []figure{f.Opacity, f.SwipeAt, f.Light} {
			sound = sound && within(share, 0, 1)
		}
		for _, n := range f.Centre {
			sound = sound && within(n, -casefile.FarthestPx, casefile.FarthestPx)
		}
		if at := f.FrameAt; at != nil {
			sound = sound && within(*at, 0, mostSeconds)
			v.AtFrame, v.FrameTime = true, momentForm{Seconds: *at}.time()
		}
		for j, n := range f.ShowFrom {
			sound = sound && within(n, 0, casefile.FarthestPx)
			v.ShowFrom[j] = float64(n)
		}
		if !sound {
			return malformed("view %d: a figure that no view has", i+1)
		}
		twice := slices.ContainsFunc(d.Views, func(o casefile.View) bool { return o.Claimed == v.Claimed && o.Candidate == v.Candidate })
		if !twice && v.Known() && d.holdsPair(v.Claimed, v.Candidate) {
			d.Views = append(d.Views, v)
		}
	}
	return nil
}
