package synth

import (
	"image"
	"image/color"

	"golang.org/x/image/draw"

	"github.com/motbilde/motbilde/internal/geom"
)

// Still is a picture of the second half of the sample case: a frame of the film
// after what was done to it.
type Still struct {
	File  // Truth is empty: it shows no scene
	Frame int
	// Picture is where on the file its picture lies; empty where it is all of it.
	Picture image.Rectangle
	// FrameFromPicture carries a point of the picture, in its own pixels, to the film's frame.
	FrameFromPicture geom.Map
}

// stillSpecs are the frames that were taken and what was done to them. The
// first one's lower edge cuts the film's title: the tops of its letters stay.
var stillSpecs = []struct {
	name    string
	frame   int
	quality int
	edits   []Attack
}{
	{"claims/picture_2.jpg", 6, 62, []Attack{Crop(image.Rect(40, 60, 880, 450)), Grey(), Rescale(geom.Size{Width: 700, Height: 325})}},
	{"claims/picture_3.jpg", 14, 70, []Attack{Crop(image.Rect(0, 30, 880, 525)), Mirror(), Rescale(geom.Size{Width: 800, Height: 450})}},
	{"claims/picture_4.jpg", 26, 38, []Attack{Rescale(geom.Size{Width: 640, Height: 360}), JPEG(45), Caption("9 NOVEMBER: THE COLUMN'S BASE", 0.14)}},
	{"claims/picture_5.jpg", 35, 74, nil},
}

// Stills draws the four pictures, each from its frame before the film is encoded.
func (f Film) Stills() []Still {
	out := make([]Still, len(stillSpecs))
	for i, s := range stillSpecs {
		frame := f.Frame(s.frame)
		still := Still{Frame: s.frame}
		if s.edits == nil {
			var player *image.RGBA
			player, still.Picture = drawPlayer(frame, float64(s.frame)/float64(f.Frames))
			still.FrameFromPicture = geom.Scaling(float64(f.Size.Width)/float64(still.Picture.Dx()), float64(f.Size.Height)/float64(still.Picture.Dy()))
			frame = player
		} else {
			c := Spread(frame, s.edits...)
			frame, still.FrameFromPicture = c.Image, c.SourceFromCopy
		}
		still.File = File{Name: s.name, Data: signed(EncodeJPEG(frame, s.quality)), Claim: true, Size: sizeOf(frame)}
		out[i] = still
	}
	return out
}

// drawPlayer draws the screenshot of a window that plays a video, and returns
// where the picture lies in it. progress is how far it has been played.
func drawPlayer(frame *image.RGBA, progress float64) (*image.RGBA, image.Rectangle) {
	img := image.NewRGBA(image.Rect(0, 0, 1280, 840))
	fill := func(r image.Rectangle, v uint8) {
		draw.Draw(img, r, image.NewUniform(color.RGBA{v, v, v, 255}), image.Point{}, draw.Src)
	}
	fill(img.Rect, 24)
	fill(image.Rect(0, 0, 1280, 44), 44)
	p := pen{img: img, unit: 1}
	for i, c := range []color.RGBA{{236, 95, 87, 255}, {244, 190, 79, 255}, {98, 196, 84, 255}} {
		p.ring(26+24*float64(i), 22, 0, 7, c, 1)
	}
	letter(img, "video.mp4", geom.Point{X: 640, Y: 28}, 17, fromMiddle, color.RGBA{210, 210, 210, 255})
	at := image.Rect(40, 74, 1240, 749)
	draw.CatmullRom.Scale(img, at, frame, frame.Rect, draw.Src, nil)
	// The bar below: play, how far, how loud.
	const y = 795
	p.shape(geom.Rect{MinX: 44, MinY: y - 12, MaxX: 66, MaxY: y + 12}, white, 0.92, func(px, py float64) float64 {
		return min(px-46, 0.866*(64-px)-1.5*max(py-y, y-py)+4)
	})
	line := func(x0, x1 int, v uint8) { fill(image.Rect(x0, y-2, x1, y+2), v) }
	line(100, 1060, 84)
	head := 100 + int(960*progress)
	line(100, head, 226)
	p.ring(float64(head), y, 0, 8, white, 1)
	letter(img, "0:02 / 0:03", geom.Point{X: 1082, Y: y + 6}, 17, fromLeft, color.RGBA{190, 190, 190, 255})
	p.ring(1218, y, 7, 9, color.RGBA{190, 190, 190, 255}, 1)
	return img, at
}

// Quoted are the wordings of the posts that the captures of the whole sample case show.
type Quoted struct{ Ministry, Abroad, Follower Written }

// CaptureFile is the screenshot of a post.
type CaptureFile struct {
	File
	Pictures []image.Rectangle // where in it its pictures lie
}

// Captures draws the screenshots of three posts: one with the convoy on a
// phone, one with two of the stills on a desktop, and one that a follower
// spread with the lettered still.
func Captures(claim File, stills []Still, q Quoted) []CaptureFile {
	picture := func(f File) *image.RGBA { return decodedJPEG(f.Data) }
	out := make([]CaptureFile, 0, 3)
	add := func(name string, seed uint64, post Post, pictures ...*image.RGBA) {
		c := DrawPost(seed, pictures, post)
		out = append(out, CaptureFile{File{Name: name, Data: signed(EncodeJPEG(c.Image, 90)), Size: sizeOf(c.Image)}, c.Pictures})
	}
	add("posts/capture_a.jpg", 31, Post{Interface: PhoneFeed, Written: &q.Ministry}, picture(claim))
	add("posts/capture_b.jpg", 32, Post{Interface: DesktopFeed, Width: 1600, Written: &q.Abroad}, picture(stills[0].File), picture(stills[1].File))
	add("posts/capture_c.jpg", 33, Post{Interface: PhoneCard, Dark: true, Rounded: true, Written: &q.Follower}, picture(stills[2].File))
	return out
}
