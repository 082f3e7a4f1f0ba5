package report

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/motbilde/motbilde/internal/figure"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/words"
)

// leaving begins a page of which so many millimetres are left.
func leaving(space float64) *sheet {
	s := newSheet(words.English)
	s.newPage()
	s.y = s.bottom - space
	return s
}

// where returns the page on which each of those words stands first, from 0.
func (s *sheet) where(said ...string) (pages []int) {
	for _, text := range said {
		at := -1
		for i, page := range s.pages {
			for _, item := range page.Items {
				if at < 0 && strings.Contains(texts(item), text) {
					at = i
				}
			}
		}
		pages = append(pages, at)
	}
	return pages
}

func TestPicturesOverEachOtherLeaveThePagesWidthBeforeTheyGoToTheNext(t *testing.T) {
	draw := func(width, height float64) figure.Drawing { return figure.Drawing{Width: width, Height: 2 * height} }
	const tall = 80.0
	low, high, wide := geom.Size{Width: 700, Height: 325}, geom.Size{Width: 400, Height: 500}, geom.Size{Width: 640, Height: 360}
	for size, stays := range map[geom.Size]bool{low: true, high: true, wide: false} {
		s := leaving(140)
		s.railUntil = s.y + 60 // of a long note
		s.plate("figure", true, tall, smallestPair, s.caption(1, "Sentence."), draw).narrowing(size, size).put(s)
		if moved := len(s.pages) > 1; moved == stays {
			t.Errorf("%v: on another page %v", size, moved)
		}
		if got := s.bottom + baseline - s.y; stays && math.Abs(got) > 0.1 {
			t.Errorf("%v leaves %.2f mm of the page", size, got)
		}
	}
	s := leaving(2*tall*leastOver - 1)
	s.plate("figure", true, tall, smallestPair, s.caption(1, "Sentence."), draw).narrowing(low, low).put(s)
	if len(s.pages) != 2 {
		t.Error("it shrank to less than pictures beside each other have")
	}
}

func TestSentencesBehindAFigureFillThePageThatItHasNoRoomOn(t *testing.T) {
	s := leaving(60)
	draw := func(width, _ float64) figure.Drawing { return figure.Drawing{Width: width, Height: 90} }
	s.fill([]flow{
		s.text(textWidth, baseline, span("before", textStyle)),
		s.plate("figure", false, 90, 80, s.caption(1, "caption"), draw),
		s.text(textWidth, baseline, span("behind", textStyle)),
		s.text(textWidth, baseline, span(strings.Repeat("too long ", 200), textStyle)),
		s.text(textWidth, baseline, span("last", textStyle)),
	})
	if got := fmt.Sprint(s.where("before", "behind", "caption", "too long", "last")); got != "[0 0 1 1 1]" {
		t.Errorf("they stand on pages %s", got)
	}
}

func TestSectionsAreLaidSoThatFewPagesAreThin(t *testing.T) {
	s := newSheet(words.English)
	s.newPage()
	sections := func() (all []section) {
		for i := range 6 {
			all = append(all,
				section{key: fmt.Sprint("figure-", i), head: "Head", body: []flow{block{drawing: figure.Drawing{Height: 153}}}},
				section{key: fmt.Sprint("text-", i), head: "Head", body: []flow{s.prose(textWidth, 0, span(strings.Repeat("a line\n", 24), textStyle))}})
		}
		return all
	}
	plain := s.trial(manners[0])
	for _, sec := range sections() {
		plain.add(sec)
	}
	s.addAll(sections())
	if s.thin(0) > plain.thin(0) || s.thin(0) == plain.thin(0) && len(s.pages) > len(plain.pages) {
		t.Errorf("%d of %d pages are thin, in the plain manner %d of %d", s.thin(0), len(s.pages), plain.thin(0), len(plain.pages))
	}
	if plain.thin(0) == 0 {
		t.Error("the plain manner leaves no page thin: nothing is tried")
	}
	if s.sections != 12 || len(s.bookmarks) != 12 || len(s.anchors) != 12 {
		t.Errorf("%d sections, %d bookmarks, %d anchors", s.sections, len(s.bookmarks), len(s.anchors))
	}
}
