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
		{"E-4012とは何ですか？", []string{"e-4012"}},
		{"バージョン2.10でC7を見る", []string{"2.10", "c7"}},
		{"E-4012는 무엇인가요?", []string{"e-4012"}},
		{"Peki E-4012'nin anlamı nedir?", []string{"e-4012"}},
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
	for _, tc := range []struct {
		name, text string
		want       bool
	}{
		{"2.1", "New in 2.1: themes.", true}, {"2.1", "New in 2.10.1 and 2.1.3", false}, {"v2.1.10", "Version 2.1.10", true},
		{"e-4012", "E4012 means", true}, {"e4012", "error (E_4012).", true}, {"e-401", "E-4012", false}, {"30", "a 30-day trial", true},
		{"10", "10GB of space", true}, {"10", "100 GB", false}, {"30", "30分以内", true}, {"2024", "since 2024-05-01", true}, {"20,000", "20,000 rows", true},
	} {
		if got := NamesIn([]string{tc.name}, tc.text) == 1; got != tc.want {
			t.Errorf("%q in %q is %v", tc.name, tc.text, got)
		}
	}
	if NamesIn(nil, "anything") != 1 {
		t.Error("no names are not all there")
	}
}
