package archive

import (
	"fmt"

	"github.com/motbilde/motbilde/internal/casefile"
)

// Encode returns the texts of case.json and log.jsonl. A document that could
// not be read again is an error.
func (d Document) Encode() (caseText, logText []byte, err error) {
	if caseText, err = d.encode(); err != nil {
		return nil, nil, fmt.Errorf("writing %s: %w", caseName, err)
	}
	logText = d.Log.Text()
	if _, err := Decode(caseText, logText); err != nil {
		return nil, nil, err
	}
	return caseText, logText, nil
}

// Decode reads the texts of case.json and log.jsonl and holds them to
// themselves and to each other. The error is an *Error.
func Decode(caseText, logText []byte) (Document, error) {
	for _, part := range []struct {
		name string
		size int
	}{{caseName, len(caseText)}, {logName, len(logText)}} {
		if most := limitOf(part.name); int64(part.size) > most {
			return Document{}, &Error{Kind: TooLarge, Entry: part.name, Limit: most}
		}
	}
	if err := readable(caseText); err != nil { // before the log: a newer form may have another
		return Document{}, err
	}
	log, err := casefile.ReadLog(logText)
	if err != nil {
		return Document{}, &Error{Kind: BrokenLog, Entry: logName, Detail: err.Error()}
	}
	return decode(caseText, log)
}
