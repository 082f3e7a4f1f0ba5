package app

import (
	"context"
	"os"
	"path/filepath"

	"github.com/adrg/xdg"

	"github.com/motbilde/motbilde/internal/training"
	"github.com/motbilde/motbilde/internal/training/bundled"
)

// bundledID is that of the pack that comes with the program.
const bundledID = "bundled"

// bundledCourse returns the exercises that come with the program. They are drawn
// into the user's cache when they are first begun.
func bundledCourse(ffmpeg string) course {
	c := course{id: bundledID}
	for _, k := range bundled.Cases() {
		c.exercises = append(c.exercises, training.Exercise{ID: k.ID, Title: k.Title, Level: k.Level, Minutes: k.Minutes})
	}
	c.draw = func(ctx context.Context, id string) (training.Lesson, error) {
		folder := filepath.Join(xdg.CacheHome, "motbilde", "practice")
		if err := os.MkdirAll(folder, 0o700); err != nil {
			return training.Lesson{}, err
		}
		lesson, _, err := bundled.Open(ctx, folder, id, bundled.Options{FFmpeg: ffmpeg})
		return lesson, err
	}
	return c
}
