package look

import "image/color"

// Name names a theme.
type Name int

// The themes. Dark is the default.
const (
	Dark Name = iota
	Light
	HighContrast
)

// Palette holds a theme's tokens. Greys have no hue, so that they don't tint
// the picture; colour is spent on who is the claim, who is the candidate and
// what was found.
type Palette struct {
	Stage, Panel, Select, Line color.NRGBA // grounds, and the hairline between them
	Control, Hover             color.NRGBA // fill of buttons and fields; the same under the pointer
	Float                      color.NRGBA // ground of menus and dialogs, which lie over panels without a shadow
	Text, Second, Quiet        color.NRGBA // on Select, Second stands for Quiet
	TextSelection              color.NRGBA // behind marked text
	Edge                       color.NRGBA // round controls; on Select, Second stands for it
	MainButton, OnMain         color.NRGBA // also the chosen mode
	Claimed, Candidate         color.NRGBA
	ShapeEdge                  color.NRGBA // 1 px round claim and candidate signs; transparent where they need none
	Focus                      color.NRGBA

	Match, Partial, Uncertain, UncertainEdge color.NRGBA // of badges, with those below
	NoMatch, Error, ByHand                   color.NRGBA

	MarkDisc, MarkRing, MarkActive color.NRGBA // marks on pictures: disc, ring and figure, and both when active

	FocusWidth  float32 // pixels
	SelectFrame float32 // pixels of a frame in Text round what is selected; 0 where Select's fill shows it
}

func grey(level uint8) color.NRGBA { return color.NRGBA{R: level, G: level, B: level, A: 255} }

func rgb(hex uint32) color.NRGBA {
	return color.NRGBA{R: uint8(hex >> 16), G: uint8(hex >> 8), B: uint8(hex), A: 255}
}

// Tokens returns the tokens of a theme. The badges' base colours are those of
// Okabe and Ito (2002), lifted or darkened where a contrast of 4.5 was not met.
func Tokens(n Name) Palette {
	p := Palette{
		Stage: grey(0x14), Panel: grey(0x1C), Select: grey(0x31), Line: grey(0x2E),
		Control: grey(0x2A), Hover: grey(0x36), Float: grey(0x2A),
		Text: grey(0xED), Second: grey(0xB0), Quiet: grey(0x91),
		TextSelection: grey(0x50),
		Edge:          grey(0x76),
		MainButton:    grey(0xED), OnMain: grey(0x14),
		Claimed: rgb(0xE69F00), Candidate: rgb(0x56B4E9),
		Focus: grey(0xED),
		Match: rgb(0x1FB88C), Partial: rgb(0xCC79A7), Uncertain: rgb(0xF0E442), UncertainEdge: rgb(0xF0E442),
		Error: rgb(0xF0803C), NoMatch: grey(0x91), ByHand: rgb(0x56B4E9),
		MarkDisc: grey(0x14), MarkRing: grey(0xFF), MarkActive: rgb(0xF0E442),
		FocusWidth: 2,
	}
	switch n {
	case Light:
		p.Stage, p.Panel, p.Select, p.Line = grey(0xDE), grey(0xF6), grey(0xE2), grey(0xD3)
		p.Control, p.Hover, p.Float = grey(0xFF), grey(0xE8), grey(0xFF)
		p.Text, p.Second, p.Quiet = grey(0x16), grey(0x48), grey(0x5F)
		p.TextSelection = grey(0xC4)
		p.MainButton, p.OnMain = grey(0x1C), grey(0xFF)
		p.Candidate, p.ByHand = rgb(0x0072B2), rgb(0x0072B2)
		p.ShapeEdge, p.Focus = grey(0x16), grey(0x16)
		p.Match, p.Partial, p.UncertainEdge = rgb(0x007A59), rgb(0xA8447E), rgb(0x6B6200)
		p.Error, p.NoMatch = rgb(0xB84E00), grey(0x5F)
	case HighContrast:
		p.Stage, p.Panel, p.Select, p.Line = grey(0), grey(0), grey(0), grey(0xFF)
		p.Control, p.Hover, p.Float = grey(0), grey(0x44), grey(0x2B)
		p.Text, p.Second, p.Quiet = grey(0xFF), grey(0xFF), grey(0xFF)
		p.TextSelection = grey(0x66)
		p.Edge, p.NoMatch = grey(0xFF), grey(0xFF)
		p.MainButton, p.OnMain = grey(0xFF), grey(0)
		p.Claimed, p.Candidate, p.ByHand = rgb(0xFFB000), rgb(0x7CC8FF), rgb(0x7CC8FF)
		p.Focus = rgb(0xF0E442)
		p.FocusWidth, p.SelectFrame = 3, 3
	}
	return p
}

// Ink names what a colour is for.
type Ink int

// The inks that views use; Clear paints nothing.
const (
	InText Ink = iota
	InSecond
	InQuiet
	InOnMain
	InClaimed
	InCandidate
	InPanel
	InStage
	InSelect
	InLine
	InControl
	InHover
	InEdge
	InMain
	InFocus
	InMatch
	InPartial
	InUncertain
	InNoMatch
	InError
	InByHand
	InMark     // lines on pictures and coach marks
	InMarkDisc // their dark edges
	Clear
)

// Ink returns the colour of an ink.
func (p Palette) Ink(i Ink) color.NRGBA {
	switch i {
	case InText:
		return p.Text
	case InSecond:
		return p.Second
	case InQuiet:
		return p.Quiet
	case InOnMain:
		return p.OnMain
	case InClaimed:
		return p.Claimed
	case InCandidate:
		return p.Candidate
	case InPanel:
		return p.Panel
	case InStage:
		return p.Stage
	case InSelect:
		return p.Select
	case InLine:
		return p.Line
	case InControl:
		return p.Control
	case InHover:
		return p.Hover
	case InEdge:
		return p.Edge
	case InMain:
		return p.MainButton
	case InFocus:
		return p.Focus
	case InMatch:
		return p.Match
	case InPartial:
		return p.Partial
	case InUncertain:
		return p.Uncertain
	case InNoMatch:
		return p.NoMatch
	case InError:
		return p.Error
	case InByHand:
		return p.ByHand
	case InMark:
		return p.MarkActive
	case InMarkDisc:
		return p.MarkDisc
	}
	return color.NRGBA{}
}
