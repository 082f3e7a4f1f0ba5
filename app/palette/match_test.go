package palette

import (
	"strings"
	"testing"
)

func titles(list []Entry) string {
	var all []string
	for _, e := range list {
		all = append(all, e.Title)
	}
	return strings.Join(all, " | ")
}

func TestQueryFindsByBeginningsInitialsAndDespiteASlip(t *testing.T) {
	entries := []Entry{
		{Name: "a", Title: "Åpne en sak eller en fil…", Place: "Fil", Key: "Ctrl O"},
		{Name: "b", Title: "Side om side", Place: "Vis", Key: "1"},
		{Name: "c", Title: "Forskjell", Place: "Vis", Key: "5"},
		{Name: "d", Title: "Forrige forskjell", Place: "Bilde", Key: "K"},
		{Name: "e", Title: "Lagre", Place: "Fil", Key: "Ctrl S", Why: "Ingenting er åpnet"},
		{Name: "f", Title: "Lagre som…", Place: "Fil", Key: "Ctrl Shift S"},
	}
	for query, want := range map[string]string{
		"apne":       "Åpne en sak eller en fil…",
		"ÅPNE fil":   "Åpne en sak eller en fil…",
		"sos":        "Side om side",
		"forskjell":  "Forskjell | Forrige forskjell",
		"forskejll":  "Forskjell | Forrige forskjell",
		"forskell":   "Forskjell | Forrige forskjell",
		"skjell":     "Forskjell | Forrige forskjell",
		"lagre":      "Lagre som… | Lagre", // what can't be done now goes last
		"bilde":      "Forrige forskjell",
		"xyz":        "",
		"fil":        "Åpne en sak eller en fil…", // and not what stands in the menu of that name
		"lagre side": "",
	} {
		if got := titles(search(entries, query)); got != want {
			t.Errorf("%q finds %q, want %q", query, got, want)
		}
	}
}

func TestNothingTypedListsEverythingWithTheLatestFirst(t *testing.T) {
	entries := []Entry{
		{Title: "One", Why: "not now", Recent: 1},
		{Title: "Two"},
		{Title: "Three", Recent: 2},
		{Title: "Four", Recent: 1},
	}
	if got, want := titles(search(entries, " ")), "Four | Three | Two | One"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
