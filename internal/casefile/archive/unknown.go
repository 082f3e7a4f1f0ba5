package archive

import (
	"bytes"
	"encoding/json"
	"maps"
	"slices"
	"strings"
)

// keepUnknown returns the object now with the fields that only before has,
// after its own and in the order of their names. Objects within it are gone
// through too, and so are lists of objects.
func keepUnknown(now, before json.RawMessage) (json.RawMessage, error) {
	var fields, old map[string]json.RawMessage
	if json.Unmarshal(before, &old) != nil || old == nil || json.Unmarshal(now, &fields) != nil || fields == nil {
		return now, nil // no objects
	}
	names, err := namesOf(now)
	if err != nil {
		return nil, err
	}
	for _, name := range slices.Sorted(maps.Keys(old)) {
		if _, known := fields[name]; !known {
			if slices.ContainsFunc(names, func(own string) bool { return strings.EqualFold(own, name) }) {
				continue // it was read as that field: letters' case is not looked at
			}
			names = append(names, name)
			fields[name] = old[name]
			continue
		}
		merge := keepUnknown
		if bytes.HasPrefix(old[name], []byte("[")) {
			merge = keepInList
		}
		if fields[name], err = merge(fields[name], old[name]); err != nil {
			return nil, err
		}
	}
	out := []byte{'{'}
	for i, name := range names {
		key, err := plain(name)
		if err != nil {
			return nil, err
		}
		if i > 0 {
			out = append(out, ',')
		}
		out = append(append(append(out, key...), ':'), fields[name]...)
	}
	return append(out, '}'), nil
}

// namesOf returns the names of an object's fields in their order.
func namesOf(object json.RawMessage) (names []string, err error) {
	decoder := json.NewDecoder(bytes.NewReader(object))
	if _, err := decoder.Token(); err != nil { // the brace
		return nil, err
	}
	for decoder.More() {
		name, err := decoder.Token()
		if err != nil {
			return nil, err
		}
		if text, ok := name.(string); ok {
			names = append(names, text)
		}
		var value json.RawMessage
		if err := decoder.Decode(&value); err != nil {
			return nil, err
		}
	}
	return names, nil
}

// identity is what tells the elements of a list from each other, where they
// have something of the kind.
type identity struct {
	ID        string `json:"id"`
	Claimed   string `json:"claimed"`
	Candidate string `json:"candidate"`
}

// keepInList does for the objects of a list what keepUnknown does for one. An
// object is held against the old one of its identity, and where it has none
// against the first not yet taken in which all it says stands already.
func keepInList(now, before json.RawMessage) (json.RawMessage, error) {
	var elements, old []json.RawMessage
	if json.Unmarshal(now, &elements) != nil || json.Unmarshal(before, &old) != nil || len(elements) == 0 || !bytes.HasPrefix(elements[0], []byte("{")) {
		return now, nil // no lists of objects
	}
	was := map[identity]json.RawMessage{}
	type object struct {
		text   json.RawMessage
		fields map[string]json.RawMessage
	}
	var nameless []object
	for _, element := range old {
		var id identity
		if json.Unmarshal(element, &id) != nil {
			continue
		}
		if id != (identity{}) {
			was[id] = element
			continue
		}
		o := object{text: element}
		if err := json.Unmarshal(element, &o.fields); err != nil {
			return nil, err
		}
		nameless = append(nameless, o)
	}
	for i, element := range elements {
		var id identity
		if err := json.Unmarshal(element, &id); err != nil {
			return nil, err
		}
		from := was[id]
		if id == (identity{}) {
			var fields map[string]json.RawMessage
			if err := json.Unmarshal(element, &fields); err != nil {
				return nil, err
			}
			if at := slices.IndexFunc(nameless, func(o object) bool { return says(o.fields, fields) }); at >= 0 {
				from = nameless[at].text
				nameless = slices.Delete(nameless, at, at+1)
			}
		}
		if from == nil {
			continue
		}
		kept, err := keepUnknown(element, from)
		if err != nil {
			return nil, err
		}
		elements[i] = kept
	}
	return plain(elements)
}

// says reports whether an object holds all fields of the other, with the same values.
func says(object, fields map[string]json.RawMessage) bool {
	for name, value := range fields {
		if !bytes.Equal(object[name], value) {
			return false
		}
	}
	return true
}
