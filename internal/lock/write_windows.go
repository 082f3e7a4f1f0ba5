package lock

// lockedAgainstWriting: the system keeps everybody else from the file's content,
// so that it can't say who holds it.
const lockedAgainstWriting = true
