package main

import (
	"bytes"
	"context"
	"image"
	"image/png"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/motbilde/motbilde/internal/xdnd"
)

// xclip has another program copy data, as that target.
func xclip(h *hand, data []byte, target string) {
	h.t.Helper()
	if _, err := exec.LookPath("xclip"); err != nil {
		h.t.Skip("there is no xclip here")
	}
	c := exec.CommandContext(h.ctx, "xclip", "-selection", "clipboard", "-t", target, "-i")
	c.Stdin = bytes.NewReader(data)
	if err := c.Run(); err != nil { // it stays behind to serve what it copied: nothing of it can be waited for
		h.t.Fatalf("xclip: %v", err)
	}
	time.Sleep(200 * time.Millisecond) // until what stays behind owns the clipboard
}

func press(h *hand, letter rune) {
	h.t.Helper()
	if err := h.screen.Press(xdnd.Key(letter), xdnd.Control); err != nil {
		h.t.Fatal(err)
	}
}

// TestClipboardOfAnotherProgramIsPastedAndTheViewIsCopiedToIt is done with
// xclip, a program of its own, as a browser or a chat would.
func TestClipboardOfAnotherProgramIsPastedAndTheViewIsCopiedToIt(t *testing.T) {
	claim, candidates, known := sampleFiles(t)
	h := openWindow(t)
	picture, _, err := image.Decode(bytes.NewReader(known[claim].Data))
	if err != nil {
		t.Fatal(err)
	}
	var pasted bytes.Buffer
	if err := png.Encode(&pasted, picture); err != nil {
		t.Fatal(err)
	}
	xclip(h, pasted.Bytes(), "image/png") // large: it comes in parts
	empty := h.still()
	press(h, 'v')
	h.poll("the pasted picture to be seen", func() bool { // the empty window gives way to the list
		now := h.look()
		at := now.PixOffset(10, 400)
		return !bytes.Equal(now.Pix[at:at+400], empty.Pix[at:at+400])
	}, func() any { return "nothing" })
	h.still()
	var list strings.Builder
	for _, path := range candidates {
		list.WriteString(xdnd.FileURI(path) + "\r\n")
	}
	xclip(h, []byte(list.String()), "text/uri-list")
	press(h, 'v')
	lines := h.waitFor("the candidates of the pasted list", func(l []line) bool { return comparisons(l) >= len(candidates) })
	for _, l := range lines {
		switch {
		case !l.comparison():
			t.Errorf("a problem: %s (%s)", l.Sentence, l.Path)
		case filepath.Base(l.Claim) != "Pasted picture 1.png":
			t.Errorf("the claim is %s", l.Claim)
		case known[l.Candidate].Truth.Source && l.Verdict != "match":
			t.Errorf("the source of the pasted picture came out as %s", l.Verdict)
		}
	}

	window := h.still()
	h.keep("window-pasted.png", window)
	press(h, 'c')
	var copied image.Image
	h.poll("the view on the clipboard", func() bool {
		ctx, cancel := context.WithTimeout(h.ctx, 10*time.Second)
		defer cancel()
		out, err := exec.CommandContext(ctx, "xclip", "-selection", "clipboard", "-t", "image/png", "-o").Output()
		if err != nil || len(out) == 0 {
			return false
		}
		copied, err = png.Decode(bytes.NewReader(out))
		return err == nil
	}, func() any { return "no picture" })
	// It is what stands on the screen, at the stage's place.
	const left = 264
	b := copied.Bounds()
	if b.Dx() != 720 || b.Dy() < 600 || b.Dy() > 660 {
		t.Fatalf("the view is %v", b)
	}
	least, at := b.Dx()*b.Dy(), 0
	for top := 60; top < 100; top++ { // the menu bar is as high as the toolkit makes it
		differ := 0
		for y := 0; y < b.Dy() && differ < least; y++ {
			for x := range b.Dx() {
				r, g, bl, _ := copied.At(x, y).RGBA()
				i := window.PixOffset(left+x, top+y)
				if window.Pix[i] != uint8(r>>8) || window.Pix[i+1] != uint8(g>>8) || window.Pix[i+2] != uint8(bl>>8) {
					differ++
				}
			}
		}
		if differ < least {
			least, at = differ, top
		}
	}
	if least > b.Dx()*b.Dy()/100 {
		t.Errorf("%d of %d pixels of the copied view are others than on the screen, %d px from its top", least, b.Dx()*b.Dy(), at)
	}
}
