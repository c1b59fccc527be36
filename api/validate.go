package api

import (
	"fmt"
	"io/fs"
	"regexp"
	"strings"
	"unicode/utf8"

	"footnote/answer"
	"footnote/index"
	"footnote/retrieval"
)

// Limits of requests, in characters and items. openapi.yaml says the same,
// which a test compares.
const (
	maxQuestion     = 4000
	maxHistory      = 50
	maxTurn         = 8000
	maxConversation = 64
	maxLabels       = 20
	maxLabel        = 100
	maxSearch       = retrieval.MaxLimit
	maxDocuments    = 500
	maxPath         = 500
	maxPaths        = 100
	maxServerPath   = 4096
)

var (
	collectionForm   = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$`)
	languageForm     = regexp.MustCompile(`^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$`)
	conversationForm = regexp.MustCompile(fmt.Sprintf(`^[A-Za-z0-9_-]{1,%d}$`, maxConversation))
)

// answerRequest checks a request for an answer.
func answerRequest(body *CreateAnswerJSONRequestBody) (answer.Request, error) {
	request := answer.Request{Question: body.Question, History: body.History}
	if err := checkQuestion(body.Question); err != nil {
		return request, err
	}
	if body.ConversationId != nil {
		if !conversationForm.MatchString(*body.ConversationId) {
			return request, invalid("/conversation_id", "A conversation's id has up to 64 letters, digits, hyphens and underscores.")
		}
		request.ConversationID = *body.ConversationId
	}
	if len(body.History) > maxHistory {
		return request, invalid("/history", fmt.Sprintf("The history holds %d turns, of at most %d. Leave out the oldest.", len(body.History), maxHistory))
	}
	for i, turn := range body.History {
		if turn.Role != "user" && turn.Role != "assistant" {
			return request, invalid(fmt.Sprintf("/history/%d/role", i), `The role of a turn is "user" or "assistant".`)
		}
		if utf8.RuneCountInString(turn.Content) > maxTurn {
			return request, invalid(fmt.Sprintf("/history/%d/content", i), fmt.Sprintf("A turn holds up to %d characters.", maxTurn))
		}
	}
	var err error
	if request.Language, err = primaryLanguage("/language", body.Language); err != nil {
		return request, err
	}
	request.Filter, err = filter(body.Filters)
	return request, err
}

func checkQuestion(question string) error {
	if strings.TrimSpace(question) == "" {
		return newProblem(ProblemCodeQuestionEmpty, "The question is empty. Write what you want to know.").at("/question")
	}
	if n := utf8.RuneCountInString(question); n > maxQuestion {
		return newProblem(ProblemCodeQuestionTooLong,
			fmt.Sprintf("The question has %d characters, of at most %d. Shorten it to what you want to know.", n, maxQuestion)).at("/question")
	}
	return nil
}

// primaryLanguage returns the primary subtag of a language tag, "" for none.
func primaryLanguage(field string, tag *string) (string, error) {
	if tag == nil {
		return "", nil
	}
	if len(*tag) > 35 || !languageForm.MatchString(*tag) {
		return "", invalid(field, `A language is a tag such as "en" or "pt-BR". Leave it out to have it found out.`)
	}
	primary, _, _ := strings.Cut(*tag, "-")
	return strings.ToLower(primary), nil
}

func filter(filters Filters) (index.Filter, error) {
	var f index.Filter
	if filters.Collection != nil {
		if err := checkCollection("/filters/collection", *filters.Collection); err != nil {
			return f, err
		}
		f.Collections = []string{*filters.Collection}
	}
	language, err := primaryLanguage("/filters/language", filters.Language)
	if err != nil {
		return f, err
	}
	if language != "" {
		f.Languages = []string{language}
	}
	if len(filters.Labels) > maxLabels {
		return f, invalid("/filters/labels", fmt.Sprintf("Up to %d labels can be asked for.", maxLabels))
	}
	for i, label := range filters.Labels {
		if n := utf8.RuneCountInString(label); n == 0 || n > maxLabel {
			return f, invalid(fmt.Sprintf("/filters/labels/%d", i), fmt.Sprintf("A label has 1 to %d characters.", maxLabel))
		}
	}
	f.Labels = filters.Labels
	return f, nil
}

func checkCollection(field, name string) error {
	if !collectionForm.MatchString(name) {
		return invalid(field, "A collection's name has up to 64 letters, digits, dots, hyphens and underscores, and starts with a letter or digit.")
	}
	return nil
}

// limit returns how many are wanted, within bounds.
func limit(field string, wanted *int, otherwise, most int) (int, error) {
	if wanted == nil {
		return otherwise, nil
	}
	if *wanted < 1 || *wanted > most {
		return 0, invalid(field, fmt.Sprintf("The limit is a number from 1 to %d.", most))
	}
	return *wanted, nil
}

// checkDocumentPath accepts what names a document and could also name a file
// below some folder, and nothing else.
func checkDocumentPath(path string) error {
	ok := path != "." && fs.ValidPath(path) && utf8.RuneCountInString(path) <= maxPath &&
		!strings.ContainsFunc(path, func(r rune) bool { return r < ' ' || r == 0x7f || r == '\\' || r == '#' })
	if !ok {
		return invalid("path", `The path is relative, with "/" between its parts and without "..", "\" and "#", such as "account/reset.md".`)
	}
	return nil
}
