package app

import (
	"errors"
	"os"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/clip"
	"github.com/motbilde/motbilde/internal/desk"
	"github.com/motbilde/motbilde/internal/words"
)

func TestListIsWorkedByCommandsAndMenus(t *testing.T) {
	claim, source, other := smallScenes(t)
	h := newHall(t, Options{})
	h.Open([]string{claim, source, other})
	h.until("both are compared", func(s desk.Snapshot) bool { return idle(s) && s.Compared == 2 })
	best, last := h.seen.Listed[0].ID, h.seen.Listed[1].ID
	item := func(id casefile.ID) casefile.Evidence {
		e, _ := h.desk.Case().Find(id)
		return e
	}

	h.tray.OnSelect(best)
	h.tray.OnPickTo(last)
	h.do(named(t, h, "status-fine"))
	if item(best).Status != casefile.Fine || item(last).Status != casefile.Fine {
		t.Error("the status is not that of all that is picked")
	}
	if v := trayValue(h.seen, words.Norwegian); v.Rows[0].StatusWord != "I orden" || len(v.Picked) != 2 || v.Sort != "Beste først" {
		t.Errorf("the list shows %+v, %v, %q", v.Rows[0].StatusWord, v.Picked, v.Sort)
	}
	titles := func(id casefile.ID) (all []string) {
		for _, i := range h.rowItems(id) {
			if !i.IsSeparator {
				all = append(all, i.Label)
			}
		}
		return all
	}
	if got := titles(best); !slices.Contains(got, "Remove 2 items") || slices.Contains(got, "Rename…") {
		t.Errorf("the menu of two picked rows has %q", got)
	}
	h.tray.OnSelect(best)
	if got := titles(best); !slices.Contains(got, "Rename…") || !slices.Contains(got, "Withhold") || !slices.Contains(got, "Fine") {
		t.Errorf("the menu of a row has %q", got)
	}
	if got := titles(h.seen.Claim.Evidence.ID); slices.Contains(got, "Move up") || !slices.Contains(got, "Rename…") {
		t.Errorf("the menu of the claim has %q", got)
	}

	h.askRename(best)
	h.asking.SetText("The harbour")
	h.asking.Finish()
	if v := trayValue(h.seen, words.English); v.Rows[0].Name != "The harbour" || v.Rows[0].File == "" {
		t.Errorf("renamed: %+v", v.Rows[0])
	}
	h.do(named(t, h, "move-down"))
	if h.seen.Listed[1].ID != best || h.seen.Sort != desk.ByHand {
		t.Error("the row was not moved down")
	}
	h.do(named(t, h, "sort-best"))
	if h.seen.Listed[0].ID != best {
		t.Error("best first is another order")
	}
	h.do(named(t, h, "filter"))
	h.tray.OnFilterText("harb")
	if v := trayValue(h.seen, words.English); len(v.Rows) != 1 || !v.Filter.On || v.All != 2 {
		t.Errorf("filtered: %d rows of %d", len(v.Rows), v.All)
	}
	h.tray.OnFilterNone()
	h.do(named(t, h, "pick-all"))
	h.window.Canvas().Unfocus()
	h.key(fyne.KeyDelete)
	if len(h.seen.Candidates) != 0 || h.seen.Undo.Key != "edit.remove-several" {
		t.Errorf("%d candidates are left, undo %+v", len(h.seen.Candidates), h.seen.Undo)
	}
	h.do(named(t, h, "undo"))
	if len(h.seen.Candidates) != 2 {
		t.Errorf("undo brought %d candidates back", len(h.seen.Candidates))
	}
}

func TestPasteDoesWithEachKindWhatItIsFor(t *testing.T) {
	claim, source, _ := smallScenes(t)
	h := newHall(t, Options{})
	data, err := os.ReadFile(claim)
	if err != nil {
		t.Fatal(err)
	}
	h.pasted(clip.Content{Addresses: []string{"https://example.org"}}, nil)
	if h.seen.HasClaim() {
		t.Error("an address made a claim")
	}
	h.pasted(clip.Content{Picture: data, MediaType: "image/jpeg"}, nil)
	h.until("the picture is the claim", func(s desk.Snapshot) bool { return idle(s) && s.HasClaim() })
	if e := h.seen.Claim.Evidence; e.Name != "Pasted picture 1.jpg" || e.Source.Acquisition != "Pasted from the clipboard" || e.Bytes != int64(len(data)) {
		t.Errorf("the claim is %+v", e)
	}
	h.pasted(clip.Content{Files: []string{source}}, nil)
	h.until("the file is compared", func(s desk.Snapshot) bool { return idle(s) && s.Compared == 1 })
	h.pasted(clip.Content{Addresses: []string{"https://example.org/a", "https://example.org/b"}}, nil)
	if c, _ := h.seen.Current(); c.Evidence.Source.Address != "https://example.org/a" || !strings.Contains(c.Evidence.Source.Note, "/b") {
		t.Errorf("the source is %+v", c.Evidence.Source)
	}
	problems := len(h.seen.Problems)
	h.pasted(clip.Content{Text: "words"}, nil)
	h.pasted(clip.Content{}, clip.ErrSilent)
	h.pasted(clip.Content{}, clip.ErrTooLarge)
	if len(h.seen.Problems) != problems || len(h.seen.Candidates) != 1 {
		t.Errorf("words or silence became %d problems, %d candidates", len(h.seen.Problems)-problems, len(h.seen.Candidates))
	}
	h.pasted(clip.Content{}, errors.New("the X server hung up"))
	if len(h.seen.Problems) != problems+1 {
		t.Error("what went wrong is not said")
	}

	// Where there is no X server, the toolkit's clipboard is read: it has text.
	h.fyneApp.Clipboard().SetContent("https://example.org/c")
	t.Setenv("DISPLAY", "")
	h.do(named(t, h, "paste"))
	h.until("the address is kept", func(s desk.Snapshot) bool {
		c, _ := s.Current()
		return strings.Contains(c.Evidence.Source.Note, "/c")
	})
}
