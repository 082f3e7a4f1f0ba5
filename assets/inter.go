package assets

import _ "embed"

// InterRegular and InterSemiBold are the window's letters: Inter 4, by the
// Inter Project Authors, under the SIL Open Font License in fonts/inter/OFL.txt.
var (
	//go:embed fonts/inter/Inter-Regular.otf
	InterRegular []byte

	//go:embed fonts/inter/Inter-SemiBold.otf
	InterSemiBold []byte
)
