package scripts_test

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/motbilde/motbilde/internal/casefile/archive"
	"github.com/motbilde/motbilde/internal/casework"
)

// readPlist returns what a property list holds: map[string]any, []any, string and bool.
func readPlist(t *testing.T, name string) map[string]any {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	decoder := xml.NewDecoder(bytes.NewReader(text))
	for {
		token, err := decoder.Token()
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if start, ok := token.(xml.StartElement); ok && start.Name.Local == "dict" {
			value, err := readValue(decoder, start)
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			if _, err := decoder.Token(); err == nil { // the line end
				_, err = decoder.Token() // the end of plist
				if _, after := decoder.Token(); err != nil || after != nil && after != io.EOF {
					t.Fatalf("%s: not well-formed at its end: %v", name, err)
				}
			}
			return value.(map[string]any)
		}
	}
}

func readValue(decoder *xml.Decoder, start xml.StartElement) (any, error) {
	switch start.Name.Local {
	case "string", "key":
		var s string
		err := decoder.DecodeElement(&s, &start)
		return s, err
	case "true", "false":
		return start.Name.Local == "true", decoder.Skip()
	case "dict", "array":
		var list []any
		for {
			token, err := decoder.Token()
			if err != nil {
				return nil, err
			}
			switch token := token.(type) {
			case xml.StartElement:
				value, err := readValue(decoder, token)
				if err != nil {
					return nil, err
				}
				list = append(list, value)
			case xml.EndElement:
				if start.Name.Local == "array" {
					return list, nil
				}
				if len(list)%2 != 0 {
					return nil, fmt.Errorf("a key without a value")
				}
				dict := map[string]any{}
				for i := 0; i < len(list); i += 2 {
					key, ok := list[i].(string)
					if _, twice := dict[key]; !ok || twice {
						return nil, fmt.Errorf("%v is no key, or stands twice", list[i])
					}
					dict[key] = list[i+1]
				}
				return dict, nil
			}
		}
	}
	return nil, fmt.Errorf("there is a %s in it", start.Name.Local)
}

// What of the bundle can be looked at without a Mac: that it is laid as macOS
// wants it, says what it is, and takes cases.
func TestBundleForMacOS(t *testing.T) {
	if runtime.GOOS == "windows" || testing.Short() {
		t.Skip("runs a script, which draws the icon")
	}
	stand := filepath.Join(t.TempDir(), "stand-in")
	if err := os.WriteFile(stand, []byte("#!/bin/sh\n"), 0o755); err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	if out, err := exec.Command("bash", "package-macos.sh", "layout", folder, stand, stand).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	var found []string
	err := filepath.WalkDir(folder, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if info, err := d.Info(); err == nil && !d.IsDir() {
			relative, _ := filepath.Rel(folder, name) // both are absolute
			found = append(found, filepath.ToSlash(relative))
			if program := filepath.Base(filepath.Dir(name)) == "MacOS"; info.Size() == 0 || program != (info.Mode()&0o111 == 0o111) {
				t.Errorf("%s is empty, or is a program where it should not be: %v", relative, info.Mode())
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	contents := "Motbilde.app/Contents/"
	want := []string{
		contents + "Info.plist", contents + "MacOS/motbilde", contents + "MacOS/motbilde-cli", contents + "PkgInfo",
		contents + "Resources/LICENCES.txt", contents + "Resources/LICENSE.txt", contents + "Resources/motbilde.icns",
	}
	if !slices.Equal(found, want) {
		t.Errorf("the bundle holds %q", found)
	}

	info := readPlist(t, filepath.Join(folder, filepath.FromSlash(contents), "Info.plist"))
	for key, want := range map[string]any{
		"CFBundleExecutable": "motbilde", "CFBundleIconFile": "motbilde", "CFBundleIdentifier": "io.github.motbilde.motbilde", "CFBundlePackageType": "APPL",
		"CFBundleShortVersionString": casework.Version, "CFBundleVersion": casework.Version, "NSHighResolutionCapable": true, "NSPrincipalClass": "NSApplication",
	} {
		if info[key] != want {
			t.Errorf("%s is %v, not %v", key, info[key], want)
		}
	}
	if text := fmt.Sprint(info); strings.Contains(text, "VERSION") {
		t.Errorf("not filled in: %s", text)
	}
	// The type of a case is declared once, taken once, and is that of the files.
	declared := info["UTExportedTypeDeclarations"].([]any)[0].(map[string]any)
	taken := info["CFBundleDocumentTypes"].([]any)[0].(map[string]any)
	if id := declared["UTTypeIdentifier"]; id != "io.github.motbilde.case" || !slices.Equal(taken["LSItemContentTypes"].([]any), []any{id}) {
		t.Errorf("declared %v, taken %v", declared, taken)
	}
	tags := declared["UTTypeTagSpecification"].(map[string]any)
	if ending, media := tags["public.filename-extension"].([]any), tags["public.mime-type"].([]any); !slices.Equal(ending, []any{"motbilde"}) || !slices.Equal(media, []any{archive.MediaType}) {
		t.Errorf("the file's ending is %v, its media type %v", ending, media)
	}

	// Other keys would be exceptions that nobody asked for.
	entitlements := readPlist(t, filepath.Join("..", "packaging", "macos", "entitlements.plist"))
	for key, value := range entitlements {
		if !slices.Contains([]string{"com.apple.security.cs.allow-jit", "com.apple.security.cs.allow-unsigned-executable-memory"}, key) || value != true {
			t.Errorf("entitlement %s: %v", key, value)
		}
	}
	if len(entitlements) != 2 {
		t.Errorf("%d entitlements", len(entitlements))
	}
}

// packType is that of training packs, which are ordinary bags and name none
// themselves.
const packType = "application/x-motbilde-pack"

// The system knows a case by one media type, whatever the package.
func TestPackagesNameTheMediaTypeOfTheFiles(t *testing.T) {
	named := 0
	err := filepath.WalkDir(filepath.Join("..", "packaging"), func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		for _, word := range strings.FieldsFunc(string(text), func(r rune) bool { return strings.ContainsRune(" \t\r\n\"'<>;=,", r) }) {
			if strings.HasPrefix(word, "application/") && strings.Contains(word, "motbilde") {
				if word == packType {
					continue
				}
				if named++; word != archive.MediaType {
					t.Errorf("%s says %s, the files say %s", name, word, archive.MediaType)
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if named == 0 {
		t.Error("no package names it")
	}
}
