package report

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/words"
)

// told is a case in which everything is filled in: in long, Cyrillic and Arabic words too.
func told() *trial {
	t := matched()
	other := t.file(casefile.Claimed, "second claim.jpg", scene(120, 90, false))
	capture := t.file(casefile.Context, "post.png", scene(300, 500, false))
	whole, _ := t.Case.Find(capture)
	part, _ := casefile.PartOf(whole, geom.Rect{MinX: 20, MinY: 30, MaxX: 220, MaxY: 190})
	part.ID, part.Role, part.Received = "part", casefile.Context, whole.Received
	t.Case = t.Case.With(part)
	t.pictures["part"] = scene(200, 160, false)
	long := strings.Repeat("Это длинное предложение о снимке. ", 12)
	t.About = "0" // of two claims
	t.Case.Title = "The picture of Varda"
	t.Case.Question = "Does the picture posted on 9 November 2017 show a strike on a depot in Varda on that day?"
	t.Case.Authors = []string{"Ingrid Solberg", "Desk Nord"}
	claim, _ := t.Case.Find("0")
	claim.Source = casefile.Source{
		Publisher: "Ministry", Account: "@varda_mod", Platform: "a network", Date: "2017-11-09T16:40+03:00", Address: "https://example.org/post/1",
		Archived:    []casefile.Archived{{Address: "https://archive.example.org/" + strings.Repeat("x", 90), Date: "2017-11-09"}},
		Acquisition: "Saved from the post", Collector: "I. Solberg", Collected: "2017-11-09T14:02Z", Copy: casefile.Reencoded, DeletedSince: "2017-11-10",
		Dates: []casefile.Attributed{
			{What: casefile.Happened, Value: "2017-11-09", By: "the post"},
			{What: casefile.Posted, Value: "2017-11-12", By: "a reader"},
			{What: casefile.Made, Value: "spring of some year", By: "nobody"},
		},
		Places:   []casefile.Attributed{{Value: "Varda", By: "the post"}, {Value: "not Varda", By: "a harbour master", Resolved: true}},
		Creators: []casefile.Attributed{{Value: "our own cameras", By: "the ministry"}},
		Text:     "Удар по складу боеприпасов в Варде, 9 ноября 2017 года.", Translation: "Strike on an ammunition depot in Varda, 9 November 2017.",
		Rights: "unclear", FoundBy: casefile.FoundBy{Name: "A. Finder"}, Note: "ضربة على مستودع ذخيرة في فاردا، 9 نوفمبر 2017",
		Statements: []casefile.Statement{
			{Who: "@varda_mod", What: "“Strike on an ammunition depot in Varda.” " + long, When: "2017-11-09", Where: "https://example.org/post/1"},
			{Who: "Ministry, by phone", What: "“A clerk attached the wrong picture.”", When: "2017-11-10"},
		},
	}
	claim.Pillars = casefile.Pillars{
		Provenance: casefile.Pillar{Known: casefile.Established, Note: "Encoded anew by the platform; gone since 10 November 2017."},
		Source:     casefile.Pillar{Known: casefile.Partly, Note: long},
		Date:       casefile.Pillar{Known: casefile.NotKnown, Note: "Said to be 9 November 2017"},
		Location:   casefile.Pillar{Known: casefile.NotKnown, Note: "يقال إنها فاردا"},
	}
	found, _ := t.Case.Find("1")
	found.Source.Dates = []casefile.Attributed{{What: casefile.Published, Value: "2015", By: "the page"}, {What: casefile.Made, Value: "../2015-06-30", By: "its maker"}}
	found.Pillars.Date = casefile.Pillar{Known: casefile.Established, Note: "Published by 2015"}
	t.Case = t.Case.With(claim).With(found)
	t.Case.Posts = []casefile.Post{
		{
			ID: "p1", Account: "@varda_mod", Platform: "a network", Address: "https://example.org/post/1", Pictures: []casefile.ID{"0", "part"}, Captures: []casefile.ID{capture},
			Texts: []casefile.Text{
				{Language: "Russian", Text: "Удар по складу боеприпасов в Варде, 9 ноября 2017 года.", Translation: "Strike on an ammunition depot in Varda, 9 November 2017."},
				{Language: "Arabic", Text: "ضربة على مستودع ذخيرة في فاردا، 9 نوفمبر 2017"},
			},
			SeenOnline: []casefile.Seen{{When: "2017-11-09T14:00Z", Who: "I. Solberg"}}, SeenGone: []casefile.Seen{{When: "2017-11-10", Who: "A. Haddad"}}, ReplacedBy: "p2",
		},
		{ID: "p2", Account: "@varda_mod"},
	}
	t.Case.Findings = []casefile.Finding{{
		Claimed: "0", Wording: "Item A is consistent with a crop of item B, which was published at least two years before the claimed event.",
		Ratings: []casefile.Rating{casefile.Decontextualized, casefile.EditedOrCropped}, DoesNotShow: "Whether there was a strike in Varda on that day.",
		By: "Ingrid Solberg", Date: "2026-11-22", SecondReader: casefile.SecondReader{Name: "Amal Haddad", Date: "2026-11-22", Note: "Agrees."},
		Sources: []casefile.ID{"1", capture}, Reply: casefile.Reply{Who: "The ministry", Asked: "2026-11-20", Answer: casefile.Declined, Text: "No comment."},
	}, {Claimed: other, Wording: "Another finding."}}
	t.Case.Corrections = []casefile.Correction{{Date: "2026-11-23", Text: "The first version named another place."}}
	t.Case.Issues = []casefile.Issue{{Number: 1, Made: "2026-11-20T10:00:00Z", Edition: Archive}}
	t.Number, t.Replaces = 2, 1
	for i := range 45 {
		line := casefile.LogLine{Time: made.Add(time.Duration(i) * time.Minute), Actor: "I. Solberg", Event: casefile.Edited, Parameters: map[string]string{"id": fmt.Sprint(i)}}
		switch i {
		case 0, 1:
			line.Event, line.Object = casefile.Imported, t.Case.Evidence[i].SHA256
		case 2:
			line.Event, line.Actor = casefile.Compared, ""
		case 44:
			line.Event = "a word of a later version"
		}
		log, err := t.Log.With(line)
		if err != nil {
			panic(err)
		}
		t.Log = log
	}
	return t
}

// published is the same as a publication that withholds the found picture and the capture.
func published() *trial {
	t := told()
	t.Edition = Publication
	for i, id := range []casefile.ID{"1", "3", "part"} {
		e, _ := t.Case.Find(id)
		out := casefile.Evidence{ID: id, Role: e.Role, Name: fmt.Sprint("withheld item ", i+1), Withheld: casefile.Withheld{On: true}}
		if id != "part" {
			out.Withheld.Commitment = digest("commitment " + string(id))
		}
		t.Case = t.Case.With(out)
	}
	a := &t.Comparisons[0].Alignment
	*a = (*a)
	a.Inliers, a.Support, a.HasNFA, a.Status, a.Model, a.Matches = nil, nil, false, 0, 0, 0
	a.CandidateFromClaimed, a.ClaimCovered, a.CandidateCovered, a.ResidualPx, a.CornerErrorPx = geom.Map{}, 0, 0, 0, 0
	return t
}

func TestWhatPersonsRecordedIsPrinted(t *testing.T) {
	d := composed(t, told().Input)
	mustSay(t, said(d.Pages[0]),
		"archive edition", "The picture posted by Ministry on 9 Nov 2017 is consistent",
		"This report is about item A, one of 2 claims in the case. Not examined here: C.",
		"Out of context; Edited or cropped (chosen by Ingrid Solberg)", "Amal Haddad", "45 lines, ", "report 1")
	mustSay(t, said(d.Pages...),
		"1 Question and propositions", "Does the picture posted on 9 November 2017 show a strike",
		"claim, not examined here", "Part of item D, from 20, 30 to 220, 190 px", "Part of item D: the digest is that of its file.",
		"Account @varda_mod", "Archived on 9 Nov 2017", "Deleted since 10 Nov 2017", "Encoded anew by a platform", "not Varda, says a harbour master; this one counts", "Found by A. Finder",
		"What the posts say", "Strike on an ammunition depot in Varda, 9 November 2017.", "Seen gone 10 Nov 2017 (A. Haddad)", "The post that took its place 2",
		"3 Claimed and found context", "Found (B)", "known", "partly", "unknown", "Published by 2015",
		"Dates", "The earliest found copy was there by 2015, before the claimed event of 9 Nov 2017.", "Item A: Two dates for when it was posted, which conflict.",
		"not after 30 Jun 2015", "9 Nov 2017, 16:40 UTC+03:00", "spring of some year",
		"Statements", "Ministry, by phone",
		"10 Conclusion", "Item A is consistent with a crop of item B, which was published", "DecontextualizedContent", "is shown with another time, place or event",
		"Whether there was a strike in Varda on that day.", "Agrees.", "A person counts 2: B and D", "Declined to answer", "The first version named another place.",
		"Report 2 of the case, archive edition. It replaces report 1, 20 Nov 2026, 10:00 UTC.",
		"12 Log", "39 more lines in the attachment", "a word of a later version", "45 lines. Digest of the last line: "+words.Digest(told().Log.Head()))
	if text := said(d.Pages...); strings.Contains(text, "Another finding.") {
		t.Error("the finding about another claim is printed")
	}
}

func TestWhereNothingWasRecordedThatIsSaid(t *testing.T) {
	text := said(composed(t, cases()["empty fields"].Input).Pages...)
	mustSay(t, text, "No question was recorded.", "Conclusion", "attached as log.jsonl. None recorded.", "Corrections None recorded.", "Right of reply None recorded.")
	for _, never := range []string{"What the posts say", "Statements", "Dates", "MediaReview", "Withheld"} {
		if strings.Contains(text, never) {
			t.Errorf("%q is said of an empty case", never)
		}
	}
}

func TestALogInWhichNobodyNamedThemselvesHasNoColumnForIt(t *testing.T) {
	in := matched().Input
	var err error
	if in.Log, err = in.Log.With(casefile.LogLine{Time: made, Event: casefile.Imported, Object: in.Case.Evidence[0].SHA256}); err != nil {
		t.Fatal(err)
	}
	object := in.Case.Evidence[0].SHA256
	text := said(composed(t, in).Pages...)
	mustSay(t, text, "Time (UTC) Event Item SHA-256 Line before 1 22 Nov 2026, 18:55 File received A "+object[:4]+" "+object[4:8]+" 0000 0000")
	mustSay(t, said(composed(t, told().Input).Pages...), "Time (UTC) Actor Event Item SHA-256 Line before 1 22 Nov 2026, 18:55 I. Solberg File received A")
}

func TestAPublicationHasOnlyACommitmentOfWhatIsWithheld(t *testing.T) {
	in := published().Input
	d := composed(t, in)
	all := said(d.Pages...)
	mustSay(t, all, "publication edition", "Withheld for safety", words.Digest(digest("commitment 1")), "is consistent with item B.",
		"Figures and pictures of this pair are left out", "the SHA-256 of a random number and the file’s digest", "compare 'påstand æøå.jpg' ITEM-B")
	for _, never := range []string{"источник.jpg", "Sjøfartsbladet", "post.png", "10³⁰", "crop of “"} {
		if strings.Contains(all, never) {
			t.Errorf("%q is printed", never)
		}
	}
	read, err := ReadManifest(d.Attachments[0].Data)
	if err != nil || read.Edition != Publication || read.Items[1].Commitment != digest("commitment 1") || read.Items[1].SHA256 != "" || read.Items[1].Drawn {
		t.Errorf("%v, the manifest has %+v", err, read.Items[1])
	}
	for name, change := range map[string]func(*casefile.Evidence){
		"digest": func(e *casefile.Evidence) { e.SHA256 = digest("x") },
		"source": func(e *casefile.Evidence) { e.Source.Publisher = "Somebody" },
		"salt":   func(e *casefile.Evidence) { e.Withheld.Salt = digest("salt") },
	} {
		left := published()
		e, _ := left.Case.Find("1")
		change(&e)
		left.Case = left.Case.With(e)
		if _, err := Write(context.Background(), &bytes.Buffer{}, left.Input); !errors.Is(err, ErrWithheld) {
			t.Errorf("%s left in: %v", name, err)
		}
	}
}

func TestTheReportIsAboutTheClaimThatWasChosen(t *testing.T) {
	in := told().Input
	in.About = "2"
	text := said(composed(t, in).Pages...)
	mustSay(t, text, "No candidate was compared with this claim.", "Another finding.", "one of 2 claims in the case. Not examined here: C.")
	in.About = "1"
	if _, err := Write(context.Background(), &bytes.Buffer{}, in); !errors.Is(err, ErrNoClaim) {
		t.Errorf("about a candidate: %v", err)
	}
}

func TestAManifestOfALaterFormIsTold(t *testing.T) {
	for schema, want := range map[string]error{"motbilde.report/2": nil, "motbilde.report/3": ErrNewer} {
		if _, err := ReadManifest([]byte(`{"schema":"` + schema + `"}`)); !errors.Is(err, want) {
			t.Errorf("%s: %v", schema, err)
		}
	}
	for _, schema := range []string{"motbilde.report/1", "motbilde.report/x", "motbilde.case/2", ""} {
		if _, err := ReadManifest([]byte(`{"schema":"` + schema + `"}`)); err == nil || errors.Is(err, ErrNewer) {
			t.Errorf("%s: %v", schema, err)
		}
	}
}
