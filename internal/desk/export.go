package desk

import (
	"cmp"
	"context"
	"errors"
	"path/filepath"
	"slices"
	"time"

	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/casefile/archive"
	"github.com/motbilde/motbilde/internal/casework"
	"github.com/motbilde/motbilde/internal/edition"
	"github.com/motbilde/motbilde/internal/graphic"
	"github.com/motbilde/motbilde/internal/words"
	"github.com/motbilde/motbilde/internal/work"
)

// What is written of a case, as the log names it.
type What string

// What can be written.
const (
	Report  What = "report"      // PDF
	Package What = "package"     // a zip of a BagIt bag
	Results What = "results"     // a JSON object a line
	Exhibit What = "exhibit"     // HTML
	Page    What = "html"        // the report as HTML
	Review  What = "claimreview" // JSON-LD
	Figure  What = "figure"      // a graphic, as a picture
)

// Ending returns how the name of such a file ends.
func (w What) Ending() string {
	return map[What]string{Report: ".pdf", Package: ".zip", Results: ".jsonl", Exhibit: ".html", Page: "-report.html", Review: "-claimreview.json"}[w]
}

// Export says what leaves, and how.
type Export struct {
	What      What
	Edition   edition.Edition
	Language  words.Language
	Printing  Printing // of a report
	Originals bool     // attached to it
	Replaces  int      // the number of the report that is replaced; 0 for none
	Path      string
	New       bool // what lies there is not written over: nobody was asked
	Numbered  bool // a number is put behind the name where something lies there

	graphic *casework.Graphic // of a Figure
}

// Graphic returns the kind of the graphic that a Figure is; empty of anything else.
func (e Export) Graphic() casefile.GraphicKind {
	if e.graphic == nil {
		return ""
	}
	return e.graphic.Kind
}

// Leaving is an export under way.
type Leaving struct {
	Export Export
	Step   casework.Step
}

// Exported is what came of the last export.
type Exported struct {
	Export Export
	Bytes  int64
	Number int   // of the report; 0 where there is none in it
	Err    error // nil where it was written; that of the context where it was stopped
}

// Preview is what an edition would hold, as far as is known.
type Preview struct {
	Edition edition.Edition
	casework.Preview
	Known bool  // it has been looked through
	Err   error // why it could not be
}

// exporting is the desk's side of what leaves.
type exporting struct {
	now      *Leaving // nil where nothing leaves
	cancel   context.CancelFunc
	last     *Exported
	previews work.Slot
	preview  Preview
	graphic  publishing
	paging   paging
	kit      *graphic.Kit // in which graphics are made; nil is the neutral style
}

// CanReport reports whether there is a finding to put into a report.
func (s Snapshot) CanReport() bool {
	if s.Solving() {
		return false
	}
	for _, c := range s.Candidates {
		if c.State == Compared {
			return s.HasClaim()
		}
	}
	return false
}

// outgoing returns the case as it would leave now.
func (d *Desk) outgoing() archive.Document {
	v := d.value()
	v.Case = settled(v.Case)
	v.Views, v.Lesson = nil, nil // how a person looked at it, and that it was an exercise, is no part of what is told
	return v
}

// settled returns the case as it is written: a file that is still to be read
// has no bytes in it.
func settled(c casefile.Case) casefile.Case {
	c.Evidence = slices.Clone(c.Evidence)
	for i, e := range c.Evidence {
		if e.SHA256 == "" && e.Problem == nil {
			c.Evidence[i].Problem = archive.Unread
		}
	}
	return c
}

func (d *Desk) ask(kind edition.Edition, l words.Language) casework.Ask {
	claim, _ := d.claim()
	return casework.Ask{
		Edition: kind, Language: l, About: claim.ID, Name: cmp.Or(d.documentValue().Name, d.file.Title, claim.Name), Kit: d.kit(),
		Explain: func(l words.Language, err error) string { return Problem{Err: err}.Sentence(l) },
	}
}

// NeedPreview has the case looked through for what an edition of it would tell;
// Snapshot.Preview holds it when it is known.
func (d *Desk) NeedPreview(kind edition.Edition, l words.Language) {
	if d.solving() {
		return
	}
	d.out.preview = Preview{Edition: kind}
	document, ask, lab := d.outgoing(), d.ask(kind, l), d.lab
	work.Run(d.ctx, &d.out.previews, d.post, func(ctx context.Context) (casework.Preview, error) {
		return casework.PreviewOf(ctx, document, casework.LabOriginals(lab, document.Case), ask)
	}, func(p casework.Preview, err error) {
		d.out.preview = Preview{Edition: kind, Preview: p, Known: err == nil, Err: err}
		d.publish()
	})
	d.publish()
}

// Export writes what leaves, of the case as it stands now; a later edit doesn't
// reach it. What was written is told in the log, and a report becomes an issue
// of the case. Snapshot.Exported says what came of it.
func (d *Desk) Export(e Export) {
	if d.out.now != nil || d.solving() {
		return
	}
	d.endTyping()
	document, ask, lab := d.outgoing(), d.ask(e.Edition, e.Language), d.lab
	ask.Replaces, ask.Originals = e.Replaces, e.Originals
	e.Printing.ask(&ask)
	ctx, cancel := context.WithCancel(d.ctx)
	now := &Leaving{Export: e}
	d.out.now, d.out.cancel, d.out.last = now, cancel, nil
	d.notice = Notice{}
	ask.Tell = func(step casework.Step) {
		d.post(func() {
			if d.out.now == now {
				now.Step = step
				d.publishSoon()
			}
		})
	}
	d.aside.Go(func() { // the end of the program waits until its copies are cleared away
		file, err := work.Guard(func() (leftFile, error) {
			return leave(ctx, document, casework.LabOriginals(lab, document.Case), e, ask, lab)
		})
		d.post(func() {
			cancel()
			if d.ctx.Err() == nil && d.out.now == now {
				d.exported(e, file, err)
			}
		})
	})
	d.publish()
}

// leftFile is a file that was written.
type leftFile struct {
	written bool
	path    string
	bytes   int64
	digest  string
	issue   casefile.Issue // its number is 0 where there is no report in it
}

// exported takes over what came of an export. What was written is told even
// where something else went wrong, or where it was stopped a moment too late.
func (d *Desk) exported(e Export, file leftFile, err error) {
	d.out.now, d.out.cancel = nil, nil
	if file.written {
		e.Path = file.path
		d.note(casework.ExportLine(string(e.What), string(e.Edition), filepath.Base(e.Path), file.digest, time.Now()))
		if file.issue.Number > 0 {
			d.edit(Named{Key: "outgo.edit-issue", Fields: []string{"n", words.English.Count(int64(file.issue.Number))}}, func(c casefile.Case) casefile.Case {
				c.Issues = append(slices.Clone(c.Issues), file.issue)
				return c
			})
		}
		d.notice = Notice{Key: "outgo.saved", Fields: []string{"path", e.Path}}
	}
	if err != nil && !errors.Is(err, context.Canceled) {
		d.addProblem(Problem{Path: e.Path, Err: err})
	}
	if !file.written {
		d.notice = Notice{Key: "outgo.not-saved"}
		if errors.Is(err, context.Canceled) {
			d.notice = Notice{Key: "outgo.stopped"}
		}
	} else if errors.Is(err, context.Canceled) {
		err = nil
	}
	d.out.last = &Exported{Export: e, Bytes: file.bytes, Number: file.issue.Number, Err: err}
	d.publish()
}

// stopExport ends what leaves. Its outcome is told when it has ended.
func (d *Desk) stopExport() {
	if d.out.cancel != nil {
		d.out.cancel()
	}
}
