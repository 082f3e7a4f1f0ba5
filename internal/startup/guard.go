package startup

import (
	"fmt"
	"io"
	"log"
	"os"
	"os/exec"
	"os/signal"
	"strings"
	"sync"
	"syscall"

	"github.com/motbilde/motbilde/internal/words"
)

// variable tells a process that it is the one that listens.
const variable = "MOTBILDE_LISTENS"

// Guard is the side of the window program. Its methods may be called from any
// goroutine.
type Guard struct {
	mu       sync.Mutex
	language words.Language
	listener *exec.Cmd      // nil where none could be started, and when it is done
	pipe     io.WriteCloser // to it
	said     string         // the last reason that the library logged
	signals  chan os.Signal
}

// Begin starts the process that listens. Where that can't be started the guard
// says by itself what it learns.
func Begin(l words.Language) *Guard {
	g := &Guard{language: l}
	log.SetOutput(g)
	own, err := os.Executable()
	if err != nil {
		return g
	}
	listener := exec.Command(own)
	listener.Env = append(os.Environ(), variable+"=1")
	listener.Stderr = os.Stderr
	if g.pipe, err = listener.StdinPipe(); err != nil || listener.Start() != nil {
		return g
	}
	g.listener = listener
	g.SetLanguage(l)
	g.signals = make(chan os.Signal, 1)
	signal.Notify(g.signals, os.Interrupt, syscall.SIGTERM)
	go g.mind(g.signals)
	return g
}

// mind ends the program when it is asked to before its window stands, so that
// this is not taken for a trouble.
func (g *Guard) mind(signals chan os.Signal) {
	if s, ok := (<-signals).(syscall.Signal); ok {
		g.Up()
		os.Exit(128 + int(s))
	}
}

// SetLanguage sets the language that a trouble is told in.
func (g *Guard) SetLanguage(l words.Language) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.language = l
	g.tell("language", l.Code())
}

// Write takes a line of the log, on to standard error. A reason is remembered
// and passed on, because nobody can ask a program that has died.
func (g *Guard) Write(line []byte) (int, error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if _, reason, ok := strings.Cut(string(line), "Cause: "); ok {
		g.said = plain(reason)
		g.tell("said", g.said)
	}
	os.Stderr.Write(line) // a program without a terminal may have none: nobody's loss
	return len(line), nil
}

// tell sends a line to who listens; that it may be gone is no trouble of the window.
func (g *Guard) tell(what, value string) {
	if g.listener != nil {
		fmt.Fprintln(g.pipe, what, value)
	}
}

// Open calls show, which reports whether it could open a window, and says what
// is wrong where it could not. A panic in it is a window that did not come.
func (g *Guard) Open(show func() bool) (opened bool) {
	defer func() {
		if p := recover(); p != nil {
			g.mu.Lock()
			if g.said == "" {
				g.said = plain(fmt.Sprint(p))
			}
			g.mu.Unlock()
			opened = false
		}
		if !opened {
			g.mu.Lock()
			said := g.said
			g.mu.Unlock()
			g.Fail(TroubleOf(said))
		}
	}()
	return show()
}

// Fail says the trouble and returns when a person has read it, as far as that
// can be known.
func (g *Guard) Fail(t Trouble) {
	g.mu.Lock()
	listener, language, said := g.listener, g.language, g.said
	if listener != nil {
		g.tell("said", said)
		g.tell("failed", string(t))
		g.pipe.Close()
		g.listener = nil
	}
	g.mu.Unlock()
	if listener == nil || listener.Wait() != nil {
		say(text(language, t, system, said), language.Say("startup.title"))
	}
	g.Up()
}

// Up says that the window stands: what listens ends.
func (g *Guard) Up() {
	g.mu.Lock()
	defer g.mu.Unlock()
	log.SetOutput(os.Stderr)
	if g.signals != nil {
		signal.Stop(g.signals)
	}
	if g.listener == nil {
		return
	}
	g.tell("up", "")
	g.pipe.Close()
	go g.listener.Wait() // so that nothing of it stays; how it ended says nothing
	g.listener = nil
}
