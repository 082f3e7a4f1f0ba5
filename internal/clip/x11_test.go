//go:build !windows && !darwin

package clip

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"reflect"
	"strings"
	"testing"
	"time"
)

// screen starts an X server of the test's own.
func screen(t *testing.T) {
	t.Helper()
	for _, program := range []string{"Xvfb", "xclip"} {
		if _, err := exec.LookPath(program); err != nil {
			t.Skipf("there is no %s here", program)
		}
	}
	read, write, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	server := exec.CommandContext(t.Context(), "Xvfb", "-displayfd", "3", "-screen", "0", "320x240x24", "-nolisten", "tcp")
	server.ExtraFiles = []*os.File{write}
	if err := server.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = server.Process.Kill()
		_ = server.Wait()
	})
	write.Close()
	defer read.Close()
	number, err := bufio.NewReader(read).ReadString('\n')
	if err != nil {
		t.Fatalf("the X server told no display: %v", err)
	}
	t.Setenv("DISPLAY", ":"+strings.TrimSpace(number))
}

func open(t *testing.T) *Clip {
	t.Helper()
	c, err := Open()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	return c
}

// xclip copies data by the program of that name, as another program would.
func xclip(t *testing.T, data []byte, target string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	c := exec.CommandContext(ctx, "xclip", "-selection", "clipboard", "-t", target, "-i")
	c.Stdin = bytes.NewReader(data)
	if err := c.Run(); err != nil { // it stays behind to serve what it copied: nothing of it can be waited for
		t.Fatalf("xclip: %v", err)
	}
}

// pasted has xclip paste.
func pasted(t *testing.T, target string) []byte {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	out, err := exec.CommandContext(ctx, "xclip", "-selection", "clipboard", "-t", target, "-o").Output()
	if err != nil {
		t.Fatalf("xclip: %v", err)
	}
	return out
}

// reads waits until the clipboard holds that: xclip is ready before it owns what it copied.
func reads(t *testing.T, c *Clip, want Content) {
	t.Helper()
	for patience := time.Now().Add(10 * time.Second); ; time.Sleep(10 * time.Millisecond) {
		got, err := c.Read(t.Context())
		if err == nil && reflect.DeepEqual(got, want) {
			return
		}
		if time.Now().After(patience) {
			t.Fatalf("the clipboard holds %q, %q, %q, %q and %d bytes of %q (%v)", got.Files, got.Addresses, got.Text, want.Text, len(got.Picture), got.MediaType, err)
		}
	}
}

func noise(n int) []byte {
	random := rand.New(rand.NewPCG(1, uint64(n)))
	data := make([]byte, n)
	for i := range data {
		data[i] = byte(random.Uint32())
	}
	return data
}

func TestWhatAnotherProgramCopiedIsRead(t *testing.T) {
	screen(t)
	c := open(t)
	if got, err := c.Read(t.Context()); err != nil || !got.Empty() {
		t.Errorf("an empty clipboard holds %+v (%v)", got, err)
	}
	for _, size := range []int{1, 1000, part, part + 1, 5 << 20} {
		data := noise(size)
		xclip(t, data, "image/png")
		reads(t, c, Content{Picture: data, MediaType: "image/png"})
	}
	xclip(t, []byte("file:///tmp/a%20b.jpg\r\n"), "text/uri-list")
	reads(t, c, Content{Files: []string{"/tmp/a b.jpg"}})
	xclip(t, []byte("https://example.org/påske"), "UTF8_STRING")
	reads(t, c, Content{Addresses: []string{"https://example.org/påske"}})
}

func TestAnotherProgramPastesWhatWasOffered(t *testing.T) {
	screen(t)
	c := open(t)
	for _, size := range []int{1, part, part + 1, 5 << 20} {
		data := noise(size)
		if err := c.Offer(t.Context(), data); err != nil {
			t.Fatal(err)
		}
		for again := range 2 {
			if got := pasted(t, "image/png"); !bytes.Equal(got, data) {
				t.Fatalf("of %d bytes %d were pasted, time %d", size, len(got), again+1)
			}
		}
		if got, err := c.Read(t.Context()); err != nil || !bytes.Equal(got.Picture, data) {
			t.Errorf("of %d bytes %d came back to the program itself (%v)", size, len(got.Picture), err)
		}
	}
	if got := string(pasted(t, "TARGETS")); !strings.Contains(got, "image/png") {
		t.Errorf("what is offered is %q", got)
	}
	xclip(t, []byte("words"), "UTF8_STRING")
	reads(t, c, Content{Text: "words"})
}

func TestDisplayOfAnotherMachineIsRefused(t *testing.T) {
	for _, name := range []string{"", "example.org:0", "10.0.0.1:0.0", "nonsense"} {
		t.Setenv("DISPLAY", name)
		if c, err := Open(); !errors.Is(err, ErrNone) {
			t.Errorf("%q: %v, %v", name, c, err)
		}
	}
	t.Setenv("DISPLAY", ":"+fmt.Sprint(64_999)) // nobody there
	if _, err := Open(); err == nil || errors.Is(err, ErrNone) {
		t.Errorf("a server that is not there: %v", err)
	}
}
