package media

import (
	"path/filepath"
	"testing"
)

func TestListsThatNameOtherFilesAreRefused(t *testing.T) {
	for name, text := range map[string]string{
		"hls":       "#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:9,\nhttp://example.org/a.ts\n",
		"m3u":       "#EXTM3U\n/etc/passwd\n",
		"concat":    "ffconcat version 1.0\nfile '/etc/passwd'\n",
		"bare list": "# parts\nfile 'a.mp4'\nfile 'b.mp4'\n",
		"pls":       "[playlist]\nFile1=http://example.org/a.mp4\n",
		"sdp":       "v=0\r\no=- 0 0 IN IP4 127.0.0.1\r\ns=x\r\nm=video 5004 RTP/AVP 96\r\n",
		"dash":      "<?xml version=\"1.0\"?>\n<MPD xmlns=\"urn:mpeg:dash:schema:mpd:2011\"><BaseURL>http://example.org</BaseURL></MPD>",
		"asx":       "<ASX version=\"3.0\"><Entry><Ref href=\"http://example.org/a.wmv\"/></Entry></ASX>",
		"xspf":      "<?xml version=\"1.0\"?>\n<playlist version=\"1\"><trackList/></playlist>",
		"with mark": "\xef\xbb\xbf#EXTM3U\nhttp://example.org/a.ts\n",
	} {
		path := filepath.Join(t.TempDir(), "video.mp4") // the name plays no part
		write(t, path, []byte(text))
		if e := refusal(t, []byte(text), Limits{}); e.Kind != Playlist {
			t.Errorf("%s: %v, want a playlist", name, e)
		}
		if c, ok := ContainerOf(path); ok {
			t.Errorf("%s is taken for %s", name, c.Name)
		}
	}
	if e := refusal(t, []byte("notes on a file 'x'\n"), Limits{}); e.Kind != NotAPicture {
		t.Errorf("a text is %v", e)
	}
}

func TestContainersAreToldByTheirContent(t *testing.T) {
	for file, want := range map[string]string{
		"video.mp4": "MP4", "video.mov": "MOV", "video.webm": "WebM", "video.avi": "AVI", "video.ts": "MPEG-TS",
	} {
		path := filepath.Join(t.TempDir(), "x.jpg")
		write(t, path, fixture(t, file))
		c, ok := ContainerOf(path)
		if !ok || c.Name != want || c.Demuxer == "" || c.MediaType == "" || c.Picture {
			t.Errorf("%s: %+v, %v", file, c, ok)
		}
	}
	still := filepath.Join(t.TempDir(), "a.png")
	write(t, still, pngOf(t, drawn(8, 8)))
	if _, ok := ContainerOf(still); ok {
		t.Error("a still is taken for a video")
	}
	if _, ok := ContainerOf(filepath.Join(t.TempDir(), "none")); ok {
		t.Error("a missing file is taken for a video")
	}
}
