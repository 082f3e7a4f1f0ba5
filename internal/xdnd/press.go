package xdnd

import (
	"fmt"

	"github.com/jezek/xgb/xproto"
	"github.com/jezek/xgb/xtest"
)

// Key is a key by its X11 symbol.
type Key uint32

// Keys that answer what a drop asks.
const (
	Enter  Key = 0xFF0D
	Escape Key = 0xFF1B
)

// Press strikes a key, as on the keyboard: it goes to whatever has the focus.
func (s *Source) Press(k Key) error {
	if err := xtest.Init(s.conn); err != nil {
		return fmt.Errorf("pressing a key: %w", err)
	}
	setup := xproto.Setup(s.conn)
	count := byte(setup.MaxKeycode - setup.MinKeycode + 1)
	table, err := xproto.GetKeyboardMapping(s.conn, setup.MinKeycode, count).Reply()
	if err != nil {
		return fmt.Errorf("reading the keyboard: %w", err)
	}
	for i, symbol := range table.Keysyms {
		if Key(symbol) != k {
			continue
		}
		code := byte(setup.MinKeycode) + byte(i/int(table.KeysymsPerKeycode))
		for _, what := range [2]byte{xproto.KeyPress, xproto.KeyRelease} {
			if err := xtest.FakeInputChecked(s.conn, what, code, 0, s.root, 0, 0, 0).Check(); err != nil {
				return fmt.Errorf("pressing a key: %w", err)
			}
		}
		return nil
	}
	return fmt.Errorf("pressing a key: none on this keyboard gives the symbol %#x", uint32(k))
}

// Shut asks a window to close, as the cross in its corner does.
func (s *Source) Shut(t Target) error {
	wish, err := s.atom("WM_DELETE_WINDOW")
	if err != nil {
		return err
	}
	return s.tell(t, "WM_PROTOCOLS", uint32(wish), xproto.TimeCurrentTime)
}
