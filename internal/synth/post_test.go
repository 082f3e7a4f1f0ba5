package synth

import (
	"bytes"
	"image"
	"image/color"
	"testing"
)

// plainPicture is a picture of one colour that no interface has.
func plainPicture(width, height int) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, width, height))
	for i := range img.Pix {
		img.Pix[i] = [4]uint8{90, 200, 30, 255}[i%4]
	}
	return img
}

func TestPicturesOfAPostLieWhereTheTruthSays(t *testing.T) {
	for kind := PhoneFeed; kind <= DesktopFeed; kind++ {
		for _, dark := range []bool{false, true} {
			o := Post{Interface: kind, Dark: dark, Width: 600, Bars: dark}
			c := DrawPost(3, []*image.RGBA{plainPicture(300, 200)}, o)
			if len(c.Pictures) != 1 {
				t.Fatalf("%+v: %v", o, c.Pictures)
			}
			r, ours := c.Pictures[0], color.RGBA{90, 200, 30, 255}
			inside := 0
			for y := range c.Image.Rect.Dy() {
				for x := range c.Image.Rect.Dx() {
					is := c.Image.RGBAAt(x, y) == ours
					if in := image.Pt(x, y).In(r); is && !in {
						t.Fatalf("%+v: the picture reaches (%d, %d), outside of %v", o, x, y, r)
					} else if in && is {
						inside++
					}
				}
			}
			if inside != r.Dx()*r.Dy() {
				t.Errorf("%+v: %d of %d pixels of %v are the picture's", o, inside, r.Dx()*r.Dy(), r)
			}
		}
	}
}

func TestPostOfASeedIsAlwaysTheSame(t *testing.T) {
	o := Post{Interface: PhoneCard, Width: 400, Rounded: true, Lettered: true}
	two := []*image.RGBA{plainPicture(300, 200), plainPicture(200, 200)}
	a, b, other := DrawPost(5, two, o), DrawPost(5, two, o), DrawPost(6, two, o)
	if !bytes.Equal(a.Image.Pix, b.Image.Pix) || len(a.Pictures) != 2 || a.Pictures[0].Overlaps(a.Pictures[1]) {
		t.Errorf("%v and %v", a.Pictures, b.Pictures)
	}
	if bytes.Equal(a.Image.Pix, other.Image.Pix) {
		t.Error("two seeds, one post")
	}
}

func TestWrittenPostSaysItsTextAndNothingElse(t *testing.T) {
	written := func(account, text string) []byte {
		return DrawPost(5, []*image.RGBA{plainPicture(300, 200)}, Post{Width: 400, Written: &Written{account, "10 November", text}}).Image.Pix
	}
	one := written("Ministry", "One line.")
	if bytes.Equal(one, written("Ministry", "Other words.")) || bytes.Equal(one, written("Another", "One line.")) {
		t.Error("account or text is not on the picture")
	}
	lines := wrapped("one two three four five six", 16, 100)
	if len(lines) < 2 || lines[0] != "one two" && lines[0] != "one two three" {
		t.Errorf("%q", lines)
	}
}
