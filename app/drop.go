package app

import (
	"runtime"

	"fyne.io/fyne/v2"

	"github.com/motbilde/motbilde/internal/desk"
)

// dropped takes what was dropped on the window. Everything is handed on as it
// came: what is missing, or no file at all, is told apart and said by whoever
// reads it, off this goroutine.
func (w *Window) dropped(at fyne.Position, uris []fyne.URI) {
	if w.workshop.Opened() {
		w.makerTakes(pathsOf(uris))
		return
	}
	w.take(pathsOf(uris), w.wellAt(at))
}

// take opens a case, or adds files to the one that is open.
func (w *Window) take(paths []string, well desk.Well) {
	switch {
	case len(paths) == 1 && desk.IsCase(paths[0]):
		w.desk.OpenCase(paths[0])
	case len(paths) == 1 && isPack(paths[0]):
		w.openPack(paths[0])
	case len(paths) > 0:
		w.desk.Add(paths, well)
	}
}

func pathsOf(uris []fyne.URI) []string {
	var paths []string
	for _, u := range uris {
		if u.Scheme() == "file" {
			paths = append(paths, u.Path())
		} else {
			paths = append(paths, u.String())
		}
	}
	return paths
}

// positionLies reports whether a drop's position can be that of an earlier
// moment (fyne issue 6415, seen on Windows). It must not choose the claim then;
// dropped together, or one by one, everything still works, and a swap mends it.
const positionLies = runtime.GOOS == "windows"

// wellAt tells on which well something was dropped.
func (w *Window) wellAt(at fyne.Position) desk.Well {
	if positionLies {
		return desk.AnyWell
	}
	for _, place := range w.wells() {
		if place.holds(at) {
			return place.well
		}
	}
	return desk.AnyWell
}

// wellPlace is where a well lies in the window.
type wellPlace struct {
	well     desk.Well
	position fyne.Position
	size     fyne.Size
}

func (p wellPlace) holds(at fyne.Position) bool {
	return at.X >= p.position.X && at.X < p.position.X+p.size.Width && at.Y >= p.position.Y && at.Y < p.position.Y+p.size.Height
}

// wells lists where the wells lie in the window now.
func (w *Window) wells() []wellPlace {
	place := func(well desk.Well, view fyne.CanvasObject, at fyne.Position, size fyne.Size) wellPlace {
		return wellPlace{well, w.fyneApp.Driver().AbsolutePositionForObject(view).Add(at), size}
	}
	if w.seen.Empty() {
		claimAt, claimSize := w.welcome.ClaimWell()
		candidatesAt, candidatesSize := w.welcome.CandidatesWell()
		return []wellPlace{
			place(desk.ClaimWell, w.welcome.Object(), claimAt, claimSize),
			place(desk.CandidatesWell, w.welcome.Object(), candidatesAt, candidatesSize),
		}
	}
	if !w.listShown() {
		return nil
	}
	at, size := w.tray.ClaimWell()
	return []wellPlace{
		place(desk.ClaimWell, w.tray.Object(), at, size),
		place(desk.CandidatesWell, w.tray.Object(), fyne.Position{}, w.tray.Object().Size()),
	}
}
