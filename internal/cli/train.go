package cli

import (
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/motbilde/motbilde/internal/casework"
	"github.com/motbilde/motbilde/internal/media"
	"github.com/motbilde/motbilde/internal/problem"
	"github.com/motbilde/motbilde/internal/training"
	"github.com/motbilde/motbilde/internal/training/bundled"
	"github.com/motbilde/motbilde/internal/training/pack"
	"github.com/motbilde/motbilde/internal/training/plan"
	"github.com/motbilde/motbilde/internal/training/results"
	"github.com/motbilde/motbilde/internal/words"
)

// run makes a training pack of a plan, or of the cases that come with the program.
func (c trainMakeCommand) run(s session) int {
	if c.Bundled == (c.Plan != "") || !c.Bundled && len(c.Case) > 0 {
		s.complain(s.Say("cli.train.plan-or-bundled"))
		return failed
	}
	if infos := fileInfos([]string{c.Plan, c.To}); len(infos) == 2 && os.SameFile(infos[0], infos[1]) {
		s.complain(s.Say("cli.train.overwrite", "path", printable(c.To)))
		return failed
	}
	by, name := c.ofPlan, c.Plan
	if c.Bundled {
		if unknown := c.unknown(); unknown != "" {
			s.complain(s.Say("cli.train.no-case", "name", printable(unknown), "cases", strings.Join(caseNames(), ", ")))
			return failed
		}
		by, name = c.ofBundled, c.To
	}
	var bar *printout
	made, err := by(s, func(done, of int) {
		if done == 0 {
			bar = newPrintout(s, false, of)
			return
		}
		bar.step()
	})
	if bar != nil {
		bar.done()
	}
	if err != nil {
		return s.unmade(name, err)
	}
	err = casework.WriteFile(c.To, func(w io.Writer) error { return pack.Write(s.ctx, w, made) })
	if wrong := new(pack.Error); errors.As(err, &wrong) {
		return s.unmade(name, err)
	} else if err != nil {
		return s.writeFailed(c.To, err)
	}
	fmt.Fprintln(s.Out, s.Say("cli.wrote", "path", printable(c.To)))
	if c.Word == "" {
		s.complain(s.Say("cli.train.self-practice"))
	}
	s.try("train", "check", c.To)
	return found
}

// maker stands in a pack for what made it.
const maker = "Motbilde " + casework.Version

func (c trainMakeCommand) ofPlan(s session, step func(done, of int)) (pack.Pack, error) {
	p, err := plan.Read(c.Plan)
	if err != nil {
		return pack.Pack{}, err
	}
	return p.Pack(s.ctx, plan.Options{FFmpeg: s.Getenv(ffmpegVariable), Word: c.Word, Program: maker, Made: time.Now(), Step: step})
}

// ofBundled draws the cases that come with the program, all or those named.
func (c trainMakeCommand) ofBundled(s session, step func(done, of int)) (pack.Pack, error) {
	title := training.Both(words.English.Say("training.bundled"), words.Norwegian.Say("training.bundled"))
	p := pack.Pack{About: pack.About{Title: title, Authors: []string{"Motbilde"}, Made: time.Now(), Program: maker}, Word: c.Word}
	names := c.Case
	if len(names) == 0 {
		names = caseNames()
	}
	for i, name := range names {
		step(i, len(names))
		lesson, err := bundled.Draw(s.ctx, name, bundled.Options{FFmpeg: s.Getenv(ffmpegVariable)})
		if err != nil {
			return p, err
		}
		p.Lessons = append(p.Lessons, lesson)
		p.About.Minutes += lesson.Exercise.Minutes
	}
	return p, nil
}

func caseNames() (names []string) {
	for _, c := range bundled.Cases() {
		names = append(names, c.ID)
	}
	return names
}

// unknown returns the first name that no bundled case has.
func (c trainMakeCommand) unknown() string {
	for _, name := range c.Case {
		if !slices.Contains(caseNames(), name) {
			return name
		}
	}
	return ""
}

// unmade says why a plan does not make a pack, and of which exercise that is.
func (s session) unmade(path string, err error) int {
	if s.ctx.Err() != nil {
		s.complain(s.Say("cli.stopped"))
		return failed
	}
	place := printable(path)
	if e := new(plan.Error); errors.As(err, &e) && e.Exercise > 0 {
		place += ": " + s.Say("cli.train.exercise", "n", fmt.Sprint(e.Exercise))
	}
	if e := new(media.Error); errors.As(err, &e) && e.Path != "" {
		place += ": " + printable(e.Path)
	}
	p := problem.Explain(err)
	s.complain(place + ": " + p.Sentence(s.Language) + " " + p.Next(s.Language))
	return failed
}

// run reads all of a pack, says what does not hold, and lists its exercises.
func (c trainCheckCommand) run(s session) int {
	f, err := pack.Open(c.Pack)
	if err != nil {
		return s.unreadPack(c.Pack, err)
	}
	defer f.Close() // it was only read
	if c.Word != "" {
		if err := f.Unlock(c.Word); err != nil {
			return s.unread(c.Pack, err)
		}
	}
	wrong, err := f.Check(s.ctx)
	if err != nil {
		return s.unread(c.Pack, err)
	}
	s.about(f)
	for i, e := range f.Exercises() {
		fmt.Fprintln(s.Out, s.Say("cli.train.lists", "n", fmt.Sprint(i+1), "title", media.CleanText(e.Title.In(s.Language)), "id", e.ID,
			"level", fmt.Sprint(e.Level), "minutes", fmt.Sprint(e.Minutes), "candidates", s.Plural("finding.candidates", len(e.Candidates))))
		if c.Word != "" || c.Answers && !f.NeedsWord() {
			s.answer(f, e)
		}
		wrong = append(wrong, s.pictures(f, i, e)...)
	}
	for _, w := range wrong {
		p := problem.Explain(w)
		s.complain(p.Sentence(s.Language) + " " + p.Next(s.Language))
	}
	if s.ctx.Err() != nil {
		s.complain(s.Say("cli.stopped"))
		return failed
	}
	if len(wrong) > 0 {
		return notFound
	}
	key := "cli.train.holds"
	if !f.Unlocked() {
		key = "cli.train.holds-locked"
	}
	fmt.Fprintln(s.Out, s.Say(key))
	return found
}

// unreadPack tells a pack of which something does not hold from what is none.
func (s session) unreadPack(path string, err error) int {
	status := s.unread(path, err)
	if e := new(pack.Error); errors.As(err, &e) && e.Kind != pack.NotAPack && e.Kind != pack.Newer {
		return notFound
	}
	return status
}

// about says what the pack says of itself.
func (s session) about(f *pack.File) {
	a := f.About()
	title := media.CleanText(a.Title.In(s.Language))
	if title == "" {
		title = a.ID
	}
	fmt.Fprintln(s.Out, s.Say("cli.train.about", "title", title, "authors", media.CleanText(s.List(a.Authors)), "licence", media.CleanText(a.Licence), "date", s.Date(a.Made)))
	fmt.Fprintln(s.Out, "SHA-256 "+f.Digest())
}

// answer says what is right, to whoever has the word.
func (s session) answer(f *pack.File, e training.Exercise) {
	k, err := f.Key(e.ID)
	if err != nil {
		return // told as what does not hold
	}
	var named []string
	for _, p := range k.Placements {
		named = append(named, p.Candidate)
	}
	family := ""
	if k.Family != "" {
		family = k.Family.Say(s.Language)
	}
	fmt.Fprintln(s.Out, "   "+s.Say("cli.train.answer", "choice", k.Choice.Say(s.Language), "named", s.List(named), "family", family))
}

// pictures reads the pictures that can be opened: they must be pictures, of the size that the exercise states.
func (s session) pictures(f *pack.File, number int, e training.Exercise) (wrong []*pack.Error) {
	for _, item := range e.Items() {
		data, err := f.Bytes(s.ctx, item)
		if err != nil || item.Video {
			continue // locked, told already, or for ffmpeg to read
		}
		still, err := media.Decode(s.ctx, data, media.Limits{})
		switch {
		case s.ctx.Err() != nil:
			return wrong
		case err != nil:
			wrong = append(wrong, &pack.Error{Kind: pack.Malformed, Exercise: number + 1, Entry: item.Name, Detail: item.Name + ": " + strings.TrimSuffix(problem.Explain(err).Short(s.Language), ".")})
		case still.Picture.Size() != item.Size:
			wrong = append(wrong, &pack.Error{Kind: pack.Malformed, Exercise: number + 1, Entry: item.Name, Detail: item.Name + ": " + s.Pixels(still.Picture.Size().Width, still.Picture.Size().Height)})
		}
	}
	return wrong
}

// run sums up what learners answered.
func (c trainScoreCommand) run(s session) int {
	if len(c.Files)+len(c.Code) == 0 {
		s.complain(s.Say("cli.train.nothing"))
		return failed
	}
	var exercises []training.Exercise
	digest, status := "", found
	keys := map[string]training.Key{}
	if c.Pack != "" {
		f, err := pack.Open(c.Pack)
		if err != nil {
			return s.unread(c.Pack, err)
		}
		defer f.Close() // it was only read
		exercises, digest = f.Exercises(), f.Digest()
		if c.Word != "" {
			if err := f.Unlock(c.Word); err != nil {
				return s.unread(c.Pack, err)
			}
		}
		for _, e := range exercises {
			if !f.Unlocked() {
				break
			}
			if keys[e.ID], err = f.Key(e.ID); err != nil {
				return s.unread(c.Pack, err)
			}
		}
	}
	var briefs []results.Brief
	for _, path := range c.Files {
		r, err := readResults(path)
		if err != nil {
			status = s.unread(path, err)
			continue
		}
		if digest != "" && r.PackDigest != digest {
			s.complain(s.Say("cli.train.other-pack", "path", printable(path)))
			status = failed
			continue
		}
		if changed := r.MarkAgain(exercises, keys); changed > 0 {
			s.complain(s.Say("cli.train.marked-again", "path", printable(path), "n", s.Count(int64(changed))))
		}
		briefs = append(briefs, r.Brief())
	}
	for _, said := range c.Code {
		name, code, named := strings.Cut(said, "=")
		if !named {
			name, code = "", said
		}
		if c.Pack == "" {
			s.complain(s.Say("cli.train.code-needs-pack"))
			return failed
		}
		b, err := results.ParseCode(code, exercises, digest)
		if err != nil {
			status = s.unread(code, err)
			continue
		}
		if name != "" {
			b.Learners = []string{name}
		}
		briefs = append(briefs, b)
	}
	if len(briefs) == 0 {
		return failed
	}
	sum := results.Sum(exercises, briefs)
	s.table(sum)
	if c.CSV != "" {
		if err := casework.WriteFile(c.CSV, func(w io.Writer) error { return sum.CSV(s.Language, w) }); err != nil {
			return s.writeFailed(c.CSV, err)
		}
		s.complain(s.Say("cli.wrote", "path", printable(c.CSV)))
	}
	return status
}

func readResults(path string) (results.Results, error) {
	file, err := os.Open(path)
	if err != nil {
		return results.Results{}, err
	}
	r, err := results.Read(file)
	return r, errors.Join(err, file.Close())
}

// table prints a group's results: a line for each learner, then what most got wrong.
func (s session) table(sum results.Summary) {
	rows := [][]string{{s.Say("training.results.learner")}}
	for i := range sum.Columns {
		rows[0] = append(rows[0], fmt.Sprint(i+1))
	}
	rows[0] = append(rows[0], s.Say("training.results.points"), s.Say("training.results.right"))
	for i, r := range sum.Rows {
		row := []string{media.CleanText(r.Name(s.Language, i+1))}
		for _, cell := range r.Cells {
			switch {
			case !cell.Answered:
				row = append(row, "–")
			case cell.Right:
				row = append(row, fmt.Sprint(cell.Points))
			default:
				row = append(row, fmt.Sprint(cell.Points)+" ×")
			}
		}
		rows = append(rows, append(row, fmt.Sprint(r.Points), fmt.Sprintf("%d/%d", r.Right, r.Answered)))
	}
	widths := make([]int, len(rows[0]))
	for _, row := range rows {
		for i, cell := range row {
			widths[i] = max(widths[i], utf8.RuneCountInString(cell))
		}
	}
	for _, row := range rows {
		line := row[0] + strings.Repeat(" ", widths[0]-utf8.RuneCountInString(row[0]))
		for i, cell := range row[1:] {
			line += strings.Repeat(" ", 2+widths[i+1]-utf8.RuneCountInString(cell)) + cell
		}
		fmt.Fprintln(s.Out, line)
	}
	fmt.Fprintln(s.Out)
	for _, c := range sum.MostWrong() {
		title := c.Title.In(s.Language)
		if title == "" {
			title = c.Exercise
		}
		mistake := ""
		if len(c.Mistakes) > 0 {
			mistake = strings.TrimSuffix(training.Remark{Kind: c.Mistakes[0].Kind}.Say(s.Language), ".")
		}
		number := slices.IndexFunc(sum.Columns, func(o results.Column) bool { return o.Exercise == c.Exercise }) + 1
		fmt.Fprintln(s.Out, s.Say("cli.train.wrong", "n", fmt.Sprint(number), "title", media.CleanText(title), "wrong", fmt.Sprint(c.Answered-c.Right), "of", fmt.Sprint(c.Answered), "mistake", mistake))
	}
	if said := sum.Calibration.SayGroup(s.Language); said != "" {
		fmt.Fprintln(s.Out, said)
	}
}
