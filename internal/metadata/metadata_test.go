package metadata

import (
	"slices"
	"strings"
	"testing"

	"github.com/motbilde/motbilde/internal/provenance"
	"github.com/motbilde/motbilde/internal/words"
)

func value(rows []Row, kind string) string {
	if i := slices.IndexFunc(rows, func(r Row) bool { return r.Kind == kind }); i >= 0 {
		return strings.ReplaceAll(rows[i].Value, "\u00a0", " ")
	}
	return ""
}

func TestWhatSpeaksComesFirstAndAbsenceIsNotTold(t *testing.T) {
	for _, l := range []words.Language{words.English, words.Norwegian} {
		if rows := Rows(l, provenance.Facts{Thumbnail: true}, provenance.Encoding{}); len(rows) != 0 {
			t.Errorf("of nothing: %+v", rows)
		}
		all := provenance.Facts{
			Taken: "2014:03:22 21:04:05", Modified: "2014:03:25 01:00:00", Camera: "a", Lens: "b", Software: "c", Programs: "d", History: "e", GPS: "f", Place: "g",
			Artist: "h", Credit: "i", Copyright: "j", Description: "k", Owner: "l", BodySerial: "m", LensSerial: "n", SourceType: "digitalCapture",
			Credentials: true, Thumbnail: true, ThumbnailDiffers: true,
		}
		rows := Rows(l, all, provenance.Encoding{Format: provenance.FormatPNG, Lossless: true})
		if len(rows) != len(Kinds) || rows[0].Kind != Thumbnail || rows[len(rows)-1].Kind != Saved {
			t.Errorf("%d rows of %d: %+v", len(rows), len(Kinds), rows)
		}
	}
}

func TestChangeIsToldByItsDistanceFromTheTaking(t *testing.T) {
	for want, f := range map[string]provenance.Facts{
		"25 Mar 2014, 01:00:00+02:00, 3 days later": {Taken: "2014:03:22 21:04:05", Modified: "2014:03:25 01:00:00+02:00"},
		"23 Mar 2014, 01:00:00, 1 day later":        {Taken: "2014-03-22T21:04:05Z", Modified: "2014:03:23 01:00:00"},
		"21 Mar 2014, 01:00:00, 1 day earlier":      {Taken: "2014:03:22 21:04:05", Modified: "2014-03-21T01:00:00"},
		"22 Mar 2014, 23:00:00":                     {Taken: "2014:03:22 21:04:05", Modified: "2014:03:22 23:00:00"},
		"5 Mar 2022, 01:12:00, 4619 days later":     {Taken: "2009:07:12 14:03:22", Modified: "2022:03:05 01:12:00"},
		"some day":                                  {Taken: "2014:03:22 21:04:05", Modified: "some day"},
		"":                                          {Taken: "2014:03:22 21:04:05", Modified: "2014:03:22 21:04:05"},
	} {
		if got := value(Rows(words.English, f, provenance.Encoding{}), "modified"); got != want {
			t.Errorf("%+v: %q, want %q", f, got, want)
		}
	}
}

func TestTablesAndCredentialsAreSaidAsFarAsTheyAreKnown(t *testing.T) {
	rows := Rows(words.English, provenance.Facts{Credentials: true, SourceType: "somethingNew"}, provenance.Encoding{Format: provenance.FormatJPEG, Quality: 85, Standard: true, Tables: true})
	for kind, want := range map[string]string{
		Saved: "JPEG, quality about 85, standard tables", "credentials": "present, not validated", "source-type": "somethingNew",
	} {
		if got := value(rows, kind); got != want {
			t.Errorf("%s: %q", kind, got)
		}
	}
	if got := value(Rows(words.Norwegian, provenance.Facts{Credentials: true}, provenance.Encoding{}), "credentials"); got != "til stede, ikke validert" {
		t.Errorf("%q", got)
	}
}

func TestDateOfAnotherFormStaysAsTheFileHasIt(t *testing.T) {
	for exif, want := range map[string]string{
		"2009:07:12 14:03:22":       "12 Jul 2009, 14:03:22",
		"2009-07-12T14:03:22+02:00": "12 Jul 2009, 14:03:22+02:00",
		"2009:07:12":                "12 Jul 2009",
		"    :  :     :  :  ":       "    :  :     :  :  ",
		"yesterday":                 "yesterday",
		"":                          "",
	} {
		if got := strings.ReplaceAll(Date(words.English, exif), "\u00a0", " "); got != want {
			t.Errorf("%q reads %q, want %q", exif, got, want)
		}
	}
}
