package exhibit

import (
	"bytes"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/motbilde/motbilde/internal/browser"
	"github.com/motbilde/motbilde/internal/words"
)

func TestMain(m *testing.M) { os.Exit(browser.Main(m)) }

// choose chooses a mode as a click does.
func choose(b *browser.Page, mode string) {
	b.Eval(fmt.Sprintf("document.querySelector('input[value=%s]').click()", mode), nil)
	b.Settle()
}

func TestAReaderSwipesByPointerAndKeys(t *testing.T) {
	b := opened(t, inputOf(briefOf(shift, spots...)))
	b.Sized(1280, 1000)
	type box struct{ X, Y, W, H float64 }
	var stage box
	b.Eval("(r => ({X: r.x, Y: r.y, W: r.width, H: r.height}))(document.querySelector('.stage').getBoundingClientRect())", &stage)
	shown := func() string {
		return b.Text("getComputedStyle(document.querySelector('.claim')).clipPath + ' ' + document.querySelector('.swiper').value")
	}
	if got := shown(); !strings.HasSuffix(got, " 50") || !strings.Contains(got, "inset(0px 50%") && !strings.Contains(got, "inset(0px calc(50%") {
		t.Errorf("at first %q is shown", got)
	}
	b.Shoot("1280-swipe", false)

	y := stage.Y + stage.H/2
	b.Mouse("mousePressed", stage.X+stage.W/2, y)
	for _, share := range []float64{0.4, 0.3, 0.25} {
		b.Mouse("mouseMoved", stage.X+share*stage.W, y)
	}
	b.Mouse("mouseReleased", stage.X+0.25*stage.W, y)
	b.Settle()
	if got := shown(); !strings.HasSuffix(got, " 25") {
		t.Errorf("drawn to a quarter, %q is shown", got)
	}
	line := b.Number("(r => r.x + r.width / 2)(document.querySelector('.line').getBoundingClientRect())")
	if off := line - (stage.X + 0.25*stage.W); off < -1 || off > 1 {
		t.Errorf("the line lies %.1f px off the pointer", off)
	}
	for _, k := range []struct {
		key  string
		code int
		want string
	}{{"ArrowRight", 39, " 26"}, {"ArrowLeft", 37, " 25"}, {"PageUp", 33, " 35"}, {"PageDown", 34, " 25"}, {"End", 35, " 100"}, {"Home", 36, " 0"}} {
		b.Key(k.key, k.key, k.code)
		if got := shown(); !strings.HasSuffix(got, k.want) {
			t.Errorf("after %s %q is shown, not%s", k.key, got, k.want)
		}
	}
	if got := b.Text("document.activeElement.getAttribute('aria-valuetext')"); got != "0\u00a0% claimed, 100\u00a0% found" {
		t.Errorf("the value is told as %q", got)
	}
}

// A tag that lies on the other picture would call it by the wrong name.
func TestATagLiesOnItsOwnPictureInEveryMode(t *testing.T) {
	// lies returns for each visible tag of the stage whether all of its corners show its own picture.
	const lies = `(() => {
		const stage = document.querySelector('.stage'), s = stage.getBoundingClientRect();
		const whole = document.querySelector('input.whole').checked, mode = document.querySelector('input[name=mode]:checked').value;
		const quad = whole && mode !== 'side' ? stage.dataset.quad.split(' ').map(p => p.split(',').map(Number)) : [[0,0],[1,0],[1,1],[0,1]];
		const inside = (x, y) => quad.every(([ax, ay], i) => { const [bx, by] = quad[(i + 1) % 4]; return (bx-ax)*(y-ay) - (by-ay)*(x-ax) >= 0; });
		const out = [];
		for (const tag of stage.querySelectorAll('.tag')) {
			const r = tag.getBoundingClientRect();
			if (r.width === 0 || getComputedStyle(tag).visibility === 'hidden') continue;
			const claim = tag.closest('.claim,.placed') !== null;
			let ok = r.left >= s.left && r.right <= s.right && r.top >= s.top && r.bottom <= s.bottom;
			if (mode === 'side') {
				const i = tag.closest('.layer').querySelector('img').getBoundingClientRect();
				ok = ok && r.left >= i.left && r.right <= i.right && r.top >= i.top && r.bottom <= i.bottom;
			} else for (const [px, py] of [[r.left,r.top],[r.right,r.top],[r.right,r.bottom],[r.left,r.bottom]]) {
				const x = (px - s.left) / s.width, y = (py - s.top) / s.height;
				const shows = mode === 'swipe' ? document.querySelector('.swiper').value / 100 : mode === 'overlay' ? 1 : stage.classList.contains('other') ? 0 : 1;
				const onClaim = inside(x, y) && x <= shows;
				const mixed = mode === 'overlay' && !whole;
				ok = ok && (claim ? onClaim : mixed || !onClaim);
			}
			out.push({tag: tag.textContent, ok});
		}
		return out;
	})()`
	for name, m := range map[string]Input{"shift": inputOf(briefOf(shift, spots...)), "turned": inputOf(briefOf(turned, spots...))} {
		b := opened(t, m)
		for _, width := range []int{320, 1280} {
			b.Sized(width, 1000)
			for _, mode := range modes {
				choose(b, mode)
				for _, whole := range []bool{false, true} {
					b.Eval(fmt.Sprintf("(w => { if (w.checked !== %v) w.click(); })(document.querySelector('input.whole'))", whole), nil)
					for _, at := range []int{0, 50, 100} {
						b.Eval(fmt.Sprintf("for (const r of document.querySelectorAll('.swiper, .over')) { r.value = %d; r.dispatchEvent(new Event('input', {bubbles: true})); }", at), nil)
						b.Settle()
						var tags []struct {
							Tag string
							OK  bool
						}
						b.Eval(lies, &tags)
						var seen []string
						for _, tag := range tags {
							if seen = append(seen, tag.Tag); !tag.OK {
								t.Errorf("%s, %d px, %s, whole %v, %d: %s lies on the other picture", name, width, mode, whole, at, tag.Tag)
							}
						}
						if len(seen) == 0 || len(seen) < 2 && (mode == "side" || at == 50 && mode != "blink") {
							t.Errorf("%s, %d px, %s, whole %v, %d: only %q are named", name, width, mode, whole, at, seen)
						}
						if at == 50 {
							b.Shoot(fmt.Sprintf("%s-%d-%s-%v", name, width, mode, whole), false)
						}
					}
				}
			}
		}
	}
}

func TestWhatWasTypedIsShownAsText(t *testing.T) {
	b := opened(t, inputOf(briefOf(shift, spots...)))
	var hurt bool
	b.Eval("window.hurt === 1", &hurt)
	if hurt {
		t.Fatal("what was typed ran")
	}
	if n := b.Number("document.querySelectorAll('script').length * 100 + document.querySelectorAll('img[src=x], [onerror]').length"); n != 100 {
		t.Errorf("what was typed became elements: %v", n)
	}
	if got := b.Text("document.querySelector('h1').textContent"); got != "Strike in Varda "+hostile {
		t.Errorf("the title reads %q", got)
	}
	if got := b.Text("document.querySelector('.wording').textContent"); !strings.HasSuffix(got, hostile) {
		t.Errorf("the conclusion reads %q", got)
	}
	if got := b.Text("getComputedStyle(document.querySelector('.wording')).direction"); got != "rtl" {
		t.Errorf("Arabic is set %q", got)
	}
	// Even code that got in would not run: the policy names the one block that may.
	b.Eval("(s => { s.textContent = 'window.hurt=1'; document.body.append(s); })(document.createElement('script'))", nil)
	b.Eval("window.hurt === 1", &hurt)
	if hurt {
		t.Error("the policy lets a foreign script run")
	}
}

func TestTheExhibitAsksForNothing(t *testing.T) {
	b := opened(t, inputOf(briefOf(turned, spots...)))
	b.Sized(1280, 1000)
	for _, mode := range modes {
		choose(b, mode)
	}
	b.Eval("document.querySelectorAll('details').forEach(d => d.open = true)", nil)
	b.Settle()
	b.Alone()
}

func TestEverythingHasANameAndIsReachedByKeys(t *testing.T) {
	in := inputOf(briefOf(shift, spots...))
	b := opened(t, in)
	b.Sized(1280, 1000)
	heard := b.Heard()
	for _, want := range [][3]string{
		{"region", "Comparison of the claimed picture and the found one", ""},
		{"radio", "Swipe", ""},
		{"radio", "Blink", ""},
		{"radio", "Overlay", ""},
		{"radio", "Side by side", ""},
		{"slider", "Share of the claimed picture that is shown", "50\u00a0% claimed, 50\u00a0% found"},
		{"checkbox", "Whole found picture", ""},
		{"checkbox", "Marks", ""},
	} {
		if !slices.ContainsFunc(heard, func(n browser.Named) bool {
			return n.Role == want[0] && n.Name == want[1] && (want[2] == "" || n.Value == want[2] || n.Value == "50")
		}) {
			t.Errorf("no %s %q is heard of", want[0], want[1])
		}
	}
	pictures := 0
	for _, n := range heard {
		if n.Role == "image" || n.Role == "img" {
			if pictures++; n.Name == "" {
				t.Error("a picture has no name")
			}
		}
		if slices.Contains([]string{"button", "slider", "radio", "checkbox"}, n.Role) && n.Name == "" {
			t.Errorf("a %s has no name", n.Role)
		}
	}
	if pictures != 2+2*len(spots) {
		t.Errorf("%d pictures are heard of", pictures)
	}

	// Tab leads to what is named, in order, and each target is large enough for a finger.
	var stops []string
	for range 9 {
		b.Key("Tab", "Tab", 9)
		stops = append(stops, b.Text("(e => e.className || e.value || e.tagName)(document.activeElement)"))
	}
	if want := []string{"swipe", "swiper", "whole", "marks", "SUMMARY", "SUMMARY"}; !slices.Equal(stops[:len(want)], want) {
		t.Errorf("Tab goes to %q", stops)
	}
	b.Eval("document.querySelector('input[value=swipe]').focus()", nil)
	b.Key("ArrowRight", "ArrowRight", 39)
	if got := b.Text("document.querySelector('input[name=mode]:checked').value"); got != "blink" {
		t.Errorf("an arrow chose %q", got)
	}
	b.Eval("document.querySelector('.other').focus()", nil)
	b.Key(" ", "Space", 32)
	if got := b.Text("document.querySelector('.status').textContent"); got != "FOUND" {
		t.Errorf("a step is told as %q", got)
	}
	for _, mode := range modes {
		choose(b, mode)
		if low := b.Text(`[...document.querySelectorAll('.modes label, .controls > *, .controls button, summary')].filter(e => e.offsetHeight > 0 && e.offsetHeight < 44).map(e => e.className + e.textContent).join()`); low != "" {
			t.Errorf("in %s %q are lower than a finger", mode, low)
		}
	}
}

func TestBlinkBeginsStoppedAndStopsWhenNobodyLooks(t *testing.T) {
	b := opened(t, inputOf(briefOf(shift)))
	choose(b, "blink")
	pressed := func() string { return b.Text("document.querySelector('.run').getAttribute('aria-pressed')") }
	if got := pressed(); got != "false" {
		t.Errorf("it blinks at once: %s", got)
	}
	b.Eval("document.querySelector('.pace').value = 500; document.querySelector('.run').click()", nil)
	if got := pressed(); got != "true" {
		t.Fatalf("it does not blink: %s", got)
	}
	// Never faster than twice a second, whatever is set.
	if got := b.Number("(p => { p.value = 1; return Number(p.value); })(document.querySelector('.pace'))"); got != 500 {
		t.Errorf("the pace goes down to %v ms", got)
	}
	b.Eval(`new Promise(done => new MutationObserver(() => document.querySelector('.stage').classList.contains('other') && done(true)).observe(document.querySelector('.stage'), {attributes: true}))`, nil)
	b.Eval("Object.defineProperty(document, 'hidden', {value: true}); document.dispatchEvent(new Event('visibilitychange'))", nil)
	if got := pressed(); got != "false" {
		t.Error("it blinks on where nobody looks")
	}
	b.Do("Emulation.setEmulatedMedia", map[string]any{"features": []map[string]string{{"name": "prefers-reduced-motion", "value": "reduce"}}}, nil)
	if got := b.Number("document.querySelector('.run').offsetHeight"); got != 0 {
		t.Error("who wants less motion is offered to blink")
	}
	if got := b.Number("document.querySelector('.other').offsetHeight"); got == 0 {
		t.Error("who wants less motion can't step")
	}
}

func TestItFitsEveryWidth(t *testing.T) {
	for _, language := range []words.Language{words.English, words.Norwegian} {
		in := inputOf(briefOf(turned, spots...))
		in.Language = language
		b := opened(t, in)
		widths := []int{320, 480, 699, 700, 1280, 1920} // and on both sides of where the style turns
		if language == words.Norwegian {
			widths = []int{320, 360, 1280}
		}
		for _, width := range widths {
			b.Sized(width, 900)
			for _, mode := range modes {
				choose(b, mode)
				b.Eval("document.querySelectorAll('details').forEach(d => d.open = true)", nil)
				b.Settle()
				if got := b.Number("document.documentElement.scrollWidth"); got > float64(width) {
					t.Errorf("%s at %d px is %v px wide in %s", language.Code(), width, got, mode)
				}
				if width == 320 || width == 1280 {
					b.Shoot(fmt.Sprintf("%s-whole-page-%d-%s", language.Code(), width, mode), true)
				}
			}
		}
	}
}

// Where no script runs, and on paper, both pictures show with their names.
func TestBothPicturesShowWithoutScript(t *testing.T) {
	const both = `[...document.querySelectorAll('.stage .layer')].filter(l => l.offsetHeight > 50 && l.querySelector('img').naturalWidth > 0).map(l => l.querySelector('.tag').textContent).join()`
	b := opened(t, inputOf(briefOf(turned, spots...)))
	b.Sized(1280, 1000)
	b.OnPaper()
	if got := b.Text(both); got != "CLAIMED,FOUND" {
		t.Errorf("on paper %q show", got)
	}
	if got := b.Number("document.querySelector('.modes').offsetHeight + document.querySelector('.controls').offsetHeight"); got != 0 {
		t.Error("the controls are printed")
	}
	b.Shoot("print", false)

	// The page with its script gone is what a reader has who lets none run.
	page := written(t, inputOf(briefOf(turned, spots...)))
	b = browser.Written(t, page[:bytes.Index(page, []byte("<script>"))])
	b.Sized(1280, 1000)
	if got := b.Text(both); got != "CLAIMED,FOUND" {
		t.Errorf("without script %q show", got)
	}
	if got := b.Number("document.querySelector('.modes').offsetHeight"); got != 0 {
		t.Error("there are modes that do nothing")
	}
	b.Shoot("no-script", false)
}

func TestDistressingPicturesAreCoveredUntilAskedFor(t *testing.T) {
	in := inputOf(briefOf(shift, spots...))
	in.Covered = true
	b := opened(t, in)
	b.Sized(1280, 1000)
	seen := func() float64 {
		return b.Number("[...document.querySelectorAll('img')].filter(i => i.offsetHeight > 0 && getComputedStyle(i).visibility === 'visible').length")
	}
	if n := seen(); n != 0 {
		t.Errorf("%v pictures show at once", n)
	}
	for _, n := range b.Heard() {
		if n.Role == "image" || n.Role == "img" {
			t.Errorf("of a covered picture is heard: %q", n.Name)
		}
	}
	b.Shoot("covered", false)
	b.Key("Tab", "Tab", 9)
	if got := b.Text("document.activeElement.id"); got != "uncover" {
		t.Fatalf("Tab goes to %q first", got)
	}
	b.Eval("document.activeElement.click()", nil)
	b.Settle()
	if n := seen(); n != float64(2+2*len(spots)) {
		t.Errorf("%v pictures show when asked for", n)
	}
}
