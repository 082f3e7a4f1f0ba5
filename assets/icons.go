package assets

import "embed"

// Icons holds the window's icons and badges, drawn for 16 by 16 pixels, strokes
// as filled outlines: the window's painter scales no stroke's width. Where
// they say currentColor the window puts the colour of their place, and for
// #E69F00 the colour of the claim in its theme.
//
//go:embed icons/*.svg
var Icons embed.FS

// AppIcon is the program's icon, 128 pixels wide, for title bars and task bars:
// the toolkit takes no drawing there. It is made of icons/app.svg by scripts/icons.
//
//go:embed icons/app-128.png
var AppIcon []byte
