package claimreview

import (
	"bytes"
	"encoding/json"
)

// node is a thing with its properties, in the order in which they are written.
type node []property

type property struct {
	name  string
	value any // a string, strings, a node or nodes
}

func (n *node) add(name string, value any) { *n = append(*n, property{name, value}) }

// text adds a property where there is something to say.
func (n *node) text(name, value string) {
	if value != "" {
		n.add(name, value)
	}
}

// name adds who did something: the first name that somebody typed. Whether it is
// that of a person or of an organisation nobody said, so that it has no type.
func (n *node) name(property string, names ...string) {
	for _, name := range names {
		if name = clean(name); name != "" {
			n.add(property, node{{"name", name}})
			return
		}
	}
}

// value returns a property's text.
func (n node) value(name string) string {
	for _, p := range n {
		if text, ok := p.value.(string); ok && p.name == name {
			return text
		}
	}
	return ""
}

// MarshalJSON writes the properties in their order. What could end a script that
// holds the document is escaped.
func (n node) MarshalJSON() ([]byte, error) {
	var out bytes.Buffer
	out.WriteByte('{')
	for i, p := range n {
		if i > 0 {
			out.WriteByte(',')
		}
		for j, v := range []any{p.name, p.value} {
			text, err := json.Marshal(v)
			if err != nil {
				return nil, err
			}
			if j > 0 {
				out.WriteByte(':')
			}
			out.Write(text)
		}
	}
	out.WriteByte('}')
	return out.Bytes(), nil
}
