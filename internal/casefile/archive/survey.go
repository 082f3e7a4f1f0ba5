package archive

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"unicode"
)

// What case.json may hold beside its bytes: three bytes of JSON can ask for
// half a kilobyte of memory, so that values are counted before any is decoded.
// A case of this program has 18 bytes for each value.
const (
	mostValues    = 3 << 20
	mostDepth     = 64
	mostFields    = 4096 // of one object
	mostNameBytes = 1024 // of a field's name
)

// survey goes once over text that is known to be JSON, and holds it to the
// limits. An object that has a field twice, or in two spellings, is an error
// too: readers would disagree on what it says.
func survey(text []byte) error {
	var open []bool                     // what is open, outermost first: an object, or a list
	var seen [mostDepth]map[string]bool // the names in what is open, folded; kept for the next of that depth
	values, isName := 0, false
	for at := 0; at < len(text); {
		c := text[at]
		at++
		switch c {
		case ' ', '\t', '\r', '\n', ':':
			continue
		case ',':
			isName = open[len(open)-1]
			continue
		case '}', ']':
			open, isName = open[:len(open)-1], false
			continue
		case '"':
			end := endOfText(text, at)
			if isName {
				isName = false
				if err := addName(seen[len(open)-1], text[at-1:end]); err != nil {
					return err
				}
				at = end
				continue
			}
			at = end
		case '{', '[':
			if len(open) == mostDepth {
				return fmt.Errorf("more than %d objects and lists within each other", mostDepth)
			}
			if isName = c == '{'; isName {
				if seen[len(open)] == nil {
					seen[len(open)] = map[string]bool{}
				}
				clear(seen[len(open)])
			}
			open = append(open, isName)
		default: // a number or a word
			for at < len(text) && !bytes.ContainsRune([]byte(" \t\r\n,}]"), rune(text[at])) {
				at++
			}
		}
		if values++; values > mostValues {
			return fmt.Errorf("more than %d values", mostValues)
		}
	}
	return nil
}

// endOfText returns where the text that begins before at ends, behind its quotation mark.
func endOfText(text []byte, at int) int {
	for at < len(text) {
		next := bytes.IndexAny(text[at:], `"\`)
		if next < 0 {
			return len(text)
		}
		at += next + 1
		if text[at-1] == '"' {
			return at
		}
		at++ // what is escaped
	}
	return at
}

func addName(seen map[string]bool, quoted []byte) error {
	switch {
	case len(quoted) > mostNameBytes:
		return errors.New("a field with a very long name")
	case len(seen) == mostFields:
		return fmt.Errorf("an object with more than %d fields", mostFields)
	}
	var name string
	if err := json.Unmarshal(quoted, &name); err != nil {
		return err
	}
	folded := strings.Map(fold, name)
	if seen[folded] {
		return fmt.Errorf("the field %q is there twice", name)
	}
	seen[folded] = true
	return nil
}

// fold maps the letters that strings.EqualFold, and with it encoding/json,
// takes for the same to one of them: ſ and the Kelvin sign, too.
func fold(r rune) rune {
	least := r
	for next := unicode.SimpleFold(r); next != r; next = unicode.SimpleFold(next) {
		least = min(least, next)
	}
	return least
}

// elements counts those of the list that text, known to be JSON, is; ok is false for anything else.
func elements(text []byte) (n int, ok bool) {
	depth, empty := 0, true
	for at := 0; at < len(text); {
		c := text[at]
		at++
		switch c {
		case ' ', '\t', '\r', '\n':
			continue
		case '"':
			at = endOfText(text, at)
		case '{', '[':
			if depth++; depth == 1 {
				ok = c == '['
				continue
			}
		case '}', ']':
			depth--
			continue
		case ',':
			if depth == 1 {
				n++
			}
		}
		empty = false
	}
	if !empty {
		n++
	}
	return n, ok
}
