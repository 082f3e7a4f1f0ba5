//go:build !windows && !darwin

package clip

import (
	"context"
	"fmt"
	"io"
	"log"
	"os"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"github.com/jezek/xgb"
	"github.com/jezek/xgb/xproto"
)

// The conventions are those of the ICCCM, version 2.0 (Rosenthal, Marks 1994),
// section 2: whoever copied something owns the selection CLIPBOARD, is asked for
// it as one of the targets that it offers, and puts it into a property of the
// window of who asks; what is too large for one property in parts (INCR).

// step is how long another program may take for one part.
const step = 3 * time.Second

// part is how much is put into a property at once; every server takes more.
const part = 128 << 10

// Clip is a connection to the X server with a window of its own.
type Clip struct {
	conn *xgb.Conn
	own  xproto.Window
	gone chan struct{} // closed when the server hangs up

	reading sync.Mutex // one question at a time
	answers chan xproto.SelectionNotifyEvent
	grown   chan struct{} // the property of a question has another part

	mu      sync.Mutex
	names   map[string]xproto.Atom
	offered []byte // PNG; nil while another program owns the clipboard
	under   map[transfer][]byte
}

// transfer names a property that is being filled in parts.
type transfer struct {
	window   xproto.Window
	property xproto.Atom
}

// Open connects to the X server that the window is on, if it is of this machine.
func Open() (*Clip, error) {
	display := os.Getenv("DISPLAY")
	// A name before the colon is that of another machine: no connection leaves this one.
	if host, _, ok := strings.Cut(display, ":"); !ok || host != "" && host != "unix" && !strings.HasPrefix(host, "/") {
		return nil, ErrNone
	}
	silence()
	conn, err := xgb.NewConnDisplay(display)
	if err != nil {
		return nil, fmt.Errorf("connecting to the X server: %w", err)
	}
	c := &Clip{
		conn: conn, gone: make(chan struct{}), answers: make(chan xproto.SelectionNotifyEvent, 16), grown: make(chan struct{}, 1),
		names: map[string]xproto.Atom{}, under: map[transfer][]byte{},
	}
	screen := xproto.Setup(conn).DefaultScreen(conn)
	if c.own, err = xproto.NewWindowId(conn); err == nil {
		err = xproto.CreateWindowChecked(conn, 0, c.own, screen.Root, -20, -20, 10, 10, 0, xproto.WindowClassInputOutput, 0,
			xproto.CwOverrideRedirect|xproto.CwEventMask, []uint32{1, xproto.EventMaskPropertyChange}).Check()
	}
	if err != nil {
		conn.Close()
		return nil, fmt.Errorf("making a window for the clipboard: %w", err)
	}
	go c.listen()
	return c, nil
}

// silence keeps the library from telling of every authority file that is not there.
var silence = sync.OnceFunc(func() { xgb.Logger = log.New(io.Discard, "", 0) })

// Close lets go of the server. What was offered can't be asked for any more.
func (c *Clip) Close() {
	c.conn.Close()
	<-c.gone
}

// listen answers whoever wants what was offered, and hands on what was asked for.
func (c *Clip) listen() {
	defer close(c.gone)
	for {
		event, err := c.conn.WaitForEvent()
		if event == nil && err == nil {
			return
		}
		switch e := event.(type) {
		case xproto.SelectionRequestEvent:
			c.answer(e)
		case xproto.SelectionClearEvent:
			c.mu.Lock()
			c.offered = nil
			c.mu.Unlock()
		case xproto.SelectionNotifyEvent:
			select {
			case c.answers <- e:
			default: // of a question that nobody waits for any more
			}
		case xproto.PropertyNotifyEvent:
			switch {
			case e.State == xproto.PropertyDelete: // of the own window too: what is copied here can be pasted here
				c.goOn(transfer{e.Window, e.Atom})
			case e.Window == c.own:
				select {
				case c.grown <- struct{}{}:
				default:
				}
			}
		}
	}
}

// atom returns the server's number for a name.
func (c *Clip) atom(name string) (xproto.Atom, error) {
	c.mu.Lock()
	a, ok := c.names[name]
	c.mu.Unlock()
	if ok {
		return a, nil
	}
	reply, err := xproto.InternAtom(c.conn, false, uint16(len(name)), name).Reply()
	if err != nil {
		return 0, fmt.Errorf("asking for the atom %s: %w", name, err)
	}
	c.mu.Lock()
	c.names[name] = reply.Atom
	c.mu.Unlock()
	return reply.Atom, nil
}

// Read returns what the clipboard holds: files before a picture, a picture
// before addresses and words. It waits for the program that copied it, which may
// be this one: never call it on the window's goroutine.
func (c *Clip) Read(ctx context.Context) (Content, error) {
	c.reading.Lock()
	defer c.reading.Unlock()
	offered, err := c.targets(ctx)
	if err != nil {
		return Content{}, err
	}
	has := func(name string) bool { return offered[name] }
	var listed Content
	if has("text/uri-list") {
		list, err := c.ask(ctx, "text/uri-list")
		if err != nil {
			return Content{}, err
		}
		if listed = OfText(string(list)); len(listed.Files) > 0 {
			return listed, nil
		}
	}
	for _, kind := range pictureTypes {
		if !has(kind) {
			continue
		}
		data, err := c.ask(ctx, kind)
		if err != nil {
			return Content{}, err
		}
		if len(data) > 0 {
			return Content{Picture: data, MediaType: kind}, nil
		}
	}
	if len(listed.Addresses) > 0 {
		return listed, nil
	}
	for _, kind := range []string{"UTF8_STRING", "text/plain;charset=utf-8", "STRING"} {
		if has(kind) {
			text, err := c.ask(ctx, kind)
			if kind == "STRING" {
				text = utf8Of(text)
			}
			return OfText(string(text)), err
		}
	}
	return Content{}, nil
}

// utf8Of returns text in Latin-1, of which a STRING is, as UTF-8.
func utf8Of(latin []byte) (out []byte) {
	for _, b := range latin {
		out = utf8.AppendRune(out, rune(b))
	}
	return out
}

// targets returns as what the clipboard can be had; nothing where it is empty.
func (c *Clip) targets(ctx context.Context) (map[string]bool, error) {
	data, err := c.ask(ctx, "TARGETS")
	if err != nil {
		return nil, err
	}
	all := map[string]bool{}
	const most = 256
	for i := 0; i+4 <= len(data) && i < 4*most; i += 4 {
		name, err := xproto.GetAtomName(c.conn, xproto.Atom(xgb.Get32(data[i:]))).Reply()
		if err != nil {
			continue // another program may send any numbers
		}
		all[name.Name] = true
	}
	return all, nil
}

// ask has the clipboard's owner put what it holds into a property, as that
// target, and returns it. Nobody owning it, or not having that, is nothing.
func (c *Clip) ask(ctx context.Context, target string) ([]byte, error) {
	clipboard, err := c.atom("CLIPBOARD")
	if err != nil {
		return nil, err
	}
	as, err := c.atom(target)
	if err != nil {
		return nil, err
	}
	into, err := c.atom("MOTBILDE_CLIP")
	if err != nil {
		return nil, err
	}
	incr, err := c.atom("INCR")
	if err != nil {
		return nil, err
	}
	c.forget()
	if err := xproto.ConvertSelectionChecked(c.conn, c.own, clipboard, as, into, xproto.TimeCurrentTime).Check(); err != nil {
		return nil, fmt.Errorf("asking for %s: %w", target, err)
	}
	for {
		answer, err := wait(ctx, c, c.answers)
		if err != nil {
			return nil, err
		}
		if answer.Target != as {
			continue // to an earlier question
		}
		if answer.Property == xproto.AtomNone {
			return nil, nil
		}
		break
	}
	data, kind, err := c.take(into)
	if err != nil || kind != incr {
		return data, err
	}
	return c.parts(ctx, into)
}

// parts gathers what comes in parts; the last one is empty.
func (c *Clip) parts(ctx context.Context, into xproto.Atom) (all []byte, err error) {
	for {
		data, kind, err := c.take(into)
		switch {
		case err != nil:
			return nil, err
		case kind == xproto.AtomNone: // not there yet
			if _, err := wait(ctx, c, c.grown); err != nil {
				return nil, err
			}
			continue
		case len(data) == 0:
			return all, nil
		case len(all)+len(data) > mostBytes:
			return nil, ErrTooLarge
		}
		all = append(all, data...)
	}
}

// take returns what stands in a property of the own window and deletes it,
// which asks for the next part. The kind is none where there is no such property.
func (c *Clip) take(property xproto.Atom) (data []byte, kind xproto.Atom, err error) {
	for offset := uint32(0); ; {
		reply, err := xproto.GetProperty(c.conn, true, c.own, property, xproto.GetPropertyTypeAny, offset, part/4).Reply()
		if err != nil {
			return nil, 0, fmt.Errorf("reading what was copied: %w", err)
		}
		data = append(data, reply.Value...)
		if reply.BytesAfter == 0 { // then it is deleted, too
			return data, reply.Type, nil
		}
		if len(data) > mostBytes {
			return nil, 0, ErrTooLarge
		}
		offset += uint32(len(reply.Value) / 4)
	}
}

// forget drops what came of earlier questions.
func (c *Clip) forget() {
	for {
		select {
		case <-c.answers:
		case <-c.grown:
		default:
			return
		}
	}
}

// wait waits for one thing of another program, no longer than step.
func wait[T any](ctx context.Context, c *Clip, from chan T) (one T, err error) {
	patience := time.NewTimer(step)
	defer patience.Stop()
	select {
	case one = <-from:
		return one, nil
	case <-patience.C:
		return one, ErrSilent
	case <-c.gone:
		return one, ErrNone
	case <-ctx.Done():
		return one, ctx.Err()
	}
}
