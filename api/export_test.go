package api

// StatusOf is the HTTP status of a problem's code.
func StatusOf(code string) (int, bool) {
	status, ok := statuses[ProblemCode(code)]
	return status, ok
}

// CodeCount is how many codes there are.
func CodeCount() int { return len(statuses) }

// Limits by their place in openapi.yaml: schema, property, keyword.
var Limits = map[[3]string]int{
	{"AnswerRequest", "question", "maxLength"}:        maxQuestion,
	{"SearchRequest", "question", "maxLength"}:        maxQuestion,
	{"AnswerRequest", "conversation_id", "maxLength"}: maxConversation,
	{"AnswerRequest", "history", "maxItems"}:          maxHistory,
	{"VerificationRequest", "text", "maxLength"}:      maxDraft,
	{"VerificationRequest", "sources", "maxItems"}:    maxSources,
	{"VerificationSource", "id", "maxLength"}:         maxSourceID,
	{"VerificationSource", "text", "maxLength"}:       maxSourceTexts,
	{"Turn", "content", "maxLength"}:                  maxTurn,
	{"Filters", "labels", "maxItems"}:                 maxLabels,
	{"SearchRequest", "limit", "maximum"}:             maxSearch,
	{"IngestionRequest", "paths", "maxItems"}:         maxPaths,
	{"Ingestion", "failures", "maxItems"}:             keptOfEach,
	{"Ingestion", "remarks", "maxItems"}:              keptOfEach,
}

// CheckAnswerRequest decodes and checks the body of a question.
func CheckAnswerRequest(body []byte) error {
	var request AnswerRequest
	if err := decode(body, &request); err != nil {
		return err
	}
	_, err := answerRequest(&request)
	return err
}

// CheckDocumentPath tells whether a path may name a document.
func CheckDocumentPath(path string) error { return checkDocumentPath(path) }
