package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const resetArticle = "# Reset your password\n\nA mail with a link valid for 30 minutes is sent. Crew costs 24 euros a month.\n"

func TestVerifyDraft(t *testing.T) {
	articles := folder(t, map[string]string{"reset.md": resetArticle})
	texts := folder(t, map[string]string{
		"good.txt":   "A mail with a link valid for 30 minutes is sent.",
		"bad.txt":    "Good day! The link is valid for 30 days. Crew costs 24 euros a month.",
		"empty.txt":  " \n",
		"binary.txt": "\xff\xfe",
		"other.md":   "# Prices\n\nFleet costs 39 euros a month.\n",
	})
	file := func(name string) string { return filepath.Join(texts, name) }
	data := t.TempDir()
	if r := footnote(t, data, "ingest", articles); r.code != exitOK {
		t.Fatal(r)
	}
	for _, c := range []struct {
		name string
		args []string
		code int
		want []string
	}{
		{"supported", []string{file("good.txt")}, exitOK, []string{"yes 1.00", `from reset.md: "A mail`, "1 of 1 sentences supported"}},
		{"not supported", []string{file("bad.txt")}, exitOK, []string{"[unit]", "closest reset.md", "1 of 3 sentences supported"}},
		{"its own sources", []string{"--source", file("other.md"), file("good.txt")}, exitOK, []string{"0 of 1"}},
		{"empty", []string{file("empty.txt")}, exitUsage, []string{"is empty"}},
		{"no text", []string{file("binary.txt")}, exitUsage, []string{"no text in UTF-8"}},
		{"no file", []string{file("none.txt")}, exitUsage, []string{"none.txt"}},
		{"no source", []string{"--source", file("none.md"), file("good.txt")}, exitUsage, []string{"none.md"}},
		{"half of two", []string{"--jsonl", file("good.txt")}, exitUsage, []string{"name both files"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := footnote(t, data, append([]string{"verify"}, c.args...)...)
			for _, want := range c.want {
				if r.code != c.code || !strings.Contains(r.out+r.err, want) {
					t.Errorf("exit code %d, want %d; %q in %q %q", r.code, c.code, want, r.out, r.err)
				}
			}
		})
	}
	var report draftReport
	r := footnote(t, data, "verify", "--json", file("good.txt"))
	if err := json.Unmarshal([]byte(r.out), &report); err != nil || !report.Supported || report.Score != 1 || len(report.Sentences) != 1 {
		t.Errorf("%+v, %v", r, err)
	}
}

func TestVerifyLines(t *testing.T) {
	dir, data := t.TempDir(), t.TempDir()
	in, out := filepath.Join(dir, "in.jsonl"), filepath.Join(dir, "out.jsonl")
	write(t, in, `{"id":"1","text":"Crew costs 24 euros; Fleet costs 39 euros.","sources":[{"id":"a","text":"Crew costs 24 euros."},{"id":"b","text":"Fleet costs 39 euros."}]}`+"\n\n"+`{"id":"2","text":"Crew costs 25 euros.","sources":[{"id":"a","text":"Crew costs 24 euros."}]}`+"\n")
	if r := footnote(t, data, "verify", "--jsonl", in, "--out", out); r.code != exitOK {
		t.Fatal(r)
	}
	written, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(string(written)), "\n")
	if len(lines) != 2 || !strings.Contains(lines[0], `"supported":true`) || !strings.Contains(lines[0], `"further":[{"source":"b"`) ||
		!strings.Contains(lines[1], `"disagreements":["number"]`) {
		t.Errorf("%s", written)
	}
}
