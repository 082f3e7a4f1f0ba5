package look

import (
	"strings"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// Reader shows a text of any length in letters of one width, as a file has it:
// only the lines in sight are made. Arrows, wheel and bar move it.
type Reader struct {
	widget.List
	lines []string
}

// NewReader returns the text with its lines broken where they are longer than
// so many letters.
func NewReader(text string, columns int) *Reader {
	r := &Reader{lines: broken(text, columns)}
	r.Length = func() int { return len(r.lines) }
	r.CreateItem = func() fyne.CanvasObject {
		line := canvas.NewText("", Now().Ink(InText))
		line.TextStyle = Hash.style()
		line.TextSize = Px(Hash.Size)
		return line
	}
	r.UpdateItem = func(i widget.ListItemID, o fyne.CanvasObject) {
		line, ok := o.(*canvas.Text)
		if !ok {
			return // never: CreateItem makes nothing else
		}
		line.Text, line.Color, line.TextSize = r.lines[i], Now().Ink(InText), Px(Hash.Size)
		line.Refresh()
	}
	r.HideSeparators = true
	r.ExtendBaseWidget(r)
	return r
}

// ReaderWidth is the width of a reader of so many letters.
func ReaderWidth(columns int) float32 {
	return Hash.Width(strings.Repeat("n", columns)) + Px(Gap16)
}

// AccessibilityLabel returns the first line.
func (r *Reader) AccessibilityLabel() string {
	if len(r.lines) == 0 {
		return ""
	}
	return r.lines[0]
}

// broken breaks lines between words where they are longer than columns. What
// goes on stands under the line's last column, as in a table, or under its
// beginning.
func broken(text string, columns int) (lines []string) {
	for line := range strings.Lines(text) {
		line = strings.TrimRight(strings.ReplaceAll(line, "\t", "    "), "\r\n ")
		hang := strings.Repeat(" ", hanging(line, columns))
		for utf8.RuneCountInString(line) > columns {
			letters := []rune(line)
			cut := columns
			for cut > len(hang) && letters[cut] != ' ' {
				cut--
			}
			if cut <= len(hang) {
				cut = columns // a word that is longer than the line
			}
			lines = append(lines, strings.TrimRight(string(letters[:cut]), " "))
			line = hang + strings.TrimLeft(string(letters[cut:]), " ")
		}
		lines = append(lines, line)
	}
	return lines
}

// hanging returns at which letter the last column of a line begins.
func hanging(line string, columns int) int {
	letters := []rune(line)
	at := 0
	for i := 2; i < len(letters) && i < columns*3/4; i++ {
		if letters[i] != ' ' && letters[i-1] == ' ' && letters[i-2] == ' ' {
			at = i
		}
	}
	return at
}
