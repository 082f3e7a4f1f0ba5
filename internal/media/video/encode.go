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

func encode(ctx context.Context, t Tools, name string, codec []string, size geom.Size, rate, frames int, comment string, frame func(n int) *image.RGBA) error {
	a := []string{
		"-v", "error", "-y", "-protocol_whitelist", "file,pipe", "-f", "rawvideo", "-pix_fmt", "rgba",
		"-s", strconv.Itoa(size.Width) + "x" + strconv.Itoa(size.Height), "-r", strconv.Itoa(rate), "-i", "pipe:0",
	}
	a = append(append(a, codec...), "-pix_fmt", "yuv420p", "-fflags", "+bitexact", "-flags", "+bitexact",
		"-metadata", "comment="+comment, "-f", "mp4", name)
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
