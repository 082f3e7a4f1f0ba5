// Package xdnd is a hand on an X server, for tests of the real window: it drags
// files onto a window as a file manager does, answers by a key what the window
// asks, and looks at the screen. Its main type is Source, which speaks version 5
// of the XDND protocol (Lindal and others, 2002). It promises to wait only as
// long as the context it was given.
//
//	source                         target
//	  │ XdndEnter   types offered ──▶ │
//	  │ XdndPosition  x, y, action ─▶ │  repeated on the way in
//	  │ ◀── XdndStatus  will it take? │
//	  │ XdndDrop ───────────────────▶ │
//	  │ ◀───── SelectionRequest, type │  the data goes into a property
//	  │ ◀────────────── XdndFinished  │
package xdnd

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"sync"

	"github.com/jezek/xgb"
	"github.com/jezek/xgb/xproto"
)

// ErrRefused says that the target would not take what was offered.
var ErrRefused = errors.New("the window refuses the drop")

// version of the protocol that a Source speaks; a target may speak an older one.
const version = 5

// Source is a connection to an X server with a small window that owns what is dragged.
type Source struct {
	conn   *xgb.Conn
	root   xproto.Window
	depth  byte
	own    xproto.Window
	names  map[string]xproto.Atom
	events chan xgb.Event
	gone   chan struct{} // closed when the server hangs up
}

// Open connects to a display such as ":99"; an empty name means $DISPLAY.
func Open(display string) (*Source, error) {
	silence()
	conn, err := xgb.NewConnDisplay(display)
	if err != nil {
		return nil, fmt.Errorf("connecting to the X server: %w", err)
	}
	screen := xproto.Setup(conn).DefaultScreen(conn)
	s := &Source{
		conn: conn, root: screen.Root, depth: screen.RootDepth,
		names: map[string]xproto.Atom{}, events: make(chan xgb.Event, 64), gone: make(chan struct{}),
	}
	if err := s.makeWindow(); err != nil {
		conn.Close()
		return nil, fmt.Errorf("making the source's window: %w", err)
	}
	go s.listen()
	return s, nil
}

// silence keeps the library from telling of every authority file that is not there.
var silence = sync.OnceFunc(func() { xgb.Logger = log.New(io.Discard, "", 0) })

// Close lets go of the server. What was dragged last can't be asked for any more.
func (s *Source) Close() {
	s.conn.Close()
	<-s.gone
}

func (s *Source) makeWindow() error {
	id, err := xproto.NewWindowId(s.conn)
	if err != nil {
		return err
	}
	s.own = id
	err = xproto.CreateWindowChecked(s.conn, 0, id, s.root, -20, -20, 10, 10, 0, xproto.WindowClassInputOutput, 0,
		xproto.CwOverrideRedirect|xproto.CwEventMask, []uint32{1, xproto.EventMaskPropertyChange}).Check()
	if err != nil {
		return err
	}
	return xproto.MapWindowChecked(s.conn, id).Check()
}

// listen hands on what the server sends. Nobody may be waiting for it: what
// doesn't fit is dropped, oldest first.
func (s *Source) listen() {
	defer close(s.gone)
	for {
		event, err := s.conn.WaitForEvent()
		if event == nil && err == nil {
			return
		}
		for event != nil {
			select {
			case s.events <- event:
				event = nil
			default:
				select {
				case <-s.events:
				default:
				}
			}
		}
	}
}

// atom returns the server's number for a name.
func (s *Source) atom(name string) (xproto.Atom, error) {
	if a, ok := s.names[name]; ok {
		return a, nil
	}
	reply, err := xproto.InternAtom(s.conn, false, uint16(len(name)), name).Reply()
	if err != nil {
		return 0, fmt.Errorf("asking for the atom %s: %w", name, err)
	}
	s.names[name] = reply.Atom
	return reply.Atom, nil
}

// atoms returns the numbers of several names, in their order.
func (s *Source) atoms(names ...string) ([]xproto.Atom, error) {
	all := make([]xproto.Atom, len(names))
	for i, name := range names {
		a, err := s.atom(name)
		if err != nil {
			return nil, err
		}
		all[i] = a
	}
	return all, nil
}

// send sends a message of the protocol to the target's window; the first of
// its five values is always the source's window.
func (s *Source) send(t Target, message string, values ...uint32) error {
	return s.tell(t, message, append([]uint32{uint32(s.own)}, values...)...)
}

// tell sends a client message of that type to a window.
func (s *Source) tell(t Target, message string, values ...uint32) error {
	kind, err := s.atom(message)
	if err != nil {
		return err
	}
	var data [5]uint32
	copy(data[:], values)
	event := xproto.ClientMessageEvent{
		Format: 32, Window: t.window, Type: kind, Data: xproto.ClientMessageDataUnionData32New(data[:]),
	}
	if err := xproto.SendEventChecked(s.conn, false, t.window, 0, string(event.Bytes())).Check(); err != nil {
		return fmt.Errorf("sending %s: %w", message, err)
	}
	return nil
}

// wait serves the target until it sends the message, and returns its five values.
func (s *Source) wait(ctx context.Context, message string, o Offer) ([]uint32, error) {
	kind, err := s.atom(message)
	if err != nil {
		return nil, err
	}
	for {
		select {
		case <-ctx.Done():
			return nil, fmt.Errorf("waiting for %s: %w", message, ctx.Err())
		case <-s.gone:
			return nil, fmt.Errorf("waiting for %s: the X server hung up", message)
		case event := <-s.events:
			switch e := event.(type) {
			case xproto.SelectionRequestEvent:
				if err := s.serve(e, o); err != nil {
					return nil, err
				}
			case xproto.ClientMessageEvent:
				if e.Type == kind {
					return e.Data.Data32, nil
				}
			}
		}
	}
}
