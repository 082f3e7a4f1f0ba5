package synth

import (
	"fmt"
	"image"
	"image/color"
	"math"
	"strings"

	"golang.org/x/image/font"

	"github.com/motbilde/motbilde/internal/geom"
)

// The parts of a document on a desk.
const (
	RegionSum    = "sum"
	RegionStamp  = "stamp"
	RegionCoffee = "coffee ring"
	RegionPen    = "pen"
	RegionMug    = "mug"
)

// A sheet of A4, drawn at ten pixels to the millimetre across its width.
const (
	sheetWide, sheetHigh = 1470, 2079
	sheetUnit            = 2.1 // decimetres wide in the scene
)

// DocumentPhoto draws a typed sheet under a lamp, photographed at a slant. The
// seed chooses the sheet and its words. Between its moments the pen and the mug
// have been moved.
func DocumentPhoto(seed uint64, moment int, size geom.Size) Practice {
	return DocumentWithSum(seed, moment, size, "")
}

// DocumentWithSum draws the same photograph with another sum typed into it,
// which is all that differs, grain included; an empty sum is the sheet's own.
func DocumentWithSum(seed uint64, moment int, size geom.Size, sum string) Practice {
	d := newDice(seed, 441)
	s, named := typedSheet(seed, sum)
	f := framed(vec{d.between(-0.1, 0.1), 0.05, 0.012}, d.between(-0.16, 0.16))
	b := &built{}
	paper := paperOf(s, f, d)
	const pieces = 24
	for i := range pieces {
		for j := range pieces {
			corner := func(i, j int) vec { return sheetAt(f, float64(i)/pieces, float64(j)/pieces) }
			p := [4]vec{corner(i, j+1), corner(i+1, j+1), corner(i+1, j), corner(i, j)}
			b.quad(paper, light{}, p[0], p[1], p[2], p[3])
		}
	}
	e := newEye(size, vec{d.between(-0.35, 0.35), -2.75, 3.55}, vec{0.02, -0.12, 0}, 38)
	desk(b, d, e, float64(moment), &named)
	toLamp := vec{-0.62, 0.52, 0.72}.unit()
	l := &daylight{
		toSun: toLamp, sun: light{0.62, 0.50, 0.34}, shadows: reachOf{vec{}, 3.2},
		zenith: light{0.13, 0.12, 0.12}, around: light{0.10, 0.10, 0.11}, ground: light{0.05, 0.04, 0.03},
		lamps: []glowing{{at: vec{-1.7, 1.5, 2.3}, colour: light{2.2, 1.72, 1.1}, radius: 1.15}},
		sky:   func(vec) light { return light{0.10, 0.09, 0.085} },
	}
	x := b.expose(mix(seed)^uint64(moment)*0xD0C, e, l, 0.25, false)
	p := Practice{Image: x.print(emulsion{gain: 0.80, warm: 0.10, contrast: 1.08, colour: 0.92, grain: 2.8, bloom: 0.12, vignette: 0.42, soft: 0.10, black: 4})}
	for _, r := range named {
		var corners []vec
		for _, q := range r.Box.Quad() {
			corners = append(corners, sheetAt(f, q.X/sheetWide, q.Y/sheetHigh))
		}
		if r.Name == RegionPen || r.Name == RegionMug {
			p.Parts = append(p.Parts, r)
		} else if box, ok := e.boxOf(corners...); ok {
			p.Parts = append(p.Parts, Region{r.Name, box})
		}
	}
	return p
}

// sheetAt returns the place of the sheet's share (u, v), from its upper left: it
// has been folded twice and does not lie flat.
func sheetAt(f frame, u, v float64) vec {
	x, y := (u-0.5)*sheetUnit, (0.5-v)*sheetUnit*sheetHigh/sheetWide
	fold := func(at float64) float64 { return 0.035 * math.Exp(-math.Abs(v-at)/0.13) }
	lift := fold(0.335) + fold(0.668) + 0.05*math.Pow(max(0, u-0.8)/0.2, 2)*math.Pow(max(0, v-0.75)/0.25, 2)*3
	return f.to(x, y, lift)
}

// paperOf is the stuff of a sheet lying in a frame.
func paperOf(s sign, f frame, d *dice) *stuff {
	noise := noiseTile()
	fibre, broad := newOctave(d, 0.02), newOctave(d, 0.5)
	return &stuff{paint: func(p *spot) {
		q := f.in(p.at)
		u, v := q.x/sheetUnit+0.5, 0.5-q.y/(sheetUnit*sheetHigh/sheetWide)
		p.colour = s.at(u, v, float64(p.pixel)/sheetUnit)
		n := fibre.at(noise, float32(q.x), float32(q.y)) * smooth(0.012, 0.003, p.pixel)
		p.colour = p.colour.times(1 + 0.02*n + 0.015*broad.at(noise, float32(q.x), float32(q.y)))
		// The folds' broken edge.
		for _, at := range [2]float64{0.335, 0.668} {
			if k := math.Abs(v-at) * sheetHigh; k < 5 {
				p.colour = p.colour.times(float32(0.9 + 0.02*k))
			}
		}
		p.out = p.out.add(vec{0.012 * float64(n), 0.012 * float64(n), 0}).unit()
	}}
}

// typedSheet types the sheet and returns what can be named on it, in its pixels.
func typedSheet(seed uint64, sum string) (sign, []Region) {
	d := newDice(seed, 442)
	s := newSign(sheetWide, sheetHigh, color.RGBA{238, 234, 222, 255})
	ink := color.RGBA{34, 33, 40, 255}
	t := typewriter{s, newDice(seed, 443), ink, typeFace(40)}
	firm := []string{"HAVNEKONTORET I LUNDE", "KOMMUNEINGENIØREN, OSNES", "VEILAGERET, BREKKE", "KVALVIK SKIPSVERFT"}[int(d.between(0, 4))]
	letter(s.img, firm, geom.Point{X: 150, Y: 190}, 46, fromLeft, color.RGBA{24, 58, 96, 255})
	s.fill(image.Rect(150, 214, sheetWide-150, 217), color.RGBA{24, 58, 96, 255})
	day, year := 3+int(d.between(0, 24)), 1987+int(d.between(0, 9))
	month := []string{"januar", "mars", "april", "juni", "september", "oktober"}[int(d.between(0, 6))]
	t.line(150, 330, fmt.Sprintf("Vår ref.: %d/%d", 100+int(d.between(0, 899)), year))
	t.line(900, 330, fmt.Sprintf("Dato: %d. %s %d", day, month, year))
	t.line(150, 450, "Sak:    Levering av "+[]string{"fôr og salt", "drivstoff", "grus og sement", "kabel og tau"}[int(d.between(0, 4))])
	// Offices write in words of their own: letters of two of them share no line.
	words := letters[seed%uint64(len(letters))]
	body := words[:4]
	for i, line := range body {
		t.line(150, 570+56*float64(i), line)
	}
	own := fmt.Sprintf("%d %03d,00", 11+int(d.between(0, 80)), 100+int(d.between(0, 899)))
	if sum == "" {
		sum = own
	}
	var named []Region
	for i, row := range [4][2]string{{"Post 1, etter vekt", fmt.Sprintf("%d %03d,00", 2+int(d.between(0, 7)), int(d.between(100, 999)))}, {"Post 2, frakt", fmt.Sprintf("%d,50", 310+int(d.between(0, 600)))}, {"Post 3, lagerleie", fmt.Sprintf("%d,00", 120+int(d.between(0, 700)))}, {"Sum å betale, kr", sum}} {
		y := 880 + 62*float64(i)
		if i == 3 {
			y += 26
			s.fill(image.Rect(900, int(y)-58, 1240, int(y)-55), ink)
		}
		t.line(190, y, row[0]+strings.Repeat(" .", 13-len(row[0])/2+1))
		x := 1240 - typeStep*float64(len([]rune(row[1])))
		t.line(x, y, row[1])
		if i == 3 {
			named = append(named, Region{RegionSum, geom.Rect{MinX: 1240 - typeStep*float64(max(len([]rune(own)), len([]rune(sum)))) - 10, MinY: y - 44, MaxX: 1250, MaxY: y + 16}})
		}
	}
	for i, line := range words[4:] {
		t.line(150, 1260+56*float64(i), line)
	}
	t.line(150, 1480, "Med hilsen")
	s.scribble(newDice(seed, 444), 160, 1610)
	t.line(150, 1700, "for kontoret")
	s.handNote(newDice(seed, 445), 1010, 1610)
	stamp := geom.Point{X: 1040 + d.between(-60, 60), Y: 1370 + d.between(-20, 120)}
	named = append(named, Region{RegionStamp, s.stamp(stamp, d.between(-0.35, 0.25), fmt.Sprintf("%d %s %d", day+1, strings.ToUpper(month[:3]), year))})
	cup := geom.Point{X: 430 + d.between(-120, 160), Y: 1850 + d.between(-40, 40)}
	named = append(named, Region{RegionCoffee, s.coffee(newDice(seed, 446), cup, 190)})
	return s, named
}

// letters are what the offices write: four lines above the sums, two below.
var letters = [...][6]string{
	{
		"Vedlagt følger oppgjør for annet halvår. Vi gjør opp-", "merksom på at satsene er endret fra nyttår, og at",
		"tidligere fradrag for egen transport ikke lenger", "gis. Kvittering legges ved neste sending.",
		"Vi ber om betaling ved levering. Ta kontakt med", "formannen på lageret om noe er uklart.",
	},
	{
		"Det vises til avtale av fjoråret og til møte her den", "14. samme måned. Varene ble mottatt ved kai 2 og talt",
		"av to personer. Mengdene stemmer med fraktbrevet,", "unntatt det som er nevnt nedenfor.",
		"Beløpet bes overført innen 30 dager. Spørsmål kan", "rettes til kontoret mellom kl. 9 og 15.",
	},
	{
		"Etter befaring på stedet kan vi godta tilbudet slik", "det lyder i brev fra Dem. Arbeidet må være ferdig før",
		"første frost, og massene kjøres bort for Deres egen", "regning. Veien holdes åpen for utrykning hele tiden.",
		"Oppgjør skjer når alt er godkjent. Dette brevet tas", "med på kontoret, der De får igjen et stemplet ark.",
	},
}

const typeStep = 24.0 // pixels from letter to letter

// typewriter types letters one by one, none quite like the last.
type typewriter struct {
	sign
	dice *dice
	ink  color.RGBA
	face font.Face
}

func (t typewriter) line(x, y float64, text string) {
	for i, r := range []rune(text) {
		dx, dy, k := t.dice.between(-0.8, 0.8), t.dice.between(-1.6, 1.6), t.dice.between(0.74, 1)
		if r == ' ' {
			continue
		}
		c := color.RGBA{uint8(float64(t.ink.R) * k), uint8(float64(t.ink.G) * k), uint8(float64(t.ink.B) * k), uint8(255 * k)}
		typed(t.img, t.face, string(r), geom.Point{X: x + typeStep*float64(i) + dx + typeStep/2, Y: y + dy}, c)
	}
}

// scribble signs, in one stroke of a pen.
func (s sign) scribble(d *dice, x, y float64) {
	var at []geom.Point
	for i := range 46 {
		u := float64(i) / 45
		wild := math.Exp(-1.6 * u)
		at = append(at, geom.Point{
			X: x + 430*u + 26*math.Sin(11*u+d.between(0, 1)),
			Y: y - 70*wild*math.Sin(9.5*u*u+4*u+d.between(-0.4, 0.4)) - 12*math.Sin(31*u) + 14*u,
		})
	}
	s.ink(at, color.RGBA{26, 36, 110, 255}, 2.6, 0.9)
}

// handNote adds a sign-off by hand.
func (s sign) handNote(d *dice, x, y float64) {
	at := []geom.Point{{X: x, Y: y}, {X: x + 22, Y: y + 26}, {X: x + 76, Y: y - 52}}
	s.ink(at, color.RGBA{30, 40, 120, 255}, 2.8, 0.85)
	at = at[:0]
	for i := range 22 {
		u := float64(i) / 21
		at = append(at, geom.Point{X: x + 100 + 150*u, Y: y + 6 - 22*math.Abs(math.Sin(8*u+d.between(0, 0.5)))})
	}
	s.ink(at, color.RGBA{30, 40, 120, 255}, 2.4, 0.85)
}

// ink draws a smooth line through points.
func (s sign) ink(at []geom.Point, c color.RGBA, half, cover float64) {
	p := pen{img: s.img}
	var fine []geom.Point
	for i := 0; i+1 < len(at); i++ {
		a, b := at[max(i-1, 0)], at[min(i+2, len(at)-1)]
		for k := range 8 {
			t := float64(k) / 8
			fine = append(fine, geom.Point{X: catmull(a.X, at[i].X, at[i+1].X, b.X, t), Y: catmull(a.Y, at[i].Y, at[i+1].Y, b.Y, t)})
		}
	}
	box := bounds(fine)
	box = geom.Rect{MinX: box.MinX - 4, MinY: box.MinY - 4, MaxX: box.MaxX + 4, MaxY: box.MaxY + 4}
	p.shape(box, c, cover, func(x, y float64) float64 {
		d := math.Inf(1)
		for i := 0; i+1 < len(fine); i++ {
			d = min(d, fromSegment(x, y, fine[i], fine[i+1]))
		}
		return half - d
	})
}

// stamp presses a round office stamp, worn, and returns its box.
func (s sign) stamp(at geom.Point, turn float64, date string) geom.Rect {
	const side = 380
	layer := newSign(side, side, color.RGBA{A: 255})
	p := pen{img: layer.img, unit: 1}
	p.ring(side/2, side/2, 172, 180, white, 1)
	p.ring(side/2, side/2, 122, 126, white, 1)
	letter(layer.img, "MOTTATT", geom.Point{X: side / 2, Y: 176}, 46, fromMiddle, white)
	letter(layer.img, date, geom.Point{X: side / 2, Y: 232}, 34, fromMiddle, white)
	for i, r := range []rune("KONTOR 3  ·  ARKIV  ·  KOPI  ·  ") { // around the rim
		a := 2*math.Pi*float64(i)/32 - math.Pi/2
		letter(layer.img, string(r), geom.Point{X: side/2 + 148*math.Cos(a), Y: side/2 + 148*math.Sin(a) + 11}, 30, fromMiddle, white)
	}
	noise, worn := noiseTile(), newOctave(newDice(uint64(at.X*8), 7), 26)
	fine := newOctave(newDice(uint64(at.Y*8), 8), 5)
	sin, cos := math.Sincos(turn)
	for y := -side / 2; y < side/2; y++ {
		for x := -side / 2; x < side/2; x++ {
			u, v := int(float64(x)*cos+float64(y)*sin)+side/2, int(float64(y)*cos-float64(x)*sin)+side/2
			if !image.Pt(u, v).In(layer.img.Rect) {
				continue
			}
			k := float64(layer.img.Pix[layer.img.PixOffset(u, v)]) / 255
			px, py := int(at.X)+x, int(at.Y)+y
			n := worn.at(noise, float32(px), float32(py)) + 0.8*fine.at(noise, float32(px), float32(py))
			k *= float64(0.78 * smooth(-1.5, 0.4, n))
			pen{img: s.img}.blend(px, py, color.RGBA{120, 26, 60, 255}, k)
		}
	}
	return geom.Rect{MinX: at.X - 184, MinY: at.Y - 184, MaxX: at.X + 184, MaxY: at.Y + 184}
}

// coffee leaves the ring of a mug, and returns its box.
func (s sign) coffee(d *dice, at geom.Point, radius float64) geom.Rect {
	noise, broad, fine := noiseTile(), newOctave(d, 160), newOctave(d, 22)
	gap := d.between(0, 6.28)
	r := int(radius * 1.15)
	for y := -r; y <= r; y++ {
		for x := -r; x <= r; x++ {
			away := math.Hypot(float64(x), float64(y))
			px, py := int(at.X)+x, int(at.Y)+y
			if !image.Pt(px, py).In(s.img.Rect) {
				continue
			}
			n := float64(broad.at(noise, float32(px), float32(py)))
			m := float64(fine.at(noise, float32(px), float32(py)))
			off := away - radius - 2.5*n
			rim := math.Exp(-off*off/30)*0.55 + math.Exp(-math.Pow(off+9, 2)/190)*0.25
			a := math.Atan2(float64(y), float64(x)) - gap
			rim *= 0.55 + 0.45*math.Cos(a) + 0.18*n + 0.1*m
			pen{img: s.img}.blend(px, py, color.RGBA{118, 74, 36, 255}, 0.9*rim)
		}
	}
	k := radius + 14
	return geom.Rect{MinX: at.X - k, MinY: at.Y - k, MaxX: at.X + k, MaxY: at.Y + k}
}

// desk lays the table, a pen and a mug, and names the things that move.
func desk(b *built, d *dice, e eye, moment float64, named *[]Region) {
	noise := noiseTile()
	grain, pore, broad := newOctave(d, 0.16), newOctave(d, 0.035), newOctave(d, 1.3)
	plank := d.between(0.5, 0.7)
	wood := &stuff{paint: func(p *spot) {
		x, y := float32(p.at.x), float32(p.at.y)
		board := float32(math.Floor(p.at.y / plank))
		x += 7.3 * board
		warp := 0.05 * broad.at(noise, 0.6*x, y)
		n := grain.at(noise, 0.12*x, 2.6*y+warp+3*board)
		m := pore.at(noise, 0.06*x, 2.0*y+0.5*warp)
		k := 1 + 0.13*n + 0.09*m + 0.25*float32(mix(uint64(int64(board)))&255)/255
		seam := math.Abs(math.Mod(p.at.y+100*plank, plank))
		if seam < 0.008 {
			k *= 0.45
		}
		p.colour, p.gloss = light{0.125 * k, 0.068 * k, 0.036 * k}, 0.035
	}}
	b.quad(wood, light{}, vec{-7, -4, 0}, vec{7, -4, 0}, vec{7, 5, 0}, vec{-7, 5, 0})
	shiny := &stuff{paint: func(p *spot) { p.gloss = 0.06 }}
	take := func(name string, from int) {
		if box, ok := e.boxAround(b.facets[from:]); ok {
			*named = append(*named, Region{name, box})
		}
	}
	from := len(b.facets)
	p := framed(vec{1.32 - 0.25*moment, -0.35 + 0.35*moment + d.between(-0.2, 0.2), 0.045}, 1.9+d.between(-0.3, 0.3)-0.8*moment)
	barrel := []light{{0.02, 0.03, 0.08}, {0.12, 0.02, 0.02}, {0.02, 0.02, 0.02}}[int(d.between(0, 3))]
	b.rod(shiny, barrel, p.to(-0.55, 0, 0), p.to(0.42, 0, 0), 0.045, 0.045)
	b.rod(shiny, light{0.45, 0.40, 0.25}, p.to(0.42, 0, 0), p.to(0.56, 0, 0), 0.045, 0.035)
	b.rod(shiny, light{0.3, 0.3, 0.3}, p.to(0.56, 0, 0), p.to(0.70, 0, -0.02), 0.033, 0.008)
	b.rod(shiny, light{0.42, 0.38, 0.24}, p.to(-0.6, 0, 0), p.to(-0.55, 0, 0), 0.04, 0.045)
	b.beam(shiny, light{0.45, 0.40, 0.25}, p.to(-0.58, 0, 0.055), p.to(-0.2, 0, 0.055), 0.022)
	take(RegionPen, from)
	from = len(b.facets)
	m := vec{-1.5 + 0.3*moment, 1.05 - 0.75*moment + d.between(-0.1, 0.1), 0}
	cup := []light{{0.50, 0.48, 0.44}, {0.05, 0.13, 0.20}, {0.33, 0.10, 0.05}}[int(d.between(0, 3))]
	b.tube(shiny, cup, m, 0.9, 0.38, 0.41, 40)
	b.tube(shiny, light{0.03, 0.014, 0.007}, m.add(vec{0, 0, 0.86}), 0.045, 0.37, 0.37, 40)
	for i := range 14 {
		s0, c0 := math.Sincos(math.Pi * float64(i) / 14)
		s1, c1 := math.Sincos(math.Pi * float64(i+1) / 14)
		b.rod(shiny, cup, m.add(vec{0.36 + 0.26*s0, -0.1, 0.46 + 0.27*c0}), m.add(vec{0.36 + 0.26*s1, -0.1, 0.46 + 0.27*c1}), 0.05, 0.05)
	}
	take(RegionMug, from)
	// A folder's edge and a ruler, which stay.
	q := framed(vec{2.55, 1.5, 0.02}, -0.22)
	b.block(q, matt, light{0.30, 0.17, 0.07}, vec{-1.1, -0.9, 0}, vec{1.6, 1.6, 0.06})
	b.block(q, matt, light{0.5, 0.48, 0.44}, vec{-1.0, -0.85, 0.06}, vec{1.5, 1.5, 0.09})
	b.block(q, matt, light{0.28, 0.16, 0.065}, vec{-1.15, -0.95, 0.09}, vec{1.6, 1.6, 0.11})
	r := framed(vec{-1.75, -0.75, 0.01}, 1.45)
	b.block(r, shiny, light{0.36, 0.26, 0.12}, vec{-1.2, -0.13, 0}, vec{1.2, 0.13, 0.025})
	for k := range 46 {
		x := -1.15 + 0.05*float64(k)
		w := 0.05
		if k%5 == 0 {
			w = 0.09
		}
		b.quad(matt, light{0.05, 0.03, 0.02}, r.to(x, 0.13-w, 0.027), r.to(x+0.006, 0.13-w, 0.027), r.to(x+0.006, 0.13, 0.027), r.to(x, 0.13, 0.027))
	}
}

// rod adds a round bar between two points, with the radii at its ends.
func (b *built) rod(of *stuff, tint light, from, to vec, r0, r1 float64) {
	along := to.sub(from).unit()
	side := along.cross(vec{0, 0, 1})
	if side.length() < 1e-6 {
		side = vec{1, 0, 0}
	}
	side = side.unit()
	up := side.cross(along)
	const n = 14
	for i := range n {
		s0, c0 := math.Sincos(2 * math.Pi * float64(i) / n)
		s1, c1 := math.Sincos(2 * math.Pi * float64(i+1) / n)
		n0, n1 := side.times(c0).along(up, s0), side.times(c1).along(up, s1)
		p, q, r, s := from.along(n0, r0), from.along(n1, r0), to.along(n1, r1), to.along(n0, r1)
		b.facets = append(b.facets,
			facet{[3]vec{p, q, r}, [3]vec{n0, n1, n1}, tint, of},
			facet{[3]vec{p, r, s}, [3]vec{n0, n1, n0}, tint, of})
		b.triangle(of, tint, to, s, r)
		b.triangle(of, tint, from, q, p)
	}
}
