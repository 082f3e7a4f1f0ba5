package inspector

import (
	"image"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/metadata"
	"github.com/motbilde/motbilde/internal/provenance"
)

// statementItems says side by side what both files say of themselves, what
// speaks first, and leads to all tags.
func (v *View) statementItems() []look.Item {
	l := v.language
	claim, candidate := v.value.Claim, v.value.Candidate
	alone := candidate.ID == ""
	claimed, found := v.says(claim), v.says(candidate)
	var items []look.Item
	names := map[string]string{}
	for _, rows := range [][]metadata.Row{claimed, found} {
		for _, row := range rows {
			names[row.Kind] = row.Name
		}
	}
	for _, kind := range metadata.Kinds {
		if names[kind] == "" {
			continue
		}
		items = append(items, look.Item{Object: newTwin(names[kind], valueOf(claimed, kind), valueOf(found, kind), alone), Above: look.Gap8})
		if kind == metadata.Thumbnail {
			if pictures := v.thumbnails(); pictures != nil {
				items = append(items, look.Item{Object: pictures, Above: look.Gap4})
			}
		}
	}
	if len(items) > 0 {
		items = append([]look.Item{{Object: newSides(l.Say("window.facts.claimed"), l.Say("window.facts.candidate"), alone), Above: look.Gap16}}, items...)
		items = append(items, look.Item{Object: look.NewText(l.Say("window.facts.own-words"), look.Quiet, look.InQuiet), Above: look.Gap8})
	}
	if claim.SHA256 == "" && candidate.SHA256 == "" {
		return items
	}
	items = append(items, look.Item{Object: look.NewText(l.Say("metadata.absent"), look.Quiet, look.InQuiet), Above: look.Gap8})
	all := look.NewButton(l.Say("metadata.all"), v.wantAll, look.ButtonOptions{Height: look.Short})
	all.OnFocus = func() { v.reveal(all) }
	return append(items, look.Item{Object: all, Above: look.Gap8, Hugs: true})
}

func (v *View) wantAll() {
	if v.OnAllTags != nil {
		v.OnAllTags()
	}
}

func (v *View) says(e casefile.Evidence) []metadata.Row {
	return metadata.Rows(v.language, e.Facts, e.Encoding)
}

func valueOf(rows []metadata.Row, kind string) string {
	for _, row := range rows {
		if row.Kind == kind {
			return row.Value
		}
	}
	return ""
}

// thumbnails shows the embedded pictures that differ from theirs; nil until they have been read.
func (v *View) thumbnails() *thumbnails {
	picture := func(e casefile.Evidence, is *provenance.Embedded) image.Image {
		if e.Facts.ThumbnailDiffers && is != nil {
			return is.Thumbnail
		}
		return nil
	}
	pictures := [2]image.Image{picture(v.value.Claim, v.value.ClaimEmbedded), picture(v.value.Candidate, v.value.CandidateEmbedded)}
	if pictures == [2]image.Image{} {
		return nil
	}
	t := &thumbnails{}
	for i, p := range pictures {
		t.pictures[i] = look.NewThumbnail()
		t.pictures[i].SetPicture(p)
		look.Show(t.pictures[i], p != nil)
		if p != nil {
			t.aspects[i] = float32(p.Bounds().Dx()) / float32(p.Bounds().Dy())
		}
	}
	t.ExtendBaseWidget(t)
	return t
}
