package eval

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"footnote/retrieval"
)

// The names of a set's files.
const (
	questionsFile = "questions.jsonl"
	corpusFile    = "corpus.jsonl"
	corpusFolder  = "corpus"
	corpusPointer = "CORPUS"
)

// Errors of LoadSet that callers tell apart.
var (
	// ErrNoQuestions: the folder holds no questions.jsonl.
	ErrNoQuestions = errors.New("the set has no questions")
	// ErrNoCorpus: there are questions but nothing to answer them from.
	ErrNoCorpus = errors.New("the set has no corpus")
)

// Set is a folder of questions and the corpus that they are asked of.
type Set struct {
	// Name is the folder's name.
	Name string
	// Questions in the order of the file. Their ids differ.
	Questions []Question

	corpus         string
	corpusIsFolder bool
}

// Question is a question with what is known of its answer.
type Question struct {
	ID       string `json:"id"`
	Text     string `json:"question"`
	Language string `json:"lang"`
	// History are the turns before the question, oldest first.
	History []retrieval.Turn `json:"history"`
	// Answerable says whether the corpus answers the question, nil where
	// nobody labelled it.
	Answerable *bool `json:"answerable"`
	// Gold are the places that answer it, as far as they are known.
	Gold []Gold `json:"gold"`
	// Answers are texts that would be right.
	Answers []string `json:"answers"`
	Tags    []string `json:"tags"`
}

// Gold is a place that answers a question.
type Gold struct {
	// Document is the path under corpus/ or the id in corpus.jsonl.
	Document string `json:"doc"`
	// Page counts from 1, nil where it is unknown.
	Page *int `json:"page"`
	// Quote is the text that answers, "" where it is unknown.
	Quote string `json:"quote"`
}

// LoadSet reads the set in folder dir. Its errors name the file, and the line
// where there is one; they wrap ErrNoQuestions or ErrNoCorpus where the
// folder is not a set that can be asked.
func LoadSet(dir string) (Set, error) {
	absolute, err := filepath.Abs(dir)
	if err != nil {
		return Set{}, fmt.Errorf("find set %s: %w", dir, err)
	}
	if info, err := os.Stat(absolute); err != nil {
		return Set{}, fmt.Errorf("open set: %w", err)
	} else if !info.IsDir() {
		return Set{}, fmt.Errorf("open set %s: this is a file; name the folder that holds %s", dir, questionsFile)
	}
	set := Set{Name: filepath.Base(absolute)}
	if set.Questions, err = readQuestions(filepath.Join(absolute, questionsFile)); err != nil {
		return Set{}, fmt.Errorf("load set %s: %w", set.Name, err)
	}
	if set.corpus, set.corpusIsFolder, err = findCorpus(absolute); err != nil {
		return Set{}, fmt.Errorf("load set %s: %w", set.Name, err)
	}
	return set, nil
}

// CorpusRoot is the file or folder to be ingested.
func (s Set) CorpusRoot() string { return s.corpus }

// EvalPath turns the path of a document ingested from CorpusRoot into the
// name that gold labels use: the path under a corpus folder as it is, the id
// alone for a document of a corpus.jsonl.
func (s Set) EvalPath(documentPath string) string {
	if s.corpusIsFolder {
		return documentPath
	}
	return strings.TrimPrefix(documentPath, filepath.Base(s.corpus)+"#")
}

func findCorpus(dir string) (path string, isFolder bool, err error) {
	if path, err = corpusPath(dir); err != nil {
		return "", false, err
	}
	info, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return "", false, fmt.Errorf("%w: expected %s, a folder %s, or a file %s that names one (looked for %s)",
			ErrNoCorpus, corpusFile, corpusFolder, corpusPointer, path)
	}
	if err != nil {
		return "", false, fmt.Errorf("open corpus: %w", err)
	}
	return path, info.IsDir(), nil
}

func corpusPath(dir string) (string, error) {
	pointer := filepath.Join(dir, corpusPointer)
	named, err := os.ReadFile(pointer)
	switch {
	case err == nil:
		name := strings.TrimSpace(string(named))
		if name == "" || filepath.IsAbs(name) || strings.ContainsAny(name, "\n\x00") {
			return "", fmt.Errorf("%s must hold one path relative to the set's folder, such as ../other/%s", pointer, corpusFile)
		}
		return filepath.Join(dir, filepath.FromSlash(name)), nil
	case !errors.Is(err, fs.ErrNotExist):
		return "", fmt.Errorf("read %s: %w", corpusPointer, err)
	}
	file := filepath.Join(dir, corpusFile)
	if _, err := os.Stat(file); err == nil {
		return file, nil
	}
	return filepath.Join(dir, corpusFolder), nil
}

func readQuestions(path string) ([]Question, error) {
	var questions []Question
	lineOf := map[string]int{}
	err := readLines(path, func(number int, line []byte) error {
		var question Question
		if err := json.Unmarshal(line, &question); err != nil {
			return fmt.Errorf("not a question: %w", err)
		}
		if err := question.check(); err != nil {
			return err
		}
		if first, ok := lineOf[question.ID]; ok {
			return fmt.Errorf("id %q stands on line %d already; give each question its own", question.ID, first)
		}
		lineOf[question.ID] = number
		questions = append(questions, question)
		return nil
	})
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%w: %s is missing; this folder cannot be asked questions", ErrNoQuestions, questionsFile)
	}
	if err != nil {
		return nil, err
	}
	if len(questions) == 0 {
		return nil, fmt.Errorf("%w: %s is empty", ErrNoQuestions, questionsFile)
	}
	return questions, nil
}

func (q Question) check() error {
	if q.ID == "" {
		return errors.New(`"id" is missing`)
	}
	if strings.TrimSpace(q.Text) == "" {
		return fmt.Errorf(`question %q: "question" is missing`, q.ID)
	}
	for i, turn := range q.History {
		if turn.Role == "" {
			return fmt.Errorf(`question %q: turn %d of "history" has no "role"`, q.ID, i+1)
		}
	}
	for i, gold := range q.Gold {
		if gold.Document == "" {
			return fmt.Errorf(`question %q: entry %d of "gold" has no "doc"`, q.ID, i+1)
		}
	}
	return nil
}
