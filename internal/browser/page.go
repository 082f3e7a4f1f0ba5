package browser

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// Page is a file that is shown in a tab. What can't be done with it ends the test.
type Page struct {
	Asked []string // every address that the page asked for
	Said  []string // what it wrote to the console, and what its policy refused

	t       testing.TB
	browser *chromium
	session string
}

// Open shows a file in a tab of its own, which is closed with the test. Where
// there is no Chromium, the test is left out.
func Open(t testing.TB, path string) *Page {
	t.Helper()
	if running.browser == nil && running.err == nil {
		running.browser, running.err = start()
	}
	if errors.Is(running.err, errNone) {
		t.Skip(running.err)
	}
	if running.err != nil {
		t.Fatalf("starting Chromium: %v", running.err)
	}
	p := &Page{t: t, browser: running.browser}
	var target struct {
		TargetID string `json:"targetId"`
	}
	p.Do("Target.createTarget", map[string]any{"url": "about:blank"}, &target)
	var attached struct {
		SessionID string `json:"sessionId"`
	}
	p.Do("Target.attachToTarget", map[string]any{"targetId": target.TargetID, "flatten": true}, &attached)
	p.session = attached.SessionID
	p.browser.pages[p.session] = p
	t.Cleanup(func() {
		delete(p.browser.pages, p.session)
		p.session = ""
		p.Do("Target.closeTarget", map[string]any{"targetId": target.TargetID}, nil)
	})
	for _, domain := range []string{"Page", "Network", "Runtime", "Log", "Accessibility"} {
		p.Do(domain+".enable", nil, nil)
	}
	absolute, err := filepath.Abs(path)
	if err != nil {
		t.Fatal(err)
	}
	p.load("file://" + filepath.ToSlash(absolute))
	return p
}

// Written shows a page of these bytes.
func Written(t testing.TB, page []byte) *Page {
	t.Helper()
	path := filepath.Join(t.TempDir(), "page.html")
	if err := os.WriteFile(path, page, 0o666); err != nil {
		t.Fatal(err)
	}
	return Open(t, path)
}

// load opens an address and waits until all of it has loaded.
func (p *Page) load(address string) {
	p.t.Helper()
	p.Do("Page.navigate", map[string]any{"url": address}, nil)
	for deadline := time.Now().Add(patience); ; {
		var state string
		p.Eval("document.readyState + ' ' + location.protocol", &state)
		if state == "complete file:" {
			return
		}
		if time.Now().After(deadline) {
			p.t.Fatalf("%s is %q", address, state)
		}
	}
}

// Do sends one command of the protocol and takes its answer.
func (p *Page) Do(method string, params, result any) {
	p.t.Helper()
	if err := p.browser.do(p.session, method, params, result); err != nil {
		p.t.Fatalf("%s: %v", method, err)
	}
}

// hear keeps what the page asked for and what it said.
func (p *Page) hear(m message) error {
	switch m.Method {
	case "Network.requestWillBeSent":
		var sent struct {
			Request struct {
				URL string `json:"url"`
			} `json:"request"`
		}
		if err := json.Unmarshal(m.Params, &sent); err != nil {
			return err
		}
		p.Asked = append(p.Asked, sent.Request.URL)
	case "Runtime.consoleAPICalled", "Runtime.exceptionThrown", "Log.entryAdded", "Page.javascriptDialogOpening":
		p.Said = append(p.Said, string(m.Params))
	}
	return nil
}

// Alone fails the test where the page asked for anything but its own file, or
// where the browser complains of it.
func (p *Page) Alone() {
	p.t.Helper()
	own := 0
	for _, address := range p.Asked {
		switch {
		case strings.HasPrefix(address, "file:"):
			own++
		case strings.HasPrefix(address, "data:"), address == "about:blank":
		default:
			p.t.Errorf("it asked for %.80s", address)
		}
	}
	if own != 1 {
		p.t.Errorf("%d files were asked for, not the page alone: %.300q", own, p.Asked)
	}
	if len(p.Said) > 0 {
		p.t.Errorf("the browser complains: %.500q", p.Said)
	}
}

// Eval takes the value of an expression of the page; a promise is waited for.
func (p *Page) Eval(expression string, value any) {
	p.t.Helper()
	var answer struct {
		Result struct {
			Value json.RawMessage `json:"value"`
		} `json:"result"`
		ExceptionDetails json.RawMessage `json:"exceptionDetails"`
	}
	p.Do("Runtime.evaluate", map[string]any{"expression": expression, "returnByValue": true, "awaitPromise": true}, &answer)
	if answer.ExceptionDetails != nil {
		p.t.Fatalf("%s: %s", expression, answer.ExceptionDetails)
	}
	if value == nil {
		return
	}
	if err := json.Unmarshal(answer.Result.Value, value); err != nil {
		p.t.Fatalf("%s gives %s: %v", expression, answer.Result.Value, err)
	}
}

// Text is the value of an expression that is a text.
func (p *Page) Text(expression string) (s string) {
	p.t.Helper()
	p.Eval(expression, &s)
	return s
}

// Number is the value of an expression that is a number.
func (p *Page) Number(expression string) (v float64) {
	p.t.Helper()
	p.Eval(expression, &v)
	return v
}

// Sized shows the page in a window of that size, CSS pixels, and lets it lay itself out.
func (p *Page) Sized(width, height int) {
	p.t.Helper()
	p.Do("Emulation.setDeviceMetricsOverride", map[string]any{"width": width, "height": height, "deviceScaleFactor": 1, "mobile": false}, nil)
	p.Settle()
}

// OnPaper shows the page as it is printed.
func (p *Page) OnPaper() {
	p.t.Helper()
	p.Do("Emulation.setEmulatedMedia", map[string]any{"media": "print"}, nil)
	p.Settle()
}

// Settle waits for two frames: what was changed is drawn then.
func (p *Page) Settle() {
	p.t.Helper()
	p.Eval("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))", nil)
}

// Key presses and lets go of a key, given by its names and its number in Windows.
func (p *Page) Key(key, code string, number int) {
	p.t.Helper()
	down := map[string]any{"type": "rawKeyDown", "key": key, "code": code, "windowsVirtualKeyCode": number}
	if key == " " { // what it does is done by the text that it gives
		down["type"], down["text"] = "keyDown", " "
	}
	p.Do("Input.dispatchKeyEvent", down, nil)
	p.Do("Input.dispatchKeyEvent", map[string]any{"type": "keyUp", "key": key, "code": code, "windowsVirtualKeyCode": number}, nil)
	p.Settle()
}

// Mouse has the pointer do something at a place of the window: mousePressed, mouseMoved or mouseReleased.
func (p *Page) Mouse(what string, x, y float64) {
	p.t.Helper()
	p.Do("Input.dispatchMouseEvent", map[string]any{"type": what, "x": x, "y": y, "button": "left", "buttons": 1, "clickCount": 1}, nil)
}

// Painted is the window, or the whole page, as PNG.
func (p *Page) Painted(whole bool) []byte {
	p.t.Helper()
	var shot struct {
		Data []byte `json:"data"`
	}
	p.Do("Page.captureScreenshot", map[string]any{"captureBeyondViewport": whole, "format": "png"}, &shot)
	return shot.Data
}

// Shoot keeps a picture of the window, or of the whole page, where
// MOTBILDE_SHOTS names a folder.
func (p *Page) Shoot(name string, whole bool) {
	p.t.Helper()
	folder := os.Getenv("MOTBILDE_SHOTS")
	if folder == "" {
		return
	}
	if err := os.WriteFile(filepath.Join(folder, name+".png"), p.Painted(whole), 0o666); err != nil {
		p.t.Fatal(err)
	}
}

// Printed is the page as PDF, on the paper that its style asks for.
func (p *Page) Printed() []byte {
	p.t.Helper()
	var printed struct {
		Data []byte `json:"data"`
	}
	p.Do("Page.printToPDF", map[string]any{"preferCSSPageSize": true, "printBackground": true}, &printed)
	return printed.Data
}

// Named is an element as assistive programs hear of it.
type Named struct{ Role, Name, Value string }

// Heard is all elements that assistive programs hear of, in their order.
func (p *Page) Heard() (all []Named) {
	p.t.Helper()
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
	p.Do("Accessibility.getFullAXTree", nil, &tree)
	say := func(v value) string {
		if v.Value == nil {
			return ""
		}
		return strings.TrimSpace(fmt.Sprint(v.Value))
	}
	for _, n := range tree.Nodes {
		if !n.Ignored {
			all = append(all, Named{say(n.Role), say(n.Name), say(n.Value)})
		}
	}
	return all
}
