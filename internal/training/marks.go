package training

import "time"

// Marks is what an answer is worth.
type Marks struct {
	Parts     []PartMarks // of what was asked and applies, in the order of Exercise.Asked
	HintCost  int         // points
	Total     int         // points of 100, after the hints' cost
	Right     bool        // the choice, with its candidates
	Remarks   []Remark    // what went well or wrong, most important first
	Confident int         // the answer's confidence, percent; 0 where there was none
	// Brier is the squared distance of the confidence from what was right, 0 (best)
	// to 1 (Brier 1950). It says something only with Confident.
	Brier float64
}

// PartMarks are the marks of one part.
type PartMarks struct {
	Asked  Asked
	Share  float64 // 0 to 1
	Points int     // Share of Of, rounded
	Of     int     // the part's weight; those of all parts are 100 together
}

// Remark is one sentence of feedback, as numbers, so that it can be said in any
// language: see Remark.Say.
type Remark struct {
	Kind  RemarkKind
	Share float64       // of the kinds that tell a share, 0 to 1
	Count int           // of the kinds that count
	Of    int           // out of how many
	Off   time.Duration // of the kinds that tell a distance in time
	Word  string        // of the wording, as the learner wrote it
}

// RemarkKind names what went well or wrong; its sentence has the key "training.remark."+kind.
type RemarkKind string
