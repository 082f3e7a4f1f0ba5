package desk

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/motbilde/motbilde/internal/casefile/archive"
	"github.com/motbilde/motbilde/internal/journal"
	"github.com/motbilde/motbilde/internal/lab"
)

// The environment of the test's own program when it is to be killed: the folder
// that it works in, and how soon it keeps a change.
const (
	victimFolder = "MOTBILDE_VICTIM"
	victimKeeps  = "MOTBILDE_VICTIM_KEEPS"
)

// mostLost is how much work a sudden end may cost.
const mostLost = 5 * time.Second

// beVictim works on a case until it is killed: it restores or opens what is
// there, edits, imports, removes and saves, and tells on its output what it is
// about to save, what was saved, and which edit stands since when.
func beVictim(folder string) {
	keeps, err := time.ParseDuration(os.Getenv(victimKeeps))
	if err != nil {
		panic(err)
	}
	posted := make(chan func(), 10_000)
	d := New(func(f func()) { posted <- f }, Options{Workers: 1, Folder: filepath.Join(folder, "data"), KeepAfter: keeps})
	path := filepath.Join(folder, "case.motbilde")
	run := func(until func(Snapshot) bool) {
		for !until(d.Snapshot()) {
			(<-posted)()
		}
	}
	pause := func(long time.Duration) {
		after := time.After(long)
		for {
			select {
			case f := <-posted:
				f()
			case <-after:
				return
			}
		}
	}
	looked := false
	d.Watch(func(Snapshot) { looked = true })
	looked = false
	run(func(Snapshot) bool { return looked })
	pictures, err := filepath.Glob(filepath.Join(folder, "pictures", "*.png"))
	if err != nil {
		panic(err)
	}
	switch _, err := os.Stat(path); {
	case len(d.Snapshot().Unfinished) > 0:
		d.Restore(d.Snapshot().Unfinished[0].ID)
	case err == nil:
		d.OpenCase(path)
	default:
		d.Open(pictures[:2])
	}
	run(func(s Snapshot) bool { return s.HasClaim() })
	n := numberIn(d.Case().Title)
	for {
		n++
		d.SetTitle("edit " + strconv.Itoa(n))
		fmt.Printf("edit %d %d\n", n, time.Now().UnixNano())
		s := d.Snapshot()
		switch {
		case n%11 == 3 && len(s.Candidates) < 4:
			d.Add([]string{pictures[n%len(pictures)]}, CandidatesWell)
		case n%11 == 8 && len(s.Candidates) > 1:
			d.Remove(s.Candidates[len(s.Candidates)-1].Evidence.ID)
		case n%7 == 5 && !s.Document.Saving:
			fmt.Printf("saving %d\n", n)
			if s.Document.HeldBy != nil {
				panic("the lock outlives its program")
			}
			d.SaveAs(path)
		}
		was := s.Document.Saved
		pause(time.Duration(2+n%5) * time.Millisecond)
		if now := d.Snapshot().Document; now.Saved != was && !now.Saving {
			fmt.Println("saved")
		}
		for _, p := range d.Snapshot().Problems {
			if twice := new(DuplicateError); !errors.As(p.Err, &twice) {
				panic(p.Err)
			}
		}
	}
}

// numberIn returns the number of an edit; 0 where there was none.
func numberIn(title string) int {
	n, err := strconv.Atoi(strings.TrimPrefix(title, "edit "))
	if err != nil {
		return 0
	}
	return n
}

// killing is a case that is worked on by one victim after the other.
type killing struct {
	t       *testing.T
	folder  string
	edits   map[int]time.Time // when each stood
	saving  map[int]bool      // that were handed to a save
	saved   int               // the last that is known to be saved
	longest time.Duration     // of the work that was lost
	lost    int               // edits, in all
	outcome map[string]int
}

func newKilling(t *testing.T) *killing {
	k := &killing{t: t, folder: t.TempDir(), edits: map[int]time.Time{}, saving: map[int]bool{}, outcome: map[string]int{}}
	if err := os.Mkdir(filepath.Join(k.folder, "pictures"), 0o700); err != nil {
		t.Fatal(err)
	}
	for i := range 6 {
		draw(t, filepath.Join(k.folder, "pictures", strconv.Itoa(i)+".png"), uint64(i+1))
	}
	return k
}

// kill lets a victim work for so long, kills it and looks at what is left.
func (k *killing) kill(life, keeps time.Duration) {
	k.t.Helper()
	victim := exec.Command(os.Args[0])
	victim.Env = append(os.Environ(), victimFolder+"="+k.folder, victimKeeps+"="+keeps.String())
	var out, complaints bytes.Buffer
	victim.Stdout, victim.Stderr = &out, &complaints
	if err := victim.Start(); err != nil {
		k.t.Fatal(err)
	}
	time.Sleep(life)
	died := time.Now()
	if err := victim.Process.Kill(); err != nil {
		k.t.Fatalf("it ended by itself: %v\n%s", err, complaints.String())
	}
	_ = victim.Wait() // says that it was killed
	if complaints.Len() > 0 {
		k.t.Fatalf("it said: %s", complaints.String())
	}
	pending := 0
	for line := range strings.Lines(out.String()) {
		var n, at int64
		switch {
		case !strings.HasSuffix(line, "\n"): // cut off
		case strings.HasPrefix(line, "edit "):
			if _, err := fmt.Sscanf(line, "edit %d %d", &n, &at); err != nil {
				k.t.Fatal(err)
			}
			k.edits[int(n)] = time.Unix(0, at)
		case strings.HasPrefix(line, "saving "):
			pending = numberIn("edit " + strings.TrimSpace(strings.TrimPrefix(line, "saving ")))
			k.saving[pending] = true
		case line == "saved\n" && pending > 0:
			k.saved = max(k.saved, pending)
		}
	}
	inFile := k.inFile()
	inJournal := k.inJournal()
	last := max(inFile, inJournal)
	for n, at := range k.edits {
		if n > last {
			k.lost++
			k.longest = max(k.longest, died.Sub(at))
			delete(k.edits, n) // the next victim counts on from what is there
		}
	}
	if k.longest > mostLost {
		k.t.Errorf("work of %v is lost: the file has edit %d, the journal %d", k.longest, inFile, inJournal)
	}
}

// inFile checks the case file and returns the edit that it holds.
func (k *killing) inFile() int {
	k.t.Helper()
	f, err := archive.Open(filepath.Join(k.folder, "case.motbilde"))
	if errors.Is(err, fs.ErrNotExist) && k.saved == 0 {
		k.outcome["never saved"]++
		return 0
	}
	if err != nil {
		k.t.Fatalf("the saved file does not read: %v", err)
	}
	defer f.Close()
	if wrong, err := f.Check(k.t.Context()); len(wrong) > 0 || err != nil {
		k.t.Fatalf("the saved file is damaged: %v, %v", wrong, err)
	}
	n := numberIn(f.Case.Title)
	switch {
	case n < k.saved || !k.saving[n]:
		k.t.Fatalf("the file holds edit %d, and %d was saved", n, k.saved)
	case n > k.saved:
		k.outcome["saved, not told"]++
	default:
		k.outcome["saved"]++
	}
	k.saved = n
	return n
}

// inJournal returns the edit that the journal holds; 0 where it holds none.
func (k *killing) inJournal() int {
	k.t.Helper()
	j := journal.New(filepath.Join(k.folder, "data"))
	all, held, err := j.Unfinished()
	if err != nil || held > 0 || len(all) > 1 {
		k.t.Fatalf("%d unfinished, %d held, %v", len(all), held, err)
	}
	if len(all) == 0 {
		return 0
	}
	v, session, err := j.Restore(all[0].ID, lab.New(), func(err error) { k.t.Error(err) })
	if err != nil {
		k.t.Fatalf("what was kept can't be restored: %v", err)
	}
	session.Close()
	k.outcome["unsaved work kept"]++
	return numberIn(v.Document.Case.Title)
}

// end opens the case as the next start does, saves it, and looks for litter.
func (k *killing) end() {
	k.t.Helper()
	o := newOwnerWith(k.t, Options{Folder: filepath.Join(k.folder, "data")})
	path := filepath.Join(k.folder, "case.motbilde")
	if s := o.until("it was looked", func(s Snapshot) bool { return len(s.Recent) > 0 || len(s.Unfinished) > 0 }); len(s.Unfinished) > 0 {
		o.desk.Restore(s.Unfinished[0].ID)
	} else {
		o.desk.OpenCase(path)
	}
	o.until("it is open", func(s Snapshot) bool { return s.HasClaim() })
	o.finished()
	o.desk.SaveAs(path)
	if s := o.saved(); s.Document.Changed || len(s.Problems) > 0 {
		k.t.Fatalf("%+v, %v", s.Document, s.Problems)
	}
	o.desk.Close()
	err := filepath.WalkDir(k.folder, func(path string, e fs.DirEntry, err error) error {
		if strings.HasSuffix(path, ".part") || strings.HasSuffix(path, "lock") || filepath.Dir(path) == filepath.Join(k.folder, "data", "journal") {
			k.t.Errorf("left behind: %s", path)
		}
		return err
	})
	if err != nil {
		k.t.Error(err)
	}
}

// A program that is killed at any instant loses at most the last five seconds,
// and never a saved file. MOTBILDE_KILLS says how often it is killed.
func TestKilledAtAnyInstantLosesNoFileAndLittleWork(t *testing.T) {
	t.Parallel()
	kills := 24
	if testing.Short() { // the race detector makes a program that lives half a second do too little in it
		kills = 6
	}
	if often := os.Getenv("MOTBILDE_KILLS"); often != "" {
		var err error
		if kills, err = strconv.Atoi(often); err != nil {
			t.Fatal(err)
		}
	}
	random := rand.New(rand.NewPCG(1, 2))
	k := newKilling(t)
	for i := range kills {
		life, keeps := time.Duration(50+random.IntN(900))*time.Millisecond, 20*time.Millisecond
		if i%50 == 20 { // as the program does it
			life, keeps = mostLost+time.Duration(random.IntN(2500))*time.Millisecond, 0
		}
		k.kill(life, keeps)
		if i%50 == 49 { // and a new case
			k.end()
			k.folder = newKilling(t).folder
			k.saved, k.edits, k.saving = 0, map[int]time.Time{}, map[int]bool{}
		}
	}
	if k.saved == 0 && kills%50 != 0 {
		t.Error("nothing was ever saved: the lives are too short to say anything")
	}
	if kills%50 != 0 {
		k.end()
	}
	t.Logf("killed %d times: %v; %d edits lost, the oldest %v before the end", kills, k.outcome, k.lost, k.longest.Round(time.Millisecond))
}
