package inspector

import (
	"math"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/align"
	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/words"
)

const (
	keyWidth  = 96 // of the facts, pixels at a text size of 100 %
	factAbove = 4
	upright   = 0.05 // degrees under which no rotation is told
)

// transformItems says how the claim comes from the candidate.
func transformItems(l words.Language, v Value) []look.Item {
	a := v.Alignment
	if v.State != Compared || !a.Placed() {
		return nil
	}
	if v.Recipe != nil {
		return editItems(l, v)
	}
	centre := v.Claim.Pixels.Rect().Centre()
	yes := func(b bool) string {
		if b {
			return l.Say("window.facts.yes")
		}
		return l.Say("window.facts.no")
	}
	rotation := l.Say("window.facts.rotation.none")
	if degrees := a.CandidateFromClaimed.RotationDegrees(centre); math.Abs(degrees) >= upright {
		rotation = l.Degrees(degrees, 1)
	}
	crop := l.Say("window.facts.crop.share", "share", l.Percent(a.CandidateCovered, 0))
	if a.CandidateCovered >= wholeFrom {
		crop = l.Say("window.facts.crop.whole")
	}
	if a.Verdict == align.Partial {
		crop = "" // the claim does not show the candidate, only a part of both agrees
	}
	rows := [][2]string{
		{l.Say("window.facts.crop"), crop},
		{l.Say("window.facts.scale"), l.Number(1/a.CandidateFromClaimed.LengthScale(centre), 3)},
		{l.Say("window.facts.rotation"), rotation},
		{l.Say("window.facts.mirrored"), yes(a.Mirrored)},
	}
	if !v.EyesFirst { // that is measured on the pictures
		rows = append(rows, [2]string{l.Say("window.facts.inverted"), yes(a.ToneInverted)})
	}
	rows = append(rows, modelRows(l, a)...)
	var items []look.Item
	for _, r := range rows {
		if r[1] != "" {
			items = append(items, look.Item{Object: look.NewFact(r[0], r[1], keyWidth), Above: factAbove})
		}
	}
	return append(items, look.Item{
		Object: look.NewText(l.Say("window.facts.one-way"), look.Quiet, look.InQuiet), Above: look.Gap8,
	})
}

// modelRows says by which family of transformations the candidate was placed, and how well.
func modelRows(l words.Language, a align.Alignment) [][2]string {
	rows := [][2]string{{l.Say("window.facts.model"), modelName(l, a.Model)}}
	if len(a.Inliers) > 0 && a.Status != align.ByHand {
		rows = append(rows, [2]string{l.Say("window.facts.residual"), l.Px(a.ResidualPx, 2)})
	}
	return rows
}

func modelName(l words.Language, m align.Model) string {
	switch m {
	case align.Similarity:
		return l.Say("window.facts.model.similarity")
	case align.Affine:
		return l.Say("window.facts.model.affine")
	case align.Homography:
		return l.Say("window.facts.model.homography")
	}
	return ""
}

// fileItems says what both files are, and what they say of themselves.
func (v *View) fileItems() []look.Item {
	l := v.language
	var items []look.Item
	for _, e := range []struct {
		role string
		file casefile.Evidence
	}{
		{l.Say("window.facts.claimed"), v.value.Claim},
		{l.Say("window.facts.candidate"), v.value.Candidate},
	} {
		if e.file.ID == "" {
			continue
		}
		above := float32(factAbove)
		if len(items) > 0 {
			above = look.Gap12
		}
		items = append(items,
			look.Item{Object: look.NewFact(e.role, nameOf(l, e.file), keyWidth), Above: above},
			look.Item{Object: newAside(fileLine(l, e.file))})
		if v.value.EyesFirst { // what a file says of itself would tell which is the source
			items[len(items)-1] = look.Item{Object: newAside(l.Pixels(e.file.Pixels.Width, e.file.Pixels.Height))}
			continue
		}
		if e.file.Reduced() {
			said := l.Say("reduced.fact", "size", l.Pixels(e.file.Stored.Width, e.file.Stored.Height))
			items = append(items, look.Item{Object: look.NewText(said, look.Quiet, look.InQuiet), Above: factAbove})
		}
		if e.file.SHA256 != "" {
			items = append(items, look.Item{Object: v.newDigest(e.file.SHA256), Above: factAbove})
		}
	}
	if v.value.EyesFirst {
		return items
	}
	return append(items, v.statementItems()...)
}

// nameOf is the name that people see: a picture that was marked in a capture is
// not the capture.
func nameOf(l words.Language, e casefile.Evidence) string {
	if e.Frame != nil {
		return l.Say("case-video.name", "name", e.Name, "time", l.Clock(e.Frame.Time, 3))
	}
	if e.Derived() {
		return l.Say("part.name", "name", e.Name)
	}
	return e.Name
}

// fileLine is a file's size in pixels and bytes: "480 × 362 · 21 kB · no camera
// data". A part says what it is a part of.
func fileLine(l words.Language, e casefile.Evidence) string {
	if e.Frame != nil {
		return l.Pixels(e.Pixels.Width, e.Pixels.Height)
	}
	if e.Derived() {
		return l.PartOf(e.Name, e.Pixels.Width, e.Pixels.Height, int(e.Part.MinX), int(e.Part.MinY))
	}
	var parts []string
	if !e.Pixels.Empty() {
		parts = append(parts, l.Pixels(e.Pixels.Width, e.Pixels.Height))
	}
	if e.Bytes > 0 {
		parts = append(parts, l.FileSize(e.Bytes))
	}
	if e.SHA256 != "" && e.Facts.Taken == "" && e.Facts.Camera == "" && !strings.HasPrefix(e.MediaType, "video/") {
		parts = append(parts, l.Say("window.facts.no-camera"))
	}
	return unbroken(parts)
}

// unbroken joins phrases so that a line ends between them and not within one.
func unbroken(phrases []string) string {
	const hard = "\u00a0"
	whole := make([]string, len(phrases))
	for i, phrase := range phrases {
		whole[i] = strings.ReplaceAll(phrase, " ", hard)
	}
	return strings.Join(whole, hard+"· ")
}

// aside is a quiet line under a fact's value.
type aside struct {
	widget.BaseWidget
	text *look.Text
}

func newAside(words string) *aside {
	a := &aside{text: look.NewText(words, look.Quiet, look.InQuiet)}
	a.ExtendBaseWidget(a)
	return a
}

// HeightAt returns the height at a width.
func (a *aside) HeightAt(width float32) float32 { return a.text.HeightAt(width - look.Px(keyWidth)) }

// CreateRenderer is part of Fyne's widget.
func (a *aside) CreateRenderer() fyne.WidgetRenderer {
	return look.NewPlan(look.Plan{
		Owner: a,
		Parts: []fyne.CanvasObject{a.text},
		Least: func() fyne.Size { return fyne.NewSize(0, a.HeightAt(a.Size().Width)) },
		Place: func(size fyne.Size) {
			key := look.Px(keyWidth)
			look.Put(a.text, key, 0, max(0, size.Width-key), size.Height)
		},
	})
}

// digest is a SHA-256, shortened in its middle, with a button to copy the whole.
type digest struct {
	widget.BaseWidget
	key, value *look.Text
	copy       *look.Button
}

func (v *View) newDigest(sha string) *digest {
	d := &digest{
		key:   look.NewText(v.language.Say("window.facts.sha"), look.Body, look.InQuiet).Aside(),
		value: look.NewLine(shortDigest(sha), look.Hash, look.InText, look.CutsMiddle).Aside(),
	}
	d.copy = look.NewButton("", func() {
		if v.OnCopy != nil {
			v.OnCopy(sha)
		}
	}, look.ButtonOptions{Kind: look.Bare, Icon: look.Copy, Height: look.Low})
	d.copy.OnFocus = func() { v.reveal(d) }
	d.copy.SetHint(v.language.Say("window.facts.copy-sha"))
	d.copy.OnHint = func(hint string) {
		if v.OnHint != nil {
			v.OnHint(hint)
		}
	}
	d.ExtendBaseWidget(d)
	return d
}

// HeightAt returns the height: an audience is shown no digest.
func (d *digest) HeightAt(float32) float32 {
	if look.Now().Projector {
		return 0
	}
	return look.Px(look.Body.Line)
}

// shortDigest keeps the first and the last eight digits.
func shortDigest(sha string) string {
	if len(sha) <= 20 {
		return sha
	}
	return sha[:8] + " … " + sha[len(sha)-8:]
}

// CreateRenderer is part of Fyne's widget.
func (d *digest) CreateRenderer() fyne.WidgetRenderer {
	return look.NewPlan(look.Plan{
		Owner: d,
		Parts: []fyne.CanvasObject{d.key, d.value, d.copy},
		Least: func() fyne.Size { return fyne.NewSize(0, d.HeightAt(0)) },
		Paint: func() { look.Show(d.copy, !look.Now().Projector) },
		Place: func(size fyne.Size) {
			px := look.Px
			key, line := px(keyWidth), px(look.Hash.Line)
			look.Put(d.key, 0, 0, key-px(look.Gap8), size.Height)
			copy := d.copy.MinSize()
			room := size.Width - key - copy.Width
			look.Put(d.value, key, (size.Height-line)/2, room, line)
			look.Put(d.copy, size.Width-copy.Width, (size.Height-copy.Height)/2, copy.Width, copy.Height)
		},
	})
}
