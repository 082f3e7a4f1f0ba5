package main

import (
	"errors"
	"strings"
)

var errUnknownLicence = errors.New("its text is of no licence that is known here (see recognise.go): read it, and judge whether it may be in the program")

// known are the licences that may be in the program, with words that only
// their texts have. The first that fits holds: those that quote others first.
var known = []struct {
	id    string
	words []string
}{
	{"LGPL-3.0-or-later", []string{"gnu lesser general public license", "version 3, 29 june 2007", "additional permissions listed below"}},
	{"Apache-2.0", []string{"apache license", "version 2.0, january 2004", "grant of patent license"}},
	{"OFL-1.1", []string{"sil open font license", "1.1"}},
	{"Bitstream-Vera", []string{"bitstream vera", "tavmjong bah"}},
	{"BSD-3-Clause", []string{"redistributions of source code must retain", "redistributions in binary form must reproduce", "endorse or promote products derived"}},
	{"BSD-2-Clause", []string{"redistributions of source code must retain", "redistributions in binary form must reproduce"}},
	{"MIT", []string{"permission is hereby granted, free of charge", "the above copyright notice and this permission notice shall be included", "the software is provided \"as is\""}},
	{"Zlib", []string{"altered source versions must be plainly marked", "misrepresented"}},
	{"ISC", []string{"permission to use, copy, modify, and/or distribute this software for any purpose with or without fee"}},
	{"ISC", []string{"permission to use, copy, modify, and distribute this software for any purpose with or without fee"}},
	{"Unlicense", []string{"this is free and unencumbered software released into the public domain"}},
}

// recognise returns the SPDX name of a licence's text. Two licences that a
// person may choose between stand in one text of a module: go-text's.
func recognise(text string) (string, error) {
	text = strings.ToLower(strings.Join(strings.Fields(text), " "))
	text = strings.NewReplacer("“", `"`, "”", `"`).Replace(text)
	found := ""
	for _, k := range known {
		if all(text, k.words) {
			if found = k.id; k.id == "BSD-3-Clause" && all(text, known[len(known)-1].words) {
				found = "BSD-3-Clause OR Unlicense"
			}
			break
		}
	}
	if found == "" {
		return "", errUnknownLicence
	}
	return found, nil
}

func all(text string, words []string) bool {
	for _, w := range words {
		if !strings.Contains(text, w) {
			return false
		}
	}
	return true
}

// conjunction joins licences that all hold.
func conjunction(licences []string) string {
	if len(licences) == 1 {
		return licences[0]
	}
	parts := make([]string, len(licences))
	for i, l := range licences {
		if parts[i] = l; strings.Contains(l, " OR ") {
			parts[i] = "(" + l + ")"
		}
	}
	return strings.Join(parts, " AND ")
}
