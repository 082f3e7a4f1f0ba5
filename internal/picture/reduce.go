package picture

import (
	"image"

	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/rows"
)

// A Reducer averages the rows of a picture, in their order, into one that is
// smaller by a whole factor both ways, so that the large one need never be held.
// A pixel of the result covers by × by pixels, at the right and lower edge
// those that are there: a point's place is simply its place divided by the factor.
type Reducer struct {
	by   int
	sums boxes
	out  *image.NRGBA
	y    int // rows that have come
	high int
}

// NewReducer returns a reducer for a picture of that size.
func NewReducer(size geom.Size, by int) *Reducer {
	small := geom.Size{Width: (size.Width + by - 1) / by, Height: (size.Height + by - 1) / by}
	return &Reducer{by: by, sums: newBoxes(small.Width), out: image.NewNRGBA(image.Rect(0, 0, small.Width, small.Height)), high: size.Height}
}

// Add takes the next row, R G B A with straight alpha. Rows beyond the picture's
// height are a broken promise of the caller and panic.
func (r *Reducer) Add(row []uint8) {
	r.sums.add(row, r.by)
	r.y++
	if r.y%r.by == 0 || r.y == r.high {
		line := (r.y - 1) / r.by
		r.sums.flush(r.out.Pix[line*r.out.Stride : (line+1)*r.out.Stride])
	}
}

// AddImage takes the rows of an image, as Make would read them.
func (r *Reducer) AddImage(img image.Image, how Making) {
	read, _ := rowReaderOf(img, how.YCbCr)
	row := make([]uint8, 4*img.Bounds().Dx())
	for y := range img.Bounds().Dy() {
		read(y, row)
		if how.Recolour != nil {
			how.Recolour(row)
		}
		r.Add(row)
	}
}

// Image returns the reduced picture. Rows that never came are transparent.
func (r *Reducer) Image() *image.NRGBA { return r.out }

// Reduce returns an image smaller by a whole factor, as a Reducer makes it, with
// colours and luma as how says; its turns are left out.
func Reduce(img image.Image, by int, how Making) *image.NRGBA {
	b := img.Bounds()
	read, _ := rowReaderOf(img, how.YCbCr)
	out := NewReducer(geom.Size{Width: b.Dx(), Height: b.Dy()}, by).Image()
	rows.Each(out.Rect.Dy(), func(_, y0, y1 int) {
		sums, row := newBoxes(out.Rect.Dx()), make([]uint8, 4*b.Dx())
		for y := y0; y < y1; y++ {
			for from := y * by; from < min((y+1)*by, b.Dy()); from++ {
				read(from, row)
				if how.Recolour != nil {
					how.Recolour(row)
				}
				sums.add(row, by)
			}
			sums.flush(out.Pix[y*out.Stride : (y+1)*out.Stride])
		}
	})
	return out
}

// boxes holds, for each pixel of a reduced row, the sums of red, green and blue
// times alpha, of alpha, and the number of pixels.
type boxes [][5]uint32

func newBoxes(width int) boxes { return make(boxes, width) }

func (s boxes) add(row []uint8, by int) {
	for x := range s {
		part := row[4*x*by : min(len(row), 4*(x+1)*by)]
		var r, g, b, alpha uint32
		for i := 0; i+4 <= len(part); i += 4 {
			q := part[i : i+4 : i+4]
			a := uint32(q[3])
			r, g, b, alpha = r+uint32(q[0])*a, g+uint32(q[1])*a, b+uint32(q[2])*a, alpha+a
		}
		sum := &s[x]
		sum[0], sum[1], sum[2], sum[3], sum[4] = sum[0]+r, sum[1]+g, sum[2]+b, sum[3]+alpha, sum[4]+uint32(len(part)/4)
	}
}

func (s boxes) flush(out []uint8) {
	for x := range s {
		sum, q := &s[x], out[4*x:4*x+4:4*x+4]
		if a := sum[3]; a > 0 {
			for c := range 3 {
				q[c] = uint8((sum[c] + a/2) / a)
			}
			q[3] = uint8((a + sum[4]/2) / sum[4])
		}
		*sum = [5]uint32{}
	}
}
