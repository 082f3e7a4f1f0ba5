package casefile

import (
	"reflect"
	"testing"
	"time"
)

func TestACurveKeepsItsPeaksAndItsOrderInFewPoints(t *testing.T) {
	var all []Strength
	for i := range 2500 {
		p := Strength{Time: time.Duration(i) * time.Second, Score: 0.1}
		if i == 1234 {
			p.Score = 0.912_345
		}
		all = append(all, p)
	}
	got := CurveOf(all)
	peak := Strength{}
	for i, p := range got {
		if i > 0 && p.Time <= got[i-1].Time {
			t.Fatalf("point %d lies at %v, the one before at %v", i, p.Time, got[i-1].Time)
		}
		if p.Score > peak.Score {
			peak = p
		}
	}
	if len(got) != MostCurve || peak != (Strength{1234 * time.Second, 0.9123}) {
		t.Errorf("%d points, the peak %+v", len(got), peak)
	}
	if again := CurveOf(got); !reflect.DeepEqual(again, got) {
		t.Error("a curve that is kept changes when it is kept again")
	}
	if few := CurveOf(all[:3]); len(few) != 3 || CurveOf(nil) != nil {
		t.Errorf("of three points %v", few)
	}
}
