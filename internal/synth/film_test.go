package synth

import (
	"bytes"
	"runtime"
	"sync"
	"testing"

	"github.com/motbilde/motbilde/internal/geom"
)

// filmed is the film, whose land is computed once for all tests.
var filmed = sync.OnceValue(SampleFilm)

// stilled are its stills, drawn once.
var stilled = sync.OnceValue(func() []Still { return filmed().Stills() })

func TestFilmIsTheSameOnAnyNumberOfCores(t *testing.T) {
	many := filmed().Frame(3)
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	if one := SampleFilm().Frame(3); !bytes.Equal(one.Pix, many.Pix) {
		t.Errorf("a frame differs between one core and %d", runtime.NumCPU())
	}
}

func TestEachShotOfTheFilmMoves(t *testing.T) {
	f := filmed()
	for shot := range f.Frames / filmShot {
		a, b := f.Frame(filmShot*shot+4), f.Frame(filmShot*shot+5)
		if sizeOf(a) != f.Size || bytes.Equal(a.Pix, b.Pix) {
			t.Errorf("shot %d: %v, and the next frame is the same", shot, sizeOf(a))
		}
	}
}

func TestStillsLieOnTheirFrames(t *testing.T) {
	f := filmed()
	stills := stilled()
	if len(stills) != 4 {
		t.Fatalf("%d stills", len(stills))
	}
	for _, s := range stills {
		part := s.Picture
		if part.Empty() {
			part = decode(t, s.File).Bounds()
		}
		part.Max.Y -= part.Dy() / 6 // of one of them there is a caption
		picture := Spread(decodedJPEG(s.Data), Crop(part)).Image
		frame := f.Frame(s.Frame)
		right, beside := agreement(picture, frame, s.FrameFromPicture, 0), agreement(picture, frame, s.FrameFromPicture, 8)
		if right < 0.85 || right < beside+0.03 {
			t.Errorf("%s: correlation %.3f at the true place, %.3f eight pixels beside it", s.Name, right, beside)
		}
	}
}

func TestFirstStillKeepsTheTopsOfTheTitlesLettersAndNoMark(t *testing.T) {
	first := stilled()[0]
	lower := first.FrameFromPicture.ApplyQuad(first.Size.Quad()).Bounds()
	// The title's capitals stand on row 462 and are 19 pixels high; the mark begins at column 896.
	if want := (geom.Rect{MinX: 40, MinY: 60, MaxX: 880, MaxY: 450}); lower.MaxY < 445 || lower.MaxY > 455 || lower.MaxX > 890 || lower.Intersect(want) != want {
		t.Errorf("the first still shows %v of its frame", lower)
	}
}

func TestCapturesHoldTheirPictures(t *testing.T) {
	stills := stilled()
	words := Written{Account: "Account", When: "10 November", Text: "A text that is so long that it does not fit on one line of a telephone, and goes on."}
	captures := Captures(sampled().Files()[0], stills, Quoted{words, words, words})
	for i, want := range []int{1, 2, 1} {
		c := captures[i]
		if len(c.Pictures) != want || decode(t, c.File) == nil {
			t.Errorf("%s holds %v", c.Name, c.Pictures)
		}
	}
}

func BenchmarkFilmFrame(b *testing.B) {
	f := filmed()
	f.Frame(0)
	b.ResetTimer()
	for i := range b.N {
		f.Frame(i * filmShot % f.Frames)
	}
}
