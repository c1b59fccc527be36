package answer_test

import (
	"os"
	"strings"
	"testing"

	"footnote/answer"
	"footnote/answer/verification"
	"footnote/index/embedding/use"
)

// TestDraftsInSixteenLanguages checks statements, and ones that a number, a
// negation or an addition makes false, against an article in their language.
func TestDraftsInSixteenLanguages(t *testing.T) {
	drafts := answer.NewDrafts(newBase(t).index, nil, nil, nil)
	for language, statements := range readStatements(t) {
		if accepted := accepts(t, drafts, statements, articleIn(language, statements)); accepted != 2 {
			t.Errorf("%s: %d of 2 true statements are accepted", language, accepted)
		}
	}
}

// TestDraftsAgainstATranslation checks the same against the English article.
// The encoder does not bring one of them near it, in traditional Chinese.
func TestDraftsAgainstATranslation(t *testing.T) {
	if !use.Available() {
		t.Skip("the weights are not in this binary")
	}
	model, err := use.Load()
	if err != nil {
		t.Fatal(err)
	}
	drafts := answer.NewDrafts(newBase(t).index, use.NewEmbedder(model), nil, nil)
	all := readStatements(t)
	accepted := 0
	for _, statements := range all {
		accepted += accepts(t, drafts, statements, articleIn("en", all["en"]))
	}
	if accepted < 31 {
		t.Errorf("%d of 32 true statements are accepted", accepted)
	}
}

type statement struct {
	text string
	said bool
}

func readStatements(t *testing.T) map[string][]statement {
	t.Helper()
	data, err := os.ReadFile("testdata/drafts.tsv")
	if err != nil {
		t.Fatal(err)
	}
	all := map[string][]statement{}
	for line := range strings.Lines(string(data)) {
		if fields := strings.Split(strings.TrimSpace(line), "\t"); len(fields) == 3 {
			all[fields[0]] = append(all[fields[0]], statement{fields[2], fields[1] == "yes"})
		}
	}
	if len(all) != 16 {
		t.Fatalf("%d languages", len(all))
	}
	return all
}

func articleIn(language string, statements []statement) verification.Source {
	var said []string
	for _, s := range statements {
		if s.said {
			said = append(said, s.text)
		}
	}
	primary, _, _ := strings.Cut(language, "-")
	return verification.Source{ID: language, Language: primary, Text: strings.Join(said, "\n\n")}
}

// accepts counts the true statements that are supported; a false one must not
// be.
func accepts(t *testing.T, drafts *answer.Drafts, statements []statement, article verification.Source) (accepted int) {
	t.Helper()
	for _, s := range statements {
		checked, err := drafts.AgainstSources(t.Context(), s.text, []verification.Source{article})
		switch {
		case err != nil || len(checked) != 1:
			t.Errorf("%q against %s: %+v, %v", s.text, article.ID, checked, err)
		case checked[0].Supported && !s.said:
			t.Errorf("%q passes for %s: %q", s.text, article.ID, article.Text)
		case checked[0].Supported:
			accepted++
		}
	}
	return accepted
}
