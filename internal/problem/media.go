package problem

import (
	"errors"
	"io/fs"
	"slices"
	"strings"

	"github.com/motbilde/motbilde/internal/media"
	"github.com/motbilde/motbilde/internal/words"
)

// keys are the sentences of the kinds that need no more than their own.
var keys = map[media.Kind]string{
	media.Missing: "missing", media.Address: "address", media.NoPermission: "no-permission",
	media.NotAFile: "not-a-file", media.Folder: "folder", media.NoPictures: "no-pictures",
	media.TooManyFiles: "too-many-files", media.Unreadable: "unreadable", media.Empty: "empty",
	media.NotAPicture: "not-a-picture", media.OtherFormat: "other-format", media.Video: "video", media.Playlist: "playlist",
	media.NoFFmpeg: "no-ffmpeg", media.WrongFFmpeg: "wrong-ffmpeg", media.NoVideoStream: "no-video-stream",
	media.Unsupported: "unsupported", media.Broken: "broken", media.EndsEarly: "ends-early",
	media.TooLarge: "too-large", media.TooManyPixels: "too-many-pixels", media.TookTooLong: "took-too-long",
	media.TooMuchMemory: "too-much-memory",
}

// things are what is often taken for a picture: the word for it, and the next
// step where it has one of its own.
var things = map[string]struct{ what, next string }{
	"PDF": {"pdf", "document"}, "PostScript": {"postscript", "document"}, "Office": {"office", "document"}, "RTF": {"rtf", "document"},
	"web page": {"web-page", "web-page"}, "SVG": {"svg", "drawing"},
	"ZIP": {"archive", "archive"}, "RAR": {"archive", "archive"}, "7z": {"archive", "archive"}, "gzip": {"archive", "archive"}, "tar": {"archive", "archive"},
	"MP3": {"sound", "not-a-picture"}, "FLAC": {"sound", "not-a-picture"}, "WAV": {"sound", "not-a-picture"}, "M4A": {"sound", "not-a-picture"},
	"XML": {"xml", "not-a-picture"}, "text": {"text", "not-a-picture"}, "program": {"program", "not-a-picture"}, "SQLite": {"database", "not-a-picture"},
}

func ofMedia(e *media.Error) Problem {
	key, known := keys[e.Kind]
	if !known {
		return unknown(e)
	}
	p := Problem{key: key, next: key, detail: e.Error()}
	if e.Kind == media.Unreadable && isOf(e, inUse) {
		p.key, p.next = "in-use", "in-use" // Windows lets nobody read what a program keeps to itself
		return p
	}
	switch e.Kind {
	case media.NotAPicture:
		if thing, ok := things[e.Detail]; ok {
			p.key, p.next = "not-a-picture-but", thing.next
			p.fields = func(l words.Language) []string {
				return []string{"what", l.Say("problem.what." + thing.what), "formats", formats(l)}
			}
			return p
		}
	case media.NoFFmpeg:
		p.next = "no-ffmpeg.other"
		if slices.Contains([]string{"debian", "fedora", "arch", "darwin", "windows"}, e.Detail) {
			p.next = "no-ffmpeg." + e.Detail
		}
	case media.OtherFormat:
		if e.Detail == "RAW" || strings.HasSuffix(e.Detail, " RAW") {
			p.key, p.next = "raw", "raw"
		}
	case media.TooManyFiles:
		p.fields = func(l words.Language) []string { return []string{"limit", l.Count(e.Limit)} }
		return p
	case media.TooLarge:
		p.fields = func(l words.Language) []string { return []string{"limit", l.FileSize(e.Limit)} }
		return p
	case media.TookTooLong:
		p.fields = func(l words.Language) []string { return []string{"limit", l.Count(e.Limit)} }
		return p
	case media.TooMuchMemory:
		p.fields = func(l words.Language) []string {
			return []string{"size", l.Pixels(e.Size.Width, e.Size.Height), "limit", l.FileSize(e.Limit)}
		}
		return p
	case media.TooManyPixels:
		p.fields = func(l words.Language) []string {
			return []string{"size", l.Pixels(e.Size.Width, e.Size.Height), "limit", l.Number(float64(e.Limit)/1e6, 0)}
		}
		return p
	}
	p.fields = func(l words.Language) []string {
		return []string{"detail", detailOf(e), "format", e.Format, "formats", formats(l)}
	}
	return p
}

// detailOf returns the innermost words of an error, as a part of a sentence.
func detailOf(e *media.Error) string {
	detail := e.Detail
	var path *fs.PathError
	switch {
	case detail != "":
	case errors.As(e.Err, &path): // without the path, which stands before the sentence
		detail = path.Err.Error()
	case e.Err != nil:
		detail = e.Err.Error()
	}
	return media.CleanText(strings.TrimSuffix(detail, "."))
}
