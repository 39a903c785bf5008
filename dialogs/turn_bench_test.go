package dialogs_test

import (
	"runtime"
	"testing"
	"time"

	"guanxi/deploy/shop"
	"guanxi/dialogs"

	"github.com/fxamacker/cbor/v2"
)

// presses is a round by buttons alone: the menu, a low rating, its topic, its details, a person, and back.
var presses = []string{
	"welcome.menu:rate", "rate.stars:2", "rate.why:service", "rate.words:skip", "rate.person:yes", "human.wait:back",
}

// openTime is a Monday morning on which the example shop is open, Unix seconds.
const openTime = 1_772_445_600

// round takes one turn as a process does that keeps nothing: decode the state, take the turn, encode the state.
func round(tb testing.TB, w *dialogs.World, packed []byte, in dialogs.Input) ([]byte, dialogs.Result) {
	var state dialogs.State
	if err := cbor.Unmarshal(packed, &state); err != nil {
		tb.Fatal(err)
	}
	r := dialogs.Turn(w, state, in)
	out, err := cbor.Marshal(&r.State)
	if err != nil {
		tb.Fatal(err)
	}
	return out, r
}

// begin returns a customer's packed state after the first word.
func begin(tb testing.TB, w *dialogs.World, lang string) []byte {
	first := dialogs.Input{Kind: dialogs.Words, Text: "/start", Chat: 42, Name: "Mei Wang", Language: lang, At: time.Unix(openTime, 0)}
	packed, err := cbor.Marshal(dialogs.State{})
	if err != nil {
		tb.Fatal(err)
	}
	packed, _ = round(tb, w, packed, first)
	return packed
}

func world(tb testing.TB) *dialogs.World {
	w, err := dialogs.Load(shop.FS)
	if err != nil {
		tb.Fatal(err)
	}
	return w
}

func BenchmarkTurn(b *testing.B) {
	w := world(b)
	languages := []string{"en", "zh", "ar"}
	var packed [3][]byte
	for i, lang := range languages {
		packed[i] = begin(b, w, lang)
	}
	b.ReportAllocs()
	n := 0
	for b.Loop() {
		i := n / len(presses) % len(languages)
		in := dialogs.Input{
			Kind: dialogs.Press, Data: presses[n%len(presses)], Message: 100, Chat: 42, Name: "Mei Wang",
			Language: languages[i], At: time.Unix(openTime, 0),
		}
		packed[i], _ = round(b, w, packed[i], in)
		n++
	}
	b.ReportMetric(float64(len(packed[0])), "state-B")
}

// BenchmarkLoad reads the example shop. live-B is what of it stays in memory.
func BenchmarkLoad(b *testing.B) {
	before := live()
	var w *dialogs.World
	b.ReportAllocs()
	for b.Loop() {
		w = world(b)
	}
	b.ReportMetric(float64(live()-before), "live-B")
	runtime.KeepAlive(w)
}

// live is how many bytes of the heap are in use, once what is in use no more is gone.
func live() int64 {
	runtime.GC()
	runtime.GC() // sync.Pool forgets at the second
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}

// TestTurnsDoNotGrow holds the session under 300 bytes, and no longer after 400 turns than after the first rounds.
func TestTurnsDoNotGrow(t *testing.T) {
	w := world(t)
	packed := begin(t, w, "ar")
	session := func() int {
		var state dialogs.State
		if err := cbor.Unmarshal(packed, &state); err != nil {
			t.Fatal(err)
		}
		out, err := cbor.Marshal(&state.Session)
		if err != nil {
			t.Fatal(err)
		}
		return len(out)
	}
	early, late := 0, 0
	for n := range 400 {
		var r dialogs.Result
		in := dialogs.Input{Kind: dialogs.Press, Data: presses[n%len(presses)], Chat: 42, Message: n, Language: "ar", At: time.Unix(openTime+int64(n), 0)}
		packed, r = round(t, w, packed, in)
		if len(r.Messages) != 1 || r.Toast != "" {
			t.Fatalf("turn %d: %d messages, toast %q", n, len(r.Messages), r.Toast)
		}
		if n < 12 {
			early = max(early, session())
		}
		late = max(late, session())
	}
	if late > 300 || late > early+2 { // two bytes more to count the turns
		t.Errorf("session of %d bytes after 400 turns, %d after 12; want at most 300 and no growth", late, early)
	}
}

// TestTurnIsLight holds a turn by buttons under 8 KB and 120 allocations, the last of 400 like the first. (The time, some
// 9 µs of a CPU, is BenchmarkTurn's to tell: here it would be a matter of luck.)
func TestTurnIsLight(t *testing.T) {
	w := world(t)
	for _, lang := range []string{"en", "zh", "ar"} {
		packed := begin(t, w, lang)
		used := func(turns int) (bytes, allocations uint64) {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			for n := range turns {
				in := dialogs.Input{Kind: dialogs.Press, Data: presses[n%len(presses)], Message: 100, Chat: 42, Language: lang, At: time.Unix(openTime, 0)}
				packed, _ = round(t, w, packed, in)
			}
			runtime.ReadMemStats(&after)
			return (after.TotalAlloc - before.TotalAlloc) / uint64(turns), (after.Mallocs - before.Mallocs) / uint64(turns)
		}
		used(60) // what is made once
		early, _ := used(60)
		used(400 - 3*60)
		late, allocations := used(60)
		if late > 8<<10 || allocations > 120 || late > early+early/5 {
			t.Errorf("%s: a turn takes %d bytes in %d allocations, want at most 8192 in 120; before it took %d", lang, late, allocations, early)
		}
	}
}
