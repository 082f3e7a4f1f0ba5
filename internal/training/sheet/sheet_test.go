package sheet

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/picture"
	"github.com/motbilde/motbilde/internal/synth"
	"github.com/motbilde/motbilde/internal/training"
	"github.com/motbilde/motbilde/internal/words"
)

// keep names a folder to write the sheets into, to be looked at.
var keep = flag.String("keep", "", "a folder to keep the sheets in")

var drawn = map[uint64]*picture.Pyramid{}

func scene(seed uint64) *picture.Pyramid {
	if drawn[seed] == nil {
		img := synth.Draw(seed, synth.Compound, geom.Size{Width: 320, Height: 240}).Image
		drawn[seed] = picture.NewPyramid(picture.FromImage(fmt.Sprint(seed), img))
	}
	return drawn[seed]
}

func printing(l words.Language, paper Paper) Printing {
	return Printing{
		Language: l, Paper: paper, Title: "An evening with pictures", Program: "Motbilde 0.1.0", Made: time.Date(2026, 11, 26, 9, 0, 0, 0, time.UTC),
		Picture: func(_ context.Context, item training.Item) (*picture.Pyramid, error) {
			return scene(uint64(len(item.ID)%3 + 3)), nil
		},
	}
}

// exercises are one of two candidates, a line-up of twenty, and a video without a still.
func exercises() ([]training.Exercise, map[string]training.Key) {
	size := geom.Size{Width: 320, Height: 240}
	item := func(id string) training.Item { return training.Item{ID: id, Name: id + ".jpg", Size: size} }
	pair := training.Exercise{
		ID: "pair", Title: training.Both("The harbour at night", "Havna om natta"), Task: training.Both("Which candidate was the claim taken from, if any? Show where it lies, and pair four details.", "Hvilken kandidat er påstanden hentet fra, om noen?"),
		Level: 2, Minutes: 8, Claim: item("claim"), Candidates: []training.Item{item("a"), item("bb")},
	}
	many := pair
	many.ID, many.Title, many.Candidates = "many", training.Both("A line-up", "Mange på rekke"), nil
	for n := range 20 {
		many.Candidates = append(many.Candidates, item(fmt.Sprint("c", n)))
	}
	film := pair
	film.ID, film.Title = "film", training.Both("A film", "En film")
	film.Candidates = []training.Item{{ID: "v", Name: "v.mp4", Size: geom.Size{Width: 1280, Height: 720}, Video: true}, item("a"), item("bb"), item("ccc")}
	key := training.Key{
		Family: training.Edited, Choice: training.ThisOne, Inverted: true,
		Placements:  []training.Placement{{Candidate: "a", CandidateFromClaimed: geom.Map{-0.5, 0, 260, 0, 0.5, 40, 0, 0, 1}}},
		Differences: []geom.Rect{{MinX: 100, MinY: 80, MaxX: 160, MaxY: 130}},
		Hints:       []training.Hint{{Text: training.Both("Read the name on the bow.", "Les navnet på baugen."), Cost: 10}},
		Explanation: training.Both(strings.Repeat("The pier and the crane agree, mirrored. ", 12), strings.Repeat("Kaia og krana stemmer, speilvendt. ", 12)),
		Careful:     training.Both("The claim agrees with a mirrored part of candidate A, but for one place.", "Påstanden stemmer med en speilvendt del av kandidat A, unntatt ett sted."),
		Weak:        training.Both("This proves that the picture is fake.", "Dette beviser at bildet er falskt."), Checklist: training.DefaultChecklist(),
		Teacher: training.Both("Most will miss the mirror.", "De fleste overser speilingen."),
	}
	moving := key
	moving.Placements = []training.Placement{{Candidate: "v", CandidateFromClaimed: geom.Translation(30, 30)}}
	moving.From, moving.To = 12*time.Second, 12400*time.Millisecond
	none := training.Key{Choice: training.None}
	return []training.Exercise{pair, many, film}, map[string]training.Key{"pair": key, "many": none, "film": moving}
}

// sheets are the four kinds.
func sheets() map[string]func(context.Context, Printing, io.Writer) error {
	all, keys := exercises()
	return map[string]func(context.Context, Printing, io.Writer) error{
		"tasks":   func(ctx context.Context, p Printing, w io.Writer) error { return p.Tasks(ctx, w, all) },
		"markup":  func(ctx context.Context, p Printing, w io.Writer) error { return p.MarkUp(ctx, w, all[:1]) },
		"answers": func(ctx context.Context, p Printing, w io.Writer) error { return p.Answers(ctx, w, all, keys) },
		"certificates": func(ctx context.Context, p Printing, w io.Writer) error {
			return p.Certificates(ctx, w, []Certificate{
				{Learner: "Ida Myhre", Session: "An evening with pictures", Exercises: 3, Points: 240, Told: true, Place: "Bergen", Date: p.Made, Trainer: "Jonas Aker"},
				{Learner: "Åse", Exercises: 1, Date: p.Made},
			})
		},
	}
}

func TestSheetsAreTheSameEveryTimeAndSayWhatTheyShould(t *testing.T) {
	for name, print := range sheets() {
		for l, paper := range map[words.Language]Paper{words.English: A4, words.Norwegian: Letter} {
			var first, second bytes.Buffer
			for _, out := range []*bytes.Buffer{&first, &second} {
				if err := print(t.Context(), printing(l, paper), out); err != nil {
					t.Fatalf("%s: %v", name, err)
				}
			}
			if !bytes.Equal(first.Bytes(), second.Bytes()) {
				t.Errorf("%s: twice the same gives other bytes", name)
			}
			folder := t.TempDir()
			if *keep != "" {
				folder = *keep
			}
			path := filepath.Join(folder, name+"-"+l.Code()+".pdf")
			if err := os.WriteFile(path, first.Bytes(), 0o666); err != nil {
				t.Fatal(err)
			}
			if l == words.English {
				check(t, name, path)
			}
		}
	}
}

// check reads a sheet with another program.
func check(t *testing.T, name, path string) {
	t.Helper()
	if _, err := exec.LookPath("pdftotext"); err != nil {
		return
	}
	said, err := exec.Command("pdftotext", "-layout", path, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	text := strings.Join(strings.Fields(string(said)), " ")
	want := map[string][]string{
		"tasks":        {"The harbour at night", "What do you say?", "Which candidate was the claim", "How sure are you?", "a video", "Motbilde 0.1.0"},
		"markup":       {"Number four details", "1 of 2", "Claim"},
		"answers":      {"mirrored on the candidate", "Read the name on the bow. (10 points)", "One difference", "Most will miss", "0:12.00", "None of them"},
		"certificates": {"Ida Myhre", "has worked through 3 exercises", "240 of 300 points", "no examination", "Bergen, 26 Nov 2026", "one exercise"},
	}[name]
	for _, part := range want {
		if !strings.Contains(text, part) {
			t.Errorf("%s does not say %q: %s", name, part, text)
		}
	}
	if name == "answers" {
		return
	}
	for _, secret := range []string{"mirrored on", "Read the name", "Edited", "proves"} {
		if strings.Contains(text, secret) {
			t.Errorf("%s gives %q away", name, secret)
		}
	}
}

func TestWhatCantBePrintedIsNamed(t *testing.T) {
	all, _ := exercises()
	broken := errors.New("the disk broke")
	p := printing(words.English, A4)
	p.Picture = func(context.Context, training.Item) (*picture.Pyramid, error) { return nil, broken }
	if err := p.Tasks(t.Context(), io.Discard, all); !errors.Is(err, broken) {
		t.Errorf("%v", err)
	}
	if err := printing(words.English, A4).Answers(t.Context(), io.Discard, all, nil); err == nil {
		t.Error("answers without keys are printed")
	}
}

func TestLettersAreTheSameOnEverySheet(t *testing.T) {
	all, _ := exercises()
	for _, e := range all {
		for n, c := range Lettered(e) {
			if letterOf(e, c.ID) != letter(n) {
				t.Errorf("%s of %s is %s and %s", c.ID, e.ID, letterOf(e, c.ID), letter(n))
			}
		}
	}
	if letter(26) != "A1" || letterOf(all[0], "nobody") != "" {
		t.Error("letters run out")
	}
}
