// Package metadata owns how a file's own statements are said: which, in what
// order, and by which names. Its main type is Row. It promises that window and
// report say the same, what speaks first, and never that something is missing.
package metadata

import (
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/motbilde/motbilde/internal/provenance"
	"github.com/motbilde/motbilde/internal/recipe"
	"github.com/motbilde/motbilde/internal/words"
)

// Row is one statement: what it is about, and what the file says.
type Row struct {
	Kind  string // tells rows apart, whatever the language; the last part of its key in words
	Name  string
	Value string
}

// The kinds that a view treats on their own.
const (
	Thumbnail = "thumbnail"
	Saved     = "saved"
)

// Kinds are all kinds, what speaks of making and changing a picture first.
var Kinds = []string{
	Thumbnail, "source-type", "taken", "modified", "camera", "lens", "software", "programs", "history", "gps", "place",
	"credentials", "artist", "credit", "copyright", "description", "owner", "body-serial", "lens-serial", Saved,
}

// Rows returns what a file says of itself and how it is stored, in the order of Kinds.
func Rows(l words.Language, f provenance.Facts, e provenance.Encoding) (rows []Row) {
	values := map[string]string{
		"source-type": sourceType(l, f.SourceType),
		"taken":       Date(l, f.Taken), "modified": modified(l, f),
		"camera": f.Camera, "lens": f.Lens, "software": f.Software, "programs": f.Programs, "history": f.History,
		"gps": f.GPS, "place": f.Place, "artist": f.Artist, "credit": f.Credit, "copyright": f.Copyright, "description": f.Description,
		"owner": f.Owner, "body-serial": f.BodySerial, "lens-serial": f.LensSerial,
		Saved: saved(l, e),
	}
	if f.ThumbnailDiffers {
		values[Thumbnail] = l.Say("metadata.thumbnail.differs")
	}
	if f.Credentials {
		values["credentials"] = l.Say("metadata.credentials.present")
	}
	for _, kind := range Kinds {
		if value := strings.TrimSpace(values[kind]); value != "" {
			rows = append(rows, Row{kind, l.Say("metadata." + kind), value})
		}
	}
	return rows
}

// saved says format, quality and tables: "JPEG, quality about 85, standard tables".
func saved(l words.Language, e provenance.Encoding) string {
	text := recipe.SavedAs(l, e)
	if e.Standard {
		text += l.Say("metadata.saved.standard")
	}
	return text
}

// sourceTypes are the terms of the IPTC that are said in words; any other stays as it is.
var sourceTypes = map[string]bool{
	"trainedAlgorithmicMedia": true, "compositeWithTrainedAlgorithmicMedia": true, "algorithmicMedia": true, "digitalCapture": true,
}

func sourceType(l words.Language, term string) string {
	if sourceTypes[term] {
		return l.Say("metadata.source-type." + term)
	}
	return term
}

// modified says when the file was changed, and how long after the picture was taken.
func modified(l words.Language, f provenance.Facts) string {
	if strings.HasPrefix(f.Modified, f.Taken) && f.Taken != "" || strings.HasPrefix(f.Taken, f.Modified) { // one may lack its offset from UTC
		return ""
	}
	text := Date(l, f.Modified)
	taken, ok1 := day(f.Taken)
	changed, ok2 := day(f.Modified)
	if !ok1 || !ok2 {
		return text
	}
	apart := ""
	switch days := int(math.Round(changed.Sub(taken).Hours() / 24)); {
	case days > 0:
		apart = count(l, "metadata.later", days)
	case days < 0:
		apart = count(l, "metadata.earlier", -days)
	default:
		return text
	}
	return text + ", " + strings.Replace(apart, " ", "\u00a0", 1) // a line doesn't end between number and unit
}

// count says a number without groups: one that breaks between them reads as another.
func count(l words.Language, key string, n int) string {
	if n == 1 {
		return l.Say(key+".one", "n", "1")
	}
	return l.Say(key+".many", "n", strconv.Itoa(n))
}

// day reads the date at the start of an EXIF or XMP time.
func day(text string) (time.Time, bool) {
	if len(text) < 10 {
		return time.Time{}, false
	}
	t, err := time.Parse(time.DateOnly, strings.ReplaceAll(text[:10], ":", "-"))
	return t, err == nil
}

// Date writes the date of EXIF, "2009:07:12 14:03:22+02:00", or of XMP,
// "2009-07-12T14:03:22+02:00", as people do; what has another form stays as the
// file has it.
func Date(l words.Language, written string) string {
	date, clock, _ := strings.Cut(written, " ")
	if len(written) > 10 && written[10] == 'T' {
		date, clock = written[:10], written[11:]
	}
	text, precision := l.Typed(strings.ReplaceAll(date, ":", "-"))
	if precision != words.Day {
		return written
	}
	if clock != "" {
		text += ", " + clock
	}
	return text
}
