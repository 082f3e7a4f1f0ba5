package cli

import (
	"fmt"
	"math"
	"strings"
	"sync"
	"time"

	"github.com/schollz/progressbar/v3"

	"github.com/motbilde/motbilde/internal/align"
	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/casework"
	"github.com/motbilde/motbilde/internal/find"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/media"
	"github.com/motbilde/motbilde/internal/media/video"
	"github.com/motbilde/motbilde/internal/support"
	"github.com/motbilde/motbilde/internal/words"
)

// printout writes what `compare` has to say, from several goroutines, without
// mixing lines with each other or with the progress bar.
type printout struct {
	session
	json bool // standard output belongs to another program
	mu   sync.Mutex
	bar  *progressbar.ProgressBar // nil where nobody watches
	pace casework.Pace
}

func newPrintout(s session, json bool, candidates int) *printout {
	p := &printout{session: s, json: json}
	if s.Terminal > 0 {
		p.bar = progressbar.NewOptions(candidates,
			progressbar.OptionSetWriter(s.Err),
			progressbar.OptionSetDescription(s.Say("cli.comparing")),
			progressbar.OptionSetWidth(max(10, min(40, s.Terminal-40))),
			progressbar.OptionShowCount(),
			progressbar.OptionSetPredictTime(candidates > 1), // of one nothing can be told before it is done
			progressbar.OptionSetRenderBlankState(true),
			progressbar.OptionThrottle(100*time.Millisecond),
			progressbar.OptionClearOnFinish(),
		)
	}
	return p
}

// alone runs write while nobody else writes and no bar stands in the line.
func (p *printout) alone(write func()) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.bar != nil {
		p.bar.Clear() // a bar that can't be drawn is nobody's loss, here and below
	}
	write()
}

// problem says on standard error what is wrong with a file.
func (p *printout) problem(path string, err error) {
	p.alone(func() { p.complain(p.explained(path, err)) })
}

// reduced says on standard error that a smaller copy of a file's picture was worked on.
func (p *printout) reduced(e casefile.Evidence) {
	if e.Reduced() {
		text := e.Name + ": " + p.Say("reduced.fact", "size", p.Pixels(e.Stored.Width, e.Stored.Height))
		p.alone(func() { p.complain(text) })
	}
}

// result writes one finished line to standard output.
func (p *printout) result(line string) (err error) {
	p.alone(func() { _, err = fmt.Fprintln(p.Out, line) })
	p.step()
	return err
}

// searching returns what shows how far a video has been searched: so many of its
// minutes, and the time left. Of several at once it is the one that told last.
// It is nil where nobody watches.
func (p *printout) searching(name string) func(find.Progress) {
	if p.Terminal == 0 {
		return nil
	}
	left, last := p.pace.Watch(), time.Time{}
	return func(at find.Progress) {
		now := time.Now()
		if now.Sub(last) < searchBeat {
			return
		}
		last = now
		rest := ""
		if d := left(now, at); d > 0 {
			rest = p.TimeLeft(d)
		}
		says := p.Say("cli.searching", "name", printable(name), "at", p.Clock(at.Done, 0), "length", p.Clock(at.Total, 0), "left", rest)
		p.mu.Lock()
		defer p.mu.Unlock()
		if p.bar != nil {
			p.bar.Describe(shortened(says, p.Terminal-barRoom))
		}
	}
}

const (
	searchBeat = 250 * time.Millisecond
	barRoom    = 34 // of a terminal's width, that the bar and its figures take
)

// shortened cuts the beginning of a text that is too wide: its end has the figures.
func shortened(text string, width int) string {
	letters := []rune(text)
	if width = max(width, 12); len(letters) <= width {
		return text
	}
	return "…" + string(letters[len(letters)-width+1:])
}

// step says that one more candidate is finished.
func (p *printout) step() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.bar != nil {
		p.bar.Describe(p.Say("cli.comparing"))
		p.bar.Add(1)
	}
}

// done takes the bar away.
func (p *printout) done() {
	p.alone(func() {
		if p.bar != nil {
			p.bar.Exit()
			p.bar = nil
		}
	})
}

// ranked writes the candidates for people, best first, and what the finding means.
func (p *printout) ranked(whole casefile.Case, ranked []casefile.Comparison) {
	compared, accepted, silent := 0, 0, false
	for _, c := range ranked {
		if c.Alignment.Verdict != align.Unreadable {
			compared++
		}
		if c.Alignment.Verdict.Accepted() {
			accepted++
		}
		silent = silent || c.Alignment.Verdict == align.NoMatch
	}
	claim, _ := whole.Claim()
	if claim.Derived() {
		fmt.Fprintln(p.Out, p.PartOf(printable(claim.Path), claim.Pixels.Width, claim.Pixels.Height, int(claim.Part.MinX), int(claim.Part.MinY)))
	}
	for _, c := range ranked {
		candidate, _ := whole.Find(c.Candidate)
		p.candidate(claim, candidate, c, compared)
	}
	if silent {
		fmt.Fprintln(p.Out, p.Say("cli.no-match.means", "finding", p.finding(align.NoMatch)))
	}
	var found, unread string
	if accepted > 0 {
		found = p.Plural("cli.summary.found", accepted)
	}
	if n := len(ranked) - compared; n > 0 {
		unread = p.Plural("cli.summary.unread", n)
	}
	fmt.Fprintln(p.Out, p.Say("cli.summary", "candidates", p.Plural("cli.summary.candidates", compared), "found", found, "unread", unread))
}

// candidate writes one candidate: the finding, where the claim lies on it,
// where the pictures agree or changed if that is the finding, and the strength
// statement.
func (p *printout) candidate(claim, candidate casefile.Evidence, c casefile.Comparison, compared int) {
	a := c.Alignment
	fmt.Fprintln(p.Out, p.Say("cli.result", "finding", p.finding(a.Verdict), "path", printable(candidate.Path)))
	for _, sentence := range p.frame(c) {
		fmt.Fprintln(p.Out, "  "+sentence)
	}
	if a.Verdict == align.NoMatch || a.Verdict == align.Unreadable {
		return
	}
	if a.Placed() {
		fmt.Fprintln(p.Out, "  "+p.place(a, claim.Pixels.Rect().Centre()))
	}
	if says := p.areas(a, claim.Pixels, candidate.Pixels); says != "" {
		fmt.Fprintln(p.Out, "  "+says+".")
	}
	if a.HasNFA && a.Verdict != align.Partial {
		fmt.Fprintln(p.Out, "  "+p.Say("cli.nfa", "figure", p.Number(a.Log10NFA, 1)))
	}
	for _, sentence := range p.Strength(words.Measured{
		Finding: a.Verdict.String(), HasNFA: a.HasNFA, Log10NFA: a.Log10NFA, Candidates: compared,
		TooLittleDetail: a.Has(align.TooLittleDetail), OtherMomentPossible: a.Has(align.OtherMomentPossible), OnlyPart: a.Has(align.CoveredPart),
		CandidateCovered: a.CandidateCovered,
		CalibrationPairs: align.CalibrationPairs, CalibrationFalse: align.CalibrationFalse,
	}) {
		fmt.Fprintln(p.Out, "  "+sentence)
	}
}

// frame says which frame of a video was found; nothing of a still.
func (s session) frame(c casefile.Comparison) (out []string) {
	if f := c.Frame; f != nil {
		interval := ""
		if f.First.Index != f.Last.Index {
			interval = s.Say("video.interval", "first", s.Count(int64(f.First.Index)), "last", s.Count(int64(f.Last.Index)),
				"from", video.Timecode(f.First.Time), "to", video.Timecode(f.Last.Time))
		}
		out = append(out, s.Say("video.frame", "index", s.Count(int64(f.Index)), "timecode", f.Timecode, "interval", interval))
		if f.Evened {
			out = append(out, s.Say("video.evened"))
		}
		out = append(out, s.Say("video.tried", "n", s.Count(int64(f.Tried))))
	}
	if c.Alignment.Has(align.CoveredPart) {
		out = append(out, s.Say("video.covered", "to", s.Clock(c.ReadTo, 0)))
	}
	return out
}

func (s session) finding(v align.Verdict) string { return s.Say("finding." + v.String()) }

// areas says where a part agrees, or where content changed; nothing of other findings.
func (s session) areas(a align.Alignment, claimed, candidate geom.Size) string {
	switch {
	case a.Verdict == align.Partial && a.Placed():
		return support.Of(a, claimed, candidate).Agreement(s.Language)
	case len(a.Moved) > 0:
		return support.Of(a, claimed, candidate).Change(s.Language)
	}
	return ""
}

// place says in one line how the claim lies on the candidate; scale and turn
// are those at the claim's middle. How much of it the claim shows is said only
// where more than a part agrees.
func (s session) place(a align.Alignment, middle geom.Point) string {
	m := a.CandidateFromClaimed
	shows, turn, mirrored, inverted := "", "", "", ""
	if a.Verdict != align.Partial {
		shows = s.Shows(a.CandidateCovered)
	}
	if degrees := m.RotationDegrees(middle); math.Abs(degrees) >= 0.05 {
		turn = s.Degrees(degrees, 1)
	}
	if a.Mirrored {
		mirrored = s.Say("cli.mirrored")
	}
	if a.ToneInverted {
		inverted = s.Say("cli.inverted")
	}
	return s.Say("cli.place", "shows", shows, "model", s.Say("cli.model."+a.Model.String()),
		"scale", s.Number(m.LengthScale(middle), 3), "turn", turn, "mirrored", mirrored, "inverted", inverted,
		"inliers", s.Plural("cli.inliers", len(a.Inliers)), "residual", s.Px(a.ResidualPx, 2))
}

// wrote names a file that was written: among the results where they are for
// people, beside them where another program reads them.
func (p *printout) wrote(path string) {
	out := p.Out
	if p.json {
		out = p.Err
	}
	fmt.Fprintln(out, p.Say("cli.wrote", "path", printable(path)))
}

// printable returns text of unknown origin as it may stand on a terminal: no
// control characters, which could steer it, and none that hide or turn letters.
func printable(text string) string { return media.CleanText(text) }

// quoted writes a path so that a shell takes it as one word.
func quoted(path string) string {
	const plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/._-+:,="
	if path != "" && strings.Trim(path, plain) == "" {
		return path
	}
	return "'" + strings.ReplaceAll(printable(path), "'", `'\''`) + "'"
}
