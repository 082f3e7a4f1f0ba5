package media

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
)

func write(t testing.TB, path string, data []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
}

func kinds(t testing.TB, refused []error) (out []Kind) {
	t.Helper()
	for _, err := range refused {
		var e *Error
		if !errors.As(err, &e) {
			t.Fatalf("%v is no *Error", err)
		}
		out = append(out, e.Kind)
	}
	return out
}

// names are file names as people have them.
var names = []string{
	"100% & more.png", "blå hval – ærlig øy.png", "a b.png", "фото с дороги.png", "صورة من الطريق.png", "写真.png", "it's.png", "https: a note.png", "#1 [copy] (2).png",
}

func TestFolderIsWalkedInOrderWithNamesOfEveryScript(t *testing.T) {
	root, picture := t.TempDir(), pngOf(t, drawn(8, 8))
	var want []string
	for _, name := range names {
		want = append(want, filepath.Join(root, "in put", name))
	}
	slices.Sort(want)
	want = append(want, filepath.Join(root, "in put", "below", "z.jpg"))
	for _, path := range want {
		write(t, path, picture)
	}
	for _, skipped := range []string{".hidden.png", ".git/a.png", "Thumbs.db"} {
		write(t, filepath.Join(root, "in put", skipped), picture)
	}
	files, refused := Expand(context.Background(), []string{filepath.Join(root, "in put")})
	if !slices.Equal(files, want) || len(refused) != 0 {
		t.Errorf("got %q, refused %v\nwant %q", files, refused, want)
	}
	for _, path := range files {
		if _, err := Read(context.Background(), path, Limits{}); err != nil {
			t.Error(err)
		}
	}
}

func TestWhatIsNoPictureInAFolderIsRefusedAndTheRestGoOn(t *testing.T) {
	root := t.TempDir()
	write(t, filepath.Join(root, "a.txt"), []byte("notes"))
	write(t, filepath.Join(root, "b.png"), pngOf(t, drawn(8, 8)))
	write(t, filepath.Join(root, "c.mp4"), fixture(t, "video.mp4"))
	write(t, filepath.Join(root, "d.jpg"), nil)
	files, refused := Expand(context.Background(), []string{root})
	if !slices.Equal(files, []string{filepath.Join(root, "b.png"), filepath.Join(root, "c.mp4")}) {
		t.Errorf("files %q", files)
	}
	if got := kinds(t, refused); !slices.Equal(got, []Kind{NotAPicture, Empty}) {
		t.Errorf("refused %v", got)
	}
}

func TestFileNamedByItselfIsKeptWhateverItHolds(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.txt")
	write(t, path, []byte("notes"))
	files, refused := Expand(context.Background(), []string{path, path})
	if !slices.Equal(files, []string{path}) || len(refused) != 0 {
		t.Errorf("got %q, %v", files, refused)
	}
}

func TestLinksThatLoopEnd(t *testing.T) {
	root := t.TempDir()
	picture := filepath.Join(root, "a", "b", "p.png")
	write(t, picture, pngOf(t, drawn(8, 8)))
	for link, to := range map[string]string{"a/b/up": root, "a/self": "self", "other": filepath.Join(root, "a"), "nowhere": "/does/not/exist"} {
		if err := os.Symlink(to, filepath.Join(root, link)); err != nil {
			t.Skip("no symbolic links here:", err)
		}
	}
	files, refused := Expand(context.Background(), []string{root})
	if !slices.Equal(files, []string{picture}) || len(refused) != 0 {
		t.Errorf("got %q, %v", files, refused)
	}
}

func TestAddressesAndMissingFilesAreRefused(t *testing.T) {
	root := t.TempDir()
	for path, want := range map[string]*Error{
		"https://example.org/a.jpg":                              {Kind: Address, Path: "https://example.org/a.jpg"},
		"HTTP://example.org/a.jpg":                               {Kind: Address, Path: "http://example.org/a.jpg"},
		filepath.FromSlash(root + "/https:/example.org/a b.jpg"): {Kind: Address, Path: "https://example.org/a b.jpg"},
		root + "/https://example.org/a.jpg":                      {Kind: Address, Path: "https://example.org/a.jpg"},
		"data:image/png;base64,AAAA":                             {Kind: Address, Path: "data:image/png;base64,AAAA"},
		filepath.Join(root, "gone.jpg"):                          {Kind: Missing, Path: filepath.Join(root, "gone.jpg")},
		filepath.Join(root, "\u202egpj.exe"):                     {Kind: Missing, Path: filepath.Join(root, "\u202egpj.exe")},
		fileAddress(filepath.Join(root, "gone 2.jpg")):           {Kind: Missing, Path: filepath.Join(root, "gone 2.jpg")},
		"": {Kind: Missing},
	} {
		files, refused := Expand(context.Background(), []string{path})
		var e *Error
		if len(files) != 0 || len(refused) != 1 || !errors.As(refused[0], &e) || e.Kind != want.Kind || e.Path != want.Path {
			t.Errorf("%q: got %q, %v", path, files, refused)
		}
		if _, err := Read(context.Background(), path, Limits{}); !errors.As(err, &e) || e.Kind != want.Kind && !strings.HasPrefix(path, "file:") {
			t.Errorf("reading %q: got %v", path, err)
		}
	}
}

// fileAddress returns the address of a path: a drive has a slash before it.
func fileAddress(path string) string {
	return "file:///" + strings.TrimPrefix(filepath.ToSlash(path), "/")
}

func TestFileAddressIsItsPath(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a b%.png")
	write(t, path, pngOf(t, drawn(8, 8)))
	address := fileAddress(strings.NewReplacer("%", "%25", " ", "%20").Replace(path))
	if files, refused := Expand(context.Background(), []string{address}); !slices.Equal(files, []string{path}) {
		t.Errorf("got %q, %v", files, refused)
	}
}

func TestFolderWithoutPicturesSaysSo(t *testing.T) {
	root := t.TempDir()
	_, refused := Expand(context.Background(), []string{root})
	if got := kinds(t, refused); !slices.Equal(got, []Kind{NoPictures}) {
		t.Errorf("refused %v", got)
	}
}

func TestCancelledExpansionStops(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	files, refused := Expand(ctx, []string{t.TempDir()})
	if len(files) != 0 || len(refused) != 1 || !errors.Is(refused[0], context.Canceled) {
		t.Errorf("got %q, %v", files, refused)
	}
}

func TestReadingRefusesWhatIsNoOrdinaryFile(t *testing.T) {
	root := t.TempDir()
	write(t, filepath.Join(root, "empty"), nil)
	write(t, filepath.Join(root, "large"), make([]byte, 100))
	for path, want := range map[string]Kind{
		root: Folder, filepath.Join(root, "empty"): Empty, filepath.Join(root, "large"): TooLarge, filepath.Join(root, "gone"): Missing,
	} {
		_, err := Read(context.Background(), path, Limits{Bytes: 99})
		if got := kinds(t, []error{err}); got[0] != want {
			t.Errorf("%s: got %v, want %v", path, err, want)
		}
		if e := new(Error); !errors.As(err, &e) || e.Path != path {
			t.Errorf("%s: the error names %q", path, e.Path)
		}
	}
	if runtime.GOOS != "windows" {
		if _, err := Read(context.Background(), os.DevNull, Limits{}); kinds(t, []error{err})[0] != NotAFile {
			t.Errorf("a device: got %v", err)
		}
	}
}

func TestShownNamesCantDeceive(t *testing.T) {
	for path, want := range map[string]string{
		"/a/b/photo.jpg":                          "photo.jpg",
		"/a/photo\u202egpj.exe":                   "photogpj.exe",
		"/a/line\nbreak\x1b[2J.png":               "line break[2J.png",
		"/a/\u2066æøå\u2069.png":                  "æøå.png",
		"/a/صورة من الطريق.png":                   "صورة من الطريق.png",
		"/a/می\u200cخواهم.png":                    "می\u200cخواهم.png",
		"/a/bad\xff.png":                          "bad�.png",
		"/a/\u200b\u2060.":                        ".",
		"":                                        "�",
		"/a/" + strings.Repeat("x", 300) + ".png": strings.Repeat("x", 60) + "…" + strings.Repeat("x", 55) + ".png",
	} {
		if got := DisplayName(path); got != want {
			t.Errorf("%q is shown as %q, want %q", path, got, want)
		}
	}
}
