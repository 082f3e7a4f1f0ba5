package app

import "fyne.io/fyne/v2"

// post carries a function to the window's goroutine. It is the one place of the
// program that does so: workers hand over values, views are touched by nobody
// else.
func post(f func()) { fyne.Do(f) }
