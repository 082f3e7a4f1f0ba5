package problem

import (
	"strings"

	"github.com/motbilde/motbilde/internal/bag"
	"github.com/motbilde/motbilde/internal/casework"
	"github.com/motbilde/motbilde/internal/media"
	"github.com/motbilde/motbilde/internal/stamp"
	"github.com/motbilde/motbilde/internal/words"
)

// bagKeys are the sentences on packages as bags.
var bagKeys = map[bag.Kind]string{
	bag.NotABag: "not-a-bag", bag.OtherForm: "other-form", bag.TooMany: "too-many", bag.TooLarge: "too-large", bag.Outside: "outside",
	bag.Duplicate: "duplicate", bag.Link: "link", bag.Elsewhere: "elsewhere", bag.Missing: "missing", bag.Stranger: "stranger",
	bag.Malformed: "malformed", bag.WrongDigest: "wrong-digest", bag.WrongCount: "wrong-count", bag.Damaged: "damaged", bag.Unsafe: "unsafe",
	bag.Changed: "changed",
}

func ofBag(e *bag.Error) Problem {
	key, known := bagKeys[e.Kind]
	if !known {
		return unknown(e)
	}
	key = "bag." + key
	return Problem{key: key, next: key, detail: e.Error(), fields: func(l words.Language) []string {
		limit := l.FileSize(e.Limit)
		if e.Kind == bag.TooMany {
			limit = l.Count(e.Limit)
		}
		return []string{"entry", media.CleanText(e.Entry), "detail", media.CleanText(strings.TrimRight(e.Detail, ". ")), "limit", limit}
	}}
}

// packageKeys are the sentences on the parts of a package that don't fit together.
var packageKeys = map[casework.PackageKind]string{
	casework.NoCase: "no-case", casework.OtherLog: "other-log", casework.StrayOriginal: "stray", casework.LostOriginal: "lost", casework.SecretLeft: "secret",
}

func ofPackage(e *casework.PackageError) Problem {
	key, known := packageKeys[e.Kind]
	if !known {
		return unknown(e)
	}
	key = "package." + key
	return Problem{key: key, next: key, detail: e.Error(), fields: fixed("entry", media.CleanText(e.Entry))}
}

// stampKeys are the sentences on time-stamps.
var stampKeys = map[stamp.Kind]string{
	stamp.NotADigest: "not-a-digest", stamp.NotARequest: "not-a-request", stamp.NotCertificates: "not-certificates", stamp.NotAStamp: "not-a-stamp",
	stamp.TooLarge: "too-large", stamp.Refused: "refused", stamp.NoCertificate: "no-certificate", stamp.Unsupported: "unsupported",
	stamp.BadSignature: "bad-signature", stamp.OtherSigner: "other-signer", stamp.WrongUsage: "wrong-usage", stamp.OutOfDate: "out-of-date",
	stamp.OtherDigest: "other-digest", stamp.OtherRequest: "other-request", stamp.Untrusted: "untrusted",
}

func ofStamp(e *stamp.Error) Problem {
	key, known := stampKeys[e.Kind]
	if !known {
		return unknown(e)
	}
	key = "stamp." + key
	return Problem{key: key, next: key, detail: e.Error(), fields: func(l words.Language) []string {
		return []string{"detail", media.CleanText(strings.TrimRight(e.Detail, ". ")), "limit", l.FileSize(e.Limit)}
	}}
}
