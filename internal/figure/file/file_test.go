package file

import (
	"bytes"
	"encoding/json"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"maps"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/motbilde/motbilde/internal/figure"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/media"
)

var about = figure.About{
	Title: "Et bildepar", Description: "To bilder ved siden av hverandre: «Ж», ضربة & <b>.", Credit: "Foto: Ola Nordmann / NTB", Language: "nb",
}

func plain(w, h int) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			img.SetRGBA(x, y, color.RGBA{uint8(x), uint8(y), uint8(x + y), 255})
		}
	}
	return img
}

// noise can't be made small without loss.
func noise(w, h int) *image.RGBA {
	img := plain(w, h)
	state := uint32(7)
	for i := range img.Pix {
		if state = state*1664525 + 1013904223; i%4 < 3 {
			img.Pix[i] = uint8(state >> 24)
		}
	}
	return img
}

func encoded(t *testing.T, img *image.RGBA, f Format, a figure.About) File {
	t.Helper()
	file, err := Encode(img, f, a)
	if err != nil {
		t.Fatal(err)
	}
	return file
}

func TestPNGKeepsEveryPixel(t *testing.T) {
	img := plain(90, 60)
	file := encoded(t, img, PNG, about)
	back, err := png.Decode(bytes.NewReader(file.Data))
	if err != nil {
		t.Fatal(err)
	}
	for y := range 60 {
		for x := range 90 {
			if got := color.RGBAModel.Convert(back.At(x, y)); got != img.RGBAAt(x, y) {
				t.Fatalf("pixel %d, %d is %v, was %v", x, y, got, img.RGBAAt(x, y))
			}
		}
	}
	if file.Format != PNG || file.Size != (geom.Size{Width: 90, Height: 60}) {
		t.Errorf("it is told to be %v", file)
	}
}

func TestWebPKeepsEveryPixelWhileItIsLight(t *testing.T) {
	img := plain(91, 60)
	file := encoded(t, img, WebP, about)
	read, err := media.Decode(t.Context(), file.Data, media.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	if file.Format != WebP || !bytes.Equal(read.Picture.Pix(), img.Pix) {
		t.Error("pixels changed on their way")
	}
	if heavy := encoded(t, noise(600, 600), WebP, about); len(heavy.Data) > MostPNG {
		t.Errorf("it takes %d bytes", len(heavy.Data))
	}
}

func TestLargePNGBecomesJPEG(t *testing.T) {
	file := encoded(t, noise(600, 600), PNG, about)
	if file.Format != JPEG {
		t.Fatalf("%d bytes stayed %s", len(file.Data), file.Format)
	}
	if _, err := jpeg.Decode(bytes.NewReader(file.Data)); err != nil {
		t.Error(err)
	}
}

func TestProfileChangesNoColour(t *testing.T) {
	img := image.NewRGBA(image.Rect(0, 0, 64, 64))
	for i := 0; i < len(img.Pix); i += 4 {
		copy(img.Pix[i:], []uint8{200, 30, 90, 255})
	}
	read, err := media.Decode(t.Context(), encoded(t, img, JPEG, about).Data, media.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	pix := read.Picture.Pix()
	for c, want := range []uint8{200, 30, 90} {
		if math.Abs(float64(pix[4*(64*32+32)+c])-float64(want)) > 2 {
			t.Errorf("the colour is read as %v, was 200 30 90", pix[4*(64*32+32):][:3])
			break
		}
	}
}

func TestWordsTooLongForAJPEGAreAnError(t *testing.T) {
	long := figure.About{Description: strings.Repeat("word ", 20000)}
	if _, err := Encode(plain(8, 8), JPEG, long); err == nil {
		t.Error("they are written")
	}
	if _, err := Encode(plain(8, 8), PNG, long); err != nil {
		t.Error(err)
	}
	if _, err := Encode(plain(8, 8), SVG, about); err == nil {
		t.Error("pixels are no SVG")
	}
}

func TestNoWordsLeaveNoTrace(t *testing.T) {
	for _, f := range []Format{PNG, JPEG, WebP} {
		file := encoded(t, plain(9, 9), f, figure.About{})
		if bytes.Contains(bytes.ToLower(file.Data), []byte("xmp")) || bytes.Contains(file.Data, []byte("iTXt")) {
			t.Errorf("the %s holds statements", f)
		}
	}
}

// TestExifToolReadsTheWordsAndNothingElse asks a program that somebody else wrote.
func TestExifToolReadsTheWordsAndNothingElse(t *testing.T) {
	exiftool, err := exec.LookPath("exiftool")
	if err != nil {
		t.Skip("exiftool is not here to read the files")
	}
	folder := t.TempDir()
	d := figure.Drawing{Width: 40, Height: 30, Items: []figure.Item{figure.Filled(geom.Rect{MaxX: 40, MaxY: 20}, figure.Claim)}}
	wants := map[Format]map[string]string{
		PNG:  {"PNG:Description-nb": about.Description, "PNG:Copyright-nb": about.Credit, "PNG:SRGBRendering": "Perceptual", "XMP-iptcCore:AltTextAccessibility": about.Description, "XMP-iptcCore:AltTextAccessibility-nb": about.Description, "XMP-dc:Rights": about.Credit, "XMP-dc:Rights-nb": about.Credit},
		JPEG: {"ICC_Profile:ProfileDescription": "sRGB", "XMP-iptcCore:AltTextAccessibility": about.Description, "XMP-iptcCore:AltTextAccessibility-nb": about.Description, "XMP-dc:Rights": about.Credit, "XMP-dc:Rights-nb": about.Credit},
		WebP: {"ICC_Profile:ProfileDescription": "sRGB", "XMP-iptcCore:AltTextAccessibility": about.Description, "XMP-iptcCore:AltTextAccessibility-nb": about.Description, "XMP-dc:Rights": about.Credit, "XMP-dc:Rights-nb": about.Credit},
		SVG:  {"SVG:Title": about.Title, "SVG:Desc": about.Description, "XMP-dc:Rights": about.Credit},
	}
	for f := range wants {
		file, err := Draw(d, 4, f, about)
		if err != nil {
			t.Fatal(err)
		}
		name := filepath.Join(folder, "graphic."+string(file.Format))
		if err := os.WriteFile(name, file.Data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for f, want := range wants {
		out, err := exec.Command(exiftool, "-json", "-G1", "-a", "-charset", "utf8", filepath.Join(folder, "graphic."+string(f))).Output()
		if err != nil {
			t.Fatalf("%s: %v", f, err)
		}
		var read []map[string]any
		if err := json.Unmarshal(out, &read); err != nil || len(read) != 1 {
			t.Fatalf("%v: %s", err, out)
		}
		for key, value := range want {
			if got := read[0][key]; got != value {
				t.Errorf("%s: %s is read as %v, want %q", f, key, got, value)
			}
		}
		for _, key := range slices.Sorted(maps.Keys(read[0])) {
			group, tag, _ := strings.Cut(key, ":")
			if strings.HasPrefix(group, "XMP") || tag == "Description" || tag == "Copyright" || strings.Contains(tag, "Warning") || strings.Contains(tag, "Comment") {
				if want[key] == "" {
					t.Errorf("%s: it also says %s: %v", f, key, read[0][key])
				}
			}
		}
	}
}

func BenchmarkEncodePNG1200x675(b *testing.B) {
	img := plain(1200, 675)
	for b.Loop() {
		if _, err := Encode(img, PNG, about); err != nil {
			b.Fatal(err)
		}
	}
}
