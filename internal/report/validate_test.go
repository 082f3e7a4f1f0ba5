package report

import (
	"bytes"
	"context"
	"testing"

	"github.com/pdfcpu/pdfcpu/pkg/api"
)

func TestEveryReportIsAValidPDF(t *testing.T) {
	for _, name := range []string{"match", "turned", "unreadable", "many", "told", "published", "several"} {
		var out bytes.Buffer
		if _, err := Write(context.Background(), &out, cases()[name].Input); err != nil {
			t.Fatal(err)
		}
		if err := api.Validate(bytes.NewReader(out.Bytes()), nil); err != nil {
			t.Errorf("%s: pdfcpu: %v", name, err)
		}
	}
}
