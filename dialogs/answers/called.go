// Other words by which what the knowledge answers is asked for, where these have no meaning of their own: "where are you?"
package answers

import "guanxi/locales"

// Called is the index in which some phrases, each as all of a question, ask for what another question surely asks for. They are
// no phrasings: nothing else becomes more like the entry by them.
func (x *Index) Called(question, lang string, phrases []string) *Index {
	found, p := x.look(question, lang)
	if p < sure {
		return x
	}
	more := *x
	more.own = x.own.clone()
	for _, phrase := range phrases {
		more.own.put(x.polite.strip(locales.Fold(phrase)), found[0].entry)
	}
	return &more
}
