package ollama_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"footnote/internal/ollama"
)

const (
	model = "qwen3:4b-instruct"
	done  = `{"done":true,"done_reason":"stop","prompt_eval_count":12,"eval_count":3}`
)

func piece(text string) string {
	data, err := json.Marshal(map[string]any{"message": map[string]string{"role": "assistant", "content": text}})
	if err != nil {
		panic(err)
	}
	return string(data)
}

// stream sends lines, each flushed, then ends without error.
func stream(lines ...string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/x-ndjson")
		for _, line := range lines {
			io.WriteString(w, line)
			w.(http.Flusher).Flush()
		}
	}
}

func ask(content string) ollama.ChatRequest {
	return ollama.ChatRequest{Messages: []ollama.Message{{Role: "user", Content: content}}}
}

func complete(t *testing.T, c *ollama.Client, r ollama.ChatRequest) (ollama.ChatResult, string, error) {
	t.Helper()
	var streamed strings.Builder
	result, err := c.Chat(model).Complete(t.Context(), r, func(text string) error {
		streamed.WriteString(text)
		return nil
	})
	return result, streamed.String(), err
}

func TestChatStreams(t *testing.T) {
	var sent map[string]any
	c := fake(t, "POST /api/chat", func(w http.ResponseWriter, r *http.Request) {
		if err := json.NewDecoder(r.Body).Decode(&sent); err != nil {
			t.Error(err)
		}
		stream(piece("The link ")+"\n", "\r\n", piece("is valid.")+"\n"+done)(w, r)
	})
	request := ask("How long?")
	request.NumCtx, request.MaxTokens, request.Stop, request.Seed = 8192, 77, []string{"##"}, 5
	result, streamed, err := complete(t, c, request)
	want := ollama.ChatResult{Text: "The link is valid.", PromptTokens: 12, OutputTokens: 3, DoneReason: "stop"}
	if err != nil || fmt.Sprint(result) != fmt.Sprint(want) || streamed != want.Text {
		t.Errorf("%+v, %q, %v", result, streamed, err)
	}
	options, _ := json.Marshal(sent["options"])
	if string(options) != `{"num_ctx":8192,"num_predict":77,"seed":5,"stop":["##"],"temperature":0}` ||
		sent["truncate"] != false || sent["shift"] != false || sent["model"] != model {
		t.Errorf("sent %s and %v", options, sent)
	}
}

func TestChatIsCompleteOnlyWhenItIsDone(t *testing.T) {
	half := piece("The link is") + "\n"
	cut := func(w http.ResponseWriter, r *http.Request) {
		stream(half)(w, r)
		panic(http.ErrAbortHandler)
	}
	cases := map[string]struct {
		serve http.HandlerFunc
		want  error
	}{
		"ends without done":     {stream(half), ollama.ErrIncomplete},
		"empty stream":          {stream(), ollama.ErrIncomplete},
		"connection cut":        {cut, ollama.ErrIncomplete},
		"cut within a line":     {stream(half, `{"message":{"content":"val`), ollama.ErrIncomplete},
		"error in the stream":   {stream(half, `{"error":"model runner has unexpectedly stopped"}`+"\n"), ollama.ErrServer},
		"rubbish in the stream": {stream(half, "<html>\n", done+"\n"), ollama.ErrBadReply},
		"wrong types":           {stream(`{"message":{"content":7},"done":"maybe"}`+"\n", done), ollama.ErrBadReply},
		"endless line":          {stream(half, `{"message":{"content":"`+strings.Repeat("a", 2<<20)), ollama.ErrBadReply},
		"endless answer":        {stream(strings.Repeat(piece(strings.Repeat("a", 1<<19))+"\n", 4)), ollama.ErrBadReply},
		"HTML page":             {rubbish["HTML page"].serve, ollama.ErrBadReply},
		"prompt refused":        {failing(400, "the input length exceeds the context length"), ollama.ErrTruncated},
		"no chat model":         {failing(400, `"m" does not support chat`), ollama.ErrWrongModel},
		"model gone":            {failing(404, "model 'x' not found"), ollama.ErrModelMissing},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			result, _, err := complete(t, fake(t, "POST /api/chat", tc.serve), ask("How long?"))
			if !errors.Is(err, tc.want) || result.Text != "" {
				t.Errorf("%+v, %v", result, err)
			}
		})
	}
}

func TestChatNoticesALostPrompt(t *testing.T) {
	words := strings.Repeat("word ", 500)
	for _, tc := range []struct {
		read int
		want error
	}{{499, ollama.ErrTruncated}, {500, nil}, {1023, nil}, {1024, ollama.ErrTruncated}, {0, nil}} {
		c := fake(t, "POST /api/chat", stream(piece("Yes.")+"\n"+fmt.Sprintf(`{"done":true,"prompt_eval_count":%d}`, tc.read)))
		request := ask(words)
		request.NumCtx = 1024
		if _, _, err := complete(t, c, request); !errors.Is(err, tc.want) {
			t.Errorf("%d tokens read: %v", tc.read, err)
		}
	}
}

func TestChatHangs(t *testing.T) {
	half := piece("The link is") + "\n"
	hang := hanging(t)
	cases := map[string]struct {
		options ollama.Options
		serve   http.HandlerFunc
	}{
		"before the first word": {ollama.Options{FirstWord: time.Millisecond}, hang},
		"between two words":     {ollama.Options{Idle: time.Millisecond}, func(w http.ResponseWriter, r *http.Request) { stream(half)(w, r); hang(w, r) }},
	}
	for name, tc := range cases {
		c := fakeWith(t, tc.options, "POST /api/chat", tc.serve)
		if result, _, err := complete(t, c, ask("How long?")); !errors.Is(err, ollama.ErrTimeout) || result.Text != "" {
			t.Errorf("%s: %+v, %v", name, result, err)
		}
	}
}

func TestChatEndsWithItsContext(t *testing.T) {
	gone := make(chan struct{})
	c := fake(t, "POST /api/chat", func(w http.ResponseWriter, r *http.Request) {
		io.Copy(io.Discard, r.Body)
		stream(piece("The link is")+"\n")(w, r)
		<-r.Context().Done() // without this the test would never end
		close(gone)
	})
	ctx, cancel := context.WithCancel(t.Context())
	_, err := c.Chat(model).Complete(ctx, ask("How long?"), func(string) error { cancel(); return nil })
	if !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
	<-gone
}

func TestChatEndsWhenTheReaderHasEnough(t *testing.T) {
	enough := errors.New("enough")
	c := fake(t, "POST /api/chat", stream(piece("a")+"\n", piece("b")+"\n", done))
	calls := 0
	_, err := c.Chat(model).Complete(t.Context(), ask("?"), func(string) error { calls++; return enough })
	if !errors.Is(err, enough) || calls != 1 {
		t.Errorf("%v after %d calls", err, calls)
	}
}

func TestChatDropsThoughts(t *testing.T) {
	cases := map[string]struct {
		pieces []string
		want   string
	}{
		"none":           {[]string{"A", " b"}, "A b"},
		"some":           {[]string{"<think>", "Hm.\n", "</think>", "\n\n", "A b"}, "A b"},
		"empty":          {[]string{"<think></think>\n\nA b"}, "A b"},
		"split":          {[]string{"\n<th", "ink>H", "m</thi", "nk>", "A b"}, "A b"},
		"never ended":    {[]string{"<think>", "Hm, ", "and so on"}, ""},
		"not at start":   {[]string{"A <think>b</think>"}, "A <think>b</think>"},
		"only the start": {[]string{"<thi"}, "<thi"},
		"another tag":    {[]string{"<thing>A"}, "<thing>A"},
	}
	for name, tc := range cases {
		var lines strings.Builder
		for _, p := range tc.pieces {
			lines.WriteString(piece(p) + "\n")
		}
		result, streamed, err := complete(t, fake(t, "POST /api/chat", stream(lines.String()+done)), ask("?"))
		if err != nil || strings.TrimSpace(result.Text) != tc.want || result.Text != streamed {
			t.Errorf("%s: %q, streamed %q, %v", name, result.Text, streamed, err)
		}
	}
}

// Tokens are told before their text, those of thoughts not at all.
func TestChatTellsHowLikelyTokensWere(t *testing.T) {
	token := func(text string, logProbs ...float64) string {
		var told []map[string]float64
		for _, p := range logProbs {
			told = append(told, map[string]float64{"logprob": p})
		}
		data, _ := json.Marshal(map[string]any{"message": map[string]string{"content": text}, "logprobs": told})
		return string(data) + "\n"
	}
	for name, tc := range map[string]struct {
		lines string
		want  string
	}{
		"each":          {token("The", -1) + token(" link", -2) + done, "-1 The -2  link"},
		"several":       {token("有效", -1, -2, -3) + done, "-1 -2 -3 有效"},
		"kept apart":    {token("", -7) + token("The", -1) + done, "-1 The"},
		"thoughts":      {token("<think>", -7) + token("Hm", -8) + token("</think>", -9) + token("The", -1) + done, "-1 The"},
		"none are told": {token("The") + done, "The"},
	} {
		t.Run(name, func(t *testing.T) {
			var told []string
			request := ask("How long?")
			request.LogProbs, request.OnLogProb = true, func(p float64) { told = append(told, fmt.Sprint(p)) }
			_, err := fake(t, "POST /api/chat", stream(tc.lines)).Chat(model).Complete(t.Context(), request, func(text string) error {
				told = append(told, text)
				return nil
			})
			if got := strings.Join(told, " "); err != nil || got != tc.want {
				t.Errorf("%q, %v, want %q", got, err, tc.want)
			}
		})
	}
}

func TestThinkingIsTurnedOff(t *testing.T) {
	for name, want := range map[string]any{"qwen3:8b": false, "qwen3:4b": true, "llama3.2:3b": nil} {
		var sent map[string]any
		c := fakeServer(t, map[string]http.HandlerFunc{
			"/api/tags": reply(fmt.Sprintf(`{"models":[{"name":%q}]}`, name)),
			"/api/show": func(w http.ResponseWriter, r *http.Request) {
				capabilities := `["completion","thinking"]`
				if want == nil {
					capabilities = `["completion"]`
				}
				reply(`{"capabilities":`+capabilities+`}`)(w, r)
			},
			"/api/chat": func(w http.ResponseWriter, r *http.Request) {
				json.NewDecoder(r.Body).Decode(&sent)
				stream(piece("Yes.")+"\n"+done)(w, r)
			},
		})
		if _, err := c.Chat(name).Complete(t.Context(), ask("?"), nil); err != nil {
			t.Fatal(err)
		}
		if sent["think"] != want {
			t.Errorf("%s: think is %v", name, sent["think"])
		}
	}
}

// The lazily looked-up chat recovers when the server comes.
func TestChatLooksUpItsModelWhenItCan(t *testing.T) {
	var up atomic.Bool
	c := fakeServer(t, map[string]http.HandlerFunc{
		"/api/tags": func(w http.ResponseWriter, r *http.Request) {
			if !up.Load() {
				panic(http.ErrAbortHandler)
			}
			reply(tagsReply)(w, r)
		},
		"/api/show": reply(chatShow),
		"/api/chat": stream(piece("Yes.") + "\n" + done),
	})
	chat := c.Chat(model)
	if _, err := chat.Complete(t.Context(), ask("?"), nil); !errors.Is(err, ollama.ErrIncomplete) {
		t.Errorf("away: %v", err)
	}
	up.Store(true)
	if result, err := chat.Complete(t.Context(), ask("?"), nil); err != nil || result.Text != "Yes." {
		t.Errorf("back: %+v, %v", result, err)
	}
}

// FuzzChatStream: whatever a server sends, the answer is complete or there is
// an error of ours, and what was streamed is what is returned.
func FuzzChatStream(f *testing.F) {
	f.Add([]byte(piece("A") + "\n" + done))
	f.Add([]byte(piece("<think>A</think>B") + "\n\r\n" + done + "\n"))
	f.Add([]byte(`{"error":"x"}`))
	f.Add([]byte("{\"message\":null}\n\n\x00{\n" + done))
	f.Add([]byte(`{"done":true,"prompt_eval_count":-1,"eval_count":1e3}`))
	f.Add([]byte(""))
	f.Fuzz(func(t *testing.T, body []byte) {
		c := rawServer(t, body)
		var streamed strings.Builder
		result, err := c.Complete(t.Context(), ask("?"), func(text string) error {
			streamed.WriteString(text)
			return nil
		})
		if err == nil {
			if result.Text != streamed.String() || !strings.Contains(strings.ToLower(string(body)), "done") {
				t.Errorf("%+v of %q", result, body)
			}
			return
		}
		var e *ollama.Error
		if !errors.As(err, &e) || result.Text != "" {
			t.Errorf("%v of %q", err, body)
		}
	})
}
