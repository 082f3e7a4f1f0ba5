package inspector

import (
	"image"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/provenance"
	"github.com/motbilde/motbilde/internal/words"
)

func spoken() Value {
	v := pair(Compared)
	v.Claim.Facts = provenance.Facts{
		Taken: "2009:07:12 14:03:22", Modified: "2009:07:14 10:00:00", Camera: "Canon PowerShot A590 IS", Software: "Paint 3",
		Credentials: true, Thumbnail: true, ThumbnailDiffers: true,
	}
	v.Claim.Encoding = provenance.Encoding{Format: provenance.FormatJPEG, Quality: 85, Standard: true, Tables: true}
	v.Candidate.Facts.Software = "Firmware 1"
	return v
}

// twinOf finds the row of a statement.
func twinOf(v *View, key string) *twin {
	for _, item := range v.statementItems() {
		if t, ok := item.Object.(*twin); ok && t.key.Words() == key {
			return t
		}
	}
	return nil
}

func TestStatementsStandSideBySideAndDifferInWeight(t *testing.T) {
	v, _ := open(t, words.English, 296, 698, spoken())
	for key, want := range map[string][2]string{
		"Embedded thumbnail":  {"shows something else", nothingSaid},
		"Changed":             {"14 Jul 2009, 10:00:00, 2 days later", nothingSaid},
		"Software":            {"Paint 3", "Firmware 1"},
		"Camera":              {"Canon PowerShot A590 IS", "Canon PowerShot A590 IS"},
		"Content Credentials": {"present, not validated", nothingSaid},
		"Saved as":            {"JPEG, quality about 85, standard tables", nothingSaid},
	} {
		row := twinOf(v, key)
		if row == nil {
			t.Errorf("%s is not told", key)
			continue
		}
		if got := [2]string{strings.ReplaceAll(row.claimed.Words(), "\u00a0", " "), row.candidate.Words()}; got != want {
			t.Errorf("%s: %q, want %q", key, got, want)
		}
	}
	has(t, v.files, "Absence means nothing: most platforms remove these.", "These are the file’s own words: anybody can change them.", "All tags")
	v.SetLanguage(words.Norwegian)
	has(t, v.files, "til stede, ikke validert", "At noe mangler, betyr ingenting: De fleste plattformer fjerner slikt.")
}

func TestOnlyWhatBothSayAndDiffersIsSetInWeight(t *testing.T) {
	open(t, words.English, 296, 698, spoken())
	for name, c := range map[string]struct {
		claimed, candidate string
		differs            bool
	}{
		"another":           {"Paint 3", "Firmware 1", true},
		"the same":          {"Paint 3", "Paint 3", false},
		"one is silent":     {"Paint 3", "", false},
		"one says no zone":  {"12 Jul 2009, 14:03:22", "12 Jul 2009, 14:03:22+02:00", false},
		"neither says much": {"", "", false},
	} {
		row := newTwin("Software", c.claimed, c.candidate, false)
		wide := look.BodyBold.Width("Paint 3")
		if got := c.claimed == "Paint 3" && row.claimed.Width() == wide; got != (c.differs && c.claimed == "Paint 3") || differ(c.claimed, c.candidate) != c.differs {
			t.Errorf("%s: emphasised is %v", name, got)
		}
	}
}

func TestAThumbnailOfSomethingElseIsShownOnceItHasBeenRead(t *testing.T) {
	value := spoken()
	v, _ := open(t, words.English, 296, 698, value)
	if v.thumbnails() != nil {
		t.Error("shown before it was read")
	}
	value.ClaimEmbedded = &provenance.Embedded{Thumbnail: image.NewNRGBA(image.Rect(0, 0, 160, 120))}
	value.CandidateEmbedded = &provenance.Embedded{Thumbnail: image.NewNRGBA(image.Rect(0, 0, 160, 120))} // of its own picture
	v.Show(value)
	shown := v.thumbnails()
	if shown == nil || !shown.pictures[0].Visible() || shown.pictures[1].Visible() {
		t.Errorf("%+v", shown)
	}
}

func TestNothingIsClippedAtAnyTextSize(t *testing.T) {
	value := spoken()
	value.Claim.Facts.History = strings.Repeat("saved ×2, Adobe Photoshop Lightroom 5.6 (Macintosh); ", 7)
	value.Candidate.Facts.Description = strings.Repeat("Donaudampfschifffahrtsgesellschaft", 6)
	v, _ := open(t, words.Norwegian, 296, 698, value)
	for _, scale := range []float32{1, 1.5, 2} {
		fyne.CurrentApp().Settings().SetTheme(look.New(look.Dark, scale))
		for _, item := range v.statementItems() {
			row, ok := item.Object.(*twin)
			if !ok {
				continue
			}
			width := float32(296) - 2*look.Px(look.Gap16)
			row.Resize(fyne.NewSize(width, row.HeightAt(width)))
			test.WidgetRenderer(row).Layout(row.Size())
			for _, text := range []*look.Text{row.key, row.claimed, row.candidate} {
				if text.Position().Y+text.HeightAt(text.Size().Width) > row.Size().Height+0.5 {
					t.Errorf("at %g: %q is cut off", scale, text.Words())
				}
				for _, line := range text.Shown() {
					if strings.HasSuffix(line, "…") {
						t.Errorf("at %g: %q is shortened", scale, text.Words())
					}
				}
			}
		}
	}
}

func TestAllTagsAreJoinedBySourceAndName(t *testing.T) {
	claim := &provenance.Embedded{Tags: []provenance.Tag{{Source: "EXIF", Name: "Make", Value: "A"}, {Source: "JPEG", Name: "Comment", Value: "c"}}}
	candidate := &provenance.Embedded{Tags: []provenance.Tag{{Source: "GPS", Name: "GPSLatitude", Value: "59"}, {Source: "EXIF", Name: "Make", Value: "B"}}}
	want := []tagRow{{0, "EXIF · Make", "A", "B"}, {1, "GPS · GPSLatitude", "", "59"}, {6, "JPEG · Comment", "c", ""}}
	got := rowsOf(claim, candidate)
	if len(got) != len(want) {
		t.Fatalf("%+v", got)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("row %d: %+v, want %+v", i, got[i], want[i])
		}
	}
}

func TestSheetOfAllTagsScrollsByKeysAndMakesRowsInSightAlone(t *testing.T) {
	_, w := open(t, words.English, 900, 600, spoken())
	sheet := NewTags(words.English)
	sheet.Open(w.Canvas())
	sheet.Show(nil, nil, false)
	has(t, sheet.heading, "All tags", "Reading the files")
	long := &provenance.Embedded{}
	for i := range 900 {
		long.Tags = append(long.Tags, provenance.Tag{Source: "XMP", Name: "dc:subject[" + strings.Repeat("1", i%7) + string(rune('a'+i%26)) + strings.Repeat("x", i/26) + "]", Value: "v"})
	}
	sheet.Show(long, &provenance.Embedded{}, false)
	has(t, sheet.heading, "900 tags")
	if n := len(sheet.list.shown.Objects); n == 0 || n > 40 {
		t.Errorf("%d rows are made", n)
	}
	first := sheet.list.shown.Objects[0].(*twin).key.Words()
	sheet.list.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnd})
	last := sheet.list.shown.Objects[len(sheet.list.shown.Objects)-1].(*twin).key.Words()
	if last != sheet.list.rows[899].key || first != sheet.list.rows[0].key {
		t.Errorf("from %q to %q", first, last)
	}
	sheet.list.TypedKey(&fyne.KeyEvent{Name: fyne.KeyHome})
	if got := sheet.list.scroll.Offset.Y; got != 0 {
		t.Errorf("at %g after Home", got)
	}
	sheet.SetLanguage(words.Norwegian)
	has(t, sheet.heading, "Alle metadatafelt", "900 felt")
	sheet.Close()
	if sheet.Opened() {
		t.Error("still open")
	}
}

func TestAllTagsAreAskedForByTheButton(t *testing.T) {
	v, _ := open(t, words.English, 296, 698, spoken())
	asked := 0
	v.OnAllTags = func() { asked++ }
	for _, item := range v.statementItems() {
		if b, ok := item.Object.(*look.Button); ok {
			test.Tap(b)
		}
	}
	if asked != 1 {
		t.Errorf("asked %d times", asked)
	}
}
