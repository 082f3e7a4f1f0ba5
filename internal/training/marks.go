package training

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
