package classify

// Lesson is what weights are learned from where a text is taken apart by somebody else: points of length 1, each of a class.
type Lesson struct {
	lesson
	features int
}

// NewLesson has no points yet; a point has some of so many features.
func NewLesson(features int) *Lesson {
	return &Lesson{lesson{from: []int32{0}}, features}
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
// shop has 1,700.
const maxOthers = 2000

// Weights are what tells a class from the others, by feature, and at the end the bias: a point that is like those of the class
// comes to about 1, one that is unlike them to -1.
func (l *Lesson) Weights(class int) []float32 {
	step, others := len(l.intent)/maxOthers+1, 0
	some := lesson{from: []int32{0}}
	for i, of := range l.intent {
		if int(of) != class {
			if others++; others%step != 0 {
				continue
			}
		}
		some.terms = append(some.terms, l.message(int32(i))...)
		some.from, some.intent = append(some.from, int32(len(some.terms))), append(some.intent, of)
	}
	return descend(&some, int32(class), l.features)
}
