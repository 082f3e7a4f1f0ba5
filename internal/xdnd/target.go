package xdnd

import (
	"context"
	"fmt"
	"image"
	"strings"
	"time"

	"github.com/jezek/xgb"
	"github.com/jezek/xgb/xproto"
)

// Target is a window that takes drops.
type Target struct {
	window  xproto.Window
	version uint32
	Title   string
	Place   image.Rectangle // on the screen, in pixels
}

// Find waits until there is a mapped window that takes drops and whose title
// contains the text, and returns it.
func (s *Source) Find(ctx context.Context, title string) (Target, error) {
	look := time.NewTicker(20 * time.Millisecond)
	defer look.Stop()
	for {
		if t, ok := s.search(s.root, title); ok {
			return t, nil
		}
		select {
		case <-ctx.Done():
			return Target{}, fmt.Errorf("looking for a window %q that takes drops: %w", title, ctx.Err())
		case <-s.gone:
			return Target{}, fmt.Errorf("looking for a window %q: the X server hung up", title)
		case <-look.C:
		}
	}
}

// search walks the windows below one, the topmost first. A window may go while
// it is looked at; then it is not the one.
func (s *Source) search(below xproto.Window, title string) (Target, bool) {
	tree, err := xproto.QueryTree(s.conn, below).Reply()
	if err != nil {
		return Target{}, false
	}
	for i := len(tree.Children) - 1; i >= 0; i-- {
		w := tree.Children[i]
		if t, ok := s.inspect(w); ok && strings.Contains(t.Title, title) {
			return t, true
		}
		if t, ok := s.search(w, title); ok {
			return t, true
		}
	}
	return Target{}, false
}

// inspect returns what is to be known of a window that takes drops and is on screen.
func (s *Source) inspect(w xproto.Window) (Target, bool) {
	aware := s.property(w, "XdndAware")
	if len(aware) < 4 {
		return Target{}, false
	}
	attributes, err := xproto.GetWindowAttributes(s.conn, w).Reply()
	if err != nil || attributes.MapState != xproto.MapStateViewable {
		return Target{}, false
	}
	size, err := xproto.GetGeometry(s.conn, xproto.Drawable(w)).Reply()
	if err != nil {
		return Target{}, false
	}
	at, err := xproto.TranslateCoordinates(s.conn, w, s.root, 0, 0).Reply()
	if err != nil {
		return Target{}, false
	}
	title := s.property(w, "_NET_WM_NAME")
	if len(title) == 0 {
		title = s.property(w, "WM_NAME")
	}
	corner := image.Pt(int(at.DstX), int(at.DstY))
	return Target{
		window: w, version: min(version, xgb.Get32(aware)), Title: string(title),
		Place: image.Rectangle{corner, corner.Add(image.Pt(int(size.Width), int(size.Height)))},
	}, true
}

// property returns a window's property as it stands, or nothing.
func (s *Source) property(w xproto.Window, name string) []byte {
	a, err := s.atom(name)
	if err != nil {
		return nil
	}
	reply, err := xproto.GetProperty(s.conn, false, w, a, xproto.GetPropertyTypeAny, 0, 1024).Reply()
	if err != nil {
		return nil
	}
	return reply.Value
}

// Screenshot returns what is on the screen, as a person would see it.
func (s *Source) Screenshot() (*image.RGBA, error) {
	size, err := xproto.GetGeometry(s.conn, xproto.Drawable(s.root)).Reply()
	if err != nil {
		return nil, fmt.Errorf("asking for the screen's size: %w", err)
	}
	if s.depth != 24 {
		return nil, fmt.Errorf("reading the screen: it has %d bits a pixel, not 24", s.depth)
	}
	out := image.NewRGBA(image.Rect(0, 0, int(size.Width), int(size.Height)))
	const strip = 64 // rows a request: a reply has to stay small
	for y := 0; y < out.Rect.Dy(); y += strip {
		high := min(strip, out.Rect.Dy()-y)
		part, err := xproto.GetImage(s.conn, xproto.ImageFormatZPixmap, xproto.Drawable(s.root), 0, int16(y), size.Width, uint16(high), ^uint32(0)).Reply()
		if err != nil {
			return nil, fmt.Errorf("reading the screen: %w", err)
		}
		if len(part.Data) < 4*out.Rect.Dx()*high {
			return nil, fmt.Errorf("reading the screen: %d bytes for %d rows", len(part.Data), high)
		}
		to := out.Pix[y*out.Stride:][:high*out.Stride]
		for i := 0; i < len(to); i += 4 { // blue, green, red, unused
			to[i], to[i+1], to[i+2], to[i+3] = part.Data[i+2], part.Data[i+1], part.Data[i], 255
		}
	}
	return out, nil
}
