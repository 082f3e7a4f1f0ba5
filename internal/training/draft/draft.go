// Package draft owns the making of an exercise from a trainer's own pictures: a
// source, edits, decoys, a task and hints. Its main type is Draft. It promises
// that the truth is recorded by the program that makes the claim, never typed:
// where the claim lies on its source, and where the two differ.
//
//	source ─▶ edits ─▶ claim ┐
//	                         ├─▶ training.Lesson, with neutral names and without metadata
//	source, decoys ──────────┘
package draft

import (
	"cmp"
	"context"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"slices"
	"time"

	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/media"
	"github.com/motbilde/motbilde/internal/picture"
	"github.com/motbilde/motbilde/internal/synth"
	"github.com/motbilde/motbilde/internal/training"
	"github.com/motbilde/motbilde/internal/words"
)

// Material is a picture or a video that an exercise is made of.
type Material struct {
	Path    string        // of the file
	At      time.Duration // of a source that is a video: the frame that the claim is made of
	Credit  string
	Licence string
	Step    int // with which step of a session a candidate comes to the table; 0 at the start
}

// Draft is an exercise as a trainer describes it.
type Draft struct {
	ID      string // small letters, digits and hyphens
	Title   training.Text
	Task    training.Text // the usual one where it is empty
	Level   int           // 1 to 5; 0 is 2
	Minutes int           // 0 is 8

	Source Material
	Edits  []Edit
	Decoys []Material

	// Choice is what is right; without one it is ThisOne. With None the source is
	// not among the candidates. With AnotherMoment or GraphicsOnly, Like lies there
	// in its place: a picture of the same size from the same spot, or one that has
	// the same graphics. Where edits lay them over, they are laid over Like as well,
	// which then is cut to the source's form.
	Choice training.Choice
	Like   Material
	Moved  []geom.Rect // with AnotherMoment: what moved, pixels of the source

	Family      training.Family // told from edits and choice where it is empty
	Asked       []training.Asked
	EyesFirst   bool
	Hints       []training.Hint
	Explanation training.Text // says what was done where it is empty
	Careful     training.Text
	Weak        training.Text
	Checklist   []training.Check
	Teacher     training.Text
}

// Options are what making needs of the machine.
type Options struct {
	FFmpeg string // where it is, as a person says; may be empty
}

// quality of the JPEG files of claims and candidates, of the standard library's encoder.
const quality = 92

// Make makes the exercise, with its key and its files. Pictures are stored anew,
// without what their files say of themselves; videos as they are. The error is
// an *Error, a *media.Error or the context's.
func (d Draft) Make(ctx context.Context, o Options) (training.Lesson, error) {
	source, err := Load(ctx, o, d.Source)
	if err != nil {
		return training.Lesson{}, err
	}
	return d.MakeOf(ctx, o, source)
}

// MakeOf makes the exercise of a source that was read already.
func (d Draft) MakeOf(ctx context.Context, o Options, source Loaded) (training.Lesson, error) {
	choice := cmp.Or(d.Choice, training.ThisOne)
	d, claim, err := d.claim(ctx, source)
	if err != nil {
		return training.Lesson{}, err
	}
	// The candidate that the key is about comes first, and is shuffled below.
	var laid []Loaded
	switch choice {
	case training.ThisOne, training.CantTell:
		laid = append(laid, source)
	case training.AnotherMoment, training.GraphicsOnly:
		like, err := Load(ctx, o, d.Like)
		if err != nil {
			return training.Lesson{}, err
		}
		if like, err = d.beside(like, source.Size()); err != nil {
			return training.Lesson{}, err
		}
		laid = append(laid, like)
	}
	for _, m := range d.Decoys {
		decoy, err := Load(ctx, o, m)
		if err != nil {
			return training.Lesson{}, err
		}
		laid = append(laid, decoy)
	}
	if len(laid) == 0 {
		return training.Lesson{}, &Error{Kind: NoCandidates}
	}
	lesson := d.lesson(choice)
	lesson.Exercise.Claim = training.Item{
		ID: "claim", Name: d.ID + "/claim.jpg", Size: sizeOf(claim.Image),
		Credit: d.credits(func(m Material) string { return m.Credit }), Licence: d.credits(func(m Material) string { return m.Licence }),
	}
	lesson.Files = append(lesson.Files, training.FileOf(lesson.Exercise.Claim.Name, synth.EncodeJPEG(claim.Image, quality)))
	for n, at := range d.order(len(laid)) {
		item, files, err := laid[at].item(d.ID, letter(n))
		if err != nil {
			return training.Lesson{}, err
		}
		lesson.Exercise.Candidates = append(lesson.Exercise.Candidates, item)
		lesson.Files = append(lesson.Files, files...)
		if at == 0 && choice.NamesCandidates() {
			p := training.Placement{Candidate: item.ID, CandidateFromClaimed: claim.SourceFromClaimed, Within: claim.Within}
			if r, ok := largest(claim.Differences); choice == training.GraphicsOnly && ok {
				p.Within = r.Quad()
			}
			lesson.Key.Placements = []training.Placement{p}
		}
		if !item.Video {
			continue
		}
		stills, files, err := laid[at].stills(ctx, d.ID, item.ID)
		if err != nil {
			return training.Lesson{}, err
		}
		lesson.Exercise.Stills = append(lesson.Exercise.Stills, stills...)
		lesson.Files = append(lesson.Files, files...)
		if at == 0 && choice == training.ThisOne {
			lesson.Key.From, lesson.Key.To = laid[at].from, laid[at].to
		}
	}
	if choice == training.ThisOne || choice == training.AnotherMoment {
		lesson.Key.Differences = append(claim.Differences, carried(claim, d.Moved)...)
	}
	return lesson, nil
}

// lesson fills in what doesn't depend on pixels.
func (d Draft) lesson(choice training.Choice) training.Lesson {
	both := func(key string, fields func(l words.Language) []string) training.Text {
		text := training.Text{}
		for _, l := range []words.Language{words.English, words.Norwegian} {
			text[l] = l.Say(key, fields(l)...)
		}
		return text
	}
	none := func(words.Language) []string { return nil }
	e := training.Exercise{
		ID: d.ID, Title: d.Title, Task: d.Task, Level: cmp.Or(d.Level, 2), Minutes: cmp.Or(d.Minutes, 8),
		Asked: d.Asked, EyesFirst: d.EyesFirst,
	}
	if e.Title.Empty() {
		e.Title = both("training.draft.title", none)
	}
	if len(e.Asked) == 0 {
		e.Asked = []training.Asked{training.AskChoice, training.AskOutline, training.AskPairs}
	}
	if e.Task.Empty() {
		key := "training.draft.task.choice"
		if e.Asks(training.AskOutline) && e.Asks(training.AskPairs) {
			key = "training.draft.task"
		}
		e.Task = both(key, none)
	}
	for _, h := range d.Hints {
		e.Hints = append(e.Hints, h.Cost)
	}
	k := training.Key{
		Family: cmp.Or(d.Family, d.family(choice)), Choice: choice, Hints: d.Hints, Explanation: d.Explanation,
		Careful: d.Careful, Weak: d.Weak, Checklist: d.Checklist, Teacher: d.Teacher,
	}
	for _, edit := range d.Edits {
		k.Inverted = k.Inverted != (edit.Kind == Invert)
	}
	if k.Explanation.Empty() && len(d.Edits) > 0 {
		k.Explanation = both("training.draft.explains", func(l words.Language) []string {
			var names []string
			for _, edit := range d.Edits {
				names = append(names, edit.Kind.Say(l))
			}
			return []string{"edits", l.List(names)}
		})
	}
	if e.Asks(training.AskWording) && len(k.Checklist) == 0 {
		k.Checklist = training.DefaultChecklist()
	}
	return training.Lesson{Exercise: e, Key: k}
}

// manyCandidates is from how many candidates on an exercise is a line-up.
const manyCandidates = 8

// family tells what an exercise is about from what was done, the hardest first.
func (d Draft) family(choice training.Choice) training.Family {
	switch choice {
	case training.AnotherMoment:
		return training.OtherMoment
	case training.GraphicsOnly:
		return training.SharedGraphic
	case training.CantTell:
		return training.CannotTell
	case training.None:
		return training.NoneOfThem
	}
	if _, moving := media.ContainerOf(d.Source.Path); moving {
		return training.OfVideo
	}
	if len(d.Decoys) >= manyCandidates {
		return training.LineUp
	}
	for _, c := range []struct {
		kinds  []EditKind
		family training.Family
	}{
		{[]EditKind{Remove, Paste}, training.Edited},
		{[]EditKind{Caption, Overlay, Strew, Player}, training.Overlaid},
		{[]EditKind{Invert}, training.Inverted},
		{[]EditKind{Mirror}, training.Mirrored},
		{[]EditKind{Grey, Compress}, training.Greyed},
	} {
		if slices.ContainsFunc(d.Edits, func(e Edit) bool { return slices.Contains(c.kinds, e.Kind) }) {
			return c.family
		}
	}
	return training.Cropped
}

// order shuffles the candidates by the exercise's name alone, so that the same
// draft gives the same pack, and the right one isn't always the first.
func (d Draft) order(n int) (out []int) {
	items := make([]training.Item, n)
	for i := range items {
		items[i].Step = i
	}
	for _, item := range (training.Exercise{ID: d.ID}).Shuffled(items, 0) {
		out = append(out, item.Step)
	}
	return out
}

// letter names a candidate: a to z, then a1 and so on.
func letter(n int) string {
	name := string(rune('a' + n%26))
	if n >= 26 {
		name += fmt.Sprint(n / 26)
	}
	return name
}

// Opaque returns a picture as edits take it: without transparency, on white.
func Opaque(p *picture.Picture) *image.RGBA {
	img := p.Image()
	out := image.NewRGBA(img.Rect)
	draw.Draw(out, out.Rect, image.NewUniform(color.White), image.Point{}, draw.Src)
	draw.Draw(out, out.Rect, img, image.Point{}, draw.Over)
	return out
}

// WithAlpha returns a picture as Overlay takes it: with its transparency.
func WithAlpha(p *picture.Picture) *image.RGBA {
	img := p.Image()
	out := image.NewRGBA(img.Rect)
	draw.Draw(out, out.Rect, img, image.Point{}, draw.Src)
	return out
}

func sizeOf(img *image.RGBA) geom.Size {
	return geom.Size{Width: img.Rect.Dx(), Height: img.Rect.Dy()}
}
