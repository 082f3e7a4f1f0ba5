package provenance

import (
	"fmt"
	"slices"
	"strings"
)

// Limits on what is said of how a file was edited.
const (
	mostSteps    = 200 // read of a history
	mostPrograms = 8
)

// edits says what the tags tell of the camera's own numbers and of editing.
func (s statements) edits(f *Facts) {
	f.BodySerial = s.first("exif.SerialNumber", "exif.CameraSerialNumber", "xmp.SerialNumber", "xmp.BodySerialNumber")
	f.LensSerial = s.first("exif.LensSerialNumber", "xmp.LensSerialNumber")
	f.Owner = s.first("exif.OwnerName", "xmp.OwnerName")
	f.DocumentID = s["xmp.DocumentID"]
	if original := s["xmp.OriginalDocumentID"]; original != f.DocumentID {
		f.OriginalID = original
	}
	f.DerivedFrom = s.first("xmp.xmpMM:DerivedFrom/stRef:documentID", "xmp.xmpMM:DerivedFrom/stRef:instanceID", "xmp.xmpMM:DerivedFrom/stRef:originalDocumentID")

	steps := s.steps()
	f.History = shorten(sayHistory(steps))
	if f.History == "" {
		f.History = s["xmp.History"] // Photoshop's own, a text
	}
	named := []string{s["exif.Software"], s["exif.ProcessingSoftware"], s["exif.ImageEditor"], s["xmp.CreatorTool"], s["iptc.OriginatingProgram"], s["png.Software"]}
	for _, step := range steps {
		named = append(named, step.program)
	}
	var others []string
	for _, program := range named {
		if program != "" && program != f.Software && !slices.Contains(others, program) && len(others) < mostPrograms {
			others = append(others, program)
		}
	}
	f.Programs = shorten(strings.Join(others, "; "))
}

// step is one entry of XMP's history.
type step struct{ action, program, when string }

func (s statements) steps() (steps []step) {
	for i := 1; i <= mostSteps; i++ {
		at := fmt.Sprintf("xmp.xmpMM:History[%d]/stEvt:", i)
		one := step{s[at+"action"], s[at+"softwareAgent"], s[at+"when"]}
		if one == (step{}) {
			break
		}
		steps = append(steps, one)
	}
	return steps
}

// sayHistory writes steps on one line; steps of one kind in a row are counted,
// with the time of the last.
func sayHistory(steps []step) string {
	var said []string
	for i := 0; i < len(steps); {
		one, n := steps[i], 1
		for i+n < len(steps) && steps[i+n].action == one.action && steps[i+n].program == one.program {
			one.when = steps[i+n].when
			n++
		}
		if n > 1 {
			one.action = fmt.Sprintf("%s ×%d", one.action, n)
		}
		said = append(said, joined(", ", joined(", ", one.action, one.program), one.when))
		i += n
	}
	return strings.Join(said, "; ")
}
