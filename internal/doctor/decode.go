package doctor

import (
	"context"
	"embed"
	"strings"

	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/media"
)

// probes holds one small picture a format: four squares of 64×64 pixels in
// the colours of probeColours, in rows.
//
//go:embed probes
var probes embed.FS

var (
	probeSize    = geom.Size{Width: 128, Height: 128}
	probeColours = [4][3]uint8{{200, 50, 50}, {50, 200, 50}, {50, 50, 200}, {230, 230, 230}}
	probeNames   = []string{"jpg", "png", "gif", "webp", "tiff", "bmp", "heic", "avif"}
)

// probeTolerance is how far, in levels, a lossy format may come out from what was drawn.
const probeTolerance = 12

// decode decodes the small picture of a format and returns the format's name
// and what is wrong; empty where it came out as it was drawn.
func (e *examination) decode(ctx context.Context, name string) (format, trouble string) {
	format = strings.ToUpper(name)
	data, err := probes.ReadFile("probes/four." + name)
	if err != nil {
		return format, e.Say("doctor.broken", "detail", err.Error())
	}
	still, err := media.Decode(ctx, data, media.Limits{})
	if err != nil {
		return format, e.Say("doctor.broken", "detail", err.Error())
	}
	p := still.Picture
	if p.Size() != probeSize {
		return still.Format, e.Say("doctor.wrong")
	}
	for i, want := range probeColours {
		x, y := 32+64*(i%2), 32+64*(i/2)
		got := p.Pix()[4*(y*probeSize.Width+x):]
		for c := range 3 {
			if d := int(got[c]) - int(want[c]); d > probeTolerance || d < -probeTolerance {
				return still.Format, e.Say("doctor.wrong")
			}
		}
	}
	return still.Format, ""
}
