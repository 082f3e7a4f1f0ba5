// Package browser is a headless Chromium for tests: it opens the pages that the
// program writes, uses them as a reader does, and tells what they ask for, say
// and look like. Its main type is Page. It promises that a process starts one
// browser at most, that each page is a tab of its own, and that a machine
// without Chromium leaves a test out instead of failing it.
//
//	test ─▶ Page ─▶ JSON ended by a zero byte, by a pipe ─▶ Chromium
//
// The DevTools protocol is spoken without a library between, so that none has
// to be trusted with what a test claims to see. Only tests import this package.
package browser

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"testing"
	"time"
)

// patience is how long a test waits for one answer on a busy machine.
const patience = 2 * time.Minute

// errNone is why a test is left out.
var errNone = errors.New("there is no Chromium here: what is shown in a browser is not tried")

// chromium is the one browser of the process.
type chromium struct {
	command *exec.Cmd
	folder  string // of its profile
	to      io.WriteCloser
	from    io.Closer
	reader  *bufio.Reader
	next    int
	pages   map[string]*Page // by session
	ended   chan error
}

// running is the browser, or why there is none; nothing before the first page.
var running struct {
	browser *chromium
	err     error
}

// Main runs the tests of a package and closes the browser that they opened. It
// is what TestMain calls, and returns the status to exit with.
func Main(m *testing.M) int {
	status := m.Run()
	if running.browser == nil {
		return status
	}
	if err := running.browser.close(); err != nil {
		fmt.Fprintln(os.Stderr, "closing Chromium:", err)
		return max(status, 1)
	}
	return status
}

// message is an answer or an event.
type message struct {
	ID      int             `json:"id"`
	Session string          `json:"sessionId"`
	Method  string          `json:"method"`
	Params  json.RawMessage `json:"params"`
	Result  json.RawMessage `json:"result"`
	Error   *struct {
		Message string `json:"message"`
	} `json:"error"`
}

// start starts Chromium with a profile of its own.
func start() (*chromium, error) {
	program := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if found, err := exec.LookPath(name); err == nil {
			program = found
			break
		}
	}
	if program == "" {
		return nil, errNone
	}
	folder, err := os.MkdirTemp("", "motbilde-browser-")
	if err != nil {
		return nil, err
	}
	toBrowser, to, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	from, fromBrowser, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	args := []string{
		"--headless=new", "--remote-debugging-pipe", "--user-data-dir=" + folder, "--no-first-run", "--disable-gpu",
		"--disable-extensions", "--disable-background-networking", "--disable-component-update", "--hide-scrollbars", "--force-device-scale-factor=1",
	}
	if os.Geteuid() == 0 {
		args = append(args, "--no-sandbox") // Chromium's own refuses the administrator; what it opens is ours
	}
	c := &chromium{
		command: exec.Command(program, append(args, "about:blank")...), folder: folder,
		to: to, from: from, reader: bufio.NewReaderSize(from, 1<<20), pages: map[string]*Page{}, ended: make(chan error, 1),
	}
	c.command.ExtraFiles = []*os.File{toBrowser, fromBrowser}
	if err := c.command.Start(); err != nil {
		return nil, err
	}
	go func() { c.ended <- c.command.Wait() }()
	return c, errors.Join(toBrowser.Close(), fromBrowser.Close())
}

// close ends the browser and removes its profile.
func (c *chromium) close() error {
	err := c.do("", "Browser.close", nil, nil)
	select {
	case <-c.ended: // its status says how it was closed, and nothing of the pages
	case <-time.After(patience):
		err = errors.Join(err, c.command.Process.Kill())
		<-c.ended
	}
	return errors.Join(err, c.to.Close(), c.from.Close(), os.RemoveAll(c.folder))
}

// do sends one command to a session, or to the browser where none is named, and
// reads until its answer is there.
func (c *chromium) do(session, method string, params, result any) error {
	c.next++
	ask := map[string]any{"id": c.next, "method": method}
	if params != nil {
		ask["params"] = params
	}
	if session != "" {
		ask["sessionId"] = session
	}
	text, err := json.Marshal(ask)
	if err != nil {
		return err
	}
	// A hang ends as a failed read.
	watch := time.AfterFunc(patience, func() { _ = c.command.Process.Kill() })
	defer watch.Stop()
	if _, err := c.to.Write(append(text, 0)); err != nil {
		return err
	}
	for {
		text, err := c.reader.ReadBytes(0)
		if err != nil {
			return err
		}
		var m message
		if err := json.Unmarshal(bytes.TrimSuffix(text, []byte{0}), &m); err != nil {
			return err
		}
		if page := c.pages[m.Session]; page != nil {
			if err := page.hear(m); err != nil {
				return err
			}
		}
		switch {
		case m.ID != c.next:
		case m.Error != nil:
			return errors.New(m.Error.Message)
		case result != nil:
			return json.Unmarshal(m.Result, result)
		default:
			return nil
		}
	}
}
