package recipe

import (
	"strings"
	"testing"

	"github.com/motbilde/motbilde/internal/provenance"
	"github.com/motbilde/motbilde/internal/words"
)

// everything has one step of each kind.
var everything = &Recipe{
	Steps: []Step{
		Crop{Share: 0.499, Upright: true, Left: 119, Top: 36, Right: 166, Bottom: 70, Width: 483, Height: 406},
		Mirror{},
		Turn{-5.04},
		Perspective{},
		Slant{1.2},
		Grey{0.4},
		Tint{-8.1, 3.2},
		Colour{12},
		Invert{},
		Tone{Brightness: -20, Contrast: 0.3, Gamma: 1.8, BrightnessTold: true, ContrastTold: true, GammaTold: true, ClippedBlack: true, ClippedWhite: true},
		Scale{0.993, 0.993},
		Scale{0.08, 1.5},
		Blur{1.96},
		Place{0.8},
		LayOver{6, 0.162},
	},
	Saved: provenance.Encoding{Format: provenance.FormatJPEG, Quality: 20, Standard: true, Tables: true, Subsampling: "4:2:0"},
}

func plain(s string) string { return strings.ReplaceAll(s, "\u00a0", " ") }

func TestRecipeIsSaidInBothLanguages(t *testing.T) {
	for l, want := range map[words.Language]string{
		words.English: "A picture like the claim can be made from the found one in 15 steps: cropping to 50 %, mirroring, turning by 5.0° anticlockwise, " +
			"a change of perspective, slanting by 1.2°, turning it grey, tinting it towards yellow, colouring it, inverting the tones, " +
			"changing the tones (darkened, contrast +30 %, midtones darkened, clipped at black and white), scaling to 99 %, scaling to 8.0 % across and 150 % down, " +
			"softening it, setting it into a larger picture and bringing other content into 16 % of it; the copy received was last saved as JPEG of quality about 20.",
		words.Norwegian: "Et slikt bilde kan lages fra det funne bildet i 15 trinn: beskjæring til 50 %, speilvending, dreining med 5,0° mot klokka, " +
			"endret perspektiv, skråstilling med 1,2°, omgjøring til gråtoner, fargestikk mot gult, fargelegging, ombytting av lyst og mørkt, " +
			"endrede toner (mørkere, kontrast +30 %, mørkere mellomtoner, kuttet ved svart og hvitt), skalering til 99 %, skalering til 8,0 % i bredden og 150 % i høyden, " +
			"mindre skarphet, innsetting i et større bilde og annet innhold i 16 % av det; kopien vi mottok, er sist lagret som JPEG med kvalitet rundt 20.",
	} {
		if got := plain(everything.Sentence(l)); got != want {
			t.Errorf("%s:\n%s\nwant\n%s", l.Code(), got, want)
		}
	}
}

func TestEveryStepHasItsRow(t *testing.T) {
	for _, l := range []words.Language{words.English, words.Norwegian} {
		rows := everything.Rows(l)
		for i, row := range rows {
			if row.Name == "" || row.Value == "" || strings.ContainsAny(row.Name+row.Value+row.Note, "[]{}") {
				t.Errorf("%s: %T is said as %+v", l.Code(), everything.Steps[i], row)
			}
		}
		saved, ok := everything.SavedRow(l)
		if !ok || strings.ContainsAny(saved.Value+saved.Note, "[]{}") {
			t.Errorf("%s: %+v", l.Code(), saved)
		}
	}
	for i, want := range map[int]Row{
		0:  {"Crop", "to 50 %, 483 × 406 px at (119, 36)", "Left out, in pixels of the found picture: left 119, top 36, right 166, bottom 70"},
		9:  {"Tone", "darkened, contrast +30 %, midtones darkened, clipped at black and white", "Mean change of luma: −20 levels of 255; exponent 1.8"},
		14: {"Other content", "16.2 % of the claim, 6 regions", "Not replayed. What it is, is for a person to say."},
	} {
		got := everything.Rows(words.English)[i]
		if got = (Row{plain(got.Name), plain(got.Value), plain(got.Note)}); got != want {
			t.Errorf("%+v, want %+v", got, want)
		}
	}
}

func TestSavingIsSaidOfTheCopyReceived(t *testing.T) {
	jpeg := func(quality int, standard, tables bool) provenance.Encoding {
		return provenance.Encoding{Format: provenance.FormatJPEG, Quality: quality, Standard: standard, Tables: tables}
	}
	const none = "No step was measured beyond the error of its measurement"
	for want, e := range map[string]provenance.Encoding{
		none + "; the copy received was last saved as JPEG of quality about 85.":                                jpeg(85, true, true),
		none + "; the copy received was last saved as JPEG with non-standard tables, near those of quality 85.": jpeg(85, false, true),
		none + "; the copy received was last saved as JPEG with non-standard tables.":                           jpeg(0, false, true),
		none + "; the copy received was last saved as JPEG.":                                                    jpeg(0, false, false),
		none + "; the copy received is stored as PNG, without loss.":                                            {Format: provenance.FormatPNG, Lossless: true},
		none + "; the copy received was last saved as WebP, with loss.":                                         {Format: provenance.FormatWebP},
		none + "; the copy received is stored as WebP, without loss.":                                           {Format: provenance.FormatWebP, Lossless: true},
		none + ".": {},
	} {
		if got := plain((&Recipe{Saved: e}).Sentence(words.English)); got != want {
			t.Errorf("%+v: %s", e, got)
		}
	}
}

func TestTintsAreNamedByTheirHue(t *testing.T) {
	for hue, s := range map[string]Tint{"red": {-10, 30}, "green": {-20, -20}, "blue": {30, -5}, "yellow": {-30, 4}, "magenta": {20, 20}, "cyan": {8, -30}} {
		if got := s.hue(words.English); got != hue {
			t.Errorf("%+v is called %s, not %s", s, got, hue)
		}
	}
}
