// Forms of what is personal, compiled when they are first looked for: all of them take 1 MB, and most bots ask no language model.
package mask

import (
	"regexp"
	"sync"
)

type form func() *regexp.Regexp

func lazily(pattern string) form {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(pattern) })
}
