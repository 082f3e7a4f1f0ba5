package startup

import (
	"syscall"
	"unsafe"
)

// dialog shows a message box. A program of the GUI subsystem has no other way
// to say anything without its window.
func dialog(title, text string) {
	const iconError, toFront = 0x10, 0x10000
	t, err1 := syscall.UTF16PtrFromString(title)
	s, err2 := syscall.UTF16PtrFromString(text)
	if err1 != nil || err2 != nil {
		return // a null within: text() lets none through
	}
	box := syscall.NewLazyDLL("user32.dll").NewProc("MessageBoxW")
	box.Call(0, uintptr(unsafe.Pointer(s)), uintptr(unsafe.Pointer(t)), iconError|toFront) // which button: there is one
}
