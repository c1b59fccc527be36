package sentence_test

import (
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"footnote/internal/sentence"
)

func parts(text string) []string {
	runes := []rune(text)
	var out []string
	for _, s := range sentence.Split(text) {
		out = append(out, string(runes[s.Start:s.End]))
	}
	return out
}

func TestATableRowIsOneSentence(t *testing.T) {
	text := "Who | What\n  a company with a USt-IdNr. Or none. | no tax. None at all.\nA sentence. Another | with a bar."
	want := []string{"Who | What", "a company with a USt-IdNr. Or none. | no tax. None at all.", "A sentence. Another | with a bar."}
	if got := parts(text); !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

// In the cases, "|" marks where a sentence ends; it is not part of the text.
func TestSplit(t *testing.T) {
	cases := []string{
		"The link is valid for 30 minutes.| Then ask for a new one.",
		"It needs 12 V.| A. Smith knows.| Plan B. Miller says so.",
		"Really?| Yes!| It works...| Mostly.",
		"Use a strong password, e.g. Four random words.| Change it yearly.",
		"See Dr. Miller or Mrs. J. Smith at No. 5 on p. 12.| They know.",
		"It costs 3.50 EUR in v1.2.3 of the app.| Get it at example.com/a.b?c=d or mail a.b@example.com.| Bye.",
		"He said \"Stop.\"| Then he left.| (He came back.)| Fine.",
		"\"Really?\" he asked.| Yes.",
		"We open at 9 a.m. and close at 5 p.m.| Sundays are free.",
		"Backups, logs, etc. are kept.| Logs, etc.| Nothing else.",
		"It was shown in 2010.[1]| Later it was refuted.[2, 3]| Done.",
		"1. Open the menu.| Choose Save.|\n2. Close it.",
		"Wait… what?| Wait…| What?",
		"Prices\n|| Plan A costs 5\n|Plan B costs 6",
		"Das gilt z. B. für Firmen, d. h. alle.| Am 3. Mai endet es.| Zum 1. Januar auch.| Ende.",
		"Das kostet ca. 5 Euro, vgl. Abs. 3 und Nr. 4.| Gut.",
		"Ссылка действует 30 мин., т. е. недолго.| См. п. 5 и ст. 12.| Готово.",
		"Файлы, папки и т. д. удаляются.| Это всё, и т. д.| Больше ничего.",
		"Ссылка действует 30 мин.| [1] Готово.",
		"Обратитесь к г-ну А. С. Иванову.| Он поможет.",
		"Voir p.ex. Paris.| C'est « fini. »| Merci !| Bon.",
		"¿Cómo?| ¡Así!| El Sr. López lo sabe.",
		"链接有效期为30分钟。|之后请重新申请！|好吗？",
		"「本当です。」|はい。",
		"الرابط صالح.| هل هذا صحيح؟| نعم.",
		"यह सही है।| वह गलत है।",
		"โปรดตรวจสอบอีเมลของคุณก่อนเข้าสู่ระบบ| จากนั้นคลิกลิงก์",
		"Needs:| • a phone| • a mail address",
		"",
		"   \n\t ",
		"no stop at all",
		"...",
	}
	for _, c := range cases {
		text := strings.ReplaceAll(c, "|", "")
		var want []string
		for _, part := range strings.Split(c, "|") {
			for _, line := range strings.Split(part, "\n") {
				if line = strings.TrimSpace(line); line != "" {
					want = append(want, line)
				}
			}
		}
		if got := parts(text); !slices.Equal(got, want) {
			t.Errorf("Split(%q)\n got %q\nwant %q", text, got, want)
		}
	}
}

func TestSplitCutsLongRuns(t *testing.T) {
	for _, text := range []string{strings.Repeat("word ", 1000), strings.Repeat("x", 5000), strings.Repeat("界", 5000)} {
		spans := sentence.Split(text)
		if len(spans) < 5 {
			t.Errorf("a run of %d runes gave %d spans", utf8.RuneCountInString(text), len(spans))
		}
		check(t, text)
	}
}

// check holds what every split must hold: ordered, disjoint, not empty, and
// nothing but white space left out.
func check(t *testing.T, text string) {
	t.Helper()
	runes, at := []rune(text), 0
	for _, s := range sentence.Split(text) {
		if s.Start < at || s.End <= s.Start || s.End > len(runes) {
			t.Fatalf("span %v after %d in %q", s, at, text)
		}
		blank(t, runes[at:s.Start])
		if unicode.IsSpace(runes[s.Start]) || unicode.IsSpace(runes[s.End-1]) {
			t.Fatalf("span %v of %q has white space at its edge", s, text)
		}
		at = s.End
	}
	blank(t, runes[at:])
}

func blank(t *testing.T, runes []rune) {
	t.Helper()
	for _, r := range runes {
		if !unicode.IsSpace(r) {
			t.Fatalf("%q is in no sentence", string(runes))
		}
	}
}

func FuzzSplit(f *testing.F) {
	for _, seed := range []string{"A. B. c.", "z. B. 3. Mai", "...[1] x", "。。\n•", "т. е. \u2028 a", "\xff. A", "[", "a.[12", strings.Repeat("a ", 700)} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) { check(t, text) })
}

func BenchmarkSplit(b *testing.B) {
	text := strings.Repeat("The link is valid for 30 minutes. Then, e.g. at 5 p.m., ask Dr. Miller for a new one! ", 1000)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		sentence.Split(text)
	}
}
