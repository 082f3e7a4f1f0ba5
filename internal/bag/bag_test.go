package bag

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"testing"
	"unicode/utf8"

	gobagit "github.com/nyudlts/go-bagit"
)

func fileOf(path, text string) File {
	return File{Path: path, Size: int64(len(text)), Open: func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(text)), nil }}
}

var someFiles = []File{
	fileOf("originals/2 Bjørn 100% ferdig.jpg", "a picture"),
	fileOf("originals/1 claim.jpg", "the claim"),
	fileOf("README.txt", "Read this.\n"),
	fileOf("empty.txt", ""),
}

func packed(t testing.TB, files []File, largestPlain int64) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := write(t.Context(), &out, "A package", []Field{{"Bagging-Date", "2026-03-01"}, {"External-Description", "two\nlines"}}, files, largestPlain); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestBagComesBackAsItWasWritten(t *testing.T) {
	data := packed(t, someFiles, largestPlain)
	b, err := Read(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	if wrong, err := b.Check(t.Context()); err != nil || len(wrong) > 0 {
		t.Fatalf("%v, %v", wrong, err)
	}
	if want := []string{"README.txt", "empty.txt", "originals/1 claim.jpg", "originals/2 Bjørn 100% ferdig.jpg"}; !slices.Equal(b.Files(), want) {
		t.Errorf("files %q", b.Files())
	}
	if want := []Field{{"Bagging-Date", "2026-03-01"}, {"External-Description", "two lines"}, {"Payload-Oxum", "29.4"}}; !slices.Equal(b.Fields, want) || b.Name != "A package" {
		t.Errorf("%q, fields %q", b.Name, b.Fields)
	}
	var claim bytes.Buffer
	if err := b.Copy(t.Context(), "data/originals/1 claim.jpg", &claim); err != nil || claim.String() != "the claim" || b.Size("originals/1 claim.jpg") != 9 {
		t.Errorf("%q, %v", claim.String(), err)
	}
	if !bytes.Equal(data, packed(t, backwards(someFiles), largestPlain)) {
		t.Error("the same files in another order give other bytes")
	}
}

// unpacked writes the bag into a folder by Go's own zip reader, and returns its root.
func unpacked(t *testing.T, data []byte) string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	if err := os.CopyFS(folder, z); err != nil {
		t.Fatal(err)
	}
	return filepath.Join(folder, "A package")
}

// Whoever has no program for bags has sha256sum.
func TestManifestsHoldForSha256sum(t *testing.T) {
	if _, err := exec.LookPath("sha256sum"); err != nil {
		t.Skip("there is no sha256sum here")
	}
	// A % is the one sign that sha256sum can't know to be encoded.
	for _, most := range []int64{largestPlain, 3} {
		root := unpacked(t, packed(t, append([]File{fileOf("originals/2 Bjørn.jpg", "a picture")}, someFiles[1:]...), most))
		for _, manifest := range []string{manifestName, tagName} {
			check := exec.Command("sha256sum", "--check", "--strict", manifest)
			check.Dir = root
			if out, err := check.CombinedOutput(); err != nil || !bytes.Contains(out, []byte(": OK")) {
				t.Errorf("%s: %v\n%s", manifest, err, out)
			}
		}
		if err := os.WriteFile(filepath.Join(root, "data", "README.txt"), []byte("Read that.\n"), 0o666); err != nil {
			t.Fatal(err)
		}
		check := exec.Command("sha256sum", "--check", "--strict", manifestName)
		check.Dir = root
		if check.Run() == nil {
			t.Error("sha256sum takes a file that was changed")
		}
	}
}

// TestIndependentValidatorTakesTheBag asks go-bagit, of the New York University Libraries.
func TestIndependentValidatorTakesTheBag(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("go-bagit looks for the last / of a path, and panics where there is none")
	}
	validate := func(root string) error {
		bag, err := gobagit.GetExistingBag(root)
		if err != nil {
			return err
		}
		return bag.ValidateBag(false, false)
	}
	// It decodes no signs in paths, and ends them at a space; sha256sum, above, is held to those.
	plain := slices.DeleteFunc(slices.Clone(someFiles), func(f File) bool { return strings.ContainsAny(f.Path, "% \r\n") })
	data := packed(t, append([]File{fileOf("originals/2-Bjørn.jpg", "a picture")}, plain...), largestPlain)
	if err := validate(unpacked(t, data)); err != nil {
		t.Errorf("go-bagit: %v", err)
	}
	for name, spoil := range map[string]func(root string) error{
		"a file more": func(root string) error { return os.WriteFile(filepath.Join(root, "data", "more.txt"), nil, 0o666) },
		"a file less": func(root string) error { return os.Remove(filepath.Join(root, "data", "originals", "2-Bjørn.jpg")) },
		"a file changed": func(root string) error {
			return os.WriteFile(filepath.Join(root, "data", "originals", "2-Bjørn.jpg"), []byte("A picture"), 0o666)
		},
		"a label changed": func(root string) error {
			return os.WriteFile(filepath.Join(root, "bag-info.txt"), []byte("Source: me\n"), 0o666)
		},
	} {
		root := unpacked(t, data)
		if err := spoil(root); err != nil {
			t.Fatal(err)
		}
		if validate(root) == nil {
			t.Errorf("go-bagit takes a bag with %s", name)
		}
	}
}

// The zip is taken by a reader that goes through it from the front, too.
func TestUnzipTakesTheBag(t *testing.T) {
	if _, err := exec.LookPath("unzip"); err != nil {
		t.Skip("there is no unzip here")
	}
	for _, most := range []int64{largestPlain, 3} {
		path := filepath.Join(t.TempDir(), "a.zip")
		if err := os.WriteFile(path, packed(t, someFiles, most), 0o666); err != nil {
			t.Fatal(err)
		}
		if out, err := exec.Command("unzip", "-t", path).CombinedOutput(); err != nil {
			t.Errorf("%v\n%s", err, out)
		}
	}
}

func TestChangedFileEndsTheWriting(t *testing.T) {
	for name, texts := range map[string][2]string{"longer": {"abc", "abcd"}, "shorter": {"abc", "ab"}, "other": {"abc", "abd"}} {
		opened := 0
		f := File{Path: "x", Size: 3, Open: func() (io.ReadCloser, error) {
			opened++
			return io.NopCloser(strings.NewReader(texts[opened-1])), nil
		}}
		err := Write(t.Context(), io.Discard, "a", nil, []File{f})
		if e := new(Error); !errors.As(err, &e) || e.Kind != Changed || e.Entry != "data/x" {
			t.Errorf("%s: %v", name, err)
		}
	}
	broken := errors.New("the disk broke")
	f := File{Path: "x", Size: 3, Open: func() (io.ReadCloser, error) { return nil, broken }}
	if err := Write(t.Context(), io.Discard, "a", nil, []File{f}); !errors.Is(err, broken) {
		t.Errorf("got %v", err)
	}
	stopped, stop := context.WithCancel(t.Context())
	stop()
	if err := Write(stopped, io.Discard, "a", nil, someFiles); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

func TestFullDiskEndsTheWriting(t *testing.T) {
	full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
	if err != nil {
		t.Skip("there is no full disk here")
	}
	defer full.Close()
	if err := Write(t.Context(), full, "a", nil, []File{fileOf("x", strings.Repeat("x", 1<<16))}); !errors.Is(err, syscall.ENOSPC) {
		t.Errorf("got %v", err)
	}
}

func TestPathsThatNotEverySystemStoresAreRefused(t *testing.T) {
	for _, path := range []string{"", "/a", "a//b", "../a", "a/../b", `a\b`, "a:b", "nul.txt", "a/com1", "b.", "c ", "a\nb", "d\u202eb", strings.Repeat("x", 300)} {
		err := Write(t.Context(), io.Discard, "a", nil, []File{fileOf(path, "x")})
		if e := new(Error); !errors.As(err, &e) || e.Kind != Unsafe {
			t.Errorf("%q: %v", path, err)
		}
	}
	err := Write(t.Context(), io.Discard, "a", nil, []File{fileOf("A.txt", "x"), fileOf("a.TXT", "y")})
	if e := new(Error); !errors.As(err, &e) || e.Kind != Unsafe {
		t.Errorf("two names of one file on Windows: %v", err)
	}
}

func TestNamesAreMadeSafe(t *testing.T) {
	for name, want := range map[string]string{
		"claim.jpg": "claim.jpg", "Bjørn & co.jpg": "Bjørn & co.jpg", "100%.jpg": "100%.jpg",
		"a/b\\c:d*e?f\"g<h>i|j": "a_b_c_d_e_f_g_h_i_j", "x\r\ny\x00\x7f": "x__y__", "gpj.\u202eexe": "gpj._exe",
		"CON": "_CON", "con.tar.gz": "_con.tar.gz", "Com¹.txt": "_Com¹.txt", "COM10.txt": "COM10.txt", "LPT1 .x": "_LPT1 .x", "console.jpg": "console.jpg",
		"a. .": "a_", "": "_", "..": "_", " a": "a", "\xff.png": "_.png",
	} {
		if got := SafeName(name); got != want {
			t.Errorf("%q became %q, want %q", name, got, want)
		}
	}
	for _, long := range []string{strings.Repeat("ø", 200) + ".jpeg", strings.Repeat("x. ", 100), strings.Repeat("a", 99) + ".b" + strings.Repeat("c", 200)} {
		got := SafeName(long)
		if len(got) > longestName || !utf8.ValidString(got) || SafeName(got) != got || strings.HasSuffix(long, ".jpeg") != strings.HasSuffix(got, ".jpeg") {
			t.Errorf("%q became %q", long, got)
		}
	}
}

// forged packs any files as they are.
func forged(t *testing.T, files map[string]string, change func(*zip.FileHeader)) []byte {
	t.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, name := range slices.Sorted(maps.Keys(files)) {
		h := &zip.FileHeader{Name: name, Method: zip.Deflate}
		if change != nil {
			change(h)
		}
		f, err := w.CreateHeader(h)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(f, files[name]); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// handmade is a bag as another program might write it.
func handmade(files map[string]string) map[string]string {
	all := map[string]string{"b/" + declarationName: "BagIt-Version: 1.0\r\nTag-File-Character-Encoding: UTF-8", "b/" + infoName: "Source-Organization: A\n  newsroom\n"}
	manifest, tags := "", ""
	for _, name := range slices.Sorted(maps.Keys(files)) {
		all["b/data/"+name] = files[name]
		manifest += strings.ToUpper(digestOf(files[name])) + " *" + toManifest.Replace("data/"+name) + "\n"
	}
	all["b/"+manifestName] = manifest
	for _, name := range []string{declarationName, infoName, manifestName} {
		tags += digestOf(all["b/"+name]) + "\t" + name + "\n"
	}
	all["b/"+tagName] = strings.ReplaceAll(tags, "\t", "  ")
	return all
}

func troubles(t *testing.T, data []byte) []*Error {
	t.Helper()
	b, err := Read(bytes.NewReader(data), int64(len(data)))
	if e := new(Error); errors.As(err, &e) {
		return []*Error{e}
	} else if err != nil {
		t.Fatal(err)
	}
	wrong, err := b.Check(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return wrong
}

func TestBagOfAnotherProgramIsRead(t *testing.T) {
	all := handmade(map[string]string{"a%0Ab\nc\rd%.txt": "x", "e": "y"})
	if !strings.Contains(all["b/"+manifestName], "data/a%250Ab%0Ac%0Dd%25.txt\n") {
		t.Errorf("manifest %q", all["b/"+manifestName])
	}
	all["b/data/"] = ""
	data := forged(t, all, nil)
	b, err := Read(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	if wrong, err := b.Check(t.Context()); err != nil || len(wrong) > 0 || len(b.Files()) != 2 || b.Fields[0] != (Field{"Source-Organization", "A newsroom"}) {
		t.Errorf("%v, %v, %q, %q", wrong, err, b.Files(), b.Fields)
	}
}

// Hardly a program encodes % (LibraryOfCongress/bagit-python, issue 157).
func TestPathWithAPercentSignIsFoundHoweverItWasWritten(t *testing.T) {
	all := handmade(map[string]string{"100%25.txt": "x", "50%.txt": "y"})
	old := all["b/"+manifestName]
	all["b/"+manifestName] = strings.ReplaceAll(old, "%25", "%")
	all["b/"+tagName] = strings.Replace(all["b/"+tagName], digestOf(old), digestOf(all["b/"+manifestName]), 1)
	if wrong := troubles(t, forged(t, all, nil)); len(wrong) > 0 {
		t.Errorf("%v", wrong)
	}
}

func TestWrongBagsAreRefusedByName(t *testing.T) {
	with := func(changes ...string) []byte {
		all := handmade(map[string]string{"a.txt": "x", "b.txt": "y"})
		for i := 0; i < len(changes); i += 2 {
			if changes[i+1] == "-" {
				delete(all, "b/"+changes[i])
			} else {
				all["b/"+changes[i]] = changes[i+1]
			}
		}
		return forged(t, all, nil)
	}
	good := handmade(map[string]string{"a.txt": "x", "b.txt": "y"})
	manifest := good["b/"+manifestName]
	double := forged(t, map[string]string{"b/bagit.txt": "", "c/bagit.txt": ""}, nil)
	for _, c := range []struct {
		name  string
		kind  Kind
		entry string
		data  []byte
	}{
		{"no zip", NotABag, "", []byte("hello")},
		{"another zip", NotABag, "", forged(t, map[string]string{"a/b.txt": "x"}, nil)},
		{"two folders", NotABag, "c/bagit.txt", double},
		{"no folder", NotABag, "bagit.txt", forged(t, map[string]string{"bagit.txt": declaration}, nil)},
		{"older form", OtherForm, declarationName, with(declarationName, strings.Replace(declaration, "1.0", "0.97", 1))},
		{"other encoding", OtherForm, declarationName, with(declarationName, strings.Replace(declaration, "UTF-8", "UTF-16", 1))},
		{"no manifest", Missing, manifestName, with(manifestName, "-")},
		{"no tag manifest", Missing, tagName, with(tagName, "-")},
		{"file missing", Missing, "data/a.txt", with("data/a.txt", "-")},
		{"file unnamed", Stranger, "data/c.txt", with("data/c.txt", "z")},
		{"tag file unnamed", Stranger, "notes.txt", with("notes.txt", "z")},
		{"files elsewhere", Elsewhere, fetchName, with(fetchName, "https://example.org/a 1 data/a.txt")},
		{"file changed", WrongDigest, "data/a.txt", with("data/a.txt", "z")},
		{"tag file changed", WrongDigest, infoName, with(infoName, "Source-Organization: B\n")},
		{"manifest changed", Malformed, manifestName, with(manifestName, "hello\n"+manifest)},
		{"short digest", Malformed, manifestName, with(manifestName, manifest[2:])},
		{"named twice", Duplicate, "data/a.txt", with(manifestName, manifest+manifest)},
		{"leads outside", Outside, "data/../../x", with(manifestName, manifest+digestOf("x")+"  data/../../x\n")},
		{"tag in the manifest", Malformed, manifestName, with(manifestName, manifest+digestOf(declaration)+"  bagit.txt\n")},
		{"info malformed", Malformed, infoName, with(infoName, "hello")},
		{"traversal", Outside, "b/../x", with("../x", "z")},
		{"backslash", Outside, `b/data\x`, with(`data\x`, "z")},
		{"bomb", TooLarge, "data/a.txt", with("data/a.txt", strings.Repeat("\x00", 4<<20))},
		{"link", Link, "bag-info.txt", forged(t, good, func(h *zip.FileHeader) {
			if strings.HasSuffix(h.Name, infoName) {
				h.SetMode(os.ModeSymlink | 0o777)
			}
		})},
	} {
		wrong := troubles(t, c.data)
		if len(wrong) == 0 || !slices.ContainsFunc(wrong, func(e *Error) bool { return e.Kind == c.kind && e.Entry == c.entry }) {
			t.Errorf("%s: %v, want %s of %q", c.name, wrong, c.kind, c.entry)
		}
	}
	if wrong := troubles(t, packedWithWrongCount(t)); len(wrong) != 1 || wrong[0].Kind != WrongCount {
		t.Errorf("wrong sum of files: %v", wrong)
	}
}

func packedWithWrongCount(t *testing.T) []byte {
	all := handmade(map[string]string{"a": "x"})
	old := all["b/"+infoName]
	all["b/"+infoName] = "Payload-Oxum: 1.2\n"
	all["b/"+tagName] = strings.Replace(all["b/"+tagName], digestOf(old), digestOf(all["b/"+infoName]), 1)
	return forged(t, all, nil)
}

// A byte of what the bag holds can't change unnoticed; the zip's own fields hold no evidence.
func TestEveryFlippedByteOfAFileIsNoticed(t *testing.T) {
	data := packed(t, someFiles, largestPlain)
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	flipped := 0
	for _, f := range z.File {
		start, err := f.DataOffset()
		if err != nil {
			t.Fatal(err)
		}
		for at := start; at < start+int64(f.UncompressedSize64); at++ {
			bad := bytes.Clone(data)
			bad[at] ^= 4
			if len(troubles(t, bad)) == 0 {
				t.Errorf("byte %d of %s is another and nothing is said", at-start, f.Name)
			}
			flipped++
		}
	}
	if flipped < 600 {
		t.Errorf("only %d bytes were tried", flipped)
	}
}

// FuzzRead: whatever comes, it ends in a Bag or in an *Error.
func FuzzRead(f *testing.F) {
	f.Add(packed(f, someFiles, largestPlain))
	f.Add([]byte("PK\x05\x06"))
	f.Fuzz(func(t *testing.T, data []byte) {
		b, err := Read(bytes.NewReader(data), int64(len(data)))
		if err != nil {
			if e := new(Error); !errors.As(err, &e) || fmt.Sprint(e) == "" {
				t.Fatalf("%T %v", err, err)
			}
			return
		}
		if _, err := b.Check(t.Context()); err != nil {
			t.Fatal(err)
		}
	})
}

func backwards(files []File) []File {
	out := slices.Clone(files)
	slices.Reverse(out)
	return out
}
