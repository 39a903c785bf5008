package sandbox

import (
	"strings"
	"testing"
)

func TestCommands(t *testing.T) {
	r := newRig(t, Options{})
	one := func(name string) params {
		return params{"commands": []params{{"command": name, "description": "d"}}}
	}
	r.ok("setMyCommands", one("start"), nil)
	german := one("hilfe")
	german["language_code"] = "de"
	r.ok("setMyCommands", german, nil)
	var got []struct{ Command string }
	r.ok("getMyCommands", params{"language_code": "de"}, &got)
	if len(got) != 1 || got[0].Command != "hilfe" {
		t.Errorf("German: %+v", got)
	}
	r.ok("deleteMyCommands", params{"language_code": "de"}, nil)
	r.ok("getMyCommands", params{"language_code": "de"}, &got)
	if len(got) != 0 {
		t.Errorf("deleted: %+v", got)
	}
	r.ok("getMyCommands", nil, &got)
	if len(got) != 1 || got[0].Command != "start" {
		t.Errorf("for all languages: %+v", got)
	}
	r.refused("setMyCommands", one("Start"), 400, "Bad Request: BOT_COMMAND_INVALID")
	r.refused("setMyCommands", params{"commands": make([]params, 101)}, 400, "Bad Request: BOT_COMMANDS_TOO_MUCH")
}

func TestDescriptionsAndChats(t *testing.T) {
	r := newRig(t, Options{})
	for what, limit := range map[string]int{"Name": 64, "Description": 512, "ShortDescription": 120} {
		field := map[string]string{"Name": "name", "Description": "description", "ShortDescription": "short_description"}[what]
		words := strings.Repeat("茶", limit)
		r.ok("setMy"+what, params{field: words}, nil)
		r.refused("setMy"+what, params{field: words + "x"}, 400, "Bad Request: "+field+" is too long")
		var got map[string]string
		r.ok("getMy"+what, nil, &got)
		if got[field] != words {
			t.Errorf("%s: %v", what, got)
		}
	}
	r.AddGroup(Group{ID: -5, Title: "Staff", Admins: []int64{7}})
	for _, test := range []struct {
		chat, user int64
		want       string
	}{{7, 7, "member"}, {-5, 7, "administrator"}, {-5, 42, "administrator"}} {
		var got struct{ Status string }
		r.ok("getChatMember", params{"chat_id": test.chat, "user_id": test.user}, &got)
		if got.Status != test.want {
			t.Errorf("%+v: %s", test, got.Status)
		}
	}
	var chat struct {
		Type  string
		First string `json:"first_name"`
	}
	r.ok("getChat", params{"chat_id": "7"}, &chat)
	if chat.Type != "private" || chat.First != "Mei" {
		t.Errorf("chat: %+v", chat)
	}
	r.ok("setChatMenuButton", params{"chat_id": 7, "menu_button": params{"type": "commands"}}, nil)
	r.refused("getChat", params{"chat_id": 1}, 400, "Bad Request: chat not found")
}
