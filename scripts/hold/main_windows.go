// Command hold opens a file so that Windows lets nobody else to it, says so, and
// keeps it for some seconds: what another program does, for
// scripts/release/prove-windows.sh.
//
//	hold FILE SECONDS
package main

import (
	"errors"
	"fmt"
	"os"
	"strconv"
	"syscall"
	"time"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "hold:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	if len(args) != 2 {
		return errors.New("usage: hold FILE SECONDS")
	}
	seconds, err := strconv.Atoi(args[1])
	if err != nil {
		return err
	}
	name, err := syscall.UTF16PtrFromString(args[0])
	if err != nil {
		return err
	}
	const shared = 0 // with nobody
	file, err := syscall.CreateFile(name, syscall.GENERIC_READ|syscall.GENERIC_WRITE, shared, nil, syscall.OPEN_EXISTING, syscall.FILE_ATTRIBUTE_NORMAL, 0)
	if err != nil {
		return err
	}
	fmt.Println("held")
	time.Sleep(time.Duration(seconds) * time.Second)
	return syscall.CloseHandle(file)
}
