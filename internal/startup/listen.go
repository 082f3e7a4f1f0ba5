package startup

import (
	"bufio"
	"io"
	"os"
	"strings"
	"time"

	"github.com/motbilde/motbilde/internal/words"
)

// patience is how long a window may take to come before a person is told. On a
// slow machine with a cold disk it takes ten seconds.
const patience = 40 * time.Second

// Listens reports whether this process is the one that listens: it is to call
// Listen and nothing else.
func Listens() bool { return os.Getenv(variable) != "" }

// Listen waits for what the window program writes to standard input, and says
// what is wrong when that ends without a window. It returns when all is said.
func Listen() {
	os.Unsetenv(variable) // what is started for a dialog is no listener; the name holds nothing that could fail
	listen(os.Stdin, patience, func(l words.Language, t Trouble, said string) {
		say(text(l, t, system, said), l.Say("startup.title"))
	})
}

// listen reads lines until it knows how the start went; tell is called at most
// once for a trouble.
func listen(from io.Reader, patience time.Duration, tell func(words.Language, Trouble, string)) {
	lines := make(chan string)
	go func() {
		defer close(lines)
		for scanner := bufio.NewScanner(from); scanner.Scan(); {
			lines <- scanner.Text()
		}
	}()
	language, said := words.English, ""
	tooLong := time.After(patience)
	for {
		select {
		case line, more := <-lines:
			what, value, _ := strings.Cut(line, " ")
			switch {
			case !more:
				tell(language, Ended, said)
				return
			case what == "language":
				language = words.FromCode(value)
			case what == "said":
				said = value
			case what == "failed":
				tell(language, Trouble(value), said)
				return
			case what == "up":
				return
			}
		case <-tooLong:
			tell(language, Waiting, said)
			return
		}
	}
}
