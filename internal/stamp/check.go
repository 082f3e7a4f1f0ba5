package stamp

import (
	"bytes"
	"crypto"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/digitorus/pkcs7"
	"github.com/digitorus/timestamp"
)

// The object identifiers that are looked at here.
var (
	tstInfo              = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 16, 1, 4} // RFC 3161, 2.4.2
	signingCertificate   = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 16, 2, 12}
	signingCertificateV2 = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 16, 2, 47} // RFC 5816
	extendedKeyUsage     = asn1.ObjectIdentifier{2, 5, 29, 37}
)

// hashes are the digests that a signature or a certificate's identifier may
// rest on. SHA-1 is safe only for the identifier (RFC 5816).
var hashes = []struct {
	oid  asn1.ObjectIdentifier
	hash crypto.Hash
}{
	{pkcs7.OIDDigestAlgorithmSHA256, crypto.SHA256},
	{pkcs7.OIDDigestAlgorithmSHA384, crypto.SHA384},
	{pkcs7.OIDDigestAlgorithmSHA512, crypto.SHA512},
}

func hashOf(oid asn1.ObjectIdentifier) (crypto.Hash, bool) {
	for _, h := range hashes {
		if h.oid.Equal(oid) {
			return h.hash, true
		}
	}
	return 0, false
}

// Expected is what a stamp is held to.
type Expected struct {
	Digest  string // the SHA-256 of the bytes that it must stamp
	Request []byte // the request that it must answer; nil where it was not kept
	// Roots are the certificates that a person trusts. With none, the chain is
	// not looked at and Stamp.Trusted stays false.
	Roots []*x509.Certificate
}

// one guards the library, whose reader of BER counts in a global variable.
var one sync.Mutex

// Check reads a reply (.tsr) or a bare token and holds it to what is expected.
// The error is an *Error: what is wrong first, in the order signature,
// certificate, digest, request, roots.
func Check(data []byte, want Expected) (s Stamp, err error) {
	if len(data) > MostBytes {
		return s, &Error{Kind: TooLarge, Limit: MostBytes}
	}
	defer func() {
		if r := recover(); r != nil { // a reader of hostile bytes that isn't ours
			s, err = Stamp{}, &Error{Kind: NotAStamp, Detail: fmt.Sprint(r)}
		}
	}()
	one.Lock()
	defer one.Unlock()
	token, err := tokenOf(data)
	if err != nil {
		return s, err
	}
	signed, signer, err := signerOf(token)
	if err != nil {
		return s, err
	}
	stamped, err := timestamp.Parse(token) // checks the signature
	if err != nil {
		return s, signatureError(err, signed, signer)
	}
	if err := checkSigner(signed, signer); err != nil {
		return s, err
	}
	at := stamped.Time.UTC()
	if at.Before(signer.NotBefore) || at.After(signer.NotAfter) {
		return s, outOfDate(at, signer)
	}
	s = Stamp{
		Digest: hex.EncodeToString(stamped.HashedMessage), Time: at, Accuracy: max(0, stamped.Accuracy),
		Policy: stamped.Policy.String(), Serial: stamped.SerialNumber.Text(16),
		Authority: nameOf(signer.Subject), Issuer: nameOf(signer.Issuer), Fingerprint: Fingerprint(signer),
	}
	if stamped.HashAlgorithm != crypto.SHA256 || !strings.EqualFold(s.Digest, want.Digest) {
		return s, &Error{Kind: OtherDigest, Detail: s.Digest}
	}
	if want.Request != nil {
		request, err := readRequest(want.Request)
		switch {
		case err != nil:
			return s, err
		case !bytes.Equal(request.HashedMessage, stamped.HashedMessage),
			request.Nonce != nil && (stamped.Nonce == nil || request.Nonce.Cmp(stamped.Nonce) != 0):
			return s, &Error{Kind: OtherRequest}
		}
		s.Asked = true
	}
	if len(want.Roots) > 0 {
		if err := checkChain(signed, signer, at, want.Roots); err != nil {
			return s, err
		}
		s.Trusted = true
	}
	return s, nil
}

// reply is TimeStampResp of RFC 3161, 2.4.2.
type reply struct {
	Status struct {
		Status  int
		Words   []asn1.RawValue `asn1:"optional"`
		Failure asn1.BitString  `asn1:"optional"`
	}
	Token asn1.RawValue `asn1:"optional"`
}

// tokenOf returns the token of a reply; a bare token is one itself.
func tokenOf(data []byte) ([]byte, error) {
	var outer asn1.RawValue
	if rest, err := asn1.Unmarshal(data, &outer); err != nil || len(rest) > 0 || outer.Tag != asn1.TagSequence || !outer.IsCompound {
		return nil, &Error{Kind: NotAStamp}
	}
	if len(outer.Bytes) > 0 && outer.Bytes[0] == asn1.TagOID {
		return data, nil
	}
	var r reply
	if _, err := asn1.Unmarshal(data, &r); err != nil {
		return nil, &Error{Kind: NotAStamp, Detail: err.Error()}
	}
	if r.Status.Status != int(timestamp.Granted) && r.Status.Status != int(timestamp.GrantedWithMods) {
		said := []string{timestamp.Status(r.Status.Status).String()}
		for _, text := range r.Status.Words {
			said = append(said, string(text.Bytes))
		}
		return nil, &Error{Kind: Refused, Detail: strings.ToValidUTF8(strings.Join(said, "; "), "?")}
	}
	if len(r.Token.FullBytes) == 0 {
		return nil, &Error{Kind: NotAStamp, Detail: "a reply without a token"}
	}
	return r.Token.FullBytes, nil
}

// signerOf reads the signed message and returns the certificate of its one
// signer. That the content is a time-stamp stands in the signed attributes.
func signerOf(token []byte) (*pkcs7.PKCS7, *x509.Certificate, error) {
	signed, err := pkcs7.Parse(token)
	if err != nil {
		return nil, nil, &Error{Kind: NotAStamp, Detail: err.Error()}
	}
	var content asn1.ObjectIdentifier
	if len(signed.Signers) != 1 || signed.UnmarshalSignedAttribute(pkcs7.OIDAttributeContentType, &content) != nil || !content.Equal(tstInfo) {
		return nil, nil, &Error{Kind: NotAStamp, Detail: "signed, but no time-stamp"}
	}
	signer := signed.GetOnlySigner()
	if signer == nil {
		return nil, nil, &Error{Kind: NoCertificate}
	}
	if _, safe := hashOf(signed.Signers[0].DigestAlgorithm.Algorithm); !safe {
		return nil, nil, &Error{Kind: Unsupported, Detail: "digest " + signed.Signers[0].DigestAlgorithm.Algorithm.String()}
	}
	return signed, signer, nil
}

// signatureError says why the library took no token. It holds the signing time
// to the certificate before it looks at the signature.
func signatureError(err error, signed *pkcs7.PKCS7, signer *x509.Certificate) error {
	var at time.Time
	switch {
	case strings.Contains(err.Error(), "unsupported") || strings.Contains(err.Error(), "unknown hash"):
		return &Error{Kind: Unsupported, Detail: err.Error()}
	case signed.UnmarshalSignedAttribute(pkcs7.OIDAttributeSigningTime, &at) == nil && (at.Before(signer.NotBefore) || at.After(signer.NotAfter)):
		return outOfDate(at, signer)
	}
	return &Error{Kind: BadSignature, Detail: err.Error()}
}

func outOfDate(at time.Time, c *x509.Certificate) error {
	const day = time.DateOnly
	return &Error{Kind: OutOfDate, Detail: fmt.Sprintf("%s, valid %s to %s", at.UTC().Format(day), c.NotBefore.UTC().Format(day), c.NotAfter.UTC().Format(day))}
}

// essV2 and essV1 are ESSCertIDv2 and ESSCertID of RFC 5035, 4 and 5.
type (
	essV2 struct {
		Algorithm pkix.AlgorithmIdentifier `asn1:"optional"` // SHA-256 where there is none
		Hash      []byte
		Issuer    asn1.RawValue `asn1:"optional"`
	}
	essV1 struct {
		Hash   []byte
		Issuer asn1.RawValue `asn1:"optional"`
	}
)

// checkSigner holds the certificate to what the signed attributes name, so
// that none can be put in its place, and to its use (RFC 3161, 2.3 and 2.4.2).
func checkSigner(signed *pkcs7.PKCS7, signer *x509.Certificate) error {
	var v2 struct {
		Certs    []essV2
		Policies asn1.RawValue `asn1:"optional"`
	}
	var v1 struct {
		Certs    []essV1
		Policies asn1.RawValue `asn1:"optional"`
	}
	same := false
	if signed.UnmarshalSignedAttribute(signingCertificateV2, &v2) == nil && len(v2.Certs) > 0 {
		hash, known := crypto.SHA256, true
		if algorithm := v2.Certs[0].Algorithm.Algorithm; len(algorithm) > 0 {
			hash, known = hashOf(algorithm)
		}
		same = known && bytes.Equal(digestOf(hash, signer.Raw), v2.Certs[0].Hash)
	} else if signed.UnmarshalSignedAttribute(signingCertificate, &v1) == nil && len(v1.Certs) > 0 {
		same = bytes.Equal(digestOf(crypto.SHA1, signer.Raw), v1.Certs[0].Hash)
	}
	if !same {
		return &Error{Kind: OtherSigner}
	}
	critical := slices.ContainsFunc(signer.Extensions, func(e pkix.Extension) bool { return e.Id.Equal(extendedKeyUsage) && e.Critical })
	if !critical || !slices.Equal(signer.ExtKeyUsage, []x509.ExtKeyUsage{x509.ExtKeyUsageTimeStamping}) || len(signer.UnknownExtKeyUsage) > 0 {
		return &Error{Kind: WrongUsage}
	}
	return nil
}

func digestOf(hash crypto.Hash, data []byte) []byte {
	h := hash.New()
	h.Write(data)
	return h.Sum(nil)
}

// checkChain looks for a chain from the signer to one of the roots that held at
// that time. Revocation would need the network, and is not looked at.
func checkChain(signed *pkcs7.PKCS7, signer *x509.Certificate, at time.Time, roots []*x509.Certificate) error {
	trusted, between := x509.NewCertPool(), x509.NewCertPool()
	for _, c := range roots {
		trusted.AddCert(c)
	}
	for _, c := range signed.Certificates {
		between.AddCert(c)
	}
	_, err := signer.Verify(x509.VerifyOptions{
		Roots: trusted, Intermediates: between, CurrentTime: at, KeyUsages: []x509.ExtKeyUsage{x509.ExtKeyUsageTimeStamping},
	})
	if err != nil {
		return &Error{Kind: Untrusted, Detail: err.Error()}
	}
	return nil
}

// nameOf says whose certificate it is: its name and organisation.
func nameOf(n pkix.Name) string {
	var parts []string
	for _, part := range append([]string{n.CommonName}, n.Organization...) {
		if part != "" && !slices.Contains(parts, part) {
			parts = append(parts, part)
		}
	}
	if len(parts) == 0 {
		return n.String()
	}
	return strings.Join(parts, ", ")
}
