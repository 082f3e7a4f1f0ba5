package provenance

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"
)

// traced makes a file by exiftool that leads to somebody in each way.
func traced(t *testing.T, name string, data []byte) []byte {
	t.Helper()
	if _, err := exec.LookPath("exiftool"); err != nil {
		t.Skip("there is no exiftool here to write the tags")
	}
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	args := []string{
		"-q", "-overwrite_original", "-EXIF:GPSLatitude=59.9139", "-EXIF:GPSLatitudeRef=N", "-EXIF:GPSLongitude=10.7522", "-EXIF:GPSLongitudeRef=E",
		"-EXIF:SerialNumber=SN-12345", "-EXIF:LensSerialNumber=LS-77", "-EXIF:OwnerName=Kari Nordmann", "-EXIF:Artist=Ola Nordmann",
		"-XMP-dc:Creator=Ola Nordmann", "-XMP-photoshop:City=Oslo", path,
	}
	if out, err := exec.Command("exiftool", args...).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestTracesOfPersonsPlacesAndDevicesAreListed(t *testing.T) {
	for name, data := range map[string][]byte{"a.jpg": jpegFile(t), "a.png": pngFile(t)} {
		got := Traces(traced(t, name, data))
		var values []string
		for _, trace := range got {
			values = append(values, string(trace.Kind)+" "+trace.Value)
		}
		want := []string{"position 59.91390", "position 10.75220", "position Oslo", "serial SN-12345", "serial LS-77", "person Kari Nordmann", "person Ola Nordmann"}
		if !slices.Equal(values, want) {
			t.Errorf("%s: %q", name, got)
		}
	}
}

func TestFileWithoutTracesHasNone(t *testing.T) {
	for _, data := range [][]byte{jpegFile(t), pngFile(t), nil, []byte("hello")} {
		if got := Traces(data); len(got) > 0 {
			t.Errorf("%v", got)
		}
	}
}
