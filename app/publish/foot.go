package publish

import (
	"strings"

	"fyne.io/fyne/v2"

	"github.com/motbilde/motbilde/app/look"
)

// footKind tells which controls stand in the foot.
func (v *View) footKind() string {
	r := v.value.Result
	switch here := r != nil && r.Kind == v.value.Chosen; {
	case v.value.Running:
		return "running"
	case here && r.Failed:
		return "failed"
	case here:
		return "done " + v.columnKind()
	}
	return v.columnKind()
}

// writeFoot fills the foot: what came of the last one, and what can be done now.
func (v *View) writeFoot() {
	l, value := v.language, v.value
	v.arc.SetTurning(value.Running)
	var items []look.Item
	able := v.able()
	v.save.SetWords(v.saveWords())
	v.save.SetDimmed(!able, v.whyNothing())
	v.copy.SetDimmed(!able || value.Graphic == nil || !value.Graphic.Copyable, l.Say("publish.copy.why"))
	r := value.Result
	switch kind := v.footKind(); {
	case kind == "running":
		step := value.Step
		if value.Stopping {
			step = l.Say("outgo.stopping")
		}
		v.step.Set(step)
		v.stop.SetWords(l.Say("outgo.stop"))
		v.stop.SetDimmed(value.Stopping, "")
		items = append(items, look.Item{Object: look.NewRow(look.Gap8, v.arc, v.step)}, look.Item{Object: newWide(v.stop), Above: look.Gap12})
	case kind == "failed":
		items = append(items, told(look.Warning, r.Lines)...)
		items = append(items, look.Item{Object: newWide(v.again), Above: look.Gap12})
	default:
		if strings.HasPrefix(kind, "done") {
			lines := r.Lines
			if v.narrow { // the picture needs the room
				lines = lines[:min(1, len(lines))]
			}
			items = append(items, told(look.Tick, lines)...)
			buttons := []fyne.CanvasObject{v.show}
			if r.Timed {
				buttons = append(buttons, v.time)
			}
			items = append(items, look.Item{Object: look.NewFlow(buttons...), Above: look.Gap8}, look.Item{Object: look.NewBox(look.Clear), Height: look.Px(look.Gap12)})
		}
		if value.Graphic != nil {
			items = append(items, look.Item{Object: newWide(v.copy, v.save)})
		} else {
			items = append(items, look.Item{Object: newWide(v.save)})
		}
	}
	v.foot.SetItems(items...)
}

// told lists lines, the first with a sign.
func told(sign look.Drawing, lines []string) (items []look.Item) {
	for i, text := range lines {
		if i == 0 {
			items = append(items, look.Item{Object: look.NewNoted(sign, look.NewText(text, look.Body, look.InText))})
			continue
		}
		items = append(items, look.Item{Object: look.NewNoted(look.NoDrawing, look.NewText(text, look.Quiet, look.InSecond)), Above: look.Gap4})
	}
	return items
}

// Able reports whether what is shown can be saved now.
func (v *View) Able() bool { return v.opened && v.able() }

// Coming reports whether what is shown is being made and can be saved soon.
func (v *View) Coming() bool {
	switch g, d := v.value.Graphic, v.value.Document; {
	case v.able():
	case g != nil:
		return g.Working
	case d != nil:
		return d.Problem == ""
	}
	return false
}

// able reports whether what is chosen can be saved now.
func (v *View) able() bool {
	switch {
	case v.value.Graphic != nil:
		return v.value.Graphic.Ready
	case v.value.Document != nil:
		return v.value.Document.Ready
	}
	return false
}

// saveWords names the main button.
func (v *View) saveWords() string {
	format := ""
	if g := v.value.Graphic; g != nil {
		format = g.Format
	} else if d := v.value.Document; d != nil {
		format = d.Format
	}
	if format != "" {
		return v.language.Say("publish.save-as", "format", format)
	}
	return v.language.Say("publish.save")
}
