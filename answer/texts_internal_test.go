package answer

import (
	"reflect"
	"strings"
	"testing"
)

func TestTextsAreComplete(t *testing.T) {
	if len(allTexts) < 10 {
		t.Errorf("%d languages", len(allTexts))
	}
	marks := func(s string) string {
		var out []string
		for _, m := range []string{"{source}", "{title}", "{titles}", "{confidence}", "{threshold}", "{topic}"} {
			if strings.Contains(s, m) {
				out = append(out, m)
			}
		}
		return strings.Join(out, " ")
	}
	english := reflect.ValueOf(allTexts["en"])
	for language, texts := range allTexts {
		v := reflect.ValueOf(texts)
		for i := range v.NumField() {
			field, got := v.Type().Field(i).Name, v.Field(i).String()
			if got == "" {
				t.Errorf("%s has no %s", language, field)
			}
			if want := marks(english.Field(i).String()); marks(got) != want {
				t.Errorf("%s: %s fills in %q, want %q", language, field, marks(got), want)
			}
			if language != "en" && got == english.Field(i).String() {
				t.Errorf("%s: %s is in English", language, field)
			}
		}
	}
}

func TestEveryFeatureHasALabel(t *testing.T) {
	names, labels := map[string]bool{}, map[string]bool{}
	for _, f := range featureLabels {
		if f.label == "" || names[f.name] || labels[f.label] {
			t.Errorf("feature %s is called %q", f.name, f.label)
		}
		names[f.name], labels[f.label] = true, true
	}
}

func TestKindsOfQuestions(t *testing.T) {
	for text, want := range map[string]questionKind{
		"How long is the link valid?": kindHowMuch, "How many users?": kindHowMuch, "When does it end?": kindWhen, "Who is the owner?": kindWho,
		"Where is my invoice?": kindWhere, "How do I export data?": kindHowTo, "Is it free?": kindOther,
		"Сколько стоит?": kindHowMuch, "Когда истекает срок?": kindWhen, "Кто отвечает?": kindWho, "Как мне экспортировать данные?": kindHowTo, "Где счёт?": kindWhere,
		"Wie lange gilt der Link?": kindHowMuch, "Wann endet es?": kindWhen, "Wie kann ich exportieren?": kindHowTo, "Wer darf das?": kindWho,
		"¿Cómo exporto los datos?": kindHowTo, "Hola, ¿cuándo termina?": kindWhen, "Wie lade ich die Daten herunter?": kindHowTo, "Wie heißt der Tarif?": kindOther,
		"Somewhere it says so":         kindOther,
		"An error occurs when we save": kindOther, "Ошибка появляется когда мы сохраняем": kindOther, "My card failed - when do you lock us out?": kindWhen,
		"Tell me when it ends": kindWhen, "链接什么时候失效？": kindWhen,
	} {
		if got := kindOf(text); got != want {
			t.Errorf("%q is of kind %d, want %d", text, got, want)
		}
	}
}
