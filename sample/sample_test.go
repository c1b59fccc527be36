package sample_test

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"html"
	"io/fs"
	"os"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"footnote/sample"
)

// onlyEnglish is the one article without a translation: a question about it in
// another language has to be answered across languages.
const onlyEnglish = "service/administrator-handbook.pdf"

// maxSize keeps the binary, which embeds the help centre, small.
const maxSize = 2 << 20

type question struct {
	ID       string `json:"id"`
	Question string `json:"question"`
	Lang     string `json:"lang"`
	History  []struct {
		Role    string `json:"role"`
		Content string `json:"content"`
	} `json:"history"`
	Answerable *bool    `json:"answerable"`
	Gold       []gold   `json:"gold"`
	Answers    []string `json:"answers"`
	Tags       []string `json:"tags"`
}

type gold struct {
	Doc   string `json:"doc"`
	Page  int    `json:"page"`
	Quote string `json:"quote"`
}

// articles returns the paths of a language's articles below its folder,
// sorted, without the file of question-answer pairs.
func articles(t *testing.T, language string) []string {
	t.Helper()
	var paths []string
	err := fs.WalkDir(sample.Files(), language, func(name string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() && path.Base(name) != "faq.csv" {
			paths = append(paths, strings.TrimPrefix(name, language+"/"))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(paths)
	return paths
}

func questions(t *testing.T) []question { return questionsIn(t, "questions.jsonl") }

func questionsIn(t *testing.T, name string) []question {
	t.Helper()
	file, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var all []question
	lines := bufio.NewScanner(file)
	for lines.Scan() {
		var q question
		decoder := json.NewDecoder(bytes.NewReader(lines.Bytes()))
		decoder.DisallowUnknownFields()
		if err := decoder.Decode(&q); err != nil {
			t.Fatalf("line %d: %v", len(all)+1, err)
		}
		all = append(all, q)
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	return all
}

func TestArticlesInEachLanguage(t *testing.T) {
	english := articles(t, "en")
	if len(english) < 40 {
		t.Errorf("%d English articles, want at least 40", len(english))
	}
	translated := slices.DeleteFunc(slices.Clone(english), func(name string) bool { return name == onlyEnglish })
	if russian := articles(t, "ru"); !slices.Equal(russian, translated) {
		t.Errorf("Russian articles %q, want %q", russian, translated)
	}
	german := articles(t, "de")
	if len(german) != 10 {
		t.Errorf("%d German articles, want 10", len(german))
	}
	for _, name := range german {
		if !slices.Contains(english, name) {
			t.Errorf("de/%s has no English original", name)
		}
	}
}

func TestFormats(t *testing.T) {
	want := map[string]map[string]int{
		"en": {".md": 30, ".html": 6, ".pdf": 3, ".docx": 2},
		"ru": {".md": 30, ".html": 6, ".pdf": 2, ".docx": 2},
		"de": {".md": 8, ".html": 2},
	}
	for language, counts := range want {
		got := map[string]int{}
		for _, name := range articles(t, language) {
			got[path.Ext(name)]++
		}
		if fmt.Sprint(got) != fmt.Sprint(counts) {
			t.Errorf("%s has formats %v, want %v", language, got, counts)
		}
		if rows := len(pairs(t, language+"/faq.csv")); rows < 12 {
			t.Errorf("%s/faq.csv has %d rows, want at least 12", language, rows)
		}
	}
}

func TestSize(t *testing.T) {
	var total int64
	err := fs.WalkDir(sample.Files(), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		info, err := entry.Info()
		if err != nil {
			return err
		}
		total += info.Size()
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if total > maxSize {
		t.Errorf("the help centre has %d bytes, want at most %d", total, maxSize)
	}
}

func TestQuestionsAreBalanced(t *testing.T) {
	all := questions(t)
	byLanguage, byTag, ids := map[string]int{}, map[string]int{}, map[string]bool{}
	unanswerable, followUps := 0, 0
	for _, q := range all {
		if ids[q.ID] {
			t.Errorf("%s occurs twice", q.ID)
		}
		ids[q.ID] = true
		byLanguage[q.Lang]++
		for _, tag := range q.Tags {
			byTag[tag]++
		}
		if q.Answerable == nil {
			t.Errorf("%s is not labelled", q.ID)
			continue
		}
		if !*q.Answerable {
			unanswerable++
		}
		if len(q.History) > 0 {
			followUps++
		}
		if slices.Contains(q.Tags, "followup") != (len(q.History) > 0) {
			t.Errorf("%s: the tag followup and the history disagree", q.ID)
		}
	}
	if len(all) != 150 || unanswerable != 40 {
		t.Errorf("%d questions, %d of them unanswerable, want 150 and 40", len(all), unanswerable)
	}
	if want := map[string]int{"en": 90, "ru": 45, "de": 15}; fmt.Sprint(byLanguage) != fmt.Sprint(want) {
		t.Errorf("languages %v, want %v", byLanguage, want)
	}
	if byTag["near-topic"] != 30 || byTag["off-topic"] != 10 {
		t.Errorf("%d near-topic and %d off-topic questions, want 30 and 10", byTag["near-topic"], byTag["off-topic"])
	}
	if followUps < 12 {
		t.Errorf("%d follow-ups, want at least 12", followUps)
	}
}

func TestGoldStandsInTheArticles(t *testing.T) {
	for _, q := range questions(t) {
		if q.Answerable == nil || *q.Answerable != (len(q.Gold) > 0) {
			t.Errorf("%s: answerable and gold disagree", q.ID)
		}
		for _, g := range q.Gold {
			if isPDF := path.Ext(g.Doc) == ".pdf"; isPDF != (g.Page > 0) {
				t.Errorf("%s: page %d of %s", q.ID, g.Page, g.Doc)
			}
			text, readable := articleText(t, g.Doc)
			if readable && !strings.Contains(text, fold(g.Quote)) {
				t.Errorf("%s: %s does not say %q", q.ID, g.Doc, g.Quote)
			}
		}
		for _, answer := range q.Answers {
			if n := len(strings.Fields(answer)); n == 0 || n > 10 {
				t.Errorf("%s: answer %q has %d words", q.ID, answer, n)
			}
		}
	}
}

var (
	frontMatter    = regexp.MustCompile(`(?s)\A---\n.*?\n---\n`)
	markdownMarks  = regexp.MustCompile("[*`|#]")
	articleElement = regexp.MustCompile(`(?s)<article>(.*)</article>`)
	tag            = regexp.MustCompile(`<[^>]*>`)
)

// articleText returns the words of an article and whether its format can be
// read here; PDF and DOCX must only exist.
func articleText(t *testing.T, doc string) (string, bool) {
	t.Helper()
	if file, row, ok := strings.Cut(doc, "#"); ok {
		all := pairs(t, file)
		n, err := strconv.Atoi(row)
		if err != nil || n < 1 || n > len(all) {
			t.Fatalf("%s: no such row", doc)
		}
		return fold(strings.Join(all[n-1], "\n")), true
	}
	data, err := fs.ReadFile(sample.Files(), doc)
	if err != nil {
		t.Fatal(err)
	}
	switch path.Ext(doc) {
	case ".md":
		return fold(markdownMarks.ReplaceAllString(frontMatter.ReplaceAllString(string(data), ""), "")), true
	case ".html":
		main := articleElement.FindStringSubmatch(string(data))
		if main == nil {
			t.Fatalf("%s has no article element", doc)
		}
		return fold(html.UnescapeString(tag.ReplaceAllString(main[1], ""))), true
	}
	return "", false
}

// pairs returns the data rows of a file of question-answer pairs.
func pairs(t *testing.T, name string) [][]string {
	t.Helper()
	data, err := fs.ReadFile(sample.Files(), name)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	if header := strings.Join(rows[0], ","); header != "question,answer,labels,updated" {
		t.Fatalf("%s has the columns %s", name, header)
	}
	return rows[1:]
}

func fold(text string) string { return strings.Join(strings.Fields(text), " ") }
