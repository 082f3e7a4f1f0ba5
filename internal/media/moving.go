package media

import (
	"bytes"
	"errors"
	"io"
	"os"
	"strings"
)

// Container is the kind of a video file, told by its content.
type Container struct {
	Name      string // for people, as "MP4"
	MediaType string // as "video/mp4"
	// Demuxer is the one reader of ffmpeg's that may open the file. It is named
	// so that ffmpeg doesn't guess: a guess could make a playlist of it.
	Demuxer string
	// Also a picture: a GIF or WebP, whose first frame can be read without ffmpeg.
	Picture bool
}

// Counts reports whether the container's own list of frames is what a decoder
// shows. Others hold fields by themselves, or frames before the first that can
// be decoded.
func (c Container) Counts() bool {
	return c.Demuxer == "mov" || c.Demuxer == "matroska" || c.Demuxer == "gif"
}

// Seeks reports whether reading may begin in the middle and still give every
// frame its own time. Others store no times of presentation, and what is guessed
// depends on where reading began.
func (c Container) Seeks() bool { return c.Counts() || c.Demuxer == "mpegts" }

var containers = map[string]Container{
	"MP4":       {Name: "MP4", MediaType: "video/mp4", Demuxer: "mov"},
	"MOV":       {Name: "MOV", MediaType: "video/quicktime", Demuxer: "mov"},
	"3GP":       {Name: "3GP", MediaType: "video/3gpp", Demuxer: "mov"},
	"Matroska":  {Name: "Matroska", MediaType: "video/x-matroska", Demuxer: "matroska"},
	"WebM":      {Name: "WebM", MediaType: "video/webm", Demuxer: "matroska"},
	"AVI":       {Name: "AVI", MediaType: "video/x-msvideo", Demuxer: "avi"},
	"MPEG-TS":   {Name: "MPEG-TS", MediaType: "video/mp2t", Demuxer: "mpegts"},
	"MPEG":      {Name: "MPEG", MediaType: "video/mpeg", Demuxer: "mpeg"},
	"FLV":       {Name: "FLV", MediaType: "video/x-flv", Demuxer: "flv"},
	"WMV":       {Name: "WMV", MediaType: "video/x-ms-asf", Demuxer: "asf"},
	"Ogg":       {Name: "Ogg", MediaType: "video/ogg", Demuxer: "ogg"},
	"RealMedia": {Name: "RealMedia", MediaType: "application/vnd.rn-realmedia", Demuxer: "rm"},
	"GIF":       {Name: "GIF", MediaType: "image/gif", Demuxer: "gif", Picture: true},
	"WebP":      {Name: "WebP", MediaType: "image/webp", Demuxer: "webp_anim", Picture: true},
}

// movingBytes bounds what is read of a GIF to see whether it moves.
const movingBytes = 64 << 20

// ContainerOf tells by its content whether a file is a video, or a picture that
// moves; ok is false for anything else, also for what can't be opened.
func ContainerOf(path string) (c Container, ok bool) {
	file, err := os.Open(path)
	if err != nil {
		return c, false
	}
	defer file.Close() // read only: nothing can be lost by closing
	head := make([]byte, 4096)
	n, err := io.ReadFull(file, head)
	if err != nil && !endsEarly(err) {
		return c, false
	}
	head = head[:n]
	format, err := sniff(head)
	if e := new(Error); errors.As(err, &e) && e.Kind == Video {
		c, ok = containers[e.Detail]
		return c, ok
	}
	switch {
	case err != nil:
	case format == gifFormat && len(head) > 13:
		rest, err := io.ReadAll(io.LimitReader(file, movingBytes))
		if err == nil && gifFrames(append(head, rest...)) > 1 {
			return containers["GIF"], true
		}
	case format == webpFormat && len(head) > 20 && string(head[12:16]) == "VP8X" && head[20]&0x02 != 0:
		return containers["WebP"], true
	}
	return c, false
}

// sniffMatroska tells WebM from other Matroska files by the document type that the header states.
func sniffMatroska(data []byte) string {
	if bytes.Contains(data[:min(len(data), 64)], []byte("webm")) {
		return "WebM"
	}
	return "Matroska"
}

// namesOtherFiles reports whether a text is one that a player would follow to
// other files or addresses: a playlist, a list to be joined, a description of a
// stream. They are refused: what such a file shows is not in it.
func namesOtherFiles(text string) bool {
	text = strings.ToLower(strings.TrimSpace(text))
	for _, start := range []string{"#extm3u", "ffconcat", "[playlist]", "[reference]", "<asx", "rtsptext", "smil", "<smil"} {
		if strings.HasPrefix(text, start) {
			return true
		}
	}
	for _, within := range []string{"<mpd", "<playlist", "<smil", "#ext-x-"} {
		if strings.Contains(text, within) {
			return true
		}
	}
	if strings.HasPrefix(text, "v=0") && strings.Contains(text, "\no=") || strings.Contains(text, "\nm=video") {
		return true
	}
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		return strings.HasPrefix(line, "file '") || strings.HasPrefix(line, "file \"") || strings.HasPrefix(line, "file=") ||
			strings.HasPrefix(line, "rtsp://") || strings.HasPrefix(line, "file /")
	}
	return false
}
