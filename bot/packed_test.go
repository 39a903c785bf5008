package bot

import (
	"reflect"
	"strings"
	"testing"

	"guanxi/bot/desk"
	"guanxi/bot/outbox"
	"guanxi/dialogs"
	"guanxi/profile"
)

// TestPackedOnce wants each field packed under a number of its own: of two under one, both would be lost.
func TestPackedOnce(t *testing.T) {
	for _, of := range []reflect.Type{
		reflect.TypeFor[office](), reflect.TypeFor[record](), reflect.TypeFor[awaited](), reflect.TypeFor[meant](), reflect.TypeFor[desk.Entry](), reflect.TypeFor[desk.Line](), reflect.TypeFor[desk.Desk](), reflect.TypeFor[desk.Ticket](),
		reflect.TypeFor[desk.Talk](), reflect.TypeFor[desk.Taught](), reflect.TypeFor[desk.Gap](), reflect.TypeFor[outbox.Item](), reflect.TypeFor[profile.Customer](),
		reflect.TypeFor[dialogs.State](), reflect.TypeFor[dialogs.Waiting](),
	} {
		taken := map[string]string{}
		for field := range of.Fields() {
			number, _, _ := strings.Cut(field.Tag.Get("cbor"), ",")
			if other := taken[number]; other != "" && number != "" {
				t.Errorf("%v: %s and %s are both %s", of, other, field.Name, number)
			}
			taken[number] = field.Name
		}
	}
}
