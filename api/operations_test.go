package api_test

import (
	"context"
	"fmt"
	"net/url"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"footnote/answer"
	"footnote/api"
	"footnote/index"
	"footnote/internal/catalog"
	"footnote/kbsource"
	"footnote/retrieval"
)

func TestAnswer(t *testing.T) {
	f := newFixture(t)
	id := f.store("account/reset.md", article)

	var a api.Answer
	f.do("POST", "/v1/answers", `{"question":"How long is the link valid?","filters":{"collection":"default","labels":[]}}`).want(200, &a)
	if a.Decision != "answer" || len(a.Citations) == 0 || a.Citations[0].DocumentID != id {
		t.Fatalf("answer: %+v", a)
	}
	var d api.Document
	f.do("GET", "/v1/documents/"+id, "").want(200, &d)
	for _, c := range a.Citations {
		if got := string([]rune(d.Text)[c.Start:c.End]); got != c.Quote {
			t.Errorf("text[start:end] is %q, the quote %q", got, c.Quote)
		}
	}
	if d.Text != article || d.Characters != len([]rune(article)) || d.UpdatedAt == nil {
		t.Errorf("document: %+v", d)
	}
	var again api.AnswerRecord
	f.do("GET", "/v1/answers/"+a.ID, "").want(200, &again)
	if again.Text != a.Text || again.ID != a.ID {
		t.Errorf("recorded %+v, given %+v", again, a)
	}
	if p := again.Provenance; p == nil || len(p.Evidence) == 0 || p.Evidence[0].Text == "" || p.Versions.Confidence.Hash == "" {
		t.Errorf("the record says of where it is from: %+v", p)
	}
	f.do("GET", "/v1/answers/none", "").problem(404, "answer_not_found")
}

func TestConversation(t *testing.T) {
	seen := &recorder{}
	f := newFixture(t, func(o *api.Options) { seen.next = o.Answers; o.Answers = seen })
	f.store("account/reset.md", article)

	var first, second api.Answer
	f.do("POST", "/v1/answers", jsonQuestion("How long is the link valid?")).want(200, &first)
	f.do("POST", "/v1/answers", `{"question":"And then?","conversation_id":"`+first.ConversationID+`","language":"pt-BR",
		"history":[{"role":"user","content":"Hi"},{"role":"assistant","content":"Hello"}],
		"filters":{"collection":"default","language":"EN","labels":["a","b"]}}`).want(200, &second)
	if second.ConversationID != first.ConversationID || first.ConversationID == "" {
		t.Errorf("conversations %q and %q", first.ConversationID, second.ConversationID)
	}
	want := answer.Request{
		Question: "And then?", ConversationID: first.ConversationID, Language: "pt",
		History: []retrieval.Turn{{Role: "user", Content: "Hi"}, {Role: "assistant", Content: "Hello"}},
		Filter:  index.Filter{Collections: []string{"default"}, Languages: []string{"en"}, Labels: []string{"a", "b"}},
	}
	if got := seen.last(); !reflect.DeepEqual(got, want) {
		t.Errorf("asked %+v, want %+v", got, want)
	}
}

func TestSearch(t *testing.T) {
	f := newFixture(t)
	f.store("account/reset.md", article)
	var result api.SearchResult
	f.do("POST", "/v1/search", `{"question":"reset link","limit":5,"filters":{"language":"en"}}`).want(200, &result)
	if len(result.Evidence) == 0 || result.Evidence[0].Path != "account/reset.md" || result.Evidence[0].LexicalRank != 1 {
		t.Fatalf("result: %+v", result)
	}
	e := result.Evidence[0]
	if got := string([]rune(article)[e.Start:e.End]); got != e.Text {
		t.Errorf("text[start:end] is %q, the passage %q", got, e.Text)
	}
	f.do("POST", "/v1/search", `{"question":"reset link","filters":{"collection":"other"}}`).want(200, &result)
	if len(result.Evidence) != 0 {
		t.Errorf("found in another collection: %+v", result)
	}
	f.bad("POST", "/v1/search", `{"question":"reset","limit":0}`).problem(400, "invalid_request")
	f.bad("POST", "/v1/search", `{"question":"reset","limit":101}`).problem(400, "invalid_request")
	f.bad("POST", "/v1/search", `{"question":""}`).problem(400, "question_empty")
}

func TestDocumentsPageByPage(t *testing.T) {
	f := newFixture(t)
	var want, got []string
	for _, name := range []string{"a.md", "b.md", "c.md", "d.md", "e.md"} {
		want = append(want, f.store(name, "Title "+name+"\nText of it."))
	}
	cursor := ""
	for pages := 0; ; pages++ {
		var page api.DocumentPage
		f.do("GET", "/v1/documents?limit=2&cursor="+cursor, "").want(200, &page)
		for _, d := range page.Documents {
			got = append(got, d.Id)
		}
		if cursor = page.NextCursor; cursor == "" {
			if pages != 2 {
				t.Errorf("%d pages, want 3", pages+1)
			}
			break
		}
	}
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("documents %v, want %v", got, want)
	}
	f.bad("GET", "/v1/documents?limit=0", "").problem(400, "invalid_request")
	f.bad("GET", "/v1/documents?limit=many", "").problem(400, "invalid_request")
	f.do("GET", "/v1/documents/none", "").problem(404, "document_not_found")
}

func TestPutAndDeleteDocument(t *testing.T) {
	f := newFixture(t)
	put := func(text string) api.PutResult {
		var result api.PutResult
		f.do("PUT", "/v1/documents?path=account/reset.md&collection=manuals", text, "Content-Type", "text/markdown; charset=utf-8").want(200, &result)
		return result
	}
	first := put(article)
	if len(first.DocumentIds) != 1 || first.Added != 1 {
		t.Fatalf("first put: %+v", first)
	}
	if again := put(article); again.Unchanged != 1 || again.DocumentIds[0] != first.DocumentIds[0] {
		t.Errorf("second put: %+v", again)
	}
	if changed := put(article + "\nMore."); changed.Changed != 1 || changed.DocumentIds[0] != first.DocumentIds[0] {
		t.Errorf("third put: %+v", changed)
	}
	var d api.Document
	f.do("GET", "/v1/documents/"+first.DocumentIds[0], "").want(200, &d)
	if d.Source != "api:manuals" || d.Collection != "manuals" || !strings.HasSuffix(d.Text, "More.") {
		t.Errorf("document: %+v", d)
	}
	var found api.SearchResult
	f.do("POST", "/v1/search", jsonQuestion("reset password")).want(200, &found)
	if len(found.Evidence) == 0 {
		t.Error("a document that was put is not found")
	}
	f.do("DELETE", "/v1/documents/"+d.Id, "").want(204, nil)
	f.do("DELETE", "/v1/documents/"+d.Id, "").problem(404, "document_not_found")
	f.do("POST", "/v1/search", jsonQuestion("reset password")).want(200, &found)
	if len(found.Evidence) != 0 {
		t.Error("a deleted document is found")
	}
}

func TestPutRefuses(t *testing.T) {
	f := newFixture(t)
	for _, path := range []string{"../secret.md", "/etc/x.md", "a/../../b.md", "a//b.md", `a\b.md`, "a.md\x00", "a\n.md", ".", "a#b.md", "reset.pdf", "reset"} {
		f.do("PUT", "/v1/documents?path="+url.QueryEscape(path), article, "Content-Type", "text/markdown").problem(400, "invalid_request")
	}
	f.bad("PUT", "/v1/documents?path="+strings.Repeat("a", 500)+".md", article, "Content-Type", "text/markdown").problem(400, "invalid_request")
	f.bad("PUT", "/v1/documents", article, "Content-Type", "text/markdown").problem(400, "invalid_request")
	f.bad("PUT", "/v1/documents?path=a.md&collection=..%2Fx", article, "Content-Type", "text/markdown").problem(400, "invalid_request")
	f.do("PUT", "/v1/documents?path=a.md", "bro\x00ken\x01", "Content-Type", "text/markdown").problem(422, "document_unreadable")
	f.bad("PUT", "/v1/documents?path=a.md", "", "Content-Type", "text/markdown").problem(422, "document_unreadable")
	f.do("PUT", "/v1/documents?path=a.md", article, "Content-Type", "image/png").problem(415, "unsupported_media_type")
	f.do("PUT", "/v1/documents?path=a.md", article).problem(415, "unsupported_media_type")
	f.do("PUT", "/v1/documents?path=a.md", strings.Repeat("a", 50<<20+1), "Content-Type", "text/markdown").problem(413, "body_too_large")
	if counts, err := f.catalog.Counts(t.Context()); err != nil || counts.Documents != 0 {
		t.Errorf("something was stored: %+v, %v", counts, err)
	}
}

func TestService(t *testing.T) {
	f := newFixture(t)
	f.store("a.md", article)
	f.do("GET", "/healthz", "").want(200, nil)
	f.do("GET", "/readyz", "").want(200, nil)
	want, err := os.ReadFile("openapi.yaml")
	if err != nil {
		t.Fatal(err)
	}
	if got := f.do("GET", "/openapi.yaml", "").want(200, nil); string(got.body) != string(want) {
		t.Error("the description that is served is not the file")
	}
	f.bad("GET", "/v2/answers", "").problem(404, "not_found")
	f.bad("GET", "/page/../options.go", "").problem(404, "not_found")
	if r := f.bad("PUT", "/v1/answers", "").problem(405, "method_not_allowed"); !strings.Contains(r.header.Get("Allow"), "POST") {
		t.Errorf("Allow: %q", r.header.Get("Allow"))
	}
}

func TestReadinessFollowsIndex(t *testing.T) {
	f := newFixture(t)
	if err := f.index.Close(); err != nil {
		t.Fatal(err)
	}
	f.do("GET", "/readyz", "").problem(503, "not_ready")
	f.do("GET", "/healthz", "").want(200, nil)
	f.do("POST", "/v1/search", jsonQuestion("reset")).problem(500, "internal")
}

func TestEveryCodeIsDescribed(t *testing.T) {
	schema := theSpec(t).doc.Components.Schemas["ProblemCode"].Value
	for _, value := range schema.Enum {
		code := value.(string)
		status, ok := api.StatusOf(code)
		if !ok {
			t.Errorf("code %s has no status", code)
			continue
		}
		if !strings.Contains(schema.Description, fmt.Sprintf("| %s | %d |", code, status)) {
			t.Errorf("the table does not give code %s the status %d", code, status)
		}
	}
	if n := api.CodeCount(); n != len(schema.Enum) {
		t.Errorf("%d codes, %d described", n, len(schema.Enum))
	}
}

func TestLimitsAreDescribed(t *testing.T) {
	for place, limit := range api.Limits {
		property := theSpec(t).doc.Components.Schemas[place[0]].Value.Properties[place[1]].Value
		var described int
		switch {
		case place[2] == "maxLength" && property.MaxLength != nil:
			described = int(*property.MaxLength)
		case place[2] == "maxItems" && property.MaxItems != nil:
			described = int(*property.MaxItems)
		case place[2] == "maximum" && property.Max != nil:
			described = int(*property.Max)
		}
		if described != limit {
			t.Errorf("%v is %d, described as %d", place, limit, described)
		}
	}
}

// fullDisk is an index that has no room left.
type fullDisk struct{ *index.Index }

func (f fullDisk) Store(string) kbsource.Store { return f }

func (fullDisk) Sources(context.Context) ([]string, error) { return nil, nil }

func (fullDisk) Files(context.Context, string) (map[string]kbsource.FileState, error) {
	return nil, nil
}

func (fullDisk) Apply(context.Context, string, []kbsource.FileChange) (kbsource.Applied, error) {
	return kbsource.Applied{}, fmt.Errorf("commit: %w", catalog.ErrDiskFull)
}

func TestFullDiskIsSaid(t *testing.T) {
	f := newFixture(t, func(o *api.Options) { o.Index = fullDisk{o.Index.(*index.Index)} })
	f.do("PUT", "/v1/documents?path=a.md", article, "Content-Type", "text/markdown").problem(507, "disk_full")
}

// embedCounter tells of each run of Embed.
type embedCounter struct {
	*index.Index
	runs chan struct{}
}

func (e embedCounter) Embed(ctx context.Context, progress func(done, total int)) error {
	e.runs <- struct{}{}
	return e.Index.Embed(ctx, progress)
}

func TestPutEmbeds(t *testing.T) {
	runs := make(chan struct{})
	f := newFixture(t, func(o *api.Options) { o.Index = embedCounter{o.Index.(*index.Index), runs} })
	for _, path := range []string{"a.md", "b.md"} { // the second while the first run stands
		f.do("PUT", "/v1/documents?path="+path, article, "Content-Type", "text/markdown").want(200, nil)
	}
	<-runs
	<-runs
}
