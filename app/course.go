package app

import (
	"context"
	"errors"
	"fmt"
	"image"
	"io"
	"slices"

	"github.com/motbilde/motbilde/internal/training"
	"github.com/motbilde/motbilde/internal/training/pack"
)

// course is exercises that can be done, and where they come from: a pack, or
// the program itself. It is read in workers, too, and never changes.
type course struct {
	id, digest string
	title      training.Text
	exercises  []training.Exercise
	file       *pack.File        // nil of those that come with the program …
	lessons    []training.Lesson // … of which these have been drawn …
	draw       drawer            // … and others are so; nil where all are
}

// drawer draws an exercise; drawn is told how far it has come, and may be nil.
type drawer func(ctx context.Context, exercise string, drawn func(pictures int, claim *image.RGBA)) (training.Lesson, error)

// drawn reports whether an exercise can be begun as it is.
func (c course) drawn(id string) bool {
	return c.draw == nil || slices.ContainsFunc(c.lessons, func(l training.Lesson) bool { return l.Exercise.ID == id })
}

// withDrawn returns the course with an exercise that has been drawn.
func (c course) withDrawn(lesson training.Lesson) course {
	c.lessons, c.exercises = append(slices.Clip(c.lessons), lesson), slices.Clone(c.exercises)
	for i, e := range c.exercises {
		if e.ID == lesson.Exercise.ID {
			c.exercises[i] = lesson.Exercise
		}
	}
	return c
}

// courseOf returns the exercises that come with the program.
func courseOf(lessons []training.Lesson) course {
	c := course{id: bundledID, lessons: lessons}
	for _, l := range lessons {
		c.exercises = append(c.exercises, l.Exercise)
	}
	return c
}

// whole returns the course with every exercise drawn.
func (c course) whole(ctx context.Context) (course, error) {
	for _, e := range c.exercises {
		if c.drawn(e.ID) {
			continue
		}
		lesson, err := c.draw(ctx, e.ID, nil)
		if err != nil {
			return c, err
		}
		c = c.withDrawn(lesson)
	}
	return c, nil
}

// openCourse opens a pack.
func openCourse(path string) (course, error) {
	f, err := pack.Open(path)
	if err != nil {
		return course{}, err
	}
	return course{id: f.About().ID, digest: f.Digest(), title: f.About().Title, exercises: f.Exercises(), file: f}, nil
}

// exercise returns the exercise of that ID.
func (c course) exercise(id string) (training.Exercise, bool) {
	i := slices.IndexFunc(c.exercises, func(e training.Exercise) bool { return e.ID == id })
	if i < 0 {
		return training.Exercise{}, false
	}
	return c.exercises[i], true
}

// lesson returns an exercise that comes with the program; the zero value before it is drawn.
func (c course) lesson(id string) (lesson training.Lesson) {
	if i := slices.IndexFunc(c.lessons, func(l training.Lesson) bool { return l.Exercise.ID == id }); i >= 0 {
		lesson = c.lessons[i]
	}
	return lesson
}

// key returns the key of an exercise; the error is that of a pack that keeps it locked.
func (c course) key(id string) (training.Key, error) {
	if c.file != nil {
		return c.file.Key(id)
	}
	if !c.drawn(id) {
		return training.Key{}, fmt.Errorf("the exercise %q is not drawn yet", id)
	}
	return c.lesson(id).Key, nil
}

// hints returns the hints of an exercise, none where they are locked.
func (c course) hints(id string) []training.Hint {
	if c.file == nil {
		return c.lesson(id).Key.Hints
	}
	hints, err := c.file.Hints(id)
	if err != nil {
		return nil // the trainer has them
	}
	return hints
}

// bytes returns an item's file.
func (c course) bytes(ctx context.Context, exercise string, item training.Item) ([]byte, error) {
	if c.file != nil {
		return c.file.Bytes(ctx, item)
	}
	for _, f := range c.lesson(exercise).Files {
		if f.Name != item.Name {
			continue
		}
		in, err := f.Open()
		if err != nil {
			return nil, err
		}
		data, err := io.ReadAll(in)
		return data, errors.Join(err, in.Close())
	}
	return nil, fmt.Errorf("the exercise has no file %q", item.Name)
}

// needsWord reports whether a word opens something of the pack that is still closed.
func (c course) needsWord() bool {
	return c.file != nil && (!c.file.Unlocked() || slices.ContainsFunc(c.file.Steps(), func(s training.Step) bool { return !c.file.StepOpen(s.Number) }))
}

// stepOpen reports whether candidates of a step may be on the table.
func (c course) stepOpen(step int) bool {
	return step == 0 || c.file != nil && c.file.StepOpen(step)
}

// frozen reports whether the trainer has closed the answers of an exercise.
func (c course) frozen(exercise string) bool {
	if c.file == nil {
		return false
	}
	return slices.ContainsFunc(c.file.Steps(), func(s training.Step) bool {
		return s.Kind == training.StepFreeze && (s.Exercise == exercise || s.Exercise == "") && c.file.StepOpen(s.Number) && !c.file.Unlocked()
	})
}
