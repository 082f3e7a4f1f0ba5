package cli

import (
	"context"
	"errors"
	"runtime"
	"strconv"
	"strings"

	"golang.org/x/sync/errgroup"

	"github.com/motbilde/motbilde/internal/align"
	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/casework"
	"github.com/motbilde/motbilde/internal/compare"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/lab"
	"github.com/motbilde/motbilde/internal/media"
	"github.com/motbilde/motbilde/internal/verify"
)

// errPart ends it when the part of the claim that was asked for does not lie on it.
var errPart = errors.New("no such part of the claim")

// errClaim ends the work on the candidates when the claim can't be read; what is wrong with it has been said by then.
var errClaim = errors.New("the claim can't be read")

// comparing is one run of `compare`.
type comparing struct {
	session
	compareCommand
	lab     *lab.Lab
	print   *printout
	claim   casefile.Evidence
	capture *casefile.Evidence // what the claim is a part of; nil where it is a file
	results []result           // in the order given
}

// result is one candidate and what came out.
type result struct {
	candidate  casefile.Evidence
	comparison casefile.Comparison
	changes    []compare.Region // nil where they were not measured
}

func (c compareCommand) run(s session) int {
	files, refused := media.Expand(s.ctx, c.Candidates)
	if sentence := c.misnamed(s, files); sentence != "" {
		s.complain(sentence)
		return failed
	}
	part, ok := rectangleOf(c.ClaimPart)
	if !ok {
		s.complain(s.Say("cli.usage.part", "part", printable(c.ClaimPart)))
		return failed
	}
	run := comparing{
		session: s, compareCommand: c, lab: s.lab(),
		print:   newPrintout(s, c.JSON, len(files)+len(refused)),
		results: make([]result, len(files)),
	}
	defer func() { _ = run.lab.Close() }() // what it leaves lies where the system clears
	err := run.compare(part, files, refused)
	run.print.done()
	switch {
	case s.ctx.Err() != nil:
		s.complain(s.Say("cli.stopped"))
		return failed
	case errors.Is(err, errClaim):
		s.complain(s.Say("cli.claim-unreadable"))
		return failed
	case errors.Is(err, errPart):
		size := run.capture.Pixels
		s.complain(s.Say("cli.part-outside", "part", printable(c.ClaimPart), "pixels", s.Pixels(size.Width, size.Height)))
		return failed
	case err != nil:
		s.complain(printable(err.Error()))
		return failed
	}
	return run.conclude()
}

// compare reads the claim and holds every candidate against it, several at a
// time: while one waits for the disk another is decoded. What is said of a
// candidate is said as soon as it is finished.
func (c *comparing) compare(part geom.Rect, files []string, refused []error) error {
	group, ctx := errgroup.WithContext(c.ctx)
	claimRead := make(chan struct{})
	group.Go(func() error {
		c.claim = casework.Import(ctx, c.lab, c.Claim, casefile.Claimed)
		c.claim.ID = "claim"
		outside := !part.Empty() && c.claim.Problem == nil && !c.takePart(part)
		close(claimRead)
		if outside {
			return errPart
		}
		c.print.reduced(c.claim)
		if c.claim.Problem != nil && ctx.Err() == nil {
			c.print.problem(c.Claim, c.claim.Problem)
			return errClaim
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
		// The claim is described while the first candidates are decoded.
		return c.lab.Prepare(ctx, casework.FileOf(c.claim))
	})
	candidates, each := errgroup.WithContext(ctx)
	candidates.SetLimit(max(2, runtime.GOMAXPROCS(0)))
	for i, path := range files {
		candidates.Go(func() error {
			r, err := c.one(each, claimRead, path, i)
			c.results[i] = r
			return err
		})
	}
	group.Go(candidates.Wait)
	if err := group.Wait(); err != nil {
		return err
	}
	for _, err := range refused {
		if err := c.refuse(err); err != nil {
			return err
		}
	}
	return nil
}

// takePart puts a part of the claim in its place, and reports whether it lies
// on it with all of its pixels.
func (c *comparing) takePart(within geom.Rect) bool {
	capture := c.claim
	capture.ID, capture.Role = "capture", casefile.Context
	c.capture = &capture
	part, ok := casefile.PartOf(capture, within)
	if ok = ok && part.Part == within; ok {
		part.ID, part.Role = c.claim.ID, casefile.Claimed
		c.claim = part
	}
	return ok
}

// rectangleOf reads a rectangle in whole pixels: left, top, width, height. An
// empty text is an empty one.
func rectangleOf(text string) (r geom.Rect, ok bool) {
	if text == "" {
		return r, true
	}
	numbers := strings.Split(text, ",")
	if len(numbers) != 4 {
		return r, false
	}
	var n [4]float64
	for i, number := range numbers {
		v, err := strconv.ParseUint(strings.TrimSpace(number), 10, 31)
		if err != nil {
			return r, false
		}
		n[i] = float64(v)
	}
	r = geom.Rect{MinX: n[0], MinY: n[1], MaxX: n[0] + n[2], MaxY: n[1] + n[3]}
	return r, !r.Empty()
}

// one imports a candidate and compares it. The error is that of the context,
// or of the output; what is wrong with the candidate is part of the result.
func (c *comparing) one(ctx context.Context, claimRead <-chan struct{}, path string, i int) (r result, err error) {
	r.candidate = casework.Import(ctx, c.lab, path, casefile.Candidate)
	r.candidate.ID = candidateID(i)
	<-claimRead
	if ctx.Err() != nil || c.claim.Problem != nil {
		return r, ctx.Err()
	}
	r.comparison, err = casework.Compare(ctx, c.lab, c.claim, r.candidate, c.print.searching(r.candidate.Name))
	if ctx.Err() != nil {
		return r, ctx.Err()
	}
	if err != nil { // the file was readable, and no longer is
		r.candidate.Problem = err
		r.comparison.Alignment = align.Alignment{Verdict: align.Unreadable}
	}
	if r.candidate.Problem == nil && !c.NoChanges && c.JSON {
		if r.changes, err = casework.Changes(ctx, c.lab, c.claim, r.candidate, &r.comparison); err != nil {
			return r, err
		}
	}
	return r, c.tell(r)
}

// refuse takes what was named and is no file into the results, so that report
// and exit status know of it.
func (c *comparing) refuse(err error) error {
	r := result{candidate: casefile.Evidence{
		ID: candidateID(len(c.results)), Role: casefile.Candidate, Path: pathOf(err), Name: media.DisplayName(pathOf(err)), Problem: err,
	}}
	r.comparison = casefile.Comparison{
		Claimed: c.claim.ID, Candidate: r.candidate.ID, Alignment: align.Alignment{Verdict: align.Unreadable},
	}
	c.results = append(c.results, r)
	return c.tell(r)
}

// tell says what came out for one candidate: its problem at once, its JSON line
// where that is wanted. People get the ranked list at the end.
func (c *comparing) tell(r result) error {
	if r.candidate.Problem != nil {
		c.print.problem(r.candidate.Path, r.candidate.Problem)
	}
	c.print.reduced(r.candidate)
	if !c.JSON {
		c.print.step()
		return nil
	}
	line, err := casework.NewLine(c.claim, r.candidate, r.comparison, r.changes).Encode()
	if err != nil {
		return err
	}
	return c.print.result(string(line))
}

// conclude ranks, prints for people, writes the files that were asked for, and returns the exit status.
func (c *comparing) conclude() int {
	comparisons := make([]casefile.Comparison, len(c.results))
	whole := casefile.New()
	whole.Evidence = []casefile.Evidence{c.claim}
	if c.capture != nil {
		whole.Evidence = []casefile.Evidence{*c.capture, c.claim}
	}
	readable, status := 0, notFound
	for i, r := range c.results {
		comparisons[i] = r.comparison
		whole.Evidence = append(whole.Evidence, r.candidate)
		if r.candidate.Problem == nil {
			readable++
		}
		if r.comparison.Alignment.Verdict.Accepted() {
			status = found
		}
	}
	ranked := casework.Rank(comparisons)
	if !c.JSON {
		c.print.ranked(whole, ranked)
	}
	if readable == 0 {
		c.complain(c.Say("cli.none-readable"))
		return failed
	}
	if !c.write(whole, ranked) {
		return failed
	}
	return status
}

func candidateID(i int) casefile.ID { return casefile.ID("candidate-" + strconv.Itoa(i+1)) }

// pathOf returns the path that a refusal is about.
func pathOf(err error) string {
	if e := new(media.Error); errors.As(err, &e) {
		return e.Path
	}
	return ""
}

// explained writes a problem as what happened and, where there is something to do, what to try.
func (s session) explained(path string, err error) string {
	return verify.Explained(s.Language, path, err)
}
