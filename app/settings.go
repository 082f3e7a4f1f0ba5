package app

import (
	"time"

	"fyne.io/fyne/v2"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/words"
)

// settings are what a person has chosen of the window; it is remembered from
// one start to the next.
type settings struct {
	theme       look.Name
	asSystem    bool // the theme is dark or light as the desktop's
	language    words.Language
	scale       float32       // text size, 1 to 2
	list, facts float32       // widths as dragged at 100 %; 0 means as designed
	actor       string        // the name in the log; empty until it is given
	period      time.Duration // of the blinking
	fade        bool          // one picture of the blinking fades into the other
	calm        bool          // less motion
	publishes   string        // folder that what is published is saved in; empty until one was chosen
	saves       string        // folder that is offered first to save in; empty is where the last dialog ended
	ffmpeg      string        // where ffmpeg and ffprobe are looked for first; empty is on this machine
	opened      string        // folder where the last file dialog ended
	tour        string        // the step of the tour to go on with; empty is none
	hinted      bool          // the sentences of the first start were read or sent away
	// In projector mode text and safe view are of their own.
	projectScale float32
	projectSafe  bool
	recent       []string // commands done from the palette, the latest first
	safe         bool     // pictures are shown grey and dimmed when they come in
	letter       bool     // reports are laid out for US Letter
	screen       bool     // figures of reports are kept for screens
	kit          string   // file of the desk's style; empty is the neutral one
}

// The names under which the toolkit remembers them.
const (
	prefTheme     = "theme"
	prefLanguage  = "language"
	prefScale     = "text-size"
	prefList      = "list-width"
	prefFacts     = "facts-width"
	prefActor     = "name-in-log"
	prefPeriod    = "blink-ms"
	prefFade      = "blink-fades"
	prefCalm      = "less-motion"
	prefSaves     = "save-folder"
	prefPublishes = "publish-folder"
	prefFFmpeg    = "ffmpeg"
	prefOpened    = "last-folder"
	prefHinted    = "first-start-read"
	prefTour      = "tour-step"
	prefRecent    = "recent-commands"
	prefSafe      = "safe-on-import"
	prefProject   = "projector-text-size"
	prefShow      = "projector-pictures-shown"
	prefLetter    = "report-letter"
	prefScreen    = "report-for-screen"
	prefKit       = "style-kit"
)

// themeOfSystem stands in the settings where the theme is the desktop's.
const themeOfSystem = "system"

var themeNames = map[look.Name]string{look.Dark: "dark", look.Light: "light", look.HighContrast: "high-contrast"}

// readSettings returns what is remembered; the language is that of the system
// until a person chooses one.
func readSettings(p fyne.Preferences, locale string) settings {
	s := settings{
		language:     words.FromCode(p.StringWithFallback(prefLanguage, locale)),
		scale:        min(max(float32(p.FloatWithFallback(prefScale, 1)), look.SmallestScale), look.LargestScale),
		list:         float32(p.Float(prefList)),
		facts:        float32(p.Float(prefFacts)),
		actor:        p.String(prefActor),
		period:       time.Duration(p.IntWithFallback(prefPeriod, 1100)) * time.Millisecond,
		fade:         p.Bool(prefFade),
		calm:         p.Bool(prefCalm),
		saves:        p.String(prefSaves),
		publishes:    p.String(prefPublishes),
		ffmpeg:       p.String(prefFFmpeg),
		opened:       p.String(prefOpened),
		asSystem:     p.String(prefTheme) == themeOfSystem,
		hinted:       p.Bool(prefHinted),
		tour:         p.String(prefTour),
		recent:       p.StringList(prefRecent),
		safe:         p.Bool(prefSafe),
		projectScale: min(max(float32(p.FloatWithFallback(prefProject, look.ProjectorScale)), look.ProjectorScale), look.LargestScale),
		projectSafe:  !p.Bool(prefShow),
		letter:       p.Bool(prefLetter),
		screen:       p.Bool(prefScreen),
		kit:          p.String(prefKit),
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
	if s.asSystem {
		p.SetString(prefTheme, themeOfSystem)
	} else {
		p.SetString(prefTheme, themeNames[s.theme])
	}
	p.SetString(prefLanguage, s.language.Code())
	p.SetFloat(prefScale, float64(s.scale))
	p.SetFloat(prefList, float64(s.list))
	p.SetFloat(prefFacts, float64(s.facts))
	p.SetString(prefActor, s.actor)
	p.SetInt(prefPeriod, int(s.period.Milliseconds()))
	p.SetBool(prefFade, s.fade)
	p.SetBool(prefCalm, s.calm)
	p.SetString(prefSaves, s.saves)
	p.SetString(prefPublishes, s.publishes)
	p.SetString(prefFFmpeg, s.ffmpeg)
	p.SetString(prefOpened, s.opened)
	p.SetBool(prefHinted, s.hinted)
	p.SetString(prefTour, s.tour)
	p.SetStringList(prefRecent, s.recent)
	p.SetBool(prefSafe, s.safe)
	p.SetFloat(prefProject, float64(s.projectScale))
	p.SetBool(prefShow, !s.projectSafe)
	p.SetBool(prefLetter, s.letter)
	p.SetBool(prefScreen, s.screen)
	p.SetString(prefKit, s.kit)
}
