package sample

import (
	"context"
	"path/filepath"

	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/casework"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/lab"
	"github.com/motbilde/motbilde/internal/synth"
	"github.com/motbilde/motbilde/internal/words"
)

// teller tells the story in a language. Everything in it is invented.
type teller struct{ words.Language }

// material is what the case is made of.
type material struct {
	claim    string
	stills   []synth.Still
	captures []synth.CaptureFile
	pictures []string // the candidates that are stills
	videos   []string // the trailer and the film; fewer where they could not be made
	at       func(name string) string
}

// The days of the story.
const (
	claimedDay = "2017-11-09"
	postedAt   = "2017-11-10T09:12+02:00"
	abroadAt   = "2017-11-10T09:40+02:00"
	followerAt = "2017-11-10T11:05+02:00"
	goneBy     = "2017-11-10T16:30+02:00"
	collected  = "2017-11-10T10:20Z"
	filmOut    = "2016-06-14"
	trailerOut = "2015-03-25"
	foundDay   = "2017-11-10"
)

// posts are the wordings that the captures show.
func (t teller) posts() synth.Quoted {
	written := func(account, post string) synth.Written {
		return synth.Written{Account: t.Say(account), When: t.Say(post + ".when"), Text: t.Say(post)}
	}
	return synth.Quoted{
		Ministry: written("sample.ministry", "sample.post.ministry"),
		Abroad:   written("sample.ministry.abroad-account", "sample.post.abroad"),
		Follower: written("sample.follower.account", "sample.post.follower"),
	}
}

// whole returns the case: five claims, their candidates, captures, posts and
// findings. The findings that rest on a video stand only where there is one.
func (t teller) whole(ctx context.Context, l *lab.Lab, m material) casefile.Case {
	c := casefile.Case{
		UUID: uuid, Title: t.Say("sample.whole.title"), Question: t.Say("sample.whole.question"), Language: t.Code(),
		Sensitivity: t.Say("sample.whole.sensitivity"), Status: casefile.Warning, Authors: []string{t.Say("sample.whole.author")},
		SecondReader: casefile.SecondReader{Name: t.Say("sample.whole.reader"), Date: "2017-11-13", Note: t.Say("sample.whole.reader-note")},
	}
	add := func(id casefile.ID, role casefile.Role, path string, source casefile.Source) casefile.Evidence {
		e := casework.Import(ctx, l, path, role)
		e.ID, e.Source = id, source
		c.Evidence = append(c.Evidence, e)
		return e
	}
	add("e1", casefile.Claimed, m.claim, t.claimSource(1))
	for i, s := range m.stills {
		id := casefile.ID("e" + string(rune('2'+i)))
		if s.Picture.Empty() {
			add(id, casefile.Claimed, m.at(s.Name), t.claimSource(i+2))
			continue
		}
		// The screenshot of a player: the claim is the picture in it.
		player := add("e15", casefile.Context, m.at(s.Name), casefile.Source{Acquisition: t.Say("sample.claim.5.obtained"), Copy: casefile.Screenshot, Collected: collected})
		r := s.Picture
		part, _ := casefile.PartOf(player, geom.Rect{MinX: float64(r.Min.X), MinY: float64(r.Min.Y), MaxX: float64(r.Max.X), MaxY: float64(r.Max.Y)})
		part.ID, part.Role, part.Source = id, casefile.Claimed, t.claimSource(i+2)
		c.Evidence = append(c.Evidence, part)
	}
	for i, path := range m.pictures {
		add(casefile.ID([]string{"e6", "e7", "e8", "e9"}[i]), casefile.Candidate, path, t.pictureSource(filepath.Base(path)))
	}
	if len(m.videos) == 2 {
		add("e10", casefile.Candidate, m.videos[0], t.trailerSource())
		add("e11", casefile.Candidate, m.videos[1], t.filmSource())
	}
	for i, f := range m.captures {
		add([]casefile.ID{"e12", "e13", "e14"}[i], casefile.Context, m.at(f.Name), casefile.Source{
			Acquisition: t.Say("sample.capture.obtained"), Collector: t.Say("sample.whole.author"), Collected: collected, Copy: casefile.Screenshot, Platform: t.Say("sample.network"),
		})
	}
	c.Posts = t.cases()
	for i := range c.Evidence {
		e := &c.Evidence[i]
		t.judge(e)
	}
	for n := 1; n <= 5; n++ {
		if n == 1 || len(m.videos) == 2 {
			c.Findings = append(c.Findings, t.finding(n, len(m.videos) == 2))
		}
	}
	return c
}

// judge fills in the five questions, and withholds what leads to a person.
func (t teller) judge(e *casefile.Evidence) {
	pillar := func(k casefile.Known, key string) casefile.Pillar {
		return casefile.Pillar{Known: k, Note: t.Say("sample.pillar." + key)}
	}
	switch e.ID {
	case "e1", "e2", "e3", "e4", "e5":
		e.Pillars = casefile.Pillars{
			Provenance: pillar(casefile.Established, "first"), Source: pillar(casefile.NotKnown, "unnamed"), Date: pillar(casefile.Partly, "date-claim"),
			Location: pillar(casefile.NotKnown, "place-claim"), Motivation: pillar(casefile.Partly, "motive-claim"),
		}
	case "e8", "e10":
		e.Pillars = casefile.Pillars{
			Source: pillar(casefile.Established, "made-studio"), Date: pillar(casefile.Established, "date-trailer"),
			Location: pillar(casefile.Established, "place-game"), Motivation: pillar(casefile.Established, "motive-source"),
		}
	case "e11":
		e.Pillars = casefile.Pillars{
			Source: pillar(casefile.Established, "made-broadcaster"), Date: pillar(casefile.Partly, "date-film"),
			Location: pillar(casefile.Established, "place-film"), Motivation: pillar(casefile.Established, "motive-source"),
		}
	case "e6":
		e.Withheld = casefile.Withheld{Why: t.Say("sample.resident.why")}.Switched(true)
	}
}

func (t teller) said(who, what string, when casefile.Date, where string) casefile.Statement {
	return casefile.Statement{Who: t.Say(who), What: t.Say("sample.statement." + what), When: when, Where: t.Say("sample.where." + where)}
}

// claimSource is what is known of the nth claimed picture.
func (t teller) claimSource(n int) casefile.Source {
	s := casefile.Source{
		Address: "https://murmur.example/VelandDefence/9301", Publisher: t.Say("sample.ministry"), Date: postedAt, Account: t.Say("sample.ministry.account"),
		Platform: t.Say("sample.network"), Acquisition: t.Say("sample.claim.obtained"), Collector: t.Say("sample.whole.author"), Collected: collected,
		Text: t.Say("sample.post.ministry"), Copy: casefile.Reencoded, DeletedSince: goneBy,
		Archived: []casefile.Archived{{Address: "https://keep.example/2017/9301", Date: "2017-11-10T11:02Z"}},
		Dates:    []casefile.Attributed{{What: casefile.Happened, Value: claimedDay, By: t.Say("sample.ministry")}},
		Places:   []casefile.Attributed{{Value: t.Say("sample.place.almar"), By: t.Say("sample.ministry")}},
		Statements: []casefile.Statement{
			t.said("sample.ministry", "ministry", "2017-11-10", "press"),
			t.said("sample.army", "army", "2017-11-10", "mail"),
		},
	}
	switch n {
	case 1:
		s.Statements = append(s.Statements, t.said("sample.studio", "studio", "2017-11-10", "mail"))
	case 4:
		s.Address, s.Publisher, s.Account, s.Date, s.DeletedSince = "https://murmur.example/eyes_on_almar/88", "", t.Say("sample.follower.account"), followerAt, ""
		s.Text, s.Archived = t.Say("sample.post.follower"), nil
		s.Dates = []casefile.Attributed{{What: casefile.Made, Value: claimedDay, By: t.Say("sample.follower.account")}}
		s.Statements = []casefile.Statement{t.said("sample.follower.account", "follower", "2017-11-10T13:40+02:00", "post"), t.said("sample.broadcaster", "broadcaster", "2017-11-10T17:20+01:00", "telephone")}
		s.Places[0].By = t.Say("sample.follower.account")
	default:
		s.Statements = append(s.Statements, t.said("sample.broadcaster", "broadcaster", "2017-11-10T17:20+01:00", "telephone"))
		s.Places = append(s.Places, casefile.Attributed{Value: t.Say("sample.place.coast"), By: t.Say("sample.broadcaster"), Resolved: true})
		s.Dates = append(s.Dates, casefile.Attributed{What: casefile.Made, Value: "2016-05", By: t.Say("sample.broadcaster")})
		if n == 5 {
			s.Acquisition, s.Copy = t.Say("sample.claim.5.obtained"), casefile.Screenshot
		}
	}
	s.Statements = append(s.Statements, t.said("sample.ministry", "ministry-later", "2017-11-11", "press"))
	return s
}

// pictureSource is what is known of a candidate that is a still.
func (t teller) pictureSource(name string) casefile.Source {
	switch name {
	case "frame-0932.jpg":
		return casefile.Source{
			Publisher: t.Say("sample.studio"), Date: trailerOut, Address: "https://hollowlantern.example/press", Note: t.Say("sample.frame.note"),
			Collected: foundDay, Collector: t.Say("sample.whole.author"), Copy: casefile.OriginalFile,
		}
	case "IMG_0417.jpg":
		return casefile.Source{Note: t.Say("sample.resident.note"), Collected: foundDay, Collector: t.Say("sample.whole.author"), Date: "2017-11-09T18:30+02:00"}
	}
	return casefile.Source{Note: t.Say("sample.decoy.note"), Collected: foundDay}
}

func (t teller) trailerSource() casefile.Source {
	return casefile.Source{
		Publisher: t.Say("sample.studio"), Date: trailerOut, Address: "https://hollowlantern.example/trailer", Note: t.Say("sample.trailer.note"),
		Collected: foundDay, Collector: t.Say("sample.whole.author"), Copy: casefile.Reencoded,
		Creators: []casefile.Attributed{{Value: t.Say("sample.studio"), By: t.Say("sample.studio")}},
		FoundBy:  casefile.FoundBy{Name: t.Say("sample.found-by")},
	}
}

// filmSource has two dates that conflict: those who reported it disagree.
func (t teller) filmSource() casefile.Source {
	return casefile.Source{
		Publisher: t.Say("sample.broadcaster"), Address: "https://kanal9.example/langs-kysten/3", Note: t.Say("sample.film.note"), Rights: t.Say("sample.film.rights"),
		Collected: "2017-11-11", Collector: t.Say("sample.whole.author"), Copy: casefile.Reencoded,
		Dates: []casefile.Attributed{
			{What: casefile.Published, Value: filmOut, By: t.Say("sample.broadcaster")},
			{What: casefile.Published, Value: "2016-09", By: t.Say("sample.newspaper")},
		},
		Places:   []casefile.Attributed{{Value: t.Say("sample.place.coast"), By: t.Say("sample.broadcaster")}},
		Creators: []casefile.Attributed{{Value: t.Say("sample.broadcaster"), By: t.Say("sample.broadcaster")}},
		FoundBy:  casefile.FoundBy{Name: t.Say("sample.found-by"), Withheld: true},
	}
}

// cases are the posts: the ministry's, its edition abroad, which outlived it,
// a follower's, and the one that took the first one's place with the same words.
func (t teller) cases() []casefile.Post {
	text := func(key string) []casefile.Text {
		return []casefile.Text{{Language: t.Code(), Text: t.Say(key)}}
	}
	author := t.Say("sample.whole.author")
	return []casefile.Post{
		{
			ID: "p1", Account: t.Say("sample.ministry.account"), Platform: t.Say("sample.network"), Address: "https://murmur.example/VelandDefence/9301",
			Texts: text("sample.post.ministry"), Pictures: []casefile.ID{"e1", "e2", "e3", "e5"}, Captures: []casefile.ID{"e12"},
			SeenOnline: []casefile.Seen{{When: "2017-11-10T10:20Z", Who: author}}, SeenGone: []casefile.Seen{{When: goneBy, Who: author}}, ReplacedBy: "p4",
		},
		{
			ID: "p2", Account: t.Say("sample.ministry.abroad-account"), Platform: t.Say("sample.network"), Address: "https://murmur.example/VelandDefence_EN/412",
			Texts: text("sample.post.abroad"), Pictures: []casefile.ID{"e2", "e3"}, Captures: []casefile.ID{"e13"},
			SeenOnline: []casefile.Seen{{When: abroadAt, Who: author}, {When: "2017-11-11T08:00Z", Who: author}},
		},
		{
			ID: "p3", Account: t.Say("sample.follower.account"), Platform: t.Say("sample.network"), Address: "https://murmur.example/eyes_on_almar/88",
			Texts: text("sample.post.follower"), Pictures: []casefile.ID{"e4"}, Captures: []casefile.ID{"e14"},
			SeenOnline: []casefile.Seen{{When: followerAt, Who: author}},
		},
		{
			ID: "p4", Account: t.Say("sample.ministry.account"), Platform: t.Say("sample.network"), Address: "https://murmur.example/VelandDefence/9318",
			Texts: text("sample.post.ministry"), SeenOnline: []casefile.Seen{{When: "2017-11-10T17:05+02:00", Who: author}},
		},
	}
}

// finding is what the authors conclude on the nth claim.
func (t teller) finding(n int, videos bool) casefile.Finding {
	key := "sample.finding." + string(rune('0'+n))
	f := casefile.Finding{
		Claimed: casefile.ID("e" + string(rune('0'+n))), Wording: t.Say(key), DoesNotShow: t.Say(key + ".not"), By: t.Say("sample.whole.author"), Date: "2017-11-12",
		SecondReader: casefile.SecondReader{Name: t.Say("sample.whole.reader"), Date: "2017-11-13"},
		Ratings:      []casefile.Rating{casefile.Decontextualized},
		Reply:        casefile.Reply{Who: t.Say("sample.ministry"), Asked: "2017-11-10", Answer: casefile.Answered, Text: t.Say("sample.reply")},
	}
	if n < 5 {
		f.Ratings = append(f.Ratings, casefile.EditedOrCropped)
	}
	switch {
	case n == 1 && videos:
		f.Sources = []casefile.ID{"e10"}
	case n == 1:
		f.Sources = []casefile.ID{"e8"}
	default:
		f.Sources = []casefile.ID{"e11"}
	}
	if n == 4 {
		f.Reply = casefile.Reply{Who: t.Say("sample.follower.account"), Asked: "2017-11-11", Answer: casefile.NoAnswer}
	}
	return f
}
