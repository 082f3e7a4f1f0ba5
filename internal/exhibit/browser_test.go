package exhibit

import (
	"bufio"
	"bytes"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// browser is a headless Chromium that is spoken to by a pipe: messages of JSON,
// each ended by a zero byte (the DevTools protocol). There is no library between,
// so that none has to be trusted with what a test claims to see.
type browser struct {
	t       *testing.T
	to      io.Writer
	from    *bufio.Reader
	session string
	next    int
	asked   []string // every address that the page asked for
	said    []string // what it wrote to the console, and what its policy refused
}

// message is an answer or an event.
type message struct {
	ID     int             `json:"id"`
	Method string          `json:"method"`
	Params json.RawMessage `json:"params"`
	Result json.RawMessage `json:"result"`
	Error  *struct {
		Message string `json:"message"`
	} `json:"error"`
}

// patience is how long a test waits for one answer on a busy machine.
const patience = 2 * time.Minute

// open starts Chromium on a file; a machine without one leaves the test out.
func open(t *testing.T, path string) *browser {
	t.Helper()
	program := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if found, err := exec.LookPath(name); err == nil {
			program = found
			break
		}
	}
	if program == "" {
		t.Skip("there is no Chromium here: the exhibit is not tried in a browser")
	}
	toBrowser, to, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	from, fromBrowser, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	args := []string{
		"--headless=new", "--remote-debugging-pipe", "--user-data-dir=" + t.TempDir(), "--no-first-run", "--disable-gpu",
		"--disable-extensions", "--disable-background-networking", "--disable-component-update", "--hide-scrollbars", "--force-device-scale-factor=1",
	}
	if os.Geteuid() == 0 {
		args = append(args, "--no-sandbox") // Chromium's own refuses the administrator; what it opens is ours
	}
	command := exec.Command(program, append(args, "about:blank")...)
	command.ExtraFiles = []*os.File{toBrowser, fromBrowser}
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	for _, file := range []*os.File{toBrowser, fromBrowser} {
		if err := file.Close(); err != nil {
			t.Error(err)
		}
	}
	ended := make(chan error, 1)
	go func() { ended <- command.Wait() }()
	watch := time.AfterFunc(10*patience, func() { _ = command.Process.Kill() }) // a hang ends as a failed read
	b := &browser{t: t, to: to, from: bufio.NewReaderSize(from, 1<<20)}
	t.Cleanup(func() {
		watch.Stop()
		b.session = ""
		b.do("Browser.close", nil, nil)
		select {
		case <-ended: // its status says how it was closed, and nothing of the page
		case <-time.After(patience):
			if err := command.Process.Kill(); err != nil {
				t.Error(err)
			}
			<-ended
		}
		for _, file := range []*os.File{to, from} {
			if err := file.Close(); err != nil {
				t.Error(err)
			}
		}
	})

	var target struct {
		TargetID string `json:"targetId"`
	}
	b.do("Target.createTarget", map[string]any{"url": "about:blank"}, &target)
	var attached struct {
		SessionID string `json:"sessionId"`
	}
	b.do("Target.attachToTarget", map[string]any{"targetId": target.TargetID, "flatten": true}, &attached)
	b.session = attached.SessionID
	for _, domain := range []string{"Page", "Network", "Runtime", "Log", "Accessibility"} {
		b.do(domain+".enable", nil, nil)
	}
	absolute, err := filepath.Abs(path)
	if err != nil {
		t.Fatal(err)
	}
	b.load("file://" + filepath.ToSlash(absolute))
	return b
}

// load opens an address and waits until all of it has loaded.
func (b *browser) load(address string) {
	b.t.Helper()
	b.do("Page.navigate", map[string]any{"url": address}, nil)
	for deadline := time.Now().Add(patience); ; {
		var state string
		b.eval("document.readyState + ' ' + location.protocol", &state)
		if state == "complete file:" {
			return
		}
		if time.Now().After(deadline) {
			b.t.Fatalf("%s is %q", address, state)
		}
	}
}

// do sends one command, and reads until its answer is there.
func (b *browser) do(method string, params, result any) {
	b.t.Helper()
	if err := b.try(method, params, result); err != nil {
		b.t.Fatalf("%s: %v", method, err)
	}
}

func (b *browser) try(method string, params, result any) error {
	b.next++
	ask := map[string]any{"id": b.next, "method": method}
	if params != nil {
		ask["params"] = params
	}
	if b.session != "" {
		ask["sessionId"] = b.session
	}
	text, err := json.Marshal(ask)
	if err != nil {
		return err
	}
	if _, err := b.to.Write(append(text, 0)); err != nil {
		return err
	}
	for {
		text, err := b.from.ReadBytes(0)
		if err != nil {
			return err
		}
		var m message
		if err := json.Unmarshal(bytes.TrimSuffix(text, []byte{0}), &m); err != nil {
			return err
		}
		b.hear(m)
		switch {
		case m.ID != b.next:
		case m.Error != nil:
			return errors.New(m.Error.Message)
		case result != nil:
			return json.Unmarshal(m.Result, result)
		default:
			return nil
		}
	}
}

// hear keeps what the page asked for and what it said.
func (b *browser) hear(m message) {
	var p struct {
		Request struct {
			URL string `json:"url"`
		} `json:"request"`
	}
	switch m.Method {
	case "Network.requestWillBeSent":
		if err := json.Unmarshal(m.Params, &p); err != nil {
			b.t.Error(err)
		}
		b.asked = append(b.asked, p.Request.URL)
	case "Runtime.consoleAPICalled", "Runtime.exceptionThrown", "Log.entryAdded", "Page.javascriptDialogOpening":
		b.said = append(b.said, string(m.Params))
	}
}

// eval returns the value of an expression of the page.
func (b *browser) eval(expression string, value any) {
	b.t.Helper()
	var answer struct {
		Result struct {
			Value json.RawMessage `json:"value"`
		} `json:"result"`
		ExceptionDetails json.RawMessage `json:"exceptionDetails"`
	}
	b.do("Runtime.evaluate", map[string]any{"expression": expression, "returnByValue": true, "awaitPromise": true}, &answer)
	if answer.ExceptionDetails != nil {
		b.t.Fatalf("%s: %s", expression, answer.ExceptionDetails)
	}
	if value == nil {
		return
	}
	if err := json.Unmarshal(answer.Result.Value, value); err != nil {
		b.t.Fatalf("%s gives %s: %v", expression, answer.Result.Value, err)
	}
}

func (b *browser) text(expression string) (s string) {
	b.t.Helper()
	b.eval(expression, &s)
	return s
}

func (b *browser) number(expression string) (v float64) {
	b.t.Helper()
	b.eval(expression, &v)
	return v
}

// sized shows the page in a window of that size, and lets it lay itself out.
func (b *browser) sized(width, height int) {
	b.t.Helper()
	b.do("Emulation.setDeviceMetricsOverride", map[string]any{"width": width, "height": height, "deviceScaleFactor": 1, "mobile": false}, nil)
	b.settle()
}

// settle waits for two frames: what was changed is drawn then.
func (b *browser) settle() {
	b.t.Helper()
	b.eval("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))", nil)
}

// key presses and lets go of a key.
func (b *browser) key(key, code string, number int) {
	b.t.Helper()
	for _, kind := range []string{"rawKeyDown", "keyUp"} {
		b.do("Input.dispatchKeyEvent", map[string]any{"type": kind, "key": key, "code": code, "windowsVirtualKeyCode": number}, nil)
	}
	b.settle()
}

func (b *browser) mouse(kind string, x, y float64) {
	b.t.Helper()
	b.do("Input.dispatchMouseEvent", map[string]any{"type": kind, "x": x, "y": y, "button": "left", "buttons": 1, "clickCount": 1}, nil)
}

// mode chooses a mode as a click does.
func (b *browser) mode(name string) {
	b.t.Helper()
	b.eval(fmt.Sprintf("document.querySelector('input[value=%s]').click()", name), nil)
	b.settle()
}

// shoot keeps a picture of the window where MOTBILDE_SHOTS names a folder.
func (b *browser) shoot(name string, whole bool) {
	b.t.Helper()
	folder := os.Getenv("MOTBILDE_SHOTS")
	if folder == "" {
		return
	}
	var shot struct {
		Data string `json:"data"`
	}
	b.do("Page.captureScreenshot", map[string]any{"captureBeyondViewport": whole, "format": "png"}, &shot)
	data, err := base64.StdEncoding.DecodeString(shot.Data)
	if err != nil {
		b.t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(folder, name+".png"), data, 0o666); err != nil {
		b.t.Fatal(err)
	}
}

// named is an element as assistive programs hear of it.
type named struct{ Role, Name, Value string }

// heard returns all elements that assistive programs hear of, in their order.
func (b *browser) heard() (all []named) {
	b.t.Helper()
	type value struct {
		Value any `json:"value"`
	}
	var tree struct {
		Nodes []struct {
			Ignored bool  `json:"ignored"`
			Role    value `json:"role"`
			Name    value `json:"name"`
			Value   value `json:"value"`
		} `json:"nodes"`
	}
	b.do("Accessibility.getFullAXTree", nil, &tree)
	say := func(v value) string {
		if v.Value == nil {
			return ""
		}
		return strings.TrimSpace(fmt.Sprint(v.Value))
	}
	for _, n := range tree.Nodes {
		if !n.Ignored {
			all = append(all, named{say(n.Role), say(n.Name), say(n.Value)})
		}
	}
	return all
}
