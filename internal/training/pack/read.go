package pack

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"maps"
	"os"
	"slices"
	"strings"
	"sync"

	"github.com/motbilde/motbilde/internal/training"
)

// What a pack may hold when it is read.
const (
	mostEntries   = 4096
	mostManifest  = 8 << 20
	mostFile      = 512 << 20 // one picture or video
	mostSecret    = 1 << 20   // a key, hints, the trainer's notes
	mostExercises = 200
)

// File is an open pack. Its structure has been checked; the bytes of an entry
// are held against their digest when they are read. It may be used from several
// goroutines.
type File struct {
	m         manifest
	digest    string
	exercises []training.Exercise
	entries   map[string]*zip.File
	closer    io.Closer

	mutex sync.Mutex
	keys  map[string][]byte // of the locks that are open
}

// Open opens the pack of that path. The error is an *Error or the system's.
func Open(path string) (*File, error) {
	info, err := os.Stat(path) // before opening: a pipe would wait for ever
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, &Error{Kind: NotAPack, Detail: "not an ordinary file"}
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	f, err := Read(file, info.Size())
	if err != nil {
		return nil, errors.Join(err, file.Close())
	}
	f.closer = file
	return f, nil
}

// Read reads a pack of that many bytes, which must stay readable as long as its
// files are wanted. Pictures are read when they are asked for.
func Read(r io.ReaderAt, size int64) (*File, error) {
	z, err := zip.NewReader(r, size)
	if err != nil {
		return nil, &Error{Kind: NotAPack, Detail: err.Error()}
	}
	f := &File{entries: map[string]*zip.File{}, keys: map[string][]byte{}}
	if err := f.list(z.File, size); err != nil {
		return nil, err
	}
	text, err := f.entry(context.Background(), manifestName, mostManifest)
	if err != nil {
		return nil, err
	}
	if f.m, err = decode(text); err != nil {
		return nil, err
	}
	f.digest = digestOf(text)
	if err := f.compareEntries(); err != nil {
		return nil, err
	}
	for _, e := range f.m.Exercises {
		f.exercises = append(f.exercises, e.in())
	}
	for _, l := range f.m.Locks {
		if l.Rounds == 0 {
			f.keys[l.ID] = l.Key
		}
	}
	return f, nil
}

// list takes the zip's entries, and refuses by name what a pack must not hold.
// Nothing in it is packed, so it unpacks to no more than it takes, and entries
// that lie on one another are more than the file.
func (f *File) list(all []*zip.File, size int64) error {
	if len(all) > mostEntries {
		return &Error{Kind: TooMany, Detail: "entries", Limit: mostEntries}
	}
	total, folded := uint64(0), map[string]bool{}
	for _, e := range all {
		small := strings.ToLower(e.Name)
		switch {
		case !safePath(e.Name):
			return &Error{Kind: Outside, Entry: e.Name}
		case e.Mode()&fs.ModeType != 0:
			return &Error{Kind: Stranger, Entry: e.Name, Detail: "a link or a folder"}
		case folded[small]: // two names that differ by case alone are one on Windows and macOS
			return &Error{Kind: Duplicate, Entry: e.Name}
		case e.Method != zip.Store || e.Flags&1 != 0 || e.CompressedSize64 != e.UncompressedSize64:
			return &Error{Kind: Malformed, Entry: e.Name, Detail: "packed or encrypted by the zip"}
		case e.UncompressedSize64 > mostFile+1024: // a sealed file is a little longer
			return &Error{Kind: TooLarge, Entry: e.Name, Limit: mostFile}
		}
		if total += e.UncompressedSize64; total > uint64(max(size, 0)) {
			return &Error{Kind: Malformed, Entry: e.Name, Detail: "entries lie on one another"}
		}
		folded[small], f.entries[e.Name] = true, e
	}
	if f.entries[manifestName] == nil {
		return &Error{Kind: NotAPack, Detail: "no " + manifestName}
	}
	return nil
}

// entry reads all of an entry.
func (f *File) entry(ctx context.Context, name string, most uint64) ([]byte, error) {
	e := f.entries[name]
	if e == nil {
		return nil, &Error{Kind: Missing, Entry: name}
	}
	if e.UncompressedSize64 > most {
		return nil, &Error{Kind: TooLarge, Entry: name, Limit: int64(most)}
	}
	r, err := e.Open()
	if err != nil {
		return nil, &Error{Kind: Damaged, Entry: name, Detail: err.Error()}
	}
	var out bytes.Buffer
	out.Grow(int(e.UncompressedSize64))
	_, err = io.Copy(&out, stoppable{ctx, r})
	if err = errors.Join(err, r.Close()); ctx.Err() != nil {
		return nil, ctx.Err()
	} else if err != nil {
		return nil, &Error{Kind: Damaged, Entry: name, Detail: err.Error()}
	}
	return out.Bytes(), nil
}

// stoppable ends a reading with its context.
type stoppable struct {
	ctx context.Context
	r   io.Reader
}

func (s stoppable) Read(p []byte) (int, error) {
	if err := s.ctx.Err(); err != nil {
		return 0, err
	}
	return s.r.Read(p)
}

// checked reads an entry that pack.json names, and holds it against its digest.
func (f *File) checked(ctx context.Context, name string, most uint64) ([]byte, error) {
	data, err := f.entry(ctx, name, most)
	if err != nil {
		return nil, f.told(err)
	}
	i := slices.IndexFunc(f.m.Entries, func(e entryForm) bool { return e.Name == name })
	if i < 0 || f.m.Entries[i].SHA256 != digestOf(data) {
		return nil, f.told(&Error{Kind: Damaged, Entry: name})
	}
	return data, nil
}

// told names the exercise that an error's entry belongs to.
func (f *File) told(err error) error {
	var e *Error
	if !errors.As(err, &e) || e.Exercise > 0 {
		return err
	}
	for i, exercise := range f.exercises {
		mine := e.Entry == keysFolder+exercise.ID || e.Entry == hintsFolder+exercise.ID
		for _, item := range exercise.Items() {
			mine = mine || e.Entry == entryOf(item)
		}
		if mine {
			return ofExercise(err, i+1)
		}
	}
	return err
}

// entryOf returns where an item's bytes lie.
func entryOf(item training.Item) string {
	if item.Step > 0 {
		return sealedFolder + item.Name
	}
	return filesFolder + item.Name
}

// Close closes the file.
func (f *File) Close() error {
	if f.closer == nil {
		return nil
	}
	return f.closer.Close()
}

// About returns what the pack says of itself.
func (f *File) About() About {
	return About{
		ID: f.m.ID, Title: f.m.Title.in(), Summary: f.m.Summary.in(), Authors: f.m.Authors, Licence: f.m.Licence,
		Minutes: f.m.Minutes, Made: f.m.Made, Program: f.m.Program,
	}
}

// Exercises returns the exercises in the pack's order. Nobody may change them.
func (f *File) Exercises() []training.Exercise { return f.exercises }

// Steps returns the steps of a session in their order; none for a pack without.
func (f *File) Steps() (steps []training.Step) {
	for _, s := range f.m.Steps {
		steps = append(steps, training.Step{Number: s.Number, Kind: s.Kind, Exercise: s.Exercise, Title: s.Title.in()})
	}
	return steps
}

// Digest returns the SHA-256 of pack.json, on which every other digest hangs.
func (f *File) Digest() string { return f.digest }

// NeedsWord reports whether keys open by the trainer's word; else the pack is for
// self-practice.
func (f *File) NeedsWord() bool {
	return slices.ContainsFunc(f.m.Locks, func(l lockForm) bool { return l.ID == trainerLock })
}

// Unlock opens everything by the trainer's word. It takes some 50 ms.
func (f *File) Unlock(word string) error {
	_, err := f.unlock(word, func(l lockForm) bool { return l.ID == trainerLock })
	return err
}

// OpenStep opens a step by its word, and says which it was. It takes some 50 ms.
func (f *File) OpenStep(word string) (training.Step, error) {
	lock, err := f.unlock(word, func(l lockForm) bool { return l.ID != trainerLock && l.ID != openLock })
	if err != nil {
		return training.Step{}, err
	}
	for _, s := range f.Steps() {
		if stepLock(s.Number) == lock {
			return s, nil
		}
	}
	return training.Step{}, &Error{Kind: Malformed, Entry: manifestName, Detail: "a lock of no step"}
}

func (f *File) unlock(word string, wanted func(lockForm) bool) (lock string, err error) {
	made := map[int][]byte{} // by rounds; the salt is the pack's
	for _, l := range f.m.Locks {
		if !wanted(l) || l.Rounds == 0 {
			continue
		}
		key, done := made[l.Rounds]
		if !done {
			if len(made) == mostKinds {
				break
			}
			if key, err = derive(Spoken(word), f.m.Salt, l.Rounds); err != nil {
				return "", err
			}
			made[l.Rounds] = key
		}
		if _, ok := unwrap(key, l.ID, "", l.Check); ok {
			f.mutex.Lock()
			f.keys[l.ID] = key
			f.mutex.Unlock()
			return l.ID, nil
		}
	}
	return "", &Error{Kind: WrongWord}
}

// mostKinds is how many different numbers of rounds are tried for one word: a
// pack has one, and a hostile one can't make the program work for hours.
const mostKinds = 2

// StepOpen reports whether the step's word was given, or the trainer's.
func (f *File) StepOpen(number int) bool {
	f.mutex.Lock()
	defer f.mutex.Unlock()
	return f.keys[stepLock(number)] != nil || f.keys[trainerLock] != nil
}

// Unlocked reports whether the trainer's word was given, or none is needed.
func (f *File) Unlocked() bool {
	f.mutex.Lock()
	defer f.mutex.Unlock()
	return !f.NeedsWord() || f.keys[trainerLock] != nil
}

// Bytes returns the bytes of an item's file, held against their digest. The
// error is an *Error, Locked among them, or the context's.
func (f *File) Bytes(ctx context.Context, item training.Item) (data []byte, err error) {
	if item.Step > 0 {
		data, err = f.open(ctx, sealedFolder+item.Name, mostFile+1024)
	} else {
		data, err = f.checked(ctx, filesFolder+item.Name, mostFile)
	}
	if err == nil && digestOf(data) != item.SHA256 {
		err = f.told(&Error{Kind: Damaged, Entry: entryOf(item)})
	}
	if err != nil {
		return nil, err
	}
	return data, nil
}

// open reads a sealed entry by whichever lock of it is open.
func (f *File) open(ctx context.Context, name string, most uint64) ([]byte, error) {
	i := slices.IndexFunc(f.m.Sealed, func(s sealForm) bool { return s.Entry == name })
	if i < 0 {
		return nil, f.told(&Error{Kind: Missing, Entry: name})
	}
	f.mutex.Lock()
	keys := maps.Clone(f.keys)
	f.mutex.Unlock()
	tried := false
	for _, w := range f.m.Sealed[i].Keys {
		key := keys[w.Lock]
		if key == nil {
			continue
		}
		tried = true
		content, ok := unwrap(key, w.Lock, name, w.Key)
		if !ok {
			continue
		}
		sealed, err := f.checked(ctx, name, most)
		if err != nil {
			return nil, err
		}
		if data, ok := decrypt(content, "entry "+name, sealed); ok {
			return data, nil
		}
	}
	if tried {
		return nil, f.told(&Error{Kind: Damaged, Entry: name, Detail: "its seal does not hold"})
	}
	return nil, f.told(&Error{Kind: Locked, Entry: name})
}

// openJSON reads a sealed entry as JSON.
func (f *File) openJSON(name string, into any) error {
	data, err := f.open(context.Background(), name, mostSecret)
	if err != nil {
		return err
	}
	if err := strictly(data, into); err != nil {
		return f.told(malformed(name, "%v", err))
	}
	return nil
}

// Hints returns the words of an exercise's hints. The error is an *Error, Locked among them.
func (f *File) Hints(exercise string) ([]training.Hint, error) {
	e, err := f.exercise(exercise)
	if err != nil || len(e.Hints) == 0 {
		return nil, err
	}
	var forms []hintForm
	if err := f.openJSON(hintsFolder+exercise, &forms); err != nil {
		return nil, err
	}
	hints := hintsIn(forms)
	if err := checkHints(e, hints); err != nil {
		return nil, f.told(err)
	}
	return hints, nil
}

// Key returns the key of an exercise. A pack for self-practice gives it to whoever
// asks: ask once the exercise is answered. The error is an *Error, Locked among them.
func (f *File) Key(exercise string) (training.Key, error) {
	e, err := f.exercise(exercise)
	if err != nil {
		return training.Key{}, err
	}
	var form keyForm
	if err := f.openJSON(keysFolder+exercise, &form); err != nil {
		return training.Key{}, err
	}
	k := form.in()
	k.Hints, err = f.Hints(exercise)
	if locked := new(Error); errors.As(err, &locked) && locked.Kind == Locked {
		for _, cost := range e.Hints { // a revealed key with hints that stay closed
			k.Hints = append(k.Hints, training.Hint{Cost: cost})
		}
	} else if err != nil {
		return training.Key{}, err
	}
	if err := checkKey(e, k); err != nil {
		return training.Key{}, f.told(err)
	}
	return k, nil
}

func (f *File) exercise(id string) (training.Exercise, error) {
	for _, e := range f.exercises {
		if e.ID == id {
			return e, nil
		}
	}
	return training.Exercise{}, &Error{Kind: Missing, Entry: id, Detail: "no such exercise"}
}

// Trainer is what is for the trainer alone.
type Trainer struct {
	Notes training.Text
	Words map[int]string // by Step.Number
}

// Trainer returns the notes and the words of the steps. The error is an *Error, Locked among them.
func (f *File) Trainer() (Trainer, error) {
	var form trainerForm
	if err := f.openJSON(trainerName, &form); err != nil {
		return Trainer{}, err
	}
	return Trainer{form.Notes.in(), form.Words}, nil
}

// Check reads everything that the open locks open, and holds it against its
// digest; what stays closed is held against that of its sealed bytes. It returns
// what does not hold, in the pack's order. The error is the context's.
func (f *File) Check(ctx context.Context) (wrong []*Error, err error) {
	say := func(err error) error {
		var e *Error
		if errors.As(err, &e) && e.Kind != Locked {
			wrong = append(wrong, e)
		}
		return ctx.Err()
	}
	for _, e := range f.m.Entries {
		if _, err := f.checked(ctx, e.Name, mostFile+1024); say(err) != nil {
			return wrong, ctx.Err()
		}
	}
	if len(wrong) > 0 {
		return wrong, nil
	}
	for _, e := range f.exercises {
		if _, err := f.Key(e.ID); say(err) != nil {
			return wrong, ctx.Err()
		}
		for _, item := range e.Items() {
			if _, err := f.Bytes(ctx, item); say(err) != nil {
				return wrong, ctx.Err()
			}
		}
	}
	if _, err := f.Trainer(); say(err) != nil {
		return wrong, ctx.Err()
	}
	return wrong, nil
}

// strictly decodes one JSON value without fields that nobody knows.
func strictly(data []byte, into any) error {
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	if err := d.Decode(into); err != nil {
		return err
	}
	if _, err := d.Token(); err != io.EOF {
		return errors.New("more behind the end")
	}
	return nil
}
