package edition

import (
	"path"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/casefile/archive"
)

// hidden finds in any text what was withheld.
type hidden struct {
	all  *regexp.Regexp // nil where nothing is
	mark string
}

// A text of a withheld item is looked for in others where it is long enough,
// or particular enough, not to be an ordinary word.
const (
	shortest       = 6
	shortestNumber = 4 // with a digit or a sign in it
)

// hiddenTexts gathers the texts that a withheld item alone holds, and the
// names of finders that are withheld. What another item says openly of itself
// is no secret: the agency that sent both, say.
func hiddenTexts(c casefile.Case, w *withheld) hidden {
	var secret []string
	open := map[string]bool{}
	for _, e := range c.Evidence {
		finder := e.Source.FoundBy
		if finder.Withheld || w.has(e.ID) {
			secret = append(secret, finder.Name)
		}
		if !w.has(e.ID) {
			if finder.Withheld {
				e.Source.FoundBy.Name = ""
			}
			each(reflect.ValueOf([]any{e.Name, e.Label, e.Description, e.SHA256, e.Source, e.Facts}), func(text string) { open[strings.ToLower(text)] = true })
			continue
		}
		secret = append(secret, e.Name, e.Label, e.Description, strings.TrimSuffix(e.Name, path.Ext(e.Name)), e.SHA256, e.Withheld.Salt, e.Withheld.Why)
		each(reflect.ValueOf([]any{e.Source, e.Facts, e.Pillars}), func(text string) { secret = append(secret, text) })
	}
	for _, p := range c.Posts {
		if w.posts[p.ID] {
			each(reflect.ValueOf(p), func(text string) { secret = append(secret, text) })
		}
	}
	secret = slices.DeleteFunc(secret, func(text string) bool { return !telling(text) || open[strings.ToLower(text)] })
	if len(secret) == 0 {
		return hidden{}
	}
	// The longest first, so that no part of one is left standing.
	slices.SortFunc(secret, func(a, b string) int { return len(b) - len(a) })
	for i, text := range secret {
		secret[i] = regexp.QuoteMeta(text)
	}
	return hidden{all: regexp.MustCompile(`(?i)` + strings.Join(secret, "|")), mark: w.l.Say("edition.mark")}
}

// telling reports whether a text is long or particular enough to be looked for.
func telling(text string) bool {
	n := utf8.RuneCountInString(strings.TrimSpace(text))
	particular := strings.ContainsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsSpace(r) })
	return n >= shortest || n >= shortestNumber && particular
}

// in reports whether a text names what was withheld.
func (h hidden) in(text string) bool { return h.all != nil && h.mask(text) != text }

// mask puts the mark in the place of what was withheld. Within a longer word
// it stays: a word that begins with a name is another word.
func (h hidden) mask(text string) string {
	if h.all == nil {
		return text
	}
	var out strings.Builder
	done := 0
	for _, at := range h.all.FindAllStringIndex(text, -1) {
		before, _ := utf8.DecodeLastRuneInString(text[:at[0]])
		after, _ := utf8.DecodeRuneInString(text[at[1]:])
		first, _ := utf8.DecodeRuneInString(text[at[0]:])
		last, _ := utf8.DecodeLastRuneInString(text[:at[1]])
		if letter(before) && letter(first) || letter(last) && letter(after) {
			continue
		}
		out.WriteString(text[done:at[0]] + h.mark)
		done = at[1]
	}
	return out.String() + text[done:]
}

func letter(r rune) bool {
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r))
}

var (
	textType = reflect.TypeFor[string]()
	dateType = reflect.TypeFor[casefile.Date]()
)

// each visits every text below a value: those of people and of files, not the
// stable words, and no dates, which are those of many things.
func each(v reflect.Value, visit func(string)) {
	switch v.Kind() {
	case reflect.String:
		if v.Type() == textType {
			visit(v.String())
		}
	case reflect.Struct:
		for _, field := range v.Fields() {
			each(field, visit)
		}
	case reflect.Slice, reflect.Array:
		for i := range v.Len() {
			each(v.Index(i), visit)
		}
	case reflect.Interface:
		if !v.IsNil() {
			each(v.Elem(), visit)
		}
	}
}

// redacted returns the case with every text masked, dates in words too.
func (h hidden) redacted(c casefile.Case) casefile.Case {
	if h.all == nil {
		return c
	}
	out := reflect.New(reflect.TypeFor[casefile.Case]()).Elem()
	h.copy(out, reflect.ValueOf(c))
	masked, ok := out.Interface().(casefile.Case)
	if !ok {
		panic("edition: a case is no case") // made two lines above
	}
	for i, e := range masked.Evidence {
		kept := c.Evidence[i] // what is no text of a person or a file
		masked.Evidence[i].Path, masked.Evidence[i].MediaType, masked.Evidence[i].Received = kept.Path, kept.MediaType, kept.Received
		masked.Evidence[i].Encoding = kept.Encoding
		if e.Problem != nil {
			if text := h.mask(kept.Problem.Error()); text != kept.Problem.Error() {
				masked.Evidence[i].Problem = archive.RecordedProblem(text)
			}
		}
	}
	return masked
}

// copy copies a value deeply and masks its texts. What has no text in it is
// taken as it is.
func (h hidden) copy(to, from reflect.Value) {
	switch from.Kind() {
	case reflect.String:
		if from.Type() == textType || from.Type() == dateType {
			to.SetString(h.mask(from.String()))
		} else {
			to.Set(from)
		}
	case reflect.Struct:
		to.Set(from) // with the fields that are not exported
		for i := range from.NumField() {
			if from.Type().Field(i).IsExported() {
				h.copy(to.Field(i), from.Field(i))
			}
		}
	case reflect.Slice:
		if from.IsNil() {
			return
		}
		to.Set(reflect.MakeSlice(from.Type(), from.Len(), from.Len()))
		for i := range from.Len() {
			h.copy(to.Index(i), from.Index(i))
		}
	case reflect.Array:
		for i := range from.Len() {
			h.copy(to.Index(i), from.Index(i))
		}
	case reflect.Pointer:
		if from.IsNil() {
			return
		}
		to.Set(reflect.New(from.Type().Elem()))
		h.copy(to.Elem(), from.Elem())
	default:
		to.Set(from)
	}
}
