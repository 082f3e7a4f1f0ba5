package casework

import (
	"strconv"

	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/casefile/archive"
)

// LogGap is something of a case that its log does not tell, or tells otherwise.
type LogGap struct {
	Of        casefile.Evidence // the item, or the candidate of a comparison
	Compared  bool              // it is about a comparison, and not about the item's import
	Otherwise bool              // the log tells of it, with another result
}

// LogGaps holds the log against the case: each file has an import line with its
// digest, each comparison a line with its verdict, method and log10 NFA, the
// last of its pair. An empty log tells nothing, and is no gap. What is withheld
// has no line to look for, a part of a file needs none, and where a publication
// has a commitment in the place of a line, that line may be the one.
func LogGaps(d archive.Document) (gaps []LogGap) {
	if d.Log.Count() == 0 {
		return nil
	}
	imported, compared := map[string]bool{}, map[string]map[string]string{}
	hidden := map[casefile.Event]bool{}
	for _, line := range d.Log.Lines() {
		p := line.Parameters
		if line.Time.IsZero() && line.Object == "" {
			hidden[line.Event] = true
			continue
		}
		switch line.Event {
		case casefile.Imported:
			imported[line.Object], imported["id "+p["id"]] = true, true
		case casefile.Compared:
			compared[p["claimed"]+" "+p["candidate"]] = p
		}
	}
	withheld := func(e casefile.Evidence) bool { return e.Withheld.On && e.SHA256 == "" }
	for _, e := range d.Case.Evidence {
		told := imported[e.SHA256]
		if e.SHA256 == "" {
			told = imported["id "+string(e.ID)]
		}
		if !told && !e.Derived() && !withheld(e) && !e.Unread() && !hidden[casefile.Imported] {
			gaps = append(gaps, LogGap{Of: e})
		}
	}
	for _, c := range d.Comparisons {
		claim, _ := d.Case.Find(c.Claimed) // a comparison of unknown evidence is no case
		candidate, _ := d.Case.Find(c.Candidate)
		if withheld(claim) || withheld(candidate) {
			continue
		}
		line, told := compared[claim.SHA256+" "+string(candidate.ID)]
		if !told && hidden[casefile.Compared] {
			continue
		}
		figure := ""
		if c.Alignment.HasNFA {
			figure = figureText(c.Alignment.Log10NFA)
		}
		if !told || line["verdict"] != c.Alignment.Verdict.String() || line["method"] != c.Method || line["log10Nfa"] != figure {
			gaps = append(gaps, LogGap{Of: candidate, Compared: true, Otherwise: told})
		}
	}
	return gaps
}

// figureText writes a figure as the log has it: so that it reads back as it was.
func figureText(v float64) string { return strconv.FormatFloat(v, 'g', -1, 64) }
