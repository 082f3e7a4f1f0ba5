package file

import (
	"encoding/binary"
	"math"
)

// profile is sRGB (IEC 61966-2-1) as an ICC profile of version 2, which every
// reader knows: primaries adapted to D50 by Bradford's method, and one curve for
// all three channels.
var profile = func() []byte {
	number := func(values ...float64) (out []byte) { // s15Fixed16
		for _, v := range values {
			out = binary.BigEndian.AppendUint32(out, uint32(int32(math.Round(v*65536))))
		}
		return out
	}
	xyz := func(x, y, z float64) []byte { return append([]byte("XYZ \x00\x00\x00\x00"), number(x, y, z)...) }
	const name = "sRGB"
	description := append([]byte("desc\x00\x00\x00\x00"), 0, 0, 0, byte(len(name)+1))
	description = append(append(description, name...), make([]byte, 1+8+3+67)...) // no name in Unicode, none for a script
	const steps = 1024
	curve := binary.BigEndian.AppendUint32([]byte("curv\x00\x00\x00\x00"), steps)
	for i := range steps {
		v := float64(i) / (steps - 1)
		if v <= 0.04045 {
			v /= 12.92
		} else {
			v = math.Pow((v+0.055)/1.055, 2.4)
		}
		curve = binary.BigEndian.AppendUint16(curve, uint16(math.Round(65535*v)))
	}
	tags := []struct {
		name    string
		content []byte // nil: that of the tag before
	}{
		{"desc", description},
		{"cprt", []byte("text\x00\x00\x00\x00Public domain\x00")},
		{"wtpt", xyz(0.95045, 1, 1.08905)},
		{"rXYZ", xyz(0.43607, 0.22249, 0.01392)},
		{"gXYZ", xyz(0.38515, 0.71687, 0.09708)},
		{"bXYZ", xyz(0.14307, 0.06061, 0.71410)},
		{"rTRC", curve},
		{"gTRC", nil},
		{"bTRC", nil},
	}
	const header = 128
	table := binary.BigEndian.AppendUint32(nil, uint32(len(tags)))
	var contents []byte
	first := header + 4 + 12*len(tags)
	at, length := 0, 0
	for _, t := range tags {
		if t.content != nil {
			at, length = first+len(contents), len(t.content)
			contents = append(contents, t.content...)
			contents = append(contents, make([]byte, -len(contents)&3)...)
		}
		table = append(table, t.name...)
		table = binary.BigEndian.AppendUint32(table, uint32(at))
		table = binary.BigEndian.AppendUint32(table, uint32(length))
	}
	out := make([]byte, header)
	binary.BigEndian.PutUint32(out, uint32(first+len(contents)))
	copy(out[8:], "\x02\x10\x00\x00mntrRGB XYZ ")
	copy(out[24:], "\x07\xD0\x00\x01\x00\x01") // a date has to be one: the first day of 2000
	copy(out[36:], "acsp")
	copy(out[68:], number(0.9642, 1, 0.8249))
	return append(append(out, table...), contents...)
}()
