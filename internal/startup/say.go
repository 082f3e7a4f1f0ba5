package startup

import (
	"fmt"
	"os"
	"runtime"
	"strings"
)

// system is what this machine runs.
const system = runtime.GOOS

// say writes paragraphs to standard error and shows them in a dialog, where the
// system has one that needs no OpenGL.
func say(paragraphs []string, title string) {
	// Without a terminal nobody reads this, and nothing is lost by trying.
	fmt.Fprintf(os.Stderr, "motbilde: %s\n", strings.Join(paragraphs, "\n\n"))
	dialog(title, strings.Join(paragraphs, "\n\n"))
}
