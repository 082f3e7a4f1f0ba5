package main

import (
	"bufio"
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
)

// startWithout starts the real window with an environment in which it can't
// open, and returns what it said and its exit status.
func startWithout(t *testing.T, environment ...string) (said string, status int) {
	t.Helper()
	path, err := built()
	if err != nil {
		t.Fatal(err)
	}
	home := t.TempDir()
	var out bytes.Buffer
	program := exec.CommandContext(t.Context(), path, "--size", "640x480")
	// No dialog program is on the PATH: nobody is here to close one.
	program.Env = append([]string{"HOME=" + home, "XDG_CONFIG_HOME=" + home, "XDG_CACHE_HOME=" + home, "XDG_DATA_HOME=" + home, "PATH=" + home}, environment...)
	program.Stdout, program.Stderr = &out, &out
	program.WaitDelay = 30 * time.Second
	err = program.Run() // and of what it started, which writes there too
	if exit := new(exec.ExitError); errors.As(err, &exit) {
		status = exit.ExitCode()
	} else if err != nil {
		t.Fatalf("%v; it said %s", err, out.String())
	}
	return out.String(), status
}

// screenWithoutGLX starts an X server without OpenGL and returns its name.
func screenWithoutGLX(t *testing.T) string {
	t.Helper()
	if _, err := exec.LookPath("Xvfb"); err != nil {
		t.Skip("there is no Xvfb here")
	}
	read, write, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer read.Close()
	server := exec.Command("Xvfb", "-displayfd", "3", "-screen", "0", "640x480x24", "-nolisten", "tcp", "-extension", "GLX")
	server.ExtraFiles = []*os.File{write}
	if err := server.Start(); err != nil {
		t.Fatal(err)
	}
	write.Close()
	t.Cleanup(func() {
		_ = server.Process.Kill() // it may have ended by itself
		_ = server.Wait()
	})
	// To the end of the line: it writes that by itself, and dies of it where nobody reads.
	number, err := bufio.NewReader(read).ReadString('\n')
	if err != nil {
		t.Fatalf("the X server did not start: %v", err)
	}
	return ":" + strings.TrimSpace(number)
}

func needLinux(t *testing.T) {
	t.Helper()
	if runtime.GOOS != "linux" {
		t.Skip("X11 and Mesa are meant")
	}
	if os.Getenv("DISPLAY") == "" {
		t.Skip("there is no X display: the real window is not tested")
	}
}

func TestWithoutOpenGLTheProgramSaysSoAndEnds(t *testing.T) {
	needLinux(t)
	screen := screenWithoutGLX(t)
	for language, want := range map[string]string{"en_GB.UTF-8": "can’t open its window", "nb_NO.UTF-8": "kan ikke åpne vinduet"} {
		said, status := startWithout(t, "DISPLAY="+screen, "LANG="+language)
		for _, want := range []string{want, "OpenGL 2.1", "LIBGL_ALWAYS_SOFTWARE=1", "motbilde-cli", "GLX extension not found"} {
			if !strings.Contains(said, want) {
				t.Errorf("%s: nothing of %q in:\n%s", language, want, said)
			}
		}
		if status != 2 || strings.Contains(said, "goroutine") {
			t.Errorf("%s: status %d, and it said\n%s", language, status, said)
		}
	}
}

func TestOpenGLThatIsTooOldIsToldAndNotWaitedFor(t *testing.T) {
	needLinux(t)
	said, status := startWithout(t, "DISPLAY="+os.Getenv("DISPLAY"), "MESA_GL_VERSION_OVERRIDE=1.4", "LANG=en_GB.UTF-8")
	if status != 2 || !strings.Contains(said, "too old") || !strings.Contains(said, "VersionUnavailable") {
		t.Errorf("status %d, and it said\n%s", status, said)
	}
}

func TestADisplayThatIsGoneIsToldWithoutATraceOfTheProgram(t *testing.T) {
	needLinux(t)
	said, status := startWithout(t, "DISPLAY=:9999", "LANG=en_GB.UTF-8")
	if status != 2 || !strings.Contains(said, "no display") || strings.Contains(said, "goroutine") {
		t.Errorf("status %d, and it said\n%s", status, said)
	}
}

func TestWithoutADisplayTheOtherProgramIsNamed(t *testing.T) {
	needLinux(t)
	said, status := startWithout(t, "LANG=en_GB.UTF-8")
	if status != 2 || !strings.Contains(said, "no display") || !strings.Contains(said, "motbilde-cli") {
		t.Errorf("status %d, and it said\n%s", status, said)
	}
}

// TestADriverThatTakesTheProgramDownIsTold loads a driver that aborts, as a
// broken one does: nothing in the process itself can catch that.
func TestADriverThatTakesTheProgramDownIsTold(t *testing.T) {
	needLinux(t)
	compiler, err := exec.LookPath("cc")
	if err != nil {
		t.Skip("there is no C compiler here")
	}
	folder := t.TempDir()
	source := filepath.Join(folder, "broken.c")
	if err := os.WriteFile(source, []byte("#include <stdlib.h>\n__attribute__((constructor)) static void broken(void) { abort(); }\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command(compiler, "-shared", "-fPIC", "-o", filepath.Join(folder, "swrast_dri.so"), source).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	said, status := startWithout(t, "DISPLAY="+os.Getenv("DISPLAY"), "LIBGL_DRIVERS_PATH="+folder, "LIBGL_ALWAYS_SOFTWARE=1", "LANG=en_GB.UTF-8")
	if !strings.Contains(said, "SIGABRT") {
		t.Skipf("the driver was not loaded: this machine draws otherwise\n%s", said)
	}
	if status == 0 || !strings.Contains(said, "ended before its window was open") || !strings.Contains(said, "motbilde-cli") {
		t.Errorf("status %d, and it said\n%s", status, said)
	}
}
