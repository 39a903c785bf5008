// Package classify tells what a message asks for by examples of what messages ask for: a linear model and a small
// network over words and parts of words, in any script, that learn in seconds and say how sure they are. It is pure.
package classify

import (
	"unsafe"

	"guanxi/dialogs/answers/quality"
)

// Example is a message and what it asks for: an intent, or quality.OutOfScope.
type Example struct {
	Text   string `json:"text"`
	Intent string `json:"intent"`
}

// Guess is what a message may ask for.
type Guess struct {
	Intent     string
	Next       []string // the next likeliest, at most two
	Confidence float64  // 0 to 1: the probability that Intent is right, where the message is in scope at all
	Sure       bool     // Confidence reaches the threshold: answer
}

// Model knows intents. It never changes after Train, so any number of turns may ask it at once.
type Model struct {
	intents []string
	words   vocabulary
	weights weights
	network *network
	trust   trust
}

// Intents are what messages may ask for, in the order of Scores.
func (m *Model) Intents() []string { return m.intents }

// Threshold is the least confidence of what is in scope.
func (m *Model) Threshold() float64 { return m.trust.threshold }

// Bytes is the memory that the model takes.
func (m *Model) Bytes() int {
	n := int(unsafe.Sizeof(*m)) + 5*len(m.words.hashes) + 4*len(m.weights.from) + 3*len(m.weights.scores) + 4*len(m.weights.bias) + m.network.bytes()
	for _, intent := range m.intents {
		n += len(intent) + int(unsafe.Sizeof(intent))
	}
	return n
}

// Scores says how much a message speaks for each intent: about 1 where it is like its examples, -1 where it is unlike.
func (m *Model) Scores(text string) []float32 {
	var r reading
	terms, _ := m.words.terms(&r, text)
	scores, _ := m.weights.sum(terms)
	m.network.add(terms, scores)
	return scores
}

// Guess tells what a message asks for.
func (m *Model) Guess(text string) Guess {
	best, s := m.look(text)
	g := Guess{Intent: m.intents[best[0]], Confidence: m.trust.confidence(s)}
	g.Sure = g.Confidence >= m.trust.threshold
	for _, next := range best[1:min(len(best), len(m.intents))] {
		g.Next = append(g.Next, m.intents[next])
	}
	return g
}

// look finds the three likeliest intents, and what tells how sure the first is. Of two intents the third is the second.
func (m *Model) look(text string) (best [3]int, s signals) {
	var r reading
	terms, unheard := m.words.terms(&r, text)
	scores, likeness := m.weights.sum(terms)
	m.network.add(terms, scores)
	best = three(scores)
	first := scores[best[0]]
	return best, newSignals(first, first-scores[best[1]], first-scores[best[2]], unheard, likeness[best[0]], len(terms))
}

// three are the places of the highest scores, of at least two.
func three(scores []float32) (best [3]int) {
	best = [3]int{-1, -1, -1}
	for i, score := range scores {
		switch {
		case best[0] < 0 || score > scores[best[0]]:
			best[0], best[1], best[2] = i, best[0], best[1]
		case best[1] < 0 || score > scores[best[1]]:
			best[1], best[2] = i, best[1]
		case best[2] < 0 || score > scores[best[2]]:
			best[2] = i
		}
	}
	if best[2] < 0 {
		best[2] = best[1]
	}
	return best
}

// inScope says whether an example asks for something that is answered.
func (e Example) inScope() bool { return e.Intent != quality.OutOfScope }
