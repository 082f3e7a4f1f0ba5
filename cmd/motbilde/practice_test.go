package main

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/motbilde/motbilde/internal/training"
	"github.com/motbilde/motbilde/internal/training/bundled"
	"github.com/motbilde/motbilde/internal/training/pack"
	"github.com/motbilde/motbilde/internal/training/results"
	"github.com/motbilde/motbilde/internal/xdnd"
)

// smallPack writes a pack of practice cases, drawn small, whose answers nothing locks.
func smallPack(t *testing.T, ids ...string) string {
	t.Helper()
	p := pack.Pack{About: pack.About{Title: training.Both("A class", "Et kurs"), Licence: "CC0"}}
	for _, id := range ids {
		lesson, err := bundled.Draw(t.Context(), id, bundled.Options{Scale: 0.25})
		if err != nil {
			t.Fatal(err)
		}
		p.Lessons = append(p.Lessons, lesson)
	}
	var out bytes.Buffer
	if err := pack.Write(context.Background(), &out, p); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "class"+pack.Ending)
	if err := os.WriteFile(path, out.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// answered returns what the window has kept of a learner's answers.
func answered(t *testing.T, home string) []training.Attempt {
	t.Helper()
	kept, err := filepath.Glob(filepath.Join(home, "motbilde", "practice-*"+results.Ending))
	if err != nil || len(kept) == 0 {
		return nil
	}
	in, err := os.Open(kept[0])
	if err != nil {
		return nil // it is being replaced
	}
	defer in.Close()
	r, err := results.Read(in)
	if err != nil {
		t.Fatal(err)
	}
	return r.Attempts
}

// answerByKeys chooses an answer of the exercise that is open and gives it, as
// sure as so many presses of an arrow make it.
func (u *tourist) answerByKeys(choice training.Choice, sure int) {
	u.t.Helper()
	u.strike(xdnd.F3, xdnd.F3) // away and back: the keys are on the exercise
	u.strike(xdnd.Tab, xdnd.Tab)
	u.strike(slices.Repeat([]xdnd.Key{xdnd.Tab}, slices.Index(training.Choices(), choice))...)
	u.strike(xdnd.Enter)
	u.rest()
	u.strike(slices.Repeat([]xdnd.Key{xdnd.Tab}, len(training.Choices())-slices.Index(training.Choices(), choice))...)
	u.strike(slices.Repeat([]xdnd.Key{xdnd.Right}, sure)...)
	u.rest()
}

// onNext is the middle of "Next exercise" in the window of 1280×800.
var onNext = image.Pt(1130, 706)

// TestPracticeCasesAreAnsweredInTheWindow opens three cases of a pack one after
// another and answers each by keys: one rightly, two not.
func TestPracticeCasesAreAnsweredInTheWindow(t *testing.T) {
	ids := []string{"port", "smoke", "camp"}
	path, home := smallPack(t, ids...), t.TempDir()
	u := &tourist{hand: openWindowIn(t, home), home: home}
	u.still()
	u.drop(image.Pt(640, 400), path)
	u.still()
	u.strike(xdnd.Enter) // begins the first
	for i, choice := range []training.Choice{training.None, training.None, training.CantTell} {
		u.keep(fmt.Sprintf("practice-%d-task.png", i+1), u.still())
		u.answerByKeys(choice, 5)
		u.keep(fmt.Sprintf("practice-%d-answer.png", i+1), u.look())
		u.strike(xdnd.Tab, xdnd.Tab, xdnd.Tab, xdnd.Enter)
		u.poll("the answer", func() bool { return len(answered(t, home)) == i+1 }, func() any {
			u.keep("practice-failed.png", u.look())
			return answered(t, home)
		})
		u.keep(fmt.Sprintf("practice-%d-marks.png", i+1), u.still())
		if err := u.screen.Click(u.window, onNext); err != nil {
			t.Fatal(err)
		}
	}
	for i, a := range answered(t, home) {
		if right := ids[i] == "port"; a.Exercise != ids[i] || a.Marks.Right != right || a.Marks.Confident != 70 {
			t.Errorf("%s is marked as %+v", ids[i], a)
		}
	}
	if lines := u.read(); comparisons(lines) < 9 {
		t.Errorf("%d candidates were compared after the answers", comparisons(lines))
	}
}
