// Package look owns how the window looks: the three themes and their tokens,
// sizes and letters, icons and badges, and the small controls that every view
// is put together from. Its main type is Theme. It promises that a view names
// what a colour or a size means and never the colour or the size itself, so
// that theme and text size can change while the window stands open.
package look

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"github.com/motbilde/motbilde/assets"
)

// Spacing, in pixels at a text size of 100 %: pass it through Px.
const (
	Gap4  = 4
	Gap8  = 8
	Gap12 = 12
	Gap16 = 16
	Gap24 = 24
	Gap32 = 32
)

// Radii, in pixels at a text size of 100 %.
const (
	RadiusThumbnail = 3
	RadiusControl   = 6
	RadiusWell      = 12
)

// Heights of controls, in pixels at a text size of 100 %.
const (
	Tall  = 32
	Short = 28
	Low   = 20 // in the status line

	keyed  = 40 // of a button with its key under its words
	target = 44 // the least that is pressed on a projected screen, pixels
)

// The smallest and the largest text size, as a share of the design's own.
const (
	SmallestScale = 1.0
	LargestScale  = 2.0
	// ProjectorScale is what projector mode begins with.
	ProjectorScale = 1.5
)

// Theme gives Fyne's own widgets and the project's views the same tokens. It
// is never changed: another theme or text size is another Theme, set in the
// application's settings.
type Theme struct {
	Name  Name
	Scale float32 // text size, 1 to 2; sizes of controls and gaps go along
	Calm  bool    // less motion: nothing moves that needn't

	// Projector is for an audience: larger targets, keys under the modes, a wide
	// focus frame, and no counts and hashes.
	Projector bool
	Palette
}

var _ fyne.Theme = (*Theme)(nil)

// New returns the theme of that name at a text size from 1 to 2; a scale
// outside is brought to the nearer end.
func New(name Name, scale float32) *Theme {
	scale = min(max(scale, SmallestScale), LargestScale)
	return &Theme{Name: name, Scale: scale, Palette: Tokens(name)}
}

// ForAudience makes it a theme for an audience at least that large, and returns it.
func (t *Theme) ForAudience() *Theme {
	t.Projector = true
	t.Scale = max(t.Scale, ProjectorScale)
	t.FocusWidth += 2
	return t
}

// Now returns the theme in force; the dark one at 100 % when no application
// runs, or when its theme is somebody else's.
func Now() *Theme {
	if app := fyne.CurrentApp(); app != nil {
		if t, ok := app.Settings().Theme().(*Theme); ok {
			return t
		}
	}
	return New(Dark, 1)
}

// Px returns a length of the design at the text size in force.
func Px(length float32) float32 { return length * Now().Scale }

// Colour returns the colour of an ink in the theme in force.
func Colour(ink Ink) color.NRGBA { return Now().Ink(ink) }

var (
	regular  = fyne.NewStaticResource("Inter-Regular.otf", assets.InterRegular)
	semibold = fyne.NewStaticResource("Inter-SemiBold.otf", assets.InterSemiBold)
)

// Font returns Inter in regular or semibold, and the toolkit's own letters
// for hashes and symbols. Nothing is set in italics.
func (t *Theme) Font(style fyne.TextStyle) fyne.Resource {
	switch {
	case style.Monospace, style.Symbol:
		return theme.DefaultTheme().Font(style)
	case style.Bold:
		return semibold
	}
	return regular
}

// Icon returns the toolkit's icon; those of the project come from Icon values.
func (t *Theme) Icon(name fyne.ThemeIconName) fyne.Resource {
	return theme.DefaultTheme().Icon(name)
}

// Color says the tokens in Fyne's words, for menus, dialogs and fields. The
// variant of the desktop counts for nothing: the theme is the person's choice.
func (t *Theme) Color(name fyne.ThemeColorName, _ fyne.ThemeVariant) color.Color {
	switch name {
	case theme.ColorNameBackground, theme.ColorNameHeaderBackground, theme.ColorNameScrollBarBackground:
		return t.Panel
	case theme.ColorNameMenuBackground, theme.ColorNameOverlayBackground:
		return t.Float
	case theme.ColorNameInputBackground, theme.ColorNameDisabledButton:
		return t.Control
	case theme.ColorNameButton:
		return t.Hover // the toolkit's buttons have no edge, and must show on dialogs
	case theme.ColorNameForeground, theme.ColorNameHyperlink:
		return t.Text
	case theme.ColorNameDisabled, theme.ColorNamePlaceHolder:
		return t.Quiet
	case theme.ColorNameInputBorder, theme.ColorNameScrollBar, theme.ColorNameInnerWindowBorder:
		return t.Edge
	case theme.ColorNameSeparator, theme.ColorNameInnerWindowBorderInactive:
		return t.Line
	case theme.ColorNameHover, theme.ColorNamePressed, theme.ColorNameFocus:
		return t.Hover
	case theme.ColorNameSelection:
		return t.TextSelection
	case theme.ColorNamePrimary:
		return t.MainButton
	case theme.ColorNameForegroundOnPrimary, theme.ColorNameForegroundOnError,
		theme.ColorNameForegroundOnSuccess, theme.ColorNameForegroundOnWarning:
		return t.OnMain
	case theme.ColorNameShadow:
		return color.NRGBA{} // the design has no shadows
	case theme.ColorNameError, theme.ColorNameWarning:
		return t.Error
	case theme.ColorNameSuccess:
		return t.Match
	}
	return theme.DefaultTheme().Color(name, theme.VariantDark)
}

// Size says the design's sizes in Fyne's words, at the text size in force.
func (t *Theme) Size(name fyne.ThemeSizeName) float32 {
	switch name {
	case theme.SizeNameText:
		return Body.Size * t.Scale
	case theme.SizeNameCaptionText:
		return Quiet.Size * t.Scale
	case theme.SizeNameSubHeadingText:
		return Title.Size * t.Scale
	case theme.SizeNameHeadingText:
		return Well.Size * t.Scale
	case theme.SizeNameInnerPadding:
		return Gap8 * t.Scale
	case theme.SizeNamePadding, theme.SizeNameLineSpacing:
		return Gap4 * t.Scale
	case theme.SizeNameInlineIcon:
		return 16 * t.Scale
	case theme.SizeNameInputBorder, theme.SizeNameSeparatorThickness:
		return 1
	case theme.SizeNameInputRadius, theme.SizeNameButtonRadius, theme.SizeNameSelectionRadius,
		theme.SizeNameMenuRadius, theme.SizeNamePopupRadius, theme.SizeNameDialogRadius:
		return RadiusControl
	case theme.SizeNameScrollBar:
		return 10
	case theme.SizeNameScrollBarSmall:
		return 4
	case theme.SizeNameModalBlurRadius:
		return 0
	}
	return theme.DefaultTheme().Size(name)
}
