package words

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

func TestBothLanguagesHaveTheSameKeysAndFields(t *testing.T) {
	for key, english := range catalogue[English] {
		norwegian, ok := catalogue[Norwegian][key]
		if !ok {
			t.Errorf("%s is missing in bokmål", key)
			continue
		}
		if a, b := fieldSet(english), fieldSet(norwegian); !slices.Equal(a, b) {
			t.Errorf("%s has the fields %v in English and %v in bokmål", key, a, b)
		}
		if strings.TrimSpace(english) == "" || strings.TrimSpace(norwegian) == "" {
			t.Errorf("%s is empty", key)
		}
	}
	for key := range catalogue[Norwegian] {
		if _, ok := catalogue[English][key]; !ok {
			t.Errorf("%s is missing in English", key)
		}
	}
}

func fieldSet(sentence string) []string {
	names := fieldsOf(sentence)
	slices.Sort(names)
	return slices.Compact(names)
}

// never holds the words that judge, or claim more than was measured.
var never = [2]*regexp.Regexp{
	regexp.MustCompile(`(?i)\b(fakes?|faked|originals?|proofs?|proves?|proven|genuine|authentic|strong|strongly|percent|% (sure|certain|match|likely)|cut away|manipulated)\b`),
	regexp.MustCompile(`(?i)(\A|[^\pL])(fake|forfalsk\pL*|original\pL*|bevise[rt]?|bevist|ekte|autentisk\pL*|sterk\pL*|prosent|% sikker\pL*|beskåret av|overlegg\pL*|kilden?|manipuler\pL*)([^\pL]|\z)`),
}

// direction holds the words that would give a difference a direction in time.
// Files may well be added to a case; content may not to a picture.
var direction = [2]*regexp.Regexp{
	regexp.MustCompile(`(?i)\b(added|removed)\b`),
	regexp.MustCompile(`(?i)(\A|[^\pL])(lagt til|fjernet)([^\pL]|\z)`),
}

func TestNoSentenceJudges(t *testing.T) {
	for _, l := range []Language{English, Norwegian} {
		for key, sentence := range catalogue[l] {
			if found := never[l].FindString(sentence); found != "" {
				t.Errorf("%s (%s) says %q: %s", key, l.Code(), strings.TrimSpace(found), sentence)
			}
			area, _, _ := strings.Cut(key, ".")
			if found := direction[l].FindString(sentence); found != "" && slices.Contains([]string{"changes", "finding", "report", "stage", "sample"}, area) {
				t.Errorf("%s (%s) gives a direction in time by %q: %s", key, l.Code(), strings.TrimSpace(found), sentence)
			}
		}
	}
}

func TestSentencesUseTypographicSigns(t *testing.T) {
	for _, l := range []Language{English, Norwegian} {
		for key, sentence := range catalogue[l] {
			// A sentence that quotes a command line keeps the signs of the keyboard.
			if strings.Contains(sentence, "motbilde-cli") || strings.HasPrefix(key, "cli.") {
				continue
			}
			if strings.ContainsAny(sentence, `"'`) {
				t.Errorf("%s (%s) has typewriter quotation marks: %s", key, l.Code(), sentence)
			}
			if strings.Contains(sentence, "  ") || strings.TrimSpace(sentence) != sentence {
				t.Errorf("%s (%s) has stray spaces: %q", key, l.Code(), sentence)
			}
		}
	}
}

// TestEverySaidKeyExists reads the source of the whole program: a key that is
// written out in a call must be in the catalogue, and the fields given must be
// those that its sentence has.
func TestEverySaidKeyExists(t *testing.T) {
	calls := 0
	eachSource(t, func(path string, file *ast.File) {
		ast.Inspect(file, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok {
				return true
			}
			method, ok := call.Fun.(*ast.SelectorExpr)
			if !ok || len(call.Args) == 0 {
				return true
			}
			key, ok := literal(call.Args[0])
			switch {
			case !ok:
			case method.Sel.Name == "Say":
				calls++
				checkSay(t, path, key, call)
			case method.Sel.Name == "Plural":
				for _, form := range []string{".one", ".many"} {
					if _, known := catalogue[English][key+form]; !known {
						t.Errorf("%s: %q is in no catalogue", path, key+form)
					}
				}
			}
			return true
		})
	})
	if calls == 0 {
		t.Error("no call of Say was found: the test looks in the wrong place")
	}
}

// eachSource reads every source file of the program but its tests.
func eachSource(t *testing.T, visit func(path string, file *ast.File)) {
	t.Helper()
	root := filepath.Join("..", "..")
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && path != root && strings.HasPrefix(d.Name(), ".") {
			return filepath.SkipDir
		}
		if d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
		if err != nil {
			return nil // the compiler says it better
		}
		visit(path, file)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// TestEveryKeyIsSaid looks for keys that nothing says any more. A key may be
// written out, or begin with a text that the source goes on from: "desk.do-".
func TestEveryKeyIsSaid(t *testing.T) {
	written := map[string]bool{}
	var begun []string
	eachSource(t, func(_ string, file *ast.File) {
		ast.Inspect(file, func(n ast.Node) bool {
			e, ok := n.(ast.Expr)
			if !ok {
				return true
			}
			if text, ok := literal(e); ok && strings.Contains(text, ".") || ok && strings.HasSuffix(text, "-") {
				written[text] = true
				if strings.HasSuffix(text, ".") || strings.HasSuffix(text, "-") {
					begun = append(begun, text)
				}
			}
			return true
		})
	})
	page, err := os.ReadFile(filepath.FromSlash("../exhibit/exhibit.html")) // it asks for sentences itself
	if err != nil {
		t.Fatal(err)
	}
	for _, quoted := range strings.Split(string(page), "\"") {
		if strings.HasPrefix(quoted, "exhibit.") {
			if written[quoted] = true; strings.HasSuffix(quoted, ".") {
				begun = append(begun, quoted)
			}
		}
	}
	for key := range catalogue[English] {
		said := written[key] || written[strings.TrimSuffix(strings.TrimSuffix(key, ".one"), ".many")]
		for _, begin := range begun {
			said = said || strings.Contains(begin, ".") && strings.HasPrefix(key, begin)
		}
		for i := range key { // it may be put together of two: key + ".panel"
			said = said || key[i] == '.' && written[key[:i]] && written[key[i:]]
		}
		if !said {
			t.Errorf("%s is said nowhere", key)
		}
	}
}

func checkSay(t *testing.T, path, key string, call *ast.CallExpr) {
	t.Helper()
	sentence, known := catalogue[English][key]
	if !known {
		t.Errorf("%s: %q is in no catalogue", path, key)
		return
	}
	if call.Ellipsis.IsValid() {
		return
	}
	var given []string
	for i := 1; i < len(call.Args); i += 2 {
		name, ok := literal(call.Args[i])
		if !ok {
			return
		}
		given = append(given, name)
	}
	slices.Sort(given)
	if want := fieldSet(sentence); !slices.Equal(given, want) {
		t.Errorf("%s: %s is given the fields %v, its sentence has %v", path, key, given, want)
	}
}

func literal(e ast.Expr) (string, bool) {
	lit, ok := e.(*ast.BasicLit)
	if !ok || lit.Kind != token.STRING {
		return "", false
	}
	s, err := strconv.Unquote(lit.Value)
	return s, err == nil
}
