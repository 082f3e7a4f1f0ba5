package figure

import (
	"bytes"
	"encoding/binary"
	"errors"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/image/font/sfnt"

	"github.com/motbilde/motbilde/assets"
)

// patched is a bundled face with two bytes of a table changed.
func patched(table string, at int, value uint16) []byte {
	t := &Typeface{file: slices.Clone(Serif.Outlines())}
	binary.BigEndian.PutUint16(t.table(table)[at:], value)
	return t.file
}

func TestATypefaceIsSetGlyphByGlyphBeforeTheBundledFaces(t *testing.T) {
	for name, file := range map[string][]byte{"PostScript outlines": assets.InterSemiBold, "TrueType outlines": Serif.Outlines()} {
		own, err := ReadTypeface(file)
		if err != nil || own.Name() == "" {
			t.Fatalf("%s: %v", name, err)
		}
		setter := NewTypesetter()
		style := Style{Face: SansSemiBold, Own: own, Pt: 12, Leading: 5}
		line := setter.Paragraph(math.Inf(1), Span{Text: "Blåbær Щи ≠ ∮ 7", Style: style}).Lines[0]
		width := 0.0
		byOwn, byBundled := "", ""
		for _, item := range line.Items {
			text := item.(Text)
			width += text.Width
			if text.Own == own {
				byOwn += text.String
			} else {
				byBundled += text.String
			}
			if shape := setter.Outline(text); len(shape.Paths) == 0 && strings.TrimSpace(text.String) != "" {
				t.Errorf("%s: %q has no outlines", name, text.String)
			}
		}
		if !strings.Contains(byOwn, "Blåbær") || !strings.Contains(byBundled, "∮") || len(setter.Missing) != 0 || math.Abs(width-line.Width) > 1e-9 {
			t.Errorf("%s: the typeface sets %q, the bundled faces %q", name, byOwn, byBundled)
		}
		if arabic := setter.Paragraph(math.Inf(1), Span{Text: "صورة A", Style: style}); len(arabic.Lines) != 1 || len(setter.Missing) != 0 {
			t.Errorf("%s: a line from right to left misses %q", name, setter.Missing)
		}
	}
}

func TestATypefaceThatForbidsEmbeddingIsRefused(t *testing.T) {
	for rights, want := range map[uint16]error{0: nil, 4: nil, 8: nil, 2: ErrTypefaceForbids, 2 | 4: nil, 0x200: ErrTypefaceForbids, 0x100 | 2: ErrTypefaceForbids} {
		if _, err := ReadTypeface(patched("OS/2", 8, rights)); !errors.Is(err, want) {
			t.Errorf("%#x: %v, want %v", rights, err, want)
		}
	}
}

func TestAHostileTypefaceIsAnErrorAndCostsLittle(t *testing.T) {
	whole := Serif.Outlines()
	for _, n := range []int{0, 4, 11, 12, 13, 100, 300, 1000, 20_000, len(whole) / 2, len(whole) - 1} {
		if _, err := ReadTypeface(whole[:n]); n < len(whole)/2+1 && err == nil {
			t.Errorf("%d bytes are read", n)
		}
	}
	for name, file := range map[string][]byte{
		"collection": append([]byte("ttcf"), whole[4:]...), "WOFF": append([]byte("wOF2"), whole[4:]...), "large": make([]byte, MostTypeface+1),
		"no em": patched("head", 18, 0), "no glyphs": patched("maxp", 4, 0), "of itself": nested(t), "huge letters": patched("head", 18, 64),
	} {
		start := time.Now()
		if _, err := ReadTypeface(file); err == nil {
			t.Errorf("%s: it is read", name)
		}
		if took := time.Since(start); took > 2*time.Second {
			t.Errorf("%s: that took %v", name, took)
		}
	}
	state := uint32(1)
	for range 60 { // noise in the whole file, most of it in outlines
		file := bytes.Clone(whole)
		for range 400 {
			state = state*1664525 + 1013904223
			file[12+int(state>>8)%(len(file)-12)] = byte(state)
		}
		own, err := ReadTypeface(file)
		if err != nil {
			continue
		}
		setter := NewTypesetter()
		p := setter.Paragraph(100, Span{Text: "Hamburgefonstiv 0123456789 æøå ÆØÅ", Style: Style{Own: own, Pt: 12, Leading: 5}})
		for _, item := range p.Lines[0].Items {
			setter.Outline(item.(Text))
		}
	}
}

// nested is a face whose digits are made each of nine of the next one, five million in all.
func nested(t *testing.T) []byte {
	face := &Typeface{file: bytes.Clone(Serif.Outlines())}
	font, err := sfnt.Parse(Serif.Outlines())
	if err != nil {
		t.Fatal(err)
	}
	var glyphs []uint16
	for r := '0'; r <= '7'; r++ {
		g, err := font.GlyphIndex(nil, r)
		if err != nil {
			t.Fatal(err)
		}
		glyphs = append(glyphs, uint16(g))
	}
	glyf, loca := face.table("glyf"), face.table("loca")
	long := binary.BigEndian.Uint16(face.table("head")[50:]) == 1
	for i, g := range glyphs[:7] {
		from := 2 * int(binary.BigEndian.Uint16(loca[2*int(g):]))
		if long {
			from = int(binary.BigEndian.Uint32(loca[4*int(g):]))
		}
		binary.BigEndian.PutUint16(glyf[from:], 0xFFFF)
		for n := range 9 {
			part := glyf[from+10+6*n:]
			more := uint16(0x22)
			if n == 8 {
				more = 2
			}
			binary.BigEndian.PutUint16(part, more)
			binary.BigEndian.PutUint16(part[2:], glyphs[i+1])
			part[4], part[5] = 0, 0
		}
	}
	return face.file
}

func TestALetterThatNoBundledFaceHasIsBorrowed(t *testing.T) {
	inter, err := ReadSystemTypeface(assets.InterRegular)
	if err != nil {
		t.Fatal(err)
	}
	const lacking = 'Ⅷ'
	setter := NewTypesetter()
	setter.Fallback = func(r rune) *Typeface {
		if inter.Has(r) {
			return inter
		}
		return nil
	}
	line := setter.Paragraph(math.Inf(1), Span{Text: "A Ⅷ 中", Style: Style{Face: Sans, Pt: 12, Leading: 5}}).Lines[0]
	var said []string
	for _, item := range line.Items {
		if text := item.(Text); text.Own == inter {
			said = append(said, "<"+text.String+">")
		} else {
			said = append(said, text.String)
		}
	}
	if got := strings.Join(said, ""); got != "A <Ⅷ> [U+4E2D]" || !slices.Equal(setter.Borrowed, []*Typeface{inter}) || len(setter.Missing) != 1 {
		t.Errorf("it is set as %q; borrowed is %d, missing %q", got, len(setter.Borrowed), setter.Missing)
	}
	if !inter.Has(lacking) || inter.Has('中') {
		t.Error("a typeface doesn't know its letters")
	}
}

func TestALineOfIdeographsEndsBetweenThem(t *testing.T) {
	for text, want := range map[string]bool{"中国": true, "片。": false, "「片": false, "片「": true, "片a": true, "a片": false} {
		letters := []rune(text)
		if got := ideographs(letters[0], letters[1]); got != want {
			t.Errorf("a line may end in the middle of %s: %v", text, got)
		}
	}
}
