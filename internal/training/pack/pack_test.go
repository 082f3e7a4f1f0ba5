package pack

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"testing"
	"time"

	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/training"
)

// fixed is a source of keys that is the same every time.
func fixed() io.Reader { return rand.NewChaCha8([32]byte{7}) }

func item(id, name string, step int) training.Item {
	return training.Item{ID: id, Name: name, Size: geom.Size{Width: 640, Height: 360}, Credit: "Drawn by Motbilde", Licence: "CC0-1.0", Step: step}
}

// lesson is a crop of "b", with a hint, a checklist and everything that a key can hold.
func lesson(id string, lateCandidate int) training.Lesson {
	l := training.Lesson{
		Exercise: training.Exercise{
			ID: id, Title: training.Both("A crop", "Et utsnitt"), Task: training.Both("Which one?", "Hvilket?"), Level: 2, Minutes: 8,
			Claim: item("claim", id+"/claim.jpg", 0), Candidates: []training.Item{item("a", id+"/a.jpg", 0), item("b", id+"/b.jpg", lateCandidate)},
			Asked: []training.Asked{training.AskChoice, training.AskOutline}, EyesFirst: true, Hints: []int{5, 10},
		},
		Key: training.Key{
			Family: training.Cropped, Choice: training.ThisOne,
			Placements:  []training.Placement{{Candidate: "b", CandidateFromClaimed: geom.Translation(1.0/3, 7), Within: geom.Rect{MaxX: 100.125, MaxY: 99}.Quad()}},
			Differences: []geom.Rect{{MinX: 0.1, MinY: 0.2, MaxX: 30.7, MaxY: 40}}, From: 1234567891, To: 2 * time.Second, Every: true, Inverted: true,
			Hints:       []training.Hint{{Text: training.Both("Look at the wall.", "Se på muren."), Cost: 5}, {Text: training.Both("It is mirrored.", "Det er speilvendt."), Cost: 10}},
			Explanation: training.Both("Why", "Hvorfor"), Careful: training.Both("Careful", "Forsiktig"), Weak: training.Both("Weak", "Svak"),
			Checklist: training.DefaultChecklist(), Teacher: training.Both("Notes", "Notater"),
		},
	}
	for _, i := range l.Exercise.Items() {
		l.Files = append(l.Files, training.FileOf(i.Name, []byte("the bytes of "+i.Name)))
	}
	return l
}

func about() About {
	return About{
		Title: training.Both("A session", "En økt"), Summary: training.Both("Sixty minutes", "Seksti minutter"), Authors: []string{"Ida Myhre"},
		Licence: "CC BY 4.0", Minutes: 60, Made: time.Date(2026, 11, 26, 9, 0, 0, 0, time.UTC), Program: "Motbilde 0.3",
	}
}

// alone is a pack for self-practice.
func alone() Pack {
	return Pack{About: about(), Lessons: []training.Lesson{lesson("one", 0)}, Random: fixed(), rounds: 1000}
}

// session is a pack with a trainer's word and steps.
func session() Pack {
	return Pack{
		About: about(), Lessons: []training.Lesson{lesson("one", 0), lesson("two", 1)}, Random: fixed(), rounds: 1000, Word: "Blå måke",
		Notes: training.Both("Begin with the tour.", "Begynn med omvisningen."),
		Steps: []Step{
			{training.Step{Number: 1, Kind: training.StepItems, Exercise: "two", Title: training.Both("Another candidate", "En kandidat til")}, "anchor"},
			{training.Step{Number: 2, Kind: training.StepFreeze, Exercise: "two"}, "Brygge"},
			{training.Step{Number: 3, Kind: training.StepReveal, Exercise: "two"}, "cloud berry"},
		},
	}
}

func packed(t testing.TB, p Pack) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := Write(t.Context(), &out, p); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func opened(t testing.TB, data []byte) *File {
	t.Helper()
	f, err := Read(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func is(err error, kind Kind) bool {
	e := new(Error)
	return errors.As(err, &e) && e.Kind == kind
}

func TestAPackComesBackAsItWasWritten(t *testing.T) {
	f := opened(t, packed(t, alone()))
	want := lesson("one", 0)
	if got := f.About(); got.ID == "" || !reflect.DeepEqual(withID(about(), got.ID), got) {
		t.Errorf("about %+v", got)
	}
	if f.NeedsWord() || !f.Unlocked() || len(f.Steps()) > 0 {
		t.Error("a pack for self-practice asks for a word")
	}
	k, err := f.Key("one")
	if err != nil || !reflect.DeepEqual(k, want.Key) {
		t.Errorf("%v\ngot  %+v\nwant %+v", err, k, want.Key)
	}
	e := f.Exercises()[0]
	for _, i := range e.Items() {
		data, err := f.Bytes(t.Context(), i)
		if err != nil || string(data) != "the bytes of "+i.Name {
			t.Errorf("%s: %q, %v", i.Name, data, err)
		}
	}
	for i := range want.Exercise.Candidates {
		want.Exercise.Candidates[i].SHA256 = e.Candidates[i].SHA256
	}
	want.Exercise.Claim.SHA256 = digestOf([]byte("the bytes of one/claim.jpg"))
	if !reflect.DeepEqual(e, want.Exercise) {
		t.Errorf("got  %+v\nwant %+v", e, want.Exercise)
	}
	if wrong, err := f.Check(t.Context()); err != nil || len(wrong) > 0 {
		t.Errorf("%v, %v", wrong, err)
	}
	if !bytes.Equal(packed(t, alone()), packed(t, alone())) {
		t.Error("the same pack with the same keys gives other bytes")
	}
}

func withID(a About, id string) About { a.ID = id; return a }

func TestNothingOfAKeyIsSeenBeforeItsWord(t *testing.T) {
	data := packed(t, session())
	for _, secret := range []string{"Why", "mirrored", "Look at the wall", "Begin with the tour", "bytes of two/b.jpg", "måke", "anchor", "candidateFromClaimed", "careful"} {
		if bytes.Contains(data, []byte(secret)) {
			t.Errorf("%q stands openly in the pack", secret)
		}
	}
	f := opened(t, data)
	late := f.Exercises()[1].Candidates[1]
	if _, err := f.Key("one"); !is(err, Locked) {
		t.Errorf("key: %v", err)
	}
	if _, err := f.Bytes(t.Context(), late); !is(err, Locked) {
		t.Errorf("late candidate: %v", err)
	}
	if _, err := f.Trainer(); !is(err, Locked) {
		t.Errorf("trainer: %v", err)
	}
	if hints, err := f.Hints("one"); err != nil || hints[0].Text[0] != "Look at the wall." {
		t.Errorf("hints: %v, %v", hints, err)
	}
	for _, wrong := range []string{"", "blå", "anchor", "blå måke!"} {
		if err := f.Unlock(wrong); !is(err, WrongWord) {
			t.Errorf("%q: %v", wrong, err)
		}
	}
	if wrong, err := f.Check(t.Context()); err != nil || len(wrong) > 0 {
		t.Errorf("what is locked is told as damaged: %v, %v", wrong, err)
	}
	if err := f.Unlock("  BLA   make "); err != nil { // as somebody without the letters types it
		t.Fatal(err)
	}
	if k, err := f.Key("two"); err != nil || k.Explanation[0] != "Why" {
		t.Errorf("%v, %v", k, err)
	}
	if data, err := f.Bytes(t.Context(), late); err != nil || string(data) != "the bytes of two/b.jpg" {
		t.Errorf("%q, %v", data, err)
	}
	if trainer, err := f.Trainer(); err != nil || trainer.Words[3] != "cloud berry" || trainer.Notes[0] != "Begin with the tour." {
		t.Errorf("%+v, %v", trainer, err)
	}
}

func TestEachStepOpensByItsWordAndOpensNothingElse(t *testing.T) {
	f := opened(t, packed(t, session()))
	late := f.Exercises()[1].Candidates[1]
	step, err := f.OpenStep("Anchor")
	if err != nil || step.Number != 1 || !f.StepOpen(1) || f.StepOpen(2) {
		t.Fatalf("%+v, %v", step, err)
	}
	if _, err := f.Bytes(t.Context(), late); err != nil {
		t.Error(err)
	}
	if _, err := f.Key("two"); !is(err, Locked) {
		t.Errorf("the key opens by the word of a candidate: %v", err)
	}
	if step, err := f.OpenStep("brygge"); err != nil || step.Kind != training.StepFreeze {
		t.Errorf("%+v, %v", step, err)
	}
	if _, err := f.OpenStep("cloud  Berry"); err != nil {
		t.Error(err)
	}
	if _, err := f.Key("two"); err != nil {
		t.Error(err)
	}
	if _, err := f.Key("one"); !is(err, Locked) {
		t.Errorf("another exercise's key opens too: %v", err)
	}
	if _, err := f.OpenStep("blå måke"); !is(err, WrongWord) {
		t.Errorf("%v", err)
	}
}

func TestHintsMayNeedTheTrainersWord(t *testing.T) {
	p := session()
	p.HintsLocked = true
	f := opened(t, packed(t, p))
	if _, err := f.Hints("two"); !is(err, Locked) {
		t.Errorf("%v", err)
	}
	if _, err := f.OpenStep("cloud berry"); err != nil {
		t.Fatal(err)
	}
	if k, err := f.Key("two"); err != nil || len(k.Hints) != 2 || k.Hints[1].Cost != 10 || !k.Hints[1].Text.Empty() {
		t.Errorf("%+v, %v", k.Hints, err)
	}
}

func TestFilesAreNamedAfterTheirExerciseSoThatNoneMeets(t *testing.T) {
	p := alone()
	p.Lessons = append(p.Lessons, lesson("two", 0))
	for i, e := range p.Lessons {
		p.Lessons[i].Exercise.Claim.Name = "../My Source.JPEG"
		p.Lessons[i].Files[0] = training.FileOf("../My Source.JPEG", []byte("the claim of "+e.Exercise.ID))
	}
	data := packed(t, p)
	f := opened(t, data)
	for _, e := range f.Exercises() {
		got, err := f.Bytes(t.Context(), e.Claim)
		if err != nil || string(got) != "the claim of "+e.ID || e.Claim.Name != e.ID+"/claim.jpeg" {
			t.Errorf("%s: %q, %q, %v", e.ID, e.Claim.Name, got, err)
		}
	}
	if bytes.Contains(data, []byte("My Source")) {
		t.Error("what the file was called stands in the pack")
	}
}

func TestWhatCantBeAPackIsNotWritten(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*Pack)
		kind   Kind
	}{
		"no exercises":                {func(p *Pack) { p.Lessons = nil; p.Steps = nil }, Malformed},
		"two of one name":             {func(p *Pack) { p.Lessons[1].Exercise.ID = "one" }, Duplicate},
		"no word for steps":           {func(p *Pack) { p.Word = " " }, BadWord},
		"a step without a word":       {func(p *Pack) { p.Steps[0].Word = "" }, BadWord},
		"one word for two":            {func(p *Pack) { p.Steps[0].Word = "BRYGGE" }, BadWord},
		"a missing file":              {func(p *Pack) { p.Lessons[0].Files = p.Lessons[0].Files[1:] }, Missing},
		"two items of one name":       {func(p *Pack) { p.Lessons[0].Exercise.Candidates[0].ID = "claim" }, Duplicate},
		"a step of no exercise":       {func(p *Pack) { p.Steps[1].Exercise = "three" }, Malformed},
		"an item of no step":          {func(p *Pack) { p.Lessons[0].Exercise.Candidates[0].Step = 9 }, Malformed},
		"a choice that nobody knows":  {func(p *Pack) { p.Lessons[0].Key.Choice = "x" }, Malformed},
		"a map without a way back":    {func(p *Pack) { p.Lessons[0].Key.Placements[0].CandidateFromClaimed = geom.Map{} }, Malformed},
		"a map of no numbers":         {func(p *Pack) { p.Lessons[0].Key.Placements[0].CandidateFromClaimed[0] = math.NaN() }, Malformed},
		"a place on nobody":           {func(p *Pack) { p.Lessons[0].Key.Placements[0].Candidate = "z" }, Malformed},
		"hints of another cost":       {func(p *Pack) { p.Lessons[0].Key.Hints[0].Cost = 6 }, Malformed},
		"a level of 9":                {func(p *Pack) { p.Lessons[0].Exercise.Level = 9 }, Malformed},
		"a picture without size":      {func(p *Pack) { p.Lessons[0].Exercise.Claim.Size = geom.Size{} }, Malformed},
		"an exercise named as a path": {func(p *Pack) { p.Lessons[0].Exercise.ID = "a/b" }, Malformed},
	} {
		p := session()
		c.change(&p)
		if err := Write(t.Context(), io.Discard, p); !is(err, c.kind) {
			t.Errorf("%s: %v, want %v", name, err, c.kind)
		}
	}
	broken := errors.New("the disk broke")
	p := alone()
	p.Lessons[0].Files[1].Open = func() (io.ReadCloser, error) { return nil, broken }
	if err := Write(t.Context(), io.Discard, p); !errors.Is(err, broken) {
		t.Errorf("%v", err)
	}
}

// BenchmarkOpen20Exercises opens a pack of 20 exercises with pictures of 300 kB,
// three each, and reads the first claim.
func BenchmarkOpen20Exercises(b *testing.B) {
	p := alone()
	p.Lessons = nil
	picture := bytes.Repeat([]byte("picture "), 300_000/8)
	for i := range 20 {
		l := lesson(fmt.Sprintf("e%d", i), 0)
		for j := range l.Files {
			l.Files[j] = training.FileOf(l.Files[j].Name, picture)
		}
		p.Lessons = append(p.Lessons, l)
	}
	path := filepath.Join(b.TempDir(), "a"+Ending)
	if err := os.WriteFile(path, packed(b, p), 0o666); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		f, err := Open(path)
		if err != nil {
			b.Fatal(err)
		}
		if _, err := f.Bytes(b.Context(), f.Exercises()[0].Claim); err != nil {
			b.Fatal(err)
		}
		if err := f.Close(); err != nil {
			b.Fatal(err)
		}
	}
}
