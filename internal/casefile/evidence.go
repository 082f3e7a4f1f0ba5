package casefile

import (
	"cmp"
	"crypto/rand"
	"encoding/hex"
	"math"
	"reflect"
	"time"

	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/provenance"
)

// Unread is the recorded problem of a file that was still to be read when the
// case was written down. Nothing is known of it, and that is no failure.
const Unread = "the case was saved before the file was read"

// Unread reports whether the file was still to be read.
func (e Evidence) Unread() bool { return e.Problem != nil && e.Problem.Error() == Unread }

// Evidence is one file as received, whose bytes never change, or a part of one.
type Evidence struct {
	ID    ID
	Role  Role
	Path  string // as the system gives it
	Name  string // cleaned of control and direction characters, for people
	Label string // what a person calls it, beside the name that the file has; empty where nobody did
	// Description says in a person's words what is seen on it, for those who don't
	// see it: the alt text of what is published. Empty until somebody writes it.
	Description string
	Status      Status // how far a person has come with it
	SHA256      string // 64 hexadecimal digits; empty where the file could not be read; of a part the parent's
	Bytes       int64
	MediaType   string    // by content, as "image/jpeg"
	Pixels      geom.Size // of the picture that is worked on
	Stored      geom.Size // what the file states, where Pixels are those of a reduced copy; else empty
	Parent      ID        // the item that this one is a part of; empty for a file
	Part        geom.Rect // where on the parent's upright picture, in its pixels; whole numbers
	Frame       *Frame    // which frame of the parent, a video; nil for anything else
	// Referenced says that a case names the file by its digest and doesn't hold its
	// bytes: it is a long video.
	Referenced bool
	Facts      provenance.Facts
	Encoding   provenance.Encoding // how its pixels are stored
	Received   time.Time           // UTC
	Problem    error               // why it can't be compared; nil where it can
	Source     Source
	Pillars    Pillars
	Withheld   Withheld
}

// Reduced reports whether a smaller copy of the file's picture is worked on.
func (e Evidence) Reduced() bool { return !e.Stored.Empty() }

// Called returns what the item is called: its label, or its file's name.
func (e Evidence) Called() string { return cmp.Or(e.Label, e.Name) }

// Derived reports whether the item is a part of another, as the picture in the
// capture of a post, or a frame of one: it has no bytes of its own.
func (e Evidence) Derived() bool { return e.Parent != "" }

// HasOriginal reports whether a case holds the item's bytes.
func (e Evidence) HasOriginal() bool { return e.SHA256 != "" && !e.Derived() && !e.Referenced }

// FrameOf returns an item for one frame of a video. It has no ID and no role
// yet. ok is false for a frame of what is part of another, or can't be read.
func FrameOf(parent Evidence, frame Frame, size geom.Size) (_ Evidence, ok bool) {
	if parent.Derived() || parent.Problem != nil || size.Empty() {
		return Evidence{}, false
	}
	return Evidence{
		Path: parent.Path, Name: parent.Name, SHA256: parent.SHA256, MediaType: parent.MediaType,
		Received: parent.Received, Parent: parent.ID, Frame: &frame, Pixels: size,
	}, true
}

// PartOf returns an item for a part of a file's upright picture, widened to
// whole pixels and held within it. It has no ID and no role yet. ok is false
// where nothing of the parent is left in it, and for a part of a part.
func PartOf(parent Evidence, within geom.Rect) (_ Evidence, ok bool) {
	part := geom.Rect{
		MinX: max(0, math.Floor(within.MinX)), MinY: max(0, math.Floor(within.MinY)),
		MaxX: min(float64(parent.Pixels.Width), math.Ceil(within.MaxX)), MaxY: min(float64(parent.Pixels.Height), math.Ceil(within.MaxY)),
	}
	if parent.Derived() || parent.Problem != nil || !(part.MinX < part.MaxX) || !(part.MinY < part.MaxY) {
		return Evidence{}, false
	}
	return Evidence{
		Path: parent.Path, Name: parent.Name, SHA256: parent.SHA256, MediaType: parent.MediaType, Encoding: parent.Encoding,
		Received: parent.Received, Parent: parent.ID, Part: part,
		Pixels: geom.Size{Width: int(part.MaxX - part.MinX), Height: int(part.MaxY - part.MinY)},
	}, true
}

// Source is what a person knows about where a file comes from. An empty field is unknown.
type Source struct {
	Address   string
	Publisher string
	Date      Date // on which it was posted
	Credit    string
	Note      string

	Acquisition  string // how the file was obtained
	Collector    string // who obtained it
	Collected    Date
	Archived     []Archived
	Platform     string
	Account      string
	Text         string // of the post that it came with
	Translation  string
	Rights       string
	Copy         CopyKind
	DeletedSince Date
	Dates        []Attributed // other dates that somebody gives, which may conflict
	Places       []Attributed
	Creators     []Attributed // who is said to have made the picture
	Statements   []Statement
	FoundBy      FoundBy
}

// Empty reports whether nothing has been filled in.
func (s Source) Empty() bool { return s.Filled() == 0 }

// Filled returns how many of the fields hold something.
func (s Source) Filled() int {
	n := 0
	for _, field := range reflect.ValueOf(s).Fields() {
		if !field.IsZero() && (field.Kind() != reflect.Slice || field.Len() > 0) {
			n++
		}
	}
	return n
}

// SourceFields is how many fields a source has.
func SourceFields() int { return reflect.TypeFor[Source]().NumField() }

// Archived is a copy of a page that somebody keeps.
type Archived struct {
	Address string `json:"address"`
	Date    Date   `json:"date"` // when it was archived
}

// CopyKind says what kind of copy a file is.
type CopyKind string

// The kinds of copies.
const (
	CopyUnknown   CopyKind = ""
	OriginalFile  CopyKind = "original-file" // as the maker's device or program wrote it
	Reencoded     CopyKind = "re-encoded"    // by a platform
	Screenshot    CopyKind = "screenshot"
	PhotoOfScreen CopyKind = "photo-of-screen"
)

// CopyKinds are the kinds that can be chosen.
var CopyKinds = []CopyKind{OriginalFile, Reencoded, Screenshot, PhotoOfScreen}

// What says what an attributed date is the date of.
type What string

// The events that a date may tell of.
const (
	Posted    What = "posted"    // a post carried it
	Published What = "published" // it came out elsewhere
	Made      What = "made"      // it was taken, drawn or rendered
	Happened  What = "event"     // what it is said to show happened
)

// Whats are those that can be chosen.
var Whats = []What{Happened, Made, Published, Posted}

// Attributed is a date, a place or a name that somebody gives. Several may
// stand beside each other and conflict.
type Attributed struct {
	What     What   `json:"what"`  // of a date; empty for others
	Value    string `json:"value"` // a date as Date has it
	By       string `json:"by"`    // who says so
	Resolved bool   `json:"resolved"`
}

// Statement is what somebody said about an item. Statements may contradict each other.
type Statement struct {
	Who   string `json:"who"`
	What  string `json:"what"`
	When  Date   `json:"when"`
	Where string `json:"where"` // an address, or words
}

// FoundBy credits who found a source, which can be withheld.
type FoundBy struct {
	Name     string `json:"name"`
	Withheld bool   `json:"withheld"`
}

// Withheld says that an item must not be named in what is published, for
// somebody's safety. The publication edition has the commitment in its place.
type Withheld struct {
	On         bool   `json:"on"`
	Why        string `json:"why"`        // for those who hold the archive edition
	Salt       string `json:"salt"`       // 64 hexadecimal digits of chance; never leaves with a publication
	Commitment string `json:"commitment"` // SHA-256 of the salt's and the digest's digits; only in a publication
}

// Switched returns the item withheld or no longer so. What is withheld gets a
// salt of 32 bytes of chance, and keeps it when it is withheld again: whoever
// has an earlier publication finds the same commitment in a later one.
func (w Withheld) Switched(on bool) Withheld {
	w.On = on
	if on && w.Salt == "" {
		salt := make([]byte, 32)
		rand.Read(salt) // fails never: crypto/rand ends the program instead
		w.Salt = hex.EncodeToString(salt)
	}
	return w
}

// Known says how much is known of a pillar.
type Known string

// The answers.
const (
	NotAsked    Known = ""
	Established Known = "known"
	Partly      Known = "partly"
	NotKnown    Known = "unknown"
)

// Knowns are the answers that can be chosen.
var Knowns = []Known{Established, Partly, NotKnown}

// Pillar is one of the five questions with its answer.
type Pillar struct {
	Known Known  `json:"known"`
	Note  string `json:"note"`
}

// Pillars are the five questions that First Draft asks of every picture.
type Pillars struct {
	Provenance Pillar `json:"provenance"` // is this the first copy?
	Source     Pillar `json:"source"`     // who made it?
	Date       Pillar `json:"date"`       // when was it made?
	Location   Pillar `json:"location"`   // where was it made?
	Motivation Pillar `json:"motivation"` // why was it made?
}

// All returns the five in their order.
func (p Pillars) All() [5]Pillar {
	return [5]Pillar{p.Provenance, p.Source, p.Date, p.Location, p.Motivation}
}
