package app

import (
	"os"
	"path/filepath"

	"github.com/adrg/xdg"

	"github.com/motbilde/motbilde/internal/synth"
)

// OpenSample draws the sample case into the user's cache, off the window's
// goroutine, and takes its files as any other.
func (w *Window) OpenSample() {
	w.beside(func() (take func(), err error) {
		own := filepath.Join(xdg.CacheHome, "motbilde")
		if err := os.MkdirAll(own, 0o700); err != nil { // what this program keeps is nobody else's
			return nil, err
		}
		folder := filepath.Join(own, "sample")
		claim, candidates, err := synth.WriteSample(folder)
		if err != nil {
			return nil, err
		}
		return func() {
			w.desk.NewCase() // what is open is no part of it
			w.desk.SetTitle(w.settings.language.Say("desk.sample-title"))
			w.desk.Open(append([]string{claim}, candidates...))
		}, nil
	})
}

// beside runs job on a goroutine of its own and what it returns on the
// window's; an error goes to the list of problems.
func (w *Window) beside(job func() (then func(), err error)) {
	go func() {
		then, err := job()
		w.post(func() {
			if err != nil {
				w.desk.Report(err)
			} else if then != nil {
				then()
			}
		})
	}()
}
