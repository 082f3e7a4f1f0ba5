package assets

import "embed"

// Noto holds fonts/noto: the faces of reports and graphics, as TrueType
// outlines under the SIL Open Font License (fonts/noto/OFL.txt).
//
//go:embed fonts/noto
var Noto embed.FS
