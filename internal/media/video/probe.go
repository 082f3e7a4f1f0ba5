package video

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"time"

	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/media"
)

// Info is what a video states about itself.
type Info struct {
	Container  media.Container
	Stream     int       // number of the stream that is read, the first with moving pictures
	Streams    int       // of any kind
	Codec      string    // as "h264"
	Size       geom.Size // of the upright picture in square pixels
	Stored     geom.Size // of the pixels as they are stored
	Rotation   int       // degrees that a player turns the stored pixels, 0, 90, 180 or 270, anticlockwise
	Aspect     [2]int    // width to height of a stored pixel, reduced
	Interlaced bool
	TimeBase   [2]int64      // of a time stamp's unit, in seconds: numerator and denominator
	Start      time.Duration // the file's first time stamp; Frame times count from it
	Duration   time.Duration // 0 where it is not stated
	Rate       float64       // frames a second as stated, an average; 0 where it is not
	Frames     int64         // as stated; 0 where it is not
	Decoder    string        // of the program, as "ffmpeg 5.1.9"; the same decoder gives the same pixels

	colours string // what the scaler is told of the stored colours
}

// Pixels returns how many stored pixels all frames have together, as far as the
// file states how many those are; 0 where it does not.
func (i Info) Pixels() int64 {
	frames := i.Frames
	if frames <= 0 {
		frames = int64(i.Rate * i.Duration.Seconds())
	}
	return frames * i.Stored.Pixels()
}

// Limits bound what a video may cost; a field that is 0 has its default.
type Limits struct {
	Pixels int64         // of one stored frame; default 100 million
	Memory uint64        // of ffmpeg, where the system can bound it; default 6 GiB
	Stall  time.Duration // without any new frame; default 90 s
}

// The defaults of Limits: 8K video is 33 million pixels a frame.
const (
	defaultPixels = 100_000_000
	defaultMemory = 6 << 30
	defaultStall  = 90 * time.Second
	probeTime     = 60 * time.Second
	probeBytes    = 4 << 20 // of ffprobe's answer
)

func (l Limits) filled() Limits {
	if l.Pixels <= 0 {
		l.Pixels = defaultPixels
	}
	if l.Memory == 0 {
		l.Memory = defaultMemory
	}
	if l.Stall <= 0 {
		l.Stall = defaultStall
	}
	return l
}

// Video is a video file that was opened: what it states, and the way to its
// frames. It holds no file open and may be used by several goroutines.
type Video struct {
	Path   string
	Info   Info
	tools  Tools
	limits Limits

	animation *media.Animation // read without ffmpeg; nil of anything else
}

// Open reads what a video states about itself. The container is that of
// media.ContainerOf. It returns a *media.Error, or the context's error.
func Open(ctx context.Context, t Tools, path string, limits Limits) (*Video, error) {
	container, ok := media.ContainerOf(path)
	if !ok {
		if _, err := os.Stat(path); err != nil {
			return nil, &media.Error{Kind: media.Missing, Path: path, Err: err}
		}
		return nil, &media.Error{Kind: media.NoVideoStream, Path: path}
	}
	v := &Video{Path: path, tools: t, limits: limits.filled()}
	v.Info.Container = container
	said, err := v.ask(ctx, probeBytes, "-show_streams", "-show_format", "-show_program_version", "-select_streams", "V", "-of", "json")
	if err != nil {
		return nil, err
	}
	if err := v.Info.read(said); err != nil {
		return nil, media.At(err, path)
	}
	if n := v.Info.Stored.Pixels(); n > v.limits.Pixels {
		return nil, &media.Error{Kind: media.TooManyPixels, Path: path, Size: v.Info.Stored, Limit: v.limits.Pixels}
	}
	return v, nil
}

// ask runs ffprobe on the file and returns what it printed, at most so many bytes.
func (v *Video) ask(ctx context.Context, most int, arguments ...string) ([]byte, error) {
	out := &bounded{most: most}
	err := v.askInto(ctx, out, arguments...)
	return out.Bytes(), err
}

// askInto runs ffprobe on the file and hands over what it prints.
func (v *Video) askInto(ctx context.Context, out io.Writer, arguments ...string) error {
	name, err := safeName(v.Path)
	if err != nil {
		return &media.Error{Kind: media.Unreadable, Path: v.Path, Err: err}
	}
	timed, cancel := context.WithTimeout(ctx, probeTime)
	defer cancel()
	all := append([]string{"-v", "error", "-protocol_whitelist", "file,pipe"}, arguments...)
	cmd := command(timed, v.tools.FFprobe, append(all, "-f", v.Info.Container.Demuxer, "-i", name)...)
	complaint := &bounded{most: 8 << 10}
	cmd.Stdout, cmd.Stderr = out, complaint
	if err := cmd.Start(); err != nil {
		return &media.Error{Kind: media.NoFFmpeg, Path: v.Path, Detail: system(), Err: err}
	}
	confine(cmd.Process.Pid, v.limits.Memory)
	err = cmd.Wait()
	switch {
	case ctx.Err() != nil:
		return context.Cause(ctx)
	case timed.Err() != nil:
		return &media.Error{Kind: media.TookTooLong, Path: v.Path, Limit: int64(probeTime.Seconds())}
	case err != nil:
		return media.At(v.refusal(err, complaint.String()), v.Path)
	}
	return nil
}

// refusal gives what ffprobe or ffmpeg complained of its kind.
func (v *Video) refusal(err error, complaint string) error {
	e := &media.Error{Kind: media.Broken, Format: v.Info.Container.Name, Detail: lastLine(complaint)}
	switch {
	case strings.Contains(complaint, "moov atom not found"), strings.Contains(complaint, "partial file"), strings.Contains(complaint, "End of file"):
		e.Kind = media.EndsEarly
	case strings.Contains(complaint, "Unknown input format"), strings.Contains(complaint, "Decoder not found"), strings.Contains(complaint, "none found for codec"):
		e.Kind = media.Unsupported
	case strings.Contains(complaint, "matches no streams"):
		e.Kind = media.NoVideoStream
	}
	if exit := new(exec.ExitError); e.Detail == "" && !errors.As(err, &exit) {
		e.Err = err
	}
	return e
}

// lastLine returns the last line of a complaint without the address in memory
// that ffmpeg puts before it.
func lastLine(complaint string) string {
	lines := strings.Split(strings.TrimSpace(complaint), "\n")
	line := strings.TrimSpace(lines[len(lines)-1])
	for strings.HasPrefix(line, "[") {
		_, rest, ok := strings.Cut(line, "] ")
		if !ok {
			break
		}
		line = strings.TrimSpace(rest)
	}
	if at := strings.Index(line, "file:"); at == 0 {
		if _, rest, ok := strings.Cut(line, ": "); ok { // the path stands before the sentence already
			line = rest
		}
	}
	return line
}

// bounded takes what a process writes and keeps the first most bytes.
type bounded struct {
	bytes.Buffer
	most int
}

func (b *bounded) Write(p []byte) (int, error) {
	if left := b.most - b.Len(); left > 0 {
		b.Buffer.Write(p[:min(left, len(p))])
	}
	return len(p), nil
}

// answer is ffprobe's JSON, as far as it is read.
type answer struct {
	Version struct {
		Version string `json:"version"`
	} `json:"program_version"`
	Streams []struct {
		Index       int               `json:"index"`
		Codec       string            `json:"codec_name"`
		Width       int               `json:"width"`
		Height      int               `json:"height"`
		Aspect      string            `json:"sample_aspect_ratio"`
		FieldOrder  string            `json:"field_order"`
		TimeBase    string            `json:"time_base"`
		Rate        string            `json:"avg_frame_rate"`
		Duration    string            `json:"duration"`
		Frames      string            `json:"nb_frames"`
		Space       string            `json:"color_space"`
		Transfer    string            `json:"color_transfer"`
		PixelFormat string            `json:"pix_fmt"`
		Tags        map[string]string `json:"tags"`
		SideData    []struct {
			Rotation *float64 `json:"rotation"`
		} `json:"side_data_list"`
	} `json:"streams"`
	Format struct {
		Start    string `json:"start_time"`
		Duration string `json:"duration"`
		Streams  int    `json:"nb_streams"`
	} `json:"format"`
}

// read takes over what ffprobe said.
func (i *Info) read(said []byte) error {
	var a answer
	if err := json.Unmarshal(said, &a); err != nil {
		return &media.Error{Kind: media.Broken, Format: i.Container.Name, Err: fmt.Errorf("reading ffprobe's answer: %w", err)}
	}
	if len(a.Streams) == 0 {
		return &media.Error{Kind: media.NoVideoStream, Format: i.Container.Name}
	}
	s := a.Streams[0]
	i.Stream, i.Streams, i.Codec = s.Index, a.Format.Streams, s.Codec
	i.Decoder = "ffmpeg " + a.Version.Version
	i.Stored = geom.Size{Width: s.Width, Height: s.Height}
	if i.Stored.Empty() {
		return &media.Error{Kind: media.Broken, Format: i.Container.Name, Detail: "no size is stated"}
	}
	if s.Codec == "" || s.Codec == "unknown" {
		return &media.Error{Kind: media.Unsupported, Format: i.Container.Name, Detail: "an unknown codec"}
	}
	i.Interlaced = s.FieldOrder == "tt" || s.FieldOrder == "bb" || s.FieldOrder == "tb" || s.FieldOrder == "bt"
	num, den, ok := fraction(s.TimeBase, "/")
	if !ok {
		return &media.Error{Kind: media.Broken, Format: i.Container.Name, Detail: "no time base is stated"}
	}
	i.TimeBase = [2]int64{num, den}
	if num, den, ok := fraction(s.Rate, "/"); ok {
		i.Rate = float64(num) / float64(den)
	}
	i.Start = seconds(a.Format.Start)
	i.Duration = seconds(s.Duration)
	if i.Duration <= 0 {
		i.Duration = max(0, seconds(a.Format.Duration))
	}
	i.Frames, _ = strconv.ParseInt(s.Frames, 10, 64) // not stated by all containers
	for _, data := range s.SideData {
		if data.Rotation != nil {
			i.Rotation = quarter(*data.Rotation)
		}
	}
	i.Aspect = [2]int{1, 1}
	if num, den, ok := fraction(s.Aspect, ":"); ok && num < 1000*den && den < 1000*num {
		i.Aspect = [2]int{int(num), int(den)}
	}
	i.Size = squared(i.Stored, i.Aspect, i.Rotation)
	i.colours = coloursOf(s.Space, s.PixelFormat, i.Stored)
	return nil
}

// quarter rounds a rotation to 0, 90, 180 or 270 degrees.
func quarter(degrees float64) int {
	return ((int(math.Round(degrees/90))%4 + 4) % 4) * 90
}

// squared returns the size that stored pixels have once they are square and
// upright. The longer side of a stored pixel is kept, so that nothing is lost.
func squared(stored geom.Size, aspect [2]int, rotation int) geom.Size {
	size := stored
	if n, d := float64(aspect[0]), float64(aspect[1]); n > d {
		size.Width = max(1, int(math.Round(float64(size.Width)*n/d)))
	} else if n < d {
		size.Height = max(1, int(math.Round(float64(size.Height)*d/n)))
	}
	if rotation%180 != 0 {
		size.Width, size.Height = size.Height, size.Width
	}
	return size
}

// coloursOf says by which matrix luma and chroma become RGB: as the file
// states it, else as players guess it, by the size.
func coloursOf(space, pixelFormat string, stored geom.Size) string {
	switch {
	case space != "" && space != "unknown" && space != "reserved":
		return "" // the scaler takes it from the frame
	case strings.HasPrefix(pixelFormat, "yuvj"):
		return "bt601"
	case min(stored.Width, stored.Height) >= 720 || max(stored.Width, stored.Height) >= 1280:
		return "bt709"
	}
	return "bt601"
}

// fraction reads two whole numbers above 0 with a sign between them.
func fraction(s, between string) (num, den int64, ok bool) {
	a, b, ok := strings.Cut(s, between)
	if !ok {
		return 0, 0, false
	}
	num, err1 := strconv.ParseInt(a, 10, 64)
	den, err2 := strconv.ParseInt(b, 10, 64)
	return num, den, err1 == nil && err2 == nil && num > 0 && den > 0
}

// seconds reads a decimal number of seconds; 0 where it is none.
func seconds(s string) time.Duration {
	f, err := strconv.ParseFloat(s, 64)
	if err != nil || math.IsNaN(f) || math.Abs(f) > 1e8 {
		return 0
	}
	return time.Duration(math.Round(f * 1e9))
}
