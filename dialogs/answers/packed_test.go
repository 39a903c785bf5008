package answers

import (
	"runtime"
	"slices"
	"strconv"
	"testing"
)

// TestRoom holds the memory that an index takes, and that is used to make it, under a bound by phrasing: a bot lives in a
// small machine, and each of its shop's phrasings costs so much. They are 960 bytes and 8,600.
func TestRoom(t *testing.T) {
	entries := knowledge(t)
	x := New(entries, "en") // what is made once for all indexes is there
	x.Learn()
	n := uint64(len(x.phrases))
	before := settled()
	x = New(entries, "en")
	x.Learn()
	after := settled()
	if live, used := (after.HeapAlloc-before.HeapAlloc)/n, (after.TotalAlloc-before.TotalAlloc)/n; live > 1300 || used > 12_000 {
		t.Errorf("an index of %d phrasings takes %d bytes for each, of %d used to make it", n, live, used)
	} else {
		t.Logf("%d phrasings of %d bytes, of %d used to make it", n, live, used)
	}
	runtime.KeepAlive(x)
}

// settled is what memory is in use, after what is not has been freed.
func settled() (m runtime.MemStats) {
	runtime.GC()
	runtime.GC() // what pools keep
	runtime.ReadMemStats(&m)
	return m
}

func TestLists(t *testing.T) {
	l := newLists(3, func(put func(list int32, v rune)) {
		for i, r := range "cabac" {
			put(2*(int32(i)%2), r)
		}
	})
	if !slices.Equal(l.at(0), []rune("cbc")) || len(l.at(1)) > 0 || !slices.Equal(l.at(2), []rune("aa")) || l.len() != 3 {
		t.Errorf("%q %q %q", l.at(0), l.at(1), l.at(2))
	}
}

// TestNumbering numbers hashes that all look for the same slot, and others.
func TestNumbering(t *testing.T) {
	var n numbering
	for range 2 {
		for i := range uint64(1000) {
			if got := n.add(i % 2 * i << 16); got != int32(i%2*(i+1)/2) {
				t.Fatalf("%d is %d", i, got)
			}
		}
	}
	if _, ok := n.of(1); ok || len(n.hashes) != 501 {
		t.Errorf("%d numbers, %v", len(n.hashes), ok)
	}
}

// TestTrim has places give back the room that was for more.
func TestTrim(t *testing.T) {
	var p places
	for i := range 1000 {
		p.put(strconv.Itoa(i), i)
	}
	p.trim()
	if spare := cap(p.at) - len(p.at); spare > 64 {
		t.Errorf("%d numbers have room for %d more", len(p.at), spare)
	}
	if spare := cap(p.texts.hashes) - len(p.texts.hashes); spare > 64 {
		t.Errorf("%d hashes have room for %d more", len(p.at), spare)
	}
	if n, ok := p.of("777"); n != 777 || !ok {
		t.Errorf("777 is %d, %v", n, ok)
	}
}
