// Other words by which what the knowledge answers is asked for, where these have no meaning of their own: "where are you?"
package answers

import (
	"maps"

	"guanxi/locales"
)

// Called is the index in which some phrases, each as all of a question, ask for what another question asks for. They are no
// phrasings: nothing becomes more like an entry by them.
func (x *Index) Called(question string, phrases []string) *Index {
	more := *x
	if more.called = maps.Clone(x.called); more.called == nil {
		more.called = map[string]string{}
	}
	for _, phrase := range phrases {
		more.called[x.polite.strip(locales.Fold(phrase))] = x.polite.strip(locales.Fold(question))
	}
	return &more
}
