package hostile_test

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/gif"
	"image/png"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime/debug"
	"strconv"
	"testing"
	"time"

	"golang.org/x/image/bmp"
	"golang.org/x/image/tiff"

	"github.com/motbilde/motbilde/internal/synth"
)

// A mutation changes a file in one way. It may return data itself, changed.
type mutation struct {
	name string
	do   func(r *rand.Rand, data []byte, others []seed) []byte
}

type seed struct {
	name string
	data []byte
}

var mutations = []mutation{
	{"truncated", func(r *rand.Rand, data []byte, _ []seed) []byte { return data[:r.IntN(len(data))] }},
	{"flipped bits", func(r *rand.Rand, data []byte, _ []seed) []byte {
		for range 1 + r.IntN(8) {
			data[r.IntN(len(data))] ^= 1 << r.IntN(8)
		}
		return data
	}},
	{"flipped bits of the header", func(r *rand.Rand, data []byte, _ []seed) []byte {
		for range 1 + r.IntN(4) {
			data[r.IntN(min(len(data), 160))] ^= 1 << r.IntN(8)
		}
		return data
	}},
	{"a run of other bytes", func(r *rand.Rand, data []byte, _ []seed) []byte {
		from, to := run(r, data)
		for i := from; i < to; i++ {
			data[i] = byte(r.Uint32())
		}
		return data
	}},
	{"a part left out", func(r *rand.Rand, data []byte, _ []seed) []byte {
		p := part(r, data)
		return append(data[:p.from:p.from], data[p.to:]...)
	}},
	{"a part twice", func(r *rand.Rand, data []byte, _ []seed) []byte {
		p := part(r, data)
		return append(data[:p.to:p.to], data[p.from:]...)
	}},
	{"two parts exchanged", func(r *rand.Rand, data []byte, _ []seed) []byte {
		a, b := part(r, data), part(r, data)
		if a.from > b.from {
			a, b = b, a
		}
		if a.to > b.from {
			return data
		}
		return bytes.Join([][]byte{data[:a.from], data[b.from:b.to], data[a.to:b.from], data[a.from:a.to], data[b.to:]}, nil)
	}},
	{"a length grown", func(r *rand.Rand, data []byte, _ []seed) []byte {
		at := r.IntN(len(data))
		if p := part(r, data); r.IntN(2) == 0 {
			at = min(len(data)-1, p.from+r.IntN(8))
		}
		v := []uint32{0xffffffff, 0x7fffffff, 0x80000000, 0xffff, 0x10000, 1 << 24, 0}[r.IntN(7)]
		value := be.AppendUint32(nil, v)
		if r.IntN(2) == 0 {
			value = le.AppendUint32(nil, v)
		}
		copy(data[at:], value[4-[]int{1, 2, 4}[r.IntN(3)]:])
		return data
	}},
	{"another size in the header", func(r *rand.Rand, data []byte, _ []seed) []byte {
		sizes := []int{1, 2, 63, 64, 65, 255, 3000, 16383, 65535, 1 << 30}
		out, _ := withSize(data, sizes[r.IntN(len(sizes))], sizes[r.IntN(len(sizes))])
		return out
	}},
	{"65,535 × 65,535", func(_ *rand.Rand, data []byte, _ []seed) []byte {
		out, _ := withSize(data, 65535, 65535)
		return out
	}},
	{"halves of two files", func(r *rand.Rand, data []byte, others []seed) []byte {
		other := others[r.IntN(len(others))].data
		return append(data[:r.IntN(len(data))], other[r.IntN(len(other)):]...)
	}},
	{"something behind the end", func(r *rand.Rand, data []byte, others []seed) []byte {
		return append(data[:len(data):len(data)], others[r.IntN(len(others))].data...)
	}},
}

// run returns a stretch of the data of at most 64 bytes.
func run(r *rand.Rand, data []byte) (from, to int) {
	from = r.IntN(len(data))
	return from, min(len(data), from+1+r.IntN(64))
}

// part returns a part of the file's format, or any stretch of it.
func part(r *rand.Rand, data []byte) span {
	if parts := partsOf(data); len(parts) > 0 && r.IntN(4) > 0 {
		return parts[r.IntN(len(parts))]
	}
	from, to := run(r, data)
	return span{from, to}
}

// seeds are real files of every format that is read, and case files.
func seeds(t testing.TB) (out []seed) {
	t.Helper()
	for _, pattern := range []string{"../media/testdata/*.*", "../provenance/testdata/*.jpg", "../casefile/archive/testdata/good.motbilde", "../casefile/archive/testdata/unknown-fields.motbilde", "testdata/*.*"} {
		names, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			data, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			if len(data) > 0 && filepath.Ext(name) != ".sh" {
				out = append(out, seed{filepath.Base(name), data})
			}
		}
	}
	small := image.NewPaletted(image.Rect(0, 0, 64, 48), color.Palette{color.Black, color.White, color.RGBA{200, 10, 10, 255}})
	for i := range small.Pix {
		small.Pix[i] = uint8(i/7) % 3
	}
	for name, encode := range map[string]func(*bytes.Buffer) error{
		"palette.gif": func(b *bytes.Buffer) error { return gif.Encode(b, small, nil) },
		"palette.png": func(b *bytes.Buffer) error { return png.Encode(b, small) },
		"palette.tif": func(b *bytes.Buffer) error { return tiff.Encode(b, small, &tiff.Options{Compression: tiff.Deflate}) },
		"made.bmp":    func(b *bytes.Buffer) error { return bmp.Encode(b, small) },
	} {
		var b bytes.Buffer
		if err := encode(&b); err != nil {
			t.Fatal(err)
		}
		out = append(out, seed{name, b.Bytes()})
	}
	if len(out) < 40 {
		t.Fatalf("only %d files to start from", len(out))
	}
	out = append(out, seed{"photograph.jpg", withMetadata(synth.EncodeJPEG(synth.Draw(5, synth.Convoy, sizeOf(320, 240)).Image, 80), "a mark")})
	sortSeeds(out)
	return out
}

// longVariable makes the run longer: so many mutations.
const longVariable = "MOTBILDE_MUTATIONS"

// TestMutatedFilesEndInAPictureOrASentence changes real files of every format
// by chance with a fixed seed: each must end in a picture or a case, or in an
// error of a kind that has its sentence.
func TestMutatedFilesEndInAPictureOrASentence(t *testing.T) {
	wanted := 2400
	if text := os.Getenv(longVariable); text != "" {
		n, err := strconv.Atoi(text)
		if err != nil {
			t.Fatalf("%s: %v", longVariable, err)
		}
		wanted = n
	}
	all := seeds(t)
	slowest, slowName := time.Duration(0), ""
	var outcomes [2]int
	for i := range wanted {
		r := rand.New(rand.NewPCG(2026, uint64(i)))
		s := all[i%len(all)]
		m := mutations[(i/len(all)+i)%len(mutations)]
		name := fmt.Sprintf("%d: %s of %s", i, m.name, s.name)
		data := m.do(r, bytes.Clone(s.data), all)
		if r.IntN(3) > 0 && len(data) > 8 {
			if string(data[1:4]) == "PNG" {
				mendPNG(data)
			} else if filepath.Ext(s.name) == ".motbilde" {
				mendCase(data, s.data)
			}
		}
		start := busy()
		out, err := guarded(data)
		if took := busy() - start; took > slowest {
			slowest, slowName = took, name
		}
		if err != nil {
			kept := filepath.Join(t.TempDir(), fmt.Sprint("mutation-", i))
			if folder := os.Getenv("MOTBILDE_ARTEFACTS"); folder != "" {
				kept = filepath.Join(folder, fmt.Sprint("mutation-", i))
			}
			t.Errorf("%s: %v (kept as %s: %v)", name, err, kept, os.WriteFile(kept, data, 0o600))
		}
		outcomes[out]++
	}
	t.Logf("%d mutations of %d files: %d end in a picture or a case, %d in a sentence; the slowest took %v (%s)",
		wanted, len(all), outcomes[taken], outcomes[refused], slowest.Round(time.Millisecond), slowName)
	if outcomes[taken] < wanted/20 || outcomes[refused] < wanted/20 {
		t.Errorf("only %d were read and %d refused: the changes try too little", outcomes[taken], outcomes[refused])
	}
}

// guarded turns a panic into an error, so that the others are tried too.
func guarded(data []byte) (out outcome, err error) {
	defer func() {
		if v := recover(); v != nil {
			out, err = refused, fmt.Errorf("panic: %v\n%s", v, debug.Stack())
		}
	}()
	return readAll(data)
}
