package book

import (
	"errors"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/words"
)

// desk stands for what keeps the case: it makes each edit and shows the next
// case, as the window does.
type desk struct {
	*View
	t      *testing.T
	window fyne.Window
	value  Value
	edits  []string
}

func open(t *testing.T, l words.Language, width, height float32, c casefile.Case) *desk {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(look.New(look.Dark, 1))
	d := &desk{View: New(l), t: t, value: Value{Case: c}}
	d.OnEdit = func(key string, do func(casefile.Case) casefile.Case) {
		d.edits = append(d.edits, key)
		d.value.Case = do(d.value.Case)
		d.Show(d.value)
	}
	d.window = test.NewTempWindow(t, d.Object())
	d.window.SetPadded(false)
	d.window.Resize(fyne.NewSize(width, height))
	d.Show(d.value)
	d.Open("")
	return d
}

func (d *desk) change(c casefile.Case) {
	d.value.Case = c
	d.Show(d.value)
}

// at returns the control of that name.
func (d *desk) at(name string) control {
	d.t.Helper()
	c, ok := d.form.named[name]
	if !ok {
		d.t.Fatalf("no control %q on the page; there are %v", name, keys(d.form.named))
	}
	return c
}

func keys(m map[string]control) (all []string) {
	for k := range m {
		all = append(all, k)
	}
	return all
}

func (d *desk) write(name, text string) {
	d.t.Helper()
	c := d.at(name)
	d.window.Canvas().Focus(c.focus)
	test.Type(c.focus, text)
}

func (d *desk) press(name string) {
	d.t.Helper()
	c := d.at(name)
	d.window.Canvas().Focus(c.focus)
	c.focus.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
}

func (d *desk) says(want string) bool {
	return strings.Contains(strings.Join(texts(d.Object()), "\n"), want)
}

// texts collects all words that an object shows.
func texts(o fyne.CanvasObject) (all []string) {
	if !o.Visible() {
		return nil
	}
	if t, ok := o.(*look.Text); ok {
		return []string{strings.ReplaceAll(t.Words(), "\u00a0", " ")}
	}
	if w, ok := o.(fyne.Widget); ok {
		for _, part := range test.WidgetRenderer(w).Objects() {
			all = append(all, texts(part)...)
		}
	}
	if c, ok := o.(*fyne.Container); ok {
		for _, part := range c.Objects {
			all = append(all, texts(part)...)
		}
	}
	return all
}

// bridge is a case of a claim, two candidates and a capture.
func bridge() casefile.Case {
	sha := func(digit string) string { return strings.Repeat(digit, 64) }
	return casefile.Case{
		Title: "The bridge",
		Evidence: []casefile.Evidence{
			{ID: "e1", Role: casefile.Claimed, Name: "claim.jpg", SHA256: sha("1"), MediaType: "image/jpeg", Pixels: geom.Size{Width: 480, Height: 362}},
			{ID: "e2", Role: casefile.Candidate, Name: "found-2016.jpg", SHA256: sha("2"), MediaType: "image/jpeg", Pixels: geom.Size{Width: 1920, Height: 1080}},
			{ID: "e3", Role: casefile.Candidate, Name: "unreadable.jpg", Problem: errors.New("no picture")},
			{ID: "e4", Role: casefile.Context, Name: "capture of the post.png", SHA256: sha("4"), MediaType: "image/png", Pixels: geom.Size{Width: 1170, Height: 2532}},
		},
	}
}

func TestPagesStandInTheirOrder(t *testing.T) {
	c := bridge().WithPost(casefile.Post{ID: "p1", Account: "@ministry"}).WithPost(casefile.Post{ID: "p2"})
	var names []string
	for _, e := range entries(words.English, c) {
		names = append(names, e.name)
	}
	want := "Case|Claimed pictures|claim.jpg|Candidates|found-2016.jpg|unreadable.jpg|Captures and other items|capture of the post.png|" +
		"Posts|Post 1: @ministry|Post 2|Add a post|Findings|claim.jpg|Record|Timeline|Log"
	if got := strings.Join(names, "|"); got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

func TestEveryLetterIsTold(t *testing.T) {
	d := open(t, words.English, 1016, 700, bridge())
	d.GoTo("e2")
	d.write("account", "@abc")
	if e, _ := d.value.Case.Find("e2"); e.Source.Account != "@abc" || len(d.edits) != 4 || d.edits[0] != "book.account" {
		t.Errorf("%+v after %v", e.Source, d.edits)
	}
	if focused := d.window.Canvas().Focused(); focused != d.at("account").focus {
		t.Errorf("the keyboard went to %T while writing", focused)
	}
	before := d.value.Case
	d.write("text", "Мост горит. جسر")
	if e, _ := d.value.Case.Find("e2"); e.Source.Text != "Мост горит. جسر" {
		t.Errorf("%q", e.Source.Text)
	}
	if e, _ := before.Find("e2"); e.Source.Text != "" {
		t.Error("the edit changed the case that it came from")
	}
	d.change(before) // as an undo does
	if f := d.at("text").object.(*look.Field); f.Text() != "" {
		t.Errorf("what was undone still stands: %q", f.Text())
	}
}

func TestDatesAreReadWhileTheyAreWritten(t *testing.T) {
	d := open(t, words.English, 1016, 700, bridge())
	d.GoTo("e2")
	for text, want := range map[string]string{
		"2017-11-09":         "Read as: 9 Nov 2017, day, no time zone: it may be up to 14 h earlier or 12 h later",
		"some time in 2016 ": "In words: it stays as written, and is not on the timeline.",
	} {
		d.at("posted").object.(*look.Field).SetText("")
		d.write("posted", text)
		if !d.says(want) {
			t.Errorf("of %q nothing says %q", text, want)
		}
	}
}

func TestRowsComeGoAndChangePlacesWithTheKeyboard(t *testing.T) {
	d := open(t, words.English, 1016, 700, bridge())
	d.GoTo("e1")
	for _, who := range []string{"Anna", "Boris", "Carla"} {
		d.press("statement.add")
		focused := d.window.Canvas().Focused()
		if name := d.form.nameOf(focused); !strings.HasSuffix(name, ".statement.who") {
			t.Fatalf("the keyboard is at %q, not in the new row", name)
		}
		test.Type(focused, " "+who) // the character of the Space that pressed the button comes here
	}
	order := func() string {
		e, _ := d.value.Case.Find("e1")
		var all []string
		for _, s := range e.Source.Statements {
			all = append(all, s.Who)
		}
		return strings.Join(all, " ")
	}
	d.press("statement.2.up")
	d.press(d.form.nameOf(d.window.Canvas().Focused())) // it went along
	if got := order(); got != "Carla Anna Boris" {
		t.Errorf("%s after two steps up", got)
	}
	d.press("statement.0.up") // dimmed
	d.press("statement.0.down")
	d.press("statement.2.remove")
	if got := order(); got != "Anna Carla" {
		t.Errorf("%s after a step down and a removal", got)
	}
	if name := d.form.nameOf(d.window.Canvas().Focused()); name != "statement.1.remove" {
		t.Errorf("the keyboard is at %q", name)
	}
}

func TestConflictIsToldUntilOneCountsAndOnlyOneDoes(t *testing.T) {
	c := bridge()
	e, _ := c.Find("e2")
	e.Source.Date = "2016-06"
	e.Source.Dates = []casefile.Attributed{{What: casefile.Posted, Value: "2016-09"}, {What: casefile.Happened, Value: "2017"}, {What: casefile.Made, Value: "2015"}}
	d := open(t, words.English, 1016, 700, c.With(e))
	d.GoTo("e2")
	if !d.says("Two dates for when it was posted, which conflict. Not later than: September 2016, the latest, until one is marked as the one that counts.") {
		t.Error("the conflict is not told")
	}
	for _, name := range []string{"dates.1.counts", "dates.2.counts", "dates.0.counts"} {
		d.press(name)
	}
	e, _ = d.value.Case.Find("e2")
	if !e.Source.Dates[0].Resolved || !e.Source.Dates[1].Resolved || e.Source.Dates[2].Resolved {
		t.Errorf("marked: %+v; one of the picture and one of the event should count", e.Source.Dates)
	}
	if !d.says("Marked as the one that counts: September 2016.") {
		t.Error("the conflict is still open")
	}
}

func TestNothingIsChosenForAPersonAndAChoiceCanBeTakenBack(t *testing.T) {
	d := open(t, words.English, 1016, 700, bridge())
	for _, p := range []page{{kind: casePage}, {itemPage, "e1"}, {findingPage, "e1"}} {
		d.turn(p)
		for name, c := range d.form.named {
			switch o := c.object.(type) {
			case *look.Button:
				if o.Chosen() {
					t.Errorf("%s is chosen", name)
				}
			case *look.Check:
				if o.On() {
					t.Errorf("%s is ticked", name)
				}
			case *look.Field:
				if o.Text() != "" && name != "case.title" {
					t.Errorf("%s holds %q", name, o.Text())
				}
			}
		}
	}
	d.GoTo("e1")
	d.press("date.pillar.known=partly")
	if e, _ := d.value.Case.Find("e1"); e.Pillars.Date.Known != casefile.Partly {
		t.Errorf("%+v", e.Pillars)
	}
	d.press("date.pillar.known=partly")
	if e, _ := d.value.Case.Find("e1"); e.Pillars != (casefile.Pillars{}) {
		t.Errorf("%+v", e.Pillars)
	}
}

func TestRatingsThatContradictCantStandTogether(t *testing.T) {
	d := open(t, words.English, 1016, 700, bridge())
	d.turn(page{findingPage, "e1"})
	if !d.says("Nothing has been concluded yet.") {
		t.Error("an empty finding looks like one")
	}
	d.press("rating=EditedOrCroppedContent")
	free := d.at("rating=OriginalMediaContent").object.(*look.Check)
	if !free.Dimmed() || !d.says("Can’t stand together with “Edited or cropped”, which is ticked.") {
		t.Error("the value that is excluded is not dimmed with the reason")
	}
	d.press("rating=OriginalMediaContent")
	d.press("rating=DecontextualizedContent")
	f, _ := d.value.Case.Finding("e1")
	if len(f.Ratings) != 2 || f.Ratings[0] != casefile.Decontextualized || f.Ratings[1] != casefile.EditedOrCropped {
		t.Errorf("%v", f.Ratings)
	}
	if !d.says("says that the picture is unaltered, and another ticked value that it was altered") {
		t.Error("nobody is told that the two don't go well together")
	}
	d.press("rating=DecontextualizedContent")
	d.press("rating=EditedOrCroppedContent")
	if len(d.value.Case.Findings) != 0 {
		t.Errorf("an empty finding stays in the case: %+v", d.value.Case.Findings)
	}
}

func TestSourcesAreCountedInWords(t *testing.T) {
	d := open(t, words.English, 1016, 700, bridge())
	d.turn(page{findingPage, "e1"})
	if !d.says("No item has been counted as independent yet.") {
		t.Error("no sources are not told")
	}
	if _, ok := d.form.named["sources=e1"]; ok {
		t.Error("the claim can be counted as a source of itself")
	}
	d.press("sources=e2")
	d.press("sources=e4")
	if !d.says("You count 2 items as independent of each other.") {
		t.Error("two are not counted")
	}
}

func TestWithheldItemGetsASaltAndAsksWhy(t *testing.T) {
	d := open(t, words.English, 1016, 700, bridge())
	d.GoTo("e2")
	if d.says("Why (only in the archive edition)") {
		t.Error("the reason is asked for before anything is withheld")
	}
	d.press("withheld")
	e, _ := d.value.Case.Find("e2")
	if !e.Withheld.On || len(e.Withheld.Salt) != 64 || !d.says("Why (only in the archive edition)") {
		t.Errorf("%+v", e.Withheld)
	}
	d.write("withheld.why", "she lives there")
	if e, _ = d.value.Case.Find("e2"); e.Withheld.Why != "she lives there" {
		t.Errorf("%+v", e.Withheld)
	}
}

func TestPostIsMadeWrittenAndRemoved(t *testing.T) {
	d := open(t, words.English, 1016, 700, bridge().WithPost(casefile.Post{ID: "p7", Account: "@first"}))
	d.nav.choose(page{kind: newPost})
	if d.page != (page{postPage, "p8"}) || d.form.nameOf(d.window.Canvas().Focused()) != "post.platform" {
		t.Fatalf("the page is %v", d.page)
	}
	d.press("pictures=e1")
	d.press("captures=e4")
	d.press("replaced-by=p7")
	d.press("texts.add")
	test.Type(d.window.Canvas().Focused(), "nb")
	d.press("online.add")
	test.Type(d.window.Canvas().Focused(), "2017-11-14")
	p, _ := d.value.Case.Post("p8")
	if len(p.Pictures) != 1 || len(p.Captures) != 1 || p.ReplacedBy != "p7" || p.Texts[0].Language != "nb" || p.SeenOnline[0].When != "2017-11-14" {
		t.Errorf("%+v", p)
	}
	d.press("post.remove")
	if len(d.value.Case.Posts) != 1 || d.page.kind != casePage {
		t.Errorf("%+v on page %v", d.value.Case.Posts, d.page)
	}
}

func TestTimelineTellsAnOrderOnlyOfCopies(t *testing.T) {
	c := bridge()
	claim, _ := c.Find("e1")
	claim.Source.Dates = []casefile.Attributed{{What: casefile.Happened, Value: "2017-11-09", By: "the ministry"}}
	found, _ := c.Find("e2")
	found.Source.Date = "2016-06"
	d := open(t, words.English, 1016, 700, c.With(claim).With(found))
	d.turn(page{kind: timelinePage})
	const before = "The earliest found copy was there by June 2016, before the claimed event of 9 Nov 2017."
	if d.says(before) || !d.says("No candidate matches the claim yet") {
		t.Error("a candidate that does not match is told of as a copy")
	}
	d.value.Copies = map[casefile.ID][]casefile.ID{"e4": {"e2"}}
	d.Show(d.value)
	if d.says(before) {
		t.Error("the copy of another claim is told of as one of this")
	}
	d.value.Copies = map[casefile.ID][]casefile.ID{"e1": {"e2"}}
	d.Show(d.value)
	for _, want := range []string{before, "June 2016\nfound-2016.jpg (candidate): posted", "9 Nov 2017\nclaim.jpg (claimed picture): what it is said to show happened · says the ministry"} {
		if !d.says(want) {
			t.Errorf("nowhere stands %q", want)
		}
	}
	d.change(bridge())
	if !d.says("No item or post has a date yet.") {
		t.Error("no dates are not told")
	}
}

func TestLogIsReadInWordsNewestLast(t *testing.T) {
	d := open(t, words.English, 1016, 700, bridge())
	d.turn(page{kind: logPage})
	if !d.says("Nothing has been recorded yet.") {
		t.Error("an empty log is not told")
	}
	when := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	for _, line := range []casefile.LogLine{
		{Time: when, Event: casefile.Imported, Object: strings.Repeat("2", 64), Actor: "Kari"},
		{Time: when, Event: casefile.Compared, Object: strings.Repeat("2", 64), Parameters: map[string]string{"verdict": "match"}},
		{Time: when, Event: casefile.Edited, Object: strings.Repeat("1", 64), Parameters: map[string]string{"edit": "book.account", "evidence[e1].source.account": `"" → "@abc → @def"`}},
		{Time: when, Event: casefile.Edited, Parameters: map[string]string{"edit": "edit.add-claim", "evidence[e1]": `– → "claim.jpg"`}},
		{Time: when, Event: "of-a-later-version", Object: strings.Repeat("9", 64)},
	} {
		var err error
		if d.value.Log, err = d.value.Log.With(line); err != nil {
			t.Fatal(err)
		}
	}
	d.Show(d.value)
	for _, want := range []string{"1. File received: found-2016.jpg", "1 Mar 2026, 12:00 UTC · Kari", "2. Compared with the claim: found-2016.jpg · Match found", "3. Changed: claim.jpg · Account", "nothing → “@abc → @def”", "4. Changed · add claim.jpg as the claim", "5. of-a-later-version: 99999999…", "5 lines."} {
		if !d.says(want) {
			t.Errorf("nowhere stands %q in %q", want, texts(d.Object()))
		}
	}
	copied := ""
	d.OnCopy = func(text string) { copied = text }
	d.press("log.copy")
	if copied != d.value.Log.Head() {
		t.Errorf("copied %q", copied)
	}
}

func full() casefile.Case {
	long := strings.Repeat("Донаудампфшифартсгезельшафт was here, and so was everybody else. ", 6)
	arabic := "دليل قاطع على أن الولايات المتحدة تغطي القافلة في 9 نوفمبر 2017"
	c := bridge()
	for i, e := range c.Evidence {
		e.Source = casefile.Source{
			Address: "https://example.org/" + strings.Repeat("very-long-path/", 12), Publisher: "Министерство обороны", Date: "2017-11-14T10:05+03:00", Note: long,
			Archived: []casefile.Archived{{Address: "https://archive.example/2017", Date: "2017-11-14"}, {Address: "https://archive.example/2018", Date: "spring"}},
			Platform: "Twitter", Account: "@mod_russia", Text: arabic + "\n" + long, Translation: long, Rights: "unknown", Credit: "Kari Nordmann",
			Acquisition: "Saved from the browser", Collector: "Kari", Collected: "2017-11-15T09:00Z", Copy: casefile.Reencoded, DeletedSince: "2017-11-15",
			Dates:      []casefile.Attributed{{What: casefile.Happened, Value: "2017-11-09", By: "the ministry"}, {What: casefile.Posted, Value: "2016-06", By: "a reader"}, {What: casefile.Posted, Value: "2016-09?", By: arabic}},
			Places:     []casefile.Attributed{{Value: "Abu Kamal", By: "the ministry"}, {Value: "Iraq", By: "researchers", Resolved: true}},
			Creators:   []casefile.Attributed{{Value: "An air force", By: "its own site"}},
			Statements: []casefile.Statement{{Who: "The ministry", What: long, When: "2017-11-15", Where: "https://example.org/2"}, {Who: "Researchers", What: arabic, When: "", Where: "a blog"}},
			FoundBy:    casefile.FoundBy{Name: "A reader", Withheld: true},
		}
		e.Pillars.Date = casefile.Pillar{Known: casefile.Partly, Note: long}
		e.Withheld = casefile.Withheld{Why: "she lives there"}.Switched(true)
		c.Evidence[i] = e
	}
	c.Question, c.Authors, c.Status = long, []string{"Kari", "Ola"}, casefile.ToCheck
	c.Corrections = []casefile.Correction{{Date: "2018-01-02", Text: long}}
	c.Issues = []casefile.Issue{{Number: 2, Made: "2026-03-01T12:00:00Z", Edition: "publication", SHA256: strings.Repeat("4f", 32), Replaces: 1}}
	c = c.WithPost(casefile.Post{
		ID: "p1", Account: "@mod_russia", Platform: "Twitter", Texts: []casefile.Text{{Language: "Arabic", Text: arabic, Translation: long}},
		Pictures: []casefile.ID{"e1"}, SeenOnline: []casefile.Seen{{When: "2017-11-14", Who: "Kari"}}, SeenGone: []casefile.Seen{{When: "2017-11-15", Who: "Ola"}}, ReplacedBy: "p2",
	}).WithPost(casefile.Post{ID: "p2", Account: "@mod_russia"})
	return c.WithFinding(casefile.Finding{
		Claimed: "e1", Wording: long, Ratings: []casefile.Rating{casefile.Decontextualized, casefile.EditedOrCropped}, DoesNotShow: long, By: "Kari", Date: "2017-11-15",
		Sources: []casefile.ID{"e2", "e4"}, Reply: casefile.Reply{Who: "The ministry", Asked: "2017-11-15", Answer: casefile.Answered, Text: long},
	})
}
