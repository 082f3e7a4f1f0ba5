package graphic

import (
	"strings"
	"testing"

	"github.com/motbilde/motbilde/internal/align"
	"github.com/motbilde/motbilde/internal/compare"
	"github.com/motbilde/motbilde/internal/report"
	"github.com/motbilde/motbilde/internal/words"
)

func TestDraftsFillOnlyWhatIsEmptyAndNothingThatAPersonMustSay(t *testing.T) {
	b := shapes["usual"]
	for _, l := range []words.Language{words.English, words.Norwegian} {
		for _, k := range Kinds {
			s := Draft(Content{Brief: b}, Default(k, "x", l))
			if s.Headline == "" || s.Alt == "" || s.Caption == "" {
				t.Errorf("%s in %s: %+v", k, l.Code(), s)
			}
			if s.Claim.Title != "" || s.Found.Title != "" || s.Verdict != "" || s.Stamp != nil {
				t.Errorf("%s in %s: it says what is claimed: %+v", k, l.Code(), s)
			}
			if n := len([]rune(s.Alt)); n > 600 {
				t.Errorf("%s in %s: an alt text of %d characters: %s", k, l.Code(), n, s.Alt)
			}
			if all := s.Headline + s.Alt + s.Caption + s.Credits + s.Claim.Detail + s.Found.Detail; strings.ContainsAny(all, "[]{}") {
				t.Errorf("%s in %s: %s", k, l.Code(), all)
			}
		}
	}
	typed := Settings{Headline: "Mine", Claim: Bar{"a", "b"}, Found: Bar{"c", "d"}, Credits: "e", Alt: "f", Caption: "g"}
	if got := Draft(Content{Brief: b}, typed); got != typed {
		t.Errorf("what was typed became %+v", got)
	}
}

func TestWordsOfTheSidesFollowHowThePicturesLie(t *testing.T) {
	c := Content{Brief: shapes["usual"]}
	for preset, want := range map[string][2]string{
		"x":        {"(L) The claimed picture", "Two pictures side by side. Left, the claimed picture"},
		"portrait": {"Claim: The claimed picture", "Two pictures, one above the other. Above, the claimed picture"},
	} {
		s := desk.Draft(c, Default(PairKind, preset, words.English))
		if !strings.HasPrefix(s.Caption, want[0]) || !strings.HasPrefix(s.Alt, want[1]) {
			t.Errorf("%s: %q, %q", preset, s.Caption, s.Alt)
		}
		out, err := Compose(t.Context(), c, s, desk)
		if err != nil {
			t.Fatal(err)
		}
		if beside := out.Claim.MaxX <= out.Found.MinX; beside != (preset == "x") {
			t.Errorf("%s: the pictures lie otherwise than is said", preset)
		}
	}
}

func TestWhatAPersonDescribedStandsInTheAltText(t *testing.T) {
	b := shapes["usual"]
	b.Claim.Description, b.Found.Description = "a grey view of a road on a ridge", "the same road, in colour"
	s := chosen(PairKind, "x", words.English)
	s.Alt = ""
	alt := Draft(Content{Brief: b}, s).Alt
	for _, want := range []string{"the claimed picture: a grey view of a road on a ridge, posted on 9 Nov 2025 by @varda_mod.", "the found picture: the same road, in colour, published in 1999 by Sample set.", "6 details are marked in both. They are: 1, Bend of the road"} {
		if !strings.Contains(strings.ReplaceAll(alt, "\u00a0", " "), want) {
			t.Errorf("%q is not in %q", want, alt)
		}
	}
}

// Who published a picture may have any name: a draft is never one that can't be saved.
func TestADraftedHeadlineHasRoomOnEverySize(t *testing.T) {
	b := shapes["usual"]
	b.Found.Account = "The Public Broadcasting Service of the Northern and Outer Islands, Department of Landscape Films"
	for _, l := range []words.Language{words.English, words.Norwegian} {
		for _, p := range Presets() {
			s := Draft(Content{Brief: b}, Default(PairKind, p.Name, l))
			out, err := Compose(t.Context(), Content{Brief: b}, s, Kit{})
			if err != nil {
				t.Fatal(err)
			}
			if must := out.Must(); len(must) > 0 {
				t.Errorf("%s in %s: %q: %s", p.Name, l.Code(), s.Headline, must[0].Say(l))
			}
			if !strings.Contains(s.Headline, "1999") {
				t.Errorf("%s in %s: when it was published is left out of %q", p.Name, l.Code(), s.Headline)
			}
			for _, w := range Ways {
				s := Kit{}.DraftMoving(Content{Brief: b}, Settings{Preset: p.Name, Language: l}, w)
				m, err := ComposeMoving(t.Context(), Content{Brief: b}, s, Kit{}, w)
				if err != nil {
					t.Fatal(err)
				}
				for _, n := range m.Notes {
					if n.Must {
						t.Errorf("%s in %s, %s: %q: %s", p.Name, l.Code(), w, s.Headline, n.Say(l))
					}
				}
			}
		}
	}
}

func TestHeadlinesSayNoMoreThanWasFound(t *testing.T) {
	for want, change := range map[string]func(*report.Brief){
		"The claimed picture is consistent with a crop of a picture published by Sample set in 1999": func(*report.Brief) {},
		"The claimed picture is consistent with a copy of a picture published by Sample set in 1999": func(b *report.Brief) { b.Cropped = false },
		"The pictures share only a part": func(b *report.Brief) { b.Verdict, b.Candidate = align.Partial, true },
		"The claimed picture shows the same view as a picture published by Sample set in 1999, but parts differ": func(b *report.Brief) {
			b.OtherMoment = true
		},
		"": func(b *report.Brief) { b.Verdict, b.Candidate = align.Uncertain, true },
	} {
		b := shapes["usual"]
		change(&b)
		if got := Draft(Content{Brief: b}, Settings{}).Headline; got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	b := shapes["usual"]
	b.ByHand = true
	if got := Draft(Content{Brief: b}, Settings{}).Headline; got != "" {
		t.Errorf("of a placement by hand: %q", got)
	}
	b.Difference.Map = &compare.Map{}
	if got := Draft(Content{Brief: b}, Settings{Kind: DifferenceKind}).Headline; got != "No difference found beyond tone, noise and compression" {
		t.Errorf("of no difference: %q", got)
	}
}

func TestTheChipOfACandidateIsNotThatOfAFoundPicture(t *testing.T) {
	b := shapes["usual"]
	b.Verdict, b.Candidate = align.Partial, true
	find(t, composed(t, b, chosen(PairKind, "x", words.English)).Drawing, "CANDIDATE")
}
