package app

import (
	"context"
	"fmt"
	"image"
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
		c.exercises = append(c.exercises, k.Undrawn)
	}
	c.draw = func(ctx context.Context, id string, drawn func(int, *image.RGBA)) (training.Lesson, error) {
		return drawBundled(ctx, id, bundled.Options{FFmpeg: ffmpeg, Drawn: drawn})
	}
	return c
}

// drawBundled draws a practice case into the user's cache, or reads it there.
func drawBundled(ctx context.Context, id string, o bundled.Options) (training.Lesson, error) {
	folder := filepath.Join(xdg.CacheHome, "motbilde", "practice")
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return training.Lesson{}, err
	}
	lesson, _, err := bundled.Open(ctx, folder, id, o)
	return lesson, err
}

// DrawPractice draws a practice case into the user's cache, where it does not lie
// there yet; "all" draws every one. ffmpeg is where that is, if not where it is looked for.
func DrawPractice(ctx context.Context, id, ffmpeg string) error {
	known := false
	for _, c := range bundled.Cases() {
		if c.ID != id && id != "all" {
			continue
		}
		known = true
		if _, err := drawBundled(ctx, c.ID, bundled.Options{FFmpeg: ffmpeg}); err != nil {
			return err
		}
	}
	if !known {
		return fmt.Errorf("there is no practice case %q", id)
	}
	return nil
}
