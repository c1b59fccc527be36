package verification_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"footnote/answer/verification"
)

// opinion is a checker with one opinion on everything.
type opinion struct {
	p         float64
	err       error
	documents []string
	claims    []string
}

func (o *opinion) Support(_ context.Context, document, claim string) (float64, error) {
	o.documents, o.claims = append(o.documents, document), append(o.claims, claim)
	return o.p, o.err
}

func checkAsking(o *opinion, passes bool, text string, sources ...verification.Source) verification.Verdict {
	return verification.New(lexicon{}).Evidence(sources).WithChecker(o, passes).Check(context.Background(), text, verification.Hint{})
}

func TestCheckerRefuses(t *testing.T) {
	const verbatim, reworded, wrong = "Support never asks for your password.", "The password reset link is valid for 30 minutes.", "The link is valid for 40 minutes."
	for _, c := range []struct {
		name, text string
		o          opinion
		supported  bool
		asked      bool
		kind       string
	}{
		{"sure that it is false", reworded, opinion{p: 0.02}, false, true, verification.ByChecker},
		{"in doubt", reworded, opinion{p: 0.3}, true, true, ""},
		{"sure that it is true", reworded, opinion{p: 0.99}, true, true, ""},
		{"away", reworded, opinion{err: errors.New("away")}, true, true, ""},
		{"word for word", verbatim, opinion{p: 0}, true, false, ""},
		{"false", wrong, opinion{p: 1}, false, false, verification.Number},
		{"a greeting", "Dear customer!", opinion{p: 1}, false, false, verification.Terms},
	} {
		t.Run(c.name, func(t *testing.T) {
			v := checkAsking(&c.o, false, c.text, resetEN)
			if v.Supported != c.supported || (len(c.o.claims) > 0) != c.asked || (c.kind != "") != (len(v.Disagreements) > 0) ||
				c.kind != "" && !slices.Contains(v.Disagreements, c.kind) {
				t.Errorf("%+v, asked %q", v, c.o.claims)
			}
			if answered := c.asked && c.o.err == nil; answered != (v.Checker != nil) || answered && *v.Checker != c.o.p {
				t.Errorf("what the checker said is %v", v.Checker)
			}
			if !v.Supported && v.Score > 0.5 {
				t.Errorf("score %v of what is refused", v.Score)
			}
		})
	}
}

// A checker that takes everything for true lets sentences through to which
// nothing is opposed but that a word of theirs is not there: no swapped
// number, date, name or negation, no word in another's place.
func TestCheckerPasses(t *testing.T) {
	o := &opinion{p: 1}
	paraphrase := "The Pro plan sets you back 20 euros per month."
	if v := checkAsking(o, true, paraphrase, plansEN); !v.Supported || v.Score < verification.Threshold || len(v.Disagreements) > 0 {
		t.Errorf("%q: %+v", paraphrase, v)
	}
	if v := checkAsking(o, false, paraphrase, plansEN); v.Supported {
		t.Errorf("%q passes where the checker may only refuse", paraphrase)
	}
	if v := checkAsking(&opinion{p: 0.89}, true, paraphrase, plansEN); v.Supported {
		t.Errorf("%q passes with a checker in doubt", paraphrase)
	}
	for _, c := range refusedCases {
		if v := checkAsking(o, true, c.text, c.source); v.Supported && c.kind != verification.Terms {
			t.Errorf("%q passes (%s)", c.text, c.kind)
		}
	}
	for _, src := range append(slices.Clone(more), resetEN, plansEN, rolesEN, resetRU, resetDE) {
		for _, line := range strings.SplitAfter(src.Text, ". ") {
			for _, m := range mutations(src.Language, strings.TrimSpace(line)) {
				if v := checkAsking(o, true, m, src); v.Supported {
					t.Errorf("%q passes", m)
				}
			}
		}
	}
}

// A checker reads title and text around the closest place, not all.
func TestCheckerReadsTheClosestPlace(t *testing.T) {
	filler := strings.Repeat("Boats are painted in spring. ", 400)
	src := source("en", "Reset your password", filler+resetEN.Text+" "+filler)
	o := &opinion{p: 1}
	v := checkAsking(o, false, "The password reset link is valid for 30 minutes.", plansEN, src)
	if len(o.documents) != 1 || v.Source != 1 {
		t.Fatalf("%+v, asked %d times", v, len(o.documents))
	}
	if d := o.documents[0]; !strings.HasPrefix(d, "Reset your password\n") || !strings.Contains(d, "valid for 30 minutes") || len(d) > 1300 || len(d) < 1000 {
		t.Errorf("%d bytes: %q", len(d), d)
	}
}

// A sentence of two statements is asked about once, with both places.
func TestCheckerOfJoinedStatements(t *testing.T) {
	o := &opinion{p: 0.01}
	e := verification.New(lexicon{}).Evidence([]verification.Source{resetEN, plansEN}).WithChecker(o, true)
	v := e.CheckText(t.Context(), "The reset link is valid for 30 minutes; the Pro plan costs 20 euros per month. It can be used only once.")
	if len(v) != 2 || v[0].Supported || v[0].Disagreements[0] != verification.ByChecker || v[1].Supported {
		t.Fatalf("%+v", v)
	}
	if d := o.documents[0]; !strings.Contains(d, resetEN.Context) || !strings.Contains(d, plansEN.Context) {
		t.Errorf("it read %q", d)
	}
}
