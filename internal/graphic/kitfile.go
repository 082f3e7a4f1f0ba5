package graphic

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"image"
	"image/draw"
	"image/png"
	"io"
	"math"
	"strconv"
	"strings"

	"github.com/motbilde/motbilde/internal/figure"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/words"
)

// A kit is one file of JSON (docs/graphics.md). It comes from colleagues and from
// strangers, so everything in it has a limit, and what would let one side of a
// pair be judged by its colour, or not be read, is refused.

// The limits of a kit's file.
const (
	mostKit       = 8 << 20 // bytes
	mostLogo      = 2 << 20 // bytes, as PNG
	mostLogoSide  = 2048    // pixels
	mostPresets   = 24
	leastSide     = 320  // pixels of a preset
	mostSide      = 4096 // pixels
	mostAspect    = 3    // of a preset, and its inverse
	mostName      = 32   // characters of a preset's name
	mostDesk      = 60
	leastContrast = 4.5 // of text and its ground, WCAG 2.2
)

// The forms of a kit's file: a kit with a typeface is of the later one, so that a
// version which knows of none says that it is later and not that it is broken. No
// later one is read.
const (
	kitForm     = 1
	kitFormFont = 2
)

// kitMark says what the file is.
const kitMark = "graphics-kit"

// KitError says why a kit's file is refused.
type KitError struct {
	Key    string // of words
	Fields []string
	Cause  error // nil where the sentence says all
}

func (e *KitError) Error() string {
	if e.Cause != nil {
		return "reading a style kit: " + e.Cause.Error()
	}
	return "reading a style kit: " + e.Key
}

func (e *KitError) Unwrap() error { return e.Cause }

// Say returns what is wrong as a sentence.
func (e *KitError) Say(l words.Language) string { return l.Say(e.Key, e.Fields...) }

type kitDocument struct {
	Motbilde string      `json:"motbilde"`
	Form     int         `json:"form"`
	Desk     string      `json:"desk,omitempty"`
	Colours  *kitColours `json:"colours,omitempty"`
	Presets  []kitPreset `json:"presets,omitempty"`
	Logo     []byte      `json:"logo,omitempty"` // PNG, in base64
	Font     *kitFont    `json:"font,omitempty"`
}

type kitColours struct {
	Ground string `json:"ground,omitempty"`
	Claim  string `json:"claim,omitempty"`
	Found  string `json:"found,omitempty"`
}

type kitPreset struct {
	Name   string     `json:"name"`
	Width  int        `json:"width"`
	Height int        `json:"height"`
	Safe   [4]float64 `json:"safe"` // left, top, right, bottom, pixels
}

// ReadKit reads a kit. The errors are a *KitError and those of r.
func ReadKit(r io.Reader) (Kit, error) {
	text, err := io.ReadAll(io.LimitReader(r, mostKit+1))
	if err != nil {
		return Kit{}, err
	}
	if len(text) > mostKit {
		return Kit{}, &KitError{Key: "graphic.kit.large"}
	}
	var d kitDocument
	reader := json.NewDecoder(bytes.NewReader(text))
	reader.DisallowUnknownFields()
	err = reader.Decode(&d)
	if err == nil && reader.More() {
		err = errors.New("more than one value")
	}
	var form struct {
		Motbilde string `json:"motbilde"`
		Form     int    `json:"form"`
	}
	if json.Unmarshal(text, &form) == nil && form.Motbilde == kitMark && form.Form > kitFormFont {
		return Kit{}, &KitError{Key: "graphic.kit.newer"}
	}
	if err != nil || d.Motbilde != kitMark || d.Form < 1 {
		return Kit{}, &KitError{Key: "graphic.kit.none", Cause: err}
	}
	k := Kit{Desk: oneLine(d.Desk)}
	if len([]rune(k.Desk)) > mostDesk {
		return Kit{}, &KitError{Key: "graphic.kit.desk"}
	}
	if d.Colours != nil {
		if k.Colours, err = d.Colours.read(); err != nil {
			return Kit{}, err
		}
	}
	if k.Presets, err = readPresets(d.Presets); err != nil {
		return Kit{}, err
	}
	if len(d.Logo) > 0 {
		if k.Logo, err = readLogo(d.Logo); err != nil {
			return Kit{}, err
		}
	}
	if d.Font != nil {
		if k.Font, err = d.Font.read(); err != nil {
			return Kit{}, err
		}
	}
	return k, nil
}

// WriteKit writes a kit in the form that ReadKit reads. The errors are a *KitError
// for a kit that ReadKit would refuse, and those of w.
func WriteKit(w io.Writer, k Kit) error {
	d := kitDocument{Motbilde: kitMark, Form: kitForm, Desk: k.Desk, Font: k.Font.written()}
	if d.Font != nil {
		d.Form = kitFormFont
	}
	if k.Colours != (Colours{}) {
		d.Colours = &kitColours{ColourText(k.Colours.Ground), ColourText(k.Colours.Claim), ColourText(k.Colours.Found)}
	}
	for _, p := range k.Presets {
		d.Presets = append(d.Presets, kitPreset{p.Name, p.Width, p.Height, [4]float64{p.Safe.MinX, p.Safe.MinY, p.Safe.MaxX, p.Safe.MaxY}})
	}
	if k.Logo != nil {
		var logo bytes.Buffer
		if err := png.Encode(&logo, k.Logo); err != nil {
			return fmt.Errorf("writing a style kit: %w", err)
		}
		d.Logo = logo.Bytes()
	}
	text, err := json.MarshalIndent(d, "", "  ")
	if err != nil {
		return fmt.Errorf("writing a style kit: %w", err)
	}
	if _, err := ReadKit(bytes.NewReader(text)); err != nil {
		return err
	}
	_, err = w.Write(append(text, '\n'))
	return err
}

func (c kitColours) read() (out Colours, err error) {
	for _, each := range []struct {
		text string
		to   **figure.Colour
		bar  bool
	}{{c.Ground, &out.Ground, false}, {c.Claim, &out.Claim, true}, {c.Found, &out.Found, true}} {
		if each.text == "" {
			continue
		}
		read, err := ReadColour(each.text)
		if err != nil {
			return out, err
		}
		colour := *read
		inks := []figure.Colour{figure.White}
		if !each.bar {
			inks = append(inks, muted)
		}
		for _, ink := range inks {
			if contrast(ink, colour) < leastContrast {
				return out, &KitError{Key: "graphic.kit.contrast", Fields: []string{"colour", each.text}}
			}
		}
		if each.bar && judges(colour) {
			return out, &KitError{Key: "graphic.kit.judges", Fields: []string{"colour", each.text}}
		}
		*each.to = &colour
	}
	return out, nil
}

// ReadColour reads a colour as a kit's file has it: #14181C. The error is a *KitError.
func ReadColour(text string) (*figure.Colour, error) {
	v, ok := strings.CutPrefix(text, "#")
	n, err := strconv.ParseUint(v, 16, 32)
	if !ok || err != nil || len(v) != 6 {
		return nil, &KitError{Key: "graphic.kit.colour", Fields: []string{"colour", oneLine(text)}}
	}
	return &figure.Colour{R: uint8(n >> 16), G: uint8(n >> 8), B: uint8(n)}, nil
}

// ColourText is what ReadColour reads; empty for none.
func ColourText(c *figure.Colour) string {
	if c == nil {
		return ""
	}
	return fmt.Sprintf("#%02X%02X%02X", c.R, c.G, c.B)
}

// contrast is that of WCAG 2.2, from 1 to 21.
func contrast(a, b figure.Colour) float64 {
	light := func(c figure.Colour) float64 {
		part := func(v uint8) float64 {
			s := float64(v) / 255
			if s <= 0.04045 {
				return s / 12.92
			}
			return math.Pow((s+0.055)/1.055, 2.4)
		}
		return 0.2126*part(c.R) + 0.7152*part(c.G) + 0.0722*part(c.B)
	}
	x, y := light(a), light(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

// judges reports whether a colour is read as wrong or right: a red or a green of
// some strength, which one man in twelve can't tell apart besides.
func judges(c figure.Colour) bool {
	r, g, b := float64(c.R), float64(c.G), float64(c.B)
	most, least := max(r, g, b), min(r, g, b)
	const strong = 0.35 // of the colour's own light
	if most == 0 || (most-least)/most < strong {
		return false
	}
	var hue float64
	switch spread := most - least; most {
	case r:
		hue = math.Mod(60*(g-b)/spread+360, 360)
	case g:
		hue = 60*(b-r)/spread + 120
	default:
		hue = 60*(r-g)/spread + 240
	}
	return hue < 25 || hue > 335 || hue > 80 && hue < 165
}

func readPresets(all []kitPreset) (out []Preset, err error) {
	if len(all) > mostPresets {
		return nil, &KitError{Key: "graphic.kit.presets"}
	}
	seen := map[string]bool{}
	for _, p := range all {
		name := oneLine(p.Name)
		aspect := float64(p.Width) / float64(max(1, p.Height))
		safe := geom.Rect{MinX: p.Safe[0], MinY: p.Safe[1], MaxX: p.Safe[2], MaxY: p.Safe[3]}
		whole := geom.Rect{MaxX: float64(p.Width), MaxY: float64(p.Height)}
		sized := min(p.Width, p.Height) >= leastSide && max(p.Width, p.Height) <= mostSide && aspect <= mostAspect && aspect >= 1.0/mostAspect
		// Half of each side at least, or nothing could be laid out.
		lies := safe.Intersect(whole) == safe && safe.Width() >= whole.Width()/2 && safe.Height() >= whole.Height()/2
		if name == "" || len([]rune(name)) > mostName || seen[name] || !sized || !lies {
			return nil, &KitError{Key: "graphic.kit.preset", Fields: []string{"name", name}}
		}
		seen[name] = true
		out = append(out, Preset{name, p.Width, p.Height, safe})
	}
	return out, nil
}

// ReadLogo reads a PNG for a kit. The errors are a *KitError and those of r.
func ReadLogo(r io.Reader) (*image.RGBA, error) {
	data, err := io.ReadAll(io.LimitReader(r, mostLogo+1))
	if err != nil {
		return nil, err
	}
	return readLogo(data)
}

// readLogo reads a PNG, whose size is looked at before it is unpacked.
func readLogo(data []byte) (*image.RGBA, error) {
	refused := func(err error) error { return &KitError{Key: "graphic.kit.logo", Cause: err} }
	if len(data) > mostLogo {
		return nil, refused(nil)
	}
	head, err := png.DecodeConfig(bytes.NewReader(data))
	if err != nil || head.Width < 1 || head.Height < 1 || max(head.Width, head.Height) > mostLogoSide {
		return nil, refused(err)
	}
	img, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		return nil, refused(err)
	}
	out := image.NewRGBA(image.Rect(0, 0, head.Width, head.Height))
	draw.Draw(out, out.Rect, img, img.Bounds().Min, draw.Src)
	return out, nil
}
