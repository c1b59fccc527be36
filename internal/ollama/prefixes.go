package ollama

import "strings"

// scheme is how a family of embedding models wants its texts to begin. Left
// out, retrieval still works, but clearly worse.
type scheme struct {
	// name becomes a part of the name that vectors are cached under: change
	// it with any change to the prefixes.
	name string
	// models are parts of names, in lower case, that the scheme is for.
	models         []string
	query, passage string
}

// schemes holds the known families. The first one that matches is taken. A
// model that is in none is given its texts as they are.
var schemes = []scheme{
	{"none", []string{"bge-m3", "all-minilm", "granite-embedding", "paraphrase-"}, "", ""},
	{"instruct", []string{"qwen3-embedding", "e5-mistral", "e5-large-instruct"},
		"Instruct: Given a web search query, retrieve relevant passages that answer the query\nQuery: ", ""},
	{"e5", []string{"e5-"}, "query: ", "passage: "},
	{"nomic", []string{"nomic-embed-text"}, "search_query: ", "search_document: "},
	{"gemma", []string{"embeddinggemma"}, "task: search result | query: ", "title: none | text: "},
	{"arctic2", []string{"arctic-embed2", "arctic-embed-l-v2", "arctic-embed-m-v2"}, "query: ", ""},
	{"represent", []string{"mxbai-embed", "arctic-embed", "bge-small", "bge-base", "bge-large"},
		"Represent this sentence for searching relevant passages: ", ""},
}

// schemeOf finds the scheme of a model by its name.
func schemeOf(model string) scheme {
	name := strings.ToLower(model)
	for _, s := range schemes {
		for _, part := range s.models {
			if strings.Contains(name, part) {
				return s
			}
		}
	}
	return scheme{name: "none"}
}
