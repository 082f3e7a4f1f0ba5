//go:build goexperiment.simd && amd64

package feature

import "simd/archsimd"

// An accelerator that a build may leave out: with GOEXPERIMENT=simd, and on a
// processor with AVX2, four words of a row are smoothed at once. What a word
// holds and how it is rounded stays as lanes.go says: no sum leaves its 32
// bits, so the results are the same to the last bit. What is left of a row is
// smoothed there.
//
// Each function with vectors in it ends by clearing the registers' upper
// halves, which would slow down the compiler's own code. Shifts are by
// vectors, since Go 1.26 loads a constant one anew in each round.
const wordsAtOnce = 4

func (k kernel) down(even, odd, a, b, c, d, e []uint64) {
	done := 0
	if archsimd.X86.AVX2() {
		done = k.downVectors(even, odd, a, b, c, d, e)
	}
	k.downWords(even[done:], odd[done:], a[done:], b[done:], c[done:], d[done:], e[done:])
}

func (k kernel) along(out, even, odd []uint64) {
	done := 0
	if archsimd.X86.AVX2() {
		done = k.alongVectors(out, even, odd)
	}
	k.alongWords(out[done:], even[done:], odd[done:])
}

func (k kernel) alongWide(out, even, odd []uint64) {
	done := 0
	if archsimd.X86.AVX2() {
		done = k.alongWideVectors(out, even, odd)
	}
	k.alongWideWords(out[done:], even[done:], odd[done:])
}

// downVectors weighs five rows, and returns how many of their words it did.
func (k kernel) downVectors(even, odd, a, b, c, d, e []uint64) int {
	n := len(even)
	if n < wordsAtOnce {
		return 0
	}
	even, odd = even[:n:n], odd[:n:n]
	a, b, c, d, e = a[:n:n], b[:n:n], c[:n:n], d[:n:n], e[:n:n]
	inCentre, inNear, inFar := k.weights()
	low, toLow := archsimd.BroadcastUint32x8(lane), archsimd.BroadcastUint32x8(laneBits)
	i := 0
	for ; i <= n-wordsAtOnce; i += wordsAtOnce {
		centre, near, far := load(c, i), load(b, i).Add(load(d, i)), load(a, i).Add(load(e, i))
		store(even, i, centre.And(low).Mul(inCentre).
			Add(near.And(low).Mul(inNear)).
			Add(far.And(low).Mul(inFar)))
		store(odd, i, centre.ShiftRight(toLow).Mul(inCentre).
			Add(near.ShiftRight(toLow).Mul(inNear)).
			Add(far.ShiftRight(toLow).Mul(inFar)))
	}
	archsimd.ClearAVXUpperBits()
	return i
}

// alongVectors weighs five pixels of a line that has a word more at either
// end, and returns how many words of out it wrote.
func (k kernel) alongVectors(out, even, odd []uint64) int {
	n := len(out)
	if n < wordsAtOnce {
		return 0
	}
	out = out[:n:n]
	even0, even1, even2 := even[:n:n], even[1:n+1:n+1], even[2:n+2:n+2]
	odd0, odd1, odd2 := odd[:n:n], odd[1:n+1:n+1], odd[2:n+2:n+2]
	inCentre, inNear, inFar := k.weights()
	i := 0
	for ; i <= n-wordsAtOnce; i += wordsAtOnce {
		e0, e1, e2 := load(even0, i), load(even1, i), load(even2, i)
		o0, o1, o2 := load(odd0, i), load(odd1, i), load(odd2, i)
		evenBefore, evenAfter := between(e0, e1), between(e1, e2)
		oddBefore, oddAfter := between(o0, o1), between(o1, o2)
		e := e1.Mul(inCentre).Add(oddBefore.Add(o1).Mul(inNear)).Add(evenBefore.Add(evenAfter).Mul(inFar))
		o := o1.Mul(inCentre).Add(e1.Add(evenAfter).Mul(inNear)).Add(oddBefore.Add(oddAfter).Mul(inFar))
		store(out, i, together(e, o))
	}
	archsimd.ClearAVXUpperBits()
	return i
}

// alongWideVectors does so with every second of nine pixels.
func (k kernel) alongWideVectors(out, even, odd []uint64) int {
	n := len(out)
	if n < wordsAtOnce {
		return 0
	}
	out = out[:n:n]
	even0, even1, even2 := even[:n:n], even[1:n+1:n+1], even[2:n+2:n+2]
	odd0, odd1, odd2 := odd[:n:n], odd[1:n+1:n+1], odd[2:n+2:n+2]
	inCentre, inNear, inFar := k.weights()
	i := 0
	for ; i <= n-wordsAtOnce; i += wordsAtOnce {
		e0, e1, e2 := load(even0, i), load(even1, i), load(even2, i)
		o0, o1, o2 := load(odd0, i), load(odd1, i), load(odd2, i)
		e := e1.Mul(inCentre).Add(between(e0, e1).Add(between(e1, e2)).Mul(inNear)).Add(e0.Add(e2).Mul(inFar))
		o := o1.Mul(inCentre).Add(between(o0, o1).Add(between(o1, o2)).Mul(inNear)).Add(o0.Add(o2).Mul(inFar))
		store(out, i, together(e, o))
	}
	archsimd.ClearAVXUpperBits()
	return i
}

// weights returns the kernel's weights, each once for every sum.
func (k kernel) weights() (centre, near, far archsimd.Uint32x8) {
	return archsimd.BroadcastUint32x8(uint32(k.centre)),
		archsimd.BroadcastUint32x8(uint32(k.near)),
		archsimd.BroadcastUint32x8(uint32(k.far))
}

// between returns what lies half a word further on than the given words, each
// of which has its next beside it:
//
//	words   0 1   2 3
//	next    2 3   4 5
//	half    1 2   3 4
func between(words, next archsimd.Uint32x8) archsimd.Uint32x8 {
	return words.SelectFromPairGrouped(1, 2, 5, 6, next)
}

// together rounds the sums of even and of odd pixels as rounded does, and puts
// them side by side.
func together(even, odd archsimd.Uint32x8) archsimd.Uint32x8 {
	below, unit := archsimd.BroadcastUint32x8(127), archsimd.BroadcastUint32x8(1)
	byWeights, toHigh := archsimd.BroadcastUint32x8(8), archsimd.BroadcastUint32x8(laneBits)
	even = even.Add(below).Add(even.ShiftRight(byWeights).And(unit)).ShiftRight(byWeights)
	odd = odd.Add(below).Add(odd.ShiftRight(byWeights).And(unit)).ShiftRight(byWeights)
	return even.Or(odd.ShiftLeft(toHigh))
}

func load(words []uint64, i int) archsimd.Uint32x8 {
	return archsimd.LoadUint64x4Slice(words[i : i+wordsAtOnce]).AsUint32x8()
}

func store(words []uint64, i int, v archsimd.Uint32x8) {
	v.AsUint64x4().StoreSlice(words[i : i+wordsAtOnce])
}
