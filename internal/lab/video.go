package lab

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/motbilde/motbilde/internal/align"
	"github.com/motbilde/motbilde/internal/find"
	"github.com/motbilde/motbilde/internal/media"
	"github.com/motbilde/motbilde/internal/media/video"
	"github.com/motbilde/motbilde/internal/picture"
)

// Frame names one frame of a video by its time stamp; the zero value is none.
type Frame struct {
	Of    bool
	Stamp int64
}

// openVideo is a video that the lab has read, as it stood on the disk then.
type openVideo struct {
	*video.Video
	bytes    int64
	modified time.Time
}

// OpenedVideo is a video that was just read from the disk.
type OpenedVideo struct {
	File  File
	Bytes int64
	Info  video.Info
}

// UseFFmpeg says where ffmpeg and ffprobe are looked for first: a folder, or
// the program itself.
func (l *Lab) UseFFmpeg(path string) {
	l.mu.Lock()
	l.ffmpeg = path
	l.mu.Unlock()
}

// FFmpeg returns what UseFFmpeg was told last.
func (l *Lab) FFmpeg() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.ffmpeg
}

// Tools returns the programs that read videos, or a *media.Error that says how to get them.
func (l *Lab) Tools() (video.Tools, error) {
	return video.Locate(l.FFmpeg())
}

// OpenVideo reads a video's digest and what it states about itself. Where the
// bytes could be read but not opened as a video, File and Bytes are filled
// beside the error.
func (l *Lab) OpenVideo(ctx context.Context, path string) (o OpenedVideo, err error) {
	o.File.Path = path
	info, err := os.Stat(path)
	if err != nil {
		return o, media.OfSystem(path, err)
	}
	o.Bytes = info.Size()
	var opened *video.Video
	var unopened error
	group, each := errgroup.WithContext(ctx)
	group.Go(func() (err error) { // beside each other: one waits for the disk, the other for a process
		o.File.SHA256, err = digestOf(each, path)
		return err
	})
	group.Go(func() error {
		tools, err := l.Tools()
		if err == nil {
			opened, err = video.Open(each, tools, path, video.Limits{})
		}
		// A moving GIF or WebP needs no ffmpeg, and many can't read WebP.
		if c, ok := media.ContainerOf(path); err != nil && ok && c.Picture && each.Err() == nil {
			if animation, failed := video.OpenAnimation(path, video.Limits{}); failed == nil {
				opened, err = animation, nil
			}
		}
		unopened = media.At(err, path)
		return nil
	})
	if err := group.Wait(); err != nil {
		return o, err
	}
	if unopened != nil {
		return o, unopened
	}
	o.Info = opened.Info
	l.mu.Lock()
	l.videos[o.File.SHA256] = &openVideo{opened, info.Size(), info.ModTime()}
	l.mu.Unlock()
	return o, nil
}

// digestOf returns the SHA-256 of a file of any size.
func digestOf(ctx context.Context, path string) (string, error) {
	file, err := os.Open(path)
	if err != nil {
		return "", media.OfSystem(path, err)
	}
	defer file.Close() // read only: nothing can be lost by closing
	hash, block := sha256.New(), make([]byte, 1<<20)
	for {
		if err := ctx.Err(); err != nil {
			return "", context.Cause(ctx)
		}
		n, err := file.Read(block)
		hash.Write(block[:n]) // never fails
		if errors.Is(err, io.EOF) {
			return hex.EncodeToString(hash.Sum(nil)), nil
		}
		if err != nil {
			return "", media.OfSystem(path, err)
		}
	}
}

// IsVideo reports whether a file that was opened is searched for a frame, and
// not compared as the one picture that it is.
func (l *Lab) IsVideo(f File) bool { return l.isVideo(f) }

// VideoInfo returns what a video states about itself.
func (l *Lab) VideoInfo(ctx context.Context, f File) (video.Info, error) {
	v, err := l.video(ctx, f)
	if err != nil {
		return video.Info{}, err
	}
	return v.Info, nil
}

// isVideo reports whether a file is a video, and not a picture that is read without ffmpeg.
func (l *Lab) isVideo(f File) bool {
	if f.Frame.Of || f.Video {
		return true
	}
	l.mu.Lock()
	_, known := l.videos[f.SHA256]
	l.mu.Unlock()
	if known {
		return true
	}
	if _, still := l.stills.Peek(f.key()); still {
		return false
	}
	c, ok := media.ContainerOf(f.Path)
	return ok && !c.Picture
}

// video returns a video by its content. A file that was changed since is an error.
func (l *Lab) video(ctx context.Context, f File) (*video.Video, error) {
	l.mu.Lock()
	known := l.videos[f.SHA256]
	l.mu.Unlock()
	if known != nil {
		info, err := os.Stat(known.Path)
		switch {
		case err == nil && info.Size() == known.bytes && info.ModTime().Equal(known.modified):
			return known.Video, nil
		case err != nil && !errors.Is(err, fs.ErrNotExist):
			return nil, media.OfSystem(f.Path, err)
		}
	}
	if err := l.openOriginal(ctx, f); err != nil {
		return nil, err
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.videos[f.SHA256].Video, nil
}

// openOriginal opens a video where its bytes lie: at its path, else at the first
// place that has them. A part of a case file is unpacked for ffmpeg.
func (l *Lab) openOriginal(ctx context.Context, f File) (first error) {
	open := func(path string) bool {
		o, err := l.OpenVideo(ctx, path)
		if err == nil && o.File.SHA256 == f.SHA256 {
			return true
		}
		if err == nil {
			err = &ChangedError{Path: path}
		}
		if first == nil { // that of the file's own path says most
			first = err
		}
		return false
	}
	if f.Path != "" && open(f.Path) {
		return nil
	}
	l.placing.RLock()
	places := l.places[f.SHA256]
	l.placing.RUnlock()
	for _, at := range places {
		path := at.Path
		if at.Bytes > 0 {
			var err error
			if path, err = l.unpacked(ctx, f, at); err != nil {
				first = errors.Join(first, err)
				continue
			}
		}
		if open(path) {
			return nil
		}
	}
	if first == nil {
		return &media.Error{Kind: media.Missing}
	}
	return first
}

// unpacked writes a part of a file to one of its own, in a folder that Close takes away.
func (l *Lab) unpacked(ctx context.Context, f File, at Place) (path string, err error) {
	l.placing.RLock()
	data, err := at.read(ctx, l.limits)
	l.placing.RUnlock()
	if err != nil {
		return "", err
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.folder == "" {
		if l.folder, err = os.MkdirTemp("", "motbilde-video-"); err != nil {
			return "", err
		}
	}
	path = filepath.Join(l.folder, f.SHA256)
	return path, os.WriteFile(path, data, 0o600)
}

// Close takes away what was unpacked. Nothing may be asked of the lab afterwards.
func (l *Lab) Close() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.folder == "" {
		return nil
	}
	return os.RemoveAll(l.folder)
}

// framePicture returns a frame's pixels; of a video by itself, those of its first frame.
func (l *Lab) framePicture(ctx context.Context, f File) (*picture.Picture, error) {
	v, err := l.video(ctx, f)
	if err != nil {
		return nil, err
	}
	still, err := l.stills.Get(ctx, f.key(), func(ctx context.Context) (still media.Still, err error) {
		err = l.decoding.Do(ctx, v.Info.Size.Pixels(), func() error {
			start := time.Now()
			if f.Frame.Of {
				still.Picture, err = v.Still(ctx, f.Frame.Stamp, f.key())
			} else {
				still.Picture, err = v.First(ctx, f.key())
			}
			still.MediaType, still.Format = v.Info.Container.MediaType, v.Info.Container.Name
			if err == nil {
				l.remember(f.key(), time.Since(start))
			}
			return err
		})
		return still, err
	})
	return still.Picture, media.At(err, f.Path)
}

// FindFrame looks for the frame of a video that the claim was taken from. It is
// done once for a pair; progress, which may be nil, is called by the first who asks.
func (l *Lab) FindFrame(ctx context.Context, claimed, candidate File, progress func(find.Progress)) (find.Result, error) {
	key := pairKey(find.Version+" "+align.Version, claimed, candidate)
	return l.searches.Get(ctx, key, func(ctx context.Context) (r find.Result, err error) {
		v, err := l.video(ctx, candidate)
		if err != nil {
			return r, err
		}
		claim, err := l.claim(ctx, claimed)
		if err != nil {
			return r, err
		}
		err = l.searching.Do(ctx, 1, func() error {
			found, err := find.Search(ctx, v, []*find.Claim{claim}, find.Options{Progress: progress})
			if err == nil {
				r = found[0]
			}
			return media.At(err, candidate.Path)
		})
		if err != nil {
			return r, err
		}
		r.Frame = nil // it is read again where it is needed, and not kept twice
		return r, nil
	})
}

func (l *Lab) claim(ctx context.Context, f File) (*find.Claim, error) {
	return l.claims.Get(ctx, f.key(), func(ctx context.Context) (*find.Claim, error) {
		s, err := l.subject(ctx, f)
		if err != nil {
			return nil, err
		}
		return find.NewClaim(s.picture, s.Subject), nil
	})
}

// Found returns what was found of a claim in a video, where it is still known.
func (l *Lab) Found(claimed, candidate File) (find.Result, bool) {
	return l.searches.Peek(pairKey(find.Version+" "+align.Version, claimed, candidate))
}
