package cli

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"runtime"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/motbilde/motbilde/assets"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/lab"
	"github.com/motbilde/motbilde/internal/media"
	"github.com/motbilde/motbilde/internal/media/video"
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

// run says what this machine has. It fails only where a part of the program
// itself does not work: a missing display or ffmpeg is a fact, not a fault.
func (doctorCommand) run(s session) int {
	status := found
	rows := [][2]string{
		{"cli.doctor.program", versionLine()},
		{"cli.doctor.system", runtime.GOOS + "/" + runtime.GOARCH},
		{"cli.doctor.cores", strconv.Itoa(runtime.NumCPU())},
		{"cli.doctor.memory", s.memory()},
	}
	for i, name := range probeNames {
		label := ""
		if i == 0 {
			label = "cli.doctor.decoders"
		}
		format, trouble := s.probe(name)
		if trouble != "" {
			status = notFound
		} else {
			trouble = s.Say("cli.doctor.works")
		}
		rows = append(rows, [2]string{label, fmt.Sprintf("%-5s %s", format, trouble)})
	}
	rows = append(rows,
		[2]string{"cli.doctor.fonts", s.Plural("cli.doctor.fonts.embedded", embeddedFonts())},
		[2]string{"cli.doctor.display", s.display()},
		[2]string{"ffmpeg", s.ffmpeg()},
	)
	s.printRows(rows)
	return status
}

// printRows writes labels in one column, given as keys, and what they hold in another.
func (s session) printRows(rows [][2]string) {
	widest := 0
	for i, row := range rows {
		if strings.HasPrefix(row[0], "cli.") {
			rows[i][0] = s.Say(row[0])
		}
		widest = max(widest, utf8.RuneCountInString(rows[i][0]))
	}
	for _, row := range rows {
		fmt.Fprintf(s.Out, "%-*s  %s\n", widest, row[0], row[1])
	}
}

// probe decodes the small picture of a format and returns the format's name
// and what is wrong; empty where it came out as it was drawn.
func (s session) probe(name string) (format, trouble string) {
	format = strings.ToUpper(name)
	data, err := probes.ReadFile("probes/four." + name)
	if err != nil {
		return format, s.Say("cli.doctor.broken", "detail", printable(err.Error()))
	}
	still, err := media.Decode(s.ctx, data, media.Limits{})
	if err != nil {
		return format, s.Say("cli.doctor.broken", "detail", printable(err.Error()))
	}
	p := still.Picture
	if p.Size() != probeSize {
		return still.Format, s.Say("cli.doctor.wrong")
	}
	for i, want := range probeColours {
		x, y := 32+64*(i%2), 32+64*(i/2)
		got := p.Pix()[4*(y*probeSize.Width+x):]
		for c := range 3 {
			if d := int(got[c]) - int(want[c]); d > probeTolerance || d < -probeTolerance {
				return still.Format, s.Say("cli.doctor.wrong")
			}
		}
	}
	return still.Format, ""
}

// embeddedFonts counts the faces that are built in.
func embeddedFonts() (n int) {
	// The walk is over files of this program, which can be read.
	_ = fs.WalkDir(assets.Noto, ".", func(name string, _ fs.DirEntry, err error) error {
		if ext := path.Ext(name); err == nil && (ext == ".ttf" || ext == ".otf") {
			n++
		}
		return err
	})
	return n
}

// memory says how much there is, where the system tells it (Linux).
func (s session) memory() string {
	total, free := memoryOf(os.ReadFile("/proc/meminfo"))
	if total == 0 {
		return s.Say("cli.doctor.unknown")
	}
	return s.Say("cli.doctor.memory.free", "total", s.Bytes(total), "free", s.Bytes(free))
}

// memoryOf reads the total and the available bytes of a Linux meminfo file; 0 where it does not tell.
func memoryOf(meminfo []byte, err error) (total, free int64) {
	if err != nil {
		return 0, 0
	}
	for line := range strings.Lines(string(meminfo)) {
		fields := strings.Fields(line)
		if len(fields) != 3 || fields[2] != "kB" {
			continue
		}
		kilobytes, err := strconv.ParseInt(fields[1], 10, 64)
		if err != nil {
			continue
		}
		switch fields[0] {
		case "MemTotal:":
			total = kilobytes << 10
		case "MemAvailable:":
			free = kilobytes << 10
		}
	}
	return total, free
}

func (s session) display() string {
	if runtime.GOOS == "windows" || runtime.GOOS == "darwin" {
		return s.Say("cli.doctor.display.system")
	}
	var names []string
	for _, name := range []string{"WAYLAND_DISPLAY", "DISPLAY"} {
		if value := s.Getenv(name); value != "" {
			names = append(names, name+"="+printable(value))
		}
	}
	if len(names) == 0 {
		return s.Say("cli.doctor.display.none")
	}
	return strings.Join(names, " ")
}

// ffmpegVariable names the place of ffmpeg and ffprobe in the environment, as
// the window's preferences do.
const ffmpegVariable = "MOTBILDE_FFMPEG"

// lab returns an empty one that reads videos by the ffmpeg of the environment.
func (s session) lab() *lab.Lab {
	l := lab.New()
	l.UseFFmpeg(s.Getenv(ffmpegVariable))
	return l
}

// ffmpeg says where it is and which; videos are read by it.
func (s session) ffmpeg() string {
	tools, err := video.Locate(s.Getenv(ffmpegVariable))
	if e := new(media.Error); errors.As(err, &e) && e.Kind == media.WrongFFmpeg {
		return s.Say("problem.wrong-ffmpeg", "detail", printable(e.Detail))
	}
	if err != nil {
		return s.Say("cli.doctor.ffmpeg.none")
	}
	version, err := tools.Version(s.ctx)
	if err != nil {
		return s.Say("cli.doctor.broken", "detail", printable(err.Error()))
	}
	from := map[video.Origin]string{video.OnPath: "path", video.Chosen: "chosen", video.Beside: "beside"}[tools.From]
	return printable(version) + " (" + printable(tools.FFmpeg) + ", " + s.Say("cli.doctor.ffmpeg."+from, "variable", ffmpegVariable) + ")"
}
