package archive

import (
	"bytes"
	"encoding/binary"
	"flag"
	"hash/crc32"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// update rewrites testdata; look at the difference afterwards.
var update = flag.Bool("update", false, "rewrite the test vectors in testdata")

func entryOf(name, data string, offset int64) entry {
	return entry{name: name, crc: crc32.ChecksumIEEE([]byte(data)), size: int64(len(data)), offset: offset}
}

// A vector is a file and what a reader must say of it. They stand in testdata
// and in docs/case-file.md.
type vector struct {
	name  string
	kind  Kind // KindUnset: it must be read
	entry string
	data  []byte
}

func vectors(t testing.TB) []vector {
	t.Helper()
	good := written(t, example(t))
	all := parts(t, good)
	claim, candidate := evidenceName("claim"), evidenceName("candidate-1")
	plus := func(more ...packed) []byte { return forged(append(parts(t, good), more...)...) }
	without := func(i int) []byte { return forged(append(parts(t, good)[:i:i], all[i+1:]...)...) }
	flipped := func(where string) []byte {
		out := bytes.Clone(good)
		out[bytes.Index(out, []byte(where))] ^= 1
		return out
	}
	changed := func(change func(header []byte, central bool)) []byte {
		again := parts(t, good)
		again[3].change = change
		return forged(again...)
	}
	le := binary.LittleEndian
	return []vector{
		{"good", KindUnset, "", good},
		{"unknown-fields", KindUnset, "", with(t, caseName, `"title":`, `"colour":{"of":"the sea"},"title":`)},
		{"truncated", EndsEarly, "", good[:len(good)/2]},
		{"appended", EndsEarly, "", append(bytes.Clone(good), "more"...)},
		{"other-zip", NotACase, "", forged(packed{name: claim, data: originals["claim"]})},
		{"other-type", NotACase, typeName, with(t, typeName, "motbilde-case", "motbilde-cake")},
		{"newer", Newer, caseName, with(t, caseName, Schema, "motbilde.case/2")},
		{"other-schema", Malformed, caseName, with(t, caseName, Schema, "motbilde.cake/1")},
		{"no-json", Malformed, caseName, with(t, caseName, "{", "(")},
		{"unknown-role", Malformed, caseName, with(t, caseName, `"role":"claimed"`, `"role":"accused"`)},
		{"unknown-status", Malformed, caseName, with(t, caseName, `"status":"to-check"`, `"status":"guilty"`)},
		{"order-of-nothing", Malformed, caseName, with(t, caseName, `"order":["candidate-1"]`, `"order":["nobody"]`)},
		{"order-twice", Malformed, caseName, with(t, caseName, `"order":["candidate-1"]`, `"order":["candidate-1","candidate-1"]`)},
		{"unknown-rating", Malformed, caseName, with(t, caseName, `"DecontextualizedContent"`, `"FakeContent"`)},
		{"ratings-contradict", Malformed, caseName, with(t, caseName, `["DecontextualizedContent"]`, `["StagedContent","OriginalMediaContent"]`)},
		{"finding-of-nothing", Malformed, caseName, with(t, caseName, `"findings":[{"claimed":"claim"`, `"findings":[{"claimed":"nobody"`)},
		{"post-of-nothing", Malformed, caseName, with(t, caseName, `"pictures":["claim-1"]`, `"pictures":["nothing"]`)},
		{"mark-of-nothing", Malformed, caseName, with(t, caseName, `"id":"m1","claimed":"claim"`, `"id":"m1","claimed":"nobody"`)},
		{"mark-twice", Malformed, caseName, with(t, caseName, `"id":"m2"`, `"id":"m1"`)},
		{"mark-unknown", Malformed, caseName, with(t, caseName, `"kind":"redaction"`, `"kind":"decoration"`)},
		{"mark-without-points", Malformed, caseName, with(t, caseName, `"onClaimed":[[20.5,30]]`, `"onClaimed":[]`)},
		{"mark-beyond", Malformed, caseName, with(t, caseName, `"onClaimed":[[20.5,30]]`, `"onClaimed":[["+Inf",30]]`)},
		{"mark-twin", Malformed, caseName, with(t, caseName, `"twin":"alignment"`, `"twin":""`)},
		{"part-outside", Malformed, caseName, with(t, caseName, `"part":[20,30,180,150]`, `"part":[120,30,280,150]`)},
		{"frame", KindUnset, "", written(t, exampleOfVideo(t))},
		{"frame-outside", Malformed, caseName, altered(t, written(t, exampleOfVideo(t)), caseName, `"first":{"index":1430`, `"first":{"index":1433`)},
		{"curve-backwards", Malformed, caseName, altered(t, written(t, exampleOfVideo(t)), caseName, `"curve":[[0,0.0125]`, `"curve":[[50,0.0125]`)},
		{"curve-too-strong", Malformed, caseName, altered(t, written(t, exampleOfVideo(t)), caseName, `,0.9],[80,0]]`, `,1.9],[80,0]]`)},
		{"by-hand", KindUnset, "", written(t, exampleByHand(t))},
		{"by-hand-of-nothing", Malformed, caseName, altered(t, written(t, exampleByHand(t)), caseName, `"byHand":[{"claimed":"claim"`, `"byHand":[{"claimed":"nobody"`)},
		{"by-hand-one-point", Malformed, caseName, altered(t, written(t, exampleByHand(t)), caseName, `"points":[[10,10,70,50.5],[150,100,210,140]],"names":["Mast",""]`, `"points":[[10,10,70,50.5]],"names":["Mast"]`)},
		{"by-hand-nowhere", Malformed, caseName, altered(t, written(t, exampleByHand(t)), caseName, `[10,10,70,50.5]`, `[10,10,70,"NaN"]`)},
		{"views", KindUnset, "", written(t, exampleLookedAt(t))},
		{"views-of-nothing", KindUnset, "", altered(t, written(t, exampleLookedAt(t)), caseName, `"views":[{"claimed":"claim"`, `"views":[{"claimed":"nobody"`)},
		{"views-of-another-version", KindUnset, "", altered(t, written(t, exampleLookedAt(t)), caseName, `"mode":"swipe"`, `"mode":"hologram"`)},
		{"views-nowhere", Malformed, caseName, altered(t, written(t, exampleLookedAt(t)), caseName, `"centre":[100,80.5]`, `"centre":[100,"NaN"]`)},
		{"lesson", KindUnset, "", written(t, exampleOfLesson(t))},
		{"lesson-of-nothing", KindUnset, "", altered(t, written(t, exampleOfLesson(t)), caseName, `{"evidence":"candidate-2"`, `{"evidence":"nobody"`)},
		{"lesson-too-sure", Malformed, caseName, altered(t, written(t, exampleOfLesson(t)), caseName, `"confidence":70`, `"confidence":101`)},
		{"graphics", KindUnset, "", written(t, exampleOfGraphics(t))},
		{"graphic-of-nothing", Malformed, caseName, altered(t, written(t, exampleOfGraphics(t)), caseName, `"id":"pair/claim/candidate-1/en","kind":"pair","claimed":"claim","candidate":"candidate-1"`, `"id":"pair/claim/nobody/en","kind":"pair","claimed":"claim","candidate":"nobody"`)},
		{"graphic-unknown", Malformed, caseName, altered(t, written(t, exampleOfGraphics(t)), caseName, `"arrangement":"above"`, `"arrangement":"behind"`)},
		{"graphic-other-id", Malformed, caseName, altered(t, written(t, exampleOfGraphics(t)), caseName, `"id":"pair/claim/candidate-1/en"`, `"id":"pair/claim/candidate-1/nb"`)},
		{"graphic-stamp-outside", Malformed, caseName, altered(t, written(t, exampleOfGraphics(t)), caseName, `"at":[0.25,0.75]`, `"at":[0.25,1.75]`)},
		{"part-of-part", Malformed, caseName, with(t, caseName, `"parent":"claim"`, `"parent":"claim-1"`)},
		{"same-id", Malformed, caseName, with(t, caseName, `"id":"candidate-2"`, `"id":"candidate-1"`)},
		{"unknown-evidence", Malformed, caseName, with(t, caseName, `"claimed":"claim"`, `"claimed":"nobody"`)},
		{"short-matrix", Malformed, caseName, with(t, caseName, `[1,0,60,0,1,40,0,0,1]`, `[1,0,60,0,1,40,0,0]`)},
		{"singular-matrix", Malformed, caseName, with(t, caseName, `[1,0,60,0,1,40,0,0,1]`, `[1,0,60,1,0,60,0,0,1]`)},
		{"field-twice", Malformed, caseName, with(t, caseName, `"verdict":"match"`, `"verdict":"match","Verdict":"no-match"`)},
		{"year-10000", Malformed, caseName, with(t, caseName, `"2026-03-01T12:00:00Z"`, `"9999-12-31T23:00:00-05:00"`)},
		{"no-case", Missing, caseName, without(1)},
		{"no-log", Missing, logName, without(2)},
		{"no-original", Missing, all[4].name, without(4)},
		{"log-line-changed", BrokenLog, logName, with(t, logName, `"id":"claim"`, `"id":"c1aim"`)},
		{"log-cut", BrokenLog, logName, with(t, logName, all[2].data[strings.LastIndex(strings.TrimSuffix(all[2].data, "\n"), "\n")+1:], "")},
		{"log-head-changed", BrokenLog, logName, with(t, caseName, `"count":3`, `"count":2`)},
		{"original-flipped", WrongDigest, claim, flipped(originals["claim"])},
		{"original-replaced", WrongDigest, candidate, with(t, candidate, "a candidate", "A candidate")},
		{"original-longer", Damaged, candidate, with(t, candidate, "a candidate", "a candidate.")},
		{"case-flipped", Damaged, caseName, flipped("The harbour")},
		{"unnamed-original", Stranger, originalFolder + strings.Repeat("f", 64), plus(packed{name: originalFolder + strings.Repeat("f", 64), data: "x"})},
		{"stranger", Stranger, "originals/virus.exe", plus(packed{name: "originals/virus.exe", data: "x"})},
		{"traversal", Outside, "originals/../../x", plus(packed{name: "originals/../../x", data: "x"})},
		{"absolute", Outside, "/etc/x", plus(packed{name: "/etc/x", data: "x"})},
		{"drive", Outside, "C:x", plus(packed{name: "C:x", data: "x"})},
		{"backslash", Outside, `originals\..\x`, plus(packed{name: `originals\..\x`, data: "x"})},
		{"duplicate", Duplicate, caseName, plus(packed{name: caseName, data: all[1].data})},
		{"link", Link, all[3].name, changed(func(h []byte, central bool) {
			if central {
				h[5] = 3 // Unix
				le.PutUint32(h[38:], 0xa1ff<<16)
			}
		})},
		{"deflated", Packed, all[3].name, changed(func(h []byte, central bool) { h[map[bool]int{false: 8, true: 10}[central]] = 8 })},
		{"encrypted", Packed, all[3].name, changed(func(h []byte, central bool) { h[map[bool]int{false: 6, true: 8}[central]] = 1 })},
		{"ratio", Packed, all[3].name, changed(func(h []byte, central bool) { le.PutUint32(h[map[bool]int{false: 22, true: 24}[central]:], 1<<30) })},
		{"other-time", Damaged, all[3].name, changed(func(h []byte, central bool) { h[map[bool]int{false: 12, true: 14}[central]]++ })},
		{"other-order", Damaged, directoryName, forged(all[0], all[2], all[1], all[3], all[4])},
		{"two-headers", Damaged, all[3].name, changed(func(h []byte, central bool) {
			if !central {
				h[14]++ // the local checksum alone
			}
		})},
	}
}

func TestVectorsAreJudgedAsThePageSays(t *testing.T) {
	page, err := os.ReadFile(filepath.Join("..", "..", "..", "docs", "case-file.md"))
	if err != nil {
		t.Fatal(err)
	}
	failing := 0
	for _, v := range vectors(t) {
		path := filepath.Join("testdata", v.name+".motbilde")
		if *update {
			if err := os.WriteFile(path, v.data, 0o666); err != nil {
				t.Fatal(err)
			}
		}
		kept, err := os.ReadFile(path)
		if err != nil || !bytes.Equal(kept, v.data) {
			t.Errorf("%s: testdata holds another file (%v)", v.name, err)
		}
		says := "read"
		switch e := trouble(t, kept); {
		case e == nil && v.kind != KindUnset:
			t.Errorf("%s: nothing is wrong with it, want %s", v.name, v.kind)
		case e != nil && (e.Kind != v.kind || e.Entry != v.entry):
			t.Errorf("%s: %v, want %s of %q", v.name, e, v.kind, v.entry)
		}
		if v.kind != KindUnset {
			says = v.kind.String()
			failing++
		}
		if row := "| `" + v.name + "` | " + says + " |"; !bytes.Contains(page, []byte(row)) {
			t.Errorf("docs/case-file.md lacks %s", row)
		}
	}
	files, err := filepath.Glob(filepath.Join("testdata", "*.motbilde"))
	if err != nil || len(files) != len(vectors(t)) || failing*2 < len(files) {
		t.Errorf("%d files for %d vectors, of which %d fail (%v)", len(files), len(vectors(t)), failing, err)
	}
}
