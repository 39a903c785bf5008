package bot

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"time"
	"unicode"

	"guanxi/bot/desk"
	"guanxi/bot/outbox"
	"guanxi/dialogs"
	"guanxi/profile"
)

// object is a JSON object whose members stay in order.
type object []member

type member struct {
	name  string
	value any
}

// MarshalJSON writes the members as they stand.
func (o object) MarshalJSON() ([]byte, error) {
	out := []byte{'{'}
	for i, m := range o {
		if i > 0 {
			out = append(out, ',')
		}
		name, err := asWritten(m.name, "")
		if err != nil {
			return nil, err
		}
		value, err := asWritten(m.value, "")
		if err != nil {
			return nil, err
		}
		out = append(append(append(out, name...), ':'), value...)
	}
	return append(out, '}'), nil
}

// asWritten is JSON for people to read: <, > and & stand as they were written.
func asWritten(value any, indent string) ([]byte, error) {
	var b bytes.Buffer
	to := json.NewEncoder(&b)
	to.SetEscapeHTML(false)
	to.SetIndent("", indent)
	err := to.Encode(value)
	return bytes.TrimSpace(b.Bytes()), err
}

// moments are the fields that hold a time, in Unix seconds or milliseconds.
var moments = []string{"At", "Since", "LastSeen", "Filed", "Moved", "Opened", "Waiting"}

// staffs are the fields that tell who of the staff did something, and where: that is theirs, not the customer's to have.
var staffs = map[reflect.Type][]string{
	reflect.TypeFor[desk.Audit]():    {"By", "Name"},
	reflect.TypeFor[desk.Ticket]():   {"Group", "Holder", "Name", "Title", "Icon"},
	reflect.TypeFor[desk.Line]():     {"Name"},
	reflect.TypeFor[dialogs.Copy]():  {"Chat"},
	reflect.TypeFor[outbox.Item]():   {"By", "Chat"},
	reflect.TypeFor[outbox.Topic]():  {"Name"},
	reflect.TypeFor[profile.Event](): {"By"},
}

// bookkeeping are the fields by which the bot does its work and that tell nothing of the customer.
var bookkeeping = map[reflect.Type][]string{
	reflect.TypeFor[dialogs.Session](): {
		"Seq", "Step", "Tries", "Kept", "Talk", "Quiet", "Left", "Said", "Round", "Album", "Passed", "Heard", "Worry", "Odd", "Given", "Rated",
	},
	reflect.TypeFor[profile.Customer](): {"Namesake"},
	reflect.TypeFor[desk.Ticket]():      {"Thread", "Held", "Asked", "Shut", "Sent", "Aside", "Apart", "Waited", "Stands", "Met", "Lesson"},
	reflect.TypeFor[desk.Line]():        {"Message", "Album", "More"},
	reflect.TypeFor[desk.Audit]():       {"At", "Customer"}, // told as the entry's
	reflect.TypeFor[outbox.Item](): {
		"Customer", "Seq", "Queued", "Place", "Once", "Bulk", "Answers", "Fleeting", "Started", "Source", "Silent", "Caption", "More",
		"Album", "First", "Lead", "Past", "General", "Card", "Board", "Anew", "Topic", "Whose", "Words", "Buttons", "Edit", "Copy", "File", "Reply", "React", "Delete", "Names",
	},
	reflect.TypeFor[outbox.Dead]():   {"At"},
	reflect.TypeFor[deadLetter]():    {"Update", "At", "Customer", "Error"}, // of a panic it says where in our code
	reflect.TypeFor[profile.Event](): {"Round"},
	reflect.TypeFor[profile.Case]():  {"Messages"},
}

// plainly are the names of fields that ours would not tell a customer.
var plainly = map[string]string{
	"Tongue": "language written last", "Picks": "chosen so far", "Barred": "kept from writing to staff", "Banned": "kept from writing to staff",
}

// readable turns what the store holds into what a person can read: every field that has a value, under its name in
// words, with times as ISO 8601. It knows fields by reflection, so that one added tomorrow is told as well.
func readable(v reflect.Value) any {
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if v.IsNil() {
			return nil
		}
		return readable(v.Elem())
	case reflect.Struct:
		return members(v)
	case reflect.Slice:
		if v.Type().Elem().Kind() == reflect.Uint8 {
			return raw(v.Bytes())
		}
		all := make([]any, v.Len())
		for i := range all {
			all[i] = readable(v.Index(i))
		}
		return all
	}
	return v.Interface()
}

func members(v reflect.Value) object {
	told := object{}
	for i := range v.NumField() {
		field, value := v.Type().Field(i), v.Field(i)
		if !field.IsExported() || value.IsZero() || leftOut(v.Type(), field.Name) {
			continue
		}
		m := member{cmp.Or(plainly[field.Name], inWords(field.Name)), nil}
		switch {
		case field.Type.Kind() == reflect.Int64 && slices.Contains(moments, field.Name):
			m.value = moment(value.Int())
		case v.Type().Name() == "Month" && field.Name == "Number":
			m = member{"month", fmt.Sprintf("%04d-%02d", value.Int()/12, value.Int()%12+1)}
		default:
			m.value = readable(value)
		}
		told = append(told, m)
	}
	return told
}

// leftOut says whether a field is not the customer's to have, or of no use to them.
func leftOut(of reflect.Type, field string) bool {
	return slices.Contains(staffs[of], field) || slices.Contains(bookkeeping[of], field)
}

// moment is a time in ISO 8601, UTC. Milliseconds since 1970 are more than any seconds we meet.
func moment(at int64) string {
	if at > 1e11 {
		return time.UnixMilli(at).UTC().Format("2006-01-02T15:04:05.000Z")
	}
	return time.Unix(at, 0).UTC().Format(time.RFC3339)
}

// raw is what was kept as it came: an update of Telegram's, mostly.
func raw(b []byte) any {
	if json.Valid(b) {
		return json.RawMessage(b)
	}
	return string(b)
}

// inWords is a field's name as people write: LastSeen is "last seen".
func inWords(name string) string {
	var out strings.Builder
	was := rune('A')
	for _, r := range name {
		if unicode.IsUpper(r) && !unicode.IsUpper(was) {
			out.WriteByte(' ')
		}
		out.WriteRune(unicode.ToLower(r))
		was = r
	}
	return out.String()
}
