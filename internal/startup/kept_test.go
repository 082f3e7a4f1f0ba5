package startup

import (
	"os"
	"path/filepath"
	"testing"
)

func TestPreferencesOutliveASuddenEnd(t *testing.T) {
	path := filepath.Join(t.TempDir(), "preferences.json")
	start := func(text, want string) {
		t.Helper()
		if text != "gone" {
			if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
		} else if err := os.Remove(path); err != nil && !os.IsNotExist(err) {
			t.Fatal(err)
		}
		if err := KeepPreferences(path); err != nil {
			t.Fatal(err)
		}
		if got, err := os.ReadFile(path); string(got) != want || err != nil && want != "" {
			t.Errorf("after %q there is %q, %v; want %q", text, got, err, want)
		}
	}
	const old, new = `{"language":"nb"}`, `{"language":"nb","theme":"light"}`
	start("gone", "")
	start("", "") // nothing was kept yet
	start(old, old)
	start(new, new)
	start(`{"language":"n`, new)
	start("", new)
	start("{}", new) // what the toolkit makes of an empty file at its end
	start("gone", "")
	start("", "")
}
