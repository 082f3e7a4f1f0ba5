package xdnd

import (
	"context"
	"fmt"
	"image"
	"path/filepath"
	"slices"
	"strings"

	"github.com/jezek/xgb"
	"github.com/jezek/xgb/xproto"
)

// Offer is what is dragged: bytes, and the types under which they are offered.
// No types means "text/uri-list".
type Offer struct {
	Data  []byte
	Types []string // media types, at most three, best first
}

// Files offers files and folders as a file manager does.
func Files(paths ...string) (Offer, error) {
	var list strings.Builder
	for _, p := range paths {
		full, err := filepath.Abs(p)
		if err != nil {
			return Offer{}, fmt.Errorf("offering %q: %w", p, err)
		}
		list.WriteString(FileURI(full) + "\r\n")
	}
	return Offer{Data: []byte(list.String())}, nil
}

// Addresses offers addresses as they stand, one a line, as a browser does.
func Addresses(addresses ...string) Offer {
	return Offer{Data: []byte(strings.Join(addresses, "\r\n") + "\r\n")}
}

// FileURI returns the address of a file by its full path: every byte that is
// not an unreserved character of RFC 3986, or a slash, is percent-encoded.
func FileURI(path string) string {
	const digits = "0123456789ABCDEF"
	var out strings.Builder
	out.WriteString("file://")
	for _, c := range []byte(path) {
		switch {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9', strings.IndexByte("-._~/", c) >= 0:
			out.WriteByte(c)
		default:
			out.Write([]byte{'%', digits[c>>4], digits[c&15]})
		}
	}
	return out.String()
}

func (o Offer) types() []string {
	if len(o.Types) == 0 {
		return []string{"text/uri-list"}
	}
	return o.Types[:min(len(o.Types), 3)]
}

// Drop drags the offer from the target's corner to a point of it, in pixels of
// the window, lets go, and returns when the target has taken it. A target that
// will not have it gives ErrRefused.
func (s *Source) Drop(ctx context.Context, t Target, at image.Point, o Offer) error {
	if err := s.drag(ctx, t, at, o); err != nil {
		return fmt.Errorf("dropping on %q: %w", t.Title, err)
	}
	return nil
}

func (s *Source) drag(ctx context.Context, t Target, at image.Point, o Offer) error {
	if err := s.takeSelection(); err != nil {
		return err
	}
	types, err := s.atoms(o.types()...)
	if err != nil {
		return err
	}
	enter := []uint32{t.version << 24, 0, 0, 0}
	for i, a := range types {
		enter[i+1] = uint32(a)
	}
	if err := s.send(t, "XdndEnter", enter...); err != nil {
		return err
	}
	accepted, err := s.move(ctx, t, at, o)
	if err != nil {
		return err
	}
	if !accepted {
		if err := s.send(t, "XdndLeave"); err != nil {
			return err
		}
		return ErrRefused
	}
	if err := s.send(t, "XdndDrop", 0, xproto.TimeCurrentTime); err != nil {
		return err
	}
	finished, err := s.wait(ctx, "XdndFinished", o)
	if err != nil {
		return err
	}
	// Bit 0 says that the drop was taken; GLFW writes the number of bytes taken instead.
	if t.version >= 5 && finished[1] == 0 {
		return ErrRefused
	}
	return nil
}

// move brings the pointer in, in steps as a hand does, and returns the target's last word.
func (s *Source) move(ctx context.Context, t Target, at image.Point, o Offer) (accepted bool, err error) {
	action, err := s.atom("XdndActionCopy")
	if err != nil {
		return false, err
	}
	const steps = 6
	for i := 1; i <= steps; i++ {
		p := t.Place.Min.Add(at.Mul(i).Div(steps))
		if err := xproto.WarpPointerChecked(s.conn, 0, s.root, 0, 0, 0, 0, int16(p.X), int16(p.Y)).Check(); err != nil {
			return false, fmt.Errorf("moving the pointer: %w", err)
		}
		place := uint32(p.X)<<16 | uint32(p.Y)&0xFFFF
		if err := s.send(t, "XdndPosition", 0, place, xproto.TimeCurrentTime, uint32(action)); err != nil {
			return false, err
		}
		status, err := s.wait(ctx, "XdndStatus", o)
		if err != nil {
			return false, err
		}
		accepted = status[1]&1 == 1
	}
	return accepted, nil
}

// takeSelection makes the source's window the owner of what is dragged.
func (s *Source) takeSelection() error {
	selection, err := s.atom("XdndSelection")
	if err != nil {
		return err
	}
	if err := xproto.SetSelectionOwnerChecked(s.conn, s.own, selection, xproto.TimeCurrentTime).Check(); err != nil {
		return fmt.Errorf("taking the selection: %w", err)
	}
	return nil
}

// serve answers the target's request for the data, or for the list of types.
func (s *Source) serve(e xproto.SelectionRequestEvent, o Offer) error {
	types, err := s.atoms(o.types()...)
	if err != nil {
		return err
	}
	targets, err := s.atom("TARGETS")
	if err != nil {
		return err
	}
	property := e.Property
	if property == xproto.AtomNone {
		property = e.Target // as clients of old ask
	}
	kind, format, count, data := e.Target, byte(8), len(o.Data), o.Data
	switch {
	case e.Target == targets:
		kind, format, count, data = xproto.AtomAtom, 32, len(types), make([]byte, 4*len(types))
		for i, a := range types {
			xgb.Put32(data[4*i:], uint32(a))
		}
	case !slices.Contains(types, e.Target):
		property = xproto.AtomNone
	}
	if property != xproto.AtomNone {
		err := xproto.ChangePropertyChecked(s.conn, xproto.PropModeReplace, e.Requestor, property, kind, format, uint32(count), data).Check()
		if err != nil {
			return fmt.Errorf("handing over the data: %w", err)
		}
	}
	answer := xproto.SelectionNotifyEvent{Time: e.Time, Requestor: e.Requestor, Selection: e.Selection, Target: e.Target, Property: property}
	if err := xproto.SendEventChecked(s.conn, false, e.Requestor, 0, string(answer.Bytes())).Check(); err != nil {
		return fmt.Errorf("answering a request: %w", err)
	}
	return nil
}
