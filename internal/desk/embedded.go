package desk

import (
	"context"

	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/casework"
	"github.com/motbilde/motbilde/internal/provenance"
	"github.com/motbilde/motbilde/internal/work"
)

// embedding is what is known of what a shown file carries, and what is being read.
type embedding struct {
	slot work.Slot
	of   casefile.ID
	is   *provenance.Embedded
}

// NeedEmbedded has all tags and the thumbnails read that the claim and the
// selected candidate carry, once; Snapshot.ClaimEmbedded and
// CandidateEmbedded hold them when they are there.
func (d *Desk) NeedEmbedded() {
	if d.hides() {
		return
	}
	claim, _ := d.file.Claim()
	candidate, _ := d.file.Find(d.selected)
	d.embedded[0].need(d, claim)
	d.embedded[1].need(d, candidate)
}

func (m *embedding) need(d *Desk, e casefile.Evidence) {
	unread := e.SHA256 == ""
	if e.ID == m.of || unread && e.Problem == nil {
		return
	}
	m.of, m.is = e.ID, nil
	if unread { // and never will be
		m.is = &provenance.Embedded{}
		d.publish()
		return
	}
	l := d.lab
	work.Run(d.ctx, &m.slot, d.post, func(ctx context.Context) (*provenance.Embedded, error) {
		return l.Embedded(ctx, casework.FileOf(e))
	}, func(found *provenance.Embedded, err error) {
		if err != nil {
			d.addProblem(Problem{ID: e.ID, Path: e.Path, Err: err})
			found = &provenance.Embedded{}
		}
		m.is = found
		d.publish()
	})
}

// shown returns what that file carries; nil till it has been read.
func (m *embedding) shown(id casefile.ID) *provenance.Embedded {
	if id == "" || id != m.of {
		return nil
	}
	return m.is
}

// embeddedIn returns what the claim's file carries, or the candidate's, with what
// must not be seen covered on its thumbnail too.
func (d *Desk) embeddedIn(of int, id casefile.ID) *provenance.Embedded {
	found := d.embedded[of].shown(id)
	if found == nil || found.Thumbnail == nil || len(d.covered.areas[id]) == 0 {
		return found
	}
	e, _ := d.file.Find(id)
	covered := *found
	covered.Thumbnail = d.seen(id, e.Pixels, found.Thumbnail)
	return &covered
}
