//go:build display && linux

// What the measurements look at: two large pictures with everything on them.
package main

import (
	"fmt"
	"image"
	"math"

	"github.com/motbilde/motbilde/app/stage"
	"github.com/motbilde/motbilde/internal/align"
	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/compare"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/markup"
	"github.com/motbilde/motbilde/internal/picture"
	"github.com/motbilde/motbilde/internal/support"
)

// largePair is two pictures of 24 megapixels, the one turned and scaled on the other.
func largePair() compare.Pair {
	size := geom.Size{Width: 6000, Height: 4000}
	pyramid := func(key string, shift float64) *picture.Pyramid {
		pix := make([]uint8, 4*size.Pixels())
		seed := uint32(1)
		for y := range size.Height {
			row := 50 * math.Cos(float64(y)/70+shift)
			for x := range size.Width {
				seed = seed*1664525 + 1013904223
				v := uint8(110 + row*float64((x/40)%5-2)/2 + float64(seed>>28))
				i := 4 * (y*size.Width + x)
				pix[i], pix[i+1], pix[i+2], pix[i+3] = v, v/2+60, 255-v, 255
			}
		}
		return picture.NewPyramid(picture.New(key, size, pix))
	}
	c := size.Rect().Centre()
	return compare.Pair{
		Claimed: pyramid("claim", 0), Candidate: pyramid("candidate", 1), Placed: true,
		CandidateFromClaimed: geom.Translation(c.X, c.Y).After(geom.Rotation(0.02)).After(geom.Scaling(0.97, 0.97)).After(geom.Translation(-c.X, -c.Y)),
	}
}

// supported returns the support of a pair that agrees on the left and
// contradicts on the right, with points all over it.
func supported(p compare.Pair) *support.Support {
	a := align.Alignment{CandidateFromClaimed: p.CandidateFromClaimed}
	for i := range 100 {
		at := geom.Point{X: float64(i%10)*580 + 300, Y: float64(i/10)*380 + 200}
		a.Inliers = append(a.Inliers, align.Inlier{Claimed: at, Candidate: p.CandidateFromClaimed.Apply(at)})
	}
	size := p.Claimed.Size()
	const half = 260. // of a cell, as large as those of such pictures are
	for y := 0.; y+2*half <= float64(size.Height); y += half {
		for x := 0.; x+2*half <= float64(size.Width); x += half {
			c := align.Cell{Box: geom.Rect{MinX: x, MinY: y, MaxX: x + 2*half, MaxY: y + 2*half}}
			if x+half < float64(size.Width)/2 {
				c.ZNCC = 0.9
			}
			a.Support = append(a.Support, c)
		}
	}
	return support.Of(a, size, p.Candidate.Size())
}

// manyRegions returns as many as the stage outlines, all over the claim.
func manyRegions(claimed geom.Size) (all []compare.Region) {
	for i := range 30 {
		at := image.Pt(i%6*claimed.Width/6+100, i/6*claimed.Height/5+100)
		all = append(all, compare.Region{Box: image.Rectangle{Min: at, Max: at.Add(image.Pt(500, 400))}})
	}
	return all
}

// sixDetails returns as many as the program proposes, all over the claim.
func sixDetails(p compare.Pair) *stage.Details {
	all := &stage.Details{}
	for i := range 6 {
		at := geom.Point{X: float64(i%3)*1800 + 1200, Y: float64(i/3)*1600 + 1200}
		all.All = append(all.All, stage.Detail{
			ID: fmt.Sprint("d", i), Number: i + 1, Claimed: at, Candidate: p.CandidateFromClaimed.Apply(at), Twin: true, UncertaintyPx: 3, SidePx: 300,
		})
	}
	return all
}

// oneMarkOfEachKind returns large ones on both pictures, one of each kind.
func oneMarkOfEachKind(p compare.Pair) *stage.Marks {
	all := &stage.Marks{}
	for i, kind := range casefile.MarkKinds {
		if kind == casefile.DetailMark || kind == casefile.RedactionMark {
			continue
		}
		m := casefile.Mark{ID: casefile.ID(fmt.Sprint("m", i)), Kind: kind, Set: casefile.OnClaimed, Twin: casefile.ByAlignment, Text: "The same lamp"}
		m.OnClaimed = markup.Usual(kind, geom.Point{X: float64(i%3)*1800 + 1200, Y: float64(i/3)*1000 + 800}, 400)
		for _, q := range m.OnClaimed {
			m.OnCandidate = append(m.OnCandidate, p.CandidateFromClaimed.Apply(q))
		}
		all.All = append(all.All, stage.Mark{Mark: m, Number: i + 1})
	}
	return all
}
