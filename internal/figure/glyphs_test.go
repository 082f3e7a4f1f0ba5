package figure

import "testing"

func TestEveryGlyphOfEveryFaceHasAnOutline(t *testing.T) {
	setter := NewTypesetter()
	for f := range faces {
		glyphs, painted := 0, 0
		for r := rune(' '); r <= lastOfPlane; r++ {
			if _, ok := setter.advance(f, r); !ok {
				continue
			}
			glyphs++
			if len(setter.face(f).outline(&setter.buf, r)) > 0 {
				painted++
			}
		}
		if glyphs < 100 || painted < glyphs*9/10 {
			t.Errorf("%s has %d glyphs, and %d outlines", f.Name(), glyphs, painted)
		}
	}
}
