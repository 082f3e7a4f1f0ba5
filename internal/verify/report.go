package verify

import (
	"errors"
	"strconv"
	"strings"

	"github.com/motbilde/motbilde/internal/casefile/archive"
	"github.com/motbilde/motbilde/internal/casework"
	"github.com/motbilde/motbilde/internal/media"
	"github.com/motbilde/motbilde/internal/report"
)

func (r *run) report() error {
	file, err := casework.OpenReport(r.ctx, r.Path)
	if err != nil {
		return r.refused(r.Path, err)
	}
	err = r.checkReport(file)
	if closed := file.Close(); err == nil && closed != nil {
		return r.refused(r.Path, closed)
	}
	return err
}

func (r *run) checkReport(file *casework.ReportFile) error {
	l := r.Language
	from, closing, err := file.Originals(r.ctx, r.Originals)
	if err != nil {
		return r.refused(r.Originals, err)
	}
	defer closing() // it was only read
	pages, err := file.CheckPages(r.ctx, r.lab, from)
	if err != nil {
		return r.refused(r.Path, err)
	}
	for _, f := range file.Wrong {
		r.say(Wrong, r.fault(f))
	}
	r.gaps(file.Case)
	if !r.wrong {
		r.say(Holds, l.Say("verify.report.holds",
			"files", l.Plural("verify.files", file.Attached), "lines", l.Plural("verify.lines", file.Case.Log.Count())))
	}
	if pages.Reason == casework.Checked && len(file.Wrong) == 0 {
		r.say(Holds, l.Plural("verify.report.pages", pages.Count))
	} else if pages.Reason != casework.Checked {
		r.say(Unchecked, r.notChecked(pages))
	}
	switch {
	case r.Recompute && len(file.Wrong) > 0:
		r.say(Unchecked, l.Say("verify.not-recomputed"))
	case r.Recompute:
		if err := r.recompute(file.Case, from, "verify.not-at-hand"); err != nil {
			return err
		}
	}
	if !r.wrong {
		r.say(Keep, l.Say("verify.report.digests", "manifest", file.ManifestDigest, "log", file.Case.Log.Head()))
	}
	return nil
}

// faultKeys names the sentences of what does not hold.
var faultKeys = map[casework.FaultKind]string{
	casework.FaultStructure: "structure", casework.FaultSeal: "seal", casework.FaultManifest: "manifest",
	casework.FaultMissing: "missing", casework.FaultStranger: "stranger", casework.FaultAttachment: "attachment",
	casework.FaultItem: "item", casework.FaultDrawn: "drawn", casework.FaultOutsidePages: "outside",
}

// fault says what of a report does not hold.
func (r *run) fault(f casework.Fault) string {
	l := r.Language
	switch f.Kind {
	case casework.FaultCase:
		name := report.CaseName
		if bad := new(archive.Error); errors.As(f.Err, &bad) && bad.Entry != "" {
			name = bad.Entry
		}
		return r.explained(name, f.Err)
	case casework.FaultPages:
		numbers := make([]string, 0, len(f.Pages))
		for _, n := range f.Pages {
			numbers = append(numbers, strconv.Itoa(n))
		}
		key := "verify.fault.pages.many"
		if len(numbers) == 1 {
			key = "verify.fault.pages.one"
		}
		return l.Say(key, "pages", l.List(numbers))
	}
	return l.Say("verify.fault."+faultKeys[f.Kind], "name", media.CleanText(f.Name))
}

// notChecked says why the pages were not checked.
func (r *run) notChecked(p casework.Pages) string {
	key := map[casework.Reason]string{
		casework.NotKnown: "not-known", casework.OtherVersion: "version", casework.OtherBuild: "build",
		casework.PicturesAway: "away", casework.PicturesWrong: "wrong",
	}[p.Reason]
	return r.Language.Say("verify.pages."+key, "items", strings.Join(p.Missing, ", "), "option", r.Option)
}
