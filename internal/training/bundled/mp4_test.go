package bundled

import (
	"context"
	"testing"

	"github.com/motbilde/motbilde/internal/media/video"
)

func TestTheFilmIsAVideoWhereThereIsFFmpeg(t *testing.T) {
	if _, err := video.Locate(""); err != nil {
		t.Skip("there is no ffmpeg")
	}
	l, err := Draw(context.Background(), "convoy", Options{Scale: 0.3, oneDecoy: true})
	if err != nil {
		t.Fatal(err)
	}
	film := l.Exercise.Candidates[0]
	if film.Name != "candidates/film.mp4" || !film.Video || film.ID != l.Key.Placements[0].Candidate {
		t.Errorf("the film is %+v", film)
	}
	if data := bytesOf(t, l, film.Name); len(data) < 1000 || string(data[4:8]) != "ftyp" {
		t.Errorf("the film's %d bytes are no MP4", len(data))
	}
	for _, s := range l.Exercise.Stills {
		if s.FrameOf != film.ID {
			t.Errorf("%s is a still of %q", s.ID, s.FrameOf)
		}
	}
}
