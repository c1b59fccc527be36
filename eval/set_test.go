package eval_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"footnote/eval"
)

// folder writes files into a new folder and returns it.
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

const (
	oneQuestion = `{"id":"1","question":"Where?","lang":"en","history":[],"answerable":null,"gold":[],"answers":[],"tags":[]}` + "\n"
	oneDocument = `{"id":"here","title":"Here","text":"It is here.","lang":"en"}` + "\n"
)

func TestLoadSetFindsTheCorpus(t *testing.T) {
	cases := []struct {
		name   string
		files  map[string]string
		corpus string
		path   string
		want   string
	}{
		{"file", map[string]string{"s/questions.jsonl": oneQuestion, "s/corpus.jsonl": oneDocument},
			"s/corpus.jsonl", "corpus.jsonl#a#b/c.md", "a#b/c.md"},
		{"folder", map[string]string{"s/questions.jsonl": oneQuestion, "s/corpus/a/b.md": "# B"},
			"s/corpus", "corpus.jsonl#x", "corpus.jsonl#x"},
		{"pointer to a file", map[string]string{"s/questions.jsonl": oneQuestion, "s/CORPUS": "../other/articles.jsonl\n", "other/articles.jsonl": oneDocument, "s/corpus.jsonl": "unused"},
			"other/articles.jsonl", "articles.jsonl#x", "x"},
		{"pointer to a folder", map[string]string{"s/questions.jsonl": oneQuestion, "s/CORPUS": "../other/corpus", "other/corpus/a.md": "# A"},
			"other/corpus", "a.md", "a.md"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			root := folder(t, c.files)
			set, err := eval.LoadSet(filepath.Join(root, "s"))
			if err != nil {
				t.Fatal(err)
			}
			if want := filepath.Join(root, filepath.FromSlash(c.corpus)); set.CorpusRoot() != want {
				t.Errorf("corpus %s, want %s", set.CorpusRoot(), want)
			}
			if got := set.EvalPath(c.path); got != c.want {
				t.Errorf("EvalPath(%q) = %q, want %q", c.path, got, c.want)
			}
			if set.Name != "s" || len(set.Questions) != 1 {
				t.Errorf("set %q with %d questions", set.Name, len(set.Questions))
			}
		})
	}
}

func TestLoadSetReadsQuestions(t *testing.T) {
	set := ferry(t)
	if len(set.Questions) != 28 {
		t.Fatalf("%d questions", len(set.Questions))
	}
	q := set.Questions[3]
	if q.ID != "q04" || q.Language != "en" || len(q.History) != 2 || q.History[1].Role != "assistant" ||
		q.Answerable == nil || !*q.Answerable || q.Gold[0].Document != "tickets/refund" || q.Gold[0].Page != nil ||
		q.Answers[0] != "within five working days" || len(q.Tags) != 2 {
		t.Errorf("read %+v", q)
	}
	if page := set.Questions[6].Gold[0].Page; page == nil || *page != 2 {
		t.Errorf("page %v, want 2", page)
	}
	if set.Questions[19].Answerable != nil {
		t.Error("an unlabelled question got a label")
	}
}

func TestLoadSetSaysWhatIsWrong(t *testing.T) {
	corpus := map[string]string{"corpus.jsonl": oneDocument}
	cases := []struct {
		name  string
		files map[string]string
		is    error
		says  []string
	}{
		{"no questions", map[string]string{"test.csv": "a,b"}, eval.ErrNoQuestions, []string{"questions.jsonl is missing"}},
		{"empty questions", map[string]string{"questions.jsonl": "\n\n"}, eval.ErrNoQuestions, []string{"empty"}},
		{"no corpus", map[string]string{"questions.jsonl": oneQuestion}, eval.ErrNoCorpus, []string{"corpus.jsonl", "CORPUS"}},
		{"pointer to nothing", map[string]string{"questions.jsonl": oneQuestion, "CORPUS": "../gone"}, eval.ErrNoCorpus, []string{"gone"}},
		{"empty pointer", map[string]string{"questions.jsonl": oneQuestion, "CORPUS": " \n"}, nil, []string{"CORPUS", "relative"}},
		{"absolute pointer", map[string]string{"questions.jsonl": oneQuestion, "CORPUS": "/etc"}, nil, []string{"CORPUS", "relative"}},
		{"not JSON", map[string]string{"questions.jsonl": oneQuestion + "\n{\"id\":"}, nil, []string{"questions.jsonl line 3", "not a question"}},
		{"wrong type", map[string]string{"questions.jsonl": `{"id":"1","question":"?","answerable":"yes"}`}, nil, []string{"line 1", "answerable"}},
		{"no id", map[string]string{"questions.jsonl": oneQuestion + `{"question":"?"}`}, nil, []string{"line 2", `"id"`}},
		{"no text", map[string]string{"questions.jsonl": `{"id":"7","question":" "}`}, nil, []string{"line 1", `"7"`, `"question"`}},
		{"same id", map[string]string{"questions.jsonl": oneQuestion + oneQuestion}, nil, []string{"line 2", `"1"`, "line 1"}},
		{"gold without doc", map[string]string{"questions.jsonl": `{"id":"1","question":"?","gold":[{"page":2}]}`}, nil, []string{"line 1", `"doc"`}},
		{"turn without role", map[string]string{"questions.jsonl": `{"id":"1","question":"?","history":[{"content":"x"}]}`}, nil, []string{"line 1", `"role"`}},
		{"not UTF-8", map[string]string{"questions.jsonl": "{\"id\":\"1\",\"question\":\"\xff\"}"}, nil, []string{"line 1", "UTF-8"}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if c.is == nil {
				for name, text := range corpus {
					c.files[name] = text
				}
			}
			_, err := eval.LoadSet(folder(t, c.files))
			if err == nil {
				t.Fatal("no error")
			}
			if c.is != nil && !errors.Is(err, c.is) {
				t.Errorf("error is not %v: %v", c.is, err)
			}
			for _, part := range c.says {
				if !strings.Contains(err.Error(), part) {
					t.Errorf("error does not say %q: %v", part, err)
				}
			}
		})
	}
}

func TestLoadSetRefusesWhatIsNoFolder(t *testing.T) {
	dir := folder(t, map[string]string{"questions.jsonl": oneQuestion})
	if _, err := eval.LoadSet(filepath.Join(dir, "questions.jsonl")); err == nil || !strings.Contains(err.Error(), "name the folder") {
		t.Errorf("file: %v", err)
	}
	if _, err := eval.LoadSet(filepath.Join(dir, "missing")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("missing folder: %v", err)
	}
}

func FuzzLoadSet(f *testing.F) {
	f.Add(oneQuestion)
	f.Add(`{"id":"1","question":"?","gold":[{"doc":"a","page":1}],"history":[{"role":"user","content":""}]}`)
	f.Add("{}\n[]\nnull")
	f.Fuzz(func(t *testing.T, questions string) {
		set, err := eval.LoadSet(folder(t, map[string]string{"questions.jsonl": questions, "corpus.jsonl": oneDocument}))
		if err != nil {
			return
		}
		seen := map[string]bool{}
		for _, q := range set.Questions {
			if q.ID == "" || strings.TrimSpace(q.Text) == "" || seen[q.ID] {
				t.Fatalf("accepted %+v", q)
			}
			seen[q.ID] = true
		}
		if _, err := eval.Judge(set, nil); err != nil {
			t.Fatal(err)
		}
	})
}
