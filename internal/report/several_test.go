package report

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/motbilde/motbilde/internal/align"
	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/figure"
	"github.com/motbilde/motbilde/internal/picture"
	"github.com/motbilde/motbilde/internal/words"
)

// several is a case of five claims: two with a match, the same video at two of
// its frames, one without, one whose search is under way, and one unreadable.
func several() *trial {
	t := told()
	t.About = ""
	pixels := func(id casefile.ID) *picture.Pyramid { p, _ := t.Picture(id); return p }
	second, found := casefile.ID("2"), casefile.ID("1")
	t.compared(second, found, crop(pixels(second).Size(), pixels(found).Size(), 1.1, 40, 30))
	film := t.file(casefile.Candidate, "film.mp4", scene(320, 200, false))
	frame := func(n int) *casefile.Frame {
		f := casefile.Frame{Index: n, SHA256: digest(fmt.Sprint("frame ", n)), Codec: "h264", Decoder: "ffmpeg 5"}
		f.First.Index, f.Last.Index = n, n
		return &f
	}
	for i, claim := range []casefile.ID{"0", second} {
		t.compared(claim, film, crop(pixels(claim).Size(), pixels(film).Size(), 1, 30, 20))
		c := &t.Comparisons[len(t.Comparisons)-1]
		c.Method, c.Frame = "find/3 align/4", frame(100*(i+1))
	}
	none := t.file(casefile.Claimed, "third claim.jpg", scene(90, 120, false))
	t.compared(none, found, align.Alignment{Verdict: align.NoMatch})
	t.file(casefile.Claimed, "fourth claim.jpg", scene(70, 60, false))
	t.file(casefile.Claimed, "fifth claim.jpg", nil)
	t.file(casefile.Candidate, "broken.jpg", nil)
	return t
}

func TestACaseOfSeveralClaimsBeginsWithATableOfThem(t *testing.T) {
	for l, want := range map[words.Language][]string{
		words.English: {
			"5 claimed pictures, 3 candidates. Match found: A and B. No match found so far: C. Not examined: D and E.",
			"Best candidate Found by the program Concluded by a person",
			"A påstand æøå.jpg Posted 9 Nov 2017, 16:40 UTC+03:00, Ministry F источник.jpg Sjøfartsbladet, 2015 Match found The claim shows 53 % of it 2 candidates; 1 unreadable Out of context; Edited or cropped Ingrid Solberg",
			"C third claim.jpg – No match found By this method 1 candidate; 1 unreadable; 1 not compared None recorded.",
			"D fourth claim.jpg – Not examined 0 candidates; 1 unreadable; 2 not compared",
			"E no picture fifth claim.jpg – Not examined Can’t be read", "The program measures. What it means is for a person to say.",
		},
		words.Norwegian: {
			"5 påstandsbilder, 3 kandidater.", "Beste kandidat Funnet av programmet Konkludert av et menneske", "Ikke undersøkt: D og E.",
		},
	} {
		in := several().Input
		in.Language = l
		d := composed(t, in)
		mustSay(t, said(d.Pages[0]), want...)
		if l != words.English {
			continue
		}
		all := said(d.Pages...)
		mustSay(t, all, "Claim A · 1 of 5", "Claim E · 5 of 5", "Not compared yet: G. Could not be read: H.", "Item A: Found frame at", "Item B: Found frame at",
			words.Digest(digest("frame 100")), words.Digest(digest("frame 200")), "SHA-256 of the pixels of frame 200:",
			"A: Expected verdict match", "B: Expected verdict match", "C: Expected verdict no-match", "The case and this report")
		heads := map[string]int{}
		for _, b := range d.Bookmarks {
			_, head, _ := strings.Cut(b.Title, "  ")
			heads[head]++
		}
		for head, want := range map[string]int{
			"Question and propositions": 1, "Items received": 1, "Reproduce this": 1, "Log": 1, "Manifest, and how to verify": 1,
			"The aligned pair": 3, "Strength of the match": 3, "All candidates": 5, "Claimed and found context": 5, "Conclusion": 5,
		} {
			if heads[head] != want {
				t.Errorf("%q stands %d times, want %d", head, heads[head], want)
			}
		}
	}
}

func TestEachClaimHasItsOwnPlacesAndFigures(t *testing.T) {
	d := composed(t, several().Input)
	var groups, below []string
	for _, b := range d.Bookmarks {
		if b.Level == 1 {
			below = append(below, b.Title)
		} else {
			groups = append(groups, b.Title)
		}
	}
	if got := strings.Join(groups, " | "); !strings.HasPrefix(got, "1  Question and propositions | Claim A: påstand æøå.jpg | Claim B: second claim.jpg | Claim C: third claim.jpg | Claim D: fourth claim.jpg | Claim E: fifth claim.jpg | ") {
		t.Errorf("the bookmarks are %s", got)
	}
	if len(below) < 20 {
		t.Errorf("below them stand %q", below)
	}
	places := map[string]bool{}
	for _, page := range d.Pages {
		for _, it := range page.Items {
			if link, ok := it.(figure.Link); ok && link.Anchor != "" {
				if _, there := d.Anchors[link.Anchor]; !there {
					t.Errorf("a link to %q leads nowhere", link.Anchor)
				}
				places[link.Anchor] = true
			}
		}
	}
	for _, want := range []string{"A-summary", "E-summary", "A-difference", "B-pair", "manifest"} {
		if !places[want] {
			t.Errorf("nothing leads to %q: %v", want, places)
		}
	}
	all := said(d.Pages...)
	for n := 1; strings.Contains(all, fmt.Sprintf("Figure %d. ", n)) || n < 12; n++ {
		if got := strings.Count(all, fmt.Sprintf("Figure %d. ", n)); got != 1 {
			t.Errorf("figure %d stands %d times", n, got)
		}
	}
	m, err := ReadManifest(d.Attachments[0].Data)
	if err != nil {
		t.Fatal(err)
	}
	if m.About != "" || len(m.Pairs) != 5 || m.Difference != nil || m.Recipe != nil {
		t.Fatalf("the manifest is about %q and holds %d pairs", m.About, len(m.Pairs))
	}
	if p := m.Pairs; p[0].Claim != "A" || p[0].Candidate != "F" || p[0].Difference == nil || p[1].Recipe == nil || p[2].Difference != nil || p[3].Candidate != "" {
		text, _ := json.Marshal(p)
		t.Errorf("the pairs are %s", text)
	}
	names := map[string]bool{}
	for _, f := range m.Figures {
		if names[f.Name] {
			t.Errorf("two figures are called %q", f.Name)
		}
		names[f.Name] = true
	}
	if !names["figures/A-claim.jpg"] || !names["figures/B-overlay.jpg"] {
		t.Errorf("the figures are %v", names)
	}
}

func TestAVideoIsShownAtTheFrameOfEachClaim(t *testing.T) {
	c := several()
	c.Comparisons = c.Comparisons[len(c.Comparisons)-3:] // the film is the best of A and B
	asked := map[string]int{}
	c.Found = func(claim, candidate casefile.ID) (*picture.Pyramid, error) {
		asked[fmt.Sprint(claim, " ", candidate)]++
		if p, there := c.pictures[candidate]; there {
			return p, nil
		}
		return nil, errors.New("gone")
	}
	composed(t, c.Input)
	film := string(c.Comparisons[0].Candidate)
	if asked["0 "+film] == 0 || asked["2 "+film] == 0 {
		t.Errorf("asked for %v", asked)
	}
}

func TestAReportOnSeveralClaimsIsTheSameEveryTime(t *testing.T) {
	var first, second bytes.Buffer
	for _, out := range []*bytes.Buffer{&first, &second} {
		if _, err := Write(context.Background(), out, several().Input); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(first.Bytes(), second.Bytes()) {
		t.Errorf("two reports of %d and %d bytes differ", first.Len(), second.Len())
	}
}
