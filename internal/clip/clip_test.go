package clip

import (
	"path/filepath"
	"reflect"
	"testing"
)

func TestTextIsToldAsFilesAddressesOrWords(t *testing.T) {
	abs, err := filepath.Abs("a b.jpg")
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]Content{
		abs + "\n": {Files: []string{abs}},
		"file:///home/k/bl%C3%A5b%C3%A6r%20100%25.jpg\r\nfile://localhost/b.png\r\n": {Files: []string{filepath.FromSlash("/home/k/blåbær 100%.jpg"), filepath.FromSlash("/b.png")}},
		"# from a browser\r\nhttps://example.org/a?b=c\r\n":                          {Addresses: []string{"https://example.org/a?b=c"}},
		"see https://example.org":                                                    {Text: "see https://example.org"},
		"https://example.org/ it says":                                               {Text: "https://example.org/ it says"},
		abs + "\nand words":                                                          {Text: abs + "\nand words"},
		"file://elsewhere/share/a.jpg":                                               {Text: "file://elsewhere/share/a.jpg"},
		"ftp://example.org/a.jpg":                                                    {Text: "ftp://example.org/a.jpg"},
		"javascript:alert(1)":                                                        {Text: "javascript:alert(1)"},
		"":                                                                           {},
	} {
		if got := OfText(text); !reflect.DeepEqual(got, want) {
			t.Errorf("%q is %+v, want %+v", text, got, want)
		}
	}
	if !OfText(" \n").Empty() || OfText("a").Empty() {
		t.Error("blank text is something, or a letter nothing")
	}
}
