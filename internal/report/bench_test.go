package report

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/color"
	"math"
	"testing"

	"github.com/motbilde/motbilde/internal/align"
	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/figure"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/picture"
	"github.com/motbilde/motbilde/internal/report/pdf"
)

// Budgets: a report on one pair under 4 MB, one on 60 candidates under 20 s.

func BenchmarkReportOnePair12MP(b *testing.B) {
	t := newTrial()
	found, claimed := scene(4000, 3000, false), scene(2000, 1500, true)
	claim := t.file(casefile.Claimed, "claim.jpg", claimed)
	t.compared(claim, t.file(casefile.Candidate, "found.jpg", found), crop(claimed.Size(), found.Size(), 1.2, 600, 400))
	write(b, t)
}

func BenchmarkReport60Candidates(b *testing.B) { write(b, many(60)) }

// A case of 16 claims with a match each among 60 candidates, 12 details each:
// over 200 figures. It has to take less than 20 s, 800 MB and 40 MB for the screen.
func BenchmarkReport16Claims60Candidates200Figures(b *testing.B) {
	for _, f := range []figure.Fineness{figure.ForPrint, figure.ForScreen} {
		b.Run(f.String(), func(b *testing.B) {
			t := large(16, 60)
			t.Fineness = f
			var out bytes.Buffer
			for b.Loop() {
				out.Reset()
				d := composed(b, t.Input)
				if err := pdf.Write(&out, d); err != nil {
					b.Fatal(err)
				}
				m, err := ReadManifest(d.Attachments[0].Data)
				if err != nil || len(m.Figures) < 200 {
					b.Fatalf("%d figures, %v", len(m.Figures), err)
				}
				b.ReportMetric(float64(len(m.Figures)), "figures")
				b.ReportMetric(float64(len(d.Pages)), "pages")
			}
			b.ReportMetric(float64(out.Len()), "bytes")
		})
	}
}

// large is a case of so many claims of 3 megapixels that show a part of a
// candidate of 6, and other candidates. Pictures are drawn when they are asked
// for, as the lab holds only some.
func large(claims, candidates int) *trial {
	t := newTrial()
	draw := map[casefile.ID]func() *picture.Pyramid{}
	drawn := grain(3400, 2300)
	var all, found []casefile.ID
	for i := range claims {
		id := t.file(casefile.Claimed, fmt.Sprintf("claim %02d.jpg", i), scene(8, 6, true))
		draw[id] = func() *picture.Pyramid {
			return partOf(drawn, image.Rect(0, 0, 2000, 1500).Add(image.Pt(300+6*i, 200+4*i)), true)
		}
		all = append(all, id)
	}
	for i := range candidates {
		id := t.file(casefile.Candidate, fmt.Sprintf("candidate %02d.jpg", i), scene(8, 6, false))
		draw[id] = func() *picture.Pyramid {
			return partOf(drawn, image.Rect(0, 0, 3000, 2000).Add(image.Pt(6*i, 4*i)), false)
		}
		found = append(found, id)
	}
	for i := range t.Case.Evidence {
		e := &t.Case.Evidence[i]
		e.Pixels = geom.Size{Width: 3000, Height: 2000}
		if e.Role == casefile.Claimed {
			e.Pixels = geom.Size{Width: 2000, Height: 1500}
		}
	}
	t.pictures = nil
	t.Picture = func(id casefile.ID) (*picture.Pyramid, error) { return draw[id](), nil }
	for i, claim := range all {
		t.compared(claim, found[i], crop(geom.Size{Width: 2000, Height: 1500}, geom.Size{Width: 3000, Height: 2000}, 1, 300, 200))
		for k := range mostDetails {
			at := geom.Point{X: 150 + 140*float64(k), Y: 200 + 90*float64(k)}
			t.Case.Marks = append(t.Case.Marks, casefile.Mark{
				ID: casefile.ID(fmt.Sprint("m", i, "-", k)), Claimed: claim, Candidate: found[i], Kind: casefile.DetailMark, Set: casefile.OnClaimed, SidePx: 160,
				OnClaimed: []geom.Point{at}, OnCandidate: []geom.Point{{X: at.X + 300, Y: at.Y + 200}}, Twin: casefile.ByAlignment,
			})
		}
		for _, other := range found {
			if other != found[i] {
				t.compared(claim, other, align.Alignment{Verdict: align.NoMatch})
			}
		}
	}
	return t
}

// grain is a drawn scene with the grain of a photograph, which weighs in a file.
func grain(w, h int) *image.NRGBA {
	img := image.NewNRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			noise := float64((x*7919+y*104729+x*y*31)%41) - 20
			v := 128 + 50*math.Sin(float64(x)/40) + 50*math.Cos(float64(y)/31) + noise
			img.SetNRGBA(x, y, color.NRGBA{uint8(v), uint8(v / 2), uint8(255 - v), 255})
		}
	}
	return img
}

// partOf is a part of a scene as a picture.
func partOf(scene *image.NRGBA, box image.Rectangle, grey bool) *picture.Pyramid {
	img := image.NewNRGBA(image.Rect(0, 0, box.Dx(), box.Dy()))
	for y := range box.Dy() {
		copy(img.Pix[y*img.Stride:(y+1)*img.Stride], scene.Pix[scene.PixOffset(box.Min.X, box.Min.Y+y):])
	}
	for i := 0; grey && i < len(img.Pix); i += 4 {
		img.Pix[i+1], img.Pix[i+2] = img.Pix[i], img.Pix[i]
	}
	return picture.NewPyramid(picture.FromImage(fmt.Sprint(box, grey), img))
}

func write(b *testing.B, t *trial) {
	b.Helper()
	var out bytes.Buffer
	for b.Loop() {
		out.Reset()
		if _, err := Write(context.Background(), &out, t.Input); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(out.Len()), "bytes")
}
