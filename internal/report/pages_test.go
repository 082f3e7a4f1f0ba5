package report

import (
	"context"
	"flag"
	"fmt"
	"image"
	"image/draw"
	"image/png"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/motbilde/motbilde/internal/words"
)

var update = flag.Bool("update", false, "rewrite the pages in testdata: look at them")

// wrote writes a report to a file.
func wrote(t *testing.T, in Input) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "report.pdf")
	file, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Write(context.Background(), file, in); err != nil {
		t.Fatal(err)
	}
	if err := file.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

func poppler(t *testing.T, tool string) string {
	t.Helper()
	path, err := exec.LookPath(tool)
	if err != nil {
		t.Skip(tool + " (poppler-utils) is not here: the pages were not looked at")
	}
	return path
}

func TestEveryHeadAndSentenceIsFoundInTheFile(t *testing.T) {
	tool := poppler(t, "pdftotext")
	for l, want := range map[words.Language][]string{
		words.English:   {"Figure 1.", "Demonstrative.", "Удар по складу боеприпасов в Варде, 9 ноября 2017 года."},
		words.Norwegian: {"Figur 1.", "Demonstrasjonsfigur.", "Удар по складу боеприпасов в Варде, 9 ноября 2017 года.", "Bildet som Ministry la ut 9. nov. 2017, er forenlig med et utsnitt av «источник.jpg»"},
	} {
		in := told().Input
		in.Language = l
		path := wrote(t, in)
		raw, err := exec.Command(tool, "-raw", path, "-").Output()
		if err != nil {
			t.Fatal(err)
		}
		text := strings.Join(strings.Fields(string(raw)), " ")
		for _, b := range composed(t, in).Bookmarks {
			head := b.Title
			if _, after, numbered := strings.Cut(head, "  "); numbered {
				head = after
			}
			want = append(want, head)
		}
		if len(want) < 18 {
			t.Errorf("%s: only %d heads", l.Code(), len(want))
		}
		mustSay(t, text, want...)
		for _, word := range strings.Fields("ضربة على مستودع ذخيرة في فاردا، 9 نوفمبر 2017") { // their order depends on the reader
			mustSay(t, text, strings.TrimSuffix(word, "،"))
		}
	}
}

// How far a page may differ from the one that was looked at, in levels of 255
// over all of it: as much as another version of poppler smooths otherwise.
const pageTolerance = 2

func TestPagesLookAsTheyDidWhenTheyWereLookedAt(t *testing.T) {
	tool := poppler(t, "pdftoppm")
	in := several().Input
	in.Language = words.Norwegian
	path := wrote(t, in)
	anchors := composed(t, in).Anchors
	for name, page := range map[string]int{"overview": 1, "summary": anchors["A-summary"].Page + 1, "pair": anchors["A-pair"].Page + 1} {
		stem := filepath.Join(t.TempDir(), name)
		if out, err := exec.Command(tool, "-r", "30", "-gray", "-png", "-singlefile", "-f", fmt.Sprint(page), "-l", fmt.Sprint(page), path, stem).CombinedOutput(); err != nil {
			t.Fatalf("pdftoppm: %v\n%s", err, out)
		}
		golden := filepath.Join("testdata", "page-"+name+".png")
		if *update {
			data, err := os.ReadFile(stem + ".png")
			if err != nil {
				t.Fatal(err)
			}
			writeFile(t, golden, data)
		}
		got, want := readGrey(t, stem+".png"), readGrey(t, golden)
		if got.Bounds() != want.Bounds() {
			t.Errorf("%s: %v, want %v", name, got.Bounds(), want.Bounds())
			continue
		}
		sum := 0.0
		for i := range got.Pix {
			sum += math.Abs(float64(got.Pix[i]) - float64(want.Pix[i]))
		}
		if mean := sum / float64(len(got.Pix)); mean > pageTolerance {
			t.Errorf("page %d, %s: differs by %.2f levels from %s; look at it, and go test -update", page, name, mean, golden)
		}
	}
}

func readGrey(t *testing.T, path string) *image.Gray {
	t.Helper()
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	img, err := png.Decode(file)
	if err != nil {
		t.Fatal(err)
	}
	grey := image.NewGray(img.Bounds())
	draw.Draw(grey, grey.Bounds(), img, img.Bounds().Min, draw.Src)
	return grey
}
