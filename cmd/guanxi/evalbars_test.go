package main

import (
	"bytes"
	"encoding/json"
	"io"
	"testing"

	"guanxi/deploy/needs"
)

// TestFAQBar holds the ranking to what it reached on StackFAQ, of which nothing was learned.
func TestFAQBar(t *testing.T) {
	const what = "how often a question finds its answer among 125"
	kb, queries := needs.Shared(t, "data/stackfaq/faq.jsonl", what), needs.Shared(t, "data/stackfaq/queries.jsonl", what)
	if kb == "" || queries == "" {
		t.SkipNow()
	}
	var out bytes.Buffer
	c := evalFAQCommand{evalOutput: evalOutput{JSON: true}, KB: []string{kb}, Queries: []string{queries}}
	if err := c.Run(t.Context(), &terminal{&out, io.Discard}); err != nil {
		t.Fatal(err)
	}
	var got struct{ Top1, Top3, MRR float64 }
	if err := json.Unmarshal(out.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	t.Logf("%+v", got)
	if got.Top1 < 0.80 || got.Top3 < 0.92 || got.MRR < 0.865 {
		t.Errorf("under the bar: %+v", got)
	}
}

// TestShopBars holds the example shop to what it reached on its own questions; on those that were written before they were
// first asked, of which two labels were widened after; on those of careless customers; and on what it cannot answer, by which
// confidence was fitted. Each new phrasing of the knowledge may move two or three.
func TestShopBars(t *testing.T) {
	for _, test := range []struct {
		file        string
		good, wrong int
	}{{"", 138, 2}, {"heldout", 40, 5}, {"careless", 45, 1}, {"unanswerable", 159, 21}} {
		var out bytes.Buffer
		c := evalShopCommand{evalOutput: evalOutput{JSON: true}}
		if test.file != "" {
			c.Questions = "../../deploy/shop/testdata/" + test.file + ".jsonl"
		}
		if err := c.Run(t.Context(), &terminal{&out, io.Discard}); err != nil {
			t.Fatal(err)
		}
		var got map[string]json.RawMessage
		if err := json.Unmarshal(out.Bytes(), &got); err != nil {
			t.Fatal(err)
		}
		var of [3][]outcome
		for i, kind := range []string{"right", "wrong", "withheld"} {
			if err := json.Unmarshal(got[kind], &of[i]); err != nil {
				t.Fatal(err)
			}
		}
		n, all := good(map[string][]outcome{"right": of[0], "wrong": of[1], "withheld": of[2]})
		t.Logf("%d of %d, %d wrong", n, all, len(of[1]))
		if n < test.good || len(of[1]) > test.wrong {
			t.Errorf("%q: %d of %d, %d wrong", test.file, n, all, len(of[1]))
		}
	}
}
