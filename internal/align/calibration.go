package align

// What the chance model was held against. The figures stand in the sentence
// about the strength of a finding, beside the model's own; M unrelated pairs
// without a false alarm bound its rate at 3/M, and no lower.
//
// Measured with TestStrengthHoldsOnUnrelatedPairs on every pair of 58
// photographs, reduced to 50,000 pixels, and 112 drawn scenes of that size, four
// variants each; 1651 of the pairs are two photographs. One pair of the 14,363
// had a number of false alarms below 1, where the model allows for all; the
// least was 10⁻¹·⁰. Larger pictures were not measured.
const (
	// CalibrationPairs is the number of unrelated pairs compared.
	CalibrationPairs = 14363
	// CalibrationFalse is how many of them were called a match.
	CalibrationFalse = 0
)
