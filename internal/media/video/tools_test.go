package video

import "testing"

func TestDecodersAreReadFromTheListOfThem(t *testing.T) {
	const list = "Decoders:\n V..... = Video\n .F.... = Frame-level multithreading\n ------\n V....D 4xm                  4X Movie\n VFS..D h264                 H.264 / AVC / MPEG-4 AVC / MPEG-4 part 10\n V..... libdav1d             dav1d AV1 decoder by VideoLAN (codec av1)\n"
	got := decodersIn(list)
	if len(got) != 3 || !got["h264"] || !got["libdav1d"] || got["="] {
		t.Errorf("%v", got)
	}
}
