package casework

import (
	"path/filepath"
	"strconv"
	"strings"

	"github.com/motbilde/motbilde/internal/bag"
	"github.com/motbilde/motbilde/internal/casefile"
)

// longestClaim is how many letters of a claim's name stand in a file's name.
const longestClaim = 40

// ofClaim returns the stem of the name of a file on one claim of a case, of an
// edition already: where the case has several, the claim's name stands behind what
// the case is called, and its number too where another is called so.
func ofClaim(c casefile.Case, about casefile.ID, stem string) string {
	claims := c.Claims()
	if len(claims) < 2 {
		return stem
	}
	called := func(e casefile.Evidence) string {
		name := e.Label
		if name == "" {
			name = strings.TrimSuffix(e.Name, filepath.Ext(e.Name))
		}
		letters := []rune(strings.Join(strings.Fields(name), " "))
		return strings.TrimRight(string(letters[:min(len(letters), longestClaim)]), " ,;:.–-")
	}
	at, same := 0, 0
	for i, e := range claims {
		if e.ID == about {
			at = i
		}
	}
	name := called(claims[at])
	for _, e := range claims {
		if strings.EqualFold(called(e), name) {
			same++
		}
	}
	if same > 1 || name == "" {
		name = strings.TrimLeft(name+"-"+strconv.Itoa(at+1), "-")
	}
	return bag.SafeName(stem + "-" + plainName(name))
}
