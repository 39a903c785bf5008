package sandbox_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"

	"guanxi/bot/sandbox"
)

// A customer writes, the bot answers over HTTP, the test waits for the answer.
func Example() {
	box, err := sandbox.New(sandbox.Options{Token: "42:demo"})
	if err != nil {
		fmt.Println(err)
		return
	}
	defer box.Close()
	web := httptest.NewServer(box)
	defer web.Close()

	box.AddUser(sandbox.User{ID: 7, Name: "Mei"})
	asked, err := box.Send(sandbox.Post{Chat: 7, Text: "/start"})
	if err != nil {
		fmt.Println(err)
		return
	}
	response, err := http.PostForm(web.URL+"/bot42:demo/sendMessage", url.Values{
		"chat_id": {"7"}, "text": {"<b>Welcome</b>"}, "parse_mode": {"HTML"}}) // the bot's part
	if err != nil {
		fmt.Println(err)
		return
	}
	response.Body.Close()

	answer, err := box.WaitFor(context.Background(), 7, func(m sandbox.Message) bool { return m.FromBot && m.ID > asked })
	fmt.Println(answer.Plain, err)
	http.DefaultClient.CloseIdleConnections()
	// Output: Welcome <nil>
}
