package look

// Watch hears, in tests alone, that a piece of the program's own work begins on
// the window's goroutine: what a person's hand or a worker sets off, and the
// laying out and painting of views. What it returns is called when that is
// done. It is nil in the program.
var Watch func(name string) (done func())

// Watched tells Watch that something begins; it is used as defer Watched("drag")().
func Watched(name string) (done func()) {
	if Watch == nil {
		return func() {}
	}
	return Watch(name)
}
