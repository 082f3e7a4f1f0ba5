package pack

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/motbilde/motbilde/internal/training"
)

// entries reads a zip, so that tests can put it together otherwise.
func entries(t testing.TB, data []byte) (names []string, files map[string][]byte) {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	files = map[string][]byte{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if files[f.Name], err = io.ReadAll(r); err != nil {
			t.Fatal(err)
		}
		names = append(names, f.Name)
	}
	return names, files
}

// forged packs entries as they are, with whatever the change makes of their heads.
func forged(t testing.TB, names []string, files map[string][]byte, change func(*zip.FileHeader)) []byte {
	t.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, name := range names {
		h := &zip.FileHeader{Name: name, Method: zip.Store, Modified: firstDay}
		if change != nil {
			change(h)
		}
		f, err := w.CreateHeader(h)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Write(files[name]); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// rewritten is the session's pack with pack.json changed.
func rewritten(t testing.TB, change func(m map[string]any)) []byte {
	t.Helper()
	names, files := entries(t, packed(t, session()))
	var m map[string]any
	if err := json.Unmarshal(files[manifestName], &m); err != nil {
		t.Fatal(err)
	}
	change(m)
	text, err := json.Marshal(m)
	if err != nil {
		t.Fatal(err)
	}
	files[manifestName] = text
	return forged(t, names, files, nil)
}

// at follows keys and indices into decoded JSON.
func at(v any, path ...any) any {
	for _, step := range path {
		switch step := step.(type) {
		case string:
			v = v.(map[string]any)[step]
		case int:
			v = v.([]any)[step]
		}
	}
	return v
}

func set(value any, path ...any) func(map[string]any) {
	return func(m map[string]any) {
		at(m, path[:len(path)-1]...).(map[string]any)[path[len(path)-1].(string)] = value
	}
}

// vector is a file and what a reader must say of it.
type vector struct {
	name     string
	kind     Kind // KindUnset: it opens, and holds
	exercise int
	data     []byte
}

func vectors(t testing.TB) []vector {
	good := packed(t, session())
	names, files := entries(t, good)
	with := func(name, text string) []byte {
		more := maps.Clone(files)
		more[name] = []byte(text)
		if slices.Contains(names, name) {
			return forged(t, names, more, nil)
		}
		return forged(t, append(slices.Clone(names), name), more, nil)
	}
	without := func(name string) []byte {
		return forged(t, slices.DeleteFunc(slices.Clone(names), func(n string) bool { return n == name }), files, nil)
	}
	doubled := forged(t, append(slices.Clone(names), "files/ONE/a.jpg"), map[string][]byte{"files/ONE/a.jpg": nil}, nil)
	linked := forged(t, names, files, func(h *zip.FileHeader) {
		if h.Name == "files/one/a.jpg" {
			h.SetMode(os.ModeSymlink)
		}
	})
	return []vector{
		{"self-practice", KindUnset, 0, packed(t, alone())},
		{"session", KindUnset, 0, good},
		{"other-zip", NotAPack, 0, forged(t, []string{"a"}, map[string][]byte{"a": []byte("b")}, nil)},
		{"cut-off", NotAPack, 0, good[:len(good)/2]},
		{"other-form", NotAPack, 0, rewritten(t, set("motbilde-cake", "form"))},
		{"newer", Newer, 0, rewritten(t, set(2, "version"))},
		{"version-0", Malformed, 0, rewritten(t, set(0, "version"))},
		{"unknown-field", Malformed, 0, rewritten(t, set("sea", "colour"))},
		{"no-json", NotAPack, 0, with(manifestName, "{")},
		{"more-json", NotAPack, 0, with(manifestName, string(files[manifestName])+"{}")},
		{"picture-changed", Damaged, 1, with("files/one/a.jpg", "the bytes of one/A.jpg")},
		{"picture-longer", Damaged, 1, with("files/one/a.jpg", "the bytes of one/a.jpg!")},
		{"key-changed", Damaged, 2, with("keys/two", strings.Repeat("x", len(files["keys/two"])))},
		{"picture-lost", Missing, 1, without("files/one/b.jpg")},
		{"key-lost", Missing, 2, without("keys/two")},
		{"trainer-lost", Missing, 0, without(trainerName)},
		{"stranger", Stranger, 0, with("files/more.exe", "MZ")},
		{"outside", Outside, 0, with("../../etc/cron.d/x", "x")},
		{"absolute", Outside, 0, with("/etc/x", "x")},
		{"backslash", Outside, 0, with(`files\x`, "x")},
		{"device", Outside, 0, with("files/NUL.jpg", "x")},
		{"duplicate", Duplicate, 0, doubled},
		{"link", Stranger, 0, linked},
		{"deflated", Malformed, 0, forged(t, names, files, func(h *zip.FileHeader) { h.Method = zip.Deflate })},
		{"item-outside", Outside, 1, rewritten(t, set("../x", "exercises", 0, "claim", "name"))},
		{"no-exercises", Malformed, 0, rewritten(t, set([]any{}, "exercises"))},
		{"many-exercises", TooMany, 0, rewritten(t, func(m map[string]any) {
			m["exercises"] = slices.Repeat([]any{at(m, "exercises", 0)}, mostExercises+1)
		})},
		{"same-exercise", Duplicate, 2, rewritten(t, set("one", "exercises", 1, "id"))},
		{"same-item", Duplicate, 2, rewritten(t, set("a", "exercises", 1, "claim", "id"))},
		{"many-candidates", TooMany, 2, rewritten(t, func(m map[string]any) {
			at(m, "exercises", 1).(map[string]any)["candidates"] = slices.Repeat([]any{at(m, "exercises", 1, "claim")}, mostCandidates+1)
		})},
		{"huge-picture", Malformed, 1, rewritten(t, set(1<<40, "exercises", 0, "claim", "width"))},
		{"unknown-part", Malformed, 2, rewritten(t, set([]any{"a dance"}, "exercises", 1, "asked"))},
		{"hint-gives-points", Malformed, 1, rewritten(t, set([]any{-50, 10}, "exercises", 0, "hints"))},
		{"endless-rounds", Malformed, 0, rewritten(t, func(m map[string]any) { at(m, "locks", 1).(map[string]any)["rounds"] = 2_000_000_000 })},
		{"no-lock", Malformed, 0, rewritten(t, func(m map[string]any) { m["locks"] = m["locks"].([]any)[:2] })},
		{"unsealed-key", Malformed, 1, rewritten(t, func(m map[string]any) { m["sealed"] = m["sealed"].([]any)[1:] })},
		{"other-digest", Damaged, 1, rewritten(t, set(strings.Repeat("0", 64), "exercises", 0, "claim", "sha256"))},
		{"backward-steps", Malformed, 0, rewritten(t, func(m map[string]any) { at(m, "steps", 2).(map[string]any)["number"] = 1 })},
		{"long-text", TooLarge, 2, rewritten(t, set(strings.Repeat("x", mostText+1), "exercises", 1, "task", "en"))},
		{"strange-key", Malformed, 1, packedForm(t, func(k *keyForm) { k.Choice = "maybe" })},
		{"flat-map", Malformed, 1, packedForm(t, func(k *keyForm) { k.Placements[0].CandidateFromClaimed = [9]float64{} })},
		{"map-to-the-horizon", Malformed, 1, packedForm(t, func(k *keyForm) { k.Placements[0].CandidateFromClaimed[6] = -1.0 / 50 })},
		{"place-of-nobody", Malformed, 1, packedForm(t, func(k *keyForm) { k.Placements[0].Candidate = "z" })},
	}
}

// packedForm is the pack for self-practice with its sealed key changed, the
// rest as a hostile author would write it.
func packedForm(t testing.TB, change func(*keyForm)) []byte {
	t.Helper()
	var out bytes.Buffer
	b := &writer{ctx: t.Context(), zip: zip.NewWriter(&out), pack: alone(), names: map[string]bool{}}
	check := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	check(b.begin())
	l := b.pack.Lessons[0]
	form, hints := keyOut(l.Key)
	change(&form)
	check(b.sealJSON("keys/one", form, []string{openLock}))
	check(b.sealJSON("hints/one", hints, []string{openLock}))
	e := exerciseOut(l.Exercise)
	for _, i := range []*itemForm{&e.Claim, &e.Candidates[0], &e.Candidates[1]} {
		at := slices.IndexFunc(l.Files, func(f training.File) bool { return f.Name == i.Name })
		var err error
		i.SHA256, err = b.file(l.Files[at], 0)
		check(err)
	}
	b.m.Exercises = []exerciseForm{e}
	check(b.trainer())
	text, err := json.Marshal(b.m)
	check(err)
	_, err = b.add(manifestName, text)
	check(err)
	check(b.zip.Close())
	return out.Bytes()
}

// verdict opens a pack, with its words, and returns what doesn't hold first.
func verdict(t testing.TB, data []byte) *Error {
	t.Helper()
	f, err := Read(bytes.NewReader(data), int64(len(data)))
	if e := new(Error); errors.As(err, &e) {
		return e
	} else if err != nil {
		t.Fatalf("%T %v", err, err)
	}
	if f.NeedsWord() {
		if err := f.Unlock("blå måke"); err != nil {
			return err.(*Error)
		}
	}
	wrong, err := f.Check(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if len(wrong) > 0 {
		return wrong[0]
	}
	return nil
}

func TestVectors(t *testing.T) {
	for _, v := range vectors(t) {
		e := verdict(t, v.data)
		switch {
		case v.kind == KindUnset && e != nil:
			t.Errorf("%s does not open: %v", v.name, e)
		case v.kind != KindUnset && e == nil:
			t.Errorf("%s opens", v.name)
		case e != nil && (e.Kind != v.kind || e.Exercise != v.exercise):
			t.Errorf("%s: %v, want %v of exercise %d", v.name, e, v.kind, v.exercise)
		}
	}
}

// update writes the packs of testdata anew: only before a version is published.
var update = flag.Bool("update", false, "write the kept packs in testdata anew")

// Packs of the first version open for ever: these were written once and are kept.
func TestKeptPacksOpen(t *testing.T) {
	if *update {
		for name, data := range map[string][]byte{"self-practice": packed(t, alone()), "session": packed(t, session())} {
			if err := os.WriteFile(filepath.Join("testdata", name+Ending), data, 0o666); err != nil {
				t.Fatal(err)
			}
		}
	}
	for _, name := range []string{"self-practice", "session"} {
		path := filepath.Join("testdata", name+Ending)
		f, err := Open(path)
		if err != nil {
			t.Error(err)
			continue
		}
		if err := f.Unlock("blå måke"); f.NeedsWord() && err != nil {
			t.Error(err)
		}
		if wrong, err := f.Check(t.Context()); err != nil || len(wrong) > 0 {
			t.Errorf("%s: %v, %v", name, wrong, err)
		}
		if err := f.Close(); err != nil {
			t.Error(err)
		}
	}
	if _, err := Open("testdata"); !is(err, NotAPack) {
		t.Errorf("a folder: %v", err)
	}
}

// A byte of what the pack holds can't change unnoticed.
func TestEveryFlippedByteIsNoticed(t *testing.T) {
	data := packed(t, alone())
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	flipped := 0
	for _, f := range z.File {
		start, err := f.DataOffset()
		if err != nil {
			t.Fatal(err)
		}
		for n := start; n < start+int64(f.UncompressedSize64); n += 3 {
			bad := bytes.Clone(data)
			bad[n] ^= 4
			if verdict(t, bad) == nil {
				t.Errorf("byte %d of %s is another and nothing is said", n-start, f.Name)
			}
			flipped++
		}
	}
	if flipped < 1000 {
		t.Errorf("only %d bytes were tried", flipped)
	}
}

func TestErrorsNameTheExercise(t *testing.T) {
	err := error(&Error{Kind: Damaged, Exercise: 3, Entry: "files/x.jpg", Detail: "another size"})
	if s := err.Error(); s != `training pack: damaged: exercise 3: "files/x.jpg": another size` {
		t.Errorf("%q", s)
	}
}

// FuzzRead: whatever comes, it ends in a File or in an *Error.
func FuzzRead(f *testing.F) {
	f.Add(packed(f, alone()))
	f.Add([]byte("PK\x05\x06"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if e := verdict(t, data); e != nil && fmt.Sprint(e) == "" {
			t.Fatal("an error without words")
		}
	})
}

// FuzzManifest: the same of pack.json by itself, which the checksum of the zip
// keeps FuzzRead from changing.
func FuzzManifest(f *testing.F) {
	_, files := entries(f, packed(f, session()))
	f.Add(files[manifestName])
	f.Fuzz(func(t *testing.T, text []byte) {
		if _, err := decode(text); err != nil {
			if e := new(Error); !errors.As(err, &e) {
				t.Fatalf("%T %v", err, err)
			}
		}
	})
}
