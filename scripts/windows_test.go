package scripts_test

import (
	"bytes"
	"encoding/xml"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// groups returns what the first group of the pattern finds, sorted.
func groups(pattern, in string) (found []string) {
	for _, m := range regexp.MustCompile(pattern).FindAllStringSubmatch(in, -1) {
		found = append(found, m[1])
	}
	slices.Sort(found)
	return found
}

func TestInstallerBringsWhatIsBuiltAndTakesItAway(t *testing.T) {
	installer := text(t, "../packaging/windows/motbilde.nsi")
	script, _, _ := strings.Cut(text(t, "../scripts/release/windows.sh"), "makensis")
	built := groups(`(?m)^crlf \S+ (\S+)$`, script)
	for _, program := range groups(`go build .* \./cmd/(\S+)`, script) {
		built = append(built, program+".exe")
	}
	slices.Sort(built)
	if brought := groups(`(?m)^  File "\$\{STAGE\}/(.+)"$`, installer); !slices.Equal(brought, built) || len(built) != 4 {
		t.Errorf("built are %q, installed %q", built, brought)
	}
	own := append(built, "uninstall.exe")
	slices.Sort(own)
	if taken := groups(`(?m)^  Delete "\$\{FOLDER\}\\(.+)"$`, installer); !slices.Equal(taken, own) {
		t.Errorf("installed are %q, taken away %q", own, taken)
	}
	if strings.Contains(installer, "RMDir /r") {
		t.Error("a folder is taken away with whatever is in it")
	}
	for name, in := range map[string]string{"MediaType = ": "internal/casefile/archive/archive.go", "Extension = ": "internal/desk/document.go"} {
		value := groups(name+`"(.+)"`, text(t, "../"+in))
		if len(value) != 1 || !strings.Contains(installer, `"`+value[0]+`"`) {
			t.Errorf("the installer associates no %s%q", name, value)
		}
	}
}

func TestInstallerSpeaksBothLanguages(t *testing.T) {
	words := text(t, "../packaging/windows/words.nsh")
	english := groups(`LangString (\w+) \$\{LANG_ENGLISH\} ".+"`, words)
	norwegian := groups(`LangString (\w+) \$\{LANG_NORWEGIAN\} ".+"`, words)
	used := slices.Compact(groups(`\$\((\w+)\)`, text(t, "../packaging/windows/motbilde.nsi")))
	if !slices.Equal(english, norwegian) || !slices.Equal(english, used) {
		t.Errorf("in English %q, in Norwegian %q, used %q", english, norwegian, used)
	}
}

func TestManifestSaysWhatTheProgramCan(t *testing.T) {
	type setting struct {
		XMLName xml.Name
		Value   string `xml:",chardata"`
	}
	var manifest struct {
		XMLName xml.Name `xml:"urn:schemas-microsoft-com:asm.v1 assembly"`
		Level   struct {
			Level string `xml:"level,attr"`
		} `xml:"trustInfo>security>requestedPrivileges>requestedExecutionLevel"`
		Systems []struct {
			ID string `xml:"Id,attr"`
		} `xml:"compatibility>application>supportedOS"`
		Settings struct {
			All []setting `xml:",any"`
		} `xml:"application>windowsSettings"`
	}
	if err := xml.Unmarshal([]byte(text(t, "../packaging/windows/motbilde.manifest")), &manifest); err != nil {
		t.Fatal(err)
	}
	got := map[string]string{"level": manifest.Level.Level}
	for _, s := range manifest.Settings.All {
		got[s.XMLName.Local] = s.Value
	}
	for name, want := range map[string]string{
		"level": "asInvoker", "dpiAware": "true/pm", "dpiAwareness": "PerMonitorV2, PerMonitor", "longPathAware": "true", "activeCodePage": "UTF-8",
	} {
		if got[name] != want {
			t.Errorf("%s is %q, want %q", name, got[name], want)
		}
	}
	if len(manifest.Systems) != 1 || manifest.Systems[0].ID != "{8e0f7a12-bfb3-4fe8-b9a5-48fd50a15a9a}" {
		t.Errorf("it names the systems %v", manifest.Systems)
	}
}

// The installer is made of small files here: what it is made of changes nothing
// in how. Twice it has the same bytes, and a signature on it holds.
func TestInstallerIsReproducibleAndCanBeSigned(t *testing.T) {
	if _, err := exec.LookPath("makensis"); err != nil {
		t.Skip("this machine has no makensis")
	}
	folder := t.TempDir()
	run := func(settings []string, program string, arguments ...string) {
		t.Helper()
		cmd := exec.Command(program, arguments...)
		cmd.Dir = ".."
		cmd.Env = append(append(os.Environ(), "SOURCE_DATE_EPOCH=1700000000"), settings...)
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%s %v: %v: %s", program, arguments, err, out)
		}
	}
	// The smallest icon: one black pixel.
	icon := slices.Concat([]byte{0, 0, 1, 0, 1, 0, 1, 1, 0, 0, 1, 0, 32, 0, 48, 0, 0, 0, 22, 0, 0, 0},
		[]byte{40, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 1, 0, 32, 0}, make([]byte, 24), []byte{0, 0, 0, 255}, make([]byte, 4))
	for name, content := range map[string][]byte{
		"motbilde.exe": []byte("window"), "motbilde-cli.exe": []byte("line"), "LICENSE.txt": []byte("own"), "LICENCES.txt": []byte("others"), "motbilde.ico": icon,
	} {
		if err := os.WriteFile(filepath.Join(folder, name), content, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	made := func(name string, settings []string, more ...string) []byte {
		t.Helper()
		path := filepath.Join(folder, name)
		run(settings, "makensis", slices.Concat([]string{"-V2", "-WX", "-INPUTCHARSET", "UTF8", "-DVERSION=1.2.3", "-DNUMBERS=1.2.3.0", "-DSTAGE=" + folder, "-DICONS=" + folder, "-DOUT=" + path},
			more, []string{"packaging/windows/motbilde.nsi"})...)
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
	once, again := made("once-setup.exe", nil), made("again-setup.exe", nil)
	if !bytes.Equal(once, again) {
		t.Error("made twice, it has other bytes")
	}

	for _, program := range []string{"osslsigncode", "openssl"} {
		if _, err := exec.LookPath(program); err != nil {
			t.Skipf("this machine has no %s", program)
		}
	}
	key, certificate := filepath.Join(folder, "key.pem"), filepath.Join(folder, "certificate.pem")
	run(nil, "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", key, "-out", certificate, "-days", "30", "-subj", "/CN=Only to try it",
		"-addext", "basicConstraints=critical,CA:true", "-addext", "keyUsage=critical,digitalSignature,keyCertSign", "-addext", "extendedKeyUsage=codeSigning")
	with := []string{"MOTBILDE_SIGN_KEY=" + key, "MOTBILDE_SIGN_CERTS=" + certificate, "MOTBILDE_SIGN_ROOTS=" + certificate, "MOTBILDE_SIGN_TIME=", "MOTBILDE_SIGN_PASS_FILE=", "MOTBILDE_SIGN_MODULE="}
	sign, err := filepath.Abs("release/sign-windows.sh")
	if err != nil {
		t.Fatal(err)
	}
	signed := made("signed-setup.exe", with, "-DSIGN="+sign)
	if bytes.Equal(signed, once) {
		t.Error("its uninstaller was not signed")
	}
	path := filepath.Join(folder, "signed-setup.exe")
	run(with, sign, path)
	run(nil, "osslsigncode", "verify", "-CAfile", certificate, "-in", path)

	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	data[len(data)/2] ^= 1
	if err := os.WriteFile(path, data, 0o644); err != nil {
		t.Fatal(err)
	}
	if exec.Command("osslsigncode", "verify", "-CAfile", certificate, "-in", path).Run() == nil {
		t.Error("a program that was changed still counts as signed")
	}
}
