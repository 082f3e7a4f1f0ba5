package desk

import "github.com/motbilde/motbilde/internal/casework"

// Version is the release of the program.
const Version = casework.Version
