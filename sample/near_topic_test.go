package sample_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestNearTopicQuestions(t *testing.T) {
	asked, byLanguage := map[string]bool{}, map[string]int{}
	for _, q := range questions(t) {
		asked[strings.ToLower(q.Question)] = true
	}
	ids := map[string]bool{}
	for _, q := range questionsIn(t, "near-topic/questions.jsonl") {
		byLanguage[q.Lang]++
		if ids[q.ID] || asked[strings.ToLower(q.Question)] {
			t.Errorf("%s occurs twice", q.ID)
		}
		ids[q.ID], asked[strings.ToLower(q.Question)] = true, true
		if q.Answerable == nil || *q.Answerable || len(q.Gold) > 0 || len(q.Answers) > 0 {
			t.Errorf("%s is not labelled as unanswerable", q.ID)
		}
		if !slices.Contains(q.Tags, "near-topic") {
			t.Errorf("%s lacks the tag near-topic", q.ID)
		}
	}
	if want := map[string]int{"en": 70, "ru": 20, "de": 10}; fmt.Sprint(byLanguage) != fmt.Sprint(want) {
		t.Errorf("languages %v, want %v", byLanguage, want)
	}
}

func TestNearTopicAsksTheSameArticles(t *testing.T) {
	named, err := os.ReadFile("near-topic/CORPUS")
	if err != nil {
		t.Fatal(err)
	}
	if got := filepath.Join("near-topic", strings.TrimSpace(string(named))); got != "helpcentre" {
		t.Errorf("CORPUS names %s", got)
	}
}
