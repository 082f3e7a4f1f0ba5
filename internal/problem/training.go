package problem

import (
	"strconv"
	"strings"

	"github.com/motbilde/motbilde/internal/media"
	"github.com/motbilde/motbilde/internal/training/draft"
	"github.com/motbilde/motbilde/internal/training/pack"
	"github.com/motbilde/motbilde/internal/training/plan"
	"github.com/motbilde/motbilde/internal/training/results"
	"github.com/motbilde/motbilde/internal/words"
)

// packKeys are the sentences on training packs.
var packKeys = map[pack.Kind]string{
	pack.NotAPack: "not-a-pack", pack.Newer: "newer", pack.TooMany: "too-many", pack.TooLarge: "too-large", pack.Outside: "outside",
	pack.Duplicate: "duplicate", pack.Stranger: "stranger", pack.Missing: "missing", pack.Malformed: "malformed", pack.Damaged: "damaged",
	pack.WrongWord: "wrong-word", pack.Locked: "locked", pack.BadWord: "bad-word",
}

func ofPack(e *pack.Error) Problem {
	key, known := packKeys[e.Kind]
	if !known {
		return unknown(e)
	}
	key = "pack." + key
	return Problem{key: key, next: key, detail: e.Error(), fields: func(l words.Language) []string {
		exercise, limit := "", l.Count(e.Limit)
		if e.Exercise > 0 {
			exercise = strconv.Itoa(e.Exercise)
		}
		if e.Kind == pack.TooLarge {
			limit = l.FileSize(e.Limit)
		}
		return []string{"exercise", exercise, "entry", media.CleanText(e.Entry), "detail", media.CleanText(strings.TrimRight(e.Detail, ". ")), "limit", limit}
	}}
}

// resultsKeys are the sentences on learners' results and codes.
var resultsKeys = map[results.Kind]string{
	results.NotResults: "not-results", results.Newer: "newer", results.TooLarge: "too-large", results.Malformed: "malformed",
	results.NotACode: "not-a-code", results.CutOff: "cut-off", results.Misheard: "misheard", results.OtherPack: "other-pack",
}

func ofResults(e *results.Error) Problem {
	key, known := resultsKeys[e.Kind]
	if !known {
		return unknown(e)
	}
	key = "results." + key
	return Problem{key: key, next: key, detail: e.Error(), fields: func(l words.Language) []string {
		return []string{"group", strconv.Itoa(e.Group), "detail", media.CleanText(strings.TrimRight(e.Detail, ". ")), "limit", l.FileSize(e.Limit)}
	}}
}

// draftKeys are the sentences on exercises that are being made.
var draftKeys = map[draft.Kind]string{
	draft.NoSource: "no-source", draft.NoCandidates: "no-candidates", draft.NoFrame: "no-frame", draft.OtherSize: "other-size", draft.NoRegion: "no-region",
	draft.NoPicture: "no-picture", draft.BadAmount: "bad-amount", draft.BadSize: "bad-size", draft.UnknownEdit: "unknown-edit",
}

func ofDraft(e *draft.Error) Problem {
	key, known := draftKeys[e.Kind]
	if !known {
		return unknown(e)
	}
	key = "draft." + key
	return Problem{key: key, next: key, detail: e.Error(), fields: fixed("edit", strconv.Itoa(e.Edit))}
}

// ofPlan explains a plan that can't be understood; where an exercise of it can't
// be made, the error within says why.
func ofPlan(e *plan.Error) Problem {
	return Problem{key: "plan.malformed", next: "plan.malformed", detail: e.Error(), fields: fixed("detail", media.CleanText(strings.TrimRight(e.Detail, ". ")))}
}
