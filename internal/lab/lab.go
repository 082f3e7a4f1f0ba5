// Package lab owns all derived values of a case: pictures, pyramids,
// fingerprints, subjects, alignments, differences and recipes. Lab promises that each is
// made once for its content, however many ask for it at the same time, and that
// what it holds on to is bounded in bytes. It puts caching around algorithms
// that know nothing of it.
package lab

import (
	"image"
	"strconv"
	"sync"
	"time"

	"github.com/motbilde/motbilde/internal/align"
	"github.com/motbilde/motbilde/internal/compare"
	"github.com/motbilde/motbilde/internal/find"
	"github.com/motbilde/motbilde/internal/media"
	"github.com/motbilde/motbilde/internal/memo"
	"github.com/motbilde/motbilde/internal/outside"
	"github.com/motbilde/motbilde/internal/picture"
	"github.com/motbilde/motbilde/internal/work"
)

// What the caches may hold, in bytes: two pictures of 24 megapixels in each
// form, or twenty and ten of 2. With what two workers need meanwhile the whole
// program stays under 900 MB, measured with a hundred candidates of 2 megapixels
// and with a pair of 24.
const (
	stillBytes      = 200 << 20
	pyramidBytes    = 264 << 20
	subjectBytes    = 268 << 20
	alignmentBytes  = 32 << 20
	differenceBytes = 64 << 20
	previewBytes    = 32 << 20
	residueBytes    = 1 << 20
	claimBytes      = 64 << 20
	oneClaimBytes   = 12 << 20
	searchBytes     = 16 << 20
)

// ReadAhead is how many pixels may be read and wait for their comparison: half
// of what the lab holds of stills, so that they are still there when their turn
// comes and no file is decoded twice.
const ReadAhead = stillBytes / 4 / 2

// searchesAtOnce is how many videos are searched at the same time: a search
// keeps the decoder of a core or two busy.
const searchesAtOnce = 2

// Both bound what is worked on at once, in bytes by the header and in pixels: two
// pictures (or pairs) of 24 megapixels, or a larger one alone.
const (
	decodingBytes  = 400 << 20
	aligningPixels = 100_000_000
)

// File is a file by its place and its content, or a part of its picture; of a
// video, one frame where Frame says so.
type File struct {
	Path   string          // where it was received from; empty where only a Place is known
	SHA256 string          // 64 hexadecimal digits
	Part   image.Rectangle // of the upright picture, in its pixels; empty for all of it
	Frame  Frame           // of a video
	Video  bool            // it is known to be one, wherever it lies
}

// key names the pixels: it is the same wherever the file lies.
func (f File) key() string {
	key := f.SHA256
	if f.Frame.Of {
		key += "@" + strconv.FormatInt(f.Frame.Stamp, 10)
	}
	if !f.Part.Empty() {
		key += " " + f.Part.String()
	}
	return key
}

// Lab makes and keeps derived values. It may be used by several goroutines at
// the same time.
type Lab struct {
	limits      media.Limits
	stills      *memo.Cache[media.Still]
	previews    *memo.Cache[Preview]
	pyramids    *memo.Cache[*picture.Pyramid]
	subjects    *memo.Cache[subject]
	alignments  *memo.Cache[align.Alignment]
	differences *memo.Cache[*compare.Map]
	residues    *memo.Cache[*outside.Found]
	edits       *memo.Cache[Edits]
	decoding    *work.Budget
	aligning    *work.Budget

	mu      sync.Mutex
	decoded map[string]time.Duration // by key
	ffmpeg  string                   // where a person says that it is
	videos  map[string]*openVideo    // by digest
	folder  string                   // of videos that were unpacked from a case file; made when needed

	claims    *memo.Cache[*find.Claim]
	searches  *memo.Cache[find.Result]
	scenes    *memo.Cache[[]Still]
	searching *work.Budget

	placing sync.RWMutex       // held for reading as long as a place is read
	places  map[string][]Place // by digest
}

// subject keeps a picture beside what was derived from it.
type subject struct {
	*align.Subject
	picture *picture.Picture
}

func (s subject) pixels() int64 { return s.picture.Size().Pixels() }

// bytes is what a subject holds on to: its picture, and the planes and
// keypoints that alignment derives at its working scales.
func (s subject) bytes() int64 {
	const megapixel = 1_000_000
	pixels := s.pixels()
	planes := 4*min(pixels, megapixel) + 16*min(pixels, 3*megapixel)/3
	if pixels > 3*megapixel {
		planes += 4 * 3 * megapixel
	}
	return 4*pixels + planes + 3<<20
}

// New returns an empty lab with the program's own limits.
func New() *Lab {
	return &Lab{
		stills:   memo.New(stillBytes, func(s media.Still) int64 { return 4 * s.Picture.Size().Pixels() }),
		previews: memo.New(previewBytes, Preview.bytes),
		pyramids: memo.New(pyramidBytes, func(y *picture.Pyramid) int64 { return 16 * y.Size().Pixels() / 3 }),
		subjects: memo.New(subjectBytes, subject.bytes),
		alignments: memo.New(alignmentBytes, func(a align.Alignment) int64 {
			return 512 + 48*int64(len(a.Inliers)+len(a.Support))
		}),
		differences: memo.New(differenceBytes, func(m *compare.Map) int64 { return 3*m.Size.Pixels() + 1<<10 }),
		residues:    memo.New(residueBytes, func(f *outside.Found) int64 { return 64 + 96*int64(len(f.Residues)) }),
		edits:       memo.New(editsBytes, Edits.bytes),
		decoding:    work.NewBudget(decodingBytes),
		aligning:    work.NewBudget(aligningPixels),
		decoded:     map[string]time.Duration{},
		places:      map[string][]Place{},
		videos:      map[string]*openVideo{},
		claims:      memo.New(claimBytes, func(*find.Claim) int64 { return oneClaimBytes }),
		searches: memo.New(searchBytes, func(r find.Result) int64 {
			return 4<<10 + 24*int64(len(r.Curve)+len(r.Scenes)) + 48*int64(len(r.Alignment.Inliers)+len(r.Alignment.Support))
		}),
		scenes: memo.New(sceneBytes, func(all []Still) (n int64) {
			for _, s := range all {
				n += 4 * int64(s.Picture.Bounds().Dx()) * int64(s.Picture.Bounds().Dy())
			}
			return n
		}),
		searching: work.NewBudget(searchesAtOnce),
	}
}
