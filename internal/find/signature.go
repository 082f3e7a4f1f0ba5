package find

import "github.com/motbilde/motbilde/internal/geom"

// signature is a frame reduced to 16 × 9 blocks, for telling cuts.
type signature [16 * 9]uint8

func signatureOf(size geom.Size, pix []byte) (s signature) {
	for by := range 9 {
		y0, y1 := by*size.Height/9, (by+1)*size.Height/9
		for bx := range 16 {
			x0, x1 := bx*size.Width/16, (bx+1)*size.Width/16
			sum, n := 0, 0
			for y := y0; y < y1; y += 2 {
				for _, v := range pix[y*size.Width+x0 : y*size.Width+x1] {
					sum += int(v)
				}
				n += x1 - x0
			}
			if n > 0 {
				s[by*16+bx] = uint8(sum / n)
			}
		}
	}
	return s
}

// apart returns the mean and the greatest difference of the blocks.
func (s signature) apart(o signature) (mean float64, most int) {
	sum := 0
	for i, v := range s {
		d := int(v) - int(o[i])
		if d < 0 {
			d = -d
		}
		sum += d
		most = max(most, d)
	}
	return float64(sum) / float64(len(s)), most
}

// cut reports whether two frames are of different shots, or of one that moved far.
func (s signature) cut(o signature) bool {
	mean, _ := s.apart(o)
	return mean > cutLevels
}

// near reports whether two frames show about the same: nothing larger than a
// block has come in or gone, and the camera has hardly moved.
func (s signature) near(o signature) bool {
	mean, most := s.apart(o)
	return mean < nearLevels && most < nearMost
}

// same reports whether nothing to speak of changed between two frames.
func (s signature) same(o signature) bool {
	mean, most := s.apart(o)
	return mean < sameLevels && most < sameMost
}

const (
	cutLevels  = 18.0 // mean difference of a cut; pans reach it within a second or more
	nearLevels = 6.0
	nearMost   = 40
	sameLevels = 0.7
	sameMost   = 4
)
