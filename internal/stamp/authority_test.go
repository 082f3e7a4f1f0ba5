package stamp

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"encoding/pem"
	"fmt"
	"math/big"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/digitorus/timestamp"
)

// authority is a time-stamp authority made for a test: a root, and a
// certificate by which openssl signs.
type authority struct {
	root, signer *x509.Certificate
	key          crypto.Signer
	folder       string
}

// kind says how the certificate is to be made.
type kind struct {
	rsa       bool
	usages    []x509.ExtKeyUsage // time-stamping where there is none
	lax       bool               // the use is not critical
	notBefore time.Time          // a year ago where it is zero
	years     int                // ten where it is zero
}

func newAuthority(t testing.TB, k kind) authority {
	t.Helper()
	a := authority{folder: t.TempDir()}
	rootKey, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	if a.key, err = ecdsa.GenerateKey(elliptic.P384(), rand.Reader); err == nil && k.rsa {
		a.key, err = rsa.GenerateKey(rand.Reader, 2048)
	}
	if err != nil {
		t.Fatal(err)
	}
	if k.notBefore.IsZero() {
		k.notBefore = time.Now().AddDate(-1, 0, 0)
	}
	if k.years == 0 {
		k.years = 10
	}
	if k.usages == nil {
		k.usages = []x509.ExtKeyUsage{x509.ExtKeyUsageTimeStamping}
	}
	root := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "Test root"}, IsCA: true, BasicConstraintsValid: true,
		KeyUsage: x509.KeyUsageCertSign, NotBefore: time.Now().AddDate(-20, 0, 0), NotAfter: time.Now().AddDate(20, 0, 0),
	}
	signer := &x509.Certificate{
		SerialNumber: big.NewInt(2), Subject: pkix.Name{CommonName: "Test clock", Organization: []string{"A newsroom"}},
		KeyUsage: x509.KeyUsageDigitalSignature, NotBefore: k.notBefore, NotAfter: k.notBefore.AddDate(k.years, 0, 0),
	}
	var ids []asn1.ObjectIdentifier
	for _, u := range k.usages {
		ids = append(ids, map[x509.ExtKeyUsage]asn1.ObjectIdentifier{
			x509.ExtKeyUsageTimeStamping: {1, 3, 6, 1, 5, 5, 7, 3, 8}, x509.ExtKeyUsageEmailProtection: {1, 3, 6, 1, 5, 5, 7, 3, 4},
		}[u])
	}
	value, err := asn1.Marshal(ids)
	if err != nil {
		t.Fatal(err)
	}
	signer.ExtraExtensions = []pkix.Extension{{Id: extendedKeyUsage, Critical: !k.lax, Value: value}}
	a.root = issue(t, root, root, rootKey.Public(), rootKey)
	a.signer = issue(t, signer, a.root, a.key.Public(), rootKey)
	der, err := x509.MarshalPKCS8PrivateKey(a.key)
	if err != nil {
		t.Fatal(err)
	}
	a.write(t, "key.pem", pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der}))
	a.write(t, "signer.pem", pemOf(a.signer))
	a.write(t, "root.pem", pemOf(a.root))
	a.write(t, "serial", []byte("01\n"))
	a.write(t, "ts.cnf", []byte(`[clock]
serial = serial
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256, sha512
accuracy = secs:1, millisecs:500, microsecs:100
clock_precision_digits = 3
ordering = yes
tsa_name = yes
`))
	return a
}

func issue(t testing.TB, template, parent *x509.Certificate, public, key any) *x509.Certificate {
	t.Helper()
	der, err := x509.CreateCertificate(rand.Reader, template, parent, public, key)
	if err != nil {
		t.Fatal(err)
	}
	c, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func pemOf(c *x509.Certificate) []byte {
	return pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: c.Raw})
}

func (a authority) write(t testing.TB, name string, data []byte) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(a.folder, name), data, 0o600); err != nil {
		t.Fatal(err)
	}
}

func (a authority) read(t testing.TB, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(a.folder, name))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// openssl runs one of its commands in the authority's folder.
func (a authority) openssl(args ...string) (string, error) {
	run := exec.Command("openssl", args...)
	run.Dir = a.folder
	out, err := run.CombinedOutput()
	return string(out), err
}

// answer lets openssl answer a request.
func (a authority) answer(t testing.TB, request []byte, more ...string) []byte {
	t.Helper()
	a.write(t, "x.tsq", request)
	args := append([]string{"ts", "-reply", "-config", "ts.cnf", "-section", "clock", "-queryfile", "x.tsq", "-signer", "signer.pem", "-inkey", "key.pem", "-out", "x.tsr"}, more...)
	if out, err := a.openssl(args...); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return a.read(t, "x.tsr")
}

// needOpenSSL skips a test that has no authority to ask.
func needOpenSSL(t testing.TB) {
	t.Helper()
	if _, err := exec.LookPath("openssl"); err != nil {
		t.Skip("there is no openssl here to be the authority")
	}
}

// sign makes a reply that openssl would refuse to make, by the library.
func (a authority) sign(t testing.TB, request []byte, change func(*timestamp.Timestamp)) []byte {
	t.Helper()
	r, err := readRequest(request)
	if err != nil {
		t.Fatal(err)
	}
	stamped := &timestamp.Timestamp{
		HashAlgorithm: r.HashAlgorithm, HashedMessage: r.HashedMessage, Time: time.Now(), Nonce: r.Nonce,
		Policy: asn1.ObjectIdentifier{1, 2, 3}, AddTSACertificate: true,
	}
	if change != nil {
		change(stamped)
	}
	reply, err := stamped.CreateResponseWithOpts(a.signer, a.key, crypto.SHA256)
	if err != nil {
		t.Fatal(fmt.Errorf("signing: %w", err))
	}
	return reply
}
