package pack

import (
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"

	"github.com/motbilde/motbilde/internal/bag"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/training"
)

// How much of each there may be.
const (
	mostCandidates = 100
	mostStills     = 200
	mostSteps      = 200
	mostHints      = 20
	mostChecks     = 30
	mostPlaces     = 100
	mostRegions    = 200
	mostText       = 20_000 // bytes of one text in one language
	mostSide       = 1 << 16
	mostLevel      = 5
	mostMinutes    = 600
	mostAt         = 360_000 // seconds
	mostReach      = 1e7     // of a coordinate, in pixels
)

// decode reads pack.json and checks everything that holds without the other entries.
func decode(text []byte) (m manifest, err error) {
	var head struct {
		Form    string `json:"form"`
		Version int    `json:"version"`
	}
	if err := json.Unmarshal(text, &head); err != nil || head.Form != formName {
		return m, &Error{Kind: NotAPack, Entry: manifestName, Detail: fmt.Sprint(err)}
	}
	if head.Version > Version {
		return m, &Error{Kind: Newer, Detail: fmt.Sprint(head.Version)}
	}
	if err := strictly(text, &m); err != nil {
		return m, malformed(manifestName, "%v", err)
	}
	switch {
	case m.Version < 1:
		return m, malformed(manifestName, "version %d", m.Version)
	case !isHex(m.ID, 32):
		return m, malformed(manifestName, "id")
	case len(m.Exercises) > mostExercises:
		return m, &Error{Kind: TooMany, Detail: "exercises", Limit: mostExercises}
	case len(m.Exercises) == 0:
		return m, malformed(manifestName, "no exercises")
	case len(m.Steps) > mostSteps:
		return m, &Error{Kind: TooMany, Detail: "steps", Limit: mostSteps}
	case len(m.Entries) > mostEntries || len(m.Sealed) > mostEntries || len(m.Authors) > mostEntries:
		return m, &Error{Kind: TooMany, Detail: "entries", Limit: mostEntries}
	case m.Minutes < 0 || m.Minutes > mostMinutes:
		return m, malformed(manifestName, "minutes")
	}
	if err := shortTexts(m.Title, m.Summary); err != nil {
		return m, err
	}
	seen := map[string]bool{}
	for i, e := range m.Exercises {
		if seen[e.ID] {
			return m, &Error{Kind: Duplicate, Exercise: i + 1, Entry: e.ID}
		}
		seen[e.ID] = true
		if err := m.checkExercise(e); err != nil {
			return m, ofExercise(err, i+1)
		}
	}
	if err := m.checkSteps(seen); err != nil {
		return m, err
	}
	return m, m.checkLocks()
}

// checkExercise checks one exercise by itself.
func (m manifest) checkExercise(e exerciseForm) error {
	switch {
	case !isID(e.ID):
		return malformed(manifestName, "id %q", e.ID)
	case e.Level < 1 || e.Level > mostLevel:
		return malformed(manifestName, "level %d", e.Level)
	case e.Minutes < 0 || e.Minutes > mostMinutes:
		return malformed(manifestName, "minutes %d", e.Minutes)
	case len(e.Candidates) == 0:
		return malformed(manifestName, "no candidates")
	case len(e.Candidates) > mostCandidates:
		return &Error{Kind: TooMany, Detail: "candidates", Limit: mostCandidates}
	case len(e.Stills) > mostStills:
		return &Error{Kind: TooMany, Detail: "stills", Limit: mostStills}
	case len(e.Hints) > mostHints:
		return &Error{Kind: TooMany, Detail: "hints", Limit: mostHints}
	case e.Claim.Video || e.Claim.Step != 0:
		return malformed(manifestName, "a claim is a picture that is there from the start")
	case slices.ContainsFunc(e.Hints, func(cost int) bool { return cost < 0 || cost > 100 }):
		return malformed(manifestName, "a hint's cost")
	}
	for _, part := range e.Asked {
		switch part {
		case training.AskChoice, training.AskOutline, training.AskPairs, training.AskDifferences, training.AskFrame, training.AskWording:
		default:
			return malformed(manifestName, "asks for %q", part)
		}
	}
	seen := map[string]bool{}
	for _, item := range slices.Concat([]itemForm{e.Claim}, e.Candidates, e.Stills) {
		if err := m.checkItem(e, item); err != nil {
			return err
		}
		if seen[item.ID] {
			return &Error{Kind: Duplicate, Entry: item.ID}
		}
		seen[item.ID] = true
	}
	for _, s := range e.Stills {
		if !slices.ContainsFunc(e.Candidates, func(c itemForm) bool { return c.Video && c.ID == s.FrameOf }) || s.Video {
			return malformed(manifestName, "still %q of no video", s.ID)
		}
	}
	return shortTexts(e.Title, e.Task)
}

// checkItem checks one item of an exercise.
func (m manifest) checkItem(e exerciseForm, i itemForm) error {
	brought := func(s stepForm) bool {
		return s.Number == i.Step && s.Kind == training.StepItems && s.Exercise == e.ID
	}
	switch {
	case !isID(i.ID):
		return malformed(manifestName, "id %q", i.ID)
	case !safePath(i.Name):
		return &Error{Kind: Outside, Entry: i.Name}
	case !isHex(i.SHA256, 64):
		return malformed(manifestName, "digest of %q", i.Name)
	case i.Width < 1 || i.Height < 1 || i.Width > mostSide || i.Height > mostSide:
		return malformed(manifestName, "size of %q", i.Name)
	case len(i.Credit) > mostText || len(i.Licence) > mostText:
		return &Error{Kind: TooLarge, Entry: i.Name, Detail: "credit", Limit: mostText}
	case !(i.At >= 0 && i.At <= mostAt):
		return malformed(manifestName, "time of %q", i.Name)
	case i.Step != 0 && !slices.ContainsFunc(m.Steps, brought):
		return malformed(manifestName, "%q comes with step %d, which brings no candidates", i.Name, i.Step)
	}
	return nil
}

// checkSteps checks that steps count up and speak of exercises.
func (m manifest) checkSteps(exercises map[string]bool) error {
	last := 0
	for _, s := range m.Steps {
		known := s.Kind == training.StepItems || s.Kind == training.StepFreeze || s.Kind == training.StepReveal
		if s.Number <= last || s.Number > 10*mostSteps || !known || !exercises[s.Exercise] {
			return malformed(manifestName, "step %d", s.Number)
		}
		last = s.Number
		if err := shortTexts(s.Title); err != nil {
			return err
		}
	}
	return nil
}

// checkLocks checks locks and what they open.
func (m manifest) checkLocks() error {
	locks := map[string]bool{}
	for _, l := range m.Locks {
		byWord := l.Rounds > 0 && len(l.Key) == 0
		openly := l.ID == openLock && l.Rounds == 0 && len(l.Key) == keyBytes
		if locks[l.ID] || len(l.ID) > 64 || l.Rounds < 0 || l.Rounds > mostRounds || byWord == openly || byWord && l.ID == openLock {
			return malformed(manifestName, "lock %q", l.ID)
		}
		locks[l.ID] = true
	}
	if len(m.Locks) > mostSteps+2 || len(m.Salt) != saltBytes {
		return malformed(manifestName, "locks")
	}
	for _, s := range m.Steps {
		if !locks[stepLock(s.Number)] {
			return malformed(manifestName, "step %d has no lock", s.Number)
		}
	}
	sealed := map[string]bool{}
	for _, s := range m.Sealed {
		if sealed[s.Entry] || len(s.Keys) > len(m.Locks) {
			return malformed(manifestName, "seal of %q", s.Entry)
		}
		sealed[s.Entry] = true
	}
	return nil
}

// compareEntries holds the entries of the zip against those that pack.json
// names: the same, of the same size, each needed.
func (f *File) compareEntries() error {
	need := map[string]bool{trainerName: true}
	for _, e := range f.m.Exercises {
		need[keysFolder+e.ID] = true
		if len(e.Hints) > 0 {
			need[hintsFolder+e.ID] = true
		}
		for _, item := range slices.Concat([]itemForm{e.Claim}, e.Candidates, e.Stills) {
			need[entryOf(item.in())] = true
		}
	}
	named := map[string]bool{manifestName: true}
	for _, e := range f.m.Entries {
		there := f.entries[e.Name]
		switch {
		case named[e.Name]:
			return &Error{Kind: Duplicate, Entry: e.Name}
		case there == nil:
			return f.ofForm(&Error{Kind: Missing, Entry: e.Name})
		case int64(there.UncompressedSize64) != e.Bytes:
			return f.ofForm(&Error{Kind: Damaged, Entry: e.Name, Detail: "another size"})
		case !isHex(e.SHA256, 64):
			return malformed(manifestName, "digest of %q", e.Name)
		case !need[e.Name]:
			return &Error{Kind: Stranger, Entry: e.Name}
		}
		named[e.Name] = true
	}
	for name := range f.entries {
		if !named[name] {
			return &Error{Kind: Stranger, Entry: name}
		}
	}
	for _, name := range slices.Sorted(maps.Keys(need)) {
		if !named[name] {
			return f.ofForm(&Error{Kind: Missing, Entry: name})
		}
		secret := strings.HasPrefix(name, keysFolder) || strings.HasPrefix(name, hintsFolder) || strings.HasPrefix(name, sealedFolder) || name == trainerName
		if secret != slices.ContainsFunc(f.m.Sealed, func(s sealForm) bool { return s.Entry == name }) {
			return f.ofForm(malformed(name, "sealed or not, against its kind"))
		}
	}
	return nil
}

// ofForm is told before the exercises were made of their form.
func (f *File) ofForm(err error) error {
	g := File{}
	for _, e := range f.m.Exercises {
		g.exercises = append(g.exercises, e.in())
	}
	return g.told(err)
}

// checkKey checks a key against its exercise.
func checkKey(e training.Exercise, k training.Key) error {
	entry := keysFolder + e.ID
	switch {
	case !slices.Contains(training.Choices(), k.Choice):
		return malformed(entry, "choice %q", k.Choice)
	case k.Family != "" && !slices.Contains(training.Families(), k.Family):
		return malformed(entry, "family %q", k.Family)
	case !k.Choice.NamesCandidates() && len(k.Placements) > 0:
		return malformed(entry, "places with the choice %q", k.Choice)
	case len(k.Placements) > mostPlaces || len(k.Differences) > mostRegions || len(k.Checklist) > mostChecks:
		return &Error{Kind: TooMany, Entry: entry, Detail: "places, regions or questions", Limit: mostChecks}
	case k.From < 0 || k.To < k.From || k.To.Seconds() > mostAt:
		return malformed(entry, "times")
	}
	seen := map[string]bool{}
	for _, p := range k.Placements {
		if _, known := e.Candidate(p.Candidate); !known || seen[p.Candidate] {
			return malformed(entry, "a place on %q", p.Candidate)
		}
		seen[p.Candidate] = true
		if !sound(p, e.Claim.Size) {
			return malformed(entry, "the place on %q can't be reckoned with", p.Candidate)
		}
	}
	for _, d := range k.Differences {
		if d.Empty() || !reachable(d.MinX, d.MinY, d.MaxX, d.MaxY) {
			return malformed(entry, "a difference")
		}
	}
	texts := []textForm{textOut(k.Explanation), textOut(k.Careful), textOut(k.Weak), textOut(k.Teacher)}
	for _, c := range k.Checklist {
		texts = append(texts, textOut(c.Question))
	}
	if err := shortTexts(texts...); err != nil {
		return err
	}
	return checkHints(e, k.Hints)
}

// checkHints checks hints against what the exercise says they cost. While a pack
// is written, the exercise's are taken from the key.
func checkHints(e training.Exercise, hints []training.Hint) error {
	if len(hints) > mostHints {
		return &Error{Kind: TooMany, Entry: hintsFolder + e.ID, Detail: "hints", Limit: mostHints}
	}
	if e.Hints == nil {
		return nil
	}
	if len(hints) != len(e.Hints) {
		return malformed(hintsFolder+e.ID, "%d hints, and %d costs", len(hints), len(e.Hints))
	}
	for i, h := range hints {
		if h.Cost != e.Hints[i] {
			return malformed(hintsFolder+e.ID, "hint %d costs %d and %d", i+1, h.Cost, e.Hints[i])
		}
		if err := shortTexts(textOut(h.Text)); err != nil {
			return err
		}
	}
	return nil
}

// sound reports whether a placement can be reckoned with all over its part.
func sound(p training.Placement, claim geom.Size) bool {
	part := p.Part(claim)
	for _, c := range part {
		if !reachable(c.X, c.Y) {
			return false
		}
	}
	if !p.CandidateFromClaimed.Valid() || p.CandidateFromClaimed.CrossesHorizon(part) {
		return false
	}
	for _, c := range p.CandidateFromClaimed.ApplyQuad(part) {
		if !reachable(c.X, c.Y) {
			return false
		}
	}
	return true
}

func reachable(values ...float64) bool {
	return !slices.ContainsFunc(values, func(v float64) bool { return !(math.Abs(v) <= mostReach) })
}

func shortTexts(all ...textForm) error {
	for _, t := range all {
		for language, text := range t {
			if len(text) > mostText || len(language) > 16 {
				return &Error{Kind: TooLarge, Entry: manifestName, Detail: "a text", Limit: mostText}
			}
		}
	}
	return nil
}

// isID reports whether the text names an exercise or an item: small letters, digits and hyphens.
func isID(s string) bool {
	return len(s) > 0 && len(s) <= 64 && strings.Trim(s, "abcdefghijklmnopqrstuvwxyz0123456789-") == "" && bag.SafeName(s) == s
}

func isHex(s string, digits int) bool {
	return len(s) == digits && strings.Trim(s, "0123456789abcdef") == ""
}

// safePath reports whether every part of the path is a name that every system can store.
func safePath(p string) bool {
	for part := range strings.SplitSeq(p, "/") {
		if part == "" || part == "." || part == ".." || bag.SafeName(part) != part {
			return false
		}
	}
	return len(p) <= 240
}
