package casework

// Version is the release of the program, in reports, in traces and for
// support. The methods carry versions of their own: align.Version, compare.Version.
const Version = "0.1.0"
