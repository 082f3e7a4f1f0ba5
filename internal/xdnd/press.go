package xdnd

import (
	"fmt"
	"image"
	"slices"

	"github.com/jezek/xgb/xproto"
)

// Key is a key by its X11 symbol.
type Key uint32

// Some keys; of a letter it is the letter.
const (
	Enter   Key = 0xFF0D
	Escape  Key = 0xFF1B
	Control Key = 0xFFE3 // the left one
	Shift   Key = 0xFFE1
	Delete  Key = 0xFFFF
	Tab     Key = 0xFF09
	Left    Key = 0xFF51
	Up      Key = 0xFF52
	Right   Key = 0xFF53
	Down    Key = 0xFF54
	F3      Key = 0xFFC0
	F6      Key = 0xFFC3
	Plus    Key = 0xFFAB // of the block of figures: it needs no Shift
)

// Press strikes a key, as on the keyboard: it goes to whatever has the focus.
// Those in with are held meanwhile.
func (s *Source) Press(k Key, with ...Key) error {
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
	for _, code := range codes {
		if err := s.fake(xproto.KeyPress, code, image.Point{}); err != nil {
			return err
		}
	}
	for _, code := range slices.Backward(codes) {
		if err := s.fake(xproto.KeyRelease, code, image.Point{}); err != nil {
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
