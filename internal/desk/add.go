package desk

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strconv"

	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/casefile/archive"
	"github.com/motbilde/motbilde/internal/casework"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/lab"
	"github.com/motbilde/motbilde/internal/media"
)

// Well says where something was dropped.
type Well int

// The wells.
const (
	// AnyWell: nobody knows where; a drop's position can't be trusted on every system.
	AnyWell Well = iota
	ClaimWell
	CandidatesWell
	// OtherClaim: the files are further claimed pictures beside those that are there.
	OtherClaim
)

// thumbnailSize bounds a thumbnail: the claim's, at the list's full width.
var thumbnailSize = geom.Size{Width: 320, Height: 320}

// Add takes files and folders. One picture on the claim's well becomes the
// claim, as does a single picture while there is none; several on that of a
// claim are further claims; of several dropped at once without a claim, Snapshot.Question asks which one is being spread; all
// others are candidates.
func (d *Desk) Add(paths []string, well Well) {
	if d.keepsPictures() {
		return
	}
	d.expand(paths, func(all dropped) {
		switch _, has := d.claim(); {
		case well == OtherClaim, well == ClaimWell && has && len(all.files) > 1:
			d.addOtherClaims(all.files)
		case len(all.files) == 1 && (well == ClaimWell || well == AnyWell && !has && len(d.undecided) == 0):
			d.addAsClaim(all.files[0])
		case has || well == CandidatesWell:
			d.addCandidates(all.files)
		default:
			d.addUndecided(all.files)
		}
	})
}

// Open takes what a command line names: the first loose file is the claim, the
// rest are candidates. Folders alone are taken as Add takes them.
func (d *Desk) Open(paths []string) {
	if d.keepsPictures() {
		return
	}
	d.expand(paths, func(all dropped) {
		if all.firstLoose == "" {
			d.addUndecided(all.files)
			return
		}
		if i := slices.Index(all.files, all.firstLoose); i >= 0 {
			d.addAsClaim(all.firstLoose)
			all.files = slices.Delete(all.files, i, i+1)
		}
		d.addCandidates(all.files)
	})
}

// dropped is what a drop comes to when its folders have been walked.
type dropped struct {
	files      []string // absolute
	refused    []error
	firstLoose string // the first path that is no folder, absolute; empty where there is none
}

// expand walks folders in a worker, reports what is refused, and hands the
// files to take.
func (d *Desk) expand(paths []string, take func(dropped)) {
	if len(paths) == 0 {
		return
	}
	d.expanding++
	d.stopped = false
	paths = slices.Clone(paths)
	start(d, d.ctx, func(ctx context.Context) (all dropped, err error) {
		all.files, all.refused = media.Expand(ctx, paths)
		for i, f := range all.files {
			all.files[i] = absolute(f)
		}
		for _, p := range paths {
			if info, err := os.Stat(p); err != nil || !info.IsDir() {
				all.firstLoose = absolute(p)
				break
			}
		}
		return all, ctx.Err()
	}, func(all dropped, err error) {
		d.expanding--
		if err != nil {
			d.addProblem(Problem{Err: err})
		}
		for _, err := range all.refused {
			d.addProblem(Problem{Path: pathOf(err), Err: err})
		}
		if len(all.files) > 0 {
			take(all)
		}
		d.pump()
		d.publish()
	})
	d.publish()
}

// absolute returns the path from the root, or as it is where the system can't tell.
func absolute(path string) string {
	if full, err := filepath.Abs(path); err == nil {
		return full
	}
	return path
}

func (d *Desk) addAsClaim(path string) {
	if e, ok := d.at(path); ok {
		d.SetClaim(e.ID)
		return
	}
	d.undecided = nil
	e := d.place(path)
	d.edit(nameOf("edit.add-claim", []string{path}), func(c casefile.Case) casefile.Case { return d.withClaim(c.With(e), e.ID) })
	d.current = e.ID
	d.refresh()
}

// addOtherClaims takes further claimed pictures. What is a candidate already
// becomes one; what is a claim is said.
func (d *Desk) addOtherClaims(paths []string) {
	var fresh []string
	for _, path := range paths {
		switch e, ok := d.at(path); {
		case ok && e.Role == casefile.Claimed:
			d.addProblem(Problem{Path: path, Err: &DuplicateError{Name: e.Name, Of: e.Name}})
		case ok:
			d.AddClaim(e.ID)
		default:
			fresh = append(fresh, path)
		}
	}
	if len(fresh) == 0 {
		return
	}
	d.edit(nameOf("edit.add-other-claim", fresh), func(c casefile.Case) casefile.Case {
		for i, path := range fresh {
			e := d.place(path)
			e.Role = casefile.Claimed
			c = c.With(e)
			if i == 0 {
				d.current = e.ID
			}
		}
		return c
	})
	d.refresh()
}

func (d *Desk) addUndecided(paths []string) {
	d.undecided = append(d.undecided, d.addCandidates(paths)...)
	d.dismissed = false
}

// addCandidates gives new files their rows. A file that could not be read is
// tried again; any other that is there already is said.
func (d *Desk) addCandidates(paths []string) (ids []casefile.ID) {
	var fresh []string
	var again []casefile.ID
	for _, path := range paths {
		if e, ok := d.at(path); ok && d.entries[e.ID].state == Failed && e.Role == casefile.Candidate {
			again = append(again, e.ID)
		} else if ok {
			d.addProblem(Problem{Path: path, Err: &DuplicateError{Name: e.Name, Of: e.Name}})
			continue
		}
		fresh = append(fresh, path)
	}
	if len(fresh) == 0 {
		return nil
	}
	d.Edit(nameOf("edit.add", fresh), func(c casefile.Case) casefile.Case {
		for _, id := range again {
			c = c.Without(id)
		}
		for _, path := range fresh {
			e := d.place(path)
			c, ids = c.With(e), append(ids, e.ID)
		}
		return c
	})
	return ids
}

// nameOf names an edit after the one file that it is about, or their number.
func nameOf(key string, paths []string) Named {
	if len(paths) == 1 {
		return Named{Key: key, Fields: []string{"name", media.DisplayName(paths[0])}}
	}
	return Named{Key: key + "-several", Fields: []string{"n", strconv.Itoa(len(paths))}}
}

// at returns the evidence of that path.
func (d *Desk) at(path string) (casefile.Evidence, bool) {
	i := slices.IndexFunc(d.file.Evidence, func(e casefile.Evidence) bool { return e.Path == path && path != "" })
	if i < 0 {
		return casefile.Evidence{}, false
	}
	return d.file.Evidence[i], true
}

// place gives a file its row at once; what is in it comes when it has been read.
func (d *Desk) place(path string) casefile.Evidence {
	id := d.NewID()
	d.entries[id] = &entry{state: Reading}
	e := casefile.Evidence{ID: id, Role: casefile.Candidate, Path: path, Name: media.DisplayName(path), Source: d.pasted.sources[path]}
	d.known[id] = e
	return e
}

// imported is what a worker found in one file.
type imported struct {
	evidence casefile.Evidence
	preview  lab.Preview
}

// read starts the import of one file.
func (d *Desk) read(e casefile.Evidence) {
	l := d.lab
	run(d, e.ID, "", func(ctx context.Context) (imported, error) {
		in := imported{evidence: casework.Import(ctx, l, e.Path, e.Role)}
		if err := ctx.Err(); err != nil || in.evidence.Problem != nil {
			return in, err
		}
		var err error
		in.preview, err = l.Preview(ctx, casework.FileOf(in.evidence), thumbnailSize)
		return in, err
	}, d.readDone)
}

func (d *Desk) readDone(id casefile.ID, in imported, err error) {
	placed, ok := d.file.Find(id)
	if !ok {
		return
	}
	n := d.entries[id]
	e := placed
	e.Path, e.Name, e.SHA256, e.Bytes, e.MediaType = in.evidence.Path, in.evidence.Name, in.evidence.SHA256, in.evidence.Bytes, in.evidence.MediaType
	e.Pixels, e.Facts, e.Encoding, e.Received, e.Problem = in.evidence.Pixels, in.evidence.Facts, in.evidence.Encoding, in.evidence.Received, in.evidence.Problem
	if err != nil && e.Problem == nil {
		e.Problem = err
	}
	if other, twice := d.duplicateOf(e); twice {
		d.forget(id)
		d.addProblem(Problem{Path: e.Path, Err: &DuplicateError{Name: e.Name, Of: other.Name}})
		d.decideAlone()
		return
	}
	d.learn(e)
	d.note(casework.ImportLine(e, e.Received))
	if e.Problem != nil {
		n.state = Failed
		d.addProblem(Problem{ID: id, Path: e.Path, Err: e.Problem})
		if d.claimReady() {
			d.traceLine(e, d.comparison(e))
		}
	} else {
		n.print = in.preview.Fingerprint
		d.keepThumbnail(id, in.preview.Thumbnail)
		n.state = Ready
		d.knowLook(e)
	}
	d.decideAlone()
	if e.Role == casefile.Claimed {
		d.newRound()
	}
}

// see looks at the bytes of evidence that came from a case file: they are held
// to their digest, and give the list its thumbnail.
func (d *Desk) see(e casefile.Evidence) {
	l, file := d.lab, casework.FileIn(e, d.comparison(e))
	run(d, e.ID, "", func(ctx context.Context) (lab.Preview, error) {
		if e.Problem != nil { // there is nothing to be seen, but the bytes have to be there
			bytes, err := l.Original(ctx, casework.FileOf(e))
			if err == nil {
				err = bytes.Close()
			}
			return lab.Preview{}, err
		}
		return l.Preview(ctx, file, thumbnailSize)
	}, func(id casefile.ID, p lab.Preview, err error) {
		n := d.entries[id]
		n.unseen, n.print = false, p.Fingerprint
		if err == nil {
			d.keepThumbnail(id, p.Thumbnail)
			if seen, there := d.file.Find(id); there && seen.Problem == nil {
				d.knowLook(seen)
			}
			return
		}
		if changed := new(lab.ChangedError); errors.As(err, &changed) {
			err = &archive.Error{Kind: archive.WrongDigest, Entry: e.Name}
		}
		d.addProblem(Problem{ID: id, Path: e.Name, Err: err})
	})
}

// duplicateOf finds the candidate that already holds the very same bytes. A
// byte-identical file from elsewhere may well stand against the claim: that is
// a finding.
func (d *Desk) duplicateOf(e casefile.Evidence) (casefile.Evidence, bool) {
	if e.SHA256 == "" || e.Role == casefile.Claimed {
		return casefile.Evidence{}, false
	}
	for _, other := range d.file.Candidates() {
		if other.ID != e.ID && other.SHA256 == e.SHA256 && !other.Derived() {
			return other, true
		}
	}
	return casefile.Evidence{}, false
}
