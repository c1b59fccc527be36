package language

import (
	"slices"
	"testing"
)

func TestNames(t *testing.T) {
	cases := []struct {
		text  string
		names []string
	}{
		{"How do I reset my password?", nil},
		{"What does the Crew plan cost in 2024?", []string{"crew", "2024"}},
		{"Does Northwind's API return E-4012?", []string{"northwi", "api", "e-4012"}},
		{"SSO I'm locked out", []string{"sso"}},
		{"Как подключить Telegram в Москве?", []string{"telegr", "москве"}},
		{"I paid by card. How do I see Visa charges? Thanks", []string{"visa"}},
		{"", nil},
	}
	for _, tc := range cases {
		if got := Names(tc.text); !slices.Equal(got, tc.names) {
			t.Errorf("%q names %q, want %q", tc.text, got, tc.names)
		}
	}
}

func TestNamesIn(t *testing.T) {
	names := Names("Does the Crew plan have the API?")
	for text, want := range map[string]float64{"The API is in the crew plan.": 1, "Crew costs 12 euros.": 0.5, "": 0} {
		if got := NamesIn(names, text); got != want {
			t.Errorf("%q has %g of %q, want %g", text, got, names, want)
		}
	}
	if NamesIn(nil, "anything") != 1 {
		t.Error("no names are not all there")
	}
}
