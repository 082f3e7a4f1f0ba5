//go:build !linux

package hostile_test

// jobVariable and runJob are for the tests of Linux.
const jobVariable = ""

func runJob(string) int { return 2 }
