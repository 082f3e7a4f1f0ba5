// Package assets owns the files that are built into the program: fonts, icons
// and the sentences in both languages. It promises that nothing is read from
// the machine's disk at run time.
package assets

import "embed"

// Words holds words/en and words/nb: one JSON file an area.
//
//go:embed words
var Words embed.FS

// Lessons holds the texts of the bundled practice cases: lessons/en.json and
// lessons/nb.json.
//
//go:embed lessons
var Lessons embed.FS
