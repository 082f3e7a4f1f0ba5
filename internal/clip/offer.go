//go:build !windows && !darwin

package clip

import (
	"context"
	"fmt"

	"github.com/jezek/xgb"
	"github.com/jezek/xgb/xproto"
)

// Offer puts a picture, a PNG file, on the clipboard. It can be had from there
// until something else is copied, or the Clip is closed.
func (c *Clip) Offer(_ context.Context, png []byte) error {
	clipboard, err := c.atom("CLIPBOARD")
	if err != nil {
		return err
	}
	for _, name := range []string{"TARGETS", "image/png", "INCR"} { // listen may not wait for the server's word
		if _, err := c.atom(name); err != nil {
			return err
		}
	}
	c.mu.Lock()
	c.offered = png
	c.mu.Unlock()
	if err := xproto.SetSelectionOwnerChecked(c.conn, c.own, clipboard, xproto.TimeCurrentTime).Check(); err != nil {
		return fmt.Errorf("taking the clipboard: %w", err)
	}
	return nil
}

// known returns the number of a name that Offer asked for.
func (c *Clip) known(name string) xproto.Atom {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.names[name]
}

// answer puts what was offered, or as what it can be had, into the property
// that another program names. Errors are of a program that has gone meanwhile.
func (c *Clip) answer(e xproto.SelectionRequestEvent) {
	c.mu.Lock()
	png := c.offered
	c.mu.Unlock()
	property := e.Property
	if property == xproto.AtomNone {
		property = e.Target // as clients of old ask
	}
	targets, picture := c.known("TARGETS"), c.known("image/png")
	switch {
	case png == nil, e.Target != targets && e.Target != picture:
		property = xproto.AtomNone
	case e.Target == targets:
		list := make([]byte, 8)
		xgb.Put32(list, uint32(targets))
		xgb.Put32(list[4:], uint32(picture))
		xproto.ChangeProperty(c.conn, xproto.PropModeReplace, e.Requestor, property, xproto.AtomAtom, 32, 2, list)
	case len(png) > part:
		// Deletions of the property are heard of from here on.
		xproto.ChangeWindowAttributes(c.conn, e.Requestor, xproto.CwEventMask, []uint32{xproto.EventMaskPropertyChange})
		c.mu.Lock()
		c.under[transfer{e.Requestor, property}] = png
		c.mu.Unlock()
		size := make([]byte, 4)
		xgb.Put32(size, uint32(len(png)))
		xproto.ChangeProperty(c.conn, xproto.PropModeReplace, e.Requestor, property, c.known("INCR"), 32, 1, size)
	default:
		xproto.ChangeProperty(c.conn, xproto.PropModeReplace, e.Requestor, property, picture, 8, uint32(len(png)), png)
	}
	notice := xproto.SelectionNotifyEvent{Time: e.Time, Requestor: e.Requestor, Selection: e.Selection, Target: e.Target, Property: property}
	xproto.SendEvent(c.conn, false, e.Requestor, 0, string(notice.Bytes()))
}

// goOn puts the next part into a property from which the one before was taken;
// an empty one is the last.
func (c *Clip) goOn(t transfer) {
	c.mu.Lock()
	rest, known := c.under[t]
	next := rest[:min(len(rest), part)]
	if known && len(next) > 0 {
		c.under[t] = rest[len(next):]
	} else {
		delete(c.under, t)
	}
	c.mu.Unlock()
	if known {
		xproto.ChangeProperty(c.conn, xproto.PropModeReplace, t.window, t.property, c.known("image/png"), 8, uint32(len(next)), next)
	}
}
