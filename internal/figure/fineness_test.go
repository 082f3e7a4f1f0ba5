package figure

import (
	"context"
	"image"
	"testing"

	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/picture"
)

func TestFiguresForTheScreenAreKeptCoarserAndNoneIsEnlarged(t *testing.T) {
	p := picture.NewPyramid(picture.FromImage("grey", image.NewNRGBA(image.Rect(0, 0, 400, 300))))
	const width = 25.4
	for _, c := range []struct {
		f    Fineness
		want geom.Size
	}{{ForPrint, geom.Size{Width: 300, Height: 225}}, {ForScreen, geom.Size{Width: 150, Height: 113}}} {
		e, err := Whole(context.Background(), p, width, width*0.75, c.f)
		if err != nil || e.Size != c.want {
			t.Errorf("%v: %v (%v), want %v", c.f, e.Size, err, c.want)
		}
		if e, err = Whole(context.Background(), p, 400, 300, c.f); err != nil || e.Size != p.Size() {
			t.Errorf("%v: a small picture is kept with %v (%v)", c.f, e.Size, err)
		}
		if FinenessOf(c.f.String()) != c.f {
			t.Errorf("%v is read as %v", c.f, FinenessOf(c.f.String()))
		}
	}
}
