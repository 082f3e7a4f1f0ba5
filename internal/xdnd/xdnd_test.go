package xdnd

import (
	"bufio"
	"context"
	"errors"
	"image"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/jezek/xgb"
	"github.com/jezek/xgb/xproto"
)

func TestFileURIEncodesWhatFileNamesHold(t *testing.T) {
	for path, want := range map[string]string{
		"/a/plain-1_2~.jpg":    "file:///a/plain-1_2~.jpg",
		"/a b/50%.jpg":         "file:///a%20b/50%25.jpg",
		"/a&b/c;d#e?f+g.jpg":   "file:///a%26b/c%3Bd%23e%3Ff%2Bg.jpg",
		"/blåbær.jpg":          "file:///bl%C3%A5b%C3%A6r.jpg",
		"/снимок.jpg":          "file:///%D1%81%D0%BD%D0%B8%D0%BC%D0%BE%D0%BA.jpg",
		"/bad\xff\nname\r.jpg": "file:///bad%FF%0Aname%0D.jpg",
	} {
		if got := FileURI(path); got != want {
			t.Errorf("%q becomes %s, not %s", path, got, want)
		}
	}
}

// screen starts an X server of the test's own and returns its name.
func screen(t *testing.T) string {
	t.Helper()
	program, err := exec.LookPath("Xvfb")
	if err != nil {
		t.Skip("there is no Xvfb here")
	}
	read, write, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	server := exec.CommandContext(t.Context(), program, "-displayfd", "3", "-screen", "0", "320x240x24", "-nolisten", "tcp")
	server.ExtraFiles = []*os.File{write}
	if err := server.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = server.Process.Kill()
		_ = server.Wait()
	})
	write.Close()
	defer read.Close()
	number, err := bufio.NewReader(read).ReadString('\n')
	if err != nil {
		t.Fatalf("the X server told no display: %v", err)
	}
	return ":" + strings.TrimSpace(number)
}

// window is a drop target written from the protocol's text, apart from Source.
type window struct {
	conn    *xgb.Conn
	id      xproto.Window
	takes   string // the type it asks for
	refuses bool
	got     chan string
}

func openWindow(t *testing.T, display, title, takes string, refuses bool) *window {
	t.Helper()
	silence()
	conn, err := xgb.NewConnDisplay(display)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(conn.Close)
	w := &window{conn: conn, takes: takes, refuses: refuses, got: make(chan string, 1)}
	root := xproto.Setup(conn).DefaultScreen(conn).Root
	if w.id, err = xproto.NewWindowId(conn); err != nil {
		t.Fatal(err)
	}
	xproto.CreateWindow(conn, 0, w.id, root, 40, 30, 200, 100, 0, xproto.WindowClassInputOutput, 0,
		xproto.CwBackPixel|xproto.CwEventMask, []uint32{0x3366CC, xproto.EventMaskPropertyChange})
	version := make([]byte, 4)
	xgb.Put32(version, 5)
	xproto.ChangeProperty(conn, xproto.PropModeReplace, w.id, w.atom(t, "XdndAware"), xproto.AtomAtom, 32, 1, version)
	xproto.ChangeProperty(conn, xproto.PropModeReplace, w.id, xproto.AtomWmName, xproto.AtomString, 8, uint32(len(title)), []byte(title))
	if err := xproto.MapWindowChecked(conn, w.id).Check(); err != nil {
		t.Fatal(err)
	}
	go w.serve(t)
	return w
}

func (w *window) atom(t *testing.T, name string) xproto.Atom {
	reply, err := xproto.InternAtom(w.conn, false, uint16(len(name)), name).Reply()
	if err != nil {
		t.Errorf("atom %s: %v", name, err)
		return 0
	}
	return reply.Atom
}

func (w *window) serve(t *testing.T) {
	position, drop, status := w.atom(t, "XdndPosition"), w.atom(t, "XdndDrop"), w.atom(t, "XdndStatus")
	finished, selection, takes, copied := w.atom(t, "XdndFinished"), w.atom(t, "XdndSelection"), w.atom(t, w.takes), w.atom(t, "XdndActionCopy")
	var source xproto.Window
	say := func(kind xproto.Atom, yes uint32) {
		e := xproto.ClientMessageEvent{
			Format: 32, Window: source, Type: kind,
			Data: xproto.ClientMessageDataUnionData32New([]uint32{uint32(w.id), yes, 0, 0, uint32(copied)}),
		}
		xproto.SendEvent(w.conn, false, source, 0, string(e.Bytes()))
	}
	for {
		event, err := w.conn.WaitForEvent()
		if event == nil && err == nil {
			return
		}
		switch e := event.(type) {
		case xproto.ClientMessageEvent:
			source = xproto.Window(e.Data.Data32[0])
			switch e.Type {
			case position:
				if w.refuses {
					say(status, 0)
				} else {
					say(status, 1)
				}
			case drop:
				xproto.ConvertSelection(w.conn, w.id, selection, takes, selection, xproto.TimeCurrentTime)
			}
		case xproto.SelectionNotifyEvent:
			if e.Property == xproto.AtomNone {
				w.got <- ""
				say(finished, 0)
				continue
			}
			reply, err := xproto.GetProperty(w.conn, true, w.id, e.Property, xproto.GetPropertyTypeAny, 0, 4096).Reply()
			if err != nil {
				t.Errorf("reading what was dropped: %v", err)
				return
			}
			w.got <- string(reply.Value)
			say(finished, 1)
		}
	}
}

func TestSourceDropsFilesOnTheWindowOfThatTitle(t *testing.T) {
	display := screen(t)
	openWindow(t, display, "another", "text/uri-list", true)
	w := openWindow(t, display, "the target", "text/uri-list", false)
	s, err := Open(display)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	ctx, stop := context.WithTimeout(t.Context(), 20*time.Second)
	defer stop()
	target, err := s.Find(ctx, "target")
	if err != nil {
		t.Fatal(err)
	}
	if want := image.Rect(40, 30, 240, 130); target.Place != want {
		t.Errorf("the window is at %v, not %v", target.Place, want)
	}
	offer, err := Files("/tmp/a b.jpg", "/tmp/æ.jpg")
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Drop(ctx, target, image.Pt(100, 50), offer); err != nil {
		t.Fatal(err)
	}
	if got, want := <-w.got, "file:///tmp/a%20b.jpg\r\nfile:///tmp/%C3%A6.jpg\r\n"; got != want {
		t.Errorf("the window got %q, not %q", got, want)
	}
	picture, err := s.Screenshot()
	if err != nil {
		t.Fatal(err)
	}
	if c := picture.RGBAAt(60, 50); c.R != 0x33 || c.G != 0x66 || c.B != 0xCC {
		t.Errorf("the window is %v on the screenshot", c)
	}
}

func TestSourceTellsWhenTheWindowRefuses(t *testing.T) {
	display := screen(t)
	openWindow(t, display, "picky", "text/uri-list", true)
	openWindow(t, display, "plain", "text/plain", false)
	s, err := Open(display)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	ctx, stop := context.WithTimeout(t.Context(), 20*time.Second)
	defer stop()
	for _, title := range []string{"picky", "plain"} { // by its status, and by finding no type it knows
		target, err := s.Find(ctx, title)
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Drop(ctx, target, image.Pt(10, 10), Addresses("https://example.org/a.jpg")); !errors.Is(err, ErrRefused) {
			t.Errorf("%s: %v", title, err)
		}
	}
}

func TestFindGivesUpWithItsContext(t *testing.T) {
	s, err := Open(screen(t))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	ctx, stop := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer stop()
	if _, err := s.Find(ctx, "nowhere"); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("%v", err)
	}
}

func TestPressStrikesTheKeyOfThatSymbol(t *testing.T) {
	display := screen(t)
	w := openWindow(t, display, "typed on", "text/uri-list", false)
	keys := make(chan xproto.Keysym, 1)
	conn, err := xgb.NewConnDisplay(display)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	if err := xproto.ChangeWindowAttributesChecked(conn, w.id, xproto.CwEventMask, []uint32{xproto.EventMaskKeyPress}).Check(); err != nil {
		t.Fatal(err)
	}
	if err := xproto.SetInputFocusChecked(conn, xproto.InputFocusParent, w.id, xproto.TimeCurrentTime).Check(); err != nil {
		t.Fatal(err)
	}
	go func() {
		for {
			event, err := conn.WaitForEvent()
			if event == nil && err == nil {
				return
			}
			if e, ok := event.(xproto.KeyPressEvent); ok {
				table, err := xproto.GetKeyboardMapping(conn, e.Detail, 1).Reply()
				if err == nil {
					keys <- table.Keysyms[0]
				}
			}
		}
	}()
	s, err := Open(display)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if err := s.Press(Enter); err != nil {
		t.Fatal(err)
	}
	select {
	case got := <-keys:
		if Key(got) != Enter {
			t.Errorf("the window got %#x", got)
		}
	case <-time.After(20 * time.Second):
		t.Error("the window got no key")
	}
	if err := s.Press(0xABCDEF); err == nil {
		t.Error("a key that is on no keyboard was pressed")
	}
}
