package clip

import (
	"context"
	"encoding/binary"
	"image"
	"runtime"
	"syscall"
	"time"
	"unsafe"
)

// Formats of the clipboard, by their numbers in winuser.h.
const (
	formatDIB   = 8
	formatText  = 13
	formatFiles = 15

	mostFiles = 4096
)

// What is called of the system. Memory is copied by the system too, so that no
// address of its own becomes a pointer here.
var (
	user32, kernel32, shell32 = syscall.NewLazyDLL("user32.dll"), syscall.NewLazyDLL("kernel32.dll"), syscall.NewLazyDLL("shell32.dll")

	openClipboard    = user32.NewProc("OpenClipboard")
	closeClipboard   = user32.NewProc("CloseClipboard")
	getClipboardData = user32.NewProc("GetClipboardData")
	registerFormat   = user32.NewProc("RegisterClipboardFormatW")
	globalSize       = kernel32.NewProc("GlobalSize")
	globalLock       = kernel32.NewProc("GlobalLock")
	globalUnlock     = kernel32.NewProc("GlobalUnlock")
	moveMemory       = kernel32.NewProc("RtlMoveMemory")
	dragQueryFile    = shell32.NewProc("DragQueryFileW")
)

// Clip reads the clipboard of Windows. It puts no picture there.
type Clip struct{}

// Open returns it.
func Open() (*Clip, error) { return &Clip{}, nil }

// busyWait bounds how long another program may have the clipboard open.
const busyWait = 2 * time.Second

// Read returns what was copied: files, a picture, or text. The error is
// ErrSilent where another program does not let go of the clipboard, and
// ErrTooLarge.
func (*Clip) Read(ctx context.Context) (Content, error) {
	runtime.LockOSThread() // the clipboard is open for one thread
	defer runtime.UnlockOSThread()
	for end := time.Now().Add(busyWait); ; {
		if open, _, _ := openClipboard.Call(0); open != 0 {
			break
		}
		select {
		case <-ctx.Done():
			return Content{}, context.Cause(ctx)
		case <-time.After(20 * time.Millisecond):
		}
		if time.Now().After(end) {
			return Content{}, ErrSilent
		}
	}
	defer closeClipboard.Call()
	if files := copiedFiles(); len(files) > 0 {
		return Content{Files: files}, nil
	}
	name, err := syscall.UTF16PtrFromString("PNG")
	if err != nil {
		return Content{}, err
	}
	format, _, _ := registerFormat.Call(uintptr(unsafe.Pointer(name)))
	if png, err := copied(format); err != nil || len(png) > 0 {
		return Content{Picture: png, MediaType: "image/png"}, err
	}
	dib, err := copied(formatDIB)
	if err != nil {
		return Content{}, err
	}
	if bmp, ok := bmpOf(dib); ok {
		return Content{Picture: bmp, MediaType: "image/bmp"}, nil
	}
	text, err := copied(formatText)
	letters := make([]uint16, len(text)/2)
	for i := range letters {
		letters[i] = binary.LittleEndian.Uint16(text[2*i:])
	}
	return OfText(syscall.UTF16ToString(letters)), err
}

// copied returns the bytes of a format; none where the clipboard lacks it.
func copied(format uintptr) ([]byte, error) {
	if format == 0 {
		return nil, nil
	}
	handle, _, _ := getClipboardData.Call(format)
	if handle == 0 {
		return nil, nil
	}
	size, _, _ := globalSize.Call(handle)
	if size > mostBytes {
		return nil, ErrTooLarge
	}
	from, _, _ := globalLock.Call(handle)
	if from == 0 || size == 0 {
		return nil, nil
	}
	defer globalUnlock.Call(handle)
	out := make([]byte, size)
	moveMemory.Call(uintptr(unsafe.Pointer(&out[0])), from, size)
	return out, nil
}

// copiedFiles returns the paths of files that were copied in a file manager.
func copiedFiles() (paths []string) {
	drop, _, _ := getClipboardData.Call(formatFiles)
	if drop == 0 {
		return nil
	}
	const all = 0xffffffff // asks how many there are
	n, _, _ := dragQueryFile.Call(drop, all, 0, 0)
	for i := range min(n, mostFiles) {
		length, _, _ := dragQueryFile.Call(drop, i, 0, 0)
		if length == 0 || length > 1<<15 {
			continue
		}
		letters := make([]uint16, length+1)
		dragQueryFile.Call(drop, i, uintptr(unsafe.Pointer(&letters[0])), length+1)
		paths = append(paths, syscall.UTF16ToString(letters))
	}
	return paths
}

// Offer returns ErrNone.
func (*Clip) Offer(context.Context, []byte) error { return ErrNone }

// Grab returns ErrNone.
func (*Clip) Grab(context.Context, uint32, image.Rectangle) (*image.RGBA, error) { return nil, ErrNone }

// Close does nothing.
func (*Clip) Close() {}
