// Package systemface owns the faces of the machine that serve where the bundled
// ones have no letter: Chinese, Japanese and Korean, which are too many to bundle.
// Its main function is Find. It promises that a machine always finds the same one,
// and that a file which can't be read is passed over.
package systemface

import (
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"sync"
	"unicode"

	"github.com/motbilde/motbilde/internal/figure"
)

// files are where faces lie, by system, in the order in which they are tried.
var files = map[string][]string{
	"linux": {
		"/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
		"/usr/share/fonts/noto-cjk/NotoSansCJK-Regular.ttc",
		"/usr/share/fonts/google-noto-cjk/NotoSansCJK-Regular.ttc",
		"/usr/share/fonts/google-noto-sans-cjk-fonts/NotoSansCJK-Regular.ttc",
		"/usr/share/fonts/truetype/noto/NotoSansCJK-Regular.ttc",
		"/usr/share/fonts/truetype/wqy/wqy-microhei.ttc",
		"/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc",
		"/usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf",
	},
	"darwin": {
		"/System/Library/Fonts/PingFang.ttc", "/System/Library/Fonts/Hiragino Sans GB.ttc",
		"/System/Library/Fonts/AppleSDGothicNeo.ttc", "/System/Library/Fonts/Supplemental/Arial Unicode.ttf",
	},
	"windows": {"msyh.ttc", "YuGothM.ttc", "malgun.ttf", "simsun.ttc", "msgothic.ttc"}, // in its folder of fonts
}

// Find returns the face of the machine that has a letter; nil where none has, and
// for scripts whose letters have to be joined or stacked. It may be called on any
// goroutine.
func Find(r rune) *figure.Typeface {
	if !serves(r) {
		return nil
	}
	for _, f := range machine() {
		if f.Has(r) {
			return f
		}
	}
	return nil
}

// serves reports whether a letter stands by itself in a row, as those of Chinese,
// Japanese and Korean do, and their signs.
func serves(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Bopomofo, unicode.Hangul) ||
		r >= 0x3000 && r <= 0x303F || r >= 0xFF00 && r <= 0xFFEF
}

var machine = sync.OnceValue(func() []*figure.Typeface {
	paths := slices.Clone(files[runtime.GOOS])
	if root := os.Getenv("SystemRoot"); runtime.GOOS == "windows" {
		for i, name := range paths {
			paths[i] = filepath.Join(root, "Fonts", name)
		}
	}
	return read(paths)
})

// read reads the first faces that are there: one of a collection, which has all
// letters and differs from its others in the form of some, and two at most, as each
// is many megabytes.
func read(paths []string) (faces []*figure.Typeface) {
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			continue
		}
		if face, err := figure.ReadSystemTypeface(data); err == nil {
			if faces = append(faces, face); len(faces) == 2 {
				break
			}
		}
	}
	return faces
}
