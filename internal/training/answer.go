package training

import (
	"hash/fnv"
	"math/rand/v2"
	"slices"
	"time"

	"github.com/motbilde/motbilde/internal/geom"
)

// Answer is what a learner gave.
type Answer struct {
	Confidence  int // percent that the choice is right, 50 to 100, asked before the answer; 0 where it wasn't asked
	Choice      Choice
	Candidates  []string  // Item.IDs that the choice is about, mostly one
	Outlines    []Outline // at most one a candidate
	Pairs       []Pair
	Differences []geom.Rect   // claim pixels
	Frame       time.Duration // of the video named
	HasFrame    bool
	Wording     string
	Ratings     []Rating // by Key.Checklist
	HintsTaken  int
	Took        time.Duration
}

// Outline is where the claim's corners lie on a candidate, candidate pixels.
type Outline struct {
	Candidate string // Item.ID
	Quad      geom.Quad
}

// Pair is one detail on both pictures, each in its own pixels.
type Pair struct {
	On        string // the candidate's Item.ID
	Claimed   geom.Point
	Candidate geom.Point
}

// Rating is the answer to a Check.
type Rating string

// The ratings.
const (
	NotRated Rating = ""
	Yes      Rating = "yes"
	No       Rating = "no"
)

// Attempt is one answer with its marks.
type Attempt struct {
	Exercise string // Exercise.ID
	Answer   Answer
	Marks    Marks
	At       time.Time // when it was given, UTC
}

// Shuffled returns the items in an order that depends on the exercise and the
// seed alone, so that it tells nothing and yet stays the same while one learner
// works.
func (e Exercise) Shuffled(items []Item, seed uint64) []Item {
	h := fnv.New64a()
	h.Write([]byte(e.ID)) // a hash takes everything
	r := rand.New(rand.NewPCG(h.Sum64(), seed))
	out := slices.Clone(items)
	r.Shuffle(len(out), func(i, j int) { out[i], out[j] = out[j], out[i] })
	return out
}
