package results

import (
	"encoding/hex"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/motbilde/motbilde/internal/training"
)

// A code is read out in a room, so it is made of groups of five characters of
// Crockford's base 32, which has no I, L, O and U. The last of each group is a
// check over the other four and the group's place, reckoned in the field of 32
// elements: any one wrong character, any two that are swapped, and any two
// groups that are swapped are noticed, and the group is named.
//
//	 version, pack     exercise 1   exercise 2   …
//	┌───┬───┬───┬───┐ ┌───┬───┬───┐
//	│ 1 │ digest    │ │15 bits    │    right, confidence, points
//	└───┴───┴───┴───┘ └───┴───┴───┘    5 bits a character

const (
	alphabet    = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
	codeVersion = 1
	headSymbols = 4 // the version and 15 bits of the pack's digest
	perExercise = 3
	perGroup    = 4
	notAnswered = 127 // in the place of points
)

// Code returns the code of the first attempts at these exercises, the pack's, in
// its order. Exercises at the end that nobody tried take no room.
func (r Results) Code(exercises []training.Exercise) string {
	symbols := append([]byte{codeVersion}, packSymbols(r.PackDigest)...)
	last := len(symbols)
	for _, e := range exercises {
		v := notAnswered
		if a, tried := r.First(e.ID); tried {
			v = min(max(a.Marks.Total, 0), 100)
			if c := a.Marks.Confident; c >= training.LeastConfidence && c <= training.MostConfidence {
				v |= (c - training.LeastConfidence + 1) << 7
			}
			if a.Marks.Right {
				v |= 1 << 13
			}
		}
		symbols = append(symbols, byte(v>>10), byte(v>>5)&31, byte(v)&31)
		if v != notAnswered {
			last = len(symbols)
		}
	}
	symbols = symbols[:last]
	for len(symbols)%perGroup != 0 {
		symbols = append(symbols, 31) // no exercise begins with it: its first bit is never set
	}
	var out strings.Builder
	for g := 0; g < len(symbols)/perGroup; g++ {
		if g > 0 {
			out.WriteByte('-')
		}
		group := symbols[g*perGroup : (g+1)*perGroup]
		for _, s := range append(slices.Clone(group), checkOf(group, g)) {
			out.WriteByte(alphabet[s])
		}
	}
	return out.String()
}

// packSymbols returns 15 bits of a digest: a code of another pack is noticed, but for one in 32 768.
func packSymbols(digest string) []byte {
	raw, err := hex.DecodeString(digest)
	if err != nil || len(raw) < 2 {
		return []byte{0, 0, 0}
	}
	v := int(raw[0])<<8 | int(raw[1])
	return []byte{byte(v>>10) & 31, byte(v>>5) & 31, byte(v) & 31}
}

// checkOf returns the check of a group at its place.
func checkOf(group []byte, place int) (check byte) {
	weight := byte(2)
	for _, s := range append(slices.Clone(group), byte(place)&31) {
		check ^= times(s, weight)
		weight = times(weight, 2)
	}
	return check
}

// times multiplies in the field of 32 elements, whose polynomial is x⁵ + x² + 1.
func times(a, b byte) (product byte) {
	for ; b > 0; b >>= 1 {
		if b&1 == 1 {
			product ^= a
		}
		if a <<= 1; a >= 32 {
			a ^= 0b100101
		}
	}
	return product
}

// most groups of a code: 200 exercises.
const mostGroups = 1 + 200*perExercise/perGroup

// ParseCode reads a code as it was heard: small letters, O for 0, I and L for 1,
// and any spaces or hyphens are taken. The exercises and the digest are those of
// the pack that it is held against. The error is an *Error.
func ParseCode(text string, exercises []training.Exercise, packDigest string) (Brief, error) {
	symbols, err := symbolsOf(text)
	if err != nil {
		return Brief{}, err
	}
	if symbols[0] != codeVersion {
		return Brief{}, &Error{Kind: Newer}
	}
	if !slices.Equal(symbols[1:headSymbols], packSymbols(packDigest)) {
		return Brief{}, &Error{Kind: OtherPack}
	}
	var b Brief
	rest := symbols[headSymbols:]
	for i := 0; len(rest) >= perExercise && rest[0] != 31; i++ {
		v := int(rest[0])<<10 | int(rest[1])<<5 | int(rest[2])
		rest = rest[perExercise:]
		points, confident := v&127, v>>7&63
		if points == notAnswered {
			continue
		}
		if i >= len(exercises) || v>>14 != 0 || points > 100 || confident > training.MostConfidence-training.LeastConfidence+1 {
			return Brief{}, &Error{Kind: OtherPack}
		}
		m := training.Marks{Total: points, Right: v>>13 == 1}
		if confident > 0 {
			m = m.WithConfidence(training.LeastConfidence + confident - 1)
		}
		b.Attempts = append(b.Attempts, BriefAttempt{Exercise: exercises[i].ID, Marks: m})
	}
	if slices.ContainsFunc(rest, func(s byte) bool { return s != 31 }) {
		return Brief{}, &Error{Kind: OtherPack}
	}
	return b, nil
}

// symbolsOf reads the characters and checks each group.
func symbolsOf(text string) (symbols []byte, err error) {
	var heard []byte
	for _, c := range strings.ToUpper(text) {
		switch {
		case strings.ContainsRune(" -–—\u00a0\t\r\n.,", c):
			continue
		case c == 'O':
			c = '0'
		case c == 'I' || c == 'L':
			c = '1'
		}
		s := strings.IndexRune(alphabet, c)
		if s < 0 || len(heard) >= mostGroups*(perGroup+1) {
			return nil, &Error{Kind: NotACode, Group: len(heard)/(perGroup+1) + 1}
		}
		heard = append(heard, byte(s))
	}
	if len(heard) == 0 {
		return nil, &Error{Kind: NotACode, Group: 1}
	}
	for g := 0; g*(perGroup+1) < len(heard); g++ {
		group := heard[g*(perGroup+1) : min((g+1)*(perGroup+1), len(heard))]
		if len(group) < perGroup+1 {
			return nil, &Error{Kind: CutOff, Group: g + 1}
		}
		if checkOf(group[:perGroup], g) != group[perGroup] {
			return nil, &Error{Kind: Misheard, Group: g + 1}
		}
		symbols = append(symbols, group[:perGroup]...)
	}
	return symbols, nil
}

func finite(values ...float64) bool {
	return !slices.ContainsFunc(values, func(v float64) bool { return math.IsNaN(v) || math.IsInf(v, 0) })
}

// seconds brings a number of any origin to a length in time.
func seconds(s float64) time.Duration {
	const most = 360_000
	if !(math.Abs(s) <= most) {
		return 0
	}
	return time.Duration(math.Round(s * float64(time.Second)))
}
