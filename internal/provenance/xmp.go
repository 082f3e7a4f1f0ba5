package provenance

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"strings"
)

// Limits on one XMP packet.
const (
	deepestXMP  = 24
	mostXMPTags = 4000
	longestName = 100 // bytes of a name or its prefix: a path is built of them for each value
)

const rdfSpace = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"

// prefixes are the usual ones of the namespaces that facts come from: a file
// may use others.
var prefixes = map[string]string{
	"http://ns.adobe.com/xap/1.0/mm/":                  "xmpMM",
	"http://ns.adobe.com/xap/1.0/sType/ResourceEvent#": "stEvt",
	"http://ns.adobe.com/xap/1.0/sType/ResourceRef#":   "stRef",
}

// walkXMP calls tell with each value of an XMP packet (ISO 16684-1) and where
// it stands: "dc:creator[1]", "xmpMM:History[2]/stEvt:action". It ends where
// the packet is no longer XML, or beyond the limits.
func walkXMP(packet []byte, tell func(path, value string)) {
	w := xmpWalk{tell: tell, prefix: map[string]string{}}
	d := xml.NewDecoder(bytes.NewReader(packet))
	for w.told < mostXMPTags {
		token, err := d.Token()
		if err != nil {
			return
		}
		switch t := token.(type) {
		case xml.StartElement:
			if len(w.open) >= deepestXMP {
				return
			}
			w.start(t)
		case xml.EndElement:
			w.end()
		case xml.CharData:
			if n := len(w.open); n > 0 && len(w.open[n-1].text) < longestTag {
				w.open[n-1].text += string(t)
			}
		}
	}
}

type xmpWalk struct {
	tell   func(path, value string)
	told   int
	prefix map[string]string
	open   []xmpElement
}

// xmpElement is an element that has begun.
type xmpElement struct {
	path  string // of the property that it is or belongs to; empty above all properties
	text  string
	inner bool // it holds elements or values: its text is white space
	items int  // that a list has so far
}

func (w *xmpWalk) start(t xml.StartElement) {
	for _, a := range t.Attr {
		if a.Name.Space == "xmlns" && w.prefix[a.Value] == "" && len(w.prefix) < mostSegment {
			w.prefix[a.Value] = a.Name.Local
		}
	}
	var e xmpElement
	if n := len(w.open); n > 0 {
		parent := &w.open[n-1]
		parent.inner = true
		e.path = parent.path
		if t.Name.Space == rdfSpace && t.Name.Local == "li" {
			parent.items++
			e.path += fmt.Sprintf("[%d]", parent.items)
		}
	}
	if t.Name.Space != rdfSpace && (e.path != "" || w.inDescription()) {
		e.path = w.below(e.path, t.Name)
	}
	for _, a := range t.Attr {
		switch {
		case a.Name.Space == rdfSpace && a.Name.Local == "resource":
			e.inner = true
			w.say(e.path, a.Value)
		case a.Name.Space == "" || a.Name.Space == "xmlns" || a.Name.Space == rdfSpace || strings.HasSuffix(a.Name.Space, "/XML/1998/namespace"):
		case e.path != "" || t.Name.Local == "Description":
			e.inner = true
			w.say(w.below(e.path, a.Name), a.Value)
		}
	}
	w.open = append(w.open, e)
}

// inDescription reports whether properties may begin here: below rdf:RDF and its rdf:Description.
func (w *xmpWalk) inDescription() bool { return len(w.open) >= 2 }

func (w *xmpWalk) end() {
	n := len(w.open)
	if n == 0 {
		return
	}
	e := w.open[n-1]
	w.open = w.open[:n-1]
	if !e.inner {
		w.say(e.path, e.text)
	}
}

func (w *xmpWalk) say(path, value string) {
	if value = strings.TrimSpace(value); path != "" && value != "" {
		w.told++
		w.tell(path, value)
	}
}

func (w *xmpWalk) below(path string, name xml.Name) string {
	prefix := prefixes[name.Space]
	if prefix == "" {
		prefix = w.prefix[name.Space]
	}
	own := cut(name.Local)
	if prefix != "" {
		own = cut(prefix) + ":" + own
	}
	if path == "" {
		return own
	}
	return path + "/" + own
}

func cut(name string) string { return name[:min(len(name), longestName)] }
