package app

import (
	"bytes"
	"context"
	"errors"
	"image"
	"image/png"
	"sync"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver"

	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/clip"
	"github.com/motbilde/motbilde/internal/desk"
)

// clipboard is the way to pictures and files on the system's clipboard, opened
// when it is used first, by whichever worker needs it.
type clipboard struct {
	once sync.Once
	clip *clip.Clip
	err  error
}

func (c *clipboard) open() (*clip.Clip, error) {
	c.once.Do(func() { c.clip, c.err = clip.Open() })
	return c.clip, c.err
}

// close lets go of what was copied; until then it can be pasted elsewhere.
func (c *clipboard) close() {
	c.once.Do(func() { c.err = clip.ErrNone })
	if c.clip != nil {
		c.clip.Close()
	}
}

// pastePatience bounds how long another program may take to hand over what was copied.
const pastePatience = 30 * time.Second

// paste takes what is on the clipboard: files, a picture, or an address. The
// program that it was copied in is waited for off the window's goroutine.
func (w *Window) paste() {
	if w.pasting || w.pasteMark() {
		return
	}
	w.pasting = true
	go func() {
		ctx, cancel := context.WithTimeout(context.Background(), pastePatience)
		defer cancel()
		var content clip.Content
		board, err := w.clipboard.open()
		if err == nil {
			content, err = board.Read(ctx)
		}
		w.post(func() {
			w.pasting = false
			w.pasted(content, err)
		})
	}()
}

// pasted does with the clipboard's content what it is for.
func (w *Window) pasted(content clip.Content, err error) {
	l := w.settings.language
	noPictures := errors.Is(err, clip.ErrNone)
	if noPictures { // the toolkit's clipboard has text
		content, err = clip.OfText(w.fyneApp.Clipboard().Content()), nil
	}
	switch {
	case errors.Is(err, clip.ErrSilent):
		w.status.SetHint(l.Say("tray.paste-silent"))
	case errors.Is(err, clip.ErrTooLarge):
		w.status.SetHint(l.Say("tray.paste-large"))
	case err != nil:
		w.desk.Report(err)
	case len(content.Files) > 0:
		w.take(content.Files, desk.AnyWell)
	case len(content.Picture) > 0:
		w.desk.Paste(desk.Pasted{
			Data: content.Picture, MediaType: content.MediaType, Name: l.Say("tray.pasted-name"),
			Source: casefile.Source{Acquisition: l.Say("tray.pasted-how"), Collected: casefile.Date(time.Now().Format(time.DateOnly))},
		})
	case len(content.Addresses) > 0:
		w.pasteAddresses(content.Addresses)
	case noPictures:
		w.status.SetHint(l.Say("tray.paste-no-pictures"))
	default:
		w.status.SetHint(l.Say("tray.paste-nothing"))
	}
}

// pasteAddresses keeps addresses with the selected candidate, or else with the
// claim. They are written down; nothing is fetched.
func (w *Window) pasteAddresses(addresses []string) {
	l := w.settings.language
	item, ok := w.seen.Current()
	if !ok {
		item, ok = w.seen.Claim, w.seen.HasClaim()
	}
	if !ok {
		w.status.SetHint(l.Say("tray.paste-address-alone"))
		return
	}
	for _, address := range addresses {
		w.desk.SetAddress(item.Evidence.ID, address)
	}
	w.status.SetHint(l.Say("tray.pasted-address", "name", shownAs(item.Evidence, l).Name))
}

// copySettles is how long a menu needs to be gone from the screen.
const copySettles = 150 * time.Millisecond

// copyView puts what the stage shows on the clipboard, as a picture: with the
// names above the pictures, and without its controls.
func (w *Window) copyView() {
	if m, ok := w.chosenMark(); ok {
		w.copyMark(m)
		return
	}
	after(w.post, copySettles, func() {
		window, ok := x11Window(w.window)
		if !ok {
			w.copied(image.Point{}, clip.ErrNone)
			return
		}
		part := w.picturePart()
		go func() {
			size, err := w.offer(window, part)
			w.post(func() { w.copied(size, err) })
		}()
	})
}

// copyMade puts the graphic that is shown on the clipboard, as it would be saved.
func (w *Window) copyMade() {
	made := w.making.now.Made
	if made == nil {
		return
	}
	go func() {
		board, err := w.clipboard.open()
		var out bytes.Buffer
		if err == nil {
			err = png.Encode(&out, made.Picture)
		}
		if err == nil {
			err = board.Offer(context.Background(), out.Bytes())
		}
		w.post(func() { w.copied(image.Pt(made.Pixels.Width, made.Pixels.Height), err) })
	}()
}

// picturePart returns where in the window's pixels the stage shows pictures.
func (w *Window) picturePart() image.Rectangle {
	c := w.window.Canvas()
	at := w.fyneApp.Driver().AbsolutePositionForObject(w.stage.Object())
	size := w.stage.PictureSize()
	x0, y0 := c.PixelCoordinateForPosition(at)
	x1, y1 := c.PixelCoordinateForPosition(at.AddXY(size.Width, size.Height))
	return image.Rect(x0, y0, x1, y1)
}

// x11Window returns the number of a window on an X server; ok is false elsewhere.
func x11Window(window fyne.Window) (number uint32, ok bool) {
	native, is := window.(driver.NativeWindow)
	if !is {
		return 0, false
	}
	native.RunNative(func(context any) {
		if x, is := context.(driver.X11WindowContext); is {
			number, ok = uint32(x.WindowHandle), x.WindowHandle != 0
		}
	})
	return number, ok
}

// offer takes a picture of a part of the window and puts it on the clipboard.
func (w *Window) offer(window uint32, part image.Rectangle) (image.Point, error) {
	board, err := w.clipboard.open()
	if err != nil {
		return image.Point{}, err
	}
	ctx := context.Background()
	view, err := board.Grab(ctx, window, part)
	if err != nil {
		return image.Point{}, err
	}
	var out bytes.Buffer
	if err := png.Encode(&out, view); err != nil {
		return image.Point{}, err
	}
	return view.Rect.Size(), board.Offer(ctx, out.Bytes())
}

func (w *Window) copied(size image.Point, err error) {
	l := w.settings.language
	switch {
	case errors.Is(err, clip.ErrNone):
		w.status.SetHint(l.Say("tray.copy-no-pictures"))
	case err != nil:
		w.desk.Report(err)
	default:
		w.status.SetHint(l.Say("tray.copied", "size", l.Pixels(size.X, size.Y)))
	}
}

// listenClipboard gives the toolkit's own names of the two keys their meaning.
func (w *Window) listenClipboard() {
	c := w.window.Canvas()
	c.AddShortcut(&fyne.ShortcutPaste{}, func(fyne.Shortcut) { w.doNamed("paste") })
	c.AddShortcut(&fyne.ShortcutCopy{}, func(fyne.Shortcut) { w.doNamed("copy-view") })
}
