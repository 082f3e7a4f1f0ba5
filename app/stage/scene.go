package stage

import (
	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/compare"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/outside"
	"github.com/motbilde/motbilde/internal/support"
)

// Side is one of the two pictures; the zero value is none.
type Side struct {
	ID   casefile.ID
	Key  string // names the content; "" is no picture
	Name string // as shown
	Size geom.Size
	Film string // names the video that the picture is a frame of; empty where it is none
}

// Scene is what there is to show. Two equal scenes look the same.
type Scene struct {
	Claimed, Candidate Side
	// Comparing says that the candidate is still being aligned: the claim is
	// shown alone meanwhile.
	Comparing bool
	// InTheWay says in words why no candidate is shown though one is chosen;
	// empty where none is.
	InTheWay string
	// Placed says that there is an alignment to show; CandidateFromClaimed is it.
	Placed               bool
	CandidateFromClaimed geom.Map
	// Inverted says that the one is a negative of the other.
	Inverted bool
	// Difference is where the pictures differ; nil till it is there: then
	// DifferenceMode shows the claim dimmed and says that it is being measured.
	Difference *compare.Map
	// Editable says that the pair has a recipe, and Replay that the candidate can
	// be shown with its steps done.
	Editable, Replay bool
	// Support is what MatchLines draws; nil is none. The same comparison gives
	// the same pointer.
	Support *support.Support
	// Partial says that only a part agrees: then the areas of the support are
	// shown without being asked for.
	Partial bool
	// Found is what the claim's edges cut; nil till it has been looked for. The
	// same search gives the same pointer.
	Found *outside.Found
	// Details are the matching details of the pair, in their order; nil is none
	// yet. The same ones are the same pointer.
	Details *Details
	// Proposing says that details are being looked for.
	Proposing bool
	// Marks are those that were drawn on the pair; nil is none. The same ones are
	// the same pointer.
	Marks *Marks
	// Covered is another number each time that something else must not be seen:
	// frames from before are not shown any more.
	Covered int
	// Looked is how the pair was looked at when its case was saved; nil is not known.
	Looked *casefile.View
}

// sameFilm reports whether two scenes show the same claim beside frames of one
// video: what stands is left until the other frame comes.
func (s Scene) sameFilm(o Scene) bool {
	return s.Candidate.Film != "" && s.Candidate.Film == o.Candidate.Film && s.Claimed == o.Claimed && s.Placed == o.Placed && s.Comparing == o.Comparing
}

// pair names claim and candidate: positions are kept by it, for all frames of a video.
func (s Scene) pair() string {
	if s.Candidate.Film != "" {
		return s.Claimed.Key + "\x00" + s.Candidate.Film
	}
	return s.key()
}

// onto returns the map by which the alignment carries places of the other picture
// to this one; ok is false where there is none.
func (s Scene) onto(p Picture) (m geom.Map, ok bool) {
	if p == OnClaim {
		m, ok = s.CandidateFromClaimed.Inverse()
		return m, ok && s.Placed
	}
	return s.CandidateFromClaimed, s.Placed
}

// key names the two pictures: frames of another pair are dropped.
func (s Scene) key() string { return s.Claimed.Key + "\x00" + s.Candidate.Key }

// Request asks for a frame. The owner renders it off the UI goroutine, newest
// first within a purpose, and hands it to Stage.Put.
type Request struct {
	// Purpose tells apart frames that are wanted at the same time: 1 is the
	// candidate of the blink mode, from 2 on the parts outside the claim have one
	// each, from 8 on the enlarged details and from 20 on the lenses of the loupe;
	// 0 is everything else.
	Purpose int
	Key     string // of the scene's pair
	View    compare.View
	Size    geom.Size // device pixels
	Covered int       // of the scene
	// Replayed asks for the candidate with the recipe's steps done to it.
	Replayed bool
}

// Draft reports whether the request is for a picture that moves under the hand.
func (r Request) Draft() bool { return !r.View.Fine }

// shown is what the stage shows of a scene.
type shown int

const (
	showNothing   shown = iota
	showSentence        // no alignment, and the mode needs one
	showClaim           // the claim alone: no candidate yet, or it is being compared
	showTogether        // one picture in the claim's pixels
	showPanes           // side by side, or with lines between what agrees
	showCandidate       // the candidate alone, aligned: the other picture, while held
	showWhole           // the whole candidate in its own pixels, with the claim in its place
	showSingle          // one picture alone; see Stage.oneShown
)

func (s *Stage) shows() shown {
	switch {
	case s.scene.Claimed.Key == "" || s.scene.Claimed.Size.Empty():
		return showNothing
	case s.scene.Candidate.Key == "" || s.scene.Comparing:
		return showClaim
	case s.mode == compare.SideBySide:
		return showPanes
	case s.mode == compare.Single:
		return showSingle
	case !s.scene.Placed:
		return showSentence
	case s.mode == compare.MatchLines || s.mode == compare.DetailsMode:
		return showPanes
	case s.mode == compare.OutsideMode && s.parts.known:
		return showWhole
	case s.mode == compare.OutsideMode:
		return showSentence
	case s.other && s.mode != compare.Blink:
		return showCandidate
	}
	return showTogether
}

// lined reports whether lines are drawn between the pictures.
func (s *Stage) lined() bool { return s.mode == compare.MatchLines && s.shows() == showPanes }

// warped reports whether the second pane shows the candidate aligned on the
// claim; else it shows it in its own pixels.
func (s *Stage) warped() bool {
	return s.scene.Placed && (s.mode == compare.SideBySide || s.mode == compare.DetailsMode)
}

// stageFromCandidate returns the map of a candidate shown in its own pixels.
func (s *Stage) stageFromCandidate(v viewport) geom.Map {
	at := s.position()
	if s.lined() || s.mode == compare.Single && s.scene.Placed {
		if t, ok := newTwin(v, s.scene); ok {
			return t.stageFromCandidate(at)
		}
	}
	return v.stageFromCandidate(at, s.scene.Candidate.Size)
}
