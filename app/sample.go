package app

import (
	"context"
	"os"
	"path/filepath"

	"github.com/adrg/xdg"

	"github.com/motbilde/motbilde/app/status"
	"github.com/motbilde/motbilde/internal/desk"
	"github.com/motbilde/motbilde/internal/sample"
	"github.com/motbilde/motbilde/internal/synth"
)

// sampling is what goes on with the sample case.
type sampling struct {
	whole   bool   // the whole one is being drawn
	trailer bool   // the plain one's trailer is
	then    func() // to be done once what was opened has been compared; nil for nothing
}

// sampleFolder makes the sample's place in the user's cache.
func sampleFolder() (string, error) {
	own := filepath.Join(xdg.CacheHome, "motbilde")
	return filepath.Join(own, "sample"), os.MkdirAll(own, 0o700) // what this program keeps is nobody else's
}

// OpenSample draws the sample case into the user's cache, off the window's
// goroutine, and takes its files as any other. The trailer is drawn when the
// pictures have been compared, and joins them.
func (w *Window) OpenSample() {
	w.beside(func() (take func(), err error) {
		folder, err := sampleFolder()
		if err != nil {
			return nil, err
		}
		claim, candidates, err := synth.WriteSample(folder)
		if err != nil {
			return nil, err
		}
		return func() {
			w.desk.NewCase() // what is open is no part of it
			w.desk.SetTitle(w.settings.language.Say("desk.sample-title"))
			w.desk.Open(append([]string{claim}, candidates...))
			of := w.desk.Case().UUID
			w.sampling.then = func() { w.addTrailer(folder, of) }
			w.beginHint()
		}, nil
	})
}

// addTrailer draws the sample's trailer and adds it to the case, if that is
// still the one that is open. Without ffmpeg the pictures stand alone.
func (w *Window) addTrailer(folder, of string) {
	w.sampling.trailer = true
	ffmpeg := w.settings.ffmpeg
	w.beside(func() (take func(), err error) {
		defer w.post(func() {
			w.sampling.trailer = false
			w.see(w.seen)
		})
		path, err := sample.WriteTrailer(context.Background(), ffmpeg, folder) // ends by itself when the program does
		if sample.IsMissing(err) {
			return nil, nil
		}
		return func() {
			if w.desk.Case().UUID == of {
				w.desk.Add([]string{path}, desk.CandidatesWell)
			}
		}, err
	})
}

// OpenWholeSample opens the whole sample case, which is drawn into the user's
// cache the first time; a case that a person has worked in is taken as it is.
func (w *Window) OpenWholeSample() {
	if w.sampling.whole {
		return
	}
	w.sampling.whole = true
	w.see(w.seen)
	language, ffmpeg := w.settings.language, w.settings.ffmpeg
	w.beside(func() (take func(), err error) {
		defer w.post(func() {
			w.sampling.whole = false
			w.see(w.seen)
		})
		folder, err := sampleFolder()
		if err != nil {
			return nil, err
		}
		whole, err := sample.WriteWhole(context.Background(), filepath.Join(folder, language.Code()), sample.Options{Language: language, Ready: true, FFmpeg: ffmpeg})
		return func() { w.desk.OpenCase(whole.Case) }, err
	})
}

// sampleWaits does what waits for the sample's pictures to be compared.
func (w *Window) sampleWaits() {
	if then := w.sampling.then; then != nil && w.seen.Compared > 0 && w.seen.Progress.Stage == desk.Idle {
		w.sampling.then = nil
		then()
	}
}

// withSampling says in the status line what of the sample case is being drawn.
func (w *Window) withSampling(v status.Value) status.Value {
	switch {
	case w.sampling.whole:
		v.Notice = w.settings.language.Say("desk.drawing-sample")
	case w.touring.drawing:
		v.Notice = w.settings.language.Say("tour.drawing")
	case w.sampling.trailer:
		v.Notice = w.settings.language.Say("desk.drawing-trailer")
	}
	return v
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
