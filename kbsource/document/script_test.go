package document_test

import (
	"testing"

	"footnote/kbsource/document"
)

func TestSuperscript(t *testing.T) {
	for _, test := range []struct{ before, text, want string }{
		{"10", "6", "⁶"},
		{"10", "-4", "⁻⁴"},
		{"10", "−4", "⁻⁴"},
		{"km", "2", "²"},
		{"2", "n", "ⁿ"},
		{"e", "x", "ˣ"},
		{"e", "y", "ʸ"},
		{"e", "q", "^q"},
		{"€", "b", "ᵇ"},
		{"2", "n+1", "ⁿ⁺¹"},
		{"2", "a/b", "^(a/b)"},
		{"10", "1.5", "^1.5"},
		{"fee", "1,2", "¹,²"},
		{"1", "st", "st"},
		{"2", "ème", "ème"},
		{"1", "e", "e"},
		{"M", "me", "me"},
		{"Zephyr", "TM", "™"},
		{"Zephyr", "SM", "℠"},
		{"Zephyr", "new", " new"},
		{"fee", "[3]", "[3]"},
		{"fee", "*", "*"},
		{"fee", "see the terms", " see the terms"},
	} {
		if got := document.Superscript(test.before, test.text); got != test.want {
			t.Errorf("%q behind %q: %q, want %q", test.text, test.before, got, test.want)
		}
	}
}

func TestSubscript(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"2", "₂"}, {"12", "₁₂"}, {"i", "ᵢ"}, {"max", "_max"}, {"w", "_w"}, {"i, j", "_(i, j)"}, {"n+1", "_(n+1)"},
	} {
		if got := document.Subscript(test.text); got != test.want {
			t.Errorf("%q: %q, want %q", test.text, got, test.want)
		}
	}
}
