package figure

// About is what a file says of what it shows. Nothing else about a person,
// machine or time is written into what is published; empty fields are left out.
type About struct {
	Title       string // the accessible name, where a format has one
	Description string // the alt text
	Credit      string // whose pictures it shows
	Language    string // of all three: "en", "nb"
}
