package verification_test

import (
	"context"
	"errors"
	"hash/fnv"
	"io/fs"
	"math"
	"slices"
	"strings"
	"testing"
	"unicode"

	"footnote/answer/verification"
	"footnote/internal/sentence"
	"footnote/sample"
)

// groups are words to which the test's embedder gives one vector; a real one
// knows them by itself. The last are near each other and still opposites.
var groups = []string{
	"delete remove deletes removes", "several multiple", "begins starts", "about around",
	"link ссылка", "valid действительна", "reset сброса", "password пароля", "mail письмо", "sent отправляется", "support поддержка", "minutes минут", "asks спрашивает",
	"before after", "north south", "most более",
}

// embedder gives each word of four letters and more a vector of its own or of
// its group, and a sentence the sum of its words'.
type embedder struct{}

const dimensions = 512

func (embedder) EmbedPassages(_ context.Context, texts []string) ([][]float32, error) {
	vectors := make([][]float32, len(texts))
	for i, text := range texts {
		v := make([]float32, dimensions)
		for _, word := range strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) }) {
			if len([]rune(word)) < 4 {
				continue
			}
			if g := slices.IndexFunc(groups, func(g string) bool { return slices.Contains(strings.Fields(g), word) }); g >= 0 {
				word = groups[g]
			}
			h := fnv.New32a()
			h.Write([]byte(word))
			v[h.Sum32()%dimensions]++
		}
		if !slices.ContainsFunc(v, func(x float32) bool { return x != 0 }) {
			v[0] = 1 // small words are near each other
		}
		vectors[i] = normal(v)
	}
	return vectors, nil
}

func normal(v []float32) []float32 {
	sum := 0.0
	for _, x := range v {
		sum += float64(x) * float64(x)
	}
	for i := range v {
		v[i] /= float32(math.Max(math.Sqrt(sum), 1e-9))
	}
	return v
}

func TestMeaning(t *testing.T) {
	zones := source("en", "Zones", "Owners can delete several zones at once. The trial begins after 14 days. The office is in the north of Porto.")
	reset := source("en", "Reset", "The password reset link is valid for 30 minutes. Support never asks for your password.")
	verifier := verification.New(lexicon{}).WithEmbedder(embedder{})
	for text, want := range map[string]struct {
		source    verification.Source
		supported bool
	}{
		"Owners can remove multiple zones at once.":               {zones, true},
		"Owners can remove multiple red zones at once.":           {zones, false},
		"The trial starts after 14 days.":                         {zones, true},
		"The trial starts before 14 days.":                        {zones, false},
		"The office is in the south of Porto.":                    {zones, false},
		"Ссылка для сброса пароля действительна 30 минут.":        {reset, true},
		"Ссылка для сброса пароля действительна 40 минут.":        {reset, false},
		"Ссылка для сброса пароля действительна 30 дней.":         {reset, false},
		"Ссылка для сброса пароля не действительна 30 минут.":     {reset, false},
		"Ссылка для сброса пароля действительна в Риме 30 минут.": {reset, false},
	} {
		v := verifier.Check(context.Background(), text, []verification.Source{want.source})
		if v.Supported != want.supported {
			t.Errorf("%q: %+v, want supported %v", text, v, want.supported)
		}
	}
}

// A pronoun means nothing without the sentence before it, in any language.
func TestPronounsAcrossLanguages(t *testing.T) {
	reset := source("en", "Reset", "The password reset link is valid for 30 minutes. It is sent in a mail by support.")
	verifier := verification.New(lexicon{}).WithEmbedder(embedder{})
	if v := verifier.Check(t.Context(), "Она действительна для пароля 30 минут.", []verification.Source{reset}); v.Supported {
		t.Errorf("a first sentence with a pronoun: %+v", v)
	}
	verdicts := verifier.CheckText(t.Context(), "Ссылка для сброса пароля действительна 30 минут. Она отправляется в письмо поддержка.", []verification.Source{reset})
	if len(verdicts) != 2 || !verdicts[0].Supported || !verdicts[1].Supported {
		t.Errorf("after the sentence that it is about: %+v", verdicts)
	}
}

type failing struct{}

func (failing) EmbedPassages(context.Context, []string) ([][]float32, error) {
	return nil, errors.New("no model")
}

// Without vectors the words decide.
func TestEmbedderThatFails(t *testing.T) {
	verifier := verification.New(lexicon{}).WithEmbedder(failing{})
	for text, supported := range map[string]bool{"The link is valid for 30 minutes.": true, "The hyperlink is valid for 30 minutes.": false, "Ссылка действует 30 минут.": false} {
		if v := verifier.Check(context.Background(), text, []verification.Source{resetEN}); v.Supported != supported {
			t.Errorf("%q: %+v", text, v)
		}
	}
}

func TestConditions(t *testing.T) {
	src := source("en", "Links", `You can ask for a new link if the old one has expired. Uploads hold at most 50 files. On the Fleet plan, owners can export the audit log. When the trial ends, the workspace becomes read-only. The old price holds until 1 May 2026. The yearly fee is 20 euros instead of 24 euros.`)
	for text, kind := range map[string]string{
		"You can ask for a new link if the old one has expired.":  "",
		"If the old one has expired, you can ask for a new link.": "",
		"You can ask for a new link.":                             verification.Condition,
		"Uploads hold 50 files.":                                  verification.Condition,
		"Uploads hold up to 50 files.":                            "",
		"Uploads hold at least 50 files.":                         verification.Condition,
		"Owners can export the audit log.":                        verification.Condition,
		"The workspace becomes read-only.":                        verification.Condition,
		"The old price holds from 1 May 2026.":                    verification.Condition,
		"The yearly fee is 24 euros.":                             verification.Negation,
	} {
		v := check(testCase{text, src})
		if v.Supported != (kind == "") || kind != "" && !slices.Contains(v.Disagreements, kind) {
			t.Errorf("%q: %+v, want %q", text, v, kind)
		}
	}
}

func TestStatementsFromSeveralPlaces(t *testing.T) {
	text := "The link is valid for 30 minutes; the Pro plan costs 20 euros per month."
	v := verification.New(lexicon{}).CheckText(context.Background(), text, []verification.Source{plansEN, resetEN})
	if len(v) != 1 || !v[0].Supported || v[0].Source != 1 || len(v[0].Further) != 1 || v[0].Further[0].Source != 0 {
		t.Errorf("%+v", v)
	}
	text = "The link is valid for 30 minutes; the Pro plan costs 10 euros per month."
	if v := verification.New(lexicon{}).CheckText(context.Background(), text, []verification.Source{plansEN, resetEN}); v[0].Supported {
		t.Errorf("a wrong statement passes beside a right one: %+v", v)
	}
}

// The more of a sentence is nowhere in the source, the lower its score.
func TestScoreFalls(t *testing.T) {
	last := 1.1
	for _, text := range []string{
		"Support never asks for your password.",
		"Support staff never asks for your password.",
		"Support staff never asks strangers for your password.",
		"Support staff never visits strangers with your password.",
		"Gardeners plant tulips beside quiet rivers.",
	} {
		v := check(testCase{text, resetEN})
		if v.Score >= last {
			t.Errorf("%q scores %.3f, no less than the one before", text, v.Score)
		}
		last = v.Score
	}
	if verification.Score(nil) != 0 {
		t.Error("a text without sentences scores")
	}
}

// A sentence of an article is supported by the article, and its quote stands
// at its range; what is no statement is not.
func TestSampleSentencesAreSupported(t *testing.T) {
	err := fs.WalkDir(sample.Files(), ".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.HasSuffix(path, ".md") || !strings.Contains(path, "security") {
			return err
		}
		data, err := fs.ReadFile(sample.Files(), path)
		if err != nil {
			return err
		}
		src := source(path[:2], "", string(data))
		evidence := verification.New(lexicon{}).Evidence([]verification.Source{src})
		runes := []rune(src.Text)
		for _, span := range sentence.Split(src.Text) {
			text := string(runes[span.Start:span.End])
			if !isStatement(text) {
				continue
			}
			v := evidence.Check(context.Background(), text, verification.Hint{})
			if !v.Supported || v.Score < verification.Threshold {
				t.Errorf("%s: %q is not supported by itself: %+v", path, text, v)
			} else if got := string(runes[v.Quote.Start:v.Quote.End]); got != text {
				t.Errorf("%s: %q is quoted as %q", path, text, got)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// isStatement tells sentences of running text.
func isStatement(text string) bool {
	return strings.HasSuffix(text, ".") && len(strings.Fields(text)) > 3 && !strings.ContainsAny(text[:1], "#|-") && !strings.Contains(text, "](")
}
