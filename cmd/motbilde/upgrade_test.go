package main

import (
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"github.com/motbilde/motbilde/internal/xdnd"
)

// TestPreferencesOfEveryVersionAreKept starts the real window with the
// preferences of 0.1.0 and with what a later version may have added to them or
// made of them, ends it, and looks whether all of it is still there: who goes
// back to an older version for a day must not lose what they chose in the newer.
func TestPreferencesOfEveryVersionAreKept(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("testdata", "preferences-0.1.0.json"))
	if err != nil {
		t.Fatal(err)
	}
	var want map[string]any
	if err := json.Unmarshal(text, &want); err != nil {
		t.Fatal(err)
	}
	maps.Copy(want, map[string]any{"of-tomorrow": true, "list-of-tomorrow": []any{"a", "b"}, "tour-step": 7.0})
	home := t.TempDir()
	path := filepath.Join(home, "fyne", id, "preferences.json")
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if text, err = json.Marshal(want); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, text, 0o600); err != nil {
		t.Fatal(err)
	}

	h := openWindowIn(t, home)
	if err := h.screen.Press(xdnd.Key('q'), xdnd.Control); err != nil {
		t.Fatal(err)
	}
	select {
	case err := <-h.ended:
		if err != nil {
			t.Fatalf("it ended with %v and said %q", err, h.told)
		}
	case <-h.ctx.Done():
		t.Fatalf("Ctrl+Q does not end it; it said %q", h.told)
	}

	if text, err = os.ReadFile(path); err != nil {
		t.Fatal(err)
	}
	var got map[string]any
	if err := json.Unmarshal(text, &got); err != nil {
		t.Fatalf("%v in %s", err, text)
	}
	for key, value := range want {
		if !reflect.DeepEqual(got[key], value) {
			t.Errorf("%s was %v and is %v", key, value, got[key])
		}
	}
	if kept, err := os.ReadFile(path + ".kept"); err != nil || !json.Valid(kept) {
		t.Errorf("no copy of them is kept: %v", err)
	}
}
