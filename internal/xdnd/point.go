package xdnd

import (
	"fmt"
	"image"

	"github.com/jezek/xgb/xproto"
	"github.com/jezek/xgb/xtest"
)

// Point moves the pointer to a place of the target's window, in its pixels.
func (s *Source) Point(t Target, at image.Point) error {
	p := t.Place.Min.Add(at)
	return s.fake(xproto.MotionNotify, 0, p)
}

// Click moves the pointer to a place of the target's window, in its pixels, and
// presses and lets go of the first button there.
func (s *Source) Click(t Target, at image.Point) error {
	if err := s.Point(t, at); err != nil {
		return err
	}
	if err := s.fake(xproto.ButtonPress, xproto.ButtonIndex1, image.Point{}); err != nil {
		return err
	}
	return s.fake(xproto.ButtonRelease, xproto.ButtonIndex1, image.Point{})
}

// fake has the server do as if a key, or the pointer, had been used.
func (s *Source) fake(what, detail byte, at image.Point) error {
	if err := xtest.Init(s.conn); err != nil {
		return fmt.Errorf("giving the server input: %w", err)
	}
	if err := xtest.FakeInputChecked(s.conn, what, detail, 0, s.root, int16(at.X), int16(at.Y), 0).Check(); err != nil {
		return fmt.Errorf("giving the server input: %w", err)
	}
	return nil
}
