package report

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/motbilde/motbilde/internal/browser"
	"github.com/motbilde/motbilde/internal/words"
)

func TestMain(m *testing.M) { os.Exit(browser.Main(m)) }

// typed is what somebody may have typed, or named a file.
const typed = `<img src=x onerror="window.hurt=1"></h1><script>window.hurt=1</script>`

// shownReport is a report with all that a case may hold, hostile words among it.
func shownReport(t *testing.T, l words.Language) *browser.Page {
	t.Helper()
	in := detailed(drawnOn(told())).Input
	in.Language = l
	in.Case.Title += " " + typed
	in.Case.Findings[0].Wording += " " + typed
	claim, _ := in.Case.Find("0")
	claim.Source.Publisher, claim.Source.Credit = typed, typed
	in.Case = in.Case.With(claim)
	in.Case.Question = "ضربة على مستودع ذخيرة " + typed
	page, _ := htmlOf(t, in)
	return browser.Written(t, []byte(page))
}

// A reader on a phone reads all of it without moving the page sideways: what is
// wider moves in its own frame, which keys reach.
func TestTheReportInABrowserFitsEveryWidth(t *testing.T) {
	for _, l := range []words.Language{words.English, words.Norwegian} {
		b := shownReport(t, l)
		widths := []int{320, 760, 761, 900, 1280, 1920} // and on both sides of where the style turns
		if l == words.Norwegian {
			widths = []int{320, 900}
		}
		for _, width := range widths {
			b.Sized(width, 900)
			if got := b.Number("document.documentElement.scrollWidth"); got > float64(width) {
				t.Errorf("%s at %d px is %v px wide", l.Code(), width, got)
			}
			if out := b.Text(`[...document.querySelectorAll('h1,h2,h3,p,li,dd,pre,figure,figcaption,.frame')].filter(e => e.offsetWidth > 0 && e.getBoundingClientRect().right > innerWidth + 0.5).map(e => e.tagName + ' ' + e.textContent.slice(0, 30)).join()`); out != "" {
				t.Errorf("%s at %d px: cut at the edge are %.300q", l.Code(), width, out)
			}
			if fixed := b.Text(`[...document.querySelectorAll('.frame')].filter(e => e.scrollWidth > e.clientWidth && (e.tabIndex !== 0 || getComputedStyle(e).overflowX !== 'auto')).map(e => e.textContent.slice(0, 30)).join()`); fixed != "" {
				t.Errorf("%s at %d px: no key moves %.300q", l.Code(), width, fixed)
			}
			if width == 320 || width == 1280 {
				b.Shoot(fmt.Sprintf("report-%s-%d", l.Code(), width), true)
			}
		}
	}
}

func TestTheReportInABrowserAsksForNothingAndRunsNothing(t *testing.T) {
	b := shownReport(t, words.English)
	b.Sized(1280, 900)
	var hurt bool
	b.Eval("window.hurt === 1", &hurt)
	if n := b.Number("document.querySelectorAll('script, img[src=x], [onerror]').length"); hurt || n != 0 {
		t.Errorf("what was typed became %v elements, and ran: %v", n, hurt)
	}
	if got := b.Text("document.querySelector('h1').textContent"); !strings.HasPrefix(got, "The picture of Varda "+typed[:40]) {
		t.Errorf("the title reads %q", got)
	}
	if got := b.Text(`(e => getComputedStyle(e).direction)([...document.querySelectorAll('[dir=auto]')].find(e => e.textContent.startsWith('ضربة')))`); got != "rtl" {
		t.Errorf("Arabic is set %q", got)
	}
	missing := b.Number("[...document.images].filter(i => i.naturalWidth === 0).length")
	if missing != 0 {
		t.Errorf("%v pictures don't show", missing)
	}
	b.Alone()
	b.Eval("(s => { s.textContent = 'window.hurt=1'; document.body.append(s); })(document.createElement('script'))", nil)
	if b.Eval("window.hurt === 1", &hurt); hurt {
		t.Error("the policy lets a script run")
	}
}

// What has a look has a name: figures, tables and pictures, and the way about.
func TestTheReportInABrowserIsHeardInOrder(t *testing.T) {
	b := shownReport(t, words.English)
	b.Sized(1280, 900)
	heard := b.Heard()
	count := map[string]int{}
	for _, n := range heard {
		count[n.Role]++
		if n.Name == "" && slices.Contains([]string{"image", "img", "link", "heading", "navigation", "SvgRoot", "graphics-document"}, n.Role) {
			t.Errorf("a %s has no name", n.Role)
		}
	}
	for role, least := range map[string]int{"main": 1, "navigation": 1, "heading": 12, "table": 6, "columnheader": 12, "rowheader": 6, "figure": 5, "image": 5, "list": 3} {
		if count[role] < least {
			t.Errorf("%d of %s are heard of, less than %d: %v", count[role], role, least, count)
		}
	}
	levels := b.Text("[...document.querySelectorAll('h1,h2,h3,h4')].map(h => h.tagName[1]).join('')")
	if strings.Count(levels, "1") != 1 || levels[0] != '1' || strings.Contains(levels, "13") {
		t.Errorf("heads have the levels %s", levels)
	}
	// A link of the contents leads to its section by keys.
	b.Eval("document.querySelector('nav a[href=\"#strength\"]').focus()", nil)
	b.Key("Enter", "Enter", 13)
	if top := b.Number("document.querySelector('#strength').getBoundingClientRect().top"); top < -2 || top > 20 {
		t.Errorf("the contents lead to %v px above the section", top)
	}
}

var pagesOf = regexp.MustCompile(`(?m)^Pages:\s+(\d+)$`)

func TestTheReportInABrowserIsPrintedOnA4(t *testing.T) {
	b := shownReport(t, words.English)
	b.OnPaper()
	if shown := b.Number("document.querySelector('nav').offsetHeight + document.querySelector('#attached').offsetHeight"); shown != 0 {
		t.Error("the contents or the attached files are printed")
	}
	if wide := b.Text(`[...document.querySelectorAll('.frame')].filter(e => getComputedStyle(e).overflowX !== 'visible').map(e => e.textContent.slice(0, 30)).join()`); wide != "" {
		t.Errorf("on paper a part can't be moved into sight: %q", wide)
	}
	if _, err := exec.LookPath("pdfinfo"); err != nil {
		t.Skip("there is no pdfinfo here: the printed pages are not counted")
	}
	path := filepath.Join(t.TempDir(), "printed.pdf")
	if err := os.WriteFile(path, b.Printed(), 0o666); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("pdfinfo", path).CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	if !strings.Contains(string(out), "(A4)") {
		t.Errorf("the paper is none of A4: %s", out)
	}
	if n := pagesOf.FindStringSubmatch(string(out)); n == nil || len(n[1]) > 2 {
		t.Errorf("it has these pages: %q", n)
	}
	text, err := exec.Command("pdftotext", "-layout", path, "-").CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, text)
	}
	for i, page := range strings.Split(strings.TrimSuffix(string(text), "\f"), "\f") {
		if len(strings.Fields(page)) < 3 {
			t.Errorf("page %d is empty", i+1)
		}
	}
	if folder := os.Getenv("MOTBILDE_SHOTS"); folder != "" {
		if err := os.WriteFile(filepath.Join(folder, "report-printed.pdf"), b.Printed(), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}
