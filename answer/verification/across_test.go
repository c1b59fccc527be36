package verification_test

import (
	"slices"
	"testing"

	"footnote/answer/verification"
)

// What a translation must keep: each text is compared with the one sentence
// of its source, in another language.
func TestTranslationsKeep(t *testing.T) {
	verifier := verification.New(lexicon{}).WithEmbedder(embedder{})
	for _, c := range []struct{ text, source, kind string }{
		{"Ссылка для сброса пароля действительна не более 30 минут.", "The password reset link is valid for at most 30 minutes.", ""},
		{"Ссылка для сброса пароля действительна 30 минут.", "The password reset link is valid for at most 30 minutes.", verification.Condition},
		{"Ссылка для сброса пароля действительна не менее 30 минут.", "The password reset link is valid for at most 30 minutes.", verification.Condition},
		{"Ссылка для сброса пароля действительна от 5 до 30 минут.", "The password reset link is valid 5 to 30 minutes.", ""},
		{"Ссылка для сброса пароля действительна 30 минут, 30 минут.", "The password reset link is valid 5 to 30 minutes.", verification.Number},
		{"Поддержка никогда не спрашивает пароля.", "Support never asks for the password.", ""},
		{"Поддержка спрашивает пароля.", "Support never asks for the password.", verification.Negation},
		{"Ссылка для сброса пароля не действительна.", "The password reset link is not valid.", ""},
		{"Ссылка для сброса пароля отправляется после письма.", "The password reset link is sent before the mail.", verification.Negation},
		{"Ссылка для сброса пароля отправляется.", "The password reset link is sent only.", verification.Condition},
		{"Ссылка для сброса пароля отправляется.", "The password reset link is sent if support asks.", verification.Condition},
		{"Ссылка для сброса пароля действительна до 1 мая 2026 года.", "The password reset link is valid from 1 May 2026.", verification.Condition},
		{"Ссылка для сброса пароля действительна до 2 мая 2026 года.", "The password reset link is valid until 1 May 2026.", verification.Date},
	} {
		v := verifier.Check(t.Context(), c.text, []verification.Source{source("en", "", c.source)})
		if v.Supported != (c.kind == "") || c.kind != "" && !slices.Contains(v.Disagreements, c.kind) {
			t.Errorf("%q of %q: %+v, want %q", c.text, c.source, v, c.kind)
		}
	}
}

// A translation is cited only where nothing in the draft's language supports
// the sentence, be it in two places.
func TestOwnLanguageFirst(t *testing.T) {
	english := source("en", "Reset", "The password reset link is valid for 30 minutes; support never asks for the password.")
	russian := source("ru", "Сброс", "Ссылка для сброса пароля действительна 30 минут. Владелец может её отозвать. Кнопка находится внизу. Поддержка никогда не спрашивает пароля.")
	text := "Ссылка для сброса пароля действительна 30 минут; поддержка никогда не спрашивает пароля."
	verifier := verification.New(lexicon{}).WithEmbedder(embedder{})
	for _, c := range []struct {
		sources []verification.Source
		want    int
	}{{[]verification.Source{english, russian}, 1}, {[]verification.Source{english}, 0}} {
		v := verifier.CheckText(t.Context(), text, c.sources)
		if len(v) != 1 || !v[0].Supported || v[0].Source != c.want {
			t.Errorf("of %d sources: %+v, want source %d", len(c.sources), v, c.want)
		}
	}
}
