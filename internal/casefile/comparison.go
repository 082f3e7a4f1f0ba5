package casefile

import (
	"time"

	"github.com/motbilde/motbilde/internal/align"
)

// Comparison is one candidate held against the claim, with what was measured.
type Comparison struct {
	Claimed, Candidate ID
	Method             string // of the alignment, with its version, as "align/2"; empty where nothing was aligned
	Alignment          align.Alignment
	AlignTime          time.Duration   // decoding and alignment
	Elapsed            time.Duration   // all of the candidate's work
	ReadTo             time.Duration   // of a video that breaks off or is damaged: where that begins; else 0
	Hand               *HandAlignment  // a person's, which Alignment is then; nil where nobody made one
	Automatic          align.Alignment // the program's own, where Hand stands for it; else empty
	Curve              []Strength      // of a video that was searched, in the order of time: at most MostCurve points; nil of a picture
	Length             time.Duration   // of a video that was searched, as it states it; 0 where it doesn't, and of a picture
	Frame              *Frame          // of a video: which frame the alignment is with; nil of a still, and where none was found
}

// Frame is one frame of a video, and how it was read. Of an item that a person
// chose there is no interval: First and Last are itself; Tried counts the search that led there.
type Frame struct {
	Index    int           // counted from 0 in the order of presentation
	Time     time.Duration // at which it is shown, from the file's first time stamp
	Timecode string        // the same, as "00:00:47.781"
	Stamp    int64         // the time stamp in the stream's own unit
	First    FrameMoment   // the frames from First to Last can't be told from this one by the claim
	Last     FrameMoment
	Decoder  string // with its version, as "ffmpeg 5.1.9"
	Codec    string // as "h264"
	Stream   int    // number of the stream within the file
	SHA256   string // of the upright pixels, R G B A by rows, 64 hexadecimal digits
	Tried    int    // frames that were held against the claim; the alignment's number of false alarms counts them
	Evened   bool   // the place was found on pictures with their contrast made even
}

// FrameMoment is a frame by its number and its time.
type FrameMoment struct {
	Index int
	Time  time.Duration
}
