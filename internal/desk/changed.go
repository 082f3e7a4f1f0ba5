package desk

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strconv"
	"strings"

	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/provenance"
)

// What a line of the log holds of an edit: so many changes, each value as text
// up to so many letters. Of a longer one the digest stands behind its beginning.
const (
	loggedChanges = 8
	loggedLetters = 160
)

// change is one field of a case that an edit gave another value.
type change struct {
	path     string // from the case on, as "evidence[e3].source.note"
	from, to reflect.Value
}

// typed reports whether it is a text that a person may still be writing.
func (c change) typed() bool {
	return c.from.IsValid() && c.to.IsValid() && c.from.Kind() == reflect.String
}

// changesOf lists in which fields two cases differ, in the order of the fields.
// Objects with an ID are held to the one of the same ID.
func changesOf(before, after casefile.Case) []change {
	return differ(nil, "", reflect.ValueOf(before), reflect.ValueOf(after))
}

func differ(all []change, path string, a, b reflect.Value) []change {
	switch {
	case a.Kind() == reflect.Struct && open(a.Type()):
		for i := range a.NumField() {
			name := a.Type().Field(i).Name
			if name == "Problem" || name == "Salt" { // what the program found out, and what the log must not hold
				continue
			}
			all = differ(all, strings.TrimPrefix(path+"."+lowerFirst(name), "."), a.Field(i), b.Field(i))
		}
	case a.Kind() == reflect.Slice && idOf(a, 0) != "" || b.Kind() == reflect.Slice && idOf(b, 0) != "":
		all = differById(all, path, a, b)
	case a.Kind() == reflect.Slice && a.Len() == b.Len():
		for i := range a.Len() {
			all = differ(all, path+"["+strconv.Itoa(i)+"]", a.Index(i), b.Index(i))
		}
	case !reflect.DeepEqual(a.Interface(), b.Interface()):
		all = append(all, change{path, a, b})
	}
	return all
}

// open reports whether all fields of a struct can be looked at.
func open(t reflect.Type) bool {
	for i := range t.NumField() {
		if !t.Field(i).IsExported() {
			return false
		}
	}
	return true
}

func differById(all []change, path string, a, b reflect.Value) []change {
	find := func(list reflect.Value, id string) reflect.Value {
		for i := range list.Len() {
			if idOf(list, i) == id {
				return list.Index(i)
			}
		}
		return reflect.Value{}
	}
	for i := range a.Len() {
		id := idOf(a, i)
		at := path + "[" + id + "]"
		if other := find(b, id); other.IsValid() {
			all = differ(all, at, a.Index(i), other)
		} else {
			all = append(all, change{path: at, from: a.Index(i)})
		}
	}
	if from, to := orderOf(a, b), orderOf(b, a); from != to {
		all = append(all, change{path + ".order", reflect.ValueOf(from), reflect.ValueOf(to)})
	}
	for i := range b.Len() {
		if id := idOf(b, i); !find(a, id).IsValid() {
			all = append(all, change{path: path + "[" + id + "]", to: b.Index(i)})
		}
	}
	return all
}

// order is that of the elements of a list, by their IDs.
type order struct{ IDs string }

// orderOf returns the order of those elements of a list that are in the other too.
func orderOf(list, other reflect.Value) order {
	there := map[string]bool{}
	for i := range other.Len() {
		there[idOf(other, i)] = true
	}
	var ids []string
	for i := range list.Len() {
		if id := idOf(list, i); there[id] {
			ids = append(ids, id)
		}
	}
	return order{strings.Join(ids, " ")}
}

// idOf returns the ID of an element; empty where it has none.
func idOf(list reflect.Value, i int) string {
	if i >= list.Len() || list.Index(i).Kind() != reflect.Struct {
		return ""
	}
	id := list.Index(i).FieldByName("ID")
	if !id.IsValid() || id.Kind() != reflect.String {
		return ""
	}
	return id.String()
}

func lowerFirst(name string) string { return strings.ToLower(name[:1]) + name[1:] }

// told says changes as parameters of a line of the log: "evidence[e3].source.note"
// with what stood there before and what stands there now.
func told(changes []change) map[string]string {
	parameters := map[string]string{}
	for i, c := range changes {
		if i == loggedChanges {
			parameters["more"] = strconv.Itoa(len(changes) - i)
			break
		}
		parameters[c.path] = short(c.from) + " → " + short(c.to)
	}
	return parameters
}

// short writes a value within the limit of letters.
func short(v reflect.Value) string {
	if !v.IsValid() {
		return "–"
	}
	switch value := v.Interface().(type) {
	case casefile.Evidence:
		return strconv.Quote(value.Name)
	case []casefile.HandAlignment:
		all := make([]string, len(value))
		for i, h := range value {
			all[i] = h.String()
		}
		return strconv.Quote(strings.Join(all, "; "))
	}
	text, err := json.Marshal(v.Interface())
	if err != nil {
		text = fmt.Append(nil, v.Interface()) // such as an infinite number
	}
	letters := []rune(string(text))
	if len(letters) <= loggedLetters {
		return string(text)
	}
	return string(letters[:loggedLetters]) + "… (SHA-256 " + provenance.Digest(text) + ")"
}
