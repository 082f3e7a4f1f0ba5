package synth

import (
	"image"

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
	img, at := image.NewRGBA(image.Rect(0, 0, 1280, 840)), image.Rect(40, 74, 1240, 749)
	playerFrame(img, at, "video.mp4", "0:02 / 0:03", progress)
	draw.CatmullRom.Scale(img, at, frame, frame.Rect, draw.Src, nil)
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
