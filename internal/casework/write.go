package casework

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
)

// WriteFile puts what write gives under that path, whole or not at all: it is
// written beside, flushed to the disk, and renamed over what was there. On an
// error the old file stands as it was and nothing is left beside it. After a
// sudden loss of power the old or the new file is there, whole.
func WriteFile(path string, write func(io.Writer) error) error {
	return writeFile(path, anybody, write, atOnce)
}

// WritePrivate is WriteFile for what nobody else may read.
func WritePrivate(path string, write func(io.Writer) error) error {
	return writeFile(path, ownerOnly, write, atOnce)
}

// Permissions of new files; the system takes from the first what the person keeps from others everywhere.
const (
	anybody   = 0o666
	ownerOnly = 0o600
)

func atOnce(rename func() error) error { return rename() }

// writeFile is WriteFile with the moment in which the new file takes the old
// one's place in the hands of around.
func writeFile(path string, permissions fs.FileMode, write func(io.Writer) error, around func(rename func() error) error) (err error) {
	file, err := createBeside(path, permissions)
	if err != nil {
		return fmt.Errorf("writing %q: %w", path, err)
	}
	defer func() {
		if err != nil {
			file.Close()           // closing twice does no harm, and the error that counts is known
			os.Remove(file.Name()) // what could not be finished must not stay
			err = fmt.Errorf("writing %q: %w", path, err)
		}
	}()
	buffered := bufio.NewWriterSize(file, 1<<16)
	if err = write(buffered); err != nil {
		return err
	}
	if err = buffered.Flush(); err != nil {
		return err
	}
	if err = file.Sync(); err != nil {
		return err
	}
	if err = file.Close(); err != nil {
		return err
	}
	if err = around(func() error { return replace(file.Name(), path) }); err != nil {
		return err
	}
	syncFolder(filepath.Dir(path))
	return nil
}

// createBeside makes a new file in the folder of path with those permissions;
// os.CreateTemp would hide it from others.
func createBeside(path string, permissions fs.FileMode) (*os.File, error) {
	folder, name := filepath.Split(path)
	for n := 1; ; n++ {
		file, err := os.OpenFile(folder+"."+name+"."+strconv.Itoa(os.Getpid())+"-"+strconv.Itoa(n)+".part", os.O_WRONLY|os.O_CREATE|os.O_EXCL, permissions)
		if !errors.Is(err, fs.ErrExist) || n == 100 {
			return file, err
		}
	}
}

// syncFolder makes the new name last. Not every system can; the content is safe either way.
func syncFolder(folder string) {
	if f, err := os.Open(folder); err == nil {
		f.Sync()
		f.Close()
	}
}
