// Package pack owns training packs: one file that holds exercises with their
// pictures, credits and texts, and their keys under lock. Its main types are
// Pack, which is written, and File, which is read. It promises that what was
// written comes back as it was, that nothing of a key can be read before its
// word was given (which keeps honest people honest, and no others: see
// docs/training-pack.md), and that a file of any origin ends in a File or in an
// *Error that names the exercise.
//
//	files/…        pictures and videos, as they are
//	sealed/…       those that a step of a session brings to the table
//	keys/ID        the key of an exercise, sealed
//	hints/ID       the words of its hints, sealed
//	trainer        notes and the words of the steps, sealed
//	pack.json      all that a learner may know, and the digest of every other entry
package pack

import (
	"archive/zip"
	"cmp"
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/motbilde/motbilde/internal/training"
)

// Ending is what the names of packs end in.
const Ending = ".motbilde-pack"

// Version of the form that is written, and the highest that is read.
const Version = 1

// The entries.
const (
	manifestName = "pack.json"
	trainerName  = "trainer"
	filesFolder  = "files/"
	sealedFolder = "sealed/"
	keysFolder   = "keys/"
	hintsFolder  = "hints/"
)

// About is what a pack says of itself.
type About struct {
	ID      string // 32 hexadecimal digits; made anew where it is empty
	Title   training.Text
	Summary training.Text
	Authors []string
	Licence string // of texts and selection; each picture has its own
	Minutes int
	Made    time.Time // UTC, to the second
	Program string    // with its version
}

// Step is a step of a session with the word that opens it.
type Step struct {
	training.Step
	Word string
}

// Pack is what is written.
type Pack struct {
	About   About
	Lessons []training.Lesson
	Steps   []Step
	Notes   training.Text // for the trainer, on the session as a whole
	// Word is the trainer's, which opens everything. Without one the pack is for
	// self-practice: the program opens a key once the exercise is answered.
	Word string
	// HintsLocked says that hints need the trainer's word too; else learners take them alone.
	HintsLocked bool

	Random io.Reader // of keys and salts; nil is the system's

	rounds int // of PBKDF2; 0 is the usual number
}

// Write writes the pack. The files are read one after the other, each once, and
// are named after their exercise and item: what they were called stays at home. The
// error is an *Error, the context's, that of a file or of w.
func Write(ctx context.Context, w io.Writer, p Pack) error {
	p.Random = orSystem(p.Random)
	b := &writer{ctx: ctx, zip: zip.NewWriter(w), pack: p, names: map[string]bool{}}
	if err := b.begin(); err != nil {
		return err
	}
	for i, lesson := range p.Lessons {
		e, err := b.lesson(lesson)
		if err != nil {
			return ofExercise(err, i+1)
		}
		b.m.Exercises = append(b.m.Exercises, e)
	}
	if err := b.trainer(); err != nil {
		return err
	}
	text, err := json.MarshalIndent(b.m, "", " ")
	if err != nil {
		return &Error{Kind: Malformed, Entry: manifestName, Detail: err.Error()}
	}
	// What a reader would refuse isn't written.
	if _, err := decode(text); err != nil {
		return err
	}
	if _, err := b.add(manifestName, text); err != nil {
		return err
	}
	return b.zip.Close()
}

func orSystem(r io.Reader) io.Reader {
	if r == nil {
		return rand.Reader
	}
	return r
}

// writer puts a pack together.
type writer struct {
	ctx   context.Context
	zip   *zip.Writer
	pack  Pack
	m     manifest
	locks map[string][]byte // key by lock
	names map[string]bool   // of entries, folded
}

// begin writes down what the pack is, and makes its locks.
func (b *writer) begin() error {
	p := b.pack
	id := p.About.ID
	if id == "" {
		raw := make([]byte, 16)
		if _, err := io.ReadFull(p.Random, raw); err != nil {
			return fmt.Errorf("naming a pack: %w", err)
		}
		id = hex.EncodeToString(raw)
	}
	b.m = manifest{
		Form: formName, Version: Version, ID: id, Title: textOut(p.About.Title), Summary: textOut(p.About.Summary), Authors: p.About.Authors,
		Licence: p.About.Licence, Minutes: p.About.Minutes, Made: p.About.Made.UTC().Truncate(time.Second), Program: p.About.Program,
	}
	named := map[string]string{}
	if p.Word != "" || len(p.Steps) > 0 {
		named[trainerLock] = p.Word
	}
	for _, s := range p.Steps {
		b.m.Steps = append(b.m.Steps, stepForm{s.Number, s.Kind, s.Exercise, textOut(s.Title)})
		named[stepLock(s.Number)] = s.Word
	}
	var err error
	b.m.Salt, b.m.Locks, b.locks, err = newLocks(p.Random, named, cmp.Or(p.rounds, rounds))
	return err
}

// lesson writes the entries of one exercise.
func (b *writer) lesson(lesson training.Lesson) (exerciseForm, error) {
	e := lesson.Exercise
	if err := checkKey(e, lesson.Key); err != nil {
		return exerciseForm{}, err
	}
	place := func(item *training.Item) error {
		i := slices.IndexFunc(lesson.Files, func(f training.File) bool { return f.Name == item.Name })
		if i < 0 {
			return &Error{Kind: Missing, Entry: item.Name}
		}
		file := lesson.Files[i]
		item.Name = e.ID + "/" + item.ID + ending(item.Name)
		file.Name = item.Name
		var err error
		item.SHA256, err = b.file(file, item.Step)
		return err
	}
	e.Candidates, e.Stills = slices.Clone(e.Candidates), slices.Clone(e.Stills)
	if err := place(&e.Claim); err != nil {
		return exerciseForm{}, err
	}
	for _, items := range [][]training.Item{e.Candidates, e.Stills} {
		for i := range items {
			if err := place(&items[i]); err != nil {
				return exerciseForm{}, err
			}
		}
	}
	e.Hints = nil
	for _, h := range lesson.Key.Hints {
		e.Hints = append(e.Hints, h.Cost)
	}
	key, hints := keyOut(lesson.Key)
	opens := []string{openLock}
	if b.pack.Word != "" {
		opens = []string{trainerLock}
	}
	forHints := opens
	if !b.pack.HintsLocked {
		forHints = []string{openLock}
	}
	for _, s := range b.pack.Steps {
		if s.Kind == training.StepReveal && s.Exercise == e.ID {
			opens = append(slices.Clone(opens), stepLock(s.Number))
		}
	}
	if err := b.sealJSON(keysFolder+e.ID, key, opens); err != nil {
		return exerciseForm{}, err
	}
	if len(hints) > 0 {
		if err := b.sealJSON(hintsFolder+e.ID, hints, forHints); err != nil {
			return exerciseForm{}, err
		}
	}
	return exerciseOut(e), nil
}

// ending returns what a file's name ends in, as far as it is short and plain.
func ending(name string) string {
	e := strings.ToLower(path.Ext(name))
	if len(e) > 8 || strings.Trim(e, ".abcdefghijklmnopqrstuvwxyz0123456789") != "" {
		return ""
	}
	return e
}

// file writes one picture or video and returns the digest of its bytes.
func (b *writer) file(f training.File, step int) (digest string, err error) {
	if !safePath(f.Name) {
		return "", &Error{Kind: Outside, Entry: f.Name}
	}
	if f.Size > mostFile {
		return "", &Error{Kind: TooLarge, Entry: f.Name, Limit: mostFile}
	}
	r, err := f.Open()
	if err != nil {
		return "", fmt.Errorf("packing %q: %w", f.Name, err)
	}
	data, err := io.ReadAll(io.LimitReader(r, mostFile+1))
	if err = errors.Join(err, r.Close()); err != nil {
		return "", fmt.Errorf("packing %q: %w", f.Name, err)
	}
	if int64(len(data)) > mostFile {
		return "", &Error{Kind: TooLarge, Entry: f.Name, Limit: mostFile}
	}
	if step == 0 {
		return b.add(filesFolder+f.Name, data)
	}
	if err := b.seal(sealedFolder+f.Name, data, []string{stepLock(step), trainerLock}); err != nil {
		return "", err
	}
	return digestOf(data), nil
}

// trainer seals what is for the trainer alone.
func (b *writer) trainer() error {
	t := trainerForm{Notes: textOut(b.pack.Notes), Words: map[int]string{}}
	for _, s := range b.pack.Steps {
		t.Words[s.Number] = s.Word
	}
	lock := trainerLock
	if b.pack.Word == "" {
		lock = openLock
	}
	return b.sealJSON(trainerName, t, []string{lock})
}

func (b *writer) sealJSON(name string, value any, opens []string) error {
	text, err := json.Marshal(value)
	if err != nil {
		return &Error{Kind: Malformed, Entry: name, Detail: err.Error()}
	}
	return b.seal(name, text, opens)
}

// seal writes an entry that the locks named open.
func (b *writer) seal(name string, data []byte, opens []string) error {
	sealed, content, err := sealed(b.pack.Random, name, data)
	if err != nil {
		return err
	}
	s := sealForm{Entry: name}
	for _, lock := range opens {
		key, there := b.locks[lock]
		if !there {
			return &Error{Kind: Malformed, Entry: name, Detail: "no lock " + lock}
		}
		wrapped, err := wrap(b.pack.Random, key, lock, name, content)
		if err != nil {
			return err
		}
		s.Keys = append(s.Keys, wrapForm{lock, wrapped})
	}
	b.m.Sealed = append(b.m.Sealed, s)
	_, err = b.add(name, sealed)
	return err
}

// firstDay is the date of every entry: the first that a zip file can hold. When
// the pack was made stands in pack.json.
var firstDay = time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)

// add writes one entry, unpacked, and returns the SHA-256 of its bytes.
func (b *writer) add(name string, data []byte) (digest string, err error) {
	if err := b.ctx.Err(); err != nil {
		return "", err
	}
	folded := strings.ToLower(name)
	if b.names[folded] {
		return "", &Error{Kind: Duplicate, Entry: name}
	}
	b.names[folded] = true
	digest = digestOf(data)
	if name != manifestName {
		b.m.Entries = append(b.m.Entries, entryForm{name, int64(len(data)), digest})
	}
	e, err := b.zip.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Store, Modified: firstDay})
	if err != nil {
		return "", fmt.Errorf("writing %q: %w", name, err)
	}
	if _, err := e.Write(data); err != nil {
		return "", fmt.Errorf("writing %q: %w", name, err)
	}
	return digest, nil
}

func digestOf(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}
