package desk

import (
	"context"
	"path/filepath"

	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/casework"
	"github.com/motbilde/motbilde/internal/words"
	"github.com/motbilde/motbilde/internal/work"
)

// CanReport reports whether there is a finding to put into a report.
func (s Snapshot) CanReport() bool {
	for _, c := range s.Candidates {
		if c.State == Compared {
			return s.HasClaim()
		}
	}
	return false
}

// aboutOneClaim returns the case as a report on the claim that is looked at
// tells it: the other claims are context there.
func (d *Desk) aboutOneClaim() casefile.Case {
	file := d.file
	claim, _ := d.claim()
	for _, other := range d.file.Claims() {
		if other.ID != claim.ID {
			file = withRole(file, other.ID, casefile.Context)
		}
	}
	return file
}

// ExportReport writes the evidence report on all that is compared so far. It
// works on the case as it stands now; a later edit doesn't reach it.
func (d *Desk) ExportReport(path string, language words.Language) {
	file, l := d.aboutOneClaim(), d.lab
	var comparisons []casefile.Comparison
	for _, c := range d.ranked(file.Candidates()) {
		e, _ := file.Find(c.Candidate)
		if state := d.stateOf(e); state == Compared || state == Failed {
			comparisons = append(comparisons, c)
		}
	}
	epoch, log := d.epoch, d.log
	work.Run(d.ctx, &d.exporting, d.post, func(ctx context.Context) (digest string, err error) {
		report := casework.Report{
			Case: file, Comparisons: comparisons, Log: log, Language: language,
			Explain: func(err error) string { return Problem{Err: err}.Sentence(language) },
		}
		issue, err := report.Write(ctx, l, path)
		return issue.SHA256, err
	}, func(digest string, err error) {
		if err != nil {
			d.addProblem(Problem{Path: path, Err: err})
			d.notice = Notice{Key: "desk.report-failed"}
		} else {
			if epoch == d.epoch {
				d.note(casefile.LogLine{Event: casefile.Exported, Object: digest, Parameters: map[string]string{"what": "report", "name": filepath.Base(path)}})
			}
			d.notice = Notice{Key: "desk.report-saved", Fields: []string{"path", path}}
		}
		d.publish()
	})
	d.notice = Notice{}
	d.publish()
}
