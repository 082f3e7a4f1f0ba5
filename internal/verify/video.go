package verify

import (
	"strings"

	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/casefile/archive"
	"github.com/motbilde/motbilde/internal/media"
)

// videos tells which videos are not in the file, and returns the sentence on
// comparisons that could not be run again.
func (r *run) videos(d archive.Document) (left string) {
	left = "verify.withheld"
	for _, e := range d.Case.Evidence {
		if e.Frame != nil || strings.HasPrefix(e.MediaType, "video/") {
			left = "case-video.verify.left"
		}
		if e.Referenced {
			r.say(Unchecked, r.Language.Say("case-video.verify.referenced", "name", media.CleanText(e.Name), "size", r.Language.Bytes(e.Bytes)))
		}
	}
	return left
}

// frame names a frame with the beginning of its digest: the same frame with
// other pixels is told from another one.
func (r *run) frame(f *casefile.Frame) string {
	if f == nil {
		return r.Language.Say("verify.none")
	}
	return r.Language.Say("case-video.verify.frame-of", "n", r.Language.Count(int64(f.Index)), "digest", f.SHA256[:min(8, len(f.SHA256))])
}
