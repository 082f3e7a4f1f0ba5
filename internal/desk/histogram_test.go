package desk

import "testing"

func TestHistogramsAreCountedOfTheShownPairWhenSomebodyNeedsThem(t *testing.T) {
	o := related(t)
	if o.desk.Snapshot().Histograms != nil {
		t.Fatal("counted without being asked for")
	}
	o.desk.NeedHistograms()
	s := o.until("they are counted", func(s Snapshot) bool { return s.Histograms != nil })
	if s.Histograms.Pixels == 0 || !s.Histograms.Overlap {
		t.Errorf("%d pixels, overlap %v", s.Histograms.Pixels, s.Histograms.Overlap)
	}
	o.desk.NeedHistograms()
	if o.desk.histograms.Busy() || o.desk.Snapshot().Histograms != s.Histograms {
		t.Error("counted a second time")
	}
	o.desk.Swap()
	if o.desk.Snapshot().Histograms != nil {
		t.Error("those of another pair stand there")
	}
}
