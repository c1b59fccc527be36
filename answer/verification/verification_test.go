package verification_test

import (
	"context"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"footnote/answer/verification"
	"footnote/internal/sentence"
)

type testCase struct {
	text   string
	source verification.Source
}

func source(language, context, text string) verification.Source {
	return verification.Source{ID: context, Language: language, Context: context, Text: text}
}

func check(c testCase) verification.Verdict {
	return verification.New(lexicon{}).Check(context.Background(), c.text, []verification.Source{c.source})
}

func TestSupported(t *testing.T) {
	for _, c := range supportedCases {
		v := check(c)
		if !v.Supported || v.Score < verification.Threshold || len(v.Disagreements) > 0 {
			t.Errorf("%q: %+v, want supported (best: %q)", c.text, v, quote(c.source, v))
		}
	}
}

func TestRefused(t *testing.T) {
	for _, c := range refusedCases {
		v := check(c.testCase)
		if v.Supported || v.Score > 0.5 || len(v.Disagreements) == 0 {
			t.Errorf("%q: %+v, want it refused (quote %q)", c.text, v, quote(c.source, v))
		}
		if c.kind != "" && !slices.Contains(v.Disagreements, c.kind) {
			t.Errorf("%q: disagreements %v, want %s (quote %q)", c.text, v.Disagreements, c.kind, quote(c.source, v))
		}
	}
}

// What a cell says is said by its place: a row with one left out says it of
// other columns.
func TestRowsAreSupportedWordForWordAlone(t *testing.T) {
	table := source("en", "Plans", "Feature | Solo | Crew | Fleet | Enterprise\nSingle sign-on | no | no | SAML | SAML and SCIM\nText messages a month | none | 200 | 1,000 | 5,000")
	for text, want := range map[string]bool{
		"Single sign-on | no | no | SAML | SAML and SCIM": true,
		"Single sign-on | no | no | SAML and SCIM":        false,
		"| Single sign-on | no | SAML |":                  false,
		"Text messages a month | none | 200 | 5,000":      false,
	} {
		if v := check(testCase{text, table}); v.Supported != want {
			t.Errorf("%q: %+v", text, v)
		}
	}
}

func quote(s verification.Source, v verification.Verdict) string {
	if v.Source < 0 {
		return ""
	}
	return string([]rune(s.Text)[v.Quote.Start:v.Quote.End])
}

// Every sentence of a source supports itself, and none of it does after a
// change of a number, a name or the negation.
func TestMutations(t *testing.T) {
	for _, src := range []verification.Source{resetEN, plansEN, rolesEN, resetRU, resetDE} {
		runes := []rune(src.Text)
		for _, span := range sentence.Split(src.Text) {
			text := string(runes[span.Start:span.End])
			if v := check(testCase{text, src}); !v.Supported || v.Score != 1 || quote(src, v) != text {
				t.Errorf("%q does not support itself: %+v", text, v)
			}
			for _, mutated := range mutations(src.Language, text) {
				if v := check(testCase{mutated, src}); v.Supported {
					t.Errorf("%q passes for %q (score %.2f)", mutated, text, v.Score)
				}
			}
		}
	}
}

// mutations makes false sentences from a true one.
func mutations(language, text string) []string {
	var out []string
	words := strings.Fields(text)
	for i, w := range words {
		bare := strings.Trim(w, ".,;%")
		if n, err := strconv.Atoi(bare); err == nil {
			for _, other := range []int{n + 1, n * 10, n + 7} {
				out = append(out, replaced(words, i, strings.Replace(w, bare, strconv.Itoa(other), 1)))
			}
		}
		if i > 0 && negations[bare] {
			out = append(out, strings.Join(append(slices.Clone(words[:i]), words[i+1:]...), " "))
		}
		if i > 0 && bare == "Pro" {
			out = append(out, replaced(words, i, "Team"))
		}
	}
	insert := map[string]string{"en": "not", "ru": "не", "de": "nicht"}[language]
	if !hasNegation(words) {
		out = append(out, strings.Join(slices.Insert(slices.Clone(words), min(2, len(words)), insert), " "))
	}
	return out
}

var negations = map[string]bool{"not": true, "never": true, "cannot": true, "не": true, "никогда": false, "nicht": true, "nie": true, "only": true, "только": true}

func hasNegation(words []string) bool {
	for _, w := range words {
		switch strings.ToLower(strings.Trim(w, ".,;")) {
		case "not", "never", "cannot", "не", "нельзя", "без", "nicht", "nie", "no":
			return true
		}
	}
	return false
}

func replaced(words []string, i int, by string) string {
	words = slices.Clone(words)
	words[i] = by
	return strings.Join(words, " ")
}

// Numbers of a source put in each other's place never pass.
func TestSwappedNumbers(t *testing.T) {
	for _, src := range []verification.Source{resetEN, plansEN, rolesEN, resetRU, resetDE} {
		runes := []rune(src.Text)
		for _, span := range sentence.Split(src.Text) {
			words := strings.Fields(string(runes[span.Start:span.End]))
			var at []int
			for i, w := range words {
				if n, err := strconv.Atoi(strings.Trim(w, ".,;")); err == nil && n < 2000 {
					at = append(at, i)
				}
			}
			for a := range at {
				for b := a + 1; b < len(at); b++ {
					i, j := at[a], at[b]
					swapped := slices.Clone(words)
					swapped[i], swapped[j] = swapped[j], swapped[i]
					text := strings.Join(swapped, " ")
					if v := check(testCase{text, src}); v.Supported {
						t.Errorf("%q passes (score %.2f)", text, v.Score)
					}
				}
			}
		}
	}
}

// Numbers and names of a text put in each other's place never pass, be they
// from one sentence or from two.
func TestExchangedNamesAndNumbers(t *testing.T) {
	for _, src := range append([]verification.Source{resetEN, plansEN, rolesEN, resetRU, resetDE}, more...) {
		evidence := verification.New(lexicon{}).Evidence([]verification.Source{src})
		runes := []rune(src.Text)
		numbers, names := exchangeable(src)
		for _, span := range sentence.Split(src.Text) {
			text := string(runes[span.Start:span.End])
			if v := evidence.Check(context.Background(), text, verification.Hint{}); !v.Supported && !strings.HasPrefix(text, "It ") && !strings.HasPrefix(text, "Её ") {
				t.Errorf("%q does not support itself: %+v", text, v)
			}
			for _, kind := range [][]string{numbers, names} {
				for _, from := range kind {
					for _, to := range kind {
						changed := exchange(text, from, to)
						if from == to || changed == text {
							continue
						}
						if v := evidence.Check(context.Background(), changed, verification.Hint{}); v.Supported {
							t.Errorf("%q passes for %q (score %.2f)", changed, text, v.Score)
						}
					}
				}
			}
		}
	}
}

var (
	numberPattern = regexp.MustCompile(`\d[\d,. ]*\d|\d`)
	namePattern   = regexp.MustCompile(`[\pL\d,] (\p{Lu}\pL{2,}(?: \p{Lu}\pL{2,})?)`)
)

// exchangeable lists the numbers and names of a source. In German only words
// in capitals are surely names.
func exchangeable(src verification.Source) (numbers, names []string) {
	for _, n := range numberPattern.FindAllString(src.Text, -1) {
		numbers = append(numbers, strings.Trim(n, " ,."))
	}
	for _, m := range namePattern.FindAllStringSubmatch(src.Text, -1) {
		if src.Language != "de" || strings.ToUpper(m[1]) == m[1] {
			names = append(names, m[1])
		}
	}
	return numbers, names
}

// exchange replaces a word where it stands alone.
func exchange(text, from, to string) string {
	at := regexp.MustCompile(`(^|[^\pL\d,.])` + regexp.QuoteMeta(from) + `($|[^\pL\d])`)
	return at.ReplaceAllString(text, "${1}"+to+"${2}")
}

func TestCheckText(t *testing.T) {
	text := "The link is valid for 30 minutes. [1] It can be used only once. The moon is a cheese. It can be used only once."
	got := verification.New(lexicon{}).CheckText(context.Background(), text, []verification.Source{plansEN, resetEN})
	runes := []rune(text)
	var supported []bool
	for _, v := range got {
		supported = append(supported, v.Supported)
		if !strings.Contains(string(runes[v.Span.Start:v.Span.End]), strings.TrimSuffix(v.Text, ".")) {
			t.Errorf("span %v of %q is %q", v.Span, v.Text, string(runes[v.Span.Start:v.Span.End]))
		}
		if v.Supported && v.Source != 1 {
			t.Errorf("%q is supported by source %d", v.Text, v.Source)
		}
	}
	// The last one says "it" of something that was refused.
	if want := []bool{true, true, false, false}; !slices.Equal(supported, want) {
		t.Errorf("supported = %v, want %v", supported, want)
	}
}

func TestCancelledCheckSupportsNothing(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	v := verification.New(lexicon{}).Check(ctx, "Support never asks for your password.", []verification.Source{resetEN})
	if v.Supported {
		t.Error("a cancelled check supports")
	}
}

func TestPreferredSourceWins(t *testing.T) {
	other := resetEN
	other.ID = "copy"
	evidence := verification.New(lexicon{}).Evidence([]verification.Source{resetEN, other})
	for i := range 2 {
		v := evidence.Check(context.Background(), "The link is valid for 30 minutes.", verification.Hint{Prefer: []int{i}})
		if v.Source != i {
			t.Errorf("source %d, want the preferred %d", v.Source, i)
		}
	}
}

func FuzzCheck(f *testing.F) {
	f.Add("The link is valid for 30 minutes.", "en")
	f.Add("1.2.3 ٣٠ 5 p.m. „x“ `y` [1](z) 30分钟 3,14 € - 1 000 000", "de")
	f.Add("\xff\n\n..", "zh")
	f.Fuzz(func(t *testing.T, text, language string) {
		sources := []verification.Source{{Text: text, Language: language}, resetEN}
		for _, v := range verification.New(lexicon{}).CheckText(context.Background(), text, sources) {
			if v.Score < 0 || v.Score > 1 || v.Source >= len(sources) {
				t.Fatalf("%+v", v)
			}
			if v.Source >= 0 && (v.Quote.Start < 0 || v.Quote.End > len([]rune(sources[v.Source].Text)) || v.Quote.Start > v.Quote.End) {
				t.Fatalf("quote %v out of range", v.Quote)
			}
			if v.Supported != (len(v.Disagreements) == 0) {
				t.Fatalf("supported %v with %v", v.Supported, v.Disagreements)
			}
		}
	})
}
