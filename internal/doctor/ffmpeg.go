package doctor

import (
	"context"
	"errors"

	"github.com/motbilde/motbilde/internal/media"
	"github.com/motbilde/motbilde/internal/media/video"
)

// codecs are those that videos of phones and platforms come in, by ffmpeg's
// names of their decoders and by people's.
var codecs = []struct{ decoder, name string }{
	{"h264", "H.264"},
	{"hevc", "HEVC"},
	{"vp8", "VP8"},
	{"vp9", "VP9"},
	{"av1", "AV1"},
	{"mpeg4", "MPEG-4"},
	{"mpeg2video", "MPEG-2"},
	{"mjpeg", "MJPEG"},
	{"prores", "ProRes"},
	{"wmv3", "WMV"},
	{"h263", "H.263"},
}

func (e *examination) ffmpeg(ctx context.Context) {
	tools, err := video.Locate(e.FFmpeg)
	if wrong := new(media.Error); errors.As(err, &wrong) && wrong.Kind == media.WrongFFmpeg {
		e.add("ffmpeg", e.Say("doctor.ffmpeg.wrong"))
		return
	}
	if err != nil {
		e.add("ffmpeg", e.Say("doctor.ffmpeg.none"))
		return
	}
	from := e.Say("doctor.ffmpeg." + map[video.Origin]string{video.OnPath: "path", video.Chosen: "chosen", video.Beside: "beside"}[tools.From])
	version, err := tools.Version(ctx)
	if err != nil {
		e.add("ffmpeg", e.Say("doctor.ffmpeg.silent", "from", from))
		return
	}
	e.add("ffmpeg", e.Say("doctor.ffmpeg.has", "version", version, "from", from))
	decoders, err := tools.Decoders(ctx)
	if err != nil {
		return // its version was told; more it does not tell
	}
	var reads, lacks []string
	for _, c := range codecs {
		// Several decoders read AV1, and none of them is named so everywhere.
		if decoders[c.decoder] || c.decoder == "av1" && (decoders["libdav1d"] || decoders["libaom-av1"]) {
			reads = append(reads, c.name)
		} else {
			lacks = append(lacks, c.name)
		}
	}
	e.add("", e.Say("doctor.ffmpeg.reads", "has", e.List(reads), "lacks", e.List(lacks)))
}
