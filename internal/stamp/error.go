package stamp

// Kind says what is wrong with a time-stamp, as far as a person can do something about it.
type Kind int

// The kinds.
const (
	KindUnset       Kind = iota
	NotADigest           // no SHA-256
	NotARequest          // the kept request can't be read
	NotCertificates      // the file of trusted certificates can't be read
	NotAStamp            // no reply and no token
	TooLarge             // more bytes than the limit
	Refused              // the authority gave no stamp; Detail has its words
	NoCertificate        // the token lacks the certificate that it was signed with
	Unsupported          // signed in a way that this program can't check, or that is no longer safe
	BadSignature         // the signature does not hold: the token was changed
	OtherSigner          // the token was made for another certificate than the one in it
	WrongUsage           // the certificate is not one for time-stamps alone
	OutOfDate            // the certificate was not valid at the time stamped
	OtherDigest          // it stamps other bytes
	OtherRequest         // it answers another request
	Untrusted            // no chain to one of the roots given
)

var kindWords = [...]string{
	"unknown", "no SHA-256", "no request", "no certificates", "no time-stamp", "too large", "refused by the authority",
	"no certificate", "unsupported signature", "the signature does not hold", "made for another certificate", "a certificate for other uses",
	"the certificate was not valid then", "stamps other bytes", "answers another request", "no chain to a trusted root",
}

// String returns the kind in English, for logs and for developers.
func (k Kind) String() string {
	if k < 0 || int(k) >= len(kindWords) {
		return kindWords[KindUnset]
	}
	return kindWords[k]
}

// Unreadable reports whether nothing can be said of a stamp, as there is none
// or it can't be read. Of other kinds a stamp is there and does not hold.
func (k Kind) Unreadable() bool {
	switch k {
	case KindUnset, NotADigest, NotARequest, NotCertificates, NotAStamp, TooLarge, Refused, Unsupported:
		return true
	}
	return false
}

// Error is why a time-stamp can't be read, or does not hold.
type Error struct {
	Kind   Kind
	Detail string // in English or in the authority's words, for support; may be empty
	Limit  int64  // bytes, for TooLarge
}

// Error returns one line in English; people get the sentences of package problem.
func (e *Error) Error() string {
	text := "time-stamp: " + e.Kind.String()
	if e.Detail != "" {
		text += ": " + e.Detail
	}
	return text
}
