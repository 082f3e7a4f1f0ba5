package systemface

import (
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/motbilde/motbilde/internal/figure"
)

func TestFilesOfTheMachineAreReadInTheirOrderAndBrokenOnesPassedOver(t *testing.T) {
	folder := t.TempDir()
	var paths []string
	for i, data := range [][]byte{[]byte("no face at all, only words"), figure.Serif.Outlines()[:9000], figure.Hebrew.Outlines(), figure.Serif.Outlines(), figure.Sans.Outlines()} {
		path := filepath.Join(folder, string(rune('a'+i)))
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		paths = append(paths, path, path+"-missing")
	}
	got := read(paths)
	if len(got) != 2 || got[0].Name() != "Noto Sans Hebrew Regular" || got[1].Name() != "Noto Serif Regular" {
		t.Errorf("read are %v", got)
	}
}

func TestOnlyLettersThatStandByThemselvesAreLookedFor(t *testing.T) {
	for r, want := range map[rune]bool{'中': true, 'の': true, '한': true, '。': true, 'ก': false, 'न': false, 'A': false, 'ب': false} {
		if got := serves(r); got != want {
			t.Errorf("%c is looked for: %v", r, got)
		}
	}
}

func TestAFaceOfThisMachineHasChineseJapaneseAndKorean(t *testing.T) {
	if len(machine()) == 0 {
		t.Skip("this machine has no face for Chinese, Japanese and Korean: nothing to set them in")
	}
	setter := figure.NewTypesetter()
	setter.Fallback = Find
	style := figure.Style{Face: figure.Sans, Pt: 12, Leading: 5}
	for _, text := range []string{"军车在山路上，摄于2015年。", "軍の車列", "군용 차량"} {
		p := setter.Paragraph(math.Inf(1), figure.Span{Text: text, Style: style})
		for _, item := range p.Lines[0].Items {
			if shape := setter.Outline(item.(figure.Text)); len(shape.Paths) == 0 && strings.TrimSpace(item.(figure.Text).String) != "" {
				t.Errorf("of %s %q isn't drawn", text, item.(figure.Text).String)
			}
		}
	}
	if len(setter.Borrowed) == 0 || setter.Borrowed[0].Name() == "" {
		t.Error("the face has no name")
	}
	t.Logf("set in %s; missing %q", setter.Borrowed[0].Name(), setter.Missing)
}
