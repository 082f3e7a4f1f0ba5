package fit

import "github.com/motbilde/motbilde/internal/geom"

// fieldCell is the side of a cell of the index, in pixels: half of the greatest radius asked for.
const fieldCell = 12

// Field holds where the keypoints of a picture are, so that those near a place
// can be counted. It is not changed once made.
type Field struct {
	size         geom.Size
	across, down int
	start        []int32 // of each cell in points
	points       []geom.Point
}

// NewField indexes the places of a picture's keypoints.
func NewField(size geom.Size, points []geom.Point) *Field {
	f := &Field{size: size, across: size.Width/fieldCell + 1, down: size.Height/fieldCell + 1}
	f.start = make([]int32, f.across*f.down+1)
	for _, p := range points {
		f.start[f.cell(p)+1]++
	}
	for i := 1; i < len(f.start); i++ {
		f.start[i] += f.start[i-1]
	}
	next := append([]int32(nil), f.start...)
	f.points = make([]geom.Point, len(points))
	for _, p := range points {
		c := f.cell(p)
		f.points[next[c]] = p
		next[c]++
	}
	return f
}

func (f *Field) cell(p geom.Point) int {
	x := max(0, min(f.across-1, int(p.X/fieldCell)))
	y := max(0, min(f.down-1, int(p.Y/fieldCell)))
	return y*f.across + x
}

// crowding is the chance that one of the picture's keypoints, picked at
// random, lies within radius of a place; never 0, since one more might.
func (f *Field) crowding(p geom.Point, radius float64) float64 {
	n := 1
	x0, x1 := max(0, int((p.X-radius)/fieldCell)), min(f.across-1, int((p.X+radius)/fieldCell))
	y0, y1 := max(0, int((p.Y-radius)/fieldCell)), min(f.down-1, int((p.Y+radius)/fieldCell))
	for y := y0; y <= y1; y++ {
		for x := x0; x <= x1; x++ {
			c := y*f.across + x
			for _, q := range f.points[f.start[c]:f.start[c+1]] {
				if q.Distance(p) <= radius {
					n++
				}
			}
		}
	}
	return float64(n) / float64(1+len(f.points))
}
