package scripts_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// tree is a repository with what release.sh looks at, and steps that only say
// that they were called.
type tree struct {
	t      *testing.T
	folder string
}

func newTree(t *testing.T) tree {
	t.Helper()
	for _, name := range []string{"bash", "git"} {
		if _, err := exec.LookPath(name); err != nil {
			t.Skipf("this machine has no %s", name)
		}
	}
	r := tree{t, t.TempDir()}
	for _, name := range []string{"release.sh", "flags.sh", "release/common.sh"} {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		r.write("scripts/"+name, string(text))
	}
	r.write("scripts/need.sh", "#!/bin/sh\necho needs $*\n")
	for _, step := range []string{"words", "cli", "linux", "windows", "sums"} {
		r.write("scripts/release/"+step+".sh", "#!/bin/sh\necho step "+step+"\n")
	}
	r.write("internal/casework/version.go", "package casework\n\nconst Version = \"1.2.3\"\n")
	r.write("FyneApp.toml", "[Details]\nVersion = \"1.2.3\"\n")
	r.write(".gitignore", "/dist/\n")
	r.git("init", "-q")
	r.commit()
	return r
}

func (r tree) write(name, text string) {
	r.t.Helper()
	path := filepath.Join(r.folder, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		r.t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o755); err != nil {
		r.t.Fatal(err)
	}
}

func (r tree) git(words ...string) {
	r.t.Helper()
	cmd := exec.Command("git", append([]string{"-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false", "-c", "tag.gpgsign=false"}, words...)...)
	cmd.Dir = r.folder
	if out, err := cmd.CombinedOutput(); err != nil {
		r.t.Fatalf("git %v: %v: %s", words, err, out)
	}
}

func (r tree) commit() {
	r.git("add", "-A")
	r.git("commit", "-q", "-m", "x")
}

// release runs release.sh and returns what it said.
func (r tree) release(settings ...string) (string, bool) {
	cmd := exec.Command("bash", filepath.Join(r.folder, "scripts", "release.sh"))
	cmd.Env = append(os.Environ(), append([]string{"MOTBILDE_TRY=", "DIST="}, settings...)...)
	out, err := cmd.CombinedOutput()
	return string(out), err == nil
}

// refused tells whether it stopped before anything was made, with the sentence.
func (r tree) refused(sentence string, settings ...string) {
	r.t.Helper()
	said, ok := r.release(settings...)
	if ok || !strings.Contains(said, sentence) || strings.Contains(said, "step ") {
		r.t.Errorf("ok %v, not refused with %q: %q", ok, sentence, said)
	}
}

func TestReleaseIsMadeOfATaggedCommitOnly(t *testing.T) {
	r := newTree(t)
	r.refused("This commit is not tagged v1.2.3.")
	r.git("tag", "v1.2.2")
	r.refused("This commit is not tagged v1.2.3 (but v1.2.2).")
	said, ok := r.release("MOTBILDE_TRY=1")
	if !ok || !strings.Contains(said, "A trial of version 1.2.3") {
		t.Errorf("the trial: ok %v, said %q", ok, said)
	}

	r.git("tag", "-a", "-m", "x", "v1.2.3")
	r.write("dist/left-over", "of another release")
	said, ok = r.release()
	at := 0
	for _, want := range []string{"Version 1.2.3", "needs go build release", "step words", "step cli", "step linux", "step windows", "step sums", "All of it took"} {
		found := strings.Index(said[at:], want)
		if found < 0 {
			t.Fatalf("ok %v, not said in its turn: %q in %q", ok, want, said)
		}
		at += found
	}
	if _, err := os.Stat(filepath.Join(r.folder, "dist", "left-over")); !ok || err == nil {
		t.Errorf("ok %v; what an earlier release left in dist is still there: %v", ok, err == nil)
	}

	r.write("scripts/release/cli.sh", "#!/bin/sh\nexit 3\n")
	r.refused("A release is made from what is committed, and this is not:\n M scripts/release/cli.sh")
	r.commit()
	said, ok = r.release("MOTBILDE_TRY=1")
	if ok || strings.Contains(said, "step linux") {
		t.Errorf("it went on after a part that failed: ok %v, said %q", ok, said)
	}
}

func TestReleaseRefusesWhatDoesNotFit(t *testing.T) {
	r := newTree(t)
	r.git("tag", "v1.2.3")
	full := t.TempDir()
	r.refused("is not empty", "DIST="+filepath.Dir(full))
	r.write("new.go", "package x\n")
	r.refused("?? new.go")
	r.write("FyneApp.toml", "[Details]\nVersion = \"1.2.4\"\n")
	r.commit()
	r.git("tag", "-f", "v1.2.3")
	r.refused("The program says that it is version 1.2.3, FyneApp.toml says 1.2.4.")
}
