package problem

import (
	"strings"
	"time"

	"github.com/motbilde/motbilde/internal/casefile/archive"
	"github.com/motbilde/motbilde/internal/lock"
	"github.com/motbilde/motbilde/internal/media"
	"github.com/motbilde/motbilde/internal/words"
)

// caseKeys are the sentences on case files.
var caseKeys = map[archive.Kind]string{
	archive.NotACase: "not-a-case", archive.EndsEarly: "ends-early", archive.Newer: "newer", archive.TooMany: "too-many",
	archive.TooLarge: "too-large", archive.Packed: "packed", archive.Outside: "outside", archive.Duplicate: "duplicate",
	archive.Link: "link", archive.Stranger: "stranger", archive.Missing: "missing", archive.Damaged: "damaged",
	archive.WrongDigest: "wrong-digest", archive.Malformed: "malformed", archive.BrokenLog: "broken-log", archive.Changed: "changed",
}

func ofCaseFile(e *archive.Error) Problem {
	key, known := caseKeys[e.Kind]
	if !known {
		return unknown(e)
	}
	key = "case." + key
	return Problem{key: key, next: key, detail: e.Error(), fields: func(l words.Language) []string {
		limit := l.FileSize(e.Limit)
		if e.Kind == archive.TooMany {
			limit = l.Count(e.Limit)
		}
		return []string{"entry", media.CleanText(e.Entry), "detail", media.CleanText(strings.TrimRight(e.Detail, ". ")), "limit", limit}
	}}
}

// ofHolder says who has a case open.
func ofHolder(h lock.Holder) Problem {
	return Problem{key: "held", next: "held", detail: "held", fields: func(l words.Language) []string {
		return []string{"name", media.CleanText(h.Name), "host", media.CleanText(h.Host), "time", l.Moment(h.Since, time.Now())}
	}}
}
