package video

import (
	"context"
	"errors"
	"fmt"
	"image"
	"io"
	"strconv"

	"github.com/motbilde/motbilde/internal/geom"
)

// Encode writes drawn frames as an MP4 file: H.264 where this ffmpeg can, else
// MPEG-4. A file that is there is written over. The comment becomes part of it.
func Encode(ctx context.Context, t Tools, path string, size geom.Size, rate, frames int, comment string, frame func(n int) *image.RGBA) error {
	name, err := safeName(path)
	if err != nil {
		return err
	}
	codec := []string{"-c:v", "libx264", "-preset", "veryfast", "-crf", "18", "-g", "12", "-threads", "1"}
	if err := encode(ctx, t, name, codec, size, rate, frames, comment, frame); err == nil || ctx.Err() != nil {
		return err
	}
	return encode(ctx, t, name, []string{"-c:v", "mpeg4", "-q:v", "2", "-g", "12"}, size, rate, frames, comment, frame)
}

// Publish writes drawn frames as an MP4 file for the web: H.264 without sound, 4:2:0
// with the colours of HDTV, its index in front so that it plays while it loads,
// and nothing said of who made it when. Both sides of size are even. A file that is
// there is written over; the error says that this ffmpeg can't encode H.264.
func Publish(ctx context.Context, t Tools, path string, size geom.Size, rate, frames int, frame func(n int) *image.RGBA) error {
	name, err := safeName(path)
	if err != nil {
		return err
	}
	web := []string{
		"-vf", "scale=out_color_matrix=bt709:out_range=tv", "-color_range", "tv", "-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709",
		"-an", "-map_metadata", "-1", "-movflags", "+faststart",
	}
	codec := append([]string{"-c:v", "libx264", "-preset", "medium", "-crf", "18", "-threads", "2"}, web...)
	if err := encode(ctx, t, name, codec, size, rate, frames, "", frame); err == nil || ctx.Err() != nil {
		return err
	}
	return encode(ctx, t, name, append([]string{"-c:v", "h264", "-b:v", "6M"}, web...), size, rate, frames, "", frame)
}

func encode(ctx context.Context, t Tools, name string, codec []string, size geom.Size, rate, frames int, comment string, frame func(n int) *image.RGBA) error {
	a := []string{
		"-v", "error", "-y", "-protocol_whitelist", "file,pipe", "-f", "rawvideo", "-pix_fmt", "rgba",
		"-s", strconv.Itoa(size.Width) + "x" + strconv.Itoa(size.Height), "-r", strconv.Itoa(rate), "-i", "pipe:0",
	}
	a = append(append(a, codec...), "-pix_fmt", "yuv420p", "-fflags", "+bitexact", "-flags", "+bitexact")
	if comment != "" {
		a = append(a, "-metadata", "comment="+comment)
	}
	a = append(a, "-f", "mp4", name)
	cmd := command(ctx, t.FFmpeg, a...)
	complaint := &bounded{most: 8 << 10}
	cmd.Stderr = complaint
	in, err := cmd.StdinPipe()
	if err != nil {
		return err
	}
	if err := cmd.Start(); err != nil {
		return err
	}
	var unwritten error
	for n := 0; n < frames && unwritten == nil; n++ {
		_, unwritten = in.Write(frame(n).Pix)
	}
	if closed := in.Close(); unwritten == nil && !errors.Is(closed, io.ErrClosedPipe) {
		unwritten = closed
	}
	if err := cmd.Wait(); err != nil {
		return fmt.Errorf("encoding a video: %w: %s", err, lastLine(complaint.String()))
	}
	return unwritten
}
