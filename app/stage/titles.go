package stage

import (
	"math"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/compare"
)

// titles are the names above the picture, never on it.
type titles struct {
	widget.BaseWidget
	stage *Stage
	rows  [2]*row
	note  *look.Text // at the right end: in whose pixels this is, or what is awaited
}

// row is a run of signs and words on one line.
type row struct {
	parts []part
}

// part is a sign or a text.
type part struct {
	swatch *look.Swatch
	text   *look.Text
	own    bool // the program's words: they are shown whole, or not at all
	gives  int  // where room is short, the greatest goes first; 0 stays
}

func newTitles(s *Stage) *titles {
	t := &titles{stage: s, note: look.NewLine("", look.Body, look.InSecond, look.CutsEnd).Trailing()}
	for i := range t.rows {
		t.rows[i] = newRow()
	}
	t.ExtendBaseWidget(t)
	return t
}

// newRow has room for two names with a word between them and one behind.
func newRow() *row {
	r := &row{}
	for _, ink := range []look.Ink{look.InClaimed, look.InCandidate} {
		r.parts = append(r.parts,
			part{swatch: look.NewSwatch(ink)},
			part{text: look.NewLine("", look.Body, look.InText, look.CutsMiddle)},
			part{text: look.NewLine("", look.Body, look.InSecond, look.CutsMiddle), own: true, gives: 2})
	}
	r.parts = append(r.parts, part{text: look.NewLine("", look.Body, look.InQuiet, look.CutsEnd), own: true, gives: 3})
	return r
}

// behind says something behind the names.
func (r *row) behind(words string) { r.parts[len(r.parts)-1].text.Set(words) }

// side fills the claim's half of a row, or the candidate's; an empty name hides it.
func (r *row) side(candidate bool, name, word string) {
	at := 0
	if candidate {
		at = 3
	}
	look.Show(r.parts[at].swatch, name != "")
	r.parts[at+1].text.Set(name)
	r.parts[at+2].text.Set(word)
	r.parts[at+1].own, r.parts[at+2].own, r.parts[at+2].gives = false, true, 2
}

// role fills a half of a row with the picture's part in the pair, and its name.
func (r *row) role(candidate bool, role, name string) {
	r.side(candidate, role, name)
	at := 1
	if candidate {
		at = 4
	}
	r.parts[at].own, r.parts[at+1].own, r.parts[at+1].gives = true, false, 1
}

// set says what is shown.
func (t *titles) set(s *Stage) {
	l, claimed, candidate := s.language, s.scene.Claimed.Name, s.scene.Candidate.Name
	for _, r := range t.rows {
		r.side(false, "", "")
		r.side(true, "", "")
		r.behind("")
	}
	t.note.Set("")
	first, second := t.rows[0], t.rows[1]
	switch s.shows() {
	case showClaim:
		first.side(false, claimed, "")
		switch {
		case s.scene.Comparing:
			t.note.Set(l.Say("stage.comparing"))
		case s.scene.InTheWay != "":
			t.note.Set(s.scene.InTheWay)
		default:
			t.note.Set(l.Say("stage.choose"))
		}
	case showSentence:
		first.side(false, claimed, l.Say("stage.against"))
		first.side(true, candidate, "")
	case showSingle:
		t.setSingle(s)
	case showPanes:
		if s.swapped() {
			first, second = second, first
		}
		first.role(false, l.Say("stage.claimed"), claimed)
		how := "stage.aligned"
		switch {
		case s.lined():
			how = "stage.own-pixels"
		case !s.scene.Placed:
			how = "stage.not-aligned"
		case s.replayed():
			how = "stage.replayed"
		case s.values.replay && s.replayable():
			how = "stage.replaying"
		case s.scene.CandidateFromClaimed.Mirrored(s.scene.Claimed.Size.Rect().Centre()):
			how = "stage.aligned-mirrored"
		}
		second.role(true, l.Say("stage.candidate"), candidate)
		second.behind(l.Say(how))
	case showCandidate:
		first.side(true, candidate, "")
		t.note.Set(l.Say("stage.in-claim"))
	case showWhole:
		where := "outside.in-place"
		if s.insideNow() != compare.InsideClaim {
			where = "outside.outlined"
		}
		first.side(false, claimed, l.Say(where))
		first.side(true, candidate, l.Say("outside.whole"))
	case showTogether:
		t.note.Set(l.Say("stage.in-claim"))
		switch {
		case s.mode == compare.Blink && s.candidateBlinks():
			first.side(true, candidate, "")
		case s.mode == compare.Blink:
			first.side(false, claimed, "")
		default:
			first.side(false, claimed, l.Say("stage.against"))
			first.side(true, candidate, "")
		}
		if m := s.scene.Difference; s.mode == compare.DifferenceMode && (m == nil || m.Preview) {
			t.note.Set(l.Say("stage.measuring"))
		}
	}
	if s.hidden() && s.shows() != showNothing && s.shows() != showSentence {
		t.note.Set(safeNote(s.language))
	}
	t.place()
}

// spoken returns the names and the note as one text.
func (t *titles) spoken() string {
	var all []string
	for _, r := range t.rows {
		for _, p := range r.parts {
			if p.text != nil && p.text.Words() != "" {
				all = append(all, p.text.Words())
			}
		}
	}
	if w := t.note.Words(); w != "" {
		all = append(all, w)
	}
	return strings.Join(all, " ")
}

// CreateRenderer is part of Fyne's widget.
func (t *titles) CreateRenderer() fyne.WidgetRenderer {
	parts := []fyne.CanvasObject{t.note}
	for _, r := range t.rows {
		for _, p := range r.parts {
			if p.swatch != nil {
				parts = append(parts, p.swatch)
			} else {
				parts = append(parts, p.text)
			}
		}
	}
	return look.NewPlan(look.Plan{
		Owner: t, Parts: parts,
		Place: func(fyne.Size) { t.place() },
		Least: func() fyne.Size { return fyne.NewSize(1, 1) },
	})
}

// place lays the names directly above the picture, as wide as it is shown but
// never so narrow that nothing could be read.
func (t *titles) place() {
	s := t.stage
	line := look.Px(look.Body.Line)
	if s.shows() == showNothing {
		return
	}
	r := s.glass.picture()
	y := max(look.Px(look.Gap8), s.glass.top()-line-look.Px(7))
	left, width := float32(r.MinX), float32(r.Width())
	if s.shows() == showPanes {
		first, second := s.glass.origin(false).X, s.glass.origin(true).X
		pane := second - first - look.Px(look.Gap12)
		t.rows[0].place(first, y, pane)
		t.rows[1].place(second, y, pane)
		look.Put(t.note, 0, y, 0, line)
		return
	}
	if s.shows() == showSentence {
		left, width, y = look.Px(look.Gap24), s.glass.Size().Width-2*look.Px(look.Gap24), look.Px(look.Gap16)
	}
	narrowest := float32(360)
	if s.shows() == showWhole {
		narrowest = 480 // both names with a word behind each
	}
	if least := min(s.glass.Size().Width-2*look.Px(look.Gap16), look.Px(narrowest)); width < least {
		left, width = min(max(left-(least-width)/2, look.Px(look.Gap16)), s.glass.Size().Width-look.Px(look.Gap16)-least), least
	}
	if left < look.Px(look.Gap16) {
		width, left = width-(look.Px(look.Gap16)-left), look.Px(look.Gap16)
	}
	width = min(width, s.glass.Size().Width-look.Px(look.Gap16)-left)
	note := min(t.note.Width()+1, width/2)
	look.Put(t.note, left+width-note, y, note, line)
	t.rows[0].place(left, y, width-note-look.Px(look.Gap16))
	t.rows[1].place(left, y, 0)
}

// place lays a row out. Where room is short, the longest names are shortened,
// and words of the program go that would be.
func (r *row) place(x, y, width float32) {
	line, sign := look.Px(look.Body.Line), look.Px(10)
	gone := map[*look.Text]bool{}
	most := r.widest(width, gone)
	for most < math.MaxFloat32 && r.give(most, gone) {
		most = r.widest(width, gone)
	}
	for _, p := range r.parts {
		switch {
		case p.swatch != nil:
			look.Put(p.swatch, x, y+(line-sign)/2, sign, sign)
			if p.swatch.Visible() {
				x += sign + look.Px(look.Gap8)
			}
		case p.text.Words() == "" || gone[p.text]:
			look.Put(p.text, x, y, 0, line)
		default:
			w := min(p.text.Width()+1, most)
			look.Put(p.text, x, y, w, line)
			x += w + look.Px(look.Gap8)
		}
	}
}

// give leaves out what gives way first, where words of the program would be cut.
func (r *row) give(most float32, gone map[*look.Text]bool) bool {
	var first *part
	cut := false
	for i := range r.parts {
		p := &r.parts[i]
		if p.text == nil || p.text.Words() == "" || gone[p.text] {
			continue
		}
		cut = cut || p.own && p.text.Width()+1 > most
		if p.gives > 0 && (first == nil || p.gives >= first.gives) {
			first = p
		}
	}
	if !cut || first == nil {
		return false
	}
	gone[first.text] = true
	return true
}

// widest returns the greatest width that a text may have so that all have room
// that are not gone.
func (r *row) widest(room float32, gone map[*look.Text]bool) float32 {
	var widths []float32
	for _, p := range r.parts {
		switch {
		case p.swatch != nil && p.swatch.Visible():
			room -= look.Px(10) + look.Px(look.Gap8)
		case p.text != nil && p.text.Words() != "" && !gone[p.text]:
			room -= look.Px(look.Gap8)
			widths = append(widths, p.text.Width()+1)
		}
	}
	slices.Sort(widths)
	for i, w := range widths {
		if share := room / float32(len(widths)-i); w > share {
			return max(0, share)
		}
		room -= w
	}
	return math.MaxFloat32
}
