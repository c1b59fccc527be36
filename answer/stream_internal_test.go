package answer

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

func pieces(text string, size int) []string {
	var c cutter
	var out []string
	for len(text) > 0 {
		n := min(size, len(text))
		for n < len(text) && !utf8.RuneStart(text[n]) {
			n++
		}
		out = append(out, c.add(text[:n])...)
		text = text[n:]
	}
	return append(out, c.rest()...)
}

func TestStreamsAreCutIntoSentences(t *testing.T) {
	cases := []struct {
		text string
		want []string
	}{
		{"The link is valid. [1] It works once.[2]", []string{"The link is valid. [1]", "It works once.[2]"}},
		{"One [1]. Two [2][3]. Three", []string{"One [1].", "Two [2][3].", "Three"}},
		{"One. [1, 2]\n[3] Two.", []string{"One. [1, 2]", "[3] Two."}},
		{"- One\n- Two\n", []string{"- One", "- Two"}},
		{"<think>One. Two.</think>Three. Four.", []string{"Three.", "Four."}},
		{"<think>One. Two.", nil},
		{"It costs 3.50 EUR, e.g. Monday. [1]", []string{"It costs 3.50 EUR, e.g. Monday. [1]"}},
		{"Ссылка действует 30 мин. [1] Готово.", []string{"Ссылка действует 30 мин. [1]", "Готово."}},
		{"有效期为30分钟。[1]之后请重新申请。[2]", []string{"有效期为30分钟。[1]", "之后请重新申请。[2]"}},
		{"", nil},
		{"[1]", []string{"[1]"}},
	}
	for _, c := range cases {
		for _, size := range []int{1, 3, 1000} {
			if got := pieces(c.text, size); !slices.Equal(got, c.want) {
				t.Errorf("%q in pieces of %d: %q, want %q", c.text, size, got, c.want)
			}
		}
	}
}

// Whatever the pieces, nothing but white space and thoughts is lost.
func FuzzCutter(f *testing.F) {
	f.Add("The link is valid. [1] It works once.[2]", 3)
	f.Add("a.[\n1 [] <think> x </think> b", 1)
	f.Fuzz(func(t *testing.T, text string, size int) {
		if size < 1 || strings.Contains(text, "think>") || !utf8.ValidString(text) {
			return
		}
		squeeze := func(s string) string { return strings.Join(strings.Fields(s), "") }
		if got := squeeze(strings.Join(pieces(text, size), "")); got != squeeze(text) {
			t.Fatalf("%q became %q", text, got)
		}
	})
}

func TestCitedNumbers(t *testing.T) {
	for text, want := range map[string][]int{
		"A.[1]": {1}, "A [2, 3].": {2, 3}, "A.[1][1][9]": {1}, "A [0] [x] [1": nil, "A": nil, "[99999]": nil,
	} {
		if got := citedIn(text, 3); !slices.Equal(got, want) {
			t.Errorf("%q cites %v, want %v", text, got, want)
		}
	}
}
