package report

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/motbilde/motbilde/internal/align"
	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/figure"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/picture"
	"github.com/motbilde/motbilde/internal/words"
)

// anyCase draws a case of that seed: so many claims and candidates, names and
// texts of any length in several scripts, some of it compared and some not.
func anyCase(seed uint64, shapes []*picture.Pyramid) *trial {
	r := rand.New(rand.NewPCG(seed, 8))
	t := newTrial()
	syllables := []string{"fjord", "Склад", "æøå", "x", "ضربة", "IMG_", "2017-11-09", "endless" + strings.Repeat("ly", 30), "Αθηνά", "😀", "-", "."}
	typed := func(most int) string {
		var out []string
		for range r.IntN(most + 1) {
			out = append(out, syllables[r.IntN(len(syllables))])
		}
		return strings.Join(out, []string{" ", "", "_", "\n"}[r.IntN(4)])
	}
	t.Case.Title, t.Case.Question, t.Case.Sensitivity = typed(60), typed(700), typed(40)
	t.Language, t.Paper = words.Language(r.IntN(2)), []Paper{A4, Letter}[r.IntN(2)]
	var claims, candidates []casefile.ID
	for range 1 + r.IntN(3) {
		claims = append(claims, t.file(casefile.Claimed, typed(12), shapes[r.IntN(len(shapes))]))
	}
	for range r.IntN(9) {
		p := shapes[r.IntN(len(shapes))]
		if r.IntN(8) == 0 {
			p = nil
		}
		candidates = append(candidates, t.file(casefile.Candidate, typed(12), p))
	}
	for i := range t.Case.Evidence {
		e := &t.Case.Evidence[i]
		e.Source = casefile.Source{Publisher: typed(8), Date: casefile.Date(typed(2)), Address: "https://" + typed(9), Credit: typed(9), Note: typed(90), Text: typed(40)}
		e.Pillars.Date = casefile.Pillar{Known: casefile.Partly, Note: typed(30)}
	}
	for _, claim := range claims {
		for _, candidate := range candidates {
			a, b := t.pictures[claim], t.pictures[candidate]
			if b == nil || r.IntN(5) == 0 {
				continue
			}
			found := crop(a.Size(), b.Size(), 0.4+r.Float64(), r.Float64()*40, r.Float64()*40)
			if r.IntN(2) == 0 {
				give(&found, 30)
				found.Verdict, found.Status = align.Partial, align.Approximate
			}
			t.compared(claim, candidate, found)
		}
		t.Case.Findings = append(t.Case.Findings, casefile.Finding{Claimed: claim, Wording: typed(900), DoesNotShow: typed(300), By: typed(9)})
		if c := t.Comparisons; len(c) > 0 && c[len(c)-1].Claimed == claim {
			detailsOf(t, c[len(c)-1], typed, r.IntN(8))
		}
	}
	return t
}

// detailsOf marks so many details on a pair.
func detailsOf(t *trial, c casefile.Comparison, typed func(int) string, n int) {
	size := t.pictures[c.Claimed].Size()
	for i := range n {
		at := geom.Point{X: float64(size.Width) * (0.2 + 0.08*float64(i)), Y: float64(size.Height) * 0.5}
		t.Case.Marks = append(t.Case.Marks, casefile.Mark{
			ID: casefile.ID(fmt.Sprint(c.Claimed, "-", c.Candidate, "-", i)), Claimed: c.Claimed, Candidate: c.Candidate, Kind: casefile.DetailMark,
			Set: casefile.OnClaimed, OnClaimed: []geom.Point{at}, OnCandidate: []geom.Point{c.Alignment.CandidateFromClaimed.Apply(at)}, Twin: casefile.ByAlignment, Text: typed(10), Note: typed(30),
		})
	}
}

// ink is where a line of text is black, from the height of small letters down to its baseline.
func ink(t figure.Text) geom.Rect {
	x := t.Pt * figure.MillimetresPerPoint
	return geom.Rect{MinX: t.X + 0.05, MinY: t.Y - 0.5*x, MaxX: t.X + t.Width - 0.05, MaxY: t.Y - 0.02}
}

func TestNoLineOfAnyCaseIsWrittenOverAnotherOrLeavesItsPage(t *testing.T) {
	seeds := uint64(2) // more were tried while it was written: 40
	if testing.Short() {
		seeds = 1
	}
	shapes := []*picture.Pyramid{scene(120, 90, true), scene(90, 140, false), scene(300, 40, false), scene(160, 100, false)}
	for seed := range seeds {
		in := anyCase(seed, shapes).Input
		form := in.Paper.form()
		d := composed(t, in)
		for i, page := range d.Pages {
			where := fmt.Sprintf("seed %d, page %d of %d", seed, i+1, len(d.Pages))
			var lines []figure.Text
			low := 0.0 // the foot of the lowest picture
			for _, item := range page.Items {
				b := item.Bounds()
				if picture, ok := item.(figure.Picture); ok {
					low = max(low, picture.Box.MaxY)
				}
				if _, drawn := item.(figure.Shape); drawn {
					continue // an outline may reach over its picture's edge
				}
				if b.MinX < left+form.aside-0.4 || b.MaxX > left+form.aside+whole+0.4 || b.MinY < 10 || b.MaxY > form.foot+4 {
					t.Errorf("%s: %T at %v leaves the margins: %q", where, item, b, texts(item))
				}
				line, ok := item.(figure.Text)
				if !ok || strings.TrimSpace(line.String) == "" {
					continue
				}
				if b.MaxY > form.bottom+0.5 && math.Abs(line.Y-form.foot) > 4 {
					t.Errorf("%s: %q stands below the block", where, line.String)
				}
				for _, other := range lines {
					if other.String == line.String && math.Abs(other.X-line.X)+math.Abs(other.Y-line.Y) < 0.01 {
						continue // a bar that a line crosses is drawn once more
					}
					if both := ink(line).Intersect(ink(other)); both.Width() > 0 && both.Height() > 0 {
						t.Errorf("%s: %q at %v is written over %q at %v", where, line.String, ink(line), other.String, ink(other))
					}
				}
				lines = append(lines, line)
				if head := in.Language.Say("report.figure", "n", ""); strings.HasPrefix(line.String, strings.TrimRight(head, ". ")+" ") && line.Face == figure.SansSemiBold && low == 0 {
					t.Errorf("%s: the caption %q stands without its figure", where, line.String)
				}
			}
		}
	}
}

func TestTablesAndProseBreakAsTheyShould(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		s := newSheet(words.English)
		s.form = rapid.SampledFrom([]Paper{A4, Letter}).Draw(r, "paper").form()
		s.newPage()
		s.y = top + baseline*float64(rapid.IntRange(0, 50).Draw(r, "line"))
		n := rapid.IntRange(2, 60).Draw(r, "rows")
		var rows [][]cell
		for i := range n {
			rows = append(rows, []cell{text(fmt.Sprint("row ", i+1)), text(strings.Repeat("words of a row ", rapid.IntRange(1, 40).Draw(r, "words")))})
		}
		s.table(baseline, []column{{head: "Head", width: 20}, {head: "Words"}}, rows).put(s)
		last := 0
		for i, page := range s.pages {
			heads, own := 0, 0
			for _, item := range page.Items {
				if line, ok := item.(figure.Text); ok {
					if line.String == "Head" {
						heads++
					}
					if strings.HasPrefix(line.String, "row ") {
						own++
					}
					if line.Y > s.bottom {
						r.Fatalf("page %d: %q stands below the block", i+1, line.String)
					}
				}
			}
			if own > 0 && heads != 1 {
				r.Fatalf("page %d has %d rows and %d heads", i+1, own, heads)
			}
			if own > 0 {
				last = own
			}
		}
		if last < 2 {
			r.Fatalf("the last page of a table of %d rows has %d", n, last)
		}

		lines := rapid.IntRange(1, 200).Draw(r, "lines")
		from, at := len(s.pages)-1, s.y
		s.prose(textWidth, 0, span(strings.TrimSuffix(strings.Repeat("a line\n", lines), "\n"), textStyle)).put(s)
		printed := 0
		for i, page := range s.pages[from:] {
			own, first, final := 0, math.Inf(1), 0.0
			for _, item := range page.Items {
				if line, ok := item.(figure.Text); ok && line.String == "a line" && (i > 0 || line.Y > at) {
					own++
					first, final = min(first, line.Y), max(final, line.Y)
				}
			}
			printed += own
			if final > s.bottom || own == 1 && lines > 1 {
				r.Fatalf("%d lines, page %d: %d of them, down to %.1f", lines, i+1, own, final)
			}
		}
		if printed != lines {
			r.Fatalf("%d lines of %d are printed", printed, lines)
		}
	})
}
