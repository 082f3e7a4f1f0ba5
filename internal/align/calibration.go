package align

// What the chance model was held against. The figures stand in the sentence
// about the strength of a finding, beside the model's own; M unrelated pairs
// without a false alarm bound its rate at 3/M, and no lower.
const (
	// CalibrationPairs is the number of unrelated pairs compared, 0 before it was run.
	CalibrationPairs = 0
	// CalibrationFalse is how many of them were called a match.
	CalibrationFalse = 0
)
