// What keeps one bad update from ending the process, or from coming for ever.
package bot

import (
	"errors"
	"fmt"
	"runtime/debug"

	"guanxi/bot/telegram"
)

// errPanic says that there was a panic over something.
var errPanic = errors.New("panic")

// shield has a panic be an error.
func shield(do func() error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("%w of type %T at %s", errPanic, p, debug.Stack()) // its text may hold what the customer wrote
		}
	}()
	return do()
}

// hopeless says whether what failed so will fail again however often it comes, and would hold up everybody: it is set
// aside.
func hopeless(err error) bool {
	if errors.Is(err, errPanic) || errors.Is(err, errUnreadable) {
		return true
	}
	var refusal *telegram.Refusal
	if !errors.As(err, &refusal) {
		return false
	}
	next := telegram.Judge(err).Next
	return next != telegram.Wait && next != telegram.Revoked
}
