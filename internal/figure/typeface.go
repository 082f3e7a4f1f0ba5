package figure

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// Typeface is a face that isn't bundled: a desk's own, or one of the machine. It is read within limits
// and never trusted: a letter whose outline is missing, empty, too large or far off
// its place counts as lacking, and is set in the bundled face instead. The value
// never changes and may be used by many goroutines.
type Typeface struct {
	name string
	file []byte

	lock  sync.Mutex
	asked *measuredFace // by Has; under the lock
}

// The limits of a typeface.
const (
	MostTypeface = 2 << 20 // bytes of its file

	mostSystem = 64 << 20 // bytes of one of the machine

	mostSegments  = 20_000    // of one glyph's outline
	mostGlyphRead = 512 << 10 // bytes read for one glyph, its parts counted each time
	mostParts     = 32        // parts of a glyph of TrueType outlines
	mostCalls     = 1024      // subroutines that a glyph of PostScript outlines goes through
	mostAdvance   = 3         // ems
	overhang      = 0.6       // ems that a letter may reach beyond its own width
	highest       = 1.4       // ems over the baseline
	deepest       = 0.7       // ems under it
)

// The reasons why ReadTypeface refuses a file.
var (
	ErrTypefaceLarge   = errors.New("the file is larger than a typeface may be")
	ErrTypefaceKind    = errors.New("not a TrueType or OpenType file of one face")
	ErrTypefaceForbids = errors.New("the typeface forbids that it is embedded")
	ErrTypefaceLetters = errors.New("the typeface lacks letters from A to Z or digits")
)

// ReadTypeface reads a TrueType or OpenType file of one face, with outlines of
// either kind. The bytes are kept and must not change. The errors are those above,
// or say what is broken in it.
func ReadTypeface(file []byte) (face *Typeface, err error) {
	defer func() {
		if broke := recover(); broke != nil { // the parser at a file that was made to hurt
			face, err = nil, fmt.Errorf("reading a typeface: %v", broke)
		}
	}()
	if len(file) > MostTypeface {
		return nil, ErrTypefaceLarge
	}
	if len(file) < 12 || !slices.Contains([]string{"\x00\x01\x00\x00", "OTTO", "true"}, string(file[:4])) {
		return nil, ErrTypefaceKind
	}
	t := &Typeface{file: file}
	if os2 := t.table("OS/2"); len(os2) >= 10 {
		// fsType (OpenType 1.9, OS/2): of the usage permissions the least restrictive
		// counts, and bit 9 permits the embedding of bitmaps alone.
		const restricted, preview, editable, bitmaps = 2, 4, 8, 0x200
		rights := binary.BigEndian.Uint16(os2[8:])
		if rights&bitmaps != 0 || rights&restricted != 0 && rights&(preview|editable) == 0 {
			return nil, ErrTypefaceForbids
		}
	}
	m, err := t.measured()
	if err != nil {
		return nil, fmt.Errorf("reading a typeface: %w", err)
	}
	var buf sfnt.Buffer
	t.name = m.called()
	for r := '0'; r <= 'z'; r++ {
		if (unicode.IsLetter(r) || unicode.IsDigit(r)) && m.advance(&buf, r) < 0 {
			return nil, ErrTypefaceLetters
		}
	}
	return t, nil
}

// ReadSystemTypeface reads a file of the machine, the first face of a collection. It
// may be large and lack any letter; for the rest it is trusted no more than others.
// The error says what is broken in it.
func ReadSystemTypeface(file []byte) (face *Typeface, err error) {
	defer func() {
		if broke := recover(); broke != nil {
			face, err = nil, fmt.Errorf("reading a typeface of the machine: %v", broke)
		}
	}()
	if len(file) < 12 || len(file) > mostSystem {
		return nil, ErrTypefaceLarge
	}
	t := &Typeface{file: file}
	m, err := t.measured()
	if err != nil {
		return nil, fmt.Errorf("reading a typeface of the machine: %w", err)
	}
	t.name = m.called()
	return t, nil
}

// Has reports whether the typeface has a letter that can be used. It may be called
// on any goroutine.
func (t *Typeface) Has(r rune) bool {
	t.lock.Lock()
	defer t.lock.Unlock()
	if t.asked == nil {
		m, err := t.measured()
		if err != nil {
			return false // it was read before, so this doesn't happen
		}
		t.asked = m
	}
	return t.asked.advance(nil, r) >= 0
}

// called is what a face calls itself, as one short line; it may be empty.
func (m *measuredFace) called() string {
	name, err := m.font.Name(nil, sfnt.NameIDFull)
	if err != nil {
		return ""
	}
	letters := []rune(strings.Join(strings.Fields(Clean(name)), " "))
	return string(letters[:min(len(letters), longestCalled)])
}

// longestCalled is how many letters of a typeface's name are kept.
const longestCalled = 60

// Name returns what the typeface calls itself; it may be empty.
func (t *Typeface) Name() string { return t.name }

// File returns the bytes that it was read from. Read only.
func (t *Typeface) File() []byte { return t.file }

// table returns a table of the file; nothing where there is none whole.
func (t *Typeface) table(tag string) []byte {
	n := int(binary.BigEndian.Uint16(t.file[4:]))
	for i := range n {
		at := 12 + 16*i
		if at+16 > len(t.file) {
			return nil
		}
		if string(t.file[at:at+4]) == tag {
			from, long := uint64(binary.BigEndian.Uint32(t.file[at+8:])), uint64(binary.BigEndian.Uint32(t.file[at+12:]))
			if from+long > uint64(len(t.file)) {
				return nil
			}
			return t.file[from : from+long]
		}
	}
	return nil
}

// measured parses the typeface for one typesetter.
func (t *Typeface) measured() (*measuredFace, error) {
	within := &bounded{file: bytes.NewReader(t.file), bytes: 8 * len(t.file), reads: math.MaxInt}
	all, err := sfnt.ParseCollectionReaderAt(within) // of one, where it is no collection
	if err != nil {
		return nil, err
	}
	font, err := all.Font(0)
	if err != nil {
		return nil, err
	}
	parts := mostParts
	if !bytes.Equal(t.file[:4], []byte{0, 1, 0, 0}) && string(t.file[:4]) != "true" { // it may have PostScript outlines
		parts = 2 * mostCalls // into a subroutine and back
	}
	return &measuredFace{
		font: font, upem: fixed.I(int(font.UnitsPerEm())), advances: map[rune]float64{}, outlines: map[rune][]Path{},
		own: within, parts: parts,
	}, nil
}

// bounded reads a file as long as its allowance lasts, so that a glyph which is
// made of itself many times over ends in an error.
type bounded struct {
	file         io.ReaderAt
	bytes, reads int
}

// ReadAt implements io.ReaderAt.
func (b *bounded) ReadAt(p []byte, at int64) (int, error) {
	b.bytes -= len(p)
	b.reads--
	if b.bytes < 0 || b.reads < 0 {
		return 0, errors.New("a glyph is made of too much")
	}
	n, err := b.file.ReadAt(p, at)
	if n == len(p) {
		err = nil
	}
	return n, err
}

// usable returns the width in ems of a character of a typeface that isn't trusted,
// and keeps its outline; below 0 where it can't be used.
func (m *measuredFace) usable(buf *sfnt.Buffer, r rune) (ems float64) {
	defer func() {
		if recover() != nil { // the parser at a file that was made to hurt
			ems = -1
		}
	}()
	m.own.bytes, m.own.reads = mostGlyphRead, m.parts
	glyph, err := m.font.GlyphIndex(buf, r)
	if err != nil || glyph == 0 {
		return -1
	}
	wide, err := m.font.GlyphAdvance(buf, glyph, m.upem, 0)
	if err != nil {
		return -1
	}
	ems = float64(wide) / float64(m.upem)
	segments, err := m.font.LoadGlyph(buf, glyph, m.upem, nil)
	if err != nil || len(segments) > mostSegments || ems < 0 || ems > mostAdvance || (len(segments) == 0) != unicode.IsSpace(r) {
		return -1
	}
	em := float64(m.upem) / 64
	out := glyphPaths(segments)
	for _, p := range out {
		for _, q := range p.Points {
			if x, y := q.X/em, -q.Y/em; x < -overhang || x > ems+overhang || y < -deepest || y > highest {
				return -1
			}
		}
	}
	m.outlines[r] = out
	return ems
}
