package journal

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"sync"
	"time"

	"github.com/motbilde/motbilde/internal/casework"
	"github.com/motbilde/motbilde/internal/lab"
	"github.com/motbilde/motbilde/internal/lock"
)

// patience is how long the end of a session waits for files to be copied. Their
// own places are kept with the values, so that nothing is lost where they stay.
const patience = 3 * time.Second

// Session keeps one case. Its methods block nobody but Close; a goroutine of
// its own writes.
type Session struct {
	journal *Journal
	lab     *lab.Lab
	failed  func(error)
	ctx     context.Context
	cancel  context.CancelFunc

	mu    sync.Mutex
	next  *Values // to be written
	clear bool    // before that, all is to be thrown away
	ended bool
	wake  chan struct{}
	done  chan struct{}

	// Of the goroutine.
	folder string // empty before anything is kept
	lock   *lock.Lock
	copies []lab.File
	gone   map[string]bool // digests that could not be copied: said once
	told   bool            // that writing fails; told again after it has worked
}

// Begin returns the session of a case of which nothing is kept yet. What goes
// wrong is told to failed, on a goroutine of the session.
func (j *Journal) Begin(l *lab.Lab, failed func(error)) *Session {
	return j.session("", nil, l, failed)
}

func (j *Journal) session(folder string, held *lock.Lock, l *lab.Lab, failed func(error)) *Session {
	s := &Session{
		journal: j, lab: l, failed: failed, folder: folder, lock: held,
		wake: make(chan struct{}, 1), done: make(chan struct{}), gone: map[string]bool{},
	}
	s.ctx, s.cancel = context.WithCancel(context.Background())
	go s.run()
	return s
}

// Keep has these values written; of several only the newest are.
func (s *Session) Keep(v Values) { s.tell(func() { s.next = &v }) }

// Clear throws away what is kept: a saved case holds it.
func (s *Session) Clear() { s.tell(func() { s.clear, s.next = true, nil }) }

// Close writes what waits and ends the session. What is kept stays.
func (s *Session) Close() {
	s.tell(func() { s.ended = true })
	timer := time.AfterFunc(patience, s.cancel)
	<-s.done
	timer.Stop()
	s.cancel()
}

// Wait returns when the session has ended.
func (s *Session) Wait() { <-s.done }

func (s *Session) tell(change func()) {
	s.mu.Lock()
	change()
	s.mu.Unlock()
	select {
	case s.wake <- struct{}{}:
	default:
	}
}

func (s *Session) run() {
	defer close(s.done)
	for range s.wake {
		for s.step() {
		}
		s.mu.Lock()
		over := s.ended && s.next == nil && !s.clear
		s.mu.Unlock()
		if over {
			s.say(s.lock.Release())
			return
		}
	}
}

// step does the next thing and reports whether there was one. Values come
// before files.
func (s *Session) step() bool {
	s.mu.Lock()
	next, clear := s.next, s.clear
	s.next, s.clear = nil, false
	s.mu.Unlock()
	switch {
	case clear:
		s.say(s.remove())
		if next != nil {
			s.say(s.write(*next))
		}
	case next != nil:
		s.say(s.write(*next))
	case len(s.copies) > 0 && s.ctx.Err() == nil:
		file := s.copies[0]
		s.copies = s.copies[1:]
		if err := s.copy(file); err != nil && s.ctx.Err() == nil {
			s.gone[file.SHA256] = true
			s.failed(err)
		}
	default:
		return false
	}
	return true
}

// say tells of an error, the first of a row of them.
func (s *Session) say(err error) {
	if err != nil && !s.told && s.ctx.Err() == nil {
		s.failed(err)
	}
	s.told = err != nil
}

func (s *Session) write(v Values) error {
	if s.folder == "" {
		if err := s.begin(); err != nil {
			return err
		}
	}
	err := write(s.folder, v)
	if errors.Is(err, os.ErrNotExist) { // somebody took the folder away
		if err = errors.Join(s.remove(), s.begin()); err == nil {
			err = write(s.folder, v)
		}
	}
	if err != nil {
		return err
	}
	return s.choose(v.Originals)
}

// begin makes the folder of the session.
func (s *Session) begin() (err error) {
	s.folder, s.lock, err = s.journal.newFolder()
	return err
}

// newFolder makes a folder that nobody else has, and locks it.
func (j *Journal) newFolder() (folder string, held *lock.Lock, err error) {
	if err := os.MkdirAll(j.sessions(), 0o700); err != nil {
		return "", nil, err
	}
	name := time.Now().UTC().Format("20060102-150405") + "-" + strconv.Itoa(os.Getpid()) + "-"
	for n := 1; ; n++ {
		folder = filepath.Join(j.sessions(), name+strconv.Itoa(n))
		err := os.Mkdir(folder, 0o700)
		if errors.Is(err, os.ErrExist) && n < 100 {
			continue
		}
		if err != nil {
			return "", nil, err
		}
		if held, err = lock.TakePrivate(filepath.Join(folder, lockName)); err != nil {
			return "", nil, err // what is empty is thrown away when next somebody looks
		}
		return folder, held, nil
	}
}

// remove throws the folder away, and its lock with it.
func (s *Session) remove() error {
	if s.folder == "" {
		return nil
	}
	err := s.lock.ReleaseFolder()
	s.folder, s.lock, s.copies = "", nil, nil
	return err
}

// choose takes away the copies that a saved case holds by now, and lines up
// those that are missing.
func (s *Session) choose(wanted []lab.File) error {
	s.copies = nil
	folder := filepath.Join(s.folder, originalFolder)
	there, err := os.ReadDir(folder)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	has := map[string]bool{}
	for _, e := range there {
		has[e.Name()] = true
	}
	for _, file := range wanted {
		if !has[file.SHA256] && !s.gone[file.SHA256] {
			s.copies = append(s.copies, file)
		}
		delete(has, file.SHA256)
	}
	for name := range has {
		err = errors.Join(err, os.Remove(filepath.Join(folder, name)))
	}
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	return err
}

// copy keeps the bytes of a file that no saved case holds.
func (s *Session) copy(file lab.File) (err error) {
	from, err := s.lab.Original(s.ctx, file)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, from.Close()) }()
	folder := filepath.Join(s.folder, originalFolder)
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return err
	}
	path := filepath.Join(folder, file.SHA256)
	err = casework.WritePrivate(path, func(w io.Writer) error {
		_, err := io.Copy(w, from)
		return err
	})
	if err == nil {
		s.lab.Keep(file.SHA256, lab.Place{Path: path})
	}
	return err
}
