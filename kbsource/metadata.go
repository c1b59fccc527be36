package kbsource

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"net/url"
	"path"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/language"
)

// What an article may say about itself, under the names that are in use for
// it in front matter, column heads and JSON keys.
const (
	fieldID       = "id"
	fieldTitle    = "title"
	fieldText     = "text"
	fieldQuestion = "question"
	fieldAnswer   = "answer"
	fieldURL      = "url"
	fieldLanguage = "language"
	fieldLabels   = "labels"
	fieldUpdated  = "updated"
)

// fieldNamed returns the field that a name stands for, "" for none. Case,
// spaces, hyphens and underscores do not matter.
func fieldNamed(name string) string {
	name = strings.Map(func(r rune) rune {
		if r == ' ' || r == '-' || r == '_' || r == '.' {
			return -1
		}
		return unicode.ToLower(r)
	}, strings.TrimSpace(name))
	switch name {
	case "id", "key", "uid", "uuid", "articleid", "number", "nr", "no":
		return fieldID
	case "title", "name", "subject", "headline", "heading", "titel", "titre", "título", "titolo", "заголовок", "название":
		return fieldTitle
	case "text", "body", "content", "article", "description", "inhalt", "texte", "contenu", "texto", "testo", "текст", "содержание":
		return fieldText
	case "question", "questions", "q", "query", "frage", "pregunta", "pergunta", "domanda", "вопрос":
		return fieldQuestion
	case "answer", "answers", "a", "response", "reply", "solution", "antwort", "réponse", "respuesta", "resposta", "risposta", "ответ":
		return fieldAnswer
	case "url", "link", "href", "uri", "canonical", "canonicalurl", "permalink", "ссылка":
		return fieldURL
	case "language", "lang", "locale", "sprache", "langue", "idioma", "lingua", "язык":
		return fieldLanguage
	case "labels", "label", "tags", "tag", "keywords", "categories", "category", "topics", "topic", "метки", "категория":
		return fieldLabels
	case "updated", "updatedat", "updatedon", "lastupdated", "lastupdate", "modified", "modifiedat", "lastmodified", "lastmod",
		"date", "datemodified", "stand", "datum", "aktualisiert", "обновлено", "дата":
		return fieldUpdated
	}
	return ""
}

// set takes a metadata field from text as people write it. Values that make
// no sense are left out: they say nothing about the article's text.
func (d *Document) set(field string, values ...string) {
	if len(values) == 0 {
		return
	}
	switch field {
	case fieldTitle:
		d.Title = cleanLine(values[0])
	case fieldURL:
		d.URL = webURL(values[0])
	case fieldLanguage:
		d.Language = primaryLanguage(values[0])
	case fieldUpdated:
		d.UpdatedAt = parseTime(values[0])
	case fieldLabels:
		if len(values) == 1 {
			values = strings.FieldsFunc(values[0], func(r rune) bool { return r == ',' || r == ';' || r == '\n' })
		}
		d.Labels = values
	}
}

// hash covers everything but the hash itself.
func (d Document) hash() string {
	d.Hash = ""
	data, err := json.Marshal(d)
	if err != nil {
		panic(err) // a Document holds nothing that JSON cannot
	}
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// webURL returns the address if a browser may open it, else "".
func webURL(s string) string {
	u, err := url.Parse(strings.TrimSpace(s))
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return ""
	}
	return u.String()
}

// primaryLanguage returns "en" for "en-US" and "" for what is no language.
func primaryLanguage(s string) string {
	tag, err := language.Parse(strings.TrimSpace(s))
	if err != nil {
		return ""
	}
	base, confidence := tag.Base()
	if confidence != language.Exact || base.String() == "und" {
		return ""
	}
	return base.String()
}

// parseTime reads dates as front matter, HTML and spreadsheets have them,
// zero when it cannot tell. Days without a time are taken as UTC.
func parseTime(s string) time.Time {
	s = strings.TrimSpace(s)
	for _, layout := range []string{
		time.RFC3339, "2006-01-02T15:04:05", "2006-01-02T15:04", "2006-01-02 15:04:05Z07:00", "2006-01-02 15:04:05 -0700",
		"2006-01-02 15:04:05", "2006-01-02 15:04", time.DateOnly, "2006/01/02", "2006-1-2", "02.01.2006", "2.1.2006",
		time.RFC1123Z, time.RFC1123, "January 2, 2006", "Jan 2, 2006", "2 January 2006", "2 Jan 2006",
	} {
		if t, err := time.Parse(layout, s); err == nil && t.Year() > 1900 && t.Year() < 3000 {
			return t.UTC()
		}
	}
	return time.Time{}
}

func cleanLabels(labels []string) []string {
	var kept []string
	for _, label := range labels {
		label = shorten(cleanLine(label), maxTitle)
		if label != "" && !slices.Contains(kept, label) && len(kept) < maxLabels {
			kept = append(kept, label)
		}
	}
	return kept
}

// titleFromPath makes a title out of a file's name: "reset-password.md" is
// called "Reset password". The name of an index file is its folder's.
func titleFromPath(p string) string {
	p, _, _ = strings.Cut(p, "#")
	name := strings.TrimSuffix(path.Base(p), path.Ext(p))
	switch strings.ToLower(name) {
	case "index", "readme", "_index":
		if dir := path.Base(path.Dir(p)); dir != "." && dir != "/" {
			name = dir
		}
	}
	name = cleanLine(strings.NewReplacer("-", " ", "_", " ").Replace(name))
	if name == "" {
		return "Untitled"
	}
	first, size := utf8.DecodeRuneInString(name)
	return string(unicode.ToUpper(first)) + name[size:]
}

// shorten cuts s to at most n characters, at a word if it can, and says so
// with "…".
func shorten(s string, n int) string {
	if utf8.RuneCountInString(s) <= n {
		return s
	}
	cut := string([]rune(s)[:n-1])
	if i := strings.LastIndexByte(cut, ' '); i > len(cut)/2 {
		cut = cut[:i]
	}
	return strings.TrimRight(cut, " ,;:.–—-") + "…"
}
