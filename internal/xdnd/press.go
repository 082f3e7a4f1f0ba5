package xdnd

import (
	"fmt"
	"slices"

	"github.com/jezek/xgb/xproto"
	"github.com/jezek/xgb/xtest"
)

// Key is a key by its X11 symbol.
type Key uint32

// Some keys; of a letter it is the letter.
const (
	Enter   Key = 0xFF0D
	Escape  Key = 0xFF1B
	Control Key = 0xFFE3 // the left one
)

// Press strikes a key, as on the keyboard: it goes to whatever has the focus.
// Those in with are held meanwhile.
func (s *Source) Press(k Key, with ...Key) error {
	if err := xtest.Init(s.conn); err != nil {
		return fmt.Errorf("pressing a key: %w", err)
	}
	setup := xproto.Setup(s.conn)
	count := byte(setup.MaxKeycode - setup.MinKeycode + 1)
	table, err := xproto.GetKeyboardMapping(s.conn, setup.MinKeycode, count).Reply()
	if err != nil {
		return fmt.Errorf("reading the keyboard: %w", err)
	}
	var codes []byte
	for _, key := range append(with, k) {
		at := slices.IndexFunc(table.Keysyms, func(symbol xproto.Keysym) bool { return Key(symbol) == key })
		if at < 0 {
			return fmt.Errorf("pressing a key: none on this keyboard gives the symbol %#x", uint32(key))
		}
		codes = append(codes, byte(setup.MinKeycode)+byte(at/int(table.KeysymsPerKeycode)))
	}
	strike := func(what, code byte) error {
		if err := xtest.FakeInputChecked(s.conn, what, code, 0, s.root, 0, 0, 0).Check(); err != nil {
			return fmt.Errorf("pressing a key: %w", err)
		}
		return nil
	}
	for _, code := range codes {
		if err := strike(xproto.KeyPress, code); err != nil {
			return err
		}
	}
	for _, code := range slices.Backward(codes) {
		if err := strike(xproto.KeyRelease, code); err != nil {
			return err
		}
	}
	return nil
}

// Shut asks a window to close, as the cross in its corner does.
func (s *Source) Shut(t Target) error {
	wish, err := s.atom("WM_DELETE_WINDOW")
	if err != nil {
		return err
	}
	return s.tell(t, "WM_PROTOCOLS", uint32(wish), xproto.TimeCurrentTime)
}
