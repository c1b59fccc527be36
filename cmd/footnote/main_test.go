package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"footnote/answer"
	"footnote/internal/catalog"
	"footnote/kbsource"
)

// result is what a user sees of a command.
type result struct {
	code     int
	out, err string
}

// footnote runs a command line on a data folder, with what is built in.
func footnote(t *testing.T, data string, args ...string) result {
	t.Helper()
	return footnoteWith(t.Context(), data, nil, args...)
}

func footnoteWith(ctx context.Context, data string, environ []string, args ...string) result {
	var out, err bytes.Buffer
	environ = append([]string{"FOOTNOTE_DATA=" + data, "FOOTNOTE_OLLAMA_CHAT_MODEL=builtin",
		"FOOTNOTE_OLLAMA_EMBEDDING_MODEL=builtin"}, environ...)
	code := run(ctx, args, environ, streams{out: &out, err: &err})
	return result{code, out.String(), err.String()}
}

// openTestApp opens the program as its commands do; the caller closes it.
func openTestApp(t *testing.T, environ ...string) *app {
	t.Helper()
	c := &command{std: streams{io.Discard, io.Discard}, settings: map[string]string{}}
	if err := c.loadSettings(environ, nil); err != nil {
		t.Fatal(err)
	}
	a, err := openApp(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// folder writes files, by slash-separated name, into a new folder.
func folder(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

var articles = map[string]string{
	"account/reset.md": "---\ntitle: Reset your password\nupdated: 2025-04-01\n---\n\nOpen the sign-in page and choose **Forgot password**. A mail with a link valid for 30 minutes is sent to your address.\n\n## Limits\n\nYou can ask for five links a day.\n",
	"billing/plans.md": "# Plans\n\nThe Starter plan costs 12 euros a month and the Team plan 29 euros a month.\n\nInvoices are sent on the first day of each month.\n",
	"ru/reset.md":      "---\ntitle: Сброс пароля\n---\n\nНажмите «Забыли пароль» на странице входа. Письмо со ссылкой, действительной 30 минут, придёт на вашу почту.\n",
	"faq.csv":          "question,answer\nCan I pay by invoice?,\"Yes, from 50 seats on we accept payment by invoice.\"\n",
}

func TestIngestAskAndSyncAgain(t *testing.T) {
	kb, data := folder(t, articles), t.TempDir()

	r := footnote(t, data, "ingest", kb)
	if r.code != exitOK || !strings.Contains(r.out, "4 added, 0 changed, 0 removed, 0 unchanged") {
		t.Fatalf("first run: %+v", r)
	}
	a := ask(t, data, "How long is the password reset link valid?")
	if !strings.Contains(a.Text, "30 minutes") || len(a.Citations) == 0 || a.Citations[0].Path != "account/reset.md" {
		t.Errorf("answer %q cites %+v", a.Text, a.Citations)
	}
	if a := ask(t, data, "Сколько действует ссылка для сброса пароля?"); a.Language != "ru" || !strings.Contains(a.Text, "30 минут") {
		t.Errorf("in %s: %q", a.Language, a.Text)
	}

	write(t, filepath.Join(kb, "account/reset.md"), strings.Replace(articles["account/reset.md"], "30 minutes", "45 minutes", 1))
	if err := os.Remove(filepath.Join(kb, "faq.csv")); err != nil {
		t.Fatal(err)
	}
	r = footnote(t, data, "ingest", kb)
	if r.code != exitOK || !strings.Contains(r.out, "0 added, 1 changed, 1 removed, 2 unchanged") {
		t.Fatalf("second run: %+v", r)
	}
	if a := ask(t, data, "How long is the password reset link valid?"); !strings.Contains(a.Text, "45 minutes") {
		t.Errorf("after the change: %q", a.Text)
	}
	if a := ask(t, data, "Can I pay by invoice?"); strings.Contains(a.Text, "50 seats") {
		t.Errorf("a removed article still answers: %q", a.Text)
	}
	r = footnote(t, data, "reindex")
	if r.code != exitOK {
		t.Fatalf("reindex: %+v", r)
	}
	if a := ask(t, data, "How long is the password reset link valid?"); !strings.Contains(a.Text, "45 minutes") {
		t.Errorf("after reindexing: %q", a.Text)
	}
}

func ask(t *testing.T, data, question string) answer.Answer {
	t.Helper()
	r := footnote(t, data, "ask", "--json", question)
	if r.code != exitOK {
		t.Fatalf("ask %q: %+v", question, r)
	}
	var a answer.Answer
	if err := json.Unmarshal([]byte(r.out), &a); err != nil {
		t.Fatalf("ask %q printed %q: %v", question, r.out, err)
	}
	return a
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestABadFileDoesNotStopTheRest(t *testing.T) {
	files := map[string]string{"good.md": articles["account/reset.md"], "empty.md": "", "binary.md": "\x00\x01\x02\x03",
		"latin.txt": "caf\xe9", "columns.csv": "a,b\n1,2\n", "broken.pdf": "%PDF-1.7 nothing", "broken.docx": "PK nothing"}
	kb := folder(t, files)
	r := footnote(t, t.TempDir(), "ingest", kb)
	if r.code != exitPartly {
		t.Errorf("exit code %d, want %d", r.code, exitPartly)
	}
	for name := range files {
		if listed := strings.Contains(r.out, "failed   "+name+": "); listed == (name == "good.md") {
			t.Errorf("%s listed as failed: %v\n%s", name, listed, r.out)
		}
	}
	last := lastLine(r.out)
	if !strings.Contains(last, "1 added") || !strings.Contains(last, "6 files could not be read") {
		t.Errorf("last line %q", last)
	}
}

func TestABadPathDoesNotStopTheOthers(t *testing.T) {
	kb, data := folder(t, map[string]string{"a.md": articles["account/reset.md"], "table.xlsx": "x", "b.md": articles["billing/plans.md"], "empty.md": ""}), t.TempDir()
	in := func(name string) string { return filepath.Join(kb, name) }
	r := footnote(t, data, "ingest", in("a.md"), in("table.xlsx"), in("b.md"), in("empty.md"))
	if r.code != exitPartly || strings.Count(r.out, "1 added") != 2 || !strings.Contains(r.out, "table.xlsx: unsupported format") || !strings.Contains(r.out, "empty.md: no text") {
		t.Errorf("%+v", r)
	}
	if r := footnote(t, data, "ingest", in("table.xlsx")); r.code != exitFailed || !strings.Contains(r.err, "save the file as one of these") {
		t.Errorf("alone: %+v", r)
	}
}

func TestAnArticleIsInOneSource(t *testing.T) {
	kb, data := folder(t, articles), t.TempDir()
	link := filepath.Join(t.TempDir(), "link")
	if err := os.Symlink(kb, link); err != nil {
		t.Fatal(err)
	}
	// From the inside out, then by another name, then a part of it.
	for _, step := range []struct {
		path, say string
		code      int
	}{
		{filepath.Join(kb, "billing"), "1 added", exitOK},
		{kb, "absorbed", exitOK},
		{link, "0 added, 0 changed, 0 removed, 4 unchanged", exitOK},
		{filepath.Join(link, "faq.csv"), "synced as a whole", exitFailed},
	} {
		if r := footnote(t, data, "ingest", step.path); r.code != step.code || !strings.Contains(r.out+r.err, step.say) {
			t.Errorf("ingest %s: %+v, want %q", step.path, r, step.say)
		}
	}
	r := footnote(t, data, "sources", "--json")
	var sources []catalog.Source
	if err := json.Unmarshal([]byte(r.out), &sources); err != nil || len(sources) != 1 || sources[0].Documents != 4 || !strings.Contains(r.out, `"synced_at"`) {
		t.Fatalf("%v: %+v", err, r)
	}
	if r := footnote(t, data, "sources", "remove", sources[0].Name); r.code != exitOK || !strings.Contains(r.out, "4 removed") {
		t.Errorf("%+v", r)
	}
	if r := footnote(t, data, "sources", "remove", kb); r.code != exitFailed || !strings.Contains(r.err, "footnote sources lists them") {
		t.Errorf("removed twice: %+v", r)
	}
	if a := ask(t, data, "Can I pay by invoice?"); a.Text != "" {
		t.Errorf("a removed source still answers: %q", a.Text)
	}
}

func lastLine(text string) string {
	lines := strings.Split(strings.TrimSpace(text), "\n")
	return lines[len(lines)-1]
}

func TestWrongCallsSayWhatToDo(t *testing.T) {
	busy := t.TempDir()
	open, err := catalog.Open(t.Context(), busy)
	if err != nil {
		t.Fatal(err)
	}
	defer open.Close()
	file := filepath.Join(t.TempDir(), "file")
	write(t, file, "")
	drafts := filepath.Join(t.TempDir(), "drafts.jsonl")
	write(t, drafts, `{"id":"1"}`)

	cases := []struct {
		name string
		data string
		args []string
		code int
		say  string
	}{
		{"no path", "", []string{"ingest"}, exitUsage, "footnote ingest ./articles"},
		{"no such path", "", []string{"ingest", filepath.Join(file, "none")}, exitFailed, "none"},
		{"empty folder", "", []string{"ingest", t.TempDir()}, exitFailed, "nothing to read"},
		{"no question", "", []string{"ask", " "}, exitUsage, "footnote ask"},
		{"too long a question", "", []string{"ask", strings.Repeat("why ", 25_000)}, exitFailed, "4000"},
		{"unknown flag", "", []string{"ask", "--modell", "x"}, exitUsage, "--modell"},
		{"unknown command", "", []string{"aks"}, exitUsage, "aks"},
		{"bad setting", "", []string{"ask", "--log-level", "loud", "x"}, exitUsage, "log_level"},
		{"no passages", "", []string{"search", "--limit", "0", "x"}, exitUsage, "at least 1"},
		{"no articles", "", []string{"ask", "How long is the link valid?"}, exitOK, "footnote ingest PATH"},
		{"nothing to search", "", []string{"search", "--collection", "typo", "link"}, exitOK, "typo"},
		{"verdicts over the drafts", "", []string{"verify", "--jsonl", drafts, "--out", drafts}, exitUsage, "another file"},
		{"in use", busy, []string{"sources"}, exitInUse, "in use"},
		{"data folder is a file", file, []string{"sources"}, exitFailed, "not writable"},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			data := tc.data
			if data == "" {
				data = t.TempDir()
			}
			r := footnote(t, data, tc.args...)
			if r.code != tc.code || !strings.Contains(r.err, tc.say) {
				t.Errorf("exit code %d, want %d; printed %q, want %q in it", r.code, tc.code, r.err, tc.say)
			}
			if kept, err := os.ReadFile(drafts); err != nil || len(kept) == 0 {
				t.Errorf("the drafts are gone: %v", err)
			}
			if strings.Contains(r.err, "panic") || strings.Count(r.err, "\n") > 3 {
				t.Errorf("not a message for people: %q", r.err)
			}
		})
	}
}

func TestASourceStaysInItsCollection(t *testing.T) {
	kb, data := folder(t, articles), t.TempDir()
	if r := footnote(t, data, "ingest", kb); r.code != exitOK {
		t.Fatal(r)
	}
	r := footnote(t, data, "ingest", "--collection", "other", kb)
	if r.code != exitFailed || !strings.Contains(r.err, "default") {
		t.Errorf("ingested into another collection: %+v", r)
	}
}

func TestEvalAsksACorpusThatIsInUseToo(t *testing.T) {
	set, data := folder(t, map[string]string{
		"corpus/reset.md": articles["account/reset.md"],
		"questions.jsonl": `{"id":"q1","question":"How long is the reset link valid?","lang":"en","answerable":true,"gold":[{"doc":"reset.md"}],"answers":["30 minutes"]}` + "\n",
	}), t.TempDir()
	if r := footnote(t, data, "ingest", filepath.Join(set, "corpus")); r.code != exitOK {
		t.Fatal(r)
	}
	out := filepath.Join(t.TempDir(), "out.jsonl")
	if r := footnote(t, data, "eval", set, "--out", out); r.code != exitOK {
		t.Fatal(r)
	}
	lines, err := os.ReadFile(out)
	if err != nil || !strings.Contains(string(lines), `"path":"reset.md"`) {
		t.Errorf("eval wrote %s, %v", lines, err)
	}
}

func TestOddQuestionsAreAnsweredGracefully(t *testing.T) {
	kb, data := folder(t, articles), t.TempDir()
	if r := footnote(t, data, "ingest", kb); r.code != exitOK {
		t.Fatal(r)
	}
	for _, question := range []string{"🙂🙂🙂", "the", "?!…", "title:reset AND (body:* OR ~", "ቁልፍ ቃሌን እንዴት እቀይራለሁ?", "Wie setze ich mein Passwort zurück?"} {
		a := ask(t, data, question)
		if a.Decision == "" || a.Threshold == 0 {
			t.Errorf("%q: %+v", question, a)
		}
		if a.Decision == answer.Escalated && len(a.Reasons) == 0 {
			t.Errorf("%q escalates without a reason", question)
		}
	}
}

func TestAskingForAPersonEscalatesAtOnce(t *testing.T) {
	kb, data := folder(t, articles), t.TempDir()
	if r := footnote(t, data, "ingest", kb); r.code != exitOK {
		t.Fatal(r)
	}
	for _, question := range []string{"I want to talk to a human", "Соедините меня с оператором", "Ich möchte mit einem Mitarbeiter sprechen"} {
		a := ask(t, data, question)
		if a.Decision != answer.Escalated || len(a.Reasons) == 0 || a.Reasons[0] != answer.ReasonHumanRequested {
			t.Errorf("%q: %s %v", question, a.Decision, a.Reasons)
		}
	}
}

func TestInterruptedIngestGoesOn(t *testing.T) {
	files := map[string]string{}
	for i := range 200 {
		files[fmt.Sprintf("%03d.md", i)] = fmt.Sprintf("# Article %d\n\nThe code of article %d is X-%d.\n", i, i, i)
	}
	kb, data := folder(t, files), t.TempDir()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if r := footnoteWith(ctx, data, nil, "ingest", kb); r.code != exitInterrupted {
		t.Errorf("exit code %d after an interrupt, want %d (%s)", r.code, exitInterrupted, r.err)
	}
	if r := footnote(t, data, "ingest", "--json", kb); r.code != exitOK {
		t.Fatal(r)
	} else {
		var reports []kbsource.Report
		if err := json.Unmarshal([]byte(r.out), &reports); err != nil || reports[0].Documents.Added+reports[0].Documents.Unchanged != 200 {
			t.Errorf("%v: %s", err, r.out)
		}
	}
	if a := ask(t, data, "What is the code of article 137?"); !strings.Contains(a.Text, "X-137") {
		t.Errorf("answer %q", a.Text)
	}
}
