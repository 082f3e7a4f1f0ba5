package sample

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/casefile/archive"
	"github.com/motbilde/motbilde/internal/casework"
	"github.com/motbilde/motbilde/internal/words"
)

func TestWithoutFFmpegTheTrailerIsMissing(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	folder := t.TempDir()
	path, err := WriteTrailer(t.Context(), "", folder)
	if !IsMissing(err) || filepath.Base(path) != "clip_0412.mp4" {
		t.Errorf("%q, %v", path, err)
	}
	if left, err := os.ReadDir(folder); err != nil || len(left) > 0 {
		t.Errorf("left lying: %v, %v", left, err)
	}
}

func TestFilesOfOthersAreLeftAlone(t *testing.T) {
	for _, name := range []string{CaseName, statementsName} {
		folder := t.TempDir()
		mine := filepath.Join(folder, name)
		if err := os.WriteFile(mine, []byte("mine"), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := WriteWhole(t.Context(), folder, Options{Language: words.English}); !errors.Is(err, fs.ErrExist) {
			t.Errorf("%s: %v", name, err)
		}
		if kept, err := os.ReadFile(mine); err != nil || string(kept) != "mine" {
			t.Errorf("%s holds %q, %v", name, kept, err)
		}
		if all, err := os.ReadDir(folder); err != nil || len(all) != 1 {
			t.Errorf("beside %s: %v, %v", name, all, err)
		}
	}
}

// written is a case of the sample that lies in a folder, with one event more in its log.
func written(t *testing.T, language words.Language, event casefile.Event) (folder string, data []byte) {
	t.Helper()
	folder = t.TempDir()
	d, err := casework.NewDocument(casefile.Case{UUID: uuid, Title: "mine by now", Language: language.Code()}, nil, time.Now())
	if err == nil {
		d.Log, err = d.Log.With(casefile.LogLine{Event: event, Time: time.Now()})
	}
	if err == nil {
		err = casework.WriteCase(d, filepath.Join(folder, CaseName))
	}
	if err != nil {
		t.Fatal(err)
	}
	if data, err = os.ReadFile(filepath.Join(folder, CaseName)); err != nil {
		t.Fatal(err)
	}
	return folder, data
}

func TestCaseThatLiesReadyIsTakenAsItIs(t *testing.T) {
	for name, c := range map[string]struct {
		language words.Language
		event    casefile.Event
		kept     bool
	}{
		"just written":                     {words.Norwegian, casefile.Imported, false},
		"worked in":                        {words.Norwegian, casefile.Edited, true},
		"worked in, in the other language": {words.English, casefile.Edited, true},
	} {
		folder, before := written(t, c.language, c.event)
		w, err := WriteWhole(t.Context(), folder, Options{Language: words.Norwegian, Ready: true})
		if err != nil || w.Kept != c.kept || w.Case != filepath.Join(folder, CaseName) {
			t.Errorf("%s: %+v, %v", name, w, err)
		}
		if after, err := os.ReadFile(w.Case); err != nil || !bytes.Equal(before, after) {
			t.Errorf("%s: the case has changed, %v", name, err)
		}
	}
}

// TestStoryFitsTogetherInBothLanguages builds the case without its files: what
// can't be read is evidence too.
func TestStoryFitsTogetherInBothLanguages(t *testing.T) {
	for _, l := range []words.Language{words.English, words.Norwegian} {
		tell := teller{l}
		var c casefile.Case
		for _, id := range []casefile.ID{"e1", "e2", "e3", "e4", "e5", "e6", "e7", "e8", "e9", "e10", "e11", "e12", "e13", "e14", "e15"} {
			e := casefile.Evidence{ID: id, Name: string(id) + ".jpg", Role: casefile.Claimed}
			if n := slices.Index([]casefile.ID{"e1", "e2", "e3", "e4", "e5"}, id); n >= 0 {
				e.Source = tell.claimSource(n + 1)
			}
			tell.judge(&e)
			c.Evidence = append(c.Evidence, e)
		}
		c.Posts = tell.cases()
		for n := 1; n <= 5; n++ {
			f := tell.finding(n, true)
			if f.Wording == "" || f.DoesNotShow == "" || strings.HasPrefix(f.Wording, "sample.") {
				t.Errorf("%s, finding %d: %q", l.Code(), n, f.Wording)
			}
			c.Findings = append(c.Findings, f)
		}
		d := archive.Document{Case: c, Program: casework.Version}
		text, log, err := d.Encode()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := archive.Decode(text, log); err != nil {
			t.Errorf("%s: %v", l.Code(), err)
		}
		said := tell.statements(c)
		for _, who := range []string{"sample.ministry", "sample.army", "sample.studio", "sample.broadcaster", "sample.follower.account"} {
			if !strings.Contains(said, l.Say(who)+", ") {
				t.Errorf("%s says nothing in %s", l.Say(who), l.Code())
			}
		}
		if e, _ := c.Find("e6"); !e.Withheld.On || e.Withheld.Why == "" {
			t.Error("nothing is withheld")
		}
	}
}

func TestFilmHasTwoDatesThatConflict(t *testing.T) {
	dates := teller{words.English}.filmSource().Dates
	if len(dates) != 2 || dates[0].By == dates[1].By || !casefile.Date(dates[0].Value).Before(casefile.Date(dates[1].Value)) || dates[0].Resolved || dates[1].Resolved {
		t.Errorf("%+v", dates)
	}
}
