package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"footnote/answer"
)

const billing = `topics:
  - name: billing
    reason: policy
    examples:
      - What does the Team plan cost?
      - What does the Starter plan cost?
      - Tell me what the plans cost a month
      - How much does the Team plan cost a month?
ordinary:
  - Can I pay by invoice?
`

func TestPolicyTest(t *testing.T) {
	dir := folder(t, map[string]string{
		"policy.yaml":  billing,
		"typo.yaml":    strings.Replace(billing, "examples:", "exampels:", 1),
		"messages.csv": "text,topic\nWhat does the Starter plan cost a month?,billing\nWhere is the museum?,\n",
		"bad.csv":      "a,b\n",
	})
	file := func(name string) string { return filepath.Join(dir, name) }
	data := filepath.Join(t.TempDir(), "untouched")

	r := footnote(t, data, "policy", "test", file("policy.yaml"), file("messages.csv"))
	if r.code != exitOK || !strings.Contains(r.out, "2 messages, 100.0 % told rightly") || !strings.Contains(r.out, "billing") {
		t.Errorf("%+v", r)
	}
	r = footnote(t, data, "policy", "test", "--json", file("policy.yaml"))
	var reports policyReports
	if err := json.Unmarshal([]byte(r.out), &reports); err != nil || reports.Messages != nil || reports.Examples.Messages < 100 {
		t.Errorf("%+v, %v", r, err)
	}
	for _, c := range []struct {
		args []string
		want string
	}{
		{[]string{file("typo.yaml")}, `line 4: unknown key "exampels"`},
		{[]string{file("none.yaml")}, "none.yaml"},
		{[]string{file("policy.yaml"), file("bad.csv")}, "name the columns"},
		{nil, "accepts between 1 and 2"},
	} {
		if r := footnote(t, data, append([]string{"policy", "test"}, c.args...)...); r.code != exitUsage || !strings.Contains(r.err, c.want) {
			t.Errorf("%v: %+v, want %q", c.args, r, c.want)
		}
	}
	if _, err := os.Stat(data); !os.IsNotExist(err) {
		t.Errorf("the data folder was touched: %v", err)
	}
}

func TestThePolicyOfTheSettingsEscalates(t *testing.T) {
	dir := folder(t, map[string]string{"policy.yaml": billing, "typo.yaml": "topcis: []"})
	kb, data := folder(t, articles), t.TempDir()
	if r := footnote(t, data, "ingest", kb); r.code != exitOK {
		t.Fatalf("%+v", r)
	}
	environ := []string{"FOOTNOTE_ANSWER_POLICY=" + filepath.Join(dir, "policy.yaml")}
	r := footnoteWith(t.Context(), data, environ, "ask", "--json", "What does the Team plan cost?")
	var a answer.Answer
	if err := json.Unmarshal([]byte(r.out), &a); err != nil || a.Decision != answer.Escalated || len(a.Reasons) == 0 || !strings.Contains(a.Explanation.Summary, "billing") {
		t.Errorf("%+v, %v", r, err)
	}
	environ = []string{"FOOTNOTE_ANSWER_POLICY=" + filepath.Join(dir, "typo.yaml")}
	if r := footnoteWith(t.Context(), data, environ, "ask", "x"); r.code != exitUsage || !strings.Contains(r.err, "answer.policy") {
		t.Errorf("%+v", r)
	}
}
