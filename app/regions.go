package app

// Form is the shape that the window takes at a width.
type Form int

// The forms, by usable width: the window's width divided by the text size.
const (
	// Drawers: under 720; list and facts lie over the stage when asked for.
	Drawers Form = iota
	// FactsDrawer: 720 to 959; the facts lie over the stage when asked for.
	FactsDrawer
	// NarrowList: 960 to 1199; the list is one thumbnail wide.
	NarrowList
	// Regular: 1200 to 1599.
	Regular
	// Roomy: 1600 and more; the claim is shown at the list's full width.
	Roomy
)

// FormAt returns the form at a usable width.
func FormAt(usable float32) Form {
	switch {
	case usable < 720:
		return Drawers
	case usable < 960:
		return FactsDrawer
	case usable < 1200:
		return NarrowList
	case usable < 1600:
		return Regular
	}
	return Roomy
}

// Sizes of the regions, in pixels at a text size of 100 %.
const (
	headHeight   = 48
	statusHeight = 26
	stripHeight  = 48

	narrowList             = 144
	listWidth, roomyList   = 264, 296
	factsWidth, roomyFacts = 296, 352
	leastList, mostList    = 220, 420
	leastFacts, mostFacts  = 260, 520
	narrowFacts            = 272
	leastStage             = 240 // no bar is dragged further than this
)

// room is the place of one region; a region without width or height is not shown.
type room struct{ x, y, width, height float32 }

func (r room) empty() bool { return r.width <= 0 || r.height <= 0 }

// regions says where everything lies in a window of one size.
type regions struct {
	form                             Form
	head, list, stage, facts, status room
	listBar, factsBar                float32 // x of the lines that can be dragged; 0 where there is none
	listOver, factsOver              bool    // lies over the stage, as a drawer
}

// wish is what a person has asked of the regions.
type wish struct {
	scale               float32 // text size, 1 to 2
	pictureOnly         bool
	hideList, hideFacts bool // put away, where they have a place of their own
	listDrawer          bool // pulled out, where they have not
	factsDrawer         bool
	list, facts         float32 // widths as dragged at 100 %; 0 means as designed
}

// arrange places the regions. The head stays in one place in every form, so
// that nothing jumps under the hand.
func arrange(width, height float32, w wish) regions {
	if w.scale < 1 {
		w.scale = 1
	}
	px := func(v float32) float32 { return v * w.scale }
	r := regions{form: FormAt(width / w.scale)}
	if w.pictureOnly {
		r.stage = room{0, 0, width, height}
		return r
	}
	r.head = room{0, 0, width, px(headHeight)}
	r.status = room{0, height - px(statusHeight), width, px(statusHeight)}
	top, bottom := r.head.height, r.status.y

	left, right := float32(0), width
	list, facts := listAt(r.form, w), factsAt(r.form, w)
	if over := left + px(list+facts+leastStage) - right; over > 0 && r.form >= NarrowList {
		facts = max(leastFacts, facts-over/w.scale)
	}
	if r.form > Drawers && !w.hideList {
		r.list = room{0, top, px(list), bottom - top}
		left = r.list.width
		if r.form > NarrowList {
			r.listBar = left
		}
	}
	if r.form >= NarrowList && !w.hideFacts {
		r.facts = room{right - px(facts), top, px(facts), bottom - top}
		right = r.facts.x
		r.factsBar = right
	}
	r.stage = room{left, top, right - left, bottom - top}

	// Drawers lie over the stage and leave its strip free.
	picture := r.stage.height - px(stripHeight)
	if r.form == Drawers && w.listDrawer {
		r.list = room{0, top, min(px(listWidth), width), picture}
		r.listOver = true
	}
	if r.form < NarrowList && w.factsDrawer {
		facts := min(px(factsWidth), width)
		r.facts = room{width - facts, top, facts, picture}
		r.factsOver = true
	}
	return r
}

func listAt(f Form, w wish) float32 {
	switch {
	case f <= NarrowList:
		return narrowList
	case w.list > 0:
		return min(max(w.list, leastList), mostList)
	case f == Roomy:
		return roomyList
	}
	return listWidth
}

func factsAt(f Form, w wish) float32 {
	switch {
	case f == NarrowList:
		return narrowFacts
	case w.facts > 0:
		return min(max(w.facts, leastFacts), mostFacts)
	case f == Roomy:
		return roomyFacts
	}
	return factsWidth
}
