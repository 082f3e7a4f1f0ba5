package video

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"

	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/media"
)

// Pass says which frames of a video are read, and how.
type Pass struct {
	Size      geom.Size     // of each frame; the empty size means the video's own
	Colour    bool          // four bytes a pixel, R G B A; else one, luma
	KeyFrames bool          // only those that stand for themselves
	From      time.Duration // reading begins at the last key frame before; 0 and less mean the beginning
	Exact     bool          // every bit as the decoder means it; else what reads faster and looks the same reduced
	Only      *Span         // frames outside of it are not handed over; nil means all
}

// Span is a stretch of time stamps, both ends included.
type Span struct{ First, Last int64 }

// Frame is one frame as it is shown. Its pixels belong to whoever is given it.
type Frame struct {
	Number int           // in this pass, from 0
	Stamp  int64         // the time stamp, in units of Info.TimeBase
	Time   time.Duration // at which it is shown, from the file's first time stamp
	Size   geom.Size
	Pix    []byte // by rows, without gaps
}

// Read is how a pass ended.
type Read struct {
	Frames int
	Last   time.Duration // of the last frame
	// Broke says that the end was not reached, or that parts could not be
	// decoded, in ffmpeg's words; empty where everything could be read.
	Broke   string
	BrokeAt time.Duration // where that was first said
}

// EndsShort reports whether a video that was read from its beginning breaks off
// before its stated end, or could not be decoded in part, and where.
func (i Info) EndsShort(r Read) (at time.Duration, short bool) {
	slack := max(time.Second/2, i.Duration/50)
	switch {
	case i.Duration > 0 && r.Last < i.Duration-slack:
		return r.Last, true
	case r.Broke != "":
		return r.BrokeAt, true
	}
	return 0, false
}

// ErrStop is returned by a visitor that has seen enough.
var ErrStop = errors.New("seen enough")

// ahead is how many frames may wait for their visitor.
const ahead = 4

// Each reads frames in the order in which they are shown and calls visit with
// each, on the caller's goroutine. It ends with the video, with the visitor's
// error (ErrStop counts as none), or with the context's. A video that breaks off
// is no error once a frame was read: Read says where. Only a few frames are held
// at a time.
func (v *Video) Each(ctx context.Context, p Pass, visit func(Frame) error) (read Read, err error) {
	if p.Size.Empty() {
		p.Size = v.Info.Size
	}
	if v.animation != nil {
		return v.eachAnimated(ctx, p, visit)
	}
	arguments, err := v.arguments(p)
	if err != nil {
		return read, err
	}
	running, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	cmd := command(running, v.tools.FFmpeg, arguments...)
	stdout, err1 := cmd.StdoutPipe()
	stderr, err2 := cmd.StderrPipe()
	if err := errors.Join(err1, err2); err != nil {
		return read, err
	}
	if err := cmd.Start(); err != nil {
		return read, &media.Error{Kind: media.NoFFmpeg, Path: v.Path, Detail: system(), Err: err}
	}
	confine(cmd.Process.Pid, v.limits.Memory)
	widen(stdout)
	stall := time.AfterFunc(v.limits.Stall, func() { cancel(errStalled) })
	defer stall.Stop()

	said := newReport(v.Info, p)
	frames := make(chan Frame, ahead)
	var both sync.WaitGroup
	both.Go(func() { said.read(stderr) })
	var unread error
	both.Go(func() {
		defer close(frames)
		unread = v.frames(running, p, stdout, said, stall, frames)
	})
	var stopped error
	for f := range frames {
		if stopped == nil && p.Only != nil && f.Stamp > p.Only.Last { // the first frame behind the stretch ends it
			stopped = ErrStop
			cancel(ErrStop)
		}
		if stopped == nil && running.Err() == nil {
			if stopped = visit(f); stopped != nil {
				cancel(ErrStop)
				continue
			}
			read.Frames, read.Last = f.Number+1, f.Time
			if p.Only != nil && f.Stamp >= p.Only.Last { // what follows would be decoded for nothing
				stopped = ErrStop
				cancel(ErrStop)
			}
		}
	}
	both.Wait() // the pipes are read to their ends before Wait closes them
	exit := cmd.Wait()
	switch {
	case ctx.Err() != nil:
		return read, context.Cause(ctx)
	case errors.Is(stopped, ErrStop):
		return read, nil
	case stopped != nil:
		return read, stopped
	case errors.Is(context.Cause(running), errStalled):
		if read.Frames == 0 {
			return read, &media.Error{Kind: media.TookTooLong, Path: v.Path, Limit: int64(v.limits.Stall.Seconds())}
		}
		exit = errStalled
	}
	complaint, at := said.complaint()
	if read.Frames == 0 && !p.KeyFrames {
		if p.From > 0 { // beyond the last frame there is none
			return read, nil
		}
		return read, media.At(v.refusal(exit, complaint), v.Path)
	}
	if exit != nil && complaint == "" {
		complaint = exit.Error()
	}
	if unread != nil && complaint == "" {
		complaint = unread.Error()
	}
	if complaint != "" {
		read.Broke, read.BrokeAt = lastLine(complaint), at
	}
	return read, nil
}

// errStalled is the cause of a context that ended because nothing came any more.
var errStalled = errors.New("nothing came for too long")

// frames reads raw frames and joins each to what ffmpeg said of it.
func (v *Video) frames(ctx context.Context, p Pass, from io.Reader, said *report, stall *time.Timer, to chan<- Frame) error {
	bytes := p.Size.Pixels()
	if p.Colour {
		bytes *= 4
	}
	for n := 0; ; n++ {
		pix := make([]byte, bytes)
		if _, err := io.ReadFull(from, pix); err != nil {
			if errors.Is(err, io.EOF) {
				return nil
			}
			return fmt.Errorf("the last frame ends early: %w", err)
		}
		stall.Stop() // the visitor may take its time
		told, err := said.frame(n, p.Size)
		if err != nil {
			return err
		}
		f := Frame{Number: n, Stamp: told, Time: v.Info.TimeOf(told), Size: p.Size, Pix: pix}
		select {
		case to <- f:
			stall.Reset(v.limits.Stall)
		case <-ctx.Done():
			return nil
		}
	}
}

// TimeOf returns when a frame with that time stamp is shown, from the file's first time stamp.
func (i Info) TimeOf(stamp int64) time.Duration {
	whole, rest := stamp*i.TimeBase[0]/i.TimeBase[1], stamp*i.TimeBase[0]%i.TimeBase[1]
	d := time.Duration(whole)*time.Second + time.Duration((float64(rest)/float64(i.TimeBase[1]))*1e9+0.5)
	return d - i.Start
}

// arguments returns the command line of a pass.
func (v *Video) arguments(p Pass) ([]string, error) {
	name, err := safeName(v.Path)
	if err != nil {
		return nil, &media.Error{Kind: media.Unreadable, Path: v.Path, Err: err}
	}
	a := []string{"-nostdin", "-v", "repeat+level+info", "-nostats", "-copyts", "-protocol_whitelist", "file,pipe"}
	if p.KeyFrames {
		a = append(a, "-skip_frame", "nokey")
	}
	if !p.Exact {
		a = append(a, "-skip_loop_filter", "noref")
	}
	if p.From > 0 && v.Info.Container.Seeks() {
		a = append(a, "-noaccurate_seek", "-ss", strconv.FormatFloat(p.From.Seconds(), 'f', 6, 64))
	}
	a = append(a, "-f", v.Info.Container.Demuxer, "-i", name, "-map", "0:V:0", "-an", "-sn", "-dn", "-vf", v.filters(p))
	if older(v.Info.Decoder, 5, 1) {
		a = append(a, "-vsync", "passthrough")
	} else {
		a = append(a, "-fps_mode", "passthrough")
	}
	return append(a, "-f", "rawvideo", "pipe:1"), nil
}

// filters returns what is done to each frame; it is turned upright before.
func (v *Video) filters(p Pass) string {
	chain := ""
	if v.Info.Interlaced {
		chain = "bwdif=mode=send_frame:parity=auto:deint=interlaced,"
	}
	if p.From > 0 && p.Only == nil && !v.Info.Container.Seeks() {
		chain += "select=gte(t\\," + strconv.FormatFloat((p.From+v.Info.Start).Seconds()-0.0005, 'f', 6, 64) + "),"
	}
	if p.Only != nil { // by time: the deinterlacer counts in another unit; the first frame tells where reading began
		unit := float64(v.Info.TimeBase[0]) / float64(v.Info.TimeBase[1])
		chain += "select=not(n)+gte(t\\," + strconv.FormatFloat((float64(p.Only.First)-0.25)*unit, 'f', 9, 64) + "),"
	}
	scale := "scale=" + strconv.Itoa(p.Size.Width) + ":" + strconv.Itoa(p.Size.Height)
	if v.Info.colours != "" {
		scale += ":in_color_matrix=" + v.Info.colours
	}
	switch {
	case p.Colour:
		scale += ":flags=bicubic+accurate_rnd+full_chroma_int+full_chroma_inp+bitexact,format=rgba"
	case p.Size.Pixels() < v.Info.Size.Pixels():
		scale += ":flags=area,format=gray"
	default:
		scale += ":flags=bilinear,format=gray"
	}
	return chain + scale + ",showinfo=checksum=0"
}

// older reports whether the program's version is below one. A version that
// names no number, as a build of the day does, is newer.
func older(decoder string, major, minor int) bool {
	version := strings.TrimPrefix(strings.TrimPrefix(decoder, "ffmpeg "), "n")
	a, rest, _ := strings.Cut(version, ".")
	b, _, _ := strings.Cut(rest, ".")
	b = strings.TrimRight(b, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-+~")
	x, err := strconv.Atoi(a)
	if err != nil {
		return false
	}
	y, err := strconv.Atoi(b)
	if err != nil {
		y = 0
	}
	return x < major || x == major && y < minor
}

// report is what ffmpeg says on its standard error: a line for each frame that
// leaves the filters, before the frame itself is written, and complaints.
type report struct {
	mu         sync.Mutex
	more       *sync.Cond
	info       Info
	base       [2]int64 // of the stream; the filters may use another one
	unit       [2]int64 // of the filters
	told       []int64  // time stamps that no frame has taken yet
	size       geom.Size
	ended      bool
	complaints []string
	firstAt    int64 // time stamp of the frame at about which the first complaint was made
	ahead      int   // frames that may be on their way when it is made
}

// What is broken is noticed while packets are read, and the frames before it
// come out of the decoder's threads and of its order only later: so many.
const (
	onTheirWay     = 8
	keysOnTheirWay = 2
)

func newReport(i Info, p Pass) *report {
	r := &report{info: i, base: i.TimeBase, unit: i.TimeBase, ahead: onTheirWay}
	if p.KeyFrames {
		r.ahead = keysOnTheirWay
	}
	r.more = sync.NewCond(&r.mu)
	return r
}

// mostComplaints is how many complaints are kept; a broken file makes one a frame.
const mostComplaints = 8

func (r *report) read(from io.Reader) {
	lines := bufio.NewReaderSize(from, 4<<10)
	for {
		line, err := lines.ReadSlice('\n')
		if len(line) > 0 && (err == nil || errors.Is(err, io.EOF) || errors.Is(err, bufio.ErrBufferFull)) {
			r.line(string(line))
		}
		if err != nil && !errors.Is(err, bufio.ErrBufferFull) {
			break
		}
	}
	r.mu.Lock()
	r.ended = true
	r.more.Broadcast()
	r.mu.Unlock()
}

func (r *report) line(line string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if strings.HasPrefix(line, "[Parsed_showinfo") {
		_, rest, _ := strings.Cut(line, "[info] ")
		switch {
		case strings.HasPrefix(rest, "n:"):
			r.tell(rest)
		case strings.HasPrefix(rest, "config in time_base: "):
			word, _, _ := strings.Cut(strings.TrimPrefix(rest, "config in time_base: "), ",")
			if num, den, ok := fraction(strings.TrimSpace(word), "/"); ok {
				r.unit = [2]int64{num, den}
			}
		}
		return
	}
	if strings.HasPrefix(line, "[info] Stream mapping:") {
		// What was said before was said of packets that were read to see what the
		// file is; it is said again when they are decoded, at their place.
		r.complaints = nil
		return
	}
	if strings.Contains(line, "[error]") || strings.Contains(line, "[fatal]") {
		if len(r.complaints) < mostComplaints {
			_, text, _ := strings.Cut(line, "[error] ")
			if text == "" {
				text = line
			}
			r.complaints = append(r.complaints, strings.TrimSpace(text))
		}
	}
}

// tell reads the line of a frame: "n:   0 pts:   512 pts_time:0.033 … s:320x180 …".
func (r *report) tell(line string) {
	stamp := unstamped
	if _, rest, ok := strings.Cut(line, " pts:"); ok {
		word, _, _ := strings.Cut(strings.TrimLeft(rest, " "), " ")
		if n, err := strconv.ParseInt(word, 10, 64); err == nil {
			// The deinterlacer halves the unit; every frame still falls on a whole one of the stream.
			stamp = n * r.unit[0] * r.base[1] / (r.unit[1] * r.base[0])
		}
	}
	if _, rest, ok := strings.Cut(line, " s:"); ok {
		word, _, _ := strings.Cut(rest, " ")
		if w, h, ok := fraction(word, "x"); ok {
			r.size = geom.Size{Width: int(w), Height: int(h)}
		}
	}
	if stamp != unstamped {
		if len(r.complaints) == 0 || r.ahead > 0 {
			r.firstAt = stamp
		}
		if len(r.complaints) > 0 && r.ahead > 0 {
			r.ahead--
		}
	}
	r.told = append(r.told, stamp)
	r.more.Broadcast()
}

// unstamped stands for a frame without a time stamp.
const unstamped = int64(-1 << 63)

// frame waits for what was said of frame n and returns its time stamp.
func (r *report) frame(n int, size geom.Size) (int64, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for len(r.told) == 0 && !r.ended {
		r.more.Wait()
	}
	if len(r.told) == 0 {
		return 0, fmt.Errorf("nothing was said of frame %d", n)
	}
	stamp := r.told[0]
	r.told = r.told[1:]
	if r.size != size {
		return 0, fmt.Errorf("frame %d has %v pixels, and not %v", n, r.size, size)
	}
	if stamp == unstamped {
		return 0, fmt.Errorf("frame %d has no time", n)
	}
	return stamp, nil
}

// complaint returns what went wrong, in ffmpeg's words, and the time of the last frame before.
func (r *report) complaint() (string, time.Duration) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return strings.Join(r.complaints, "\n"), max(0, r.info.TimeOf(r.firstAt))
}

// widen makes a pipe hold more than a frame, where the system can, so that
// ffmpeg need not wait for every read.
func widen(pipe io.Reader) {
	type file interface {
		SyscallConn() (syscall.RawConn, error)
	}
	if f, ok := pipe.(file); ok {
		if c, err := f.SyscallConn(); err == nil {
			_ = c.Control(func(fd uintptr) { enlarge(fd) })
		}
	}
}
