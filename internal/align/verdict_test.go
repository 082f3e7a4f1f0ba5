package align

import (
	"testing"

	"github.com/motbilde/motbilde/internal/align/fit"
)

func TestVerdictAsksForAgreementWhereThePictureIs(t *testing.T) {
	// of describes cells: how many agree at all, and how many that look like a picture do and don't.
	of := func(agree, photoAgree, photoNot int) support {
		return support{
			cells: agree + photoNot, agree: agree, photoCells: photoAgree + photoNot, agreeingPhotos: photoAgree,
			photo: float64(photoAgree + photoNot), photoAgree: float64(photoAgree),
			agreeingPhotoShare: float64(photoAgree) / max(1, float64(photoAgree+photoNot)),
		}
	}
	for _, c := range []struct {
		name    string
		log10   float64
		support support
		covered float64
		want    Verdict
	}{
		{"a clean copy", -900, of(290, 280, 5), 1, Match},
		{"a copy under a watermark all over", -160, of(120, 95, 80), 1, Match},
		{"an interface over other pictures", -180, of(90, 90, 180), 1, Partial},
		{"the same long text around another photograph", -1240, of(205, 63, 55), 1, Partial},
		{"a page with another small photograph", -1240, of(230, 12, 12), 1, Partial},
		{"a page all the same", -1240, of(230, 3, 2), 1, Match},
		{"one caption over itself, shifted", -12, of(185, 57, 17), 0.12, Partial},
		{"few points and all of a small crop", -9, of(52, 51, 0), 1, Match},
		{"few points and a strip", -20, of(60, 40, 4), 0.04, Partial},
		{"some points that nothing supports", -4, of(20, 10, 200), 1, NoMatch},
		{"some points with support", -4, of(100, 100, 0), 1, Uncertain},
		{"chance", -1, of(100, 100, 0), 1, NoMatch},
		{"points without anything around them that agrees", -8, of(2, 2, 200), 1, Uncertain},
	} {
		if got := verdictOf(c.log10, c.support, c.covered); got != c.want {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

func TestWeakMatchGivesWayToAStrongerPart(t *testing.T) {
	part := &placement{verdict: Partial, result: fit.Result{Log10NFA: -700}}
	again := &placement{verdict: Match, result: fit.Result{Log10NFA: -19}, support: support{agreeingPhotoShare: 0.95}, covered: 0.5}
	if best := bestOf([]*placement{part, again}); best.verdict != Partial {
		t.Errorf("%v, though the same graphics agree better elsewhere", best.verdict)
	}
	picture := &placement{verdict: Match, result: fit.Result{Log10NFA: -160}, support: support{agreeingPhotoShare: 0.9}, covered: 1}
	if best := bestOf([]*placement{part, picture}); best != picture {
		t.Error("the picture under the same graphics at another place was not taken")
	}
}
