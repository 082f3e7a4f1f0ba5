package app

import (
	"cmp"
	"errors"
	"image/color"
	"io"
	"path/filepath"
	"reflect"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"

	"github.com/motbilde/motbilde/app/style"
	"github.com/motbilde/motbilde/internal/desk"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/graphic"
	"github.com/motbilde/motbilde/internal/words"
)

// styling is the desk's style in the window.
type styling struct {
	kit    graphic.Kit // in force
	saved  graphic.Kit // as the file has it
	typed  style.Typed // what a person wrote, also where it can't hold
	size   int         // the size that is looked at
	broken error       // why the file can't be used
	logo   error       // why a picture can't be the logo
	font   error       // why a file can't be the typeface
}

// joinStyle makes the sheet of the desk's style tell what a person wants.
func (w *Window) joinStyle() {
	w.publish.OnStyle = w.openStyle
	v := w.styleSheet
	v.OnChange = func(t style.Typed) {
		w.style.typed = t
		w.restyleGraphics()
	}
	v.OnSize = func(i int) { w.style.size = i; w.showStyle() }
	v.OnAdd = func() {
		s := &w.style
		s.typed.Sizes = append(s.typed.Sizes[:len(s.typed.Sizes):len(s.typed.Sizes)], w.newSize())
		s.size = len(s.typed.Sizes) - 1
		w.restyleGraphics()
	}
	v.OnRemove = func() {
		s := &w.style
		if len(s.typed.Sizes) > 1 {
			s.typed.Sizes = append(append([]style.Size(nil), s.typed.Sizes[:s.size]...), s.typed.Sizes[s.size+1:]...)
			s.size = min(s.size, len(s.typed.Sizes)-1)
			w.restyleGraphics()
		}
	}
	v.OnListed = func() {
		w.style.typed.Sizes, w.style.size = sizesOf(graphic.Presets(), w.settings.language), 0
		w.restyleGraphics()
	}
	v.OnOpen = func() { w.chooseFileFor("style.open", w.useStyle) }
	v.OnNeutral = func() { w.useStyle("") }
	v.OnSave = func() {
		if w.settings.kit == "" {
			w.saveStyleAs()
			return
		}
		w.saveStyle(w.settings.kit)
	}
	v.OnSaveAs = w.saveStyleAs
	v.OnLogo = func() { w.chooseFileFor("style.logo.choose", w.useLogo) }
	v.OnNoLogo = func() {
		w.style.kit.Logo, w.style.logo = nil, nil
		w.restyleGraphics()
	}
	v.OnFont = w.chooseFont
}

// styleName is what the Publish place calls the style in force.
func (w *Window) styleName() string {
	l, s := w.settings.language, w.style
	switch {
	case s.broken != nil:
		return l.Say("style.broken")
	case w.settings.kit == "" && !w.styleChanged():
		return l.Say("style.neutral")
	}
	name := cmp.Or(s.kit.Desk, shownName(w.settings.kit))
	if w.settings.kit == "" {
		name = cmp.Or(s.kit.Desk, l.Say("style.own"))
	}
	if w.styleChanged() {
		name = l.Say("style.changed", "name", name)
	}
	return name
}

func (w *Window) styleChanged() bool { return !reflect.DeepEqual(w.style.kit, w.style.saved) }

func (w *Window) openStyle() {
	w.showStyle()
	w.styleSheet.Open(w.window.Canvas())
}

// sayStyle brings the style into the language in force: sizes have names in words.
func (w *Window) sayStyle() {
	w.style.typed = typedOf(w.style.kit, w.settings.language)
	w.showStyle()
}

// useStyle takes the style in a file, which is remembered; an empty path is the
// neutral style.
func (w *Window) useStyle(path string) {
	w.settings.kit = path
	w.settings.keep(w.fyneApp.Preferences())
	w.readStyle()
}

// readStyle reads the file of the style beside the window. A file that can't be
// used leaves the neutral style, and that is said.
func (w *Window) readStyle() {
	path := w.settings.kit
	if path == "" {
		w.styleRead(graphic.Kit{}, nil)
		return
	}
	w.beside(func() (func(), error) {
		kit, err := desk.ReadKit(path)
		return func() {
			if path == w.settings.kit {
				w.styleRead(kit, err)
			}
		}, nil
	})
}

// styleRead puts a style in force that was just read.
func (w *Window) styleRead(kit graphic.Kit, err error) {
	w.style = styling{kit: kit, saved: kit, typed: typedOf(kit, w.settings.language), broken: err}
	w.styleInForce()
}

func (w *Window) styleInForce() {
	kit := w.style.kit
	w.desk.UseKit(&kit)
	w.showStyle()
	w.showPublish()
}

// restyleGraphics puts in force what of the typed style can hold.
func (w *Window) restyleGraphics() {
	s := &w.style
	kit, wrong := kitOf(s.typed, s.kit, w.settings.language)
	if kit.Logo = s.kit.Logo; wrong == (wrongs{}) {
		s.kit = kit
	}
	w.styleInForce()
}

// wrongs says why each part can't hold; empty where it can.
type wrongs struct {
	desk, sizes, licence string
	colours              [style.Colours]string
}

// kitOf makes a style of what was typed.
func kitOf(t style.Typed, now graphic.Kit, l words.Language) (kit graphic.Kit, wrong wrongs) {
	kit.Desk = t.Desk
	wrong.desk = refused(graphic.Kit{Desk: t.Desk}, l)
	for i, text := range t.Colours {
		each := graphic.Kit{}
		if text == "" {
			continue
		}
		c, err := graphic.ReadColour(text)
		if wrong.colours[i] = kitSentence(err, l); err != nil {
			continue
		}
		*each.Colours.At(i), *kit.Colours.At(i) = c, c
		wrong.colours[i] = refused(each, l)
	}
	kit.Font, wrong.licence = fontOf(t, now.Font, l)
	own := !reflect.DeepEqual(t.Sizes, sizesOf(graphic.Presets(), l))
	if own {
		for _, s := range t.Sizes {
			p, ok := presetOf(s, l)
			if !ok && wrong.sizes == "" {
				wrong.sizes = l.Say("style.sizes.number", "name", s.Name)
			}
			kit.Presets = append(kit.Presets, p)
		}
		wrong.sizes = cmp.Or(wrong.sizes, refused(graphic.Kit{Presets: kit.Presets}, l))
	}
	return kit, wrong
}

// refused says why a style would not be read again; nothing where it would.
func refused(k graphic.Kit, l words.Language) string {
	return kitSentence(graphic.WriteKit(io.Discard, k), l)
}

func kitSentence(err error, l words.Language) string {
	bad := new(graphic.KitError)
	switch {
	case err == nil:
		return ""
	case errors.As(err, &bad):
		return bad.Say(l)
	}
	return sentence(l, err)
}

// typedOf writes a style as a person would.
func typedOf(k graphic.Kit, l words.Language) style.Typed {
	t := style.Typed{Desk: k.Desk, Sizes: sizesOf(k.List(), l)}
	for i := range t.Colours {
		t.Colours[i] = graphic.ColourText(*k.Colours.At(i))
	}
	if k.Font != nil {
		t.Licence, t.Headlines = k.Font.Licence, k.Font.Headlines
	}
	return t
}

// sizesOf writes the sizes as a person would; those that every desk begins with
// by their names in the language of the window.
func sizesOf(all []graphic.Preset, l words.Language) (out []style.Size) {
	px := func(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }
	for _, p := range all {
		out = append(out, style.Size{
			Name: presetName(p.Name, l), Width: strconv.Itoa(p.Width), Height: strconv.Itoa(p.Height),
			Left: px(p.Safe.MinX), Top: px(p.Safe.MinY), Right: px(float64(p.Width) - p.Safe.MaxX), Bottom: px(float64(p.Height) - p.Safe.MaxY),
		})
	}
	return out
}

// presetOf reads a size, and reports whether its numbers are such.
func presetOf(s style.Size, l words.Language) (p graphic.Preset, ok bool) {
	p.Name = s.Name
	for _, known := range graphic.Presets() { // under its word, a size is found again in the other language
		if presetName(known.Name, l) == s.Name {
			p.Name = known.Name
		}
	}
	ok = true
	number := func(text string) float64 {
		v, err := strconv.ParseFloat(strings.Replace(text, ",", ".", 1), 64)
		ok = ok && err == nil
		return v
	}
	width, height := number(s.Width), number(s.Height)
	p.Width, p.Height = int(width), int(height)
	ok = ok && float64(p.Width) == width && float64(p.Height) == height
	p.Safe = geom.Rect{MinX: number(s.Left), MinY: number(s.Top), MaxX: width - number(s.Right), MaxY: height - number(s.Bottom)}
	return p, ok
}

// newSize is a size to begin with, under a name that no other has.
func (w *Window) newSize() style.Size {
	taken := map[string]bool{}
	for _, s := range w.style.typed.Sizes {
		taken[s.Name] = true
	}
	name := ""
	for n := 1; name == "" || taken[name]; n++ {
		name = w.settings.language.Say("style.sizes.new", "n", strconv.Itoa(n))
	}
	return style.Size{Name: name, Width: "1200", Height: "675", Left: "12", Top: "12", Right: "12", Bottom: "12"}
}

// showStyle brings the sheet to the style.
func (w *Window) showStyle() {
	l, s := w.settings.language, w.style
	_, wrong := kitOf(s.typed, s.kit, l)
	v := style.Value{
		Typed: s.typed, Own: len(s.kit.Presets) > 0 || wrong.sizes != "", Size: min(s.size, max(0, len(s.typed.Sizes)-1)),
		Changed: w.styleChanged(), WrongDesk: wrong.desk, Wrong: wrong.colours, WrongSizes: wrong.sizes, WrongLogo: kitSentence(s.logo, l),
		Font: shownFont(s.kit.Font, l), WrongFont: kitSentence(s.font, l), WrongLicence: wrong.licence,
	}
	if w.settings.kit != "" {
		v.File = shownName(w.settings.kit)
	}
	if s.broken != nil {
		v.Broken = l.Say("style.broken.why", "sentence", kitSentence(s.broken, l))
	}
	if s.kit.Logo != nil {
		v.Logo = s.kit.Logo
	}
	for _, p := range s.typed.Sizes {
		v.Names = append(v.Names, l.Say("publish.preset", "name", p.Name, "pixels", p.Width+" × "+p.Height))
	}
	for i := range v.Shown {
		c := s.kit.Colours.InForce(i)
		v.Shown[i] = color.NRGBA{R: c.R, G: c.G, B: c.B, A: 255}
	}
	w.styleSheet.Show(v)
}

// useLogo takes a picture for the logo.
func (w *Window) useLogo(path string) {
	w.beside(func() (func(), error) {
		logo, err := desk.ReadLogo(path)
		return func() {
			if w.style.logo = err; err == nil {
				w.style.kit.Logo = logo
			}
			w.restyleGraphics()
		}, nil
	})
}

// saveStyleAs asks where the style is to be saved.
func (w *Window) saveStyleAs() {
	l := w.settings.language
	d := dialog.NewFileSave(func(file fyne.URIWriteCloser, err error) {
		switch {
		case err != nil:
			w.desk.Report(err)
		case file != nil:
			w.saveStyle(file.URI().Path())
		}
	}, w.window)
	d.SetFileName(cmp.Or(strings.TrimSuffix(shownName(w.settings.kit), ".json"), l.Say("style.file-name")) + ".json")
	w.showFileDialog(d, l.Say("style.save-as"), "desk.dialog-save", w.lastFolder)
}

// saveStyle writes the style into a file, whole or not at all, and remembers it.
func (w *Window) saveStyle(path string) {
	kit := w.style.kit
	w.beside(func() (func(), error) {
		err := desk.WriteKit(path, kit)
		return func() {
			w.endedIn(filepath.Dir(path))
			w.settings.kit = path
			w.settings.keep(w.fyneApp.Preferences())
			w.style.saved, w.style.broken = kit, nil
			w.styleInForce()
		}, err
	})
}
