package align

// What the chance model was held against. The figures stand in the sentence
// about the strength of a finding, beside the model's own; M unrelated pairs
// without a false alarm bound its rate at 3/M, and no lower.
//
// Measured with TestStrengthHoldsOnUnrelatedPairs at 400,000 pixels: 58
// photographs, two parts of each, one of them mirrored, and 40 drawn scenes,
// four variants each; 14,841 of the pairs are two photographs. Not one had
// enough points that agree for a number of false alarms to be given. Another
// 14,361 pairs at 50,000 pixels gave the same, and are not counted: they are
// mostly the same photographs.
const (
	// CalibrationPairs is the number of unrelated pairs compared.
	CalibrationPairs = 22581
	// CalibrationFalse is how many of them were called a match.
	CalibrationFalse = 0
)
