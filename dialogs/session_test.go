package dialogs

import (
	"reflect"
	"testing"
)

// TestSessionKeys holds that no two fields of what is stored share a number: of those that do, neither is kept.
func TestSessionKeys(t *testing.T) {
	for _, kept := range []any{State{}, Session{}, Waiting{}} {
		all := map[string]string{}
		for _, f := range reflect.VisibleFields(reflect.TypeOf(kept)) {
			key := f.Tag.Get("cbor")
			if all[key] != "" {
				t.Errorf("%T: %s and %s are both %s", kept, all[key], f.Name, key)
			}
			all[key] = f.Name
		}
	}
}
