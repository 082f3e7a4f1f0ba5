package graphic

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"math"
	"os"
	"path/filepath"
	"testing"

	"github.com/motbilde/motbilde/internal/figure"
	"github.com/motbilde/motbilde/internal/figure/raster"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/report"
	"github.com/motbilde/motbilde/internal/words"
)

// aspects are pairs of the shapes that claims have, the found picture a little
// larger about the claim; a third of them alike, the others not.
func aspects() (names []string, briefs []report.Brief) {
	pair := func(name string, w, h, foundW, foundH int) {
		at := geom.Point{X: float64(foundW-w) / 2, Y: float64(foundH-h) / 2}
		names = append(names, name)
		briefs = append(briefs, differing(briefOf(geom.Size{Width: w, Height: h}, geom.Size{Width: foundW, Height: foundH}, at)))
	}
	pair("square", 600, 600, 720, 720)
	pair("near-square", 600, 504, 1067, 600)
	pair("3to4", 480, 640, 600, 800)
	pair("9to16", 405, 720, 540, 960)
	pair("16to9", 800, 450, 1067, 600)
	pair("3to1", 900, 300, 1200, 400)
	pair("upright-of-wide", 360, 540, 1067, 600)
	return names, briefs
}

// TestContactSheets draws each kind on a sheet of all shapes and sizes, where
// MOTBILDE_SHOTS names a folder, and says how much of each the pictures take.
func TestContactSheets(t *testing.T) {
	folder := os.Getenv("MOTBILDE_SHOTS")
	if folder == "" {
		t.Skip("MOTBILDE_SHOTS names no folder for pictures to look at")
	}
	names, briefs := aspects()
	const cell, gap = 300, 10
	for _, kind := range Kinds {
		for _, variant := range []string{"", "bare", string(Inset)} {
			if only := os.Getenv("MOTBILDE_KIND"); variant != "" && kind != PairKind || only != "" && only != string(kind) {
				continue
			}
			canvas := image.NewRGBA(image.Rect(0, 0, gap+len(presets)*(cell+gap), gap+len(names)*(cell*3/2+gap)))
			draw.Draw(canvas, canvas.Rect, image.NewUniform(color.RGBA{0x80, 0x86, 0x8C, 255}), image.Point{}, draw.Src)
			y := gap
			for row, name := range names {
				tallest := 0
				line := fmt.Sprintf("%-16s", name)
				for column, p := range presets {
					s := chosen(kind, p.Name, words.English)
					if variant == string(Inset) {
						s.Arrangement = Inset
					}
					c := Content{Brief: briefs[row]}
					if variant == "bare" {
						c.Brief.Details = nil
					}
					out, err := Compose(context.Background(), c, desk.Draft(c, s), desk)
					if errors.Is(err, ErrNothing) {
						continue
					}
					if err != nil {
						t.Fatal(err)
					}
					scale := min(cell/out.Drawing.Width, 1.5*cell/out.Drawing.Height)
					img, err := raster.Paint(out.Drawing, scale)
					if err != nil {
						t.Fatal(err)
					}
					draw.Draw(canvas, img.Rect.Add(image.Pt(gap+column*(cell+gap), y)), img, image.Point{}, draw.Src)
					tallest = max(tallest, img.Rect.Dy())
					var pixels float64
					for _, item := range out.Drawing.Items {
						if pic, ok := item.(figure.Picture); ok {
							pixels += pic.Box.Width() * pic.Box.Height()
						}
					}
					line += fmt.Sprintf(" %s %2.0f %%", p.Name, 100*pixels/(p.Safe.Width()*p.Safe.Height()))
				}
				t.Log(line)
				y += tallest + gap
			}
			file, err := os.Create(filepath.Join(folder, cmp.Or(variant, "sheet")+"-"+string(kind)+".png"))
			if err != nil {
				t.Fatal(err)
			}
			if err := png.Encode(file, canvas.SubImage(image.Rect(0, 0, canvas.Rect.Dx(), y))); err != nil {
				t.Fatal(err)
			}
			if err := file.Close(); err != nil {
				t.Fatal(err)
			}
		}
	}
}

func TestNoSideOfAWideGraphicLiesEmpty(t *testing.T) {
	for _, size := range []geom.Size{{Width: 200, Height: 200}, {Width: 150, Height: 200}, {Width: 120, Height: 200}, {Width: 220, Height: 200}} {
		whole := geom.Size{Width: size.Width * 6 / 5, Height: size.Height * 6 / 5}
		b := briefOf(size, whole, geom.Point{X: float64(size.Width) / 10, Y: float64(size.Height) / 10})
		for _, bare := range []bool{false, true} {
			if bare {
				b.Details = nil
			}
			s := chosen(PairKind, "x", words.English)
			s.Label = false
			c := composed(t, b, s)
			var taken geom.Rect
			for i, item := range c.Drawing.Items[1:] {
				if at := item.Bounds(); i == 0 || taken.Empty() {
					taken = at
				} else if !at.Empty() {
					taken = geom.Rect{MinX: min(taken.MinX, at.MinX), MinY: min(taken.MinY, at.MinY), MaxX: max(taken.MaxX, at.MaxX), MaxY: max(taken.MaxY, at.MaxY)}
				}
			}
			safe := presets[0].Safe
			if left, right := taken.MinX-safe.MinX, safe.MaxX-taken.MaxX; max(left, right) > 0.08*safe.Width() || math.Abs(left-right) > 0.08*safe.Width() {
				t.Errorf("%v, bare %v: from %.0f to %.0f of %.0f px something stands", size, bare, taken.MinX, taken.MaxX, safe.MaxX)
			}
			pictures := c.Claim.Width()*c.Claim.Height() + c.Found.Width()*c.Found.Height()
			if share := pictures / (safe.Width() * safe.Height()); share < 0.28 {
				t.Errorf("%v, bare %v: the pictures take %.0f %% of the graphic", size, bare, 100*share)
			}
		}
	}
}
