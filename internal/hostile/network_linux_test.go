package hostile_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// jobVariable makes this test's own program do something for a test, instead of the tests.
const jobVariable = "MOTBILDE_HOSTILE_JOB"

// runJob connects to nobody, so that a trace has something to see.
func runJob(job string) int {
	if job != "dial" {
		return 2
	}
	if c, err := net.DialTimeout("tcp", "127.0.0.1:9", time.Second); err == nil {
		_ = c.Close() // nothing was sent
	}
	return 0
}

// program builds the command line once for a test.
func program(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "motbilde-cli")
	build := exec.Command("go", "build", "-trimpath", "-tags=nodynamic", "-buildvcs=false", "-o", path, "./cmd/motbilde-cli")
	build.Dir, build.Env = filepath.Join("..", ".."), append(os.Environ(), "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("building: %v\n%s", err, out)
	}
	return path
}

// mainJob is what the program is for, as a person would do it.
func mainJob(cli, folder string) [][]string {
	at := func(name string) string { return filepath.Join(folder, name) }
	return [][]string{
		{cli, "sample", at("sample")},
		{cli, "compare", at("sample/claim.jpg"), at("sample/candidates"), "--report", at("report.pdf"), "--case", at("case.motbilde"), "--difference", at("difference.png"), "--aligned", at("aligned.png"), "--changes", at("changes.png")},
		{cli, "verify", at("case.motbilde"), "--recompute"},
		{cli, "doctor"},
		{cli, "version"},
	}
}

// inEmptyNetwork makes a command run where there is no network at all, not even a loopback that is up.
func inEmptyNetwork(c *exec.Cmd) {
	c.SysProcAttr = &syscall.SysProcAttr{Cloneflags: syscall.CLONE_NEWNET, Setpgid: true}
	if os.Getuid() != 0 {
		c.SysProcAttr.Cloneflags |= syscall.CLONE_NEWUSER
		c.SysProcAttr.UidMappings = []syscall.SysProcIDMap{{ContainerID: os.Getuid(), HostID: os.Getuid(), Size: 1}}
		c.SysProcAttr.GidMappings = []syscall.SysProcIDMap{{ContainerID: os.Getgid(), HostID: os.Getgid(), Size: 1}}
	}
}

// needEmptyNetwork skips where this machine gives none.
func needEmptyNetwork(t *testing.T) {
	t.Helper()
	look := exec.Command("cat", "/proc/self/net/dev")
	inEmptyNetwork(look)
	out, err := look.Output()
	if err != nil {
		t.Skipf("this machine lets nobody make a network of their own (%v): what runs without one is not checked here", err)
	}
	for line := range strings.Lines(string(out)) {
		if name, _, found := strings.Cut(line, ":"); found && strings.TrimSpace(name) != "lo" {
			t.Fatalf("the empty network has the device %q", name)
		}
	}
}

func TestMainJobNeedsNoNetwork(t *testing.T) {
	if testing.Short() {
		t.Skip("the short form leaves out what starts whole programs")
	}
	needEmptyNetwork(t)
	for _, args := range mainJob(program(t), t.TempDir()) {
		c := exec.Command(args[0], args[1:]...)
		inEmptyNetwork(c)
		if out, err := c.CombinedOutput(); err != nil {
			t.Errorf("%v: %v\n%s", args[1:], err, out)
		}
	}
}

// traced runs a command under a trace of its network calls, and returns them.
func traced(t *testing.T, args ...string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "trace")
	c := exec.Command("strace", append([]string{"-f", "-qq", "-e", "trace=network", "-e", "signal=none", "-o", file}, args...)...)
	if out, err := c.CombinedOutput(); err != nil {
		t.Errorf("%v: %v\n%s", args, err, out)
	}
	calls, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(calls)
}

// needTrace skips where there is no trace to be had, and holds the trace to seeing a connection.
func needTrace(t *testing.T) {
	t.Helper()
	if _, err := exec.LookPath("strace"); err != nil {
		t.Skip("strace is not installed: connections are not looked for here")
	}
	if out, err := exec.Command("strace", "-qq", "-e", "trace=network", "true").CombinedOutput(); err != nil {
		t.Skipf("nothing may be traced on this machine (%v, %s): connections are not looked for here", err, bytes.TrimSpace(out))
	}
	t.Setenv(jobVariable, "dial")
	if calls := traced(t, os.Args[0]); len(remote(calls)) == 0 {
		t.Fatalf("the trace doesn't see a connection:\n%s", calls)
	}
	if err := os.Unsetenv(jobVariable); err != nil { // t.Setenv puts back what was there
		t.Fatal(err)
	}
}

// remote returns the calls that have to do with another machine.
func remote(calls string) (found []string) {
	for line := range strings.Lines(calls) {
		if strings.Contains(line, "AF_INET") || strings.Contains(line, "AF_PACKET") || strings.Contains(line, "AF_VSOCK") {
			found = append(found, line)
		}
	}
	return found
}

func TestMainJobConnectsToNobody(t *testing.T) {
	if testing.Short() {
		t.Skip("the short form leaves out what starts whole programs")
	}
	needTrace(t)
	for _, args := range mainJob(program(t), t.TempDir()) {
		if found := remote(traced(t, args...)); len(found) > 0 {
			t.Errorf("%v: %s", args[1:], strings.Join(found, ""))
		}
	}
}

// TestWindowConnectsToNobody opens the sample case in the window that make build
// has built, on a screen of its own, in an empty network and under a trace.
func TestWindowConnectsToNobody(t *testing.T) {
	if testing.Short() {
		t.Skip("the short form leaves out what starts whole programs")
	}
	window, err := filepath.Abs(filepath.Join("..", "..", "bin", "motbilde"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(window); errors.Is(err, os.ErrNotExist) {
		t.Skip("the window is not built (make build): it is not looked at here")
	}
	for _, tool := range []string{"Xvfb", "openbox"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Skipf("%s is not installed: the window is not looked at here", tool)
		}
	}
	needTrace(t)
	needEmptyNetwork(t)
	folder := t.TempDir()
	lines, calls := filepath.Join(folder, "lines"), filepath.Join(folder, "calls")
	ctx, cancel := context.WithTimeout(t.Context(), 3*time.Minute)
	defer cancel()
	c := exec.CommandContext(ctx, filepath.Join("..", "..", "scripts", "display.sh"),
		"strace", "-f", "-qq", "-e", "trace=network", "-e", "signal=none", "-o", calls, window, "--sample", "--trace", lines)
	c.Env = append(os.Environ(), "HOME="+folder, "XDG_CONFIG_HOME="+folder, "XDG_DATA_HOME="+folder, "XDG_CACHE_HOME="+folder)
	var said bytes.Buffer
	c.Stdout, c.Stderr = &said, &said
	inEmptyNetwork(c)
	c.Cancel = func() error { return syscall.Kill(-c.Process.Pid, syscall.SIGTERM) }
	c.WaitDelay = 20 * time.Second
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	compared := 0
	for ; compared < 4 && ctx.Err() == nil; time.Sleep(200 * time.Millisecond) {
		text, err := os.ReadFile(lines)
		if err != nil && !errors.Is(err, os.ErrNotExist) {
			t.Fatal(err)
		}
		compared = strings.Count(string(text), `"verdict"`)
	}
	time.Sleep(time.Second) // for what comes after the finding
	if err := syscall.Kill(-c.Process.Pid, syscall.SIGTERM); err != nil {
		t.Error(err)
	}
	ended := c.Wait() // by our own signal
	if compared < 4 {
		t.Fatalf("only %d candidates were compared (%v):\n%s", compared, ended, said.String())
	}
	seen, err := os.ReadFile(calls)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(seen), "AF_UNIX") {
		t.Error("the trace doesn't even see the connection to the screen")
	}
	if found := remote(string(seen)); len(found) > 0 {
		t.Error(fmt.Errorf("the window: %s", strings.Join(found, "")))
	}
	private(t, folder)
}
