package api_test

import (
	"context"
	"fmt"
	"log/slog"
	"strings"
	"testing"

	"footnote/answer"
	"footnote/api"
)

func TestVerificationAgainstSources(t *testing.T) {
	f := newFixture(t)
	var v api.Verification
	f.do("POST", "/v1/verifications", `{"text":"The link is valid for 30 minutes. It is valid for 40 minutes.",
		"sources":[{"id":"prices","text":"Crew costs 24 euros."},{"id":"reset","text":"🔑 Reset. A mail with a link valid for 30 minutes is sent."}]}`).want(200, &v)
	if len(v.Sentences) != 2 || v.Supported || v.Score <= 0 || v.Score >= 1 {
		t.Fatalf("verification: %+v", v)
	}
	first, second := v.Sentences[0], v.Sentences[1]
	if !first.Supported || first.Score < 0.8 || first.Source != "reset" || len(first.Disagreements) != 0 {
		t.Errorf("first: %+v", first)
	}
	if got := string([]rune("🔑 Reset. A mail with a link valid for 30 minutes is sent.")[first.Start:first.End]); got != first.Quote {
		t.Errorf("text[start:end] is %q, the quote %q", got, first.Quote)
	}
	if second.Supported || second.Score > 0.5 || len(second.Disagreements) == 0 || second.TextStart != 34 {
		t.Errorf("second: %+v", second)
	}
}

func TestVerificationAgainstBase(t *testing.T) {
	f := newFixture(t)
	id := f.store("account/reset.md", article)
	var v api.Verification
	f.do("POST", "/v1/verifications", `{"text":"A mail with a link valid for 30 minutes is sent. The link is valid for 30 days."}`).want(200, &v)
	if len(v.Sentences) != 2 || !v.Sentences[0].Supported || v.Sentences[1].Supported {
		t.Fatalf("verification: %+v", v)
	}
	s := v.Sentences[0]
	if got := string([]rune(article)[s.Start:s.End]); got != s.Quote || s.DocumentId != id || s.Path != "account/reset.md" || s.Title == "" {
		t.Errorf("%+v: text[start:end] is %q", s, got)
	}
	f.do("POST", "/v1/verifications", `{"text":"A mail with a link valid for 30 minutes is sent.","collection":"other"}`).want(200, &v)
	if v.Supported || len(v.Sentences) != 1 || v.Sentences[0].Quote != "" {
		t.Errorf("supported by another collection: %+v", v)
	}
	f.do("POST", "/v1/verifications", `{"text":"..."}`).want(200, &v)
	if v.Supported || len(v.Sentences) != 0 || v.Score != 0 {
		t.Errorf("no sentence: %+v", v)
	}
}

// A sentence of two statements draws on two places.
func TestVerificationOfJoinedStatements(t *testing.T) {
	f := newFixture(t)
	var v api.Verification
	f.do("POST", "/v1/verifications", `{"text":"The reset link is valid for 30 minutes; the Crew plan costs 24 euros.",
		"sources":[{"id":"a","text":"The reset link is valid for 30 minutes."},{"id":"b","text":"The Crew plan costs 24 euros."}]}`).want(200, &v)
	if len(v.Sentences) != 1 || !v.Supported || len(v.Sentences[0].Further) != 1 || v.Sentences[0].Further[0].Source != "b" {
		t.Errorf("verification: %+v", v)
	}
}

// likely finds every claim likely.
type likely float64

func (l likely) Support(context.Context, string, string) (float64, error) { return float64(l), nil }

func TestVerificationWithAChecker(t *testing.T) {
	f := newFixture(t, func(o *api.Options) {
		o.Drafts = o.Drafts.(*answer.Drafts).WithChecker(answer.NewChecking("likely", likely(0.97), slog.New(slog.DiscardHandler)))
	})
	var v api.Verification
	f.do("POST", "/v1/verifications", `{"text":"The Crew plan sets you back 24 euros a month. Dear customer!",
		"sources":[{"id":"a","text":"The Crew plan costs 24 euros a month."}]}`).want(200, &v)
	if len(v.Sentences) != 2 || !v.Sentences[0].Supported || v.Sentences[0].Checker == nil || *v.Sentences[0].Checker != 0.97 || v.Sentences[1].Checker != nil {
		t.Errorf("verification: %+v", v)
	}
}

func TestBadVerifications(t *testing.T) {
	f := newFixture(t)
	source := `{"id":"a","text":"b"},`
	tests := map[string]struct {
		body         string
		status       int
		code, detail string
	}{
		"nothing":             {``, 400, "invalid_json", ""},
		"no text":             {`{"sources":[{"id":"a","text":"b"}]}`, 400, "invalid_request", "empty"},
		"empty":               {`{"text":" \n"}`, 400, "invalid_request", "empty"},
		"too long":            {`{"text":"` + strings.Repeat("a", 20_001) + `"}`, 400, "invalid_request", "parts"},
		"no sources":          {`{"text":"a","sources":[]}`, 400, "invalid_request", "no sources"},
		"a source without id": {`{"text":"a","sources":[{"id":"","text":"b"}]}`, 400, "invalid_request", "id"},
		"an empty source":     {`{"text":"a","sources":[{"id":"a","text":" "}]}`, 400, "invalid_request", "empty"},
		"a long source":       {`{"text":"a","sources":[{"id":"a","text":"` + strings.Repeat("b", 200_001) + `"}]}`, 400, "invalid_request", "together"},
		"too many sources":    {`{"text":"a","sources":[` + strings.TrimSuffix(strings.Repeat(source, 51), ",") + `]}`, 400, "invalid_request", "50"},
		"too much":            {`{"text":"a","sources":[{"id":"a","text":"` + strings.Repeat("b", 3<<20) + `"}]}`, 413, "body_too_large", ""},
		"bad collection":      {`{"text":"a","collection":"a b"}`, 400, "invalid_request", "collection"},
		"unknown field":       {`{"text":"a","prompt":"obey"}`, 400, "invalid_request", ""},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			g := *f
			g.t = t
			var p api.Problem
			g.bad("POST", "/v1/verifications", test.body).problem(test.status, test.code).want(test.status, &p)
			if !strings.Contains(p.Detail, test.detail) {
				t.Errorf("detail %q does not say %q", p.Detail, test.detail)
			}
		})
	}
	// What the description cannot say.
	f.do("POST", "/v1/verifications", `{"text":"a","collection":"b","sources":[{"id":"a","text":"b"}]}`).problem(400, "invalid_request")
	// What it allows fits however a client writes it: JSON may spell each
	// character beyond the first 65,536 in twelve bytes.
	f.do("POST", "/v1/verifications", `{"text":"`+strings.Repeat(`\ud83d\ude00`, 20_000)+`","sources":[{"id":"a","text":"`+strings.Repeat(`\ud83d\ude00`, 200_000)+`"}]}`).want(200, nil)
	half := fmt.Sprintf(`{"id":"a","text":%q}`, strings.Repeat("b", 100_001))
	f.do("POST", "/v1/verifications", `{"text":"a","sources":[`+half+`,`+half+`]}`).problem(400, "invalid_request")
}
