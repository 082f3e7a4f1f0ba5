package app

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/words"
)

func TestPresetHoldsUntilAPersonChooses(t *testing.T) {
	preset, err := parsePreset([]byte(`{"language": "nb", "theme": "light", "text-size": 1.5, "blink-ms": 900, "safe-on-import": true, "first-start-read": true}`))
	if err != nil {
		t.Fatal(err)
	}
	p := test.NewTempApp(t).Preferences()
	got := readSettings(preset.Under(p), "en_GB")
	if got.language != words.Norwegian || got.theme != look.Light || got.scale != 1.5 || got.period.Milliseconds() != 900 || !got.safe || !got.hinted {
		t.Errorf("%+v", got)
	}
	p.SetString(prefTheme, "dark")
	p.SetBool(prefSafe, false)
	p.SetFloat(prefScale, 1)
	got = readSettings(preset.Under(p), "en_GB")
	if got.theme != look.Dark || got.safe || got.scale != 1 || got.language != words.Norwegian {
		t.Errorf("a choice of one's own does not count: %+v", got)
	}
}

func TestPresetWithASlipCountsForTheRest(t *testing.T) {
	preset, err := parsePreset([]byte(`{"theme": "light", "text-size": "large", "name-in-log": "Somebody", "wallpaper": true}`))
	if err == nil || len(preset) != 1 || preset[prefTheme] != "light" {
		t.Errorf("%v, %v", preset, err)
	}
	for _, text := range []string{"", "[]", "{", "null"} {
		if preset, err := parsePreset([]byte(text)); (err == nil) != (text == "null") || len(preset) != 0 {
			t.Errorf("%q: %v, %v", text, preset, err)
		}
	}
}

func TestBothDocumentsNameWhatCanBePreset(t *testing.T) {
	for _, name := range []string{"install.md", "install.nb.md"} {
		text, err := os.ReadFile(filepath.Join("..", "docs", name))
		if err != nil {
			t.Fatal(err)
		}
		for key := range presetable {
			if !strings.Contains(string(text), "`"+key+"`") {
				t.Errorf("%s says nothing of %s", name, key)
			}
		}
	}
}

func TestFirstPresetThatIsThereCounts(t *testing.T) {
	folder := t.TempDir()
	first, second := filepath.Join(folder, "1.json"), filepath.Join(folder, "2.json")
	if preset, err := ReadPreset([]string{first, second}); preset != nil || err != nil {
		t.Errorf("of no file: %v, %v", preset, err)
	}
	for path, text := range map[string]string{first: `{"theme": "light"}`, second: `{"theme": "dark", "ffmpeg": "tools"}`} {
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	if preset, err := ReadPreset([]string{first, second}); err != nil || preset[prefTheme] != "light" {
		t.Errorf("%v, %v", preset, err)
	}
	if err := os.Remove(first); err != nil {
		t.Fatal(err)
	}
	if preset, err := ReadPreset([]string{first, second}); err != nil || preset[prefTheme] != "dark" || preset[prefFFmpeg] != filepath.Join(folder, "tools") {
		t.Errorf("%v, %v", preset, err)
	}
}
