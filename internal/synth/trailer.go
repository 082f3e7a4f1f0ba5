package synth

import (
	"image"
	"image/draw"

	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/rows"
)

// Trailer is a short video, drawn frame by frame, that the sample claim was
// taken from as well: three shots, of which the middle one shows the convoy
// drive by under the game's overlay.
type Trailer struct {
	Name   string // relative, with forward slashes, as cameras and players give names
	Size   geom.Size
	Rate   int // frames a second
	Frames int
	// Claim is the number of the frame that the sample claim shows, and the map
	// carries a pixel of the claim to that frame.
	Claim                int
	CandidateFromClaimed geom.Map

	before, after *image.RGBA // the wider pictures that the first and the last shot pan over
}

const (
	trailerShot   = 10   // frames of the first and of the last shot
	trailerConvoy = 12   // frames of the convoy's
	trailerPan    = 3    // pixels a frame
	trailerMetres = 0.75 // that the vehicles drive from frame to frame: 34 km/h
)

// sampleFrame is the size of the candidate that the claim was cut from, and twice that of the trailer.
var sampleFrame = geom.Size{Width: 1920, Height: 1080}

// SampleTrailer prepares the trailer of the sample case. Its frames are drawn when they are asked for.
func SampleTrailer() Trailer {
	t := Trailer{
		Name: "candidates/clip_0412.mp4", Size: geom.Size{Width: sampleFrame.Width / 2, Height: sampleFrame.Height / 2}, Rate: 12,
		Frames: 2*trailerShot + trailerConvoy, Claim: trailerShot + trailerConvoy/2,
	}
	wide := geom.Size{Width: t.Size.Width + trailerPan*trailerShot, Height: t.Size.Height}
	t.before = Draw(sampleSeed+uint64(Compound), Compound, wide).Image
	t.after = Draw(sampleSeed+uint64(Harbour), Harbour, wide).Image
	// The claim was cut from the same moment at another resolution.
	k := float64(t.Size.Height) / float64(sampleFrame.Height)
	crop := geom.Translation(float64(claimCrop.Min.X), float64(claimCrop.Min.Y)).After(
		geom.Scaling(float64(claimCrop.Dx())/float64(claimSize.Width), float64(claimCrop.Dy())/float64(claimSize.Height)))
	t.CandidateFromClaimed = geom.Scaling(k, k).After(crop).Normalised()
	return t
}

// Frame draws one frame.
func (t Trailer) Frame(n int) *image.RGBA {
	switch convoy := n - trailerShot; {
	case convoy < 0:
		return t.panned(t.before, n)
	case convoy < trailerConvoy:
		// The exposure of the claim's own moment is the one that Draw draws.
		m := Moment{Metres: float64(n-t.Claim) * trailerMetres}
		if n != t.Claim {
			m.Exposure = uint64(n)
		}
		// Drawn as large as the candidate that the claim was cut from: what stands
		// on the ground depends a little on the resolution.
		return halved(DrawAt(sampleSeed+uint64(Convoy), Convoy, sampleFrame, m).Image)
	default:
		return t.panned(t.after, convoy-trailerConvoy)
	}
}

// panned cuts a frame out of a wider picture.
func (t Trailer) panned(wide *image.RGBA, n int) *image.RGBA {
	out := image.NewRGBA(image.Rect(0, 0, t.Size.Width, t.Size.Height))
	draw.Draw(out, out.Rect, wide, image.Pt(trailerPan*n, 0), draw.Src)
	return out
}

// halved averages blocks of 2×2 of an opaque picture.
func halved(p *image.RGBA) *image.RGBA {
	out := image.NewRGBA(image.Rect(0, 0, p.Rect.Dx()/2, p.Rect.Dy()/2))
	rows.Each(out.Rect.Dy(), func(_, y0, y1 int) {
		for y := y0; y < y1; y++ {
			a, b := p.Pix[2*y*p.Stride:], p.Pix[(2*y+1)*p.Stride:]
			row := out.Pix[y*out.Stride : (y+1)*out.Stride]
			for i := range row {
				j := i/4*8 + i%4
				row[i] = uint8((int(a[j]) + int(a[j+4]) + int(b[j]) + int(b[j+4]) + 2) / 4)
			}
		}
	})
	return out
}
