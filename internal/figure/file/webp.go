package file

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"image"

	"github.com/gen2brain/webp"

	"github.com/motbilde/motbilde/internal/figure"
)

// lossyWebP is the quality of a WebP that would be too heavy without loss. The
// format halves colours then.
const lossyWebP = 90

// encodeWebP stores a picture without loss where that takes at most MostPNG.
func encodeWebP(img *image.RGBA, about figure.About) ([]byte, error) {
	var out bytes.Buffer
	if err := webp.Encode(&out, img, webp.Options{Lossless: true, Method: webp.DefaultMethod}); err != nil {
		return nil, err
	}
	if out.Len() > MostPNG {
		out.Reset()
		if err := webp.Encode(&out, img, webp.Options{Quality: lossyWebP, Method: webp.DefaultMethod}); err != nil {
			return nil, err
		}
	}
	return inWebP(out.Bytes(), img, about)
}

// Light stores a picture as a WebP at a quality of 1 to 100, its colours halved
// and without a word: for pages whose pictures must not weigh much.
func Light(img *image.RGBA, quality int) ([]byte, error) {
	var out bytes.Buffer
	if err := webp.Encode(&out, img, webp.Options{Quality: quality, Method: webp.DefaultMethod}); err != nil {
		return nil, fmt.Errorf("writing a WebP of %v: %w", img.Rect, err)
	}
	return out.Bytes(), nil
}

// The flags of VP8X (RFC 9649).
const (
	webpXMP   = 0x04
	webpAlpha = 0x10
	webpICC   = 0x20
)

// inWebP puts the words into a WebP that so far holds its pixels alone:
//
//	RIFF WEBP ─ VP8X, ICCP, the pixels, XMP
func inWebP(data []byte, img *image.RGBA, about figure.About) ([]byte, error) {
	const header = 12
	if len(data) < header || string(data[:4]) != "RIFF" || string(data[8:header]) != "WEBP" {
		return nil, errors.New("the encoder wrote no WebP")
	}
	packet := xmp(about)
	kind := [10]byte{0: webpICC}
	if packet != "" {
		kind[0] |= webpXMP
	}
	if !img.Opaque() {
		kind[0] |= webpAlpha
	}
	for i, side := range [2]int{img.Rect.Dx() - 1, img.Rect.Dy() - 1} {
		kind[4+3*i], kind[5+3*i], kind[6+3*i] = byte(side), byte(side>>8), byte(side>>16)
	}
	out := append([]byte(nil), data[:header]...)
	add := func(name string, content []byte) {
		out = binary.LittleEndian.AppendUint32(append(out, name...), uint32(len(content)))
		out = append(out, content...)
		if len(content)%2 == 1 {
			out = append(out, 0)
		}
	}
	add("VP8X", kind[:])
	add("ICCP", profile)
	out = append(out, data[header:]...)
	if packet != "" {
		add("XMP ", []byte(packet))
	}
	binary.LittleEndian.PutUint32(out[4:], uint32(len(out)-8))
	return out, nil
}
