package figure

// Part is a piece of what a drawing says, for whatever shows it otherwise than
// on paper: a paragraph, a figure, or a thing of the package that composes.
type Part struct {
	Spans []Span // a paragraph
	Point bool   // of a list

	Picture *Drawing // a figure, all of it
	Caption []Span   // of the figure
	Anchor  string   // by which links lead to it; alone, to this place

	Other any // what only the composer knows how to say: a table, the head of a section
}

// Figured makes all of a drawing one figure: what is written in it is seen there,
// and no longer told beside it.
func (d Drawing) Figured(caption []Span, anchor string) Drawing {
	whole := d
	whole.Parts = nil
	d.Parts = []Part{{Picture: &whole, Caption: caption, Anchor: anchor}}
	return d
}

// Quiet draws what is no part of what the drawing says: a running head, a dash.
func (d *Drawing) Quiet(draw func(*Drawing)) {
	n := len(d.Parts)
	draw(d)
	d.Parts = d.Parts[:n]
}
