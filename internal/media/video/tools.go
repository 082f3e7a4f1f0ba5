// Package video owns the way from a video file to its frames, by the ffmpeg of
// this machine. Its main type is Video. It promises that ffmpeg opens the one
// file and nothing else, that it ends with the job, that no more than a few
// frames are held, and that every frame comes upright, in square pixels and
// with the time at which it is shown.
//
//	path ──Locate──▶ Tools ──Open──▶ Video (Info) ──Each──▶ Frame … ──▶ Read
//	                                      └────────Still──▶ picture.Picture
package video

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"github.com/motbilde/motbilde/internal/media"
)

// Tools are the two programs that read videos.
type Tools struct {
	FFmpeg, FFprobe string
	From            Origin
}

// Origin says why these tools are used and no others.
type Origin int

// The origins.
const (
	OnPath Origin = iota // found by their names
	Chosen               // a person says so
	Beside               // they lie beside this program
)

// Locate finds ffmpeg and ffprobe: where a person says (a folder, or one of the
// two; may be empty), beside this program, and on the PATH, in that order. What
// a person says is not passed over: where it is wrong that is a *media.Error of
// kind WrongFFmpeg. It is one of kind NoFFmpeg where there are none.
func Locate(preferred string) (Tools, error) {
	if preferred != "" {
		folder := preferred
		if info, err := os.Stat(preferred); err == nil && !info.IsDir() {
			folder = filepath.Dir(preferred)
		}
		t, ok := toolsIn(folder)
		if !ok {
			return Tools{}, &media.Error{Kind: media.WrongFFmpeg, Detail: preferred}
		}
		t.From = Chosen
		return t, nil
	}
	if own, err := os.Executable(); err == nil {
		if t, ok := toolsIn(filepath.Dir(own)); ok {
			t.From = Beside
			return t, nil
		}
	}
	// Of a PATH that names the working folder, or a folder below it, this takes
	// nothing (exec.ErrDot): there may lie what somebody sent.
	ffmpeg, err1 := exec.LookPath("ffmpeg")
	ffprobe, err2 := exec.LookPath("ffprobe")
	if err1 != nil || err2 != nil {
		return Tools{}, &media.Error{Kind: media.NoFFmpeg, Detail: system()}
	}
	return Tools{FFmpeg: ffmpeg, FFprobe: ffprobe}, nil
}

func toolsIn(folder string) (t Tools, ok bool) {
	suffix := ""
	if runtime.GOOS == "windows" {
		suffix = ".exe"
	}
	folder, err := filepath.Abs(folder)
	if err != nil {
		return t, false
	}
	t = Tools{FFmpeg: filepath.Join(folder, "ffmpeg"+suffix), FFprobe: filepath.Join(folder, "ffprobe"+suffix)}
	for _, path := range []string{t.FFmpeg, t.FFprobe} {
		info, err := os.Stat(path)
		if err != nil || !info.Mode().IsRegular() || runtime.GOOS != "windows" && info.Mode().Perm()&0o111 == 0 {
			return t, false
		}
	}
	return t, true
}

// system names what this machine runs, as far as it decides how a program is
// installed: "windows", "darwin", "debian", "fedora", "arch", else "other".
func system() string {
	if runtime.GOOS != "linux" {
		if runtime.GOOS == "windows" || runtime.GOOS == "darwin" {
			return runtime.GOOS
		}
		return "other"
	}
	release, err := os.ReadFile("/etc/os-release")
	if err != nil {
		return "other"
	}
	return distribution(string(release))
}

// distribution reads the family from the text of an os-release file.
func distribution(release string) string {
	for line := range strings.Lines(release) {
		key, value, _ := strings.Cut(strings.TrimSpace(line), "=")
		if key != "ID" && key != "ID_LIKE" {
			continue
		}
		for _, word := range strings.Fields(strings.Trim(value, `"'`)) {
			switch word {
			case "debian", "ubuntu":
				return "debian"
			case "fedora", "rhel":
				return "fedora"
			case "arch":
				return "arch"
			}
		}
	}
	return "other"
}

// Version returns what ffmpeg says of itself, as "5.1.9-0+deb12u1".
func (t Tools) Version(ctx context.Context) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, 10*time.Second)
	defer cancel()
	said, err := command(ctx, t.FFmpeg, "-version").Output()
	if err != nil {
		return "", fmt.Errorf("asking ffmpeg for its version: %w", err)
	}
	return versionIn(string(said)), nil
}

// Check starts both and returns an error unless they say that they are ffmpeg
// and ffprobe: another program may bear the name.
func (t Tools) Check(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, 10*time.Second)
	defer cancel()
	for name, path := range map[string]string{"ffmpeg": t.FFmpeg, "ffprobe": t.FFprobe} {
		said, err := command(ctx, path, "-version").Output()
		if err != nil {
			return fmt.Errorf("asking %s for its version: %w", name, err)
		}
		if !strings.HasPrefix(string(said), name+" version ") {
			return fmt.Errorf("what is named %s is another program", name)
		}
	}
	return nil
}

// Decoders returns the decoders of this ffmpeg by their names: "h264", "libdav1d".
func (t Tools) Decoders(ctx context.Context) (map[string]bool, error) {
	ctx, cancel := context.WithTimeout(ctx, 10*time.Second)
	defer cancel()
	said, err := command(ctx, t.FFmpeg, "-hide_banner", "-decoders").Output()
	if err != nil {
		return nil, fmt.Errorf("asking ffmpeg for its decoders: %w", err)
	}
	return decodersIn(string(said)), nil
}

// decodersIn reads the list of decoders, whose lines are " V....D h264   H.264 / AVC".
func decodersIn(list string) map[string]bool {
	decoders := map[string]bool{}
	_, list, _ = strings.Cut(list, " ------") // above stands what the letters mean
	for line := range strings.Lines(list) {
		if fields := strings.Fields(line); len(fields) >= 2 {
			decoders[fields[1]] = true
		}
	}
	return decoders
}

// versionIn reads the version from the first line that ffmpeg prints.
func versionIn(banner string) string {
	first, _, _ := strings.Cut(banner, "\n")
	_, after, found := strings.Cut(first, " version ")
	if !found {
		return ""
	}
	version, _, _ := strings.Cut(after, " ")
	return version
}
