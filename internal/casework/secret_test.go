package casework

import (
	"archive/zip"
	"bytes"
	"compress/zlib"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"html"
	"image"
	"image/jpeg"
	_ "image/png"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"github.com/motbilde/motbilde/internal/align"
	"github.com/motbilde/motbilde/internal/bag"
	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/casefile/archive"
	"github.com/motbilde/motbilde/internal/edition"
	"github.com/motbilde/motbilde/internal/fingerprint"
	"github.com/motbilde/motbilde/internal/lab"
	"github.com/motbilde/motbilde/internal/picture"
	"github.com/motbilde/motbilde/internal/report"
	"github.com/motbilde/motbilde/internal/words"
)

// tracedJPEG encodes a picture with an XMP packet that leads to somebody.
func tracedJPEG(t *testing.T, img image.Image) []byte {
	t.Helper()
	var plain bytes.Buffer
	if err := jpeg.Encode(&plain, img, &jpeg.Options{Quality: 99}); err != nil {
		t.Fatal(err)
	}
	packet := "http://ns.adobe.com/xap/1.0/\x00" + `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">` +
		`<rdf:Description xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" xmlns:aux="http://ns.adobe.com/exif/1.0/aux/" photoshop:City="Kvaløyvågen" aux:SerialNumber="SN-7719043" photoshop:Credit="Sunniva Fotograf"/>` +
		`</rdf:RDF></x:xmpmeta>`
	out := bytes.Clone(plain.Bytes()[:2])
	out = append(out, 0xff, 0xe1, byte((len(packet)+2)>>8), byte(len(packet)+2))
	return append(append(out, packet...), plain.Bytes()[2:]...)
}

// secretive is a case with a claim, the withheld picture that it was cut from,
// and another candidate; what is withheld is named wherever a person could.
func secretive(t *testing.T, folder string) (d archive.Document, secrets []string, bytesOf []byte) {
	t.Helper()
	l, whole := lab.New(), scene(5)
	hidden := filepath.Join(folder, "sunniva-IMG_4471.jpg")
	bytesOf = tracedJPEG(t, whole)
	if err := os.WriteFile(hidden, bytesOf, 0o600); err != nil {
		t.Fatal(err)
	}
	received, err := jpeg.Decode(bytes.NewReader(bytesOf)) // the claim was cut from the file itself
	if err != nil {
		t.Fatal(err)
	}
	crop := received.(*image.YCbCr).SubImage(image.Rect(60, 40, 260, 200))
	c := casefile.Case{Title: "About sunniva-IMG_4471.jpg", Question: "Is sunniva-img_4471 older?", Authors: []string{"Kari"}, Sensitivity: "Never name Sunniva Fotograf"}
	for _, e := range []casefile.Evidence{
		{ID: "claim", Role: casefile.Claimed, Path: save(t, filepath.Join(folder, "claim.png"), crop)},
		{ID: "hidden", Role: casefile.Candidate, Path: hidden},
		{ID: "open", Role: casefile.Candidate, Path: save(t, filepath.Join(folder, "open.png"), scene(6))},
	} {
		imported := Import(t.Context(), l, e.Path, e.Role)
		imported.ID = e.ID
		c = c.With(imported)
	}
	source := casefile.Source{
		Address: "https://t.example/kanal/88410", Collector: "Leser Syttensen", Account: "@nordlyskanalen", Platform: "Lukketforum",
		Publisher: "Nordlysposten", Note: "Ring henne på 99887766.", Text: "Jeg sto ved kaia da det smalt.", Acquisition: "Overlevert i Kroken",
		Archived: []casefile.Archived{{Address: "https://arkiv.example/zz9"}}, Statements: []casefile.Statement{{Who: "Vakten Hansemann", Where: "https://avis.example/7"}},
	}
	hiddenItem, _ := c.Find("hidden")
	hiddenItem.Source, hiddenItem.Withheld, hiddenItem.Withheld.Why = source, hiddenItem.Withheld.Switched(true), "Hun bor der fortsatt"
	c = c.With(hiddenItem)
	openItem, _ := c.Find("open")
	openItem.Source = casefile.Source{Note: "Not what Leser Syttensen sent.", FoundBy: casefile.FoundBy{Name: "Finn Finnersen", Withheld: true}}
	c = c.With(openItem)
	c.Posts = []casefile.Post{{ID: "p1", Account: "@nordlyskanalen", Captures: []casefile.ID{"hidden"}}}
	c = c.WithFinding(casefile.Finding{Claimed: "claim", Wording: "Cut from https://t.example/kanal/88410 (Sunniva Fotograf), says Finn Finnersen.", Sources: []casefile.ID{"hidden"}})
	claim, _ := c.Claim()
	var comparisons []casefile.Comparison
	for _, candidate := range c.Candidates() {
		comparison, err := Compare(t.Context(), l, claim, candidate, nil)
		if err != nil {
			t.Fatal(err)
		}
		comparisons = append(comparisons, comparison)
	}
	if comparisons[0].Alignment.Verdict != align.Match {
		t.Fatalf("the claim's source is told as %s", comparisons[0].Alignment.Verdict)
	}
	if d, err = NewDocument(c, comparisons, time.Now()); err != nil {
		t.Fatal(err)
	}
	for path, value := range map[string]string{"evidence[hidden].source.note": `"Naboen Petra" → ""`, "title": `"Utkast om Torvald" → "x"`} {
		line := casefile.LogLine{Time: time.Now(), Event: casefile.Edited, Parameters: map[string]string{path: value}}
		if d.Log, err = d.Log.With(line); err != nil {
			t.Fatal(err)
		}
	}
	secrets = []string{
		"Naboen Petra", "Utkast om Torvald", // typed and taken back: only the log knows
		"sunniva-IMG_4471", hiddenItem.SHA256, hiddenItem.Withheld.Salt, "Hun bor der", "Kvaløyvågen", "SN-7719043", "Sunniva Fotograf", "kanal/88410",
		"Leser Syttensen", "nordlyskanalen", "Lukketforum", "Nordlysposten", "99887766", "Jeg sto ved kaia", "i Kroken", "arkiv.example", "Hansemann", "avis.example", "Finn Finnersen",
	}
	return d, secrets, bytesOf
}

// exported writes everything of one edition into a folder and returns the files.
func exported(t *testing.T, d archive.Document, kind edition.Edition) map[string][]byte {
	t.Helper()
	path := filepath.Join(t.TempDir(), "sunniva-IMG_4471.motbilde")
	if err := WriteCase(d, path); err != nil {
		t.Fatal(err)
	}
	f, err := archive.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	out, err := Leave(t.Context(), lab.New(), f.Document, CaseOriginals{f}, Ask{
		Edition: kind, Language: words.English, Name: filepath.Base(path), Explain: func(_ words.Language, err error) string { return err.Error() },
	})
	if err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	for ending, write := range map[string]func(path string) error{
		".pdf":   func(path string) error { _, err := out.WriteReport(t.Context(), path); return err },
		".jsonl": func(path string) error { return out.WriteLines(t.Context(), path) },
		".zip":   func(path string) error { _, err := out.WritePackage(t.Context(), path); return err },
		"": func(path string) error { // the graphics and their words; none of a pair that is withheld
			drawn, err := out.WriteFigures(t.Context(), path, "square")
			if kind == edition.Publication && errors.Is(err, report.ErrNoPair) && len(drawn) == 0 {
				return nil
			}
			if err == nil && len(drawn) < 3 {
				err = fmt.Errorf("only %d graphics", len(drawn))
			}
			return err
		},
	} {
		if err := write(filepath.Join(folder, out.Name+ending)); err != nil {
			t.Fatalf("%s: %v", ending, err)
		}
	}
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
	all := map[string][]byte{}
	names, err := os.ReadDir(folder)
	if err != nil || len(names) < 3 {
		t.Fatalf("%d files, %v", len(names), err)
	}
	for _, name := range names {
		if all[name.Name()], err = os.ReadFile(filepath.Join(folder, name.Name())); err != nil {
			t.Fatal(err)
		}
		all[name.Name()] = append(all[name.Name()], name.Name()...) // a name tells, too
	}
	return all
}

// embedded is what a page of HTML has in itself.
var embedded = regexp.MustCompile(`"data:[a-z]+/[a-z]+;base64,([A-Za-z0-9+/=&#;]+)"`)

// layers calls visit with the data and with all that can be unpacked from it:
// entries of zips, streams of PDF and PNG, what pages of HTML embed, and the
// text of PDF pages.
func layers(t *testing.T, name string, data []byte, depth int, visit func(name string, data []byte)) {
	t.Helper()
	visit(name, data)
	if depth == 0 {
		return
	}
	if z, err := zip.NewReader(bytes.NewReader(data), int64(len(data))); err == nil {
		for _, f := range z.File {
			visit(name+": name", []byte(f.Name))
			r, err := f.Open()
			if err != nil {
				t.Fatal(err)
			}
			inner, err := io.ReadAll(r)
			if err != nil {
				t.Fatal(err)
			}
			layers(t, name+" > "+f.Name, inner, depth-1, visit)
		}
		return
	}
	if bytes.HasPrefix(data, []byte("%PDF")) {
		visit(name+": text", pageText(t, data))
	}
	for i, m := range embedded.FindAllSubmatch(data, -1) {
		inner, err := base64.StdEncoding.DecodeString(html.UnescapeString(string(m[1])))
		if err != nil {
			t.Fatalf("%s: data %d of a page: %v", name, i, err)
		}
		layers(t, fmt.Sprintf("%s > data %d", name, i), inner, depth-1, visit)
	}
	for at := 0; at+2 < len(data); at++ {
		if data[at] != 0x78 || (uint(data[at])<<8|uint(data[at+1]))%31 != 0 {
			continue // no header of zlib
		}
		r, err := zlib.NewReader(bytes.NewReader(data[at:]))
		if err != nil {
			continue
		}
		if inner, _ := io.ReadAll(io.LimitReader(r, 64<<20)); len(inner) > 16 { // a stream that breaks off has said what it has
			layers(t, fmt.Sprintf("%s > stream at %d", name, at), inner, depth-1, visit)
		}
	}
}

// pageText is the text of a PDF without the spaces, as lines break anywhere.
func pageText(t *testing.T, data []byte) []byte {
	if _, err := exec.LookPath("pdftotext"); err != nil {
		t.Log("there is no pdftotext here: the text of the pages was not searched")
		return nil
	}
	path := filepath.Join(t.TempDir(), "a.pdf")
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	text, err := exec.Command("pdftotext", path, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	return []byte(strings.Join(strings.Fields(string(text)), ""))
}

// forms are the ways in which a text may be written, in lower case.
func forms(secret string) (all [][]byte) {
	for _, text := range []string{secret, strings.ToUpper(secret), strings.Join(strings.Fields(secret), "")} {
		var little, big []byte
		for _, unit := range utf16.Encode([]rune(text)) {
			little = append(little, byte(unit), byte(unit>>8))
			big = append(big, byte(unit>>8), byte(unit))
		}
		for _, raw := range [][]byte{[]byte(text), little, big} {
			all = append(all, raw, []byte(hex.EncodeToString(raw)))
			for skip := range 3 { // base64 begins at any third byte of what it encodes
				if len(raw) < 8 {
					continue
				}
				whole := raw[skip : skip+(len(raw)-skip)/3*3]
				all = append(all, []byte(base64.StdEncoding.EncodeToString(whole)), []byte(base64.URLEncoding.EncodeToString(whole)))
			}
		}
	}
	if raw, err := hex.DecodeString(secret); err == nil && len(raw) == 32 { // a digest or a salt
		all = append(all, raw, []byte(base64.StdEncoding.EncodeToString(raw)))
	}
	for i := range all {
		all[i] = bytes.ToLower(all[i])
	}
	return all
}

// hunted is where each secret was found, and each picture that looks like the withheld one.
type hunted struct {
	texts    map[string][]string
	bytes    []string
	pictures []string
	searched int
}

func hunt(t *testing.T, files map[string][]byte, secrets []string, original []byte) hunted {
	t.Helper()
	h := hunted{texts: map[string][]string{}}
	want := look(t, original)
	searched := map[string][][]byte{}
	for _, secret := range secrets {
		searched[secret] = forms(secret)
	}
	for name, data := range files {
		layers(t, name, data, 4, func(name string, data []byte) {
			h.searched++
			lower := bytes.ToLower(data)
			for _, secret := range secrets {
				if slices.ContainsFunc(searched[secret], func(form []byte) bool { return bytes.Contains(lower, form) }) {
					h.texts[secret] = append(h.texts[secret], name)
				}
			}
			for at := 200; at+32 < len(original); at += 997 { // windows of the coded pixels
				if bytes.Contains(data, original[at:at+32]) {
					h.bytes = append(h.bytes, name)
					break
				}
			}
			for _, start := range []string{"\xff\xd8\xff", "\x89PNG\r\n\x1a\n", "RIFF"} {
				for rest := data; ; {
					at := bytes.Index(rest, []byte(start))
					if at < 0 {
						break
					}
					rest = rest[at:]
					if img, _, err := image.Decode(bytes.NewReader(rest)); err == nil && want.Distance(fingerprintOf(img)) < alike {
						h.pictures = append(h.pictures, name)
					}
					rest = rest[len(start):]
				}
			}
		})
	}
	return h
}

func look(t *testing.T, data []byte) fingerprint.Fingerprint {
	t.Helper()
	img, _, err := image.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return fingerprintOf(img)
}

// alike is how far two copies of a picture may lie apart; unrelated ones lie
// about 0.5 apart, and the claim, a crop of it, no nearer than half of that.
const alike = 0.2

func fingerprintOf(img image.Image) fingerprint.Fingerprint {
	return fingerprint.Of(picture.FromImage("", img))
}

func TestNothingThatIsWithheldLeavesWithAPublication(t *testing.T) {
	if testing.Short() {
		t.Skip("the race detector makes its pixel work take minutes")
	}
	d, secrets, original := secretive(t, t.TempDir())
	kept := hunt(t, exported(t, d, edition.Archive), secrets, original)
	for _, secret := range secrets {
		if len(kept.texts[secret]) == 0 {
			t.Errorf("%q is not found in the archive: the search proves nothing", secret)
		}
	}
	for _, page := range []string{packedPage, packedExhibit} {
		if !slices.ContainsFunc(kept.pictures, func(place string) bool { return strings.Contains(place, "/"+page+" > data") }) {
			t.Errorf("the withheld picture is not found in the archive's %s: %q", page, kept.pictures)
		}
	}
	if !slices.ContainsFunc(kept.texts["kanal/88410"], func(place string) bool { return strings.Contains(place, packedReview) }) {
		t.Error("the withheld address is not found in the archive's reviews")
	}
	if len(kept.bytes) == 0 || len(kept.pictures) < 2 || kept.searched < 20 {
		t.Errorf("the archive: bytes in %q, the picture in %q, %d places searched", kept.bytes, kept.pictures, kept.searched)
	}
	out := hunt(t, exported(t, d, edition.Publication), secrets, original)
	for secret, places := range out.texts {
		t.Errorf("%q stands in %q", secret, places)
	}
	if len(out.bytes) > 0 || len(out.pictures) > 0 || out.searched < 20 {
		t.Errorf("bytes in %q, the picture in %q, %d places searched", out.bytes, out.pictures, out.searched)
	}
}

// Whichever item is withheld, the claim too, everything can be written.
func TestCaseWithItsClaimWithheldCanBePublished(t *testing.T) {
	d, _, _ := secretive(t, t.TempDir())
	claim, _ := d.Case.Claim()
	claim.Withheld = claim.Withheld.Switched(true)
	d.Case = d.Case.With(claim)
	for name, data := range exported(t, d, edition.Publication) {
		if bytes.Contains(data, []byte(claim.SHA256)) {
			t.Errorf("%s holds the digest of the claim", name)
		}
	}
}

func TestPackageIsHeldToItsCase(t *testing.T) {
	d, _, _ := secretive(t, t.TempDir())
	for _, kind := range []edition.Edition{edition.Archive, edition.Publication} {
		files := exported(t, d, kind)
		path := filepath.Join(t.TempDir(), "a.zip")
		for name, data := range files {
			if strings.HasSuffix(name, ".zip") {
				if err := os.WriteFile(path, bytes.TrimSuffix(data, []byte(name)), 0o600); err != nil {
					t.Fatal(err)
				}
			}
		}
		p, err := OpenPackage(t.Context(), path)
		if err != nil {
			t.Fatal(err)
		}
		if len(p.Wrong) > 0 || p.Edition != string(kind) || p.Case == nil {
			t.Errorf("%s: %v, %q", kind, p.Wrong, p.Edition)
		}
		if err := p.Close(); err != nil {
			t.Fatal(err)
		}
		if kind == edition.Archive {
			heldToItsCase(t, path)
		}
	}
}

// heldToItsCase packs the parts of a package again, otherwise than they were,
// so that every digest of the bag holds.
func heldToItsCase(t *testing.T, path string) {
	b, err := bag.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	for name, c := range map[string]struct {
		edition string
		skip    func(name string) bool
		add     bag.File
		want    PackageKind
	}{
		"as it was":            {edition: "archive"},
		"no case":              {edition: "archive", skip: func(name string) bool { return name == packedCase }, want: NoCase},
		"an original missing":  {edition: "archive", skip: func(name string) bool { return strings.HasPrefix(name, originalsFolder+"02") }, want: LostOriginal},
		"an original too many": {edition: "archive", add: textFile(originalsFolder+"99 x.jpg", "x"), want: StrayOriginal},
		"another log":          {edition: "archive", skip: func(name string) bool { return name == packedLog }, add: textFile(packedLog, "{}\n"), want: OtherLog},
		"called a publication": {edition: "publication", want: SecretLeft},
	} {
		var files []bag.File
		for _, name := range b.Files() {
			if c.skip != nil && c.skip(name) {
				continue
			}
			var data strings.Builder
			if err := b.Copy(t.Context(), "data/"+name, &data); err != nil {
				t.Fatal(err)
			}
			files = append(files, textFile(name, data.String()))
		}
		if c.add.Path != "" {
			files = append(files, c.add)
		}
		again := filepath.Join(t.TempDir(), "again.zip")
		err := WriteFile(again, func(w io.Writer) error {
			return bag.Write(t.Context(), w, "again", []bag.Field{{Label: editionLabel, Value: c.edition}}, files)
		})
		if err != nil {
			t.Fatal(err)
		}
		p, err := OpenPackage(t.Context(), again)
		if err != nil {
			t.Fatal(err)
		}
		if c.want == PackageUnset && len(p.Wrong) > 0 {
			t.Errorf("%s: %v", name, p.Wrong)
		}
		if e := new(PackageError); c.want != PackageUnset && (len(p.Wrong) == 0 || !errors.As(p.Wrong[0], &e) || e.Kind != c.want) {
			t.Errorf("%s: %v", name, p.Wrong)
		}
		if err := p.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

func textFile(name, text string) bag.File {
	return bag.File{Path: name, Size: int64(len(text)), Open: func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(text)), nil }}
}
