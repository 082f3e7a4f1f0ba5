package provenance

import "testing"

// fuzzWithin gives the fuzzer the inside of a block, where changed bytes of a
// whole file seldom lead.
func fuzzWithin(f *testing.F, wrap func(t testing.TB, block []byte) []byte) {
	f.Fuzz(func(t *testing.T, block []byte) {
		if len(block) > 60_000 {
			return // no room in a segment
		}
		s := Read(wrap(t, block))
		for _, text := range []string{s.Taken, s.Camera, s.Software, s.Artist, s.Copyright, s.Credit, s.Description, s.GPS, s.Place} {
			if text != CleanText(text) || len(text) > 8*longestText {
				t.Fatalf("a statement of %d bytes that is not clean: %q", len(text), text)
			}
		}
	})
}

func FuzzEXIF(f *testing.F) {
	f.Add(tinyTIFF())
	fuzzWithin(f, func(t testing.TB, block []byte) []byte {
		return withSegment(jpegFile(t), 0xe1, append([]byte("Exif\x00\x00"), block...))
	})
}

func FuzzXMP(f *testing.F) {
	f.Add([]byte(xmpPacket))
	fuzzWithin(f, func(t testing.TB, block []byte) []byte {
		return withSegment(jpegFile(t), 0xe1, append([]byte("http://ns.adobe.com/xap/1.0/\x00"), block...))
	})
}

func FuzzIPTC(f *testing.F) {
	f.Add([]byte("8BIM\x04\x04\x00\x00\x00\x00\x00\x0b\x1c\x02\x50\x00\x06A. B. \x00"))
	fuzzWithin(f, func(t testing.TB, block []byte) []byte {
		return withSegment(jpegFile(t), 0xed, append([]byte("Photoshop 3.0\x00"), block...))
	})
}

func FuzzPNGText(f *testing.F) {
	f.Add([]byte("Software\x00x"))
	f.Add([]byte("Description\x00\x00\x00\x00\x00text"))
	fuzzWithin(f, func(t testing.TB, block []byte) []byte {
		data := pngFile(t)
		for _, name := range []string{"tEXt", "zTXt", "iTXt", "eXIf", "caBX"} {
			data = withChunk(data, name, block)
		}
		return data
	})
}

// FuzzCredentials looks for Content Credentials in boxes.
func FuzzCredentials(f *testing.F) {
	f.Add([]byte("JP\x00\x01\x00\x00\x00\x01\x00\x00\x00\x40jumb\x00\x00\x00\x20jumdc2pa"))
	f.Fuzz(func(t *testing.T, block []byte) {
		if len(block) > 60_000 {
			return
		}
		Read(withSegment(jpegFile(t), 0xeb, block))
		Read(append([]byte("\x00\x00\x00\x10ftypheic\x00\x00\x00\x00"), block...))
	})
}
