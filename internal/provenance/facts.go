// Package provenance owns what a file says about itself: its digest, how its
// pixels are stored, and its embedded metadata. It promises to read untrusted
// tags within limits and to report them as the file's own statement, never as
// fact.
package provenance

import (
	"crypto/sha256"
	"encoding/hex"
)

// Facts are statements embedded in a file, each as one clean line of text. An
// empty field was not present. Anybody can write any of them.
type Facts struct {
	Taken       string // when the picture was made, as written: "2009:07:12 14:03:22", with "+02:00" where given
	Modified    string // when the file was last changed, as written
	Camera      string // make and model
	Lens        string
	Software    string
	Artist      string
	Copyright   string
	Credit      string // whom to name, by the agency that sent it
	Description string
	GPS         string // decimal degrees, "59.91390, 10.75220"
	Place       string // city and country in words
	SourceType  string // IPTC's word for how it came about, as "trainedAlgorithmicMedia"
	Credentials bool   // Content Credentials (C2PA) are present; they were not checked

	BodySerial  string // serial number of the camera: it can lead to a person
	LensSerial  string
	Owner       string // as the camera was told
	Programs    string // programs named beside Software: "Adobe Photoshop CS6 (Windows); digiKam 7"
	History     string // the editing steps named, oldest first: "created, 2019-05-01; saved ×3, Adobe Photoshop CS6"
	DocumentID  string // XMP's name for this document
	OriginalID  string // and for the one that it began as, where that is another
	DerivedFrom string // and for the one that it was made from

	Thumbnail        bool // a thumbnail is embedded
	ThumbnailDiffers bool // and it shows something else than the picture; never set by Read, which doesn't see the picture
}

// Empty reports whether the file says nothing about itself.
func (f Facts) Empty() bool { return f == Facts{} }

// Digest returns the SHA-256 of the bytes as 64 lower-case hexadecimal digits.
func Digest(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}
