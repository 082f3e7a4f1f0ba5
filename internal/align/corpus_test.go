package align

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"hash/fnv"
	"image"
	"image/draw"
	"image/png"
	"io"
	"math"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/picture"
	"github.com/motbilde/motbilde/internal/synth"
)

// The pairs on which the check for another moment is measured. Nothing here is
// random from run to run; pairs are made when their turn comes.

// momentPair is one claim with one candidate and what is known of them.
type momentPair struct {
	name  string
	group string // what the figures are told by
	moved bool   // another moment; else a copy
	held  bool   // kept apart while parameters were chosen
	make  func() (claimed, candidate *picture.Picture, err error)
	// at gives the true map where it must not be left to Find.
	at func(claimed, candidate geom.Size) geom.Map
}

const devSet = "../../../shared/dev-set"

// heldApart parts pictures into two halves by their name.
func heldApart(origin string) bool {
	h := fnv.New32a()
	io.WriteString(h, origin)
	return h.Sum32()>>8&1 == 1
}

// momentPairs gathers all pairs that this machine can make.
func momentPairs(t *testing.T) []momentPair {
	pairs := append(drawnMoments(), drawnCopies()...)
	photographs, err := filepath.Glob(filepath.Join(devSet, "pictures/originals/*.jpg"))
	if err != nil {
		t.Fatal(err)
	}
	if len(photographs) == 0 {
		t.Log("no photographs beside the project: drawn scenes alone")
	} else {
		pairs = append(pairs, tripodMoments(photographs)...)
		pairs = append(pairs, photographCopies(photographs)...)
		known, err := knownCopies()
		if err != nil {
			t.Fatal(err)
		}
		pairs = append(pairs, known...)
	}
	films, _ := filepath.Glob(filepath.Join(devSet, "video/*.mp4"))
	if _, err := exec.LookPath("ffmpeg"); err != nil || len(films) == 0 {
		t.Log("no videos beside the project, or no ffmpeg: no frames of videos")
		return pairs
	}
	framed, err := filmed(t)
	if err != nil {
		t.Fatal(err)
	}
	return append(pairs, framed...)
}

// drawnMoments are the game's scenes with the vehicles driven on.
func drawnMoments() []momentPair {
	var out []momentPair
	for i := range 40 {
		seed, kind := uint64(20+i), [...]synth.Kind{synth.Convoy, synth.Road}[i%2]
		out = append(out, momentPair{
			name: fmt.Sprint("drawn", i), group: drawnMoment, moved: true, held: i%4 >= 2,
			make: func() (*picture.Picture, *picture.Picture, error) {
				r := rand.New(rand.NewPCG(seed, 11))
				size := geom.Size{Width: 960, Height: 540}
				before := synth.Draw(seed, kind, size).Image
				after := synth.DrawAt(seed, kind, size, synth.Moment{Metres: 1.5 + 9*r.Float64(), Exposure: seed}).Image
				return exposed(after, r, true), exposed(before, r, false), nil
			},
		})
	}
	return out
}

// tripodMoments lay a piece of one photograph on another one, at another place
// in each exposure or in one of them alone.
func tripodMoments(photographs []string) []momentPair {
	var out []momentPair
	for i := range 2 * len(photographs) {
		ground, thing := photographs[i%len(photographs)], photographs[(i*7+11+i/len(photographs))%len(photographs)]
		if ground == thing {
			continue
		}
		out = append(out, momentPair{
			name: fmt.Sprintf("tripod%d %s", i, filepath.Base(ground)), group: tripodMoment, moved: true, held: heldApart(filepath.Base(ground)),
			make: func() (*picture.Picture, *picture.Picture, error) {
				r := rand.New(rand.NewPCG(uint64(i), 31))
				base, err := opened(ground, 500_000)
				if err != nil {
					return nil, nil, err
				}
				piece, err := opened(thing, 300_000)
				if err != nil {
					return nil, nil, err
				}
				one, other := withMovedThing(base, piece, r)
				return exposed(one, r, true), exposed(other, r, false), nil
			},
		})
	}
	return out
}

// withMovedThing returns two exposures of a ground with an oval piece of
// another photograph on it. Places are drawn until the change can be seen.
func withMovedThing(base, piece *image.RGBA, r *rand.Rand) (one, other *image.RGBA) {
	for {
		area := 0.004 * math.Pow(10, r.Float64()) * float64(base.Rect.Dx()*base.Rect.Dy())
		aspect := 0.5 + 1.5*r.Float64()
		w, h := int(math.Sqrt(area*aspect)), int(math.Sqrt(area/aspect))
		w, h = min(w, piece.Rect.Dx()/2, base.Rect.Dx()/3), min(h, piece.Rect.Dy()/2, base.Rect.Dy()/3)
		from := image.Pt(r.IntN(piece.Rect.Dx()-w), r.IntN(piece.Rect.Dy()-h))
		// Away from the rim, which a claim may have cut off.
		place := func() image.Point {
			x, y := base.Rect.Dx(), base.Rect.Dy()
			return image.Pt(x/5+r.IntN(max(1, 3*x/5-w)), y/5+r.IntN(max(1, 3*y/5-h)))
		}
		at := place()
		one = oval(base, piece, from, at, w, h)
		other = base
		if r.IntN(3) > 0 {
			angle, far := 2*math.Pi*r.Float64(), (0.4+1.5*r.Float64())*float64(min(w, h))
			to := at.Add(image.Pt(int(far*math.Cos(angle)), int(far*math.Sin(angle))))
			other = oval(base, piece, from, to, w, h)
		}
		var sum, n float64
		for y := range h {
			for x := range w {
				a, b := one.RGBAAt(at.X+x, at.Y+y), other.RGBAAt(at.X+x, at.Y+y)
				sum += math.Abs(float64(a.G) - float64(b.G))
				n++
			}
		}
		if sum/n > 16 {
			return one, other
		}
	}
}

func oval(base, piece *image.RGBA, from, at image.Point, w, h int) *image.RGBA {
	out := image.NewRGBA(base.Rect)
	copy(out.Pix, base.Pix)
	for y := range h {
		for x := range w {
			u, v := 2*(float64(x)+0.5)/float64(w)-1, 2*(float64(y)+0.5)/float64(h)-1
			cover := max(0, min(1, (1-math.Hypot(u, v))*float64(min(w, h))/2/1.5))
			if cover <= 0 || !image.Pt(at.X+x, at.Y+y).In(base.Rect) {
				continue
			}
			p, q := out.Pix[out.PixOffset(at.X+x, at.Y+y):], piece.Pix[piece.PixOffset(from.X+x, from.Y+y):]
			for k := range 3 {
				p[k] = uint8(float64(p[k]) + cover*(float64(q[k])-float64(p[k])) + 0.5)
			}
		}
	}
	return out
}

// opened reads a photograph, reduced to at most so many pixels.
func opened(path string, pixels int) (*image.RGBA, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	img, _, err := image.Decode(f)
	if err != nil {
		return nil, err
	}
	out := image.NewRGBA(image.Rect(0, 0, img.Bounds().Dx(), img.Bounds().Dy()))
	draw.Draw(out, out.Rect, img, img.Bounds().Min, draw.Src)
	if n := out.Rect.Dx() * out.Rect.Dy(); n > pixels {
		k := math.Sqrt(float64(pixels) / float64(n))
		out = synth.Spread(out, scaled(k)).Image
	}
	return out, nil
}

// The groups.
const (
	drawnMoment  = "drawn scenes, vehicles moved"
	tripodMoment = "photographs, a thing moved"
	filmMoment   = "video, cars moved, placed by truth"
	filmFound    = "video, cars moved, placed by Find"
	handMoment   = "video, camera held in the hand"
	emptyRoad    = "video, nothing moves"
	plainCopy    = "copies, recompressed and the like"
	graphicCopy  = "copies, with graphics on them"
	knownPlain   = "development set, without graphics"
	knownGraphic = "development set, with graphics"
	knownEdited  = "development set, edited or a photograph laid on"
)

// knownCopies are the copies of the development set. Those with edited parts
// and other photographs laid over them have a group of their own, which may
// get the note.
func knownCopies() ([]momentPair, error) {
	data, err := os.ReadFile(filepath.Join(devSet, "pictures/manifest.json"))
	if err != nil {
		return nil, err
	}
	var manifest struct {
		Pairs []struct {
			Claim, Candidate, Kind, Label string
			Orig                          string
			MaskKind                      string `json:"mask_kind"`
		}
	}
	if err := json.Unmarshal(data, &manifest); err != nil {
		return nil, err
	}
	var out []momentPair
	for _, p := range manifest.Pairs {
		// Claims in formats that the standard library does not read are left out.
		if ext := filepath.Ext(p.Claim); p.Label != "match" || ext == ".webp" {
			continue
		}
		group := knownPlain
		switch {
		case p.MaskKind == "edit" || p.Kind == "pip_under":
			group = knownEdited
		case p.MaskKind == "overlay" || strings.HasPrefix(p.Kind, "both_") || p.Kind == "phone" || p.Kind == "real_exif":
			group = knownGraphic
		}
		out = append(out, momentPair{
			name: p.Claim, group: group, held: heldApart(cmp.Or(p.Orig, p.Candidate)),
			make: func() (a, b *picture.Picture, err error) {
				if a, err = stored(p.Claim); err == nil {
					b, err = stored(p.Candidate)
				}
				return a, b, err
			},
		})
	}
	return out, nil
}

// stored reads a file of the development set's pictures.
func stored(name string) (*picture.Picture, error) {
	img, err := opened(filepath.Join(devSet, "pictures", name), math.MaxInt)
	if err != nil {
		return nil, err
	}
	return pictured(img), nil
}

// span is a run of frames of a video, ends included.
type span struct{ from, to int }

// What is to be seen in the videos, from looking at every frame: a car well
// within the picture, and the empty road.
var (
	carsInView = []span{{62, 98}, {193, 229}, {322, 343}}
	roadEmpty  = []span{{0, 48}, {116, 178}, {246, 308}}
)

// stretched maps a picture to another of the same view.
func stretched(claimed, candidate geom.Size) geom.Map {
	return geom.Scaling(float64(candidate.Width)/float64(claimed.Width), float64(candidate.Height)/float64(claimed.Height))
}

// filmed makes pairs of the videos' frames.
func filmed(t *testing.T) ([]momentPair, error) {
	folder := t.TempDir()
	for _, film := range []string{"car", "chair"} {
		cmd := exec.Command("ffmpeg", "-v", "error", "-i", filepath.Join(devSet, "video", film+".mp4"),
			"-fps_mode", "passthrough", "-compression_level", "1", filepath.Join(folder, film+"%04d.png"))
		if out, err := cmd.CombinedOutput(); err != nil {
			return nil, fmt.Errorf("taking the frames out of %s.mp4: %w: %s", film, err, bytes.TrimSpace(out))
		}
	}
	frame := func(film string, n int) (*image.RGBA, error) {
		f, err := os.Open(filepath.Join(folder, fmt.Sprintf("%s%04d.png", film, n+1)))
		if err != nil {
			return nil, err
		}
		defer f.Close()
		img, err := png.Decode(f)
		if err != nil {
			return nil, err
		}
		out := image.NewRGBA(img.Bounds())
		draw.Draw(out, out.Rect, img, img.Bounds().Min, draw.Src)
		return out, nil
	}
	two := func(film string, a, b int, seed uint64) func() (*picture.Picture, *picture.Picture, error) {
		return func() (*picture.Picture, *picture.Picture, error) {
			one, err := frame(film, a)
			if err != nil {
				return nil, nil, err
			}
			other, err := frame(film, b)
			if err != nil {
				return nil, nil, err
			}
			r := rand.New(rand.NewPCG(seed, 51))
			attacks := [][]synth.Attack{nil, {synth.JPEG(30 + r.IntN(60))}, {scaled(0.6 + 0.3*r.Float64()), synth.JPEG(40 + r.IntN(50))}}[r.IntN(3)]
			return pictured(synth.Spread(one, attacks...).Image), pictured(other), nil
		}
	}
	var out []momentPair
	// 12.5 frames a second: 3 frames are 0.24 s, 125 are 10 s.
	for e, s := range carsInView {
		for a := s.from; a <= s.to; a += 3 {
			for _, gap := range []int{3, 6, 12, -18, 60, -100} {
				b := a + gap
				within := b >= s.from && b <= s.to
				for _, empty := range roadEmpty {
					within = within || b >= empty.from && b <= empty.to
				}
				if within {
					pair := momentPair{
						name: fmt.Sprintf("car %d, %d", a, b), group: filmFound, moved: true, held: e == 1,
						make: two("car", a, b, uint64(1000*a+b+500)),
					}
					placed := pair
					placed.group, placed.at = filmMoment, stretched
					out = append(out, pair, placed)
				}
			}
		}
	}
	for i, s := range roadEmpty {
		for a := s.from; a+20 <= s.to; a += 5 {
			out = append(out, momentPair{
				name: fmt.Sprintf("road %d, %d", a, a+15), group: emptyRoad, held: i == 1, make: two("car", a, a+15, uint64(a)), at: stretched,
			})
		}
	}
	for a := 0; a < 60; a += 4 {
		out = append(out, momentPair{
			name: fmt.Sprintf("chair %d, %d", a, a+25), group: handMoment, moved: true, held: a%8 == 0, make: two("chair", a, a+25, uint64(a)),
		})
	}
	for i := range 40 {
		s := append(carsInView, roadEmpty...)[i%6]
		n := s.from + (i*5)%(s.to-s.from)
		kind := copied[i%len(copied)]
		out = append(out, copyOf(fmt.Sprintf("car %d %s", n, kind.name), i%6 == 1 || i%6 == 4, kind.overlay,
			func() (*image.RGBA, error) { return frame("car", n) }, uint64(i), kind.attacks))
	}
	return out, nil
}
