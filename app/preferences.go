package app

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/app/preferences"
	"github.com/motbilde/motbilde/internal/desk"
	"github.com/motbilde/motbilde/internal/words"
)

// joinPreferences makes the sheet tell what a person wants, and the desktop
// whether it has become dark or light.
func (w *Window) joinPreferences() {
	w.prefs.OnChange = w.prefer
	w.prefs.OnChoose = func(p preferences.Place) {
		title := map[preferences.Place]string{preferences.Saves: "preferences.saves", preferences.FFmpeg: "preferences.ffmpeg"}[p]
		w.chooseFolderFor(title, func(path string) {
			w.prefs.Change(func(v *preferences.Value) {
				if p == preferences.Saves {
					v.Saves = path
				} else {
					v.FFmpeg = path
				}
			})
		})
	}
	w.fyneApp.Settings().AddListener(func(fyne.Settings) {
		if w.settings.asSystem && look.Now().Name != w.theme().Name {
			w.restyle()
		}
	})
}

var prefThemes = []look.Name{look.Dark, look.Light, look.HighContrast}

// prefValue is what holds, as the sheet takes it.
func (w *Window) prefValue() preferences.Value {
	s := w.settings
	v := preferences.Value{
		Name: s.actor, Language: s.language, Theme: preferences.Theme(s.theme), Scale: s.scale, PeriodMS: int(s.period.Milliseconds()),
		Fade: s.fade, Calm: s.calm, Safe: s.safe, Saves: s.saves, FFmpeg: s.ffmpeg,
	}
	if s.asSystem {
		v.Theme = preferences.AsSystem
	}
	return v
}

func (w *Window) openPreferences() {
	w.prefs.Show(w.prefValue())
	w.prefs.Open(w.window.Canvas())
	w.checkPlaces()
}

// prefer puts what was changed in force.
func (w *Window) prefer(v preferences.Value) {
	before := w.settings
	s := &w.settings
	s.actor, s.fade, s.calm, s.safe, s.saves, s.ffmpeg = v.Name, v.Fade, v.Calm, v.Safe, v.Saves, v.FFmpeg
	s.period = time.Duration(v.PeriodMS) * time.Millisecond
	s.scale = v.Scale
	if s.asSystem = v.Theme == preferences.AsSystem; !s.asSystem {
		s.theme = prefThemes[v.Theme]
	}
	s.keep(w.fyneApp.Preferences())
	w.desk.SetActor(s.actor)
	if s.period != before.period || s.fade != before.fade || s.calm != before.calm {
		w.setMotion()
	}
	if s.theme != before.theme || s.asSystem != before.asSystem || s.scale != before.scale || s.calm != before.calm {
		w.restyle()
	}
	if v.Language != before.language {
		w.setLanguage(v.Language)
	}
	w.prefs.Show(w.prefValue())
	if s.saves != before.saves || s.ffmpeg != before.ffmpeg {
		w.desk.UseFFmpeg(s.ffmpeg)
		w.checkPlaces()
	}
}

// setMotion tells the stage how pictures take turns.
func (w *Window) setMotion() {
	w.stage.SetPeriod(w.settings.period)
	w.stage.SetFade(w.settings.fade)
	w.stage.SetLessMotion(w.settings.calm)
}

// checkPlaces looks beside the window whether what is named is there, and says
// what is not.
func (w *Window) checkPlaces() {
	saves, ffmpeg := w.settings.saves, w.settings.ffmpeg
	w.beside(func() (func(), error) {
		wrongSaves, wrongFFmpeg := wrongFolder(saves), wrongTools(ffmpeg)
		return func() {
			if saves != w.settings.saves || ffmpeg != w.settings.ffmpeg {
				return // it was changed again meanwhile
			}
			say := func(p preferences.Place, wrong string) {
				if wrong != "" {
					wrong = w.settings.language.Say("preferences.wrong." + wrong)
				}
				w.prefs.Tell(p, wrong)
			}
			say(preferences.Saves, wrongSaves)
			say(preferences.FFmpeg, wrongFFmpeg)
		}, nil
	})
}

// wrongFolder returns what is wrong with a folder as the end of a key in words;
// nothing with an empty one.
func wrongFolder(path string) string {
	if path == "" {
		return ""
	}
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "none"
	case err != nil || !info.IsDir():
		return "folder"
	}
	return ""
}

// wrongTools does so for the folder of ffmpeg and ffprobe, or one of the two.
func wrongTools(path string) string {
	if path == "" {
		return ""
	}
	if _, err := os.Stat(path); err != nil {
		return "none"
	}
	if !desk.HasFFmpeg(path) {
		return "ffmpeg"
	}
	if !desk.IsFFmpeg(context.Background(), path) {
		return "other"
	}
	return ""
}

// theme is the theme that holds: the person's choice, or what the desktop says.
func (w *Window) theme() *look.Theme {
	name := w.settings.theme
	if w.settings.asSystem {
		name = look.Dark
		if w.fyneApp.Settings().ThemeVariant() == theme.VariantLight {
			name = look.Light
		}
	}
	scale := w.settings.scale
	if w.projecting.on {
		scale = w.settings.projectScale
	}
	t := look.New(name, scale)
	t.Calm = w.settings.calm
	if w.projecting.on {
		t.ForAudience()
	}
	return t
}

func (w *Window) nextTheme() { w.setTheme((look.Now().Name + 1) % 3) }

func (w *Window) setTheme(t look.Name) {
	w.settings.theme, w.settings.asSystem = t, false
	w.restyle()
}

func (w *Window) followSystem() {
	w.settings.asSystem = true
	w.restyle()
}

func (w *Window) setScale(scale float32) {
	w.settings.scale = min(max(scale, look.SmallestScale), look.LargestScale)
	w.restyle()
}

// restyle puts theme and text size into force and remembers them.
func (w *Window) restyle() {
	w.settings.keep(w.fyneApp.Preferences())
	t := w.theme()
	w.wish.scale = t.Scale
	w.fyneApp.Settings().SetTheme(t)
	w.refreshMenus()
	w.frame.Refresh()
	w.prefs.Refresh()
	w.styleSheet.Refresh()
}

func (w *Window) setLanguage(l words.Language) {
	w.settings.language = l
	w.settings.keep(w.fyneApp.Preferences())
	w.say()
	w.see(w.seen)
}
