package classify

// Lesson is what weights are learned from where a text is taken apart by somebody else: points of length 1, each of a class.
type Lesson struct {
	lesson
	some    []int32   // points that are learned from
	weights []float32 // by feature, and the bias
}

// NewLesson has no points yet; a point has some of so many features, and all of them together so many terms.
func NewLesson(features, terms int) *Lesson {
	return &Lesson{lesson: lesson{terms: make([]term, 0, terms), from: []int32{0}}, weights: make([]float32, features+1)}
}

// Add puts in a point of a class, by its features and how much each counts. Of a class below 0 is what is unlike all others.
func (l *Lesson) Add(class int, features []int32, values []float32) {
	for i, f := range features {
		l.terms = append(l.terms, term{f, values[i]})
	}
	l.from = append(l.from, int32(len(l.terms)))
	l.intent = append(l.intent, int32(class))
}

// maxOthers is how many points a class is told from, or a few more: it bounds the time that many classes take. The example
// shop has 2,400.
const maxOthers = 2000

// Weights are what tells a class from the others, by feature, and at the end the bias: a point that is like those of the class
// comes to about 1, one that is unlike them to -1. They hold until they are asked for again.
func (l *Lesson) Weights(class int) []float32 {
	step, others := len(l.intent)/maxOthers+1, 0
	l.some = l.some[:0]
	for i, of := range l.intent {
		if int(of) != class {
			if others++; others%step != 0 {
				continue
			}
		}
		l.some = append(l.some, int32(i))
	}
	clear(l.weights)
	descend(&l.lesson, int32(class), l.some, l.weights)
	return l.weights
}
