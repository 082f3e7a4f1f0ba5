package draft

import (
	"bytes"
	"cmp"
	"image"
	"math"

	"golang.org/x/image/draw"

	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/synth"
	"github.com/motbilde/motbilde/internal/words"
)

// EditKind is one thing that is done to a source.
type EditKind string

// The kinds of edits.
const (
	Crop     EditKind = "crop"      // to Region
	Mirror   EditKind = "mirror"    // left to right
	Grey     EditKind = "grey"      // without colour
	Invert   EditKind = "invert"    // tones reversed
	Compress EditKind = "compress"  // as JPEG of the quality Amount, 1 to 100
	Scale    EditKind = "scale"     // each side by Amount
	Caption  EditKind = "caption"   // Text in a black bar over the lower Amount of the height
	Overlay  EditKind = "overlay"   // Picture over Region
	Remove   EditKind = "remove"    // what lies in Region, by what lies beside it
	Paste    EditKind = "paste"     // what lies in Region (of Picture, where there is one) at To
	Strew    EditKind = "watermark" // Text over all of it, faint; Amount is how much it covers, 0.05 to 0.9
	Player   EditKind = "player"    // in a window that plays a video, at the time Text, Amount of it over
)

// EditKinds returns every kind, in the order in which a trainer is offered them.
func EditKinds() []EditKind {
	return []EditKind{Crop, Mirror, Grey, Invert, Remove, Paste, Overlay, Caption, Strew, Player, Scale, Compress}
}

// graphic reports whether the kind lays graphics over what is there, as a channel does.
func (k EditKind) graphic() bool { return k == Overlay || k == Caption }

// Say names the kind within a sentence: "cropped".
func (k EditKind) Say(l words.Language) string { return l.Say("training.edit." + string(k)) }

// Edit is one edit. Places are in pixels of the source, whatever was done before.
type Edit struct {
	Kind    EditKind
	Region  geom.Rect
	To      geom.Point // where the region's top-left corner goes
	Amount  float64    // see the kinds; 0 is the usual one
	Text    string
	File    string      // of Picture, which Draft.Make reads where there is none
	Picture *image.RGBA // what is laid over, or pasted from
	Credit  string      // of Picture
	Licence string
}

// What Amount is where it is 0.
const (
	usualQuality = 40
	usualScale   = 0.5
	usualCaption = 0.12
	usualStrewn  = 0.3
	usualPlayed  = 0.6
	usualClock   = "0:12 / 0:20"
)

// Claimed is what edits made of a source, and its truth.
type Claimed struct {
	Image             *image.RGBA
	SourceFromClaimed geom.Map
	Differences       []geom.Rect // what was taken out, pasted or laid over, pixels of the claim
	Within            geom.Quad   // the part of the claim that shows the source, where a player lies around it; else zero
}

// least is the shorter side of a claim, pixels: below, there is nothing to look at.
const least = 48

// most is the most pixels of a claim.
const most = 65_000_000

// Apply makes a claim of a source by the edits, one after the other. The source
// stays as it is. The error is an *Error that names the edit.
func Apply(source *image.RGBA, edits []Edit) (Claimed, error) {
	c := synth.Spread(source)
	var changed, framed []geom.Rect // pixels of the source
	for i, e := range edits {
		next, places, kind := e.apply(c)
		if kind == KindUnset && e.Kind == Player {
			quad := next.SourceFromCopy.ApplyQuad(places[0].Quad())
			framed, places = append(framed, quad.Bounds()), nil
		}
		if kind != KindUnset {
			return Claimed{}, &Error{Kind: kind, Edit: i + 1}
		}
		for _, place := range places {
			quad := next.SourceFromCopy.ApplyQuad(place.Quad())
			changed = append(changed, quad.Bounds())
		}
		c = next
		if size := sizeOf(c.Image); min(size.Width, size.Height) < least || size.Pixels() > most {
			return Claimed{}, &Error{Kind: BadSize, Edit: i + 1}
		}
	}
	out := Claimed{Image: c.Image, SourceFromClaimed: c.SourceFromCopy}
	out.Differences = carried(out, changed)
	if len(framed) == 0 {
		return out, nil
	}
	shown := framed[0]
	for _, f := range framed {
		shown = shown.Intersect(f)
	}
	within := carried(out, []geom.Rect{shown})
	if len(within) == 0 { // it was cut to what lies around the picture
		return Claimed{}, &Error{Kind: NoRegion, Edit: len(edits)}
	}
	if within[0] != sizeOf(out.Image).Rect() {
		out.Within = within[0].Quad()
	}
	return out, nil
}

// carried brings boxes of the source to the claim; what lies outside of it is left out.
func carried(c Claimed, boxes []geom.Rect) (out []geom.Rect) {
	claimedFromSource, ok := c.SourceFromClaimed.Inverse()
	if !ok {
		return nil
	}
	for _, b := range boxes {
		quad := claimedFromSource.ApplyQuad(b.Quad())
		if r := quad.Bounds().Intersect(sizeOf(c.Image).Rect()); !r.Empty() {
			out = append(out, r)
		}
	}
	return out
}

// apply carries out one edit and returns where it changed what is seen, in
// pixels of the result, or what is wrong with it.
func (e Edit) apply(c synth.Copy) (next synth.Copy, changed []geom.Rect, wrong Kind) {
	copyFromSource, ok := c.SourceFromCopy.Inverse()
	if !ok {
		return c, nil, BadSize
	}
	place := func(r geom.Rect) image.Rectangle {
		quad := copyFromSource.ApplyQuad(r.Quad())
		b := quad.Bounds()
		return image.Rect(int(math.Round(b.MinX)), int(math.Round(b.MinY)), int(math.Round(b.MaxX)), int(math.Round(b.MaxY))).Intersect(c.Image.Rect)
	}
	region := image.Rectangle{}
	switch e.Kind {
	case Crop, Overlay, Remove, Paste:
		if r := e.Region; !sane(r.MinX, r.MinY, r.MaxX, r.MaxY) || r.Empty() {
			return c, nil, NoRegion
		}
		if e.Kind == Paste && (e.Picture != nil || e.File != "") {
			break // its region is one of that picture
		}
		if region = place(e.Region); region.Empty() {
			return c, nil, NoRegion
		}
	}
	switch e.Kind {
	case Crop:
		return synth.Crop(region)(c), nil, KindUnset
	case Mirror:
		return synth.Mirror()(c), nil, KindUnset
	case Grey:
		return synth.Grey()(c), nil, KindUnset
	case Invert:
		return synth.Invert()(c), nil, KindUnset
	case Compress:
		q := e.amount(usualQuality)
		if !(q >= 1 && q <= 100) {
			return c, nil, BadAmount
		}
		return synth.JPEG(int(q))(c), nil, KindUnset
	case Scale:
		k := e.amount(usualScale)
		if !(k >= 0.02 && k <= 8) {
			return c, nil, BadAmount
		}
		size := sizeOf(c.Image)
		if float64(size.Pixels())*k*k > most {
			return c, nil, BadSize
		}
		return synth.Rescale(size.Scaled(k * k))(c), nil, KindUnset
	case Caption:
		share := e.amount(usualCaption)
		if !(share >= 0.03 && share <= 0.5) {
			return c, nil, BadAmount
		}
		size := sizeOf(c.Image).Rect()
		bar := geom.Rect{MinY: size.MaxY - math.Ceil(share*size.MaxY), MaxX: size.MaxX, MaxY: size.MaxY}
		return synth.Caption(e.Text, share)(c), []geom.Rect{bar}, KindUnset
	case Overlay:
		if e.Picture == nil || e.Picture.Rect.Empty() {
			return c, nil, NoPicture
		}
		return lay(c, e.Picture, region), []geom.Rect{rectOf(region)}, KindUnset
	case Remove:
		if !coverable(region, c.Image.Rect) {
			return c, nil, NoRegion
		}
		next, _ := synth.Remove(region)(c)
		return next, []geom.Rect{rectOf(region)}, KindUnset
	case Paste:
		return e.paste(c, region, place)
	case Strew:
		cover := e.amount(usualStrewn)
		if !(cover >= 0.05 && cover <= 0.9) {
			return c, nil, BadAmount
		}
		next, _ := synth.Watermark(e.Text, cover)(c) // over all of it: nobody can point at where
		return next, nil, KindUnset
	case Player:
		over := e.amount(usualPlayed)
		if !(over >= 0 && over <= 1) {
			return c, nil, BadAmount
		}
		next, at := synth.Player(cmp.Or(e.Text, usualClock), over)(c)
		return next, []geom.Rect{at.Box}, KindUnset
	}
	return c, nil, UnknownEdit
}

// paste copies a region, of this picture or of another, to its place: as large in
// the source's pixels as it is in its own.
func (e Edit) paste(c synth.Copy, region image.Rectangle, place func(geom.Rect) image.Rectangle) (synth.Copy, []geom.Rect, Kind) {
	if !sane(e.To.X, e.To.Y) {
		return c, nil, NoRegion
	}
	to := place(geom.Rect{MinX: e.To.X, MinY: e.To.Y, MaxX: e.To.X + e.Region.Width(), MaxY: e.To.Y + e.Region.Height()})
	if to.Empty() {
		return c, nil, NoRegion
	}
	if e.File == "" && e.Picture == nil {
		part := image.Rectangle{Min: region.Min, Max: region.Min.Add(to.Size())}.Intersect(region)
		next, _ := synth.CloneTo(part, to.Min)(c)
		return next, []geom.Rect{rectOf(to)}, KindUnset
	}
	if e.Picture == nil {
		return c, nil, NoPicture
	}
	r := e.Region
	part := image.Rect(int(math.Round(r.MinX)), int(math.Round(r.MinY)), int(math.Round(r.MaxX)), int(math.Round(r.MaxY))).Intersect(e.Picture.Rect)
	if part.Empty() {
		return c, nil, NoRegion
	}
	from := image.NewRGBA(image.Rectangle{Max: to.Size()})
	draw.CatmullRom.Scale(from, from.Rect, e.Picture, part, draw.Src, nil)
	next, _ := synth.Paste(from, from.Rect, to.Min)(c)
	return next, []geom.Rect{rectOf(to)}, KindUnset
}

// coverable reports whether a neighbouring piece of the picture can cover a
// region: one of its size, with a little room, beside, above or below it.
func coverable(region, picture image.Rectangle) bool {
	const room = 12 // the rim that is compared, and the grid on which it is looked for
	w, h := region.Dx()+room, region.Dy()+room
	return region.Min.X-picture.Min.X >= w || picture.Max.X-region.Max.X >= w || region.Min.Y-picture.Min.Y >= h || picture.Max.Y-region.Max.Y >= h
}

// lay draws a picture into a region, over what is there.
func lay(c synth.Copy, over *image.RGBA, region image.Rectangle) synth.Copy {
	out := &image.RGBA{Pix: bytes.Clone(c.Image.Pix), Stride: c.Image.Stride, Rect: c.Image.Rect}
	draw.CatmullRom.Scale(out, region, over, over.Rect, draw.Over, nil)
	return synth.Copy{Image: out, SourceFromCopy: c.SourceFromCopy}
}

func (e Edit) amount(usual float64) float64 {
	if e.Amount == 0 {
		return usual
	}
	return e.Amount
}

func sane(values ...float64) bool {
	for _, v := range values {
		if !(math.Abs(v) <= 1e7) {
			return false
		}
	}
	return true
}

func rectOf(r image.Rectangle) geom.Rect {
	return geom.Rect{MinX: float64(r.Min.X), MinY: float64(r.Min.Y), MaxX: float64(r.Max.X), MaxY: float64(r.Max.Y)}
}
