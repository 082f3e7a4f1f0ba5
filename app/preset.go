package app

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"

	"fyne.io/fyne/v2"
)

// PresetName is the file by which whoever sets up machines says how the program
// begins on them.
const PresetName = "motbilde-preset.json"

// mostPreset is how long such a file may be, in bytes.
const mostPreset = 64 << 10

// Preset is what holds until a person chooses for themselves: values by the
// names under which settings are remembered (settings.go).
type Preset map[string]any

// presetable are the settings that can be preset, by an example of their kind.
// What is a person's own, as their name or where they were last, is not among
// them.
var presetable = map[string]any{
	prefTheme: "", prefLanguage: "", prefScale: 0.0, prefPeriod: 0.0, prefFade: true, prefCalm: true,
	prefSaves: "", prefPublishes: "", prefFFmpeg: "", prefHinted: true, prefSafe: true, prefProject: 0.0, prefShow: true,
	prefLetter: true, prefScreen: true, prefKit: "",
}

// PresetPlaces returns where a preset is looked for, the first that is there:
// beside the program, and in the system's place for the settings of all users.
func PresetPlaces() (places []string) {
	if own, err := os.Executable(); err == nil {
		places = append(places, filepath.Join(filepath.Dir(own), PresetName))
	}
	switch runtime.GOOS {
	case "windows":
		if data := os.Getenv("ProgramData"); data != "" {
			places = append(places, filepath.Join(data, "Motbilde", PresetName))
		}
	case "darwin":
		places = append(places, filepath.Join("/Library/Application Support/Motbilde", PresetName))
	default:
		places = append(places, filepath.Join("/etc/motbilde", PresetName))
	}
	return places
}

// ReadPreset reads the first of the files that is there. A file that says
// something that can't be preset is an error, and what it says rightly counts:
// a slip must not stop a class.
func ReadPreset(places []string) (Preset, error) {
	for _, path := range places {
		file, err := os.Open(path)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, fmt.Errorf("reading the preset: %w", err)
		}
		text, err := io.ReadAll(io.LimitReader(file, mostPreset+1))
		if err = errors.Join(err, file.Close()); err != nil {
			return nil, fmt.Errorf("reading the preset: %w", err)
		}
		preset, err := parsePreset(text)
		preset.anchor(filepath.Dir(path))
		return preset, err
	}
	return nil, nil
}

// anchor reads places on the disk that are not whole from the preset's own
// folder, so that it can lie on a stick with what it names; never from the
// folder in which the program happens to work.
func (p Preset) anchor(folder string) {
	for _, name := range []string{prefSaves, prefPublishes, prefFFmpeg, prefKit} {
		if place, ok := p[name].(string); ok && place != "" && !filepath.IsAbs(place) {
			p[name] = filepath.Join(folder, place)
		}
	}
}

func parsePreset(text []byte) (Preset, error) {
	if len(text) > mostPreset {
		return nil, fmt.Errorf("reading the preset: it is longer than %d bytes", mostPreset)
	}
	var said map[string]any
	if err := json.Unmarshal(text, &said); err != nil {
		return nil, fmt.Errorf("reading the preset: %w", err)
	}
	p := Preset{}
	var wrong error
	for name, value := range said {
		example, known := presetable[name]
		switch {
		case !known:
			wrong = errors.Join(wrong, fmt.Errorf("reading the preset: %q can't be preset", name))
		case fmt.Sprintf("%T", example) != fmt.Sprintf("%T", value):
			wrong = errors.Join(wrong, fmt.Errorf("reading the preset: %q is not what belongs there", name))
		default:
			p[name] = value
		}
	}
	return p, wrong
}

// Under returns the preferences of a person with the preset beneath them: what
// they lack is as preset. Nothing of it is written into them here.
func (p Preset) Under(of fyne.Preferences) fyne.Preferences {
	if len(p) == 0 {
		return of
	}
	return layered{of, p}
}

// layered are preferences that fall back on a preset.
type layered struct {
	fyne.Preferences
	preset Preset
}

func (l layered) String(key string) string { return l.StringWithFallback(key, "") }

func (l layered) StringWithFallback(key, fallback string) string {
	if v, ok := l.preset[key].(string); ok {
		fallback = v
	}
	return l.Preferences.StringWithFallback(key, fallback)
}

func (l layered) Bool(key string) bool { return l.BoolWithFallback(key, false) }

func (l layered) BoolWithFallback(key string, fallback bool) bool {
	if v, ok := l.preset[key].(bool); ok {
		fallback = v
	}
	return l.Preferences.BoolWithFallback(key, fallback)
}

func (l layered) Float(key string) float64 { return l.FloatWithFallback(key, 0) }

func (l layered) FloatWithFallback(key string, fallback float64) float64 {
	if v, ok := l.preset[key].(float64); ok {
		fallback = v
	}
	return l.Preferences.FloatWithFallback(key, fallback)
}

func (l layered) IntWithFallback(key string, fallback int) int {
	if v, ok := l.preset[key].(float64); ok {
		fallback = int(v)
	}
	return l.Preferences.IntWithFallback(key, fallback)
}
