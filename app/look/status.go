package look

// StatusShape returns the drawing for a status that a person gave an item: a
// bookmark, which no finding has, so that a person's word and the program's are
// not taken for each other. NoDrawing where the word is none.
func StatusShape(word string) Drawing {
	for _, d := range statusShapes {
		if word != "" && string(d) == "status-"+word {
			return d
		}
	}
	return NoDrawing
}

var statusShapes = []Drawing{"status-to-check", "status-fine", "status-warning"}
