// Package provenance owns what a file says about itself: its digest and its
// embedded metadata. It promises to read untrusted tags within limits and to
// report them as the file's own statement, never as fact.
package provenance

import (
	"crypto/sha256"
	"encoding/hex"
)

// Facts are statements embedded in a file. An empty field was not present.
type Facts struct {
	Taken       string // EXIF date as written, "2009:07:12 14:03:22", with offset where given
	Camera      string // make and model
	Software    string
	Artist      string
	Copyright   string
	Description string
	Credentials bool // a Content Credentials (C2PA) box is present; it was not checked
}

// Empty reports whether the file says nothing about itself.
func (f Facts) Empty() bool { return f == Facts{} }

// Digest returns the SHA-256 of the bytes as 64 lower-case hexadecimal digits.
func Digest(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}
