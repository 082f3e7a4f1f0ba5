// Package container owns the outer structure of picture files: the segments of
// JPEG, the chunks of PNG and RIFF, the boxes of HEIF and the directories of
// TIFF and EXIF. Every walk takes a visitor. It promises to trust no length
// that a file states: what reaches over the end is not followed.
package container
