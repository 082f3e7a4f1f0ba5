package figure

import (
	"testing"
	"time"

	"github.com/motbilde/motbilde/internal/geom"
)

func TestTheStrengthIsDrawnOverTheWholeVideoWithItsGaps(t *testing.T) {
	clock := func(at, step time.Duration) string { return at.Round(time.Millisecond).String() }
	s := Strengths{Length: time.Minute, Found: 31 * time.Second, First: 30 * time.Second, Last: 32 * time.Second}
	for i := range 40 {
		s.At, s.Score = append(s.At, 20*time.Second+time.Duration(i)*500*time.Millisecond), append(s.Score, 0.8)
	}
	s.At, s.Score = append(s.At, 55*time.Second, 55500*time.Millisecond), append(s.Score, 0.2, 0.3)
	const width = 176
	d := StrengthCurve(NewTypesetter(), s, clock, width)
	filled := 0
	for _, item := range d.Items {
		if b := item.Bounds(); b.MinX < -0.3 || b.MaxX > width+0.3 || b.MinY < -0.6 || b.MaxY > d.Height+0.3 {
			t.Errorf("%T leaves the drawing at %v", item, b)
		}
		if shape, ok := item.(Shape); ok && shape.Fill != nil && *shape.Fill == HeadLine {
			filled++
			if b := shape.Bounds(); filled == 1 && (b.MinX < width/4 || b.MaxX > width*0.7) {
				t.Errorf("20 s to 40 s of a minute are drawn from %v to %v mm of %d", b.MinX, b.MaxX, width)
			}
		}
	}
	if filled != 2 {
		t.Errorf("%d stretches are drawn, want 2", filled)
	}
	one := StrengthCurve(NewTypesetter(), Strengths{At: []time.Duration{0, 0}, Score: []float64{0, 1}}, clock, width)
	for _, item := range one.Items {
		if b := item.Bounds(); !(b.MinX >= -0.3 && b.MaxX <= width+0.3) {
			t.Errorf("a video of one moment: %v", b)
		}
	}
}

func TestAStripKeepsItsWidth(t *testing.T) {
	for _, size := range []geom.Size{{Width: 160, Height: 90}, {Width: 90, Height: 160}} {
		var frames []StripFrame
		for i := range 7 {
			frames = append(frames, StripFrame{Picture: Encoded{Size: size}, At: "0:01.333", Away: "+1", Inside: i > 1 && i < 5, Found: i == 3})
		}
		d := Strip(NewTypesetter(), frames, 176)
		if d.Width > 176.01 {
			t.Errorf("%v: %v mm wide", size, d.Width)
		}
		for _, item := range d.Items {
			if picture, ok := item.(Picture); ok && (picture.Box.MinX < 0 || picture.Box.MaxX > d.Width+0.01 || picture.Box.Height() > stripTallest+0.01) {
				t.Errorf("%v: a frame lies at %v", size, picture.Box)
			}
		}
	}
}
