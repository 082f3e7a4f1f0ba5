package synth

import (
	"image/color"
	"math"

	"github.com/motbilde/motbilde/internal/geom"
)

// strokes is the overlay's own lettering: single lines on a grid 4 wide and 6
// high, as plotters and gun sights draw it. Each pair of digits is a point
// (x, y), y downward; a blank lifts the pen.
//
//	00 10 20 30 40
//	01          41
//	 :           :
//	06 16 26 36 46
var strokes = map[rune]string{
	'0': "103041453616050110", '1': "112026 1636", '2': "01103041420646",
	'3': "011030414233 13334445361605", '4': "300444 3036", '5': "400003334445361605",
	'6': "4130100105163645443303", '7': "004016", '8': "103041423313020110 1304051636454433",
	'9': "0516364541301001021343",
	'A': "0602204246 0444", 'B': "003041423303 334445360600", 'C': "4130100105163645",
	'D': "00304145360600", 'E': "40000646 0333", 'F': "400006 0333", 'G': "41301001051636454323",
	'H': "0006 4046 0343", 'I': "1030 2026 1636", 'J': "404536160504", 'K': "0006 400346",
	'L': "000646", 'M': "0600234046", 'N': "06004640", 'O': "103041453616050110",
	'P': "06003041423303", 'Q': "103041453616050110 3446", 'R': "06003041423303 2346",
	'S': "413010010213334445361605", 'T': "0040 2026", 'U': "000516364540", 'V': "002640",
	'W': "0016223640", 'X': "0046 4006", 'Y': "002340 2326", 'Z': "00400646",
	'.': "2526", ':': "2122 2526", '-': "1333", '/': "0640", '+': "2125 0343",
}

// plot writes a line of strokes with its lower left, middle or right end at
// (x, y), capital letters high pixels tall, over a thin dark edge, and returns
// the box around it. Lengths are in pixels of a 1080-line picture.
func (p pen) plot(text string, x, y, high float64, from anchor, c color.RGBA, cover float64) geom.Rect {
	u := high / 6
	width := float64(6*len(text)-2) * u
	switch from {
	case fromMiddle:
		x -= width / 2
	case fromRight:
		x -= width
	}
	half := max(0.6, high*0.064*p.unit)
	for i, r := range text {
		p.glyph(strokes[r], p.at(x+float64(6*i)*u, y-high), u*p.unit, half, c, cover)
	}
	a, b := p.at(x, y-high), p.at(x+width, y)
	return geom.Rect{MinX: a.X - half, MinY: a.Y - half, MaxX: b.X + half, MaxY: b.Y + half}
}

// glyph draws one letter with its upper left corner at the point, u pixels to
// the grid's unit and lines of twice half.
func (p pen) glyph(code string, corner geom.Point, u, half float64, c color.RGBA, cover float64) {
	var from, to []geom.Point
	for i := 0; i+1 < len(code); i += 2 {
		if code[i] == ' ' {
			i--
			continue
		}
		at := geom.Point{X: corner.X + float64(code[i]-'0')*u, Y: corner.Y + float64(code[i+1]-'0')*u}
		if i > 0 && code[i-1] != ' ' {
			from, to = append(from, to[len(to)-1]), append(to, at)
			continue
		}
		from, to = append(from, at), append(to, at)
	}
	if from == nil {
		return
	}
	rim := half + 2.4*p.unit
	for y := int(corner.Y - rim - 1); y <= int(corner.Y+6*u+rim+1); y++ {
		for x := int(corner.X - rim - 1); x <= int(corner.X+4*u+rim+1); x++ {
			nearest := math.Inf(1)
			for i := range from {
				nearest = min(nearest, fromSegment(float64(x)+0.5, float64(y)+0.5, from[i], to[i]))
			}
			p.blend(x, y, color.RGBA{A: 255}, 0.36*min(max(rim-nearest, 0), 1))
			p.blend(x, y, c, cover*min(max(half-nearest+0.5, 0), 1))
		}
	}
}

// fromSegment returns the distance of (x, y) to the segment a b.
func fromSegment(x, y float64, a, b geom.Point) float64 {
	dx, dy := b.X-a.X, b.Y-a.Y
	k := 0.0
	if l := dx*dx + dy*dy; l > 0 {
		k = min(max(((x-a.X)*dx+(y-a.Y)*dy)/l, 0), 1)
	}
	return math.Hypot(x-a.X-k*dx, y-a.Y-k*dy)
}
