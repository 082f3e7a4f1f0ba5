package casefile

// Post is what an account published: words, and the pictures that they came
// with. "Same words, other pictures" is two posts.
type Post struct {
	ID         ID     `json:"id"`
	Account    string `json:"account"`
	Platform   string `json:"platform"`
	Address    string `json:"address"`
	Texts      []Text `json:"texts"`
	Pictures   []ID   `json:"pictures"` // the items that it carried
	Captures   []ID   `json:"captures"` // items that show the post
	SeenOnline []Seen `json:"seenOnline"`
	SeenGone   []Seen `json:"seenGone"`
	ReplacedBy ID     `json:"replacedBy"` // the post that took its place
}

// Text is the wording of a post in one language.
type Text struct {
	Language    string `json:"language"` // as that person wrote it: "nb", "Arabic"
	Text        string `json:"text"`
	Translation string `json:"translation"`
}

// Seen is a sighting of a post, or of its absence.
type Seen struct {
	When Date   `json:"when"`
	Who  string `json:"who"`
}
