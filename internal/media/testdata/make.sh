#!/bin/sh
# Makes the fixtures that the standard library can't write. Needs ImageMagick,
# libheif-examples, libavif-bin, webp, libimage-exiftool-perl and ffmpeg. The
# files are committed: nobody needs to run this but to add one.
#
# Every picture shows four quarters: red, green / blue, white.
set -eu
cd "$(dirname "$0")"
t=$(mktemp -d)
trap 'rm -r "$t"' EXIT

quarters() { # width height file
	convert -size "$(($1 / 2))x$(($2 / 2))" \
		\( xc:'rgb(220,40,40)' xc:'rgb(40,200,40)' +append \) \
		\( xc:'rgb(40,60,220)' xc:'rgb(240,240,240)' +append \) -append -depth 8 "png24:$3"
}
quarters 64 48 "$t/small.png"
quarters 160 128 "$t/large.png"
convert "$t/small.png" -alpha set -region 32x24+0+0 -channel A -evaluate set 50% +region "png32:$t/alpha.png"
convert "$t/large.png" -alpha set -region 80x64+0+0 -channel A -evaluate set 50% +region "png32:$t/large-alpha.png"

convert "$t/small.png" -interlace Plane -sampling-factor 2x2 -quality 95 progressive.jpg
convert "$t/small.png" -sampling-factor 2x1 -quality 95 half.jpg
convert "$t/small.png" -colorspace CMYK -quality 95 cmyk.jpg
convert "$t/small.png" -interlace PNG interlaced.png
convert "$t/small.png" -depth 16 -define png:bit-depth=16 -define png:color-type=2 deep.png
convert "$t/small.png" -type TrueColor -compress LZW lzw.tif
convert "$t/small.png" -type Palette -depth 4 -compress LZW nibble.tif
convert "$t/small.png" -type TrueColor -compress Zip -define tiff:tile-geometry=32x32 tiled.tif
convert "$t/small.png" -colorspace Gray -threshold 50% -compress Group4 fax.tif
convert "$t/small.png" -compress JPEG jpeg.tif
convert "$t/small.png" "$t/small.png" -type TrueColor pages.tif
convert "$t/small.png" -type Palette bmp3:palette.bmp
cwebp -quiet -q 95 "$t/small.png" -o lossy.webp
cwebp -quiet -lossless "$t/alpha.png" -o lossless.webp
cwebp -quiet -q 95 "$t/alpha.png" -o alpha.webp
convert "$t/small.png" -negate "$t/other.png"
ffmpeg -v error -y -i "$t/small.png" -i "$t/other.png" -filter_complex '[0][1]concat=n=2:v=1' -c:v libwebp_anim -lossless 0 -q:v 95 animated.webp
convert \( "$t/small.png" -repage 96x64+16+8 \) \( "$t/other.png" \) -dispose none animated.gif

heif-enc -q 95 "$t/large.png" -o plain.heic >/dev/null
heif-enc -q 95 "$t/large-alpha.png" -o alpha.heic >/dev/null
heif-enc -q 95 -p chroma=444 "$t/large.png" -o full.heic >/dev/null
heif-enc -q 95 --full_range_flag 0 "$t/large.png" -o studio.heic >/dev/null
convert "$t/large.png" -depth 16 -define png:bit-depth=16 "$t/deep.png"
heif-enc -q 95 -b 10 "$t/deep.png" -o deep.heic >/dev/null
heif-enc -q 95 "$t/small.png" -o narrow.heic >/dev/null

avifenc --min 0 --max 4 "$t/small.png" plain.avif >/dev/null
avifenc --min 0 --max 4 "$t/alpha.png" alpha.avif >/dev/null
avifenc --min 0 --max 4 -d 10 "$t/small.png" deep.avif >/dev/null
avifenc --min 0 --max 4 --irot 3 --imir 0 "$t/small.png" turned.avif >/dev/null
avifenc --min 0 --max 4 --crop 32,0,32,48 "$t/small.png" cropped.avif >/dev/null
avifenc --min 0 --max 4 --cicp 12/13/6 "$t/small.png" p3.avif >/dev/null

ffmpeg -v error -y -f lavfi -i color=red:s=32x32:d=0.1 -c:v libx264 video.mp4
ffmpeg -v error -y -f lavfi -i color=red:s=32x32:d=0.1 -c:v mpeg2video video.ts
ffmpeg -v error -y -f lavfi -i color=red:s=32x32:d=0.1 -c:v libvpx video.webm
ffmpeg -v error -y -f lavfi -i color=red:s=32x32:d=0.1 -c:v mjpeg video.avi
ffmpeg -v error -y -f lavfi -i color=red:s=32x32:d=0.1 -c:v mpeg2video -f mov video.mov
