package telegram

import (
	"encoding/json"
	"testing"
)

const typical = `{"update_id":873123456,"message":{"message_id":4711,"from":{"id":512345678,"is_bot":false,"first_name":"Анна","last_name":"Иванова","username":"anna_iv","language_code":"ru","is_premium":true},"chat":{"id":512345678,"first_name":"Анна","last_name":"Иванова","username":"anna_iv","type":"private"},"date":1790000000,"text":"Здравствуйте! Есть ли у вас пуэр 2015 года? <b>","entities":[{"offset":0,"length":12,"type":"bold"}]}}`

func BenchmarkDecode(b *testing.B) {
	raw := json.RawMessage(typical)
	b.ReportAllocs()
	for b.Loop() {
		if u, err := Decode(raw); err != nil || u.Message != 4711 {
			b.Fatal(u, err)
		}
	}
}
