// How a model is made of examples.
package classify

import (
	"errors"
	"fmt"
	"slices"
)

// Train learns what examples ask for, by at least one worker; how many changes nothing in the model. Those out of scope
// say what the intents are not. What guesses are worth, and the threshold, are found by valid, or where that is empty by a
// part of train.
func Train(train, valid []Example, workers int) (*Model, error) {
	intents, err := intentsOf(train)
	if err != nil {
		return nil, err
	}
	if len(valid) > 0 {
		m := learn(intents, train, workers)
		m.trust = m.try(valid)
		return m, nil
	}
	trust := usual
	if kept, held := holdOut(train); len(held) > 0 {
		trust = learn(intents, kept, workers).try(held)
	}
	m := learn(intents, train, workers)
	m.trust = trust
	return m, nil
}

// intentsOf lists what examples ask for.
func intentsOf(examples []Example) ([]string, error) {
	known := map[string]bool{}
	var intents []string
	for _, e := range examples {
		if e.inScope() && !known[e.Intent] {
			known[e.Intent] = true
			intents = append(intents, e.Intent)
		}
	}
	slices.Sort(intents)
	switch {
	case len(intents) == 0:
		return nil, errors.New("no examples of any intent")
	case len(intents) == 1:
		return nil, fmt.Errorf("all examples are of one intent, %q: there is nothing to tell apart", intents[0])
	case len(intents) > maxIntents:
		return nil, fmt.Errorf("%d intents, at most %d", len(intents), maxIntents)
	}
	return intents, nil
}

// Of so many examples of an intent one is held out: the third, so that nothing is where there are only two.
const heldOut = 4

func holdOut(examples []Example) (kept, held []Example) {
	seen := map[string]int{}
	for _, e := range examples {
		if seen[e.Intent]++; seen[e.Intent]%heldOut == 3 {
			held = append(held, e)
		} else {
			kept = append(kept, e)
		}
	}
	return kept, held
}

// learn makes a model whose guesses are worth what is usual.
func learn(intents []string, examples []Example, workers int) *Model {
	if len(examples) <= maxSlips {
		examples = withSlips(examples)
	}
	read := make([][]uint32, len(examples))
	each(len(examples), workers, func(i int) {
		var r reading
		read[i] = slices.Clone(r.read(examples[i].Text))
	})
	m := &Model{intents: intents, words: newVocabulary(read), trust: usual}
	l := &lesson{from: []int32{0}}
	for i, e := range examples {
		l.terms, _ = m.words.weigh(read[i], l.terms)
		l.from = append(l.from, int32(len(l.terms)))
		l.intent = append(l.intent, int32(slices.Index(intents, e.Intent)))
	}
	features := len(m.words.hashes)
	learned := make([][]float32, len(intents))
	each(len(intents), workers, func(i int) { learned[i] = descend(l, int32(i), features) })
	m.weights = compact(l, learned, features)
	return m
}

// each does something for 0 to n-1 by several workers, and returns when all is done.
func each(n, workers int, do func(int)) {
	workers = max(1, min(workers, n))
	next, done := make(chan int), make(chan struct{})
	for range workers {
		go func() {
			for i := range next {
				do(i)
			}
			done <- struct{}{}
		}()
	}
	for i := range n {
		next <- i
	}
	close(next)
	for range workers {
		<-done
	}
}

// try guesses what is known, and tells what guesses are worth.
func (m *Model) try(examples []Example) trust {
	all := make([]tried, len(examples))
	for i, e := range examples {
		best, s := m.look(e.Text)
		all[i] = tried{s, m.intents[best[0]] == e.Intent, e.inScope()}
	}
	return newTrust(all)
}
