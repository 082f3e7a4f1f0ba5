package problem

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"syscall"
	"testing"

	"github.com/motbilde/motbilde/internal/bag"
	"github.com/motbilde/motbilde/internal/casefile/archive"
	"github.com/motbilde/motbilde/internal/casework"
	"github.com/motbilde/motbilde/internal/edition"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/media"
	"github.com/motbilde/motbilde/internal/report"
	"github.com/motbilde/motbilde/internal/report/pdf"
	"github.com/motbilde/motbilde/internal/stamp"
	"github.com/motbilde/motbilde/internal/training/draft"
	"github.com/motbilde/motbilde/internal/training/pack"
	"github.com/motbilde/motbilde/internal/training/plan"
	"github.com/motbilde/motbilde/internal/training/results"
	"github.com/motbilde/motbilde/internal/words"
)

// everyError returns an error of every kind that is explained, with what they carry.
func everyError() map[string]error {
	all := map[string]error{
		"nil": nil, "stopped": context.Canceled, "late": fmt.Errorf("decoding: %w", context.DeadlineExceeded),
		"not exist": fs.ErrNotExist, "denied": &fs.PathError{Op: "open", Path: "/x", Err: fs.ErrPermission},
		"no salt":      fmt.Errorf("exporting: %w", edition.ErrNoSalt),
		"nobody knows": errors.New("the cat sat on the keyboard."),
	}
	for _, codes := range [...][]error{errnos(diskFull), errnos(readOnly), errnos(inUse), errnos(nameTooLong), errnos(badName)} {
		for _, code := range codes {
			all[fmt.Sprintf("errno %d", code)] = &os.PathError{Op: "write", Path: "/x", Err: code}
		}
	}
	for kind := media.KindUnset; kind <= media.TooMuchMemory; kind++ {
		e := &media.Error{Kind: kind, Format: "JPEG", Detail: "of some kind", Size: geom.Size{Width: 70000, Height: 60000}, Limit: 250_000_000}
		all["kind "+kind.String()] = fmt.Errorf("importing: %w", e)
	}
	for kind := archive.KindUnset; kind <= archive.Changed; kind++ {
		all["case "+kind.String()] = fmt.Errorf("opening: %w", &archive.Error{Kind: kind, Entry: "case.json", Detail: "of some kind", Limit: 5000})
	}
	for kind := bag.KindUnset; kind <= bag.Changed; kind++ {
		all["bag "+kind.String()] = fmt.Errorf("opening: %w", &bag.Error{Kind: kind, Entry: "data/x", Detail: "of some kind", Limit: 5000})
	}
	for kind := casework.PackageUnset; kind <= casework.SecretLeft; kind++ {
		all[fmt.Sprintf("package %d", kind)] = fmt.Errorf("checking: %w", &casework.PackageError{Kind: kind, Entry: "case.motbilde"})
	}
	for kind := stamp.KindUnset; kind <= stamp.Untrusted; kind++ {
		all["stamp "+kind.String()] = fmt.Errorf("checking: %w", &stamp.Error{Kind: kind, Detail: "of some kind", Limit: 5000})
	}
	for kind := pack.KindUnset; kind <= pack.BadWord; kind++ {
		all["training pack "+kind.String()] = fmt.Errorf("opening: %w", &pack.Error{Kind: kind, Exercise: 3, Entry: "files/x", Detail: "of some kind", Limit: 5000})
	}
	for kind := results.KindUnset; kind <= results.OtherPack; kind++ {
		all["results "+kind.String()] = fmt.Errorf("opening: %w", &results.Error{Kind: kind, Group: 2, Detail: "of some kind", Limit: 5000})
	}
	for kind := draft.KindUnset; kind <= draft.UnknownEdit; kind++ {
		all["draft "+kind.String()] = fmt.Errorf("making: %w", &draft.Error{Kind: kind, Edit: 2})
	}
	for _, err := range []error{
		&plan.Error{Detail: "near line 3: a comma"}, report.ErrNoClaim, report.ErrNoPair, report.ErrWithheld, report.ErrNewer, &casework.AttachmentsError{Bytes: 5 << 30},
		&pdf.Error{Kind: pdf.NotOurs}, &pdf.Error{Kind: pdf.TooLarge}, &pdf.Error{Kind: pdf.Damaged},
	} {
		all["report: "+err.Error()] = fmt.Errorf("writing: %w", err)
	}
	for name := range things {
		all["thing "+name] = &media.Error{Kind: media.NotAPicture, Detail: name}
	}
	for _, name := range []string{"RAW", "Canon RAW", "JPEG XL"} {
		all["format "+name] = &media.Error{Kind: media.OtherFormat, Detail: name}
	}
	return all
}

func errnos[T error](codes []T) (out []error) {
	for _, code := range codes {
		out = append(out, code)
	}
	return out
}

func TestEveryErrorHasASentenceAndANextStepInBothLanguages(t *testing.T) {
	for name, err := range everyError() {
		p := Explain(err)
		for _, l := range []words.Language{words.English, words.Norwegian} {
			for part, text := range map[string]string{"sentence": p.Sentence(l), "next": p.Next(l)} {
				if text == "" || strings.ContainsAny(text, "{}[]") || !strings.HasSuffix(text, ".") || strings.HasSuffix(text, "..") {
					t.Errorf("%s, %s, %s: %q", name, l.Code(), part, text)
				}
			}
			if strings.HasSuffix(p.Short(l), ".") {
				t.Errorf("%s: the short form ends with a full stop: %q", name, p.Short(l))
			}
		}
		if name != "nil" && p.Sentence(words.English) == p.Sentence(words.Norwegian) {
			t.Errorf("%s says the same in both languages: %q", name, p.Sentence(words.English))
		}
	}
}

func TestSentencesSayWhatHappened(t *testing.T) {
	for _, c := range []struct {
		err    error
		en, nb string
	}{
		{&media.Error{Kind: media.EndsEarly}, "The file ends too early.", "Filen slutter for tidlig."},
		{&media.Error{Kind: media.NotAPicture, Detail: "web page"}, "This is a web page, not a picture.", "Dette er en nettside, ikke et bilde."},
		{&media.Error{Kind: media.Video, Detail: "MP4"}, "This is a video (MP4), and the claim has to be a picture.", "Dette er en video (MP4), og det påståtte bildet må være et stillbilde."},
		{errors.New("the cat sat on the keyboard"), "Something unexpected happened: the cat sat on the keyboard.", "Det skjedde noe uventet: the cat sat on the keyboard."},
		{fmt.Errorf("saving: %w", diskFull[0]), "The disk is full.", "Disken er full."},
		{fmt.Errorf("saving: %w", readOnly[0]), "This place can only be read, not written to.", "Dette stedet kan bare leses, ikke skrives til."},
		{&pack.Error{Kind: pack.Damaged, Exercise: 3}, "The training pack is damaged: exercise 3.", "Øvelsespakken er skadet: øvelse 3."},
		{fs.ErrPermission, "The system does not allow this.", "Systemet tillater ikke dette."},
	} {
		p := Explain(c.err)
		if en, nb := p.Sentence(words.English), p.Sentence(words.Norwegian); en != c.en || nb != c.nb {
			t.Errorf("%v:\n%q\n%q, want\n%q\n%q", c.err, en, nb, c.en, c.nb)
		}
	}
}

func TestPixelsBeyondTheLimitAreNamed(t *testing.T) {
	p := Explain(&media.Error{Kind: media.TooManyPixels, Size: geom.Size{Width: 65000, Height: 65000}, Limit: 250_000_000})
	for _, part := range []string{"65000", "250"} {
		if s := p.Sentence(words.Norwegian); !strings.Contains(s, part) {
			t.Errorf("%q does not say %s", s, part)
		}
	}
}

func TestPathStaysOutOfTheSentence(t *testing.T) {
	p := Explain(&media.Error{Kind: media.Unreadable, Path: "/home/x", Err: &fs.PathError{Op: "read", Path: "/home/x", Err: errors.New("input/output error")}})
	if s := p.Sentence(words.English); strings.Contains(s, "/home") || !strings.Contains(s, "input/output error") {
		t.Errorf("%q", s)
	}
}

func TestDetailCarriesNoControlCharacters(t *testing.T) {
	p := Explain(errors.New("bad name \u202egpj.exe\x1b[2J\n"))
	if s := p.Sentence(words.English); strings.ContainsAny(s, "\u202e\x1b\n") {
		t.Errorf("%q", s)
	}
}

func TestEveryNoteHasASentence(t *testing.T) {
	for _, n := range []media.Note{
		media.FirstOfSeveral, media.ProfileApplied, media.ProfileIgnored, media.ReducedTo8Bit,
		media.HighDynamic, media.EndMarkMissing, media.SystemDecoder, media.ReducedCopy,
	} {
		for _, l := range []words.Language{words.English, words.Norwegian} {
			if s := Note(l, n); strings.HasPrefix(s, "[") {
				t.Errorf("%s has no sentence (%s)", n, l.Code())
			}
		}
	}
}

// A picture that another program keeps to itself is no fault of the disk.
func TestPictureInUseSaysSo(t *testing.T) {
	for _, code := range inUse {
		p := Explain(media.OfSystem("/a/b.jpg", &fs.PathError{Op: "open", Path: "/a/b.jpg", Err: code}))
		if got := p.Sentence(words.English); got != "Another program has the file open." {
			t.Errorf("%v: %s", code, got)
		}
	}
	p := Explain(media.OfSystem("/a/b.jpg", &fs.PathError{Op: "read", Path: "/a/b.jpg", Err: syscall.EIO}))
	if got := p.Sentence(words.English); !strings.Contains(got, "disk or share") {
		t.Errorf("of the disk: %s", got)
	}
}
