package verification_test

import (
	"testing"

	"footnote/answer/verification"
)

func TestConflict(t *testing.T) {
	en := func(context, text string) verification.Source { return source("en", context, text) }
	cases := []struct {
		name string
		a, b verification.Source
		want string
	}{
		{"another number of days", en("Refunds\nWho gets one", "You can ask for a refund within 30 days of the payment."), en("Cancel your subscription", "A refund is possible if you cancel within 14 days of the payment."), verification.Number},
		{"another unit", en("Reset your password", "The reset link is valid for 30 minutes."), en("Reset links", "A password reset link is valid for 24 hours."), verification.Number},
		{"another amount", en("Prices", "The Team plan costs 29 euros a month."), en("Prices 2024", "The Team plan costs 25 euros a month."), verification.Number},
		{"another count", en("Teams", "A team can have 5 owners."), en("Owners of a team", "A team can have 3 owners."), verification.Number},
		{"another date", en("Shutdown of the old API", "The old API is switched off on 3 May 2026."), en("Shutdown of the old API", "The old API is switched off on 1 June 2026."), verification.Date},
		{"a negation", en("Export", "Members can export all invoices of the workspace."), en("Export of invoices", "Members cannot export all invoices of the workspace."), verification.Negation},
		{"in Russian", source("ru", "Возврат", "Запросить возврат можно в течение 30 дней после платежа."), source("ru", "Отмена", "Возврат возможен в течение 14 дней после платежа."), verification.Number},
		{"in German", source("de", "Rückerstattung", "Eine Rückerstattung ist 30 Tage nach der Zahlung möglich."), source("de", "Kündigung", "Die Rückerstattung ist 14 Tage nach der Zahlung möglich."), verification.Number},

		{"the same in other units", en("Reset your password", "The reset link is valid for 24 hours."), en("Reset links", "A password reset link is valid for one day."), ""},
		{"the same", en("Refunds", "You can ask for a refund within 30 days of the payment."), en("Cancel", "A refund is possible within 30 days of the payment."), ""},
		{"other names", en("Prices", "The Starter plan costs 12 euros a month."), en("Prices", "The Team plan costs 29 euros a month."), ""},
		{"articles on other things", en("The Crew plan", "The plan has 60 requests a minute."), en("The Fleet plan", "The plan has 240 requests a minute."), ""},
		{"limits of two plans", en("Limits of the Free plan", "An uploaded file may have up to 25 MB."), en("Limits of the Business plan", "An uploaded file may have up to 500 MB."), ""},
		{"links of other kinds", en("Invite your team", "The link in the invitation is valid for 7 days and works once."), en("Reset your password", "The link is valid for 30 minutes and works once."), ""},
		{"numbers of other things", en("Refunds", "A refund of the payment is possible within 30 days."), en("Refunds", "A refund of the payment arrives after 5 business days."), ""},
		{"another subject", en("Uploads", "Pictures may have up to 10 MB."), en("Uploads", "Videos may have up to 500 MB."), ""},
		{"several numbers", en("Limits", "Uploads may have 10 MB, with compression 20 MB."), en("Limits", "Uploads may have 30 MB."), ""},
		{"who may and who may not", en("Roles", "Members can view projects."), en("Roles", "Guests cannot view projects."), ""},
		{"one of them negated", en("Balance", "If the balance is positive the project is restored within 15 minutes."), en("Projects", "If the balance is not positive within 30 days the project is blocked."), ""},
		{"two languages", en("Refunds", "A refund is possible within 30 days of the payment."), source("de", "Geld zurück", "Eine Rückerstattung ist 14 Tage nach der Zahlung möglich."), ""},
		{"a pronoun", en("Refunds", "It is possible within 30 days of the payment of an invoice."), en("Refunds", "It is possible within 14 days of the payment of an invoice."), ""},
	}
	for _, c := range cases {
		v := verification.New(lexicon{})
		if got := v.Statement(c.a).Conflict(v.Statement(c.b)); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
		if got := v.Statement(c.b).Conflict(v.Statement(c.a)); got != c.want {
			t.Errorf("%s, the other way round: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestVariants(t *testing.T) {
	v := verification.New(lexicon{})
	en := func(context, text string) verification.Source { return source("en", context, text) }
	for _, c := range []struct {
		name string
		a, b verification.Source
		want bool
	}{
		{"seats of two plans", en("The Crew plan", "You can have 2 seats."), en("The Fleet plan", "You can have 5 seats."), true},
		{"limits of two plans", en("Limits of the Free plan", "An uploaded file may have up to 25 MB."), en("Limits of the Business plan", "An uploaded file may have up to 500 MB."), true},
		{"prices that are named", en("The Crew plan", "Crew costs 24 euros a seat."), en("The Fleet plan", "Fleet costs 39 euros a seat."), true},
		{"the same numbers", en("The Crew plan", "You can have 5 seats."), en("The Fleet plan", "You can have 5 seats."), false},
		{"one article", en("The Crew plan", "You can have 2 seats."), en("The Crew plan", "You can have 5 seats."), false},
		{"titles on other things", en("Refunds", "A refund is possible within 30 days."), en("Warranty", "A refund is possible within 14 days."), false},
		{"other statements", en("The Crew plan", "You can have 2 seats."), en("The Fleet plan", "A webhook is tried 5 times."), false},
	} {
		if _, _, got := v.Statement(c.a).Variants(v.Statement(c.b)); got != c.want {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}
