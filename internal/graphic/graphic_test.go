package graphic

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"math"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"github.com/motbilde/motbilde/internal/align"
	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/compare"
	"github.com/motbilde/motbilde/internal/figure/raster"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/picture"
	"github.com/motbilde/motbilde/internal/report"
	"github.com/motbilde/motbilde/internal/synth"
	"github.com/motbilde/motbilde/internal/words"
)

var sample = sync.OnceValue(func() report.Brief {
	b := report.Brief{
		Verdict: align.Match, Cropped: true,
		Claim: report.Shown{Account: "@ridge_watch", When: "on 12 Apr 2026", Credit: "@ridge_watch, archived 12 Apr 2026"},
		Found: report.Shown{Account: "Sample Games", When: "in 2015", Credit: "Sample Games, 2015"},
		Tone:  []string{"The claim is grey, the found picture in colour."},
	}
	for _, f := range synth.Sample().Files() {
		if !f.Claim && !f.Truth.Source {
			continue
		}
		img, err := jpeg.Decode(bytes.NewReader(f.Data))
		if err != nil {
			panic(err)
		}
		p := picture.NewPyramid(picture.FromImage(f.Name, img))
		if f.Claim {
			b.Pair.Claimed = p
			continue
		}
		b.Pair.Candidate, b.Pair.CandidateFromClaimed, b.Pair.Placed = p, f.Truth.CandidateFromClaimed, true
	}
	return filled(b)
})

// filled completes a brief about its pair.
func filled(b report.Brief) report.Brief {
	_, b.ShownShare = b.Pair.CandidateFromClaimed.Shares(b.Pair.Claimed.Size(), b.Pair.Candidate.Size())
	b.Cropped = b.ShownShare < 0.995
	size := b.Pair.Claimed.Size()
	for i, at := range [][2]float64{{0.2, 0.3}, {0.5, 0.25}, {0.78, 0.3}, {0.3, 0.62}, {0.6, 0.7}, {0.85, 0.8}} {
		p := geom.Point{X: at[0] * float64(size.Width), Y: at[1] * float64(size.Height)}
		m := casefile.Mark{
			Kind: casefile.DetailMark, OnClaimed: []geom.Point{p}, OnCandidate: []geom.Point{b.Pair.CandidateFromClaimed.Apply(p)},
			Text: []string{"Bend of the road", "Roof with an aerial", "", "Three lorries", "Post by the water", "Rack by the fence"}[i],
		}
		b.Details = append(b.Details, report.Detail{Number: i + 1, Mark: m, Name: m.Text})
	}
	claim, found := b.Pair.Claimed, b.Pair.Candidate
	b.Versions = []report.Version{
		{Account: "Sample Games", When: "2015", Date: "2015", Picture: func() *picture.Pyramid { return found }},
		{Account: "A mirror", When: "June 2016", Date: "2016-06", Picture: func() *picture.Pyramid { return found }},
		{Claim: true, Account: "@ridge_watch", When: "12 Apr 2026", Date: "2026-04-12", Picture: func() *picture.Pyramid { return claim }},
	}
	b.Moments = []report.Moment{
		{When: "2015", What: "published", By: "Sample Games"},
		{When: "June 2016", What: "published", By: "A mirror"},
		{When: "11 Apr 2026", What: "said to have happened", By: "@ridge_watch", Claim: true, Exact: true},
		{When: "12 Apr 2026, 14:32 UTC", What: "posted", By: "@ridge_watch", Claim: true, Exact: true},
		{When: "13 Apr 2026", What: "gone", By: "I. Solberg", Claim: true, Exact: true},
	}
	return b
}

// differing completes a brief with the pair's difference.
func differing(b report.Brief) report.Brief {
	m, err := compare.Difference(context.Background(), b.Pair)
	if err != nil {
		panic(err)
	}
	b.Difference = b.Pair
	b.Difference.Map = m
	return b
}

// scene is a drawing of rings that tells where it was cut.
func scene(w, h int, carry geom.Map) *picture.Pyramid {
	img := image.NewNRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			p := carry.Apply(geom.Point{X: float64(x) + 0.5, Y: float64(y) + 0.5})
			v := 128 + 60*math.Sin(p.X*p.X/9000) + 60*math.Cos(p.Y*p.Y/7000)
			img.SetNRGBA(x, y, color.NRGBA{uint8(v), uint8(v / 2), uint8(255 - v), 255})
		}
	}
	return picture.NewPyramid(picture.FromImage(fmt.Sprint(w, h, carry), img))
}

// briefOf is a pair of such scenes, the claim lying at that place of the other.
func briefOf(claim, found geom.Size, at geom.Point) report.Brief {
	carry := geom.Translation(at.X, at.Y)
	return filled(report.Brief{
		Verdict: align.Match,
		Claim:   report.Shown{Account: "@varda_mod", When: "on 9 Nov 2025", Credit: "@varda_mod"},
		Found:   report.Shown{Account: "Sample set", When: "in 1999", Credit: "Sample set, 1999"},
		Pair: compare.Pair{
			Claimed: scene(claim.Width, claim.Height, carry), Candidate: scene(found.Width, found.Height, geom.Identity()),
			CandidateFromClaimed: carry, Placed: true,
		},
	})
}

// chosen are settings as a person fills them in.
func chosen(k Kind, preset string, l words.Language) Settings {
	s := Default(k, preset, l)
	s.Claim.Title, s.Found.Title = "Strike on a ridge, April 2026", "Promotional video of a game"
	if l == words.Norwegian {
		s.Claim.Title, s.Found.Title = "Angrep på en åskam, april 2026", "Reklamefilm for et spill"
	}
	return s
}

var desk = Kit{Desk: "Desk Nord"}

func composed(t *testing.T, b report.Brief, s Settings) Composition {
	t.Helper()
	c := Content{Brief: b}
	out, err := Compose(context.Background(), c, desk.Draft(c, s), desk)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// shoot keeps a graphic where MOTBILDE_SHOTS names a folder.
func shoot(t *testing.T, name string, c Composition) *image.RGBA {
	t.Helper()
	img, err := raster.Paint(c.Drawing, 1)
	if err != nil {
		t.Fatal(err)
	}
	folder := os.Getenv("MOTBILDE_SHOTS")
	if folder == "" {
		return img
	}
	file, err := os.Create(filepath.Join(folder, name+".png"))
	if err != nil {
		t.Fatal(err)
	}
	if err := (&png.Encoder{CompressionLevel: png.BestSpeed}).Encode(file, img); err != nil {
		t.Fatal(err)
	}
	if err := file.Close(); err != nil {
		t.Fatal(err)
	}
	return img
}

// panorama is a pair of which the claim is four times as wide as high, upright one of which it is a telephone's.
var panorama = sync.OnceValue(func() report.Brief {
	return briefOf(geom.Size{Width: 1200, Height: 300}, geom.Size{Width: 1500, Height: 375}, geom.Point{X: 150, Y: 40})
})

var upright = sync.OnceValue(func() report.Brief {
	return briefOf(geom.Size{Width: 360, Height: 640}, geom.Size{Width: 540, Height: 960}, geom.Point{X: 60, Y: 180})
})

// TestShots draws what is looked at by eye, where a folder is named for it.
func TestShots(t *testing.T) {
	if os.Getenv("MOTBILDE_SHOTS") == "" {
		t.Skip("MOTBILDE_SHOTS names no folder for pictures to look at")
	}
	for _, p := range Presets() {
		for name, b := range map[string]report.Brief{"sample": sample(), "panorama": panorama(), "upright": upright()} {
			b = differing(b)
			for _, l := range []words.Language{words.English, words.Norwegian} {
				if l == words.Norwegian && name != "sample" {
					continue
				}
				for _, k := range Kinds {
					if only := os.Getenv("MOTBILDE_KIND"); only != "" && only != string(k) {
						continue
					}
					for _, a := range append([]Arrangement{""}, Inset) {
						if a == Inset && k != PairKind {
							continue
						}
						s := chosen(k, p.Name, l)
						s.Arrangement = a
						c := Content{Brief: b}
						out, err := Compose(context.Background(), c, desk.Draft(c, s), desk)
						if errors.Is(err, ErrNothing) {
							continue
						}
						if err != nil {
							t.Fatal(err)
						}
						name := fmt.Sprintf("%s%s-%s-%s-%s", k, a, p.Name, name, l.Code())
						for _, n := range out.Notes {
							t.Log(name, n.Say(l))
						}
						shoot(t, name, out)
					}
				}
			}
		}
	}
}
