package tour

import "math"

// Seen is what a step can wait for: how the window stands, in values. Counts
// only grow.
type Seen struct {
	Chosen     int     // how often another candidate was chosen
	Match      bool    // the one that is looked at matches
	Folded     int     // how often a section of the facts was opened or closed
	Mode       string  // the stable word of the way of looking: "swipe"
	Scale      float64 // of the picture; 0 is fitted
	SwipeAt    float64 // of the swipe line, 0 to 1
	Lines      int     // of match lines, at most
	Aligning   bool    // the pair is being aligned by hand
	Points     int     // pairs of points that are set there
	Inspecting bool
	Locked     bool    // the inspector holds a pixel
	From       float64 // from how much on a difference is shown, all kinds together
	Details    int     // matching details of the pair
	Worded     int     // drawn marks with words
	Parts      int     // how often a part outside the claim was chosen
	Book       bool    // the case book is open
	Told       int     // letters that a person wrote about pictures
	Concluded  int     // letters of what a person concludes
	Publishing bool
	Making     string // what the Publish place shows: "report"
	Palettes   int    // how often the list of commands was opened
}

// Where says in which part of the window a step is done.
type Where int

// The parts.
const (
	OnPicture Where = iota
	ByHand
	InBook
	InPublish
)

// Thing is what a step speaks of, a real thing in the window.
type Thing string

// The things. That of a way of looking is its button: ModeThing.
const (
	Row     Thing = "row"     // the chosen candidate's, in the list
	Section Thing = "section" // of the facts, the first
	Picture Thing = "picture"
	Handle  Thing = "handle" // of the swipe line
	Strip   Thing = "strip"  // the first control of the mode
	Align   Thing = "align"
	Panes   Thing = "panes" // where points are set
	Reading Thing = "reading"
	Propose Thing = "propose"
	Pages   Thing = "pages" // of the case book
	Page    Thing = "page"
	Making  Thing = "making" // what can be made
	Save    Thing = "save"
	Whole   Thing = "whole" // the window as a whole: no line
)

const modePrefix = "mode "

// ModeThing is the button of a way of looking.
func ModeThing(mode string) Thing { return Thing(modePrefix + mode) }

// ModeOf returns the way of looking whose button it is.
func (t Thing) ModeOf() (mode string, is bool) {
	if len(t) > len(modePrefix) && t[:len(modePrefix)] == modePrefix {
		return string(t[len(modePrefix):]), true
	}
	return "", false
}

// Step is one thing to do with the real window.
type Step struct {
	Name  string // of its words: "tour.swipe.title"
	Where Where
	// Mode is the way of looking that the step begins in; empty leaves it.
	Mode string
	// Match says that it begins with the candidate that matches.
	Match bool
	// Opened says that the part of the window is open when it begins; else opening it is a part of it.
	Opened bool
	// Keys are the fields of its words that name a key, and the commands whose keys they are.
	Keys map[string]string
	// At is what it speaks of as the window stands now.
	At func(now Seen) Thing
	// Done reports whether it has been done since it began.
	Done func(began, now Seen) bool
}

// inMode points at a mode's button until it is in force.
func inMode(mode string, then Thing) func(Seen) Thing {
	return func(now Seen) Thing {
		if now.Mode != mode {
			return ModeThing(mode)
		}
		return then
	}
}

func at(t Thing) func(Seen) Thing { return func(Seen) Thing { return t } }

// What counts as done: who has only touched something has not tried it.
const (
	swiped   = 0.1 // the line moved, of the picture's width
	fewWords = 8   // letters
	sentence = 16
)

// Steps are those of the tour over the sample case, in their order.
func Steps() []Step {
	return []Step{
		{
			Name: "list", Match: true, Mode: "side-by-side", Keys: map[string]string{"next": "next", "previous": "previous"},
			At:   at(Row),
			Done: func(began, now Seen) bool { return now.Chosen >= began.Chosen+2 && now.Match },
		},
		{
			Name: "facts", Match: true,
			At:   at(Section),
			Done: func(began, now Seen) bool { return now.Folded > began.Folded },
		},
		{
			Name: "closer", Match: true, Mode: "side-by-side", Keys: map[string]string{"in": "zoom-in", "fit": "fit"},
			At:   at(Picture),
			Done: func(began, now Seen) bool { return now.Scale > 0 && now.Scale != began.Scale },
		},
		{
			Name: "swipe", Match: true, Keys: map[string]string{"mode": "mode-swipe"},
			At: inMode("swipe", Handle),
			Done: func(began, now Seen) bool {
				return now.Mode == "swipe" && math.Abs(now.SwipeAt-began.SwipeAt) >= swiped-1e-9
			},
		},
		{
			Name: "lines", Match: true, Keys: map[string]string{"mode": "mode-match-lines"},
			At:   inMode("match-lines", Strip),
			Done: func(began, now Seen) bool { return now.Mode == "match-lines" && now.Lines != began.Lines },
		},
		{
			Name: "by-hand", Where: ByHand, Match: true, Keys: map[string]string{"align": "align-by-hand"},
			At: func(now Seen) Thing {
				if !now.Aligning {
					return Align
				}
				return Panes
			},
			Done: func(began, now Seen) bool { return now.Aligning && now.Points > began.Points },
		},
		{
			Name: "leave-hand", Where: ByHand, Opened: true, Match: true,
			At:   at(Panes),
			Done: func(_, now Seen) bool { return !now.Aligning },
		},
		{
			Name: "inspect", Match: true, Mode: "side-by-side", Keys: map[string]string{"inspect": "inspector", "lock": "lock-pixel"},
			At: func(now Seen) Thing {
				if now.Inspecting {
					return Reading
				}
				return Picture
			},
			Done: func(_, now Seen) bool { return now.Inspecting && now.Locked },
		},
		{
			Name: "difference", Match: true, Keys: map[string]string{"mode": "mode-difference", "next": "next-change"},
			At:   inMode("difference", Strip),
			Done: func(began, now Seen) bool { return now.Mode == "difference" && now.From != began.From },
		},
		{
			Name: "details", Match: true, Keys: map[string]string{"mode": "mode-details", "propose": "propose-details"},
			At:   inMode("details", Propose),
			Done: func(began, now Seen) bool { return now.Details > began.Details },
		},
		{
			Name: "mark", Match: true, Mode: "side-by-side", Keys: map[string]string{"circle": "mark-circle"},
			At:   at(Picture),
			Done: func(began, now Seen) bool { return now.Worded > began.Worded },
		},
		{
			Name: "outside", Match: true, Keys: map[string]string{"mode": "mode-outside"},
			At:   inMode("outside", Picture),
			Done: func(began, now Seen) bool { return now.Mode == "outside" && now.Parts > began.Parts },
		},
		{
			Name: "source", Where: InBook, Match: true, Keys: map[string]string{"book": "case-book"},
			At: func(now Seen) Thing {
				if now.Book {
					return Page
				}
				return Whole
			},
			Done: func(began, now Seen) bool { return now.Told >= began.Told+fewWords },
		},
		{
			Name: "wording", Where: InBook, Opened: true, Match: true,
			At:   at(Pages),
			Done: func(began, now Seen) bool { return now.Concluded >= began.Concluded+sentence },
		},
		{
			Name: "publish", Where: InPublish, Match: true, Keys: map[string]string{"publish": "publish", "save": "publish-save"},
			At: func(now Seen) Thing {
				if now.Publishing {
					return Making
				}
				return Save
			},
			Done: func(_, now Seen) bool { return now.Publishing && now.Making == "report" },
		},
		{
			Name: "rest", Keys: map[string]string{"palette": "palette"},
			At:   at(Whole),
			Done: func(began, now Seen) bool { return now.Palettes > began.Palettes },
		},
	}
}
