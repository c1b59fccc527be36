//go:build browser

package api_test

import (
	"context"
	"errors"
	"strings"
	"time"

	"footnote/answer"
	"footnote/api"
	"footnote/internal/catalog"
	"footnote/retrieval"
)

// showcaseArticle has what makes places hard to find: characters beyond the
// basic plane before the quote, markup that is text, and length.
var showcaseArticle = "Reset your password 🔑🔐\n\n" +
	"If you cannot sign in, you can choose a new password yourself. You need access to the mailbox that your account is registered with.\n\n" +
	"<script>alert(1)</script> <img src=x onerror=alert(2)> is how an attacker would write it; here it is text.\n\n" +
	strings.Repeat("Open the sign-in page, choose “Forgot password” and enter your mail address. The address must be the one that you registered with. 👍🏽\n\n", 12) +
	"Reset\n\nA mail with a link valid for 30 minutes is sent to you, not to a colleague. After that time the link shows a page from which you can ask for a new one.\n\n" +
	strings.Repeat("For your safety all other sessions are ended when the password is changed. Signed-in devices ask for the new one.\n\n", 10)

// showcase answers with everything that an answer can hold.
func showcase(o *api.Options) {
	o.Answers = answererFunc(showAnswer)
	o.Page = api.Page{Name: "Northlight Help Centre", Examples: []string{
		"How long is the link in the reset mail valid?", "Who can change the billing address?",
	}}
}

func (f *fixture) storeShowcase() { f.store("account/reset.md", showcaseArticle) }

func showAnswer(_ context.Context, r answer.Request, o answer.Observer) (answer.Answer, error) {
	d := catalog.Document{ID: catalog.DocumentID("default", "test", "account/reset.md"), Path: "account/reset.md", Text: showcaseArticle}
	first := cite(d, 1, "A mail with a link valid for 30 minutes is sent to you, not to a colleague.")
	second := cite(d, 2, "For your safety all other sessions are ended when the password is changed.")
	if o.Evidence != nil {
		o.Evidence(make([]retrieval.Evidence, 8))
		if r.Question == "break off" {
			return answer.Answer{}, errors.New("broken off")
		}
	}
	a := newAnswer(r)
	a.Citations = []answer.Citation{first, second}
	a.Sentences = []answer.Sentence{
		{Text: first.Quote, Citations: []int{1}},
		{Text: "All other sessions are ended when the password is changed.", Citations: []int{2}},
	}
	a.Text = a.Sentences[0].Text + "[1] " + a.Sentences[1].Text + "[2]"
	a.Timing = answer.Timing{Retrieval: 4, Generation: 2100, Verification: 12, Total: 2119}
	a.Explanation = answer.Explanation{
		Summary: "Two sentences of one article say it; nothing found contradicts them.",
		Evidence: []answer.EvidenceNote{
			{PassageID: 1, DocumentID: d.ID, Title: "Reset your password 🔑🔐", Score: 0.91, LexicalRank: 1, VectorRank: 1, Used: true},
			{PassageID: 2, DocumentID: d.ID, Title: "Two-factor authentication for teams and administrators", Score: 0.44, LexicalRank: 2},
		},
		ConfidenceFactors: []answer.Factor{{Name: "support of the sentences", Effect: 1.62}, {Name: "top passage margin", Effect: 0.48}, {Name: "agreement of words and meaning", Effect: -0.31}},
		DroppedSentences:  []answer.DroppedSentence{{Text: "The link is valid for 360 days.", Score: 0.02, Disagreements: []string{"number"}}},
	}
	if strings.Contains(r.Question, "person") {
		a.Decision, a.Reasons = answer.Escalated, []answer.Reason{answer.ReasonHumanRequested}
		a.Citations[0].URL = "javascript:alert(1)"
		return a, nil
	}
	if o.Sentence != nil {
		for _, s := range a.Sentences {
			o.Sentence(s, a.Citations[s.Citations[0]-1:s.Citations[0]])
		}
	}
	return a, nil
}

// cite makes the citation of a quote.
func cite(d catalog.Document, n int, quote string) answer.Citation {
	start := len([]rune(d.Text[:strings.Index(d.Text, quote)]))
	page, updated := 2, time.Date(2026, 5, 12, 0, 0, 0, 0, time.UTC)
	return answer.Citation{
		N: n, DocumentID: d.ID, Title: "Reset your password 🔑🔐", URL: "https://help.example/" + d.Path, Path: d.Path,
		Heading: []string{"Security", "Reset"}, Page: &page, Quote: quote, Start: start, End: start + len([]rune(quote)), Support: 0.97, UpdatedAt: &updated,
	}
}
