package pdf

import (
	"bytes"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/pdfcpu/pdfcpu/pkg/api"

	"github.com/motbilde/motbilde/internal/figure"
	"github.com/motbilde/motbilde/internal/provenance"
)

// attachedTo is a document of two pages with a streamed and a plain attachment.
func attachedTo() Document {
	long := bytes.Repeat([]byte("endstream\nendobj\n%motbilde-seal "), 9000)
	words := func(s string) figure.Drawing {
		return page(figure.Text{X: 20, Y: 30, Face: figure.Serif, Pt: 12, String: s})
	}
	return Document{
		Title: "t", Pages: []figure.Drawing{words("one"), words("two")},
		Attachments: []Attachment{
			{Name: "манифест 😀.json", MediaType: "application/json", Data: []byte("{}")},
			{Name: "A.jpg", Description: "ж", MediaType: "image/jpeg", Bytes: int64(len(long)), SHA256: provenance.Digest(long), Open: func() (io.ReadCloser, error) {
				return io.NopCloser(bytes.NewReader(long)), nil
			}},
			{Name: "nothing"},
		},
	}
}

func read(t *testing.T, data []byte) *File {
	t.Helper()
	f, err := Read(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func TestAttachmentsComeBackAsTheyWere(t *testing.T) {
	d := attachedTo()
	data := written(t, d)
	f := read(t, data)
	if sealed, err := f.Sealed(); err != nil || !sealed {
		t.Errorf("sealed: %v, %v", sealed, err)
	}
	if len(f.Attachments) != len(d.Attachments) {
		t.Fatalf("%d attachments", len(f.Attachments))
	}
	for i, a := range f.Attachments {
		got, err := io.ReadAll(a.Open())
		want := d.Attachments[i]
		if err != nil || a.Name != want.Name || want.Open == nil && !bytes.Equal(got, want.Data) || want.Open != nil && provenance.Digest(got) != want.SHA256 {
			t.Errorf("attachment %d is %q of %d bytes, %v", i, a.Name, len(got), err)
		}
	}
}

func TestOtherProgramsReadTheAttachments(t *testing.T) {
	data := written(t, attachedTo())
	if err := api.Validate(bytes.NewReader(data), nil); err != nil {
		t.Errorf("pdfcpu: %v", err)
	}
	folder := t.TempDir()
	path := filepath.Join(folder, "a.pdf")
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, tool := range [][]string{{"qpdf", "--check", path}, {"pdfdetach", "-saveall", "-o", folder, path}} {
		if _, err := exec.LookPath(tool[0]); err != nil {
			t.Logf("%s is not here: it did not read the file", tool[0])
			continue
		}
		if said, err := exec.Command(tool[0], tool[1:]...).CombinedOutput(); err != nil {
			t.Errorf("%s: %v\n%s", tool[0], err, said)
		}
	}
	if saved, err := os.ReadFile(filepath.Join(folder, "A.jpg")); err == nil && provenance.Digest(saved) != attachedTo().Attachments[1].SHA256 {
		t.Error("pdfdetach saved other bytes")
	}
}

func TestEveryFlippedByteIsNoticed(t *testing.T) {
	d := attachedTo()
	d.Attachments = d.Attachments[:1]
	data := written(t, d)
	step := 1
	if testing.Short() {
		step = 97
	}
	for i := 0; i < len(data); i += step {
		data[i] ^= 1 << (i % 8)
		f, err := Read(bytes.NewReader(data), int64(len(data)))
		if err == nil {
			if sealed, err := f.Sealed(); err != nil || sealed {
				t.Errorf("byte %d of %d: sealed %v, %v", i, len(data), sealed, err)
			}
		} else if bad := new(Error); !errors.As(err, &bad) {
			t.Errorf("byte %d: %v", i, err)
		}
		data[i] ^= 1 << (i % 8)
	}
}

func TestWhatDiffersIsNamed(t *testing.T) {
	base := attachedTo()
	for name, c := range map[string]struct {
		change func(*Document)
		want   Deviation
	}{
		"nothing":    {func(*Document) {}, Deviation{Of: 2}},
		"a page":     {func(d *Document) { d.Pages[1].Items = d.Pages[1].Items[:0:0] }, Deviation{Pages: []int{2}, Of: 2}},
		"attachment": {func(d *Document) { d.Attachments[0].Data = []byte("[]") }, Deviation{Attachments: []string{base.Attachments[0].Name}, Of: 2}},
		"the title":  {func(d *Document) { d.Title = "u" }, Deviation{Structure: true, Of: 2}},
	} {
		changed := attachedTo()
		c.change(&changed)
		got, err := Compare(read(t, written(t, changed)), read(t, written(t, base)))
		// A page without words has no use for the typeface, which is then another for both.
		if name == "a page" {
			if err != nil || !slices.Contains(got.Pages, 2) {
				t.Errorf("%s: %+v, %v", name, got, err)
			}
			continue
		}
		if err != nil || !slices.Equal(got.Pages, c.want.Pages) || !slices.Equal(got.Attachments, c.want.Attachments) || got.Structure != c.want.Structure || got.Of != c.want.Of {
			t.Errorf("%s: %+v, %v", name, got, err)
		}
	}
}

func TestAFileThatChangedWhileItWasAttachedIsRefused(t *testing.T) {
	for name, change := range map[string]func(*Attachment){
		"other bytes": func(a *Attachment) { a.SHA256 = strings.Repeat("0", 64) },
		"shorter":     func(a *Attachment) { a.Bytes++ },
		"longer":      func(a *Attachment) { a.Bytes-- },
	} {
		d := attachedTo()
		d.Made = made
		change(&d.Attachments[1])
		if err, changed := Write(io.Discard, d), new(ChangedError); !errors.As(err, &changed) || changed.Name != "A.jpg" {
			t.Errorf("%s: %v", name, err)
		}
	}
	d := attachedTo()
	d.Attachments[1].Open = func() (io.ReadCloser, error) { return nil, os.ErrNotExist }
	if err := Write(io.Discard, d); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("gone: %v", err)
	}
}

// FuzzRead holds Read to an *Error or a File whose parts lie within the bytes.
func FuzzRead(f *testing.F) {
	var out bytes.Buffer
	d := attachedTo()
	d.Made, d.Attachments = made, d.Attachments[:1]
	if err := Write(&out, d); err != nil {
		f.Fatal(err)
	}
	whole := out.Bytes()
	f.Add(whole[len(whole)-2500:])
	f.Add([]byte("%motbilde-seal " + strings.Repeat("0", 64) + "\nstartxref\n0\n%%EOF\n"))
	f.Add([]byte("xref\n0 1\n0000000000 65535 f \ntrailer\n<<\n/Size 1\n/Root 0 0 R\n/Info 0 0 R\n>>\n%motbilde-seal " + strings.Repeat("0", 64) + "\nstartxref\n0\n%%EOF\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		file, err := Read(bytes.NewReader(data), int64(len(data)))
		if bad := new(Error); err != nil && !errors.As(err, &bad) && !errors.Is(err, io.EOF) {
			t.Fatal(err)
		}
		if err != nil {
			return
		}
		for _, a := range file.Attachments {
			if n, err := io.Copy(io.Discard, a.Open()); err != nil || n != a.Bytes {
				t.Fatalf("%q: %d of %d bytes, %v", a.Name, n, a.Bytes, err)
			}
		}
		if _, err := file.Sealed(); err != nil {
			t.Fatal(err)
		}
	})
}
