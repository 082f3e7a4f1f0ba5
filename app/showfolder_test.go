package app

import (
	"strings"
	"testing"
)

func TestFolderIsShownByWhatTheDesktopHas(t *testing.T) {
	for system, want := range map[string]string{
		"windows": `explorer.exe /select,"C:\mine bilder, 2\påstand.png"`,
		"darwin":  `open -R C:\mine bilder, 2\påstand.png`,
	} {
		if got := strings.Join(showCommand(system, `C:\mine bilder, 2\påstand.png`), " "); got != want {
			t.Errorf("on %s by %s, want %s", system, got, want)
		}
	}
	if got := strings.Join(showCommand("linux", "/home/kari/mine bilder/påstand.png"), "|"); got != "xdg-open|/home/kari/mine bilder" {
		t.Errorf("on Linux by %s", got)
	}
}
