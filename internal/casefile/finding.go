package casefile

import "slices"

// Rating is a value of schema.org's MediaManipulationRatingEnumeration. Several
// may apply together.
type Rating string

// The ratings.
const (
	Decontextualized Rating = "DecontextualizedContent"
	EditedOrCropped  Rating = "EditedOrCroppedContent"
	Transformed      Rating = "TransformedContent"
	Staged           Rating = "StagedContent"
	Satire           Rating = "SatireOrParodyContent"
	OriginalMedia    Rating = "OriginalMediaContent"
)

// Ratings are those that can be chosen.
var Ratings = []Rating{Decontextualized, EditedOrCropped, Transformed, Staged, Satire, OriginalMedia}

// Contradicts reports whether the two can't both be true of one picture: media
// without a misleading alteration is neither transformed nor edited nor staged.
func (r Rating) Contradicts(other Rating) bool {
	altered := []Rating{Transformed, EditedOrCropped, Staged}
	return r == OriginalMedia && slices.Contains(altered, other) || other == OriginalMedia && slices.Contains(altered, r)
}

// Finding is what a person concludes about one claimed picture. The program
// fills in none of it.
type Finding struct {
	Claimed      ID           `json:"claimed"`
	Wording      string       `json:"wording"`
	Ratings      []Rating     `json:"ratings"`
	DoesNotShow  string       `json:"doesNotShow"`
	By           string       `json:"by"`
	Date         Date         `json:"date"`
	SecondReader SecondReader `json:"secondReader"`
	Sources      []ID         `json:"sources"` // the items that a person counts as independent of each other
	Reply        Reply        `json:"reply"`
}

// Empty reports whether nothing has been written.
func (f Finding) Empty() bool {
	return f.Wording == "" && len(f.Ratings) == 0 && f.DoesNotShow == "" && f.By == "" && f.Date == "" &&
		f.SecondReader == (SecondReader{}) && len(f.Sources) == 0 && f.Reply == (Reply{})
}

// WithRating returns the finding with a rating set or taken away. Where it
// contradicts one that stands, the finding stays as it was and ok is false.
func (f Finding) WithRating(r Rating, on bool) (_ Finding, ok bool) {
	without := slices.DeleteFunc(slices.Clone(f.Ratings), func(o Rating) bool { return o == r })
	if !on {
		f.Ratings = without
		return f, true
	}
	if slices.ContainsFunc(without, r.Contradicts) {
		return f, false
	}
	f.Ratings = append(without, r)
	slices.SortFunc(f.Ratings, func(a, b Rating) int { return slices.Index(Ratings, a) - slices.Index(Ratings, b) })
	return f, true
}

// SecondReader is who read the finding again.
type SecondReader struct {
	Name string `json:"name"`
	Date Date   `json:"date"`
	Note string `json:"note"`
}

// Answer is what came of asking somebody for a reply.
type Answer string

// The answers.
const (
	NobodyAsked Answer = ""
	Asked       Answer = "asked"
	Answered    Answer = "answered"
	Declined    Answer = "declined"
	NoAnswer    Answer = "no-answer"
)

// Answers are those that can be chosen.
var Answers = []Answer{Asked, Answered, Declined, NoAnswer}

// Reply is the right of reply of whom a finding concerns.
type Reply struct {
	Who    string `json:"who"`
	Asked  Date   `json:"asked"`
	Answer Answer `json:"answer"`
	Text   string `json:"text"` // in their words
}

// Status is what a person says of the state of a case.
type Status string

// The states.
const (
	StatusUnset Status = ""
	ToCheck     Status = "to-check"
	Fine        Status = "fine"
	Warning     Status = "warning"
)

// Statuses are those that can be chosen.
var Statuses = []Status{ToCheck, Fine, Warning}

// Correction is what was put right after something had been published.
type Correction struct {
	Date Date   `json:"date"`
	Text string `json:"text"`
}

// Issue is a report that was made from the case.
type Issue struct {
	Number   int    `json:"number"` // from 1
	Made     string `json:"made"`   // UTC, RFC 3339
	Edition  string `json:"edition"`
	SHA256   string `json:"sha256"`   // of the file
	Manifest string `json:"manifest"` // SHA-256 of its manifest, which stands on its pages
	Replaces int    `json:"replaces"` // the number of the one that it replaces; 0 for none
}

// Finding returns what was concluded about that claim.
func (c Case) Finding(claimed ID) (Finding, bool) {
	i := slices.IndexFunc(c.Findings, func(f Finding) bool { return f.Claimed == claimed })
	if i < 0 {
		return Finding{Claimed: claimed}, false
	}
	return c.Findings[i], true
}

// WithFinding returns the case with that finding in the place of the one about
// the same claim; an empty finding takes it away.
func (c Case) WithFinding(f Finding) Case {
	i := slices.IndexFunc(c.Findings, func(o Finding) bool { return o.Claimed == f.Claimed })
	c.Findings = slices.Clone(c.Findings)
	switch {
	case f.Empty() && i >= 0:
		c.Findings = slices.Delete(c.Findings, i, i+1)
	case f.Empty():
	case i >= 0:
		c.Findings[i] = f
	default:
		c.Findings = append(c.Findings, f)
	}
	return c
}

// Post returns the post of that ID.
func (c Case) Post(id ID) (Post, bool) {
	i := slices.IndexFunc(c.Posts, func(p Post) bool { return p.ID == id })
	if i < 0 {
		return Post{}, false
	}
	return c.Posts[i], true
}

// WithPost returns the case with the post added, or replaced where its ID is known.
func (c Case) WithPost(p Post) Case {
	c.Posts = slices.Clone(c.Posts)
	if i := slices.IndexFunc(c.Posts, func(o Post) bool { return o.ID == p.ID }); i >= 0 {
		c.Posts[i] = p
	} else {
		c.Posts = append(c.Posts, p)
	}
	return c
}

// WithoutPost returns the case without that post; no other says any more that it was replaced by it.
func (c Case) WithoutPost(id ID) Case {
	c.Posts = slices.DeleteFunc(slices.Clone(c.Posts), func(p Post) bool { return p.ID == id })
	for i := range c.Posts {
		if c.Posts[i].ReplacedBy == id {
			c.Posts[i].ReplacedBy = ""
		}
	}
	return c
}
