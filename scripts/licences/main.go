// Command licences owns what is said of others' work in the two programs: the
// texts of the licences, and the list of what is in each program as SPDX. Its
// main type is work. It promises that both tell what is really linked in: the
// modules come from the builds of every system that is released, the texts from
// the modules themselves, and a licence that it does not know is an error.
//
//	go run ./scripts/licences text                  the texts, as assets/LICENCES.txt
//	go run ./scripts/licences sbom VERSION COMMIT   the list; the time is SOURCE_DATE_EPOCH's
//	go run ./scripts/licences check LIST FILE...    holds programs that were built to the list
//
// It is run from the project's root.
package main

import (
	"fmt"
	"io"
	"os"
	"strconv"
	"time"
)

func main() {
	if err := run(os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "licences:", err)
		os.Exit(1)
	}
}

func run(args []string, out io.Writer) error {
	switch {
	case len(args) == 1 && args[0] == "text":
		works, err := collect(".")
		if err != nil {
			return err
		}
		return writeText(out, works)
	case len(args) == 3 && args[0] == "sbom":
		seconds, err := strconv.ParseInt(os.Getenv("SOURCE_DATE_EPOCH"), 10, 64)
		if err != nil {
			return fmt.Errorf("SOURCE_DATE_EPOCH: %w", err)
		}
		works, err := collect(".")
		if err != nil {
			return err
		}
		return writeSBOM(out, works, args[1], args[2], time.Unix(seconds, 0))
	case len(args) >= 3 && args[0] == "check":
		return check(args[1], args[2:], out)
	}
	return fmt.Errorf("text, sbom VERSION COMMIT, or check LIST FILE...; see the top of scripts/licences/main.go")
}
