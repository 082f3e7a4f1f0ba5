package inspector

import (
	"image"
	"image/color"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/compare"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/words"
)

// differing is a difference of so many regions.
func differing(n int) *compare.Map {
	m := &compare.Map{
		Shares:   compare.Shares{Same: 0.83, Changed: 0.02, NotComparable: 0.1, BelowResolution: 0.05},
		Smallest: compare.Smallest{Side: 8, Levels: 10, BusySide: 32, BusyLevels: 18},
	}
	for i := range n {
		m.Regions = append(m.Regions, compare.Region{
			Box: image.Rect(400, 20, 470, 90), Share: 0.011, Strength: 35.4 - float64(i), DeltaL: -12.3, DeltaE: 14.06, HasColour: true, Side: compare.OnClaim,
		})
	}
	return m
}

func TestRegionsAreListedWithPlaceSignAndSize(t *testing.T) {
	v := pair(Compared)
	v.Difference = differing(2)
	v.DifferenceFirst = true
	panel, _ := open(t, words.English, 296, 698, v)
	if panel.sections[0].Object != panel.differences.section {
		t.Error("the section of the mode in use does not stand first")
	}
	has(t, panel.differences.section, "Differences", "2 regions",
		"2 regions differ in ways that tone, noise and compression do not explain, 2.0 % of the claim. All are only on the claim.",
		"A change smaller than 8 × 8 px or 10 grey levels may have gone unnoticed. In busy places: smaller than 32 × 32 px or 18 grey levels.",
		"Same 83.0 % · changed 2.0 % · can’t be compared 10.0 % · below resolution 5.0 %",
		"1", "Only on the claim", "35 × noise", "Darker, 1.1 % of the claim, upper right", "2", "34 × noise")
	all := strings.Join(texts(panel.differences.section), "\n")
	if !strings.Contains(all, "ΔL* −12.3 · ΔE₀₀ 14.1") || !strings.Contains(all, "70 × 70 px at x 400, y 20") {
		t.Errorf("the figures are missing in\n%s", all)
	}
	panel.SetLanguage(words.Norwegian)
	has(t, panel.differences.section, "Forskjeller", "2 områder", "Bare i påstandsbildet", "35 × støy", "Mørkere, 1,1 % av påstandsbildet, øverst til høyre")
}

func TestNoneFoundSaysWhatWouldHaveBeen(t *testing.T) {
	v := pair(Compared)
	v.Difference = differing(0)
	v.Difference.Light = compare.Light{Used: true}
	panel, _ := open(t, words.English, 296, 698, v)
	has(t, panel.differences.section, "No difference was found beyond tone, noise and compression.",
		"A change smaller than 8 × 8 px or 10 grey levels may have gone unnoticed. In busy places: smaller than 32 × 32 px or 18 grey levels.")
	if len(panel.differences.rows) != 0 {
		t.Error("regions are listed where there are none")
	}
	if all := strings.Join(texts(panel.differences.section), "\n"); !strings.Contains(all, "The light falls differently") {
		t.Errorf("the light that was taken out is not told:\n%s", all)
	}
}

func TestDifferencesAreToldOfAPlacedPairAlone(t *testing.T) {
	v := pair(Compared)
	panel, _ := open(t, words.English, 296, 698, v)
	if panel.differences.section.Visible() {
		t.Error("the section stands there before anything was measured")
	}
	v.Measuring = true
	panel.Show(v)
	has(t, panel.differences.section, "Measuring the difference …")
	v.Difference = differing(3)
	v.Difference.Preview = true
	panel.Show(v)
	has(t, panel.differences.section, "Measuring the difference …")
	if len(panel.differences.rows) != 0 {
		t.Error("regions of a first, coarse difference are listed")
	}
	v.Measuring, v.Difference = false, differing(1)
	v.Alignment.Status, v.Alignment.CandidateFromClaimed = 0, geom.Map{}
	panel.Show(v)
	if v.Alignment.Placed() {
		t.Fatal("the pair is still placed")
	}
	if panel.differences.section.Visible() {
		t.Error("differences are told of a pair without an alignment")
	}
}

func TestALongListBeginsShortAndGrowsOnDemand(t *testing.T) {
	v := pair(Compared)
	v.Difference = differing(70)
	panel, _ := open(t, words.English, 296, 698, v)
	d := panel.differences
	if len(d.rows) != fewRows {
		t.Fatalf("%d rows", len(d.rows))
	}
	has(t, d.section, "62 more")
	d.listAll()
	if len(d.rows) != mostRows {
		t.Fatalf("%d rows after asking for all", len(d.rows))
	}
	has(t, d.section, "10 more, which stand out less, are not listed.")
	// Another difference begins short again.
	v.Difference = differing(20)
	panel.Show(v)
	if len(d.rows) != fewRows {
		t.Errorf("%d rows of another pair", len(d.rows))
	}
	// A region beyond the first few is listed once it is selected.
	panel.SelectRegion(12)
	if len(d.rows) != 20 || d.chosen != 12 {
		t.Errorf("%d rows, selected %d", len(d.rows), d.chosen)
	}
}

func TestARegionIsSelectedByClickAndKeyboard(t *testing.T) {
	v := pair(Compared)
	v.Difference = differing(3)
	panel, w := open(t, words.English, 296, 698, v)
	var asked []int
	panel.OnRegion = func(i int) { asked = append(asked, i) }
	rows := panel.differences.rows
	rows[1].Tapped(nil)
	w.Canvas().Focus(rows[0])
	rows[0].TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	if w.Canvas().Focused() != fyne.Focusable(rows[1]) {
		t.Error("↓ does not go to the next region")
	}
	rows[1].TypedKey(&fyne.KeyEvent{Name: fyne.KeyUp})
	rows[0].TypedKey(&fyne.KeyEvent{Name: fyne.KeyUp}) // there is none before it
	rows[2].TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if len(asked) != 2 || asked[0] != 1 || asked[1] != 2 {
		t.Errorf("asked for %v", asked)
	}
	panel.SelectRegion(1)
	img := w.Canvas().Capture()
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(rows[1])
	c := color.NRGBAModel.Convert(img.At(int(at.X)+200, int(at.Y)+3)).(color.NRGBA)
	if want := look.Colour(look.InSelect); c != want {
		t.Errorf("the selected row's ground is %v, want %v", c, want)
	}
	if got := rows[1].AccessibilityLabel(); !strings.HasPrefix(got, "2, Only on the claim, Darker") {
		t.Errorf("spoken is %q", got)
	}
}

func TestThePixelInspectorSaysWhatBothPicturesHold(t *testing.T) {
	panel, _ := open(t, words.English, 296, 698, pair(Compared))
	if panel.reading.column.Visible() {
		t.Error("it is there unasked")
	}
	panel.ShowReading(nil, false)
	has(t, panel.reading.column, "Pixel", "follows the pointer, Enter locks", "–")
	r := compare.Reading{
		At: image.Pt(212, 155), Claimed: color.NRGBA{182, 182, 182, 255}, Found: true, CandidateAt: geom.Point{X: 4333.06, Y: 316.2},
		Candidate: color.NRGBA{10, 80, 90, 255}, Measured: true, Predicted: 179.6, Z: 0.42, Region: 2,
	}
	panel.ShowReading(&r, true)
	has(t, panel.reading.column, "locked, Enter lets go", "x 212, y 155", "182 182 182 · luma 182", "x 4333.1, y 316.2", "10 80 90 · luma 60", "luma 180", "0.4 × noise, in region 3")
	for known, want := range map[compare.Known]string{
		compare.Outside: "can’t be told, no candidate", compare.Clipped: "can’t be told, tone cut off", compare.Coarse: "below resolution",
	} {
		r.Known, r.Found = known, known != compare.Outside
		panel.ShowReading(&r, false)
		has(t, panel.reading.column, want)
	}
	scroll, top := panel.scroll, panel.reading.column.Position().Y
	if end := scroll.Position().Y + scroll.Size().Height; end > top+0.5 || top <= 0 {
		t.Errorf("the list ends at %v, the inspector begins at %v", end, top)
	}
	panel.HideReading()
	if end := scroll.Position().Y + scroll.Size().Height; end != 698 {
		t.Errorf("after it was put away the list ends at %v", end)
	}
}
