package language_test

import (
	"testing"

	"footnote/internal/language"
)

func TestMonth(t *testing.T) {
	for name, want := range map[string]int{
		"March": 3, "MÄRZ": 3, "марта": 3, "mrt": 3, "déc.": 12, "Sept": 9, "ธันวาคม": 12, "ديسمبر": 12, "Ağustos": 8, "października": 10,
		"": 0, "-": 0, "Monday": 0, "3": 0,
	} {
		if got := language.Month(name); got != want {
			t.Errorf("%q: %d, want %d", name, got, want)
		}
	}
}
