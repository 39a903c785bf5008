// Which of our languages is nearest to the one a customer's app names.
package locales

import (
	"slices"
	"strings"

	"golang.org/x/text/language"
)

type matcher struct {
	tags    []string
	matcher language.Matcher
}

// common are tags that Telegram's apps often send. They are matched once, at load: a look-up is 20 ns, a match 1,300 ns.
const common = `af am ar ar-sa ar-eg arz az be be-x-old bg bn ca ca-valencia cs da de de-at de-ch el en en-au en-ca en-gb en-in en-us
eo es es-419 es-ar es-es es-mx et eu fa fi fil fr fr-ca fr-fr ga gl gu he hi hr hu hy id it ja ka kk km kn ko ky lt lv mk ml mn
mr ms my nb ne nl no or pa pl ps pt pt-br pt-pt ro ru ru-ru sk sl sq sr sv sw ta te tg th tk tr tt uk ur uz vi yue
zh zh-cn zh-hans zh-hans-cn zh-hant zh-hant-hk zh-hant-tw zh-hk zh-sg zh-tw`

// spoken are languages whose speakers read our catalogue though the matcher, which knows no such kinship, says otherwise.
var spoken = map[string]string{
	"yue": "zh", "wuu": "zh", "nan": "zh", "hak": "zh", "gan": "zh", "hsn": "zh",
	"arz": "ar", "ary": "ar", "arq": "ar", "apc": "ar", "ajp": "ar", "acm": "ar", "afb": "ar", "apd": "ar", "aeb": "ar", "ars": "ar",
}

// newMatcher wants the default first: it answers for what nothing is near to.
func newMatcher(tags []string) matcher {
	parsed := make([]language.Tag, len(tags))
	for i, tag := range tags {
		parsed[i] = language.Make(tag)
	}
	return matcher{tags, language.NewMatcher(parsed)}
}

// Match returns the language nearest to an IETF tag, the default where none is near. Every Chinese is answered in zh
// and every Arabic in ar; Ukrainian is not taken for Russian.
func (c *Catalogue) Match(tag string) string {
	if lang, ok := c.matched[tag]; ok {
		return lang
	}
	return c.matcher.match(tag)
}

func (m matcher) match(tag string) string {
	if len(tag) > 35 { // no registered tag is longer; a stranger's may be
		return m.tags[0]
	}
	wanted, err := language.Parse(tag)
	if err != nil {
		return m.tags[0]
	}
	base, _ := wanted.Base()
	if lang, ok := spoken[base.String()]; ok && !slices.Contains(m.tags, base.String()) && slices.Contains(m.tags, lang) {
		return lang
	}
	_, i, confidence := m.matcher.Match(wanted)
	if confidence == language.No {
		return m.tags[0]
	}
	return m.tags[i]
}

// matchCommon returns the answers for the common tags.
func (m matcher) matchCommon() map[string]string {
	matched := make(map[string]string)
	for _, tag := range strings.Fields(common) {
		matched[tag] = m.match(tag)
	}
	return matched
}
