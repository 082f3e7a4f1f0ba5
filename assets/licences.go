package assets

import _ "embed"

//go:embed LICENCES.txt
var licences string

// Licences returns LICENCES.txt: what of others' work is in the programs, and
// under which licences. scripts/licences writes it, and a test there holds it
// to what is linked in.
func Licences() string { return licences }
