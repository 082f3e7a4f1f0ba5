package graphic

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"reflect"
	"strings"
	"testing"

	"github.com/motbilde/motbilde/assets"
	"github.com/motbilde/motbilde/internal/figure"
	"github.com/motbilde/motbilde/internal/words"
)

// logo is a picture that no scene has.
func logo(w, h int) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	draw.Draw(img, img.Rect, image.NewUniform(color.RGBA{0, 255, 255, 255}), image.Point{}, draw.Src)
	return img
}

func inBase64(data []byte) string { return base64.StdEncoding.EncodeToString(data) }

func own() Kit {
	return Kit{
		Desk: "Desk Nord", Colours: Colours{Found: &figure.Colour{R: 0x4A, G: 0x2F, B: 0x7D}},
		Presets: []Preset{inset("our feed", 1000, 1000, 20, 20), presets[0]}, Logo: logo(200, 100),
	}
}

func TestAKitIsReadAsItWasWritten(t *testing.T) {
	var out bytes.Buffer
	if err := WriteKit(&out, own()); err != nil {
		t.Fatal(err)
	}
	got, err := ReadKit(&out)
	if err != nil || !reflect.DeepEqual(got, own()) {
		t.Errorf("%+v, %v", got, err)
	}
	if p, ok := got.Preset(""); !ok || p.Name != "our feed" {
		t.Errorf("the first preset is %v", p)
	}
}

func TestWhatAKitMustNotHoldIsRefusedInWords(t *testing.T) {
	preset := func(name string, w, h int, safe string) string {
		return fmt.Sprintf(`"presets":[{"name":%q,"width":%d,"height":%d,"safe":[%s]}]`, name, w, h, safe)
	}
	var wide bytes.Buffer
	if err := png.Encode(&wide, logo(mostLogoSide+1, 1)); err != nil {
		t.Fatal(err)
	}
	for inner, key := range map[string]string{
		`"desk":"` + strings.Repeat("n", 61) + `"`:                                "graphic.kit.desk",
		`"colours":{"claim":"#FFCC00"}`:                                           "graphic.kit.contrast",
		`"colours":{"ground":"#777777"}`:                                          "graphic.kit.contrast",
		`"colours":{"claim":"#A01818"}`:                                           "graphic.kit.judges",
		`"colours":{"found":"#0A6B2D"}`:                                           "graphic.kit.judges",
		`"colours":{"found":"red"}`:                                               "graphic.kit.colour",
		`"colours":{"found":"#0G0000"}`:                                           "graphic.kit.colour",
		preset("x", 100, 675, "0,0,100,675"):                                      "graphic.kit.preset",
		preset("x", 5000, 4000, "0,0,5000,4000"):                                  "graphic.kit.preset",
		preset("x", 1200, 675, "-5,0,1200,675"):                                   "graphic.kit.preset",
		preset("x", 1200, 675, "1000,0,1200,675"):                                 "graphic.kit.preset",
		preset("", 1200, 675, "0,0,1200,675"):                                     "graphic.kit.preset",
		preset("x", 1200, 330, "0,0,1200,330"):                                    "graphic.kit.preset",
		`"presets":[` + strings.Repeat(`{"name":"x"},`, 24) + `{"name":"x"}]`:     "graphic.kit.presets",
		`"logo":"AAAA"`:                                                           "graphic.kit.logo",
		`"logo":"` + inBase64(wide.Bytes()) + `"`:                                 "graphic.kit.logo",
		`"typeface":"x"`:                                                          "graphic.kit.none",
		`"font":"x"`:                                                              "graphic.kit.none",
		`"font":{}`:                                                               "graphic.kit.font.family",
		`"font":{"family":"Gothic"}`:                                              "graphic.kit.font.family",
		`"font":{"family":"sans","licence":"` + strings.Repeat("n", 201) + `"}`:   "graphic.kit.font.licence",
		`"font":{"family":"sans","file":"AAAA"}`:                                  "graphic.kit.font.family",
		`"font":{"file":"` + inBase64(bytes.Repeat([]byte("d09GMg=="), 3)) + `"}`: "graphic.kit.font.kind",
		`"font":{"file":"` + inBase64(make([]byte, figure.MostTypeface+1)) + `"}`: "graphic.kit.font.large",
		`"font":{"file":"` + inBase64(assets.InterRegular[:5000]) + `"}`:          "graphic.kit.font.broken",
		`"font":{"file":"` + inBase64(figure.Arabic.Outlines()) + `"}`:            "graphic.kit.font.letters",
	} {
		_, err := ReadKit(strings.NewReader(`{"motbilde":"graphics-kit","form":1,` + inner + `}`))
		bad := new(KitError)
		if !errors.As(err, &bad) || bad.Key != key {
			t.Errorf("%.80s: %v, want %s", inner, err, key)
			continue
		}
		for _, l := range []words.Language{words.English, words.Norwegian} {
			if said := bad.Say(l); strings.Contains(said, "[") || strings.Contains(said, "{") {
				t.Errorf("%s is said as %q", key, said)
			}
		}
	}
	for text, key := range map[string]string{
		"": "graphic.kit.none", "{}": "graphic.kit.none", "[]": "graphic.kit.none", `{"motbilde":"graphics-kit","form":1}{}`: "graphic.kit.none",
		`{"motbilde":"graphics-kit","form":3,"later":true}`: "graphic.kit.newer",
		strings.Repeat(" ", mostKit+1):                      "graphic.kit.large",
	} {
		_, err := ReadKit(strings.NewReader(text))
		if bad := new(KitError); !errors.As(err, &bad) || bad.Key != key {
			t.Errorf("%.40q: %v, want %s", text, err, key)
		}
	}
}

func TestTheNeutralColoursKeepTheRulesOfAKit(t *testing.T) {
	for _, c := range []figure.Colour{figure.Claim, figure.Source, figure.Ink, panel, figure.Grey} {
		if contrast(figure.White, c) < leastContrast || judges(c) {
			t.Errorf("%v", c)
		}
	}
	for i, c := range signColours {
		if got := contrast(sign{place: i}.digit(), c); got < leastContrast {
			t.Errorf("the digit on colour %d has %.2f:1", i+1, got)
		}
	}
}

func TestTheDesksLogoAndColoursStandOnEveryGraphic(t *testing.T) {
	b := differing(shapes["usual"])
	c := Content{Brief: b}
	for _, k := range Kinds {
		for _, shape := range []Content{c, {Brief: differing(shapes["upright"])}} {
			kit := own()
			kit.Presets = nil
			out, err := Compose(t.Context(), shape, kit.Draft(shape, chosen(k, "x", words.English)), kit)
			if err != nil {
				t.Fatal(err)
			}
			logos, bars := 0, 0
			for _, item := range out.Drawing.Items {
				switch item := item.(type) {
				case figure.Picture:
					if item.Pixels == kit.Logo {
						logos++
						if r := item.Box; !holds(out.Safe, r) || r.Width() < 1.9*r.Height() || r.Width() > 2.1*r.Height() {
							t.Errorf("%s: the logo lies at %v", k, r)
						}
					}
				case figure.Shape:
					if item.Fill != nil && *item.Fill == *kit.Colours.Found {
						bars++
					}
				}
			}
			if logos != 1 || bars == 0 {
				t.Errorf("%s: %d logos, %d bars in the desk's colour", k, logos, bars)
			}
		}
	}
}

// typeface is a face that isn't one of the neutral style's.
func typeface(t *testing.T) *figure.Typeface {
	t.Helper()
	face, err := figure.ReadTypeface(assets.InterSemiBold)
	if err != nil {
		t.Fatal(err)
	}
	return face
}

func TestATypefaceGoesWithTheKit(t *testing.T) {
	for _, font := range []Font{{Family: "serif", Headlines: true}, {Own: typeface(t), Licence: "SIL Open Font License 1.1"}} {
		k := own()
		k.Font = &font
		var out bytes.Buffer
		if err := WriteKit(&out, k); err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(out.String(), `"form": 2`) { // for versions that know of no typeface
			t.Error("a kit with a typeface says that it is of the first form")
		}
		if got, err := ReadKit(&out); err != nil || !reflect.DeepEqual(got, k) {
			t.Errorf("%+v, %v", got.Font, err)
		}
	}
}

func TestWordsAreSetInTheDesksTypefaceAndChipsAreNot(t *testing.T) {
	c := Content{Brief: differing(shapes["usual"])}
	face := typeface(t)
	for _, k := range Kinds {
		for _, headlines := range []bool{false, true} {
			kit := Kit{Font: &Font{Own: face, Headlines: headlines}}
			s := kit.Draft(c, chosen(k, "x", words.English))
			s.Headline = "Blåbær, Щи and ∮"
			out, err := Compose(t.Context(), c, s, kit)
			if err != nil {
				t.Fatal(err)
			}
			byOwn, byBundled := "", ""
			for _, item := range out.Drawing.Items {
				if text, ok := item.(figure.Text); ok && text.Own == face {
					byOwn += text.String + "|"
				} else if ok {
					byBundled += text.String + "|"
				}
			}
			if !strings.Contains(byOwn, "Blåbær") || !strings.Contains(byBundled, "∮") || headlines == strings.Contains(byOwn, "Promotional") && k == PairKind {
				t.Errorf("%s, headlines only %v: set in the typeface is %q", k, headlines, byOwn)
			}
			if strings.Contains(byOwn, "CLAIMED") || strings.Contains(byOwn, "FOUND") || k == PairKind && !strings.Contains(byBundled, "CLAIMED") {
				t.Errorf("%s: the chips are set in the typeface: %q", k, byOwn)
			}
		}
	}
}
