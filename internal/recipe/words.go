package recipe

import (
	"math"
	"strconv"
	"strings"

	"github.com/motbilde/motbilde/internal/provenance"
	"github.com/motbilde/motbilde/internal/words"
)

// Sentence says in how many steps a picture like the claim can be made, and by
// which, and how the copy received was saved.
func (r *Recipe) Sentence(l words.Language) string {
	saved := ""
	if key := savedKey(r.Saved); key != "" {
		saved = l.Say("recipe.saved."+key, "quality", strconv.Itoa(r.Saved.Quality))
	}
	switch n := len(r.Steps); {
	case r.Same:
		return l.Say("recipe.same")
	case n == 0:
		return l.Say("recipe.none", "saved", saved)
	case n == 1:
		return l.Say("recipe.sentence.one", "steps", l.List(r.Phrases(l)), "saved", saved)
	default:
		return l.Say("recipe.sentence.many", "n", l.Count(int64(n)), "steps", l.List(r.Phrases(l)), "saved", saved)
	}
}

// NotShown says what a recipe never shows.
func NotShown(l words.Language) string { return l.Say("recipe.not-shown") }

// Phrases says each step in a phrase for a list: "cropping to 50 %".
func (r *Recipe) Phrases(l words.Language) []string {
	phrases := make([]string, len(r.Steps))
	for i, s := range r.Steps {
		phrases[i] = phrase(l, s)
	}
	return phrases
}

func phrase(l words.Language, s Step) string {
	switch s := s.(type) {
	case Crop:
		return l.Say("recipe.step.crop", "share", l.Percent(s.Share, 0))
	case Mirror:
		return l.Say("recipe.step.mirror")
	case Turn:
		return l.Say("recipe.step.turn", "angle", l.Degrees(math.Abs(s.Degrees), 1), "way", s.way(l))
	case Perspective:
		return l.Say("recipe.step.perspective")
	case Slant:
		return l.Say("recipe.step.slant", "angle", l.Degrees(s.Degrees, 1))
	case Scale:
		if !s.Even() {
			return l.Say("recipe.step.stretch", "across", scalePercent(l, s.X), "down", scalePercent(l, s.Y))
		}
		return l.Say("recipe.step.scale", "share", scalePercent(l, s.X))
	case Grey:
		return l.Say("recipe.step.grey")
	case Tint:
		return l.Say("recipe.step.tint", "hue", s.hue(l))
	case Colour:
		return l.Say("recipe.step.colour")
	case Invert:
		return l.Say("recipe.step.invert")
	case Tone:
		return l.Say("recipe.step.tone", "tone", s.Words(l))
	case Blur:
		return l.Say("recipe.step.blur")
	case Place:
		return l.Say("recipe.step.place")
	case LayOver:
		return l.Say("recipe.step.layover", "share", l.Percent(s.Share, 0))
	}
	return ""
}

// Row is a step as a row of a table, or a fact: what it is, what was measured,
// and what is to be said beside it, which may be nothing.
type Row struct{ Name, Value, Note string }

// Rows says each step with its numbers.
func (r *Recipe) Rows(l words.Language) []Row {
	rows := make([]Row, len(r.Steps))
	for i, s := range r.Steps {
		rows[i] = row(l, s)
	}
	return rows
}

// SavedAs says how a file's pixels are stored: "JPEG, quality about 85"; empty
// where that was not read.
func SavedAs(l words.Language, e provenance.Encoding) string {
	key := savedKey(e)
	if key == "" {
		return ""
	}
	return l.Say("recipe.value.saved."+key, "quality", strconv.Itoa(e.Quality))
}

// SavedRow says how the copy received is stored; false where that was not read.
func (r *Recipe) SavedRow(l words.Language) (Row, bool) {
	key := savedKey(r.Saved)
	if key == "" {
		return Row{}, false
	}
	return Row{
		l.Say("recipe.name.saved"), SavedAs(l, r.Saved),
		l.Say("recipe.note.saved", "subsampling", r.Saved.Subsampling),
	}, true
}

func row(l words.Language, s Step) Row {
	name := func(key string) string { return l.Say("recipe.name." + key) }
	value := func(key string, fields ...string) string { return l.Say("recipe.value."+key, fields...) }
	level := func(v float64) string { return l.Number(v, 1) }
	switch s := s.(type) {
	case Crop:
		return s.row(l)
	case Mirror:
		return Row{name("mirror"), value("mirror"), ""}
	case Turn:
		return Row{name("turn"), value("turn", "angle", l.Degrees(math.Abs(s.Degrees), 1), "way", s.way(l)), ""}
	case Perspective:
		return Row{name("perspective"), value("perspective"), ""}
	case Slant:
		return Row{name("slant"), value("slant", "angle", l.Degrees(s.Degrees, 1)), ""}
	case Scale:
		if !s.Even() {
			return Row{name("scale"), value("stretch", "across", scalePercent(l, s.X), "down", scalePercent(l, s.Y)), ""}
		}
		return Row{name("scale"), value("scale", "share", scalePercent(l, s.X)), ""}
	case Grey:
		return Row{name("grey"), value("grey"), l.Say("recipe.note.grey", "chroma", level(s.Chroma))}
	case Tint:
		return Row{name("tint"), value("tint", "hue", s.hue(l)), l.Say("recipe.note.tint", "blue", level(s.Blue), "red", level(s.Red))}
	case Colour:
		return Row{name("colour"), value("colour"), l.Say("recipe.note.colour", "chroma", level(s.Chroma))}
	case Invert:
		return Row{name("invert"), value("invert"), ""}
	case Tone:
		gamma := ""
		if s.GammaTold {
			gamma = l.Number(s.Gamma, 1)
		}
		return Row{name("tone"), s.Words(l), l.Say("recipe.note.tone", "brightness", signed(l.Number(s.Brightness, 0)), "gamma", gamma)}
	case Blur:
		return Row{name("blur"), value("blur", "sigma", l.Px(s.SigmaPx, 1)), ""}
	case Place:
		return Row{name("place"), value("place", "share", l.Percent(s.Share, 0)), ""}
	case LayOver:
		regions := ""
		if s.Regions > 0 {
			regions = l.Plural("recipe.regions", s.Regions)
		}
		return Row{name("layover"), value("layover", "share", l.Percent(s.Share, 1), "regions", regions), l.Say("recipe.note.layover")}
	}
	return Row{}
}

func (c Crop) row(l words.Language) Row {
	whole := func(v float64) string { return l.Count(int64(math.Round(v))) }
	fields := []string{"share", l.Percent(c.Share, 0)}
	note := ""
	if c.Upright {
		fields = append(fields, "pixels", l.Pixels(int(math.Round(c.Width)), int(math.Round(c.Height))), "x", whole(c.Left), "y", whole(c.Top))
		note = l.Say("recipe.note.crop", "left", whole(c.Left), "top", whole(c.Top), "right", whole(c.Right), "bottom", whole(c.Bottom))
	}
	return Row{l.Say("recipe.name.crop"), l.Say("recipe.value.crop", fields...), note}
}

// scalePercent writes a scale to the percent, and smaller ones to its tenth.
func scalePercent(l words.Language, factor float64) string {
	if factor < 0.1 {
		return l.Percent(factor, 1)
	}
	return l.Number(100*factor, 0) + "\u00a0%"
}

// signed writes a plus where there is no minus.
func signed(number string) string {
	if strings.HasPrefix(number, "−") {
		return number
	}
	return "+" + number
}

func (t Turn) way(l words.Language) string {
	switch {
	case math.Abs(t.Degrees) > 179.95:
		return ""
	case t.Degrees > 0:
		return l.Say("recipe.way.clockwise")
	}
	return l.Say("recipe.way.anticlockwise")
}

// hue names the colour that lies nearest to a tint.
func (t Tint) hue(l words.Language) string {
	r := 1.402 * t.Red
	g := float64(-0.344136*t.Blue) - float64(0.714136*t.Red)
	b := 1.772 * t.Blue
	degrees := math.Atan2(math.Sqrt(3)*(g-b), 2*r-g-b) * 180 / math.Pi
	names := [6]string{"red", "yellow", "green", "cyan", "blue", "magenta"}
	return l.Say("recipe.hue." + names[(int(math.Round(degrees/60))+6)%6])
}

// Words says what became of the tone: "darkened, contrast +30 %".
func (t Tone) Words(l words.Language) string {
	var out []string
	add := func(told bool, key string, fields ...string) {
		if told {
			out = append(out, l.Say("recipe.tone."+key, fields...))
		}
	}
	add(t.BrightnessTold && t.Brightness < 0, "darker")
	add(t.BrightnessTold && t.Brightness > 0, "brighter")
	add(t.ContrastTold, "contrast", "share", signed(l.Number(100*t.Contrast, 0))+"\u00a0%")
	add(t.GammaTold && t.Gamma > 1, "darker-middle")
	add(t.GammaTold && t.Gamma < 1, "brighter-middle")
	add(t.ClippedBlack && t.ClippedWhite, "both")
	add(t.ClippedBlack && !t.ClippedWhite, "black")
	add(t.ClippedWhite && !t.ClippedBlack, "white")
	return strings.Join(out, ", ")
}

// savedKey tells the ways of saying how a file is stored apart.
func savedKey(e provenance.Encoding) string {
	switch e.Format {
	case provenance.FormatJPEG:
		switch {
		case e.Standard:
			return "jpeg"
		case e.Quality > 0:
			return "jpeg.near"
		case e.Tables:
			return "jpeg.own"
		}
		return "jpeg.unknown"
	case provenance.FormatPNG:
		return "png"
	case provenance.FormatWebP:
		if e.Lossless {
			return "webp.lossless"
		}
		return "webp"
	}
	return ""
}

// Words says how far the replay lies from the claim.
func (m Remains) Words(l words.Language) string {
	elsewhere := ""
	if m.After-m.Elsewhere >= 0.05 {
		elsewhere = l.Number(m.Elsewhere, 1)
	}
	share := ""
	if m.Share < 0.995 {
		share = l.Percent(m.Share, 0)
	}
	return l.Say("recipe.remains", "share", share, "before", l.Number(m.Before, 1), "after", l.Number(m.After, 1),
		"elsewhere", elsewhere, "noise", l.Number(m.Noise, 1))
}
