package main

import (
	"strings"
	"testing"

	"github.com/motbilde/motbilde/app"
)

func TestHelpAndVersionNeedNoWindow(t *testing.T) {
	for flag, want := range map[string]string{"--help": "--sample", "--version": app.Version} {
		var out strings.Builder
		if err := run([]string{flag}, &out); err != nil || !strings.Contains(out.String(), want) {
			t.Errorf("%s: %q, %v", flag, out.String(), err)
		}
	}
}

func TestMistakesOnTheCommandLineAreNamed(t *testing.T) {
	for _, c := range []struct{ args, says string }{
		{"--size wide", "1280x800"},
		{"--sizes 1x1", "--help"},
		{"--trace /nowhere/at/all/trace.jsonl", "opening the trace"},
	} {
		err := run(strings.Fields(c.args), &strings.Builder{})
		if err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v", c.args, err)
		}
	}
}
