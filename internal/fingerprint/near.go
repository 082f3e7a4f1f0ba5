package fingerprint

import "math/bits"

// mostNear is how far two near-identical pictures lie apart at most, upright
// against upright. Of drawn scenes, copies made smaller, greyed or saved
// again lie up to 0.08 apart, the night with its noise furthest, and other
// scenes from 0.2 (near_test.go).
const mostNear = 0.1

// leastSteps is how many of the 256 steps have to rise, and how many to fall,
// for a hash to tell anything: all flat pictures have the same one.
const leastSteps = 24

// Near reports whether two pictures look the same as wholes, as a copy that
// was made smaller or saved again does. It says nothing of small changes: one
// of few pixels leaves every hash as it is.
func (f Fingerprint) Near(o Fingerprint) bool {
	return f.known && o.known && f.upright.tells() && o.upright.tells() && f.upright.distance(o.upright) <= mostNear
}

// tells reports whether the picture has enough in it to be known by its hash.
func (h hashes) tells() bool {
	rising := 0
	for _, v := range h.extended {
		rising += bits.OnesCount64(v)
	}
	return rising >= leastSteps && rising <= 64*len(h.extended)-leastSteps
}
