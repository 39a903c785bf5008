// Package modeltest is a language model for tests: a server that speaks OpenAI's API as far as we call it, says what the
// test wants, keeps all that it was told, and fails in the ways that endpoints do.
package modeltest

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
)

// Fault is a way to fail.
type Fault int

// The ways to fail.
const (
	None      Fault = iota
	Hangs           // says nothing until the caller gives up
	Rude            // 500 with words of its own
	Page            // a web page, with 200
	Truncated       // the answer breaks off in the middle
	Malformed       // no JSON
	Empty           // no choices
	Wordy           // prose instead of the form
	Busy            // 429
	Refused         // 401
	NoModel         // 404
	Elsewhere       // sends on to another host
	Endless         // an answer that never ends
	Old             // 400 for everything but the plainest request
	Filtered        // 400 for the words of the question
	Hasty           // 400 for a request that says how much to think
	Pensive         // thinks until the tokens are up
	Broken          // the answer breaks off in the middle, with an error
)

// Asked is a request as a model would read it.
type Asked struct {
	System string
	Data   string // what the user's message holds
	Stream bool
	Format string // of the answer wanted
}

// Server is the model.
type Server struct {
	URL    string                      // for OPENAI_BASE_URL
	Answer func(Asked) string          // what it says; nil: that it does not know
	Hears  string                      // what is said in any voice message; empty: there is no audio API
	Vector func(text string) []float32 // nil: there are no embeddings

	web   *httptest.Server
	mu    sync.Mutex
	fault Fault
	raw   []string // bodies and headers, as they came
	asked []Asked
	spent int
	gone  chan struct{}
	came  chan struct{} // of one: something was asked
}

// New starts a server that ends with the test.
func New(t testing.TB) *Server {
	s := &Server{gone: make(chan struct{}), came: make(chan struct{}, 1)}
	s.web = httptest.NewServer(s)
	s.URL = s.web.URL + "/v1"
	t.Cleanup(func() {
		close(s.gone)
		s.web.Close()
	})
	return s
}

// Down takes the server off the net.
func (s *Server) Down() { s.web.Listener.Close() }

// Fail has it fail from now on.
func (s *Server) Fail(f Fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.fault = f
}

// Await waits until something was asked since it was awaited last.
func (s *Server) Await() { <-s.came }

// Raw is all that came over the net, bodies and headers.
func (s *Server) Raw() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return strings.Join(s.raw, "\n")
}

// Asked are the questions so far.
func (s *Server) Asked() []Asked {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]Asked(nil), s.asked...)
}

// Tokens are those of all calls, as it counts them: four bytes of Latin script, or one Chinese character.
func (s *Server) Tokens() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.spent
}

// tokens counts roughly as tokenizers of today do.
func tokens(text string) int {
	n := 0.0
	for _, r := range text {
		switch {
		case r < 0x80:
			n += 0.25
		case r < 0x800:
			n += 0.4
		default:
			n += 0.9
		}
	}
	return int(n) + 1
}

// ServeHTTP is the API.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	s.mu.Lock()
	s.raw = append(s.raw, fmt.Sprint(r.Header)+"\n"+string(body))
	fault := s.fault
	s.mu.Unlock()
	select {
	case s.came <- struct{}{}:
	default:
	}
	if s.fails(w, r, fault, body) {
		return
	}
	switch r.URL.Path {
	case "/v1/chat/completions":
		s.chat(w, body, fault)
	case "/v1/embeddings":
		s.embed(w, body)
	case "/v1/audio/transcriptions":
		s.listen(w)
	default:
		refuse(w, http.StatusNotFound, "no such path")
	}
}

// fails has a request fail.
func (s *Server) fails(w http.ResponseWriter, r *http.Request, f Fault, body []byte) bool {
	switch f {
	case Hangs:
		select {
		case <-r.Context().Done():
		case <-s.gone:
		}
	case Rude:
		http.Error(w, "go away, you and your "+string(body), http.StatusInternalServerError)
	case Page:
		w.Header().Set("Content-Type", "text/html")
		fmt.Fprint(w, "<html><body>Welcome!</body></html>")
	case Malformed:
		fmt.Fprint(w, `{"choices":[{"message":`)
	case Empty:
		fmt.Fprint(w, `{"choices":[]}`)
	case Busy:
		refuse(w, http.StatusTooManyRequests, "rate limit")
	case Refused:
		refuse(w, http.StatusUnauthorized, "bad key")
	case NoModel:
		refuse(w, http.StatusNotFound, "The model does not exist")
	case Elsewhere:
		http.Redirect(w, r, "http://elsewhere.invalid/", http.StatusTemporaryRedirect)
	case Endless:
		fmt.Fprint(w, `{"choices":[{"message":{"content":"`)
		for r.Context().Err() == nil {
			if _, err := io.WriteString(w, strings.Repeat("more ", 1000)); err != nil {
				return true
			}
		}
	case Old:
		if strings.Contains(string(body), "response_format") || strings.Contains(string(body), "max_completion_tokens") {
			refuse(w, http.StatusBadRequest, "Unrecognized request argument supplied: response_format")
			return true
		}
		return false
	case Filtered:
		refuse(w, http.StatusBadRequest, "The response was filtered due to the prompt triggering our content management policy.")
	case Hasty:
		if !strings.Contains(string(body), "reasoning_effort") {
			return false
		}
		refuse(w, http.StatusBadRequest, "Unsupported parameter: 'reasoning_effort' is not supported with this model.")
	case Pensive:
		fmt.Fprint(w, `{"choices":[{"message":{"content":""},"finish_reason":"length"}],"usage":{"total_tokens":90}}`)
	case Broken:
		w.Header().Set("Content-Type", "text/event-stream")
		fmt.Fprint(w, "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Yes\"}}]}\n\ndata: {\"error\":{\"message\":\"overloaded\"}}\n\n")
	default:
		return false
	}
	return true
}

func refuse(w http.ResponseWriter, status int, why string) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	fmt.Fprintf(w, `{"error":{"message":%q,"type":"invalid_request_error"}}`, why)
}

// dunno is what a model says that was told nothing.
const dunno = `{"outcome":"unknown","entries":[],"text":""}`

func (s *Server) chat(w http.ResponseWriter, body []byte, fault Fault) {
	var in struct {
		Stream   bool
		Messages []struct{ Role, Content string }
		Format   struct{ Type string } `json:"response_format"`
	}
	if err := json.Unmarshal(body, &in); err != nil || len(in.Messages) != 2 {
		refuse(w, http.StatusBadRequest, "two messages")
		return
	}
	a := Asked{System: in.Messages[0].Content, Data: in.Messages[1].Content, Stream: in.Stream, Format: in.Format.Type}
	said := dunno
	if s.Answer != nil {
		said = s.Answer(a)
	}
	prompt, completion := tokens(a.System+a.Data), tokens(said)
	s.mu.Lock()
	s.asked = append(s.asked, a)
	s.spent += prompt + completion
	s.mu.Unlock()
	switch fault {
	case Wordy:
		said = "I would be glad to help you with anything!"
	case Truncated:
		said = said[:len(said)/2]
	}
	usage := fmt.Sprintf(`{"prompt_tokens":%d,"completion_tokens":%d,"total_tokens":%d}`, prompt, completion, prompt+completion)
	if in.Stream {
		s.stream(w, said, usage, fault)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	quoted, _ := json.Marshal(said)
	fmt.Fprintf(w, `{"object":"chat.completion","choices":[{"index":0,"message":{"role":"assistant","content":%s},"finish_reason":"stop"}],"usage":%s}`, quoted, usage)
}

// piece is how many bytes come at once in a stream.
const piece = 12

func (s *Server) stream(w http.ResponseWriter, said, usage string, fault Fault) {
	w.Header().Set("Content-Type", "text/event-stream")
	for rest := said; rest != ""; {
		n := min(piece, len(rest))
		for n < len(rest) && rest[n]&0xc0 == 0x80 {
			n++
		}
		quoted, _ := json.Marshal(rest[:n])
		rest = rest[n:]
		fmt.Fprintf(w, "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":%s}}]}\n\n", quoted)
		w.(http.Flusher).Flush()
	}
	if fault == Truncated {
		return
	}
	fmt.Fprintf(w, "data: {\"choices\":[],\"usage\":%s}\n\ndata: [DONE]\n\n", usage)
}

func (s *Server) embed(w http.ResponseWriter, body []byte) {
	var in struct{ Input []string }
	if err := json.Unmarshal(body, &in); err != nil || s.Vector == nil {
		refuse(w, http.StatusNotFound, "no embeddings")
		return
	}
	type vector struct {
		Index     int       `json:"index"`
		Embedding []float32 `json:"embedding"`
	}
	var out struct {
		Data  []vector       `json:"data"`
		Usage map[string]int `json:"usage"`
	}
	sum := 0
	for i, text := range in.Input {
		out.Data = append(out.Data, vector{i, s.Vector(text)})
		sum += tokens(text)
	}
	out.Usage = map[string]int{"prompt_tokens": sum, "total_tokens": sum}
	s.mu.Lock()
	s.spent += sum
	s.mu.Unlock()
	_ = json.NewEncoder(w).Encode(out)
}

func (s *Server) listen(w http.ResponseWriter) {
	if s.Hears == "" {
		refuse(w, http.StatusNotFound, "no audio")
		return
	}
	_ = json.NewEncoder(w).Encode(map[string]string{"text": s.Hears})
}
