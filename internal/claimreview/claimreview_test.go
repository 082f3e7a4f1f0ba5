package claimreview

import (
	"bytes"
	"encoding/json"
	"errors"
	"net/url"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/words"
)

// schema is what this package uses of the vocabulary.
type schema struct {
	Version    string
	Parents    map[string]string
	Properties map[string]struct{ Of, Takes []string }

	Enumerations map[string][]string
}

func vocabulary(t *testing.T) (s schema) {
	t.Helper()
	text, err := os.ReadFile("testdata/schemaorg.json")
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(text, &s); err != nil {
		t.Fatal(err)
	}
	return s
}

// is reports whether a type is another, or below it.
func (s schema) is(kind, other string) bool {
	for ; kind != ""; kind = s.Parents[kind] {
		if kind == other {
			return true
		}
	}
	return false
}

var date = regexp.MustCompile(`^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)?)?$`)

// takes reports whether a value may stand where one of those types is taken.
func (s schema) takes(value any, types []string, byID map[string]string) bool {
	for _, kind := range types {
		switch v := value.(type) {
		case string:
			u, err := url.Parse(v)
			web := err == nil && u.Host != "" && strings.HasPrefix(u.Scheme, "http")
			allowed, enumerated := s.Enumerations[kind]
			switch {
			case enumerated && slices.Contains(allowed, strings.TrimPrefix(v, "https://schema.org/")) && strings.HasPrefix(v, "https://schema.org/"),
				kind == "Text", kind == "URL" && web, (kind == "Date" || kind == "DateTime") && date.MatchString(v):
				return true
			}
		case map[string]any:
			of, typed := v["@type"].(string)
			if id, ok := v["@id"].(string); ok && !typed {
				of, typed = byID[id], true
			}
			if typed && s.is(of, kind) || !typed && (kind == "Person" || kind == "Organization") && v["name"] != nil {
				return true
			}
		}
	}
	return false
}

// wrong says what in a thing isn't as the vocabulary has it.
func (s schema) wrong(thing map[string]any, byID map[string]string) (all []string) {
	kind, typed := thing["@type"].(string)
	if _, known := s.Parents[kind]; typed && !known {
		all = append(all, "no type "+kind)
	}
	for name, value := range thing {
		if strings.HasPrefix(name, "@") {
			continue
		}
		p, known := s.Properties[name]
		if !known || typed && !slices.ContainsFunc(p.Of, func(of string) bool { return s.is(kind, of) }) {
			all = append(all, kind+" has no "+name)
			continue
		}
		values, many := value.([]any)
		if !many {
			values = []any{value}
		}
		for _, v := range values {
			if !s.takes(v, p.Takes, byID) {
				text, _ := json.Marshal(v)
				all = append(all, kind+"."+name+" doesn't take "+string(text))
			}
			if below, ok := v.(map[string]any); ok {
				all = append(all, s.wrong(below, byID)...)
			}
		}
	}
	return all
}

// checked returns the reviews of a document that holds to the vocabulary.
func checked(t *testing.T, text []byte) []map[string]any {
	t.Helper()
	var d struct {
		Context string           `json:"@context"`
		Graph   []map[string]any `json:"@graph"`
	}
	if err := json.Unmarshal(text, &d); err != nil {
		t.Fatal(err)
	}
	if d.Context != "https://schema.org" {
		t.Errorf("the context is %q", d.Context)
	}
	byID := map[string]string{}
	for _, thing := range d.Graph {
		byID[thing["@id"].(string)] = thing["@type"].(string)
	}
	s := vocabulary(t)
	if s.Version != Vocabulary {
		t.Errorf("held against schema.org %s, not %s", s.Version, Vocabulary)
	}
	for _, thing := range d.Graph {
		for _, wrong := range s.wrong(thing, byID) {
			t.Error(wrong)
		}
	}
	return d.Graph
}

// said is a case in which a person said all that readers of the form ask for.
func said() Input {
	c := casefile.Case{Language: "en"}
	c = c.With(casefile.Evidence{ID: "claim", Role: casefile.Claimed, Name: "claim.jpg", MediaType: "image/jpeg", SHA256: strings.Repeat("ab", 32), Source: casefile.Source{
		Publisher: "Ministry", Account: "@varda_mod", Date: "2017-11-09", Address: "https://example.org/post/1",
		Archived: []casefile.Archived{{Address: "https://archive.example.org/1", Date: "2017-11-10"}},
		Text:     "Удар по складу в Варде", Translation: "A strike on a depot in Varda on 9 November </script>",
	}})
	c = c.With(casefile.Evidence{
		ID: "found", Role: casefile.Candidate, Name: "game.mp4", MediaType: "video/mp4", SHA256: strings.Repeat("cd", 32),
		Source:  casefile.Source{Publisher: "A studio", Date: "2015", Address: "https://example.org/game", Credit: "A studio"},
		Pillars: casefile.Pillars{Date: casefile.Pillar{Known: casefile.Established, Note: "Published in 2015."}},
	})
	c.Posts = []casefile.Post{
		{ID: "p", Account: "@varda_mod", Address: "https://example.org/post/2", Pictures: []casefile.ID{"claim"}, Texts: []casefile.Text{{Text: "Again"}}},
		{ID: "q", Account: "@other", Address: "https://example.org/post/3"},
	}
	c = c.WithFinding(casefile.Finding{
		Claimed: "claim", Wording: "The picture is a part of a game's trailer.", Ratings: []casefile.Rating{casefile.Decontextualized, casefile.EditedOrCropped},
		By: "I. Solberg", Date: "2026-11-20", DoesNotShow: "Who cropped it.",
	})
	return Input{Case: c, Language: words.English, Found: map[casefile.ID]casefile.ID{"claim": "found"}, Address: "https://desk.example/check"}
}

func of(t *testing.T, in Input) ([]byte, []Gap) {
	t.Helper()
	text, gaps, err := Of(in)
	if err != nil {
		t.Fatal(err)
	}
	return text, gaps
}

func TestReviewsHoldToTheVocabulary(t *testing.T) {
	text, gaps := of(t, said())
	if len(gaps) > 0 {
		t.Errorf("missing in a full case: %v", gaps)
	}
	graph := checked(t, text)
	if len(graph) != 2 {
		t.Fatalf("%d reviews", len(graph))
	}
	again, _ := of(t, said())
	if !bytes.Equal(text, again) {
		t.Error("two documents of one case differ")
	}
	for _, want := range []string{
		`"claimReviewed": "A strike on a depot in Varda on 9 November \u003c/script\u003e"`, `"alternateName": "Out of context; Edited or cropped"`,
		`"url": "https://desk.example/check"`, `"https://schema.org/DecontextualizedContent"`, `"originalMediaContextDescription": "Published in 2015."`,
		`"url": "https://example.org/post/2"`, `"https://archive.example.org/1"`, `"datePublished": "2026-11-20"`,
	} {
		if !bytes.Contains(text, []byte(want)) {
			t.Errorf("%s is not in\n%s", want, text)
		}
	}
	if bytes.Contains(text, []byte("post/3")) || bytes.Contains(text, []byte("2015\"")) {
		t.Errorf("a post without the picture, or a date that is none, stands in\n%s", text)
	}
}

// What the check of this test holds is held against what it must refuse.
func TestTheVocabularyRefusesWhatItDoesNotKnow(t *testing.T) {
	s := vocabulary(t)
	for _, text := range []string{
		`{"@type":"ClaimReview","mediaAuthenticityCategory":"https://schema.org/StagedContent"}`,
		`{"@type":"MediaReview","mediaAuthenticityCategory":"https://schema.org/FakeContent"}`,
		`{"@type":"MediaReview","originalMediaLink":{"@type":"Claim"}}`,
		`{"@type":"ClaimReview","url":"not an address"}`,
		`{"@type":"Claim","datePublished":"9 November"}`,
		`{"@type":"Cake"}`,
	} {
		var thing map[string]any
		if err := json.Unmarshal([]byte(text), &thing); err != nil {
			t.Fatal(err)
		}
		if len(s.wrong(thing, nil)) == 0 {
			t.Errorf("%s passes", text)
		}
	}
	for _, r := range casefile.Ratings {
		if !slices.Contains(s.Enumerations["MediaManipulationRatingEnumeration"], string(r)) {
			t.Errorf("schema.org %s has no %s", s.Version, r)
		}
	}
	in := said()
	in.Case = in.Case.WithFinding(casefile.Finding{Claimed: "claim", Ratings: []casefile.Rating{"FakeContent"}})
	if _, _, err := Of(in); !errors.As(err, new(*RatingError)) {
		t.Errorf("an unknown rating gives %v", err)
	}
}

func TestNothingIsMadeUp(t *testing.T) {
	in := said()
	in.Address = ""
	claim, _ := in.Case.Find("claim")
	claim.Source = casefile.Source{}
	in.Case = in.Case.With(claim)
	in.Case.Posts = nil
	in.Case = in.Case.WithFinding(casefile.Finding{Claimed: "claim", Wording: strings.Repeat("A long conclusion. ", 9)})
	text, gaps := of(t, in)
	var needs []Need
	for _, g := range gaps {
		if g.Claim != "claim.jpg" {
			t.Errorf("the gap %s is of %q", g.What, g.Claim)
		}
		needs = append(needs, g.What)
	}
	if want := []Need{Address, Author, Date, Claimed, Rating, Earlier}; !slices.Equal(needs, want) {
		t.Errorf("missing: %v, want %v", needs, want)
	}
	for _, never := range []string{"claimReviewed", "datePublished", "alternateName", "originalMedia", "mediaAuthenticityCategory", `"url"`, "Solberg"} {
		if bytes.Contains(text, []byte(never)) {
			t.Errorf("%s stands in\n%s", never, text)
		}
	}
	checked(t, text)

	in.Case = in.Case.WithFinding(casefile.Finding{Claimed: "claim"})
	if text, gaps = of(t, in); text != nil || len(gaps) != 1 || gaps[0].What != Finding {
		t.Errorf("without a conclusion: %q, %v", text, gaps)
	}
}

// Whatever is missing has a sentence in both languages.
func TestEveryGapHasItsSentence(t *testing.T) {
	for _, l := range []words.Language{words.English, words.Norwegian} {
		for _, need := range []Need{Finding, Address, Claimed, Short, Rating, Author, Date, Earlier, Source} {
			if says := l.Say("claimreview.missing."+string(need), "claim", "«a.jpg»"); !strings.Contains(says, "«a.jpg»") {
				t.Errorf("%s, %s: %q", l.Code(), need, says)
			}
		}
	}
}

func TestAWithheldItemLeavesNothing(t *testing.T) {
	for _, id := range []casefile.ID{"found", "claim"} {
		in := said()
		e, _ := in.Case.Find(id)
		e.Withheld.On = true
		in.Case = in.Case.With(e)
		text, _ := of(t, in)
		for _, secret := range []string{e.SHA256, e.Source.Address, e.Source.Publisher} {
			if bytes.Contains(text, []byte(secret)) {
				t.Errorf("%q of the withheld %s stands in\n%s", secret, id, text)
			}
		}
	}
}

// Likeness has no direction in time: only dates that a person recorded make the found picture the earlier one.
func TestALaterOrUndatedPictureIsNotLinkedAsTheOriginal(t *testing.T) {
	for _, d := range []casefile.Date{"", "2017-11-09", "2018", "2017?", "../2018"} {
		in := said()
		e, _ := in.Case.Find("found")
		e.Source.Date = d
		in.Case = in.Case.With(e)
		text, gaps := of(t, in)
		if bytes.Contains(text, []byte("originalMediaLink")) || !slices.ContainsFunc(gaps, func(g Gap) bool { return g.What == Earlier }) {
			t.Errorf("found %q: gaps %v in\n%s", d, gaps, text)
		}
	}
}
