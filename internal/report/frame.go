package report

import (
	"cmp"
	"slices"
	"strings"

	"github.com/motbilde/motbilde/internal/align"
	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/figure"
	"github.com/motbilde/motbilde/internal/words"
)

// frameOf returns the frame that an item is, or in which the claim was found.
func frameOf(it item) *casefile.Frame {
	if it.evidence.Frame != nil {
		return it.evidence.Frame
	}
	if it.comparison != nil {
		return it.comparison.Frame
	}
	return nil
}

// foundFrame says which frame of a video was found, and what can't be told from
// it; empty of a picture.
func (e *edition) foundFrame(it item) string {
	if it.withheld || it.comparison == nil || it.comparison.Frame == nil {
		return ""
	}
	f := it.comparison.Frame
	says := e.l.Say("case-video.report.found", "time", e.l.Clock(f.Time, 3), "n", e.l.Count(int64(f.Index)))
	if f.First.Index == f.Last.Index {
		return says
	}
	return says + " " + e.l.Say("case-video.report.interval", "first", e.l.Count(int64(f.First.Index)), "last", e.l.Count(int64(f.Last.Index)),
		"from", e.l.Clock(f.First.Time, 3), "to", e.l.Clock(f.Last.Time, 3))
}

// placedBy names the method that placed the candidate that the report is about:
// of a video the search counts with it.
func (e *edition) placedBy() string {
	if e.best != nil && e.best.comparison != nil && e.best.comparison.Hand != nil {
		return e.best.comparison.Hand.Method
	}
	if e.best != nil && frameOf(*e.best) != nil {
		return cmp.Or(e.best.comparison.Method, align.Version)
	}
	return align.Version
}

// comparedWith returns an item as each claim was compared with it.
func (e *edition) comparedWith(it item) (all []item) {
	for _, p := range e.pairs {
		for _, ranked := range p.ranked {
			if ranked.evidence.ID == it.evidence.ID && ranked.comparison != nil {
				all = append(all, ranked)
			}
		}
	}
	return all
}

// framesOf returns the frames that are spoken of with an item: the one that it
// is, or those in which claims were found, one that several share only once.
func (e *edition) framesOf(it item) (all []*casefile.Frame) {
	for _, of := range append([]item{it}, e.comparedWith(it)...) {
		f := frameOf(of)
		if f != nil && !slices.ContainsFunc(all, func(o *casefile.Frame) bool { return o.SHA256 == f.SHA256 && o.Index == f.Index }) {
			all = append(all, f)
		}
	}
	return all
}

// methods are the versions of the methods of this report.
func (e *edition) methods() map[string]string {
	all := Methods()
	var decoders []string
	for _, it := range e.items {
		frames := e.framesOf(it)
		if len(frames) == 0 || it.withheld {
			continue
		}
		for _, f := range frames {
			if f.Decoder != "" && !slices.Contains(decoders, f.Decoder) {
				decoders = append(decoders, f.Decoder)
			}
		}
		for _, of := range e.comparedWith(it) {
			if frameOf(of) == nil {
				continue
			}
			for _, method := range strings.Fields(of.comparison.Method) {
				if name, _, _ := strings.Cut(method, "/"); name == "find" {
					all[name] = method
				}
			}
		}
	}
	if decoders != nil {
		all["decoder"] = strings.Join(decoders, ", ")
	}
	return all
}

// frameLines say of a video, or of a frame of one, what a reader needs to find
// the frame again.
func (e *edition) frameLines(it item) []string {
	var lines []string
	ev, compared := it.evidence, e.comparedWith(it)
	about := func(of item, says string) string { // of several claims, for which one
		if !e.several() {
			return says
		}
		return e.l.Say("record.of-item", "item", e.letterOf(of.comparison.Claimed), "says", says)
	}
	if f := ev.Frame; f != nil {
		lines = append(lines, e.l.Say("case-video.report.item", "n", e.l.Count(int64(f.Index)), "item", e.letterOf(ev.Parent), "time", e.l.Clock(f.Time, 3)))
	} else {
		for _, of := range compared {
			if found := e.foundFrame(of); found != "" {
				lines = append(lines, about(of, found))
			}
		}
	}
	var streams []string
	for _, f := range e.framesOf(it) {
		says := e.l.Say("case-video.report.stream", "codec", strings.ToUpper(f.Codec), "stream", e.l.Count(int64(f.Stream)), "decoder", f.Decoder)
		if !slices.Contains(streams, says) {
			streams = append(streams, says)
		}
	}
	lines = append(lines, streams...)
	for _, of := range compared {
		if c := of.comparison; c.ReadTo > 0 {
			lines = append(lines, about(of, e.l.Say("video.covered", "to", e.l.Clock(c.ReadTo, 0))))
		}
	}
	if e.redacted(it) {
		lines = append(lines, e.l.Plural("mark.report.redacted", len(e.areas[ev.ID])))
	} else if ev.Referenced {
		lines = append(lines, e.l.Say("case-video.report.referenced"))
	}
	return lines
}

// withFrame adds the digests of the pixels of its frames to that of a file.
func (e *edition) withFrame(digest cell, it item) cell {
	if it.withheld {
		return digest
	}
	for _, f := range e.framesOf(it) {
		pixels := e.l.Say("case-video.report.pixels")
		if e.several() {
			pixels = e.l.Say("several.pixels", "n", e.l.Count(int64(f.Index)))
		}
		digest.spans = append(digest.spans[:len(digest.spans):len(digest.spans)],
			span("\n"+pixels+"\n", cellStyle), figure.Span{Text: words.Digest(f.SHA256), Style: hashStyle})
	}
	return digest
}
