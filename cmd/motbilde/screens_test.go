//go:build display

// Pictures of the window in both languages, three themes and three text sizes,
// for a person to look at: scripts/screens.sh.
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/motbilde/motbilde/app/tour"
	"github.com/motbilde/motbilde/internal/training"
	"github.com/motbilde/motbilde/internal/training/bundled"
	"github.com/motbilde/motbilde/internal/xdnd"
)

func TestScreensOfTheSampleCase(t *testing.T) {
	if os.Getenv("MOTBILDE_SCREENS") == "" {
		t.Skip("scripts/screens.sh asks for these pictures")
	}
	for _, language := range []string{"en", "nb"} {
		for _, theme := range []string{"dark", "light", "high-contrast"} {
			for _, scale := range []float64{1, 1.5, 2} {
				name := fmt.Sprintf("%s-%s-%.0f", language, theme, 100*scale)
				t.Run(name, func(t *testing.T) {
					h := openWindowIn(t, homeWith(t, map[string]any{
						"language": language, "theme": theme, "text-size": scale, "first-start-read": true,
					}), "--sample")
					h.waitFor("four comparisons", func(l []line) bool { return comparisons(l) >= 4 })
					h.keep("screen-"+name+".png", h.still())
				})
			}
		}
	}
}

func TestScreensOfTheTour(t *testing.T) {
	if os.Getenv("MOTBILDE_SCREENS") == "" {
		t.Skip("scripts/screens.sh asks for these pictures")
	}
	type dress struct {
		language, theme string
		scale           float64
		size            string
	}
	dresses := []dress{{"en", "high-contrast", 1, "1280x800"}}
	for _, language := range []string{"en", "nb"} {
		for _, theme := range []string{"dark", "light"} {
			for _, scale := range []float64{1, 1.5} {
				for _, size := range []string{"1280x800", "1920x1080"} {
					dresses = append(dresses, dress{language, theme, scale, size})
				}
			}
		}
	}
	for _, dress := range dresses {
		name := fmt.Sprintf("tour-%s-%s-%.0f-%s", dress.language, dress.theme, 100*dress.scale, dress.size)
		t.Run(name, func(t *testing.T) {
			home := homeWith(t, map[string]any{"language": dress.language, "theme": dress.theme, "text-size": dress.scale})
			u := &tourist{hand: openWindowIn(t, home, "--tour", "--size", dress.size), home: home, shots: name, low: dress.scale > 1 && dress.size == "1280x800"}
			for i, s := range tour.Steps() {
				u.comes(s.Name)
				u.at = i
				if i == 0 {
					u.waitFor("four comparisons", func(l []line) bool { return comparisons(l) >= 4 })
				}
				u.shot(s.Name)
				tourKeys[s.Name](u)
			}
			u.comes("")
			u.strike(xdnd.Escape)
			u.at++
			u.shot("end")
		})
	}
}

// homeWith returns a home whose settings are these.
func homeWith(t *testing.T, settings map[string]any) string {
	t.Helper()
	home := t.TempDir()
	place := filepath.Join(home, "fyne", id)
	if err := os.MkdirAll(place, 0o700); err != nil {
		t.Fatal(err)
	}
	data, err := json.Marshal(settings)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(place, "preferences.json"), data, 0o600); err != nil {
		t.Fatal(err)
	}
	return home
}

func TestScreensOfThePractice(t *testing.T) {
	folder := os.Getenv("MOTBILDE_ARTEFACTS")
	if os.Getenv("MOTBILDE_SCREENS") == "" || folder == "" {
		t.Skip("scripts/screens.sh asks for these pictures")
	}
	drawn := filepath.Join(folder, "practice") // once for all dresses
	if err := os.MkdirAll(drawn, 0o700); err != nil {
		t.Fatal(err)
	}
	for _, dress := range []struct {
		language, theme string
		scale           float64
		size            string
		cases           int // the first so many
	}{
		{"en", "dark", 1, "1280x800", 15},
		{"nb", "light", 1, "1920x1052", 15},
		{"nb", "dark", 1.5, "1280x800", 3},
	} {
		name := fmt.Sprintf("practice-%s-%s-%.0f-%s", dress.language, dress.theme, 100*dress.scale, dress.size)
		for i, c := range bundled.Cases()[:dress.cases] {
			t.Run(name+"-"+c.ID, func(t *testing.T) {
				settings := map[string]any{"language": dress.language, "theme": dress.theme, "text-size": dress.scale, "recent-commands": []string{"practise"}}
				home := homeWith(t, settings)
				if err := os.MkdirAll(filepath.Join(home, "motbilde"), 0o700); err != nil {
					t.Fatal(err)
				}
				if err := os.Symlink(drawn, filepath.Join(home, "motbilde", "practice")); err != nil {
					t.Fatal(err)
				}
				u := &tourist{hand: openWindowIn(t, home, "--size", dress.size), home: home}
				shot := func(what string) { u.keep(fmt.Sprintf("%s-%02d-%s-%s.png", name, i+1, c.ID, what), u.still()) }
				u.still()
				u.command("") // the one that was done last
				u.strike(slices.Repeat([]xdnd.Key{xdnd.Down}, i)...)
				shot("1-room")
				u.strike(xdnd.Enter)
				u.poll("the case to be drawn", func() bool {
					_, err := os.Stat(filepath.Join(drawn, bundled.Version, c.ID, "case.json"))
					return err == nil
				}, func() any { return c.ID })
				time.Sleep(2 * time.Second) // it is read and opened
				shot("2-task")
				u.answerByKeys(training.CantTell, 5)
				u.strike(xdnd.Tab, xdnd.Tab, xdnd.Enter)
				shot("3-hint")
				u.strike(xdnd.Tab, xdnd.Enter)
				u.poll("the answer", func() bool { return len(answered(t, home)) == 1 }, func() any { return "none" })
				candidates, err := os.ReadDir(filepath.Join(drawn, bundled.Version, c.ID, "candidates"))
				if err != nil {
					t.Fatal(err)
				}
				u.waitFor("every finding", func(l []line) bool { return comparisons(l) >= len(candidates) })
				shot("4-marks")
			})
		}
	}
}
