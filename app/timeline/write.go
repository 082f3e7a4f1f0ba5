package timeline

import (
	"cmp"
	"slices"
	"time"

	"fyne.io/fyne/v2"

	"github.com/motbilde/motbilde/app/look"
)

// write sets the words.
func (v *View) write() {
	l, val := v.language, v.value
	v.whole.Set(l.Say("timeline.whole", "length", l.Clock(val.Duration, 0)))
	switch {
	case val.Readable > 0:
		v.height.Set(l.Say("timeline.readable", "end", l.Clock(val.Readable, 0)))
	case val.SoFar && val.HasFound:
		v.height.Set(l.Say("timeline.looked.best", "end", l.Clock(val.Looked, 0), "best", l.Clock(val.Found, 3)))
	case val.Looked < val.Duration:
		v.height.Set(l.Say("timeline.looked", "end", l.Clock(val.Looked, 0)))
	case len(val.Curve) == 0:
		v.height.Set("")
	default:
		v.height.Set(l.Say("timeline.height"))
	}
	switch {
	case !val.HasFound, val.SoFar && val.At != val.Found:
		v.around.Set(l.Say("timeline.around"))
	case val.At == val.Found && val.SoFar:
		v.around.Set(l.Say("timeline.around.so-far"))
	case val.At == val.Found:
		v.around.Set(l.Say("timeline.around.found"))
	default:
		v.around.Set(l.Say("timeline.around.other", "found", l.Clock(val.Found, 3)))
	}
	if val.Alike > 0 {
		v.alike.Set(l.Say("timeline.alike", "n", l.Count(int64(val.Alike))))
	} else {
		v.alike.Set("")
	}
	v.soFar.Set("")
	if val.SoFar && val.HasFound {
		v.soFar.Set(l.Say("timeline.so-far", "time", l.Clock(val.Found, 3)))
	}
	v.at.Set(l.Clock(val.At, 3))
	for i, t := range v.ticks {
		t.Set(l.Say("timeline.tick", "seconds", signed(i-len(v.ticks)/2)))
	}
	v.ticks[len(v.ticks)/2].Set(l.Clock(val.At, 3))
	v.back.SetWords("‹ " + l.Say("timeline.second"))
	v.previous.SetWords("‹ " + l.Say("timeline.frame"))
	v.next.SetWords(l.Say("timeline.frame") + " ›")
	v.ahead.SetWords(l.Say("timeline.second") + " ›")
	v.best.SetWords(l.Say("timeline.best"))
	v.use.SetWords(l.Say("timeline.use"))
	v.scenes.SetWords(l.Say("timeline.scenes"))
	v.scenes.SetDimmed(!val.CanUse, l.Say("timeline.use.none"))
	v.best.SetDimmed(!val.HasFound, l.Say("timeline.best.none"))
	v.use.SetDimmed(!val.CanUse, l.Say("timeline.use.none"))
}

func signed(n int) string {
	digits := string(rune('0' + max(n, -n)))
	if n < 0 {
		return "−" + digits
	}
	return "+" + digits
}

func (v *View) place(size fyne.Size) {
	px := look.Px
	left, width := px(inset), size.Width-2*px(inset)
	look.Put(v.line, 0, 0, size.Width, 1)
	x := left
	for _, b := range []fyne.CanvasObject{v.back, v.previous, v.at, v.next, v.ahead, v.best} {
		w := b.MinSize().Width
		h := px(look.Short)
		if b == fyne.CanvasObject(v.at) {
			w += px(24)
			look.Put(b, x, px(buttonsTop)+(h-px(look.BodyBold.Line))/2, w, px(look.BodyBold.Line))
		} else {
			look.Put(b, x, px(buttonsTop), w, h)
		}
		x += w + px(8)
	}
	use, scenes := v.use.MinSize().Width, v.scenes.MinSize().Width
	fits := x+scenes+px(8)+use <= left+width // else there is still its key
	look.Show(v.scenes, fits)
	if fits {
		look.Put(v.scenes, x, px(buttonsTop), scenes, px(look.Short))
		x += scenes + px(8)
	}
	look.Put(v.use, max(x, left+width-use), px(buttonsTop), use, px(look.Short))
	half := width / 2
	row := func(t *look.Text, x, y float32) { look.Put(t, x, px(y), half, px(look.Quiet.Line)) }
	row(v.whole, left, wholeTop)
	row(v.height, left+half, wholeTop)
	row(v.around, left, aroundTop)
	row(v.alike, left+half, aroundTop)
	look.Put(v.swatch, left+width-look.Quiet.Width(v.alike.Words())-px(14), px(aroundTop+4), px(8), px(8))
	v.placeScenes(left, width)
	look.Put(v.lane, left, px(laneTop), width, px(laneHigh))
	v.placeSoFar(left, width)
	tall := size.Height > px(LowHeight)+1
	for _, o := range append([]fyne.CanvasObject{v.around, v.alike, v.near}, v.tickObjects()...) {
		look.Show(o, tall)
	}
	look.Show(v.swatch, tall && v.value.Alike > 0)
	look.Put(v.near, left, px(nearTop), width, px(nearHigh))
	for i, t := range v.ticks {
		at := time.Duration(i-len(v.ticks)/2) * time.Second
		middle := left + width/2 + width*float32(at)/float32(2*nearHalf)
		look.Put(t, middle-px(50), px(tickTop), px(100), px(look.Quiet.Line))
	}
}

func (v *View) tickObjects() (all []fyne.CanvasObject) {
	for _, t := range v.ticks {
		all = append(all, t)
	}
	return all
}

// placeSoFar puts the words beside the mark of the best frame so far, on the
// side where there is room.
func (v *View) placeSoFar(left, width float32) {
	if v.value.Duration <= 0 {
		return
	}
	wide := v.soFar.MinSize().Width
	x := left + width*float32(min(1, float64(v.value.Found)/float64(v.value.Duration))) + look.Px(8)
	if x+wide > left+width {
		x -= wide + look.Px(16)
	}
	look.Put(v.soFar, x, look.Px(laneTop), wide, look.Px(look.Quiet.Line))
}

// placeScenes fills the width with pictures of one size, each of the scene that
// lies in its middle.
func (v *View) placeScenes(left, width float32) {
	n := 0
	if len(v.value.Scenes) > 0 && v.value.Duration > 0 {
		n = max(1, min(int(width/look.Px(sceneWide)), len(v.pieces)))
	}
	for i, t := range v.pieces {
		at := time.Duration((float64(i) + 0.5) / float64(max(1, n)) * float64(v.value.Duration))
		there := i < n && at <= v.end() // nothing is known of what can't be read
		look.Show(t, there)
		if !there {
			continue
		}
		each := width / float32(n)
		t.SetPicture(v.scene(at).Thumbnail)
		look.Put(t, left+float32(i)*each, look.Px(scenesTop), each-1, look.Px(sceneHigh))
	}
}

// scene returns the one at a time.
func (v *View) scene(at time.Duration) Scene {
	i, _ := slices.BinarySearchFunc(v.value.Scenes, at, func(s Scene, at time.Duration) int { return cmp.Compare(s.From, at+1) })
	return v.value.Scenes[max(0, i-1)]
}
