//go:build !windows && !darwin

package startup

import (
	"os"
	"strings"
	"testing"
)

func TestLinesAreBrokenBetweenWordsAndWrittenInLatin(t *testing.T) {
	text := "Grafikkdriveren mangler, er ødelagt eller for gammel.\n\nmotbilde-cli can’t draw → " + strings.Repeat("x", 30)
	for _, line := range strings.Split(wrapped(text, 24), "\n") {
		if n := len([]rune(line)); n > 24 && strings.Contains(line, " ") {
			t.Errorf("%q has %d letters", line, n)
		}
	}
	if got := strings.Join(strings.Fields(wrapped(text, 24)), " "); got != strings.Join(strings.Fields(text), " ") {
		t.Errorf("words were lost: %q", got)
	}
	if got := latin("ødelagt, can’t →"); got != "\xf8delagt, can't ?" {
		t.Errorf("got %q", got)
	}
}

func TestWhatSwallowsEverythingIsNoTerminal(t *testing.T) {
	null, err := os.OpenFile(os.DevNull, os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer null.Close()
	info, err := null.Stat()
	if err != nil || !isNull(info) {
		t.Errorf("%v, %v", isNull(info), err)
	}
}
