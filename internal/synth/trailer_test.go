package synth

import (
	"bytes"
	"testing"

	"github.com/motbilde/motbilde/internal/geom"
)

func TestTrailerHoldsTheClaimInItsMiddleShot(t *testing.T) {
	trailer := SampleTrailer()
	if trailer.Claim <= trailerShot || trailer.Claim >= trailerShot+trailerConvoy-1 {
		t.Fatalf("the claim's frame %d is not within the convoy's shot", trailer.Claim)
	}
	at, next := trailer.Frame(trailer.Claim), trailer.Frame(trailer.Claim+1)
	if sizeOf(at) != trailer.Size || bytes.Equal(at.Pix, next.Pix) {
		t.Error("nothing moves from the claim's frame to the next")
	}
	quad := trailer.CandidateFromClaimed.ApplyQuad(claimSize.Quad())
	want := geom.Rect{MinX: 330, MinY: 57, MaxX: 790, MaxY: 402}.Quad()
	for i, p := range quad {
		if p.Distance(want[i]) > 1e-6 {
			t.Errorf("the claim's corner %d lies at %v, want %v", i, p, want[i])
		}
	}
	if bytes.Equal(trailer.Frame(0).Pix, trailer.Frame(1).Pix) || bytes.Equal(trailer.Frame(trailer.Frames-1).Pix, trailer.Frame(trailer.Frames-2).Pix) {
		t.Error("the first or the last shot does not move")
	}
}

func BenchmarkTrailerFrame(b *testing.B) {
	trailer := SampleTrailer()
	for i := range b.N {
		trailer.Frame(trailerShot + i%trailerConvoy)
	}
}
