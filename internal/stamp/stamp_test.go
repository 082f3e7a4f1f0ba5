package stamp

import (
	"bytes"
	"crypto"
	"crypto/sha256"
	"crypto/x509"
	"encoding/hex"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/digitorus/timestamp"
)

func digestText(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

var stamped = digestText("a manifest\n")

func request(t testing.TB) []byte {
	t.Helper()
	r, err := NewRequest(stamped)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func kindOf(err error) Kind {
	if e := new(Error); errors.As(err, &e) {
		return e.Kind
	}
	return KindUnset
}

func TestReplyOfAnAuthorityHolds(t *testing.T) {
	needOpenSSL(t)
	for _, k := range []kind{{}, {rsa: true}} {
		a := newAuthority(t, k)
		r := request(t)
		reply := a.answer(t, r)
		before := time.Now()
		s, err := Check(reply, Expected{Digest: strings.ToUpper(stamped), Request: r, Roots: []*x509.Certificate{a.root}})
		if err != nil {
			t.Fatal(err)
		}
		if !s.Trusted || !s.Asked || s.Digest != stamped || s.Time.Location() != time.UTC || before.Sub(s.Time).Abs() > time.Minute ||
			s.Accuracy != 1500*time.Millisecond+100*time.Microsecond || s.Policy != "1.2.3.4.1" || s.Serial == "" {
			t.Errorf("%+v", s)
		}
		if s.Authority != "Test clock, A newsroom" || s.Issuer != "Test root" || s.Fingerprint != Fingerprint(a.signer) {
			t.Errorf("by %q, issued by %q, %s", s.Authority, s.Issuer, s.Fingerprint)
		}
		bare := a.answer(t, r, "-token_out")
		s, err = Check(bare, Expected{Digest: stamped})
		if err != nil || s.Trusted || s.Asked {
			t.Errorf("a bare token without request and roots: %+v, %v", s, err)
		}
	}
}

// What this program writes and takes, openssl does too.
func TestOpenSSLTakesTheRequestAndTheReply(t *testing.T) {
	needOpenSSL(t)
	a := newAuthority(t, kind{})
	r := request(t)
	a.answer(t, r)
	text, err := a.openssl("ts", "-query", "-in", "x.tsq", "-text")
	if err != nil || !strings.Contains(text, "Hash Algorithm: sha256") || !strings.Contains(text, "Certificate required: yes") || !strings.Contains(text, "Nonce: 0x") {
		t.Errorf("%v\n%s", err, text)
	}
	a.write(t, "manifest", []byte("a manifest\n"))
	if out, err := a.openssl("ts", "-verify", "-data", "manifest", "-in", "x.tsr", "-CAfile", "root.pem"); err != nil || !strings.Contains(out, "Verification: OK") {
		t.Errorf("%v\n%s", err, out)
	}
	if bytes.Equal(r, request(t)) {
		t.Error("two requests have one number")
	}
}

func TestWhatDoesNotHoldIsToldByItsKind(t *testing.T) {
	needOpenSSL(t)
	a, other := newAuthority(t, kind{}), newAuthority(t, kind{})
	r := request(t)
	good := a.answer(t, r)
	all := Expected{Digest: stamped, Request: r, Roots: []*x509.Certificate{a.root}}
	old := newAuthority(t, kind{notBefore: time.Now().AddDate(-12, 0, 0)})
	young := newAuthority(t, kind{notBefore: time.Now().AddDate(1, 0, 0)})
	without := a.sign(t, r, func(s *timestamp.Timestamp) { s.AddTSACertificate = false })
	long, err := timestamp.ParseRequest(r)
	if err != nil {
		t.Fatal(err)
	}
	sum := make([]byte, 64)
	long.HashAlgorithm, long.HashedMessage = crypto.SHA512, sum
	asLong, err := long.Marshal()
	if err != nil {
		t.Fatal(err)
	}
	weak := newAuthority(t, kind{})
	weak.write(t, "ts.cnf", bytes.ReplaceAll(weak.read(t, "ts.cnf"), []byte("signer_digest = sha256"), []byte("signer_digest = sha1")))
	refused, err := timestamp.CreateErrorResponse(timestamp.Rejection, timestamp.BadAlgorithm)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name string
		kind Kind
		data []byte
		want Expected
	}{
		{"no stamp", NotAStamp, []byte("<html>Not found</html>"), all},
		{"nothing", NotAStamp, nil, all},
		{"a request", NotAStamp, r, all},
		{"half of it", NotAStamp, good[:len(good)/2], all},
		{"more behind it", NotAStamp, append(bytes.Clone(good), 0), all},
		{"too large", TooLarge, make([]byte, MostBytes+1), all},
		{"refused", Refused, refused, all},
		{"no certificate", NoCertificate, without, all},
		{"other bytes", OtherDigest, good, Expected{Digest: digestText("another manifest"), Request: r}},
		{"another digest altogether", OtherDigest, a.answer(t, asLong), Expected{Digest: stamped}},
		{"another request", OtherRequest, good, Expected{Digest: stamped, Request: request(t)}},
		{"no request", NotARequest, good, Expected{Digest: stamped, Request: []byte("x")}},
		{"another root", Untrusted, good, Expected{Digest: stamped, Roots: []*x509.Certificate{other.root}}},
		{"expired", OutOfDate, old.answer(t, r), all},
		{"not yet valid", OutOfDate, young.answer(t, r), all},
		{"for mail", WrongUsage, newAuthority(t, kind{usages: []x509.ExtKeyUsage{x509.ExtKeyUsageEmailProtection}}).sign(t, r, nil), all},
		{"for mail too", WrongUsage, newAuthority(t, kind{usages: []x509.ExtKeyUsage{x509.ExtKeyUsageTimeStamping, x509.ExtKeyUsageEmailProtection}}).sign(t, r, nil), all},
		{"use not critical", WrongUsage, newAuthority(t, kind{lax: true}).sign(t, r, nil), all},
		{"signed with SHA-1", Unsupported, weak.answer(t, r), all},
		{"time changed", BadSignature, earlier(t, good), all},
	} {
		s, err := Check(c.data, c.want)
		if kindOf(err) != c.kind || s.Trusted {
			t.Errorf("%s: %v, want %s", c.name, err, c.kind)
		}
	}
}

// earlier puts the stamped time back by a year, where it stands in the token.
func earlier(t *testing.T, reply []byte) []byte {
	t.Helper()
	year := time.Now().UTC().Format("2006")
	at := bytes.Index(reply, []byte("\x18\x13"+year)) // a generalised time with three decimals
	if at < 0 {
		at = bytes.Index(reply, []byte("\x18\x12"+year)) // one that ends in zero is written shorter
	}
	if at < 0 {
		t.Fatal("the reply holds no time of this year")
	}
	out := bytes.Clone(reply)
	out[at+5]--
	return out
}

// A byte changed anywhere in a reply is either noticed, or says nothing that is taken.
func TestEveryFlippedByteOfAReplyIsNoticedOrMeansNothing(t *testing.T) {
	needOpenSSL(t)
	a := newAuthority(t, kind{})
	r := request(t)
	reply := a.answer(t, r)
	want := Expected{Digest: stamped, Request: r, Roots: []*x509.Certificate{a.root}}
	good, err := Check(reply, want)
	if err != nil {
		t.Fatal(err)
	}
	taken, bad := 0, 0
	for at := range reply {
		for _, bit := range []byte{1, 0x20} {
			flipped := bytes.Clone(reply)
			flipped[at] ^= bit
			s, err := Check(flipped, want)
			if err == nil {
				taken++
				if s != good {
					t.Errorf("byte %d: another stamp is taken: %+v", at, s)
				}
			} else if kindOf(err) == BadSignature {
				bad++
			}
		}
	}
	t.Logf("%d bytes, %d changes of no meaning, %d broken signatures", len(reply), taken, bad)
	if bad < 100 || taken > len(reply)/10 {
		t.Errorf("%d changes taken, %d broken signatures, of %d bytes", taken, bad, len(reply))
	}
}

func TestDigestThatIsNoneGivesNoRequest(t *testing.T) {
	for _, digest := range []string{"", "ab", stamped + "00", strings.Repeat("z", 64)} {
		if _, err := NewRequest(digest); kindOf(err) != NotADigest {
			t.Errorf("%q: %v", digest, err)
		}
	}
}

func TestCertificatesAreReadAsPEMAndDER(t *testing.T) {
	a := newAuthority(t, kind{})
	for name, data := range map[string][]byte{"PEM": append(pemOf(a.root), pemOf(a.signer)...), "DER": append(bytes.Clone(a.root.Raw), a.signer.Raw...)} {
		if all, err := ReadCertificates(data); err != nil || len(all) != 2 || !all[0].Equal(a.root) {
			t.Errorf("%s: %d, %v", name, len(all), err)
		}
	}
	for _, data := range [][]byte{nil, []byte("hello"), []byte("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n")} {
		if _, err := ReadCertificates(data); kindOf(err) != NotCertificates {
			t.Errorf("%q: %v", data, err)
		}
	}
}

// FuzzCheck: whatever comes, it ends in a Stamp or in an *Error.
func FuzzCheck(f *testing.F) {
	a := newAuthority(f, kind{})
	r := request(f)
	f.Add(a.sign(f, r, nil))
	f.Add(r)
	f.Fuzz(func(t *testing.T, data []byte) {
		if _, err := Check(data, Expected{Digest: stamped, Roots: []*x509.Certificate{a.root}}); err == nil {
			return
		} else if kindOf(err) == KindUnset {
			t.Fatalf("%T %v", err, err)
		}
	})
}
