package container

import "testing"

// FuzzWalks holds that every walk ends, hands out only what lies within the
// data, and never panics.
func FuzzWalks(f *testing.F) {
	for _, seed := range []string{
		"\xff\xd8\xff\xe0\x00\x04ab\xff\xda\x00\x02", "\x89PNG\r\n\x1a\n\x00\x00\x00\x01tEXta\x00\x00\x00\x00\x00\x00\x00\x00IEND\x00\x00\x00\x00",
		"VP8 \x02\x00\x00\x00ab", "\x00\x00\x00\x10ftypavif\x00\x00\x00\x00", "\x00\x00\x00\x01mdat\x00\x00\x00\x00\x00\x00\x00\x10",
		"II*\x00\x08\x00\x00\x00\x01\x00\x0e\x01\x02\x00\x05\x00\x00\x00\x08\x00\x00\x00\x00\x00\x00\x00", "MM\x00*\x00\x00\x00\x08\x00\x00", "\x78\x9c\x03\x00\x00\x00\x00\x01",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		steps := 0
		visit := func(_ string, body []byte) bool {
			if steps++; len(body) > len(data) || steps > len(data)+1 {
				t.Fatalf("%d bytes in step %d of %d", len(body), steps, len(data))
			}
			return true
		}
		_ = Boxes(data, visit) // whether it was whole is not asked here, nor below
		steps = 0
		_ = PNG(data, visit)
		steps = 0
		_ = JPEG(data, func(_ byte, body []byte) bool { return visit("", body) })
		steps = 0
		RIFF(data, visit)
		if d, ok := OpenDirectory(data); ok {
			for tag := uint16(254); tag < 350; tag++ {
				if raw, _ := d.Value(tag); len(raw) > len(data) {
					t.Fatalf("tag %d has %d bytes", tag, len(raw))
				}
				d.Numbers(tag)
			}
		}
		if out := Inflated(data, 1<<16); len(out) > 1<<16 {
			t.Fatalf("%d bytes unpacked", len(out))
		}
	})
}
