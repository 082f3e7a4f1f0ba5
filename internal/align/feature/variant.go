package feature

import "math"

// Variant is a change of the claimed picture under which it is looked for.
type Variant struct {
	Mirrored bool // turned over left to right
	Inverted bool // dark for light
}

// Variants are all that are searched, the likeliest first.
var Variants = [4]Variant{{}, {Mirrored: true}, {Inverted: true}, {Mirrored: true, Inverted: true}}

// As returns the keypoints that the picture would have had mirrored or
// inverted. Nothing is detected again: both are permutations of a descriptor.
// A mirror turns the keypoint's frame over, so rows swap and bins run
// backwards; inversion turns all gradients, and with them the frame, by half a
// turn, so rows and columns both swap (compare Ma 2010; Zhao and Ngo 2013).
func (s *Set) As(v Variant) *Set {
	if v == (Variant{}) {
		return s
	}
	out := &Set{
		Size: s.Size, Places: s.Places,
		Keypoints:   make([]Keypoint, len(s.Keypoints)),
		Descriptors: make([]Descriptor, len(s.Descriptors)),
	}
	order := v.permutation()
	for i, k := range s.Keypoints {
		if v.Mirrored {
			k.X = float32(s.Size.Width) - k.X
			k.Angle = math.Pi - k.Angle
		}
		if v.Inverted {
			k.Bright = !k.Bright
			k.Angle += math.Pi
		}
		k.Angle = withinTurn(k.Angle)
		out.Keypoints[i] = k
		from, to := &s.Descriptors[i], &out.Descriptors[i]
		for j, o := range order {
			to[j] = from[o]
		}
	}
	return out
}

// permutation returns which entry of the old descriptor each of the new one is.
func (v Variant) permutation() (order [128]uint8) {
	for y := range cellsAcross {
		for x := range cellsAcross {
			for o := range bins {
				fy, fx, fo := y, x, o
				if v.Mirrored {
					fy, fo = cellsAcross-1-fy, (bins-fo)%bins
				}
				if v.Inverted {
					fy, fx = cellsAcross-1-fy, cellsAcross-1-fx
				}
				order[(y*cellsAcross+x)*bins+o] = uint8((fy*cellsAcross+fx)*bins + fo)
			}
		}
	}
	return order
}

// withinTurn brings an angle into 0 to 2π.
func withinTurn(a float32) float32 {
	const turn = 2 * math.Pi
	for a < 0 {
		a += turn
	}
	for a >= turn {
		a -= turn
	}
	return a
}
