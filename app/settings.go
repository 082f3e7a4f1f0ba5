package app

import (
	"fyne.io/fyne/v2"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/words"
)

// settings are what a person has chosen of the window; it is remembered from
// one start to the next.
type settings struct {
	theme       look.Name
	language    words.Language
	scale       float32  // text size, 1 to 2
	list, facts float32  // widths as dragged at 100 %; 0 means as designed
	actor       string   // the name in the log; empty until it is given
	recent      []string // commands done from the palette, the latest first
}

// The names under which the toolkit remembers them.
const (
	prefTheme    = "theme"
	prefLanguage = "language"
	prefScale    = "text-size"
	prefList     = "list-width"
	prefFacts    = "facts-width"
	prefActor    = "name-in-log"
	prefRecent   = "recent-commands"
)

var themeNames = map[look.Name]string{look.Dark: "dark", look.Light: "light", look.HighContrast: "high-contrast"}

// readSettings returns what is remembered; the language is that of the system
// until a person chooses one.
func readSettings(p fyne.Preferences, locale string) settings {
	s := settings{
		language: words.FromCode(p.StringWithFallback(prefLanguage, locale)),
		scale:    min(max(float32(p.FloatWithFallback(prefScale, 1)), look.SmallestScale), look.LargestScale),
		list:     float32(p.Float(prefList)),
		facts:    float32(p.Float(prefFacts)),
		actor:    p.String(prefActor),
		recent:   p.StringList(prefRecent),
	}
	for name, word := range themeNames {
		if p.String(prefTheme) == word {
			s.theme = name
		}
	}
	return s
}

// keep remembers the settings.
func (s settings) keep(p fyne.Preferences) {
	p.SetString(prefTheme, themeNames[s.theme])
	p.SetString(prefLanguage, s.language.Code())
	p.SetFloat(prefScale, float64(s.scale))
	p.SetFloat(prefList, float64(s.list))
	p.SetFloat(prefFacts, float64(s.facts))
	p.SetString(prefActor, s.actor)
	p.SetStringList(prefRecent, s.recent)
}
