package words

import "strconv"

// PartOf names the file that an item is a part of, and where it lies on it:
// "Part of post.png, 1080 × 608 at 0, 412", all in the file's pixels.
func (l Language) PartOf(name string, width, height, x, y int) string {
	return l.Say("part.of", "name", name, "pixels", l.Pixels(width, height), "x", strconv.Itoa(x), "y", strconv.Itoa(y))
}
