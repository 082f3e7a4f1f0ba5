// Package words owns every sentence that the program says, in English and in
// bokmål, and the writing of numbers, sizes and dates in either language.
// Window, report, command line and exhibit share it. It promises that both
// languages hold the same keys with the same fields, which a test checks.
package words

import (
	"embed"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/motbilde/motbilde/assets"
)

// Language is a language that the program speaks; the zero value is English.
type Language int

// The languages.
const (
	English Language = iota
	Norwegian
)

// Code returns "en" or "nb".
func (l Language) Code() string {
	if l == Norwegian {
		return "nb"
	}
	return "en"
}

// FromCode returns the language of a locale such as "nb_NO.UTF-8"; Norwegian
// for nb, nn and no, English for everything else.
func FromCode(code string) Language {
	for _, prefix := range []string{"nb", "nn", "no"} {
		if strings.HasPrefix(strings.ToLower(code), prefix) {
			return Norwegian
		}
	}
	return English
}

// Say returns the sentence of that key in the language, with its {fields}
// replaced by name: Say("list.shows", "share", "50 %"). A phrase in square
// brackets that names a field is dropped when the field is empty or missing:
// "Posted[ by {account}][ on {date}]." A key that is unknown is a mistake in
// the program; it comes back in brackets, and a test finds it.
func (l Language) Say(key string, fields ...string) string {
	sentence, ok := catalogue[l][key]
	if !ok {
		return "[" + key + "]"
	}
	return fill(sentence, fields)
}

// fill replaces fields and drops phrases in one pass over the sentence, so
// that braces and brackets in a value (a file's name) stay what they are.
func fill(sentence string, fields []string) string {
	var out strings.Builder
	for sentence != "" {
		i := strings.IndexAny(sentence, "{[")
		if i < 0 {
			break
		}
		out.WriteString(sentence[:i])
		sentence = sentence[i:]
		closing := "}"
		if sentence[0] == '[' {
			closing = "]"
		}
		end := strings.Index(sentence, closing)
		if end < 0 {
			break
		}
		inner := sentence[1:end]
		switch {
		case closing == "}":
			value, known := lookUp(fields, inner)
			if !known {
				value = "{" + inner + "}"
			}
			out.WriteString(value)
		case !strings.Contains(inner, "{"): // ordinary brackets
			out.WriteString(sentence[:end+1])
		case complete(inner, fields):
			out.WriteString(fill(inner, fields))
		}
		sentence = sentence[end+1:]
	}
	out.WriteString(sentence)
	return out.String()
}

// complete reports whether every field of the phrase has a value.
func complete(phrase string, fields []string) bool {
	for _, name := range fieldsOf(phrase) {
		if value, _ := lookUp(fields, name); value == "" {
			return false
		}
	}
	return true
}

func lookUp(fields []string, name string) (value string, known bool) {
	for i := 0; i+1 < len(fields); i += 2 {
		if fields[i] == name {
			return fields[i+1], true
		}
	}
	return "", false
}

// fieldsOf returns the names in braces, in order.
func fieldsOf(sentence string) []string {
	var names []string
	for {
		_, rest, ok := strings.Cut(sentence, "{")
		if !ok {
			return names
		}
		name, rest, ok := strings.Cut(rest, "}")
		if !ok {
			return names
		}
		names = append(names, name)
		sentence = rest
	}
}

// catalogue holds the sentences of assets/words: one folder a language, one
// file an area, each file a flat object of keys that begin with the area's name.
var catalogue = func() (all [2]map[string]string) {
	for _, l := range []Language{English, Norwegian} {
		m, err := read(assets.Words, "words/"+l.Code())
		if err != nil {
			panic("words: " + err.Error()) // embedded by this very build; a test reads it
		}
		all[l] = m
	}
	return all
}()

func read(files embed.FS, folder string) (map[string]string, error) {
	entries, err := files.ReadDir(folder)
	if err != nil {
		return nil, err
	}
	all := map[string]string{}
	for _, entry := range entries {
		data, err := files.ReadFile(folder + "/" + entry.Name())
		if err != nil {
			return nil, err
		}
		var area map[string]string
		if err := json.Unmarshal(data, &area); err != nil {
			return nil, fmt.Errorf("reading %s/%s: %w", folder, entry.Name(), err)
		}
		name := strings.TrimSuffix(entry.Name(), ".json")
		for key, sentence := range area {
			if !strings.HasPrefix(key, name+".") {
				return nil, fmt.Errorf("key %q does not belong into %s/%s", key, folder, entry.Name())
			}
			all[key] = sentence
		}
	}
	return all, nil
}
