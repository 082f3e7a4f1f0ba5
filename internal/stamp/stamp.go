// Package stamp owns trusted time (RFC 3161): a request over a digest, and the
// checking of what a time-stamp authority replied. Its main type is Stamp. It
// promises to ask nobody: a person carries request and reply, and everything is
// checked from the bytes at hand. What it can't know offline, whether a
// certificate was revoked, it never claims.
//
//	digest ─▶ NewRequest ─▶ X.tsq ─▶ (authority) ─▶ X.tsr ─▶ Check ─▶ Stamp
package stamp

import (
	"crypto"
	"crypto/rand"
	"crypto/sha256"
	"crypto/x509"
	"encoding/hex"
	"encoding/pem"
	"math/big"
	"time"

	"github.com/digitorus/timestamp"
)

// MostBytes is how large a request or a reply may be. A reply with its chain of
// certificates has 3 to 12 KB; much larger ones would only cost time.
const MostBytes = 64 << 10

// nonceBits is the size of the number by which a reply is known to belong to
// its request: no one repeats it by chance.
const nonceBits = 64

// Stamp is what a time-stamp says, once everything about it has been checked.
type Stamp struct {
	Digest   string    // the SHA-256 that was stamped
	Time     time.Time // UTC
	Accuracy time.Duration
	Policy   string // object identifier of the authority's rules
	Serial   string // hexadecimal

	Authority   string // name in the authority's certificate
	Issuer      string // who issued that certificate
	Fingerprint string // SHA-256 of the certificate
	// Trusted says that the certificate was issued, by a chain that held at
	// Time, by one of the roots given. Without, anybody can have made the stamp.
	Trusted bool
	// Asked says that it answers the request that was kept.
	Asked bool
}

// NewRequest returns a request for a time-stamp over a SHA-256 (64 hexadecimal
// digits), to be sent to an authority. It holds a random number, and asks for
// the certificate.
func NewRequest(digest string) ([]byte, error) {
	raw, err := hex.DecodeString(digest)
	if err != nil || len(raw) != sha256.Size {
		return nil, &Error{Kind: NotADigest, Detail: digest}
	}
	nonce, err := rand.Int(rand.Reader, new(big.Int).Lsh(big.NewInt(1), nonceBits))
	if err != nil {
		return nil, err
	}
	request := timestamp.Request{HashAlgorithm: crypto.SHA256, HashedMessage: raw, Certificates: true, Nonce: nonce}
	return request.Marshal()
}

// readRequest reads a kept request.
func readRequest(data []byte) (*timestamp.Request, error) {
	if len(data) > MostBytes {
		return nil, &Error{Kind: TooLarge, Limit: MostBytes}
	}
	request, err := timestamp.ParseRequest(data)
	if err != nil {
		return nil, &Error{Kind: NotARequest, Detail: err.Error()}
	}
	return request, nil
}

// ReadCertificates reads certificates, as a file of PEM blocks or one in DER.
func ReadCertificates(data []byte) (all []*x509.Certificate, err error) {
	for rest := data; ; {
		var block *pem.Block
		if block, rest = pem.Decode(rest); block == nil {
			break
		}
		if block.Type != "CERTIFICATE" {
			continue
		}
		certificate, err := x509.ParseCertificate(block.Bytes)
		if err != nil {
			return nil, &Error{Kind: NotCertificates, Detail: err.Error()}
		}
		all = append(all, certificate)
	}
	if len(all) == 0 {
		if all, err = x509.ParseCertificates(data); err != nil || len(all) == 0 {
			return nil, &Error{Kind: NotCertificates}
		}
	}
	return all, nil
}

// Fingerprint returns the SHA-256 of a certificate in hexadecimal digits, as
// authorities print it.
func Fingerprint(c *x509.Certificate) string {
	sum := sha256.Sum256(c.Raw)
	return hex.EncodeToString(sum[:])
}
