package document

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
	FieldID       = "id"
	FieldTitle    = "title"
	FieldText     = "text"
	FieldQuestion = "question"
	FieldAnswer   = "answer"
	FieldURL      = "url"
	FieldLanguage = "language"
	FieldLabels   = "labels"
	FieldUpdated  = "updated"
	FieldVersion  = "version"
	FieldProduct  = "product"
	// FieldDraft and FieldPublished are yes or no, FieldStatus a word; by any
	// of them an article is left out. FieldValidUntil ends its time.
	FieldDraft      = "draft"
	FieldPublished  = "published"
	FieldStatus     = "status"
	FieldValidUntil = "valid_until"
)

// FieldNamed returns the field that a name stands for, "" for none. Case,
// spaces, hyphens and underscores do not matter.
func FieldNamed(name string) string {
	name = strings.Map(func(r rune) rune {
		if r == ' ' || r == '-' || r == '_' || r == '.' {
			return -1
		}
		return unicode.ToLower(r)
	}, strings.TrimSpace(name))
	switch name {
	case "id", "key", "uid", "uuid", "articleid", "number", "nr", "no":
		return FieldID
	case "title", "name", "subject", "headline", "heading", "titel", "titre", "título", "titolo", "заголовок", "название":
		return FieldTitle
	case "text", "body", "content", "article", "description", "inhalt", "texte", "contenu", "texto", "testo", "текст", "содержание":
		return FieldText
	case "question", "questions", "q", "query", "frage", "pregunta", "pergunta", "domanda", "вопрос":
		return FieldQuestion
	case "answer", "answers", "a", "response", "reply", "solution", "antwort", "réponse", "respuesta", "resposta", "risposta", "ответ":
		return FieldAnswer
	case "url", "link", "href", "uri", "canonical", "canonicalurl", "permalink", "ссылка":
		return FieldURL
	case "language", "lang", "locale", "sprache", "langue", "idioma", "lingua", "язык":
		return FieldLanguage
	case "labels", "label", "tags", "tag", "keywords", "categories", "category", "topics", "topic", "метки", "категория":
		return FieldLabels
	case "updated", "updatedat", "updatedon", "lastupdated", "lastupdate", "modified", "modifiedat", "lastmodified", "lastmod",
		"date", "datemodified", "stand", "datum", "aktualisiert", "обновлено", "дата":
		return FieldUpdated
	case "version", "productversion", "appversion", "release":
		return FieldVersion
	case "product", "products", "produkt", "produit", "producto", "продукт":
		return FieldProduct
	case "draft", "isdraft", "entwurf", "brouillon", "borrador", "черновик":
		return FieldDraft
	case "published", "ispublished", "public":
		return FieldPublished
	case "status", "state", "publicationstatus", "articlestatus", "workflowstate":
		return FieldStatus
	case "validuntil", "expires", "expiry", "expirydate", "expiresat", "expirationdate", "expireson", "unpublishdate":
		return FieldValidUntil
	}
	return ""
}

// Set takes a metadata field from text as people write it. Values that make
// no sense are left out: they say nothing about the article's text.
func (d *Document) Set(field string, values ...string) {
	if len(values) == 0 {
		return
	}
	switch field {
	case FieldTitle:
		d.Title = CleanLine(values[0])
	case FieldURL:
		d.URL = WebURL(values[0])
	case FieldLanguage:
		d.Language = PrimaryLanguage(values[0])
	case FieldUpdated:
		d.UpdatedAt = ParseTime(values[0])
	case FieldVersion:
		d.Version = Shorten(CleanLine(values[0]), maxTitle)
	case FieldProduct:
		d.Product = Shorten(CleanLine(values[0]), maxTitle)
	case FieldDraft:
		d.leaveOut(isYes(values[0]), field, values[0])
	case FieldPublished:
		d.leaveOut(isNo(values[0]), field, values[0])
	case FieldStatus:
		d.leaveOut(unpublished[strings.ToLower(CleanLine(values[0]))], field, values[0])
	case FieldValidUntil:
		d.ValidUntil = ParseTime(values[0])
	case FieldLabels:
		if len(values) == 1 {
			values = strings.FieldsFunc(values[0], func(r rune) bool { return r == ',' || r == ';' || r == '\n' })
		}
		d.Labels = values
	}
}

// leaveOut notes by which field the article is not to be stored.
func (d *Document) leaveOut(yes bool, field, value string) {
	if yes && d.LeftOut == "" {
		d.LeftOut = "it says " + field + ": " + Shorten(CleanLine(value), 40)
	}
}

func isYes(value string) bool {
	switch strings.ToLower(CleanLine(value)) {
	case "true", "yes", "on", "1":
		return true
	}
	return false
}

func isNo(value string) bool {
	switch strings.ToLower(CleanLine(value)) {
	case "false", "no", "off", "0":
		return true
	}
	return false
}

// unpublished are the words by which systems mark an article that customers
// must not see.
var unpublished = map[string]bool{
	"draft": true, "archived": true, "unpublished": true, "hidden": true, "deleted": true, "trash": true, "private": true,
}

// hash covers everything but the hash itself.
func (d Document) hash() string {
	d.Hash = ""
	blocks := d.Blocks
	d.Blocks = nil
	data, err := json.Marshal(d)
	if err != nil {
		panic(err) // a Document holds nothing that JSON cannot
	}
	sum := sha256.Sum256(append(data, EncodeBlocks(blocks)...))
	return hex.EncodeToString(sum[:])
}

// WebURL returns the address if a browser may open it, else "".
func WebURL(s string) string {
	u, err := url.Parse(strings.TrimSpace(s))
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return ""
	}
	return u.String()
}

// PrimaryLanguage returns "en" for "en-US" and "" for what is no language.
func PrimaryLanguage(s string) string {
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

// ParseTime reads dates as front matter, HTML and spreadsheets have them,
// zero when it cannot tell. Days without a time are taken as UTC.
func ParseTime(s string) time.Time {
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
		label = Shorten(CleanLine(label), maxTitle)
		if label != "" && !slices.Contains(kept, label) && len(kept) < maxLabels {
			kept = append(kept, label)
		}
	}
	return kept
}

// TitleFromPath makes a title out of a file's name: "reset-password.md" is
// called "Reset password". The name of an index file is its folder's.
func TitleFromPath(p string) string {
	p, _, _ = strings.Cut(p, "#")
	name := strings.TrimSuffix(path.Base(p), path.Ext(p))
	switch strings.ToLower(name) {
	case "index", "readme", "_index":
		if dir := path.Base(path.Dir(p)); dir != "." && dir != "/" {
			name = dir
		}
	}
	name = CleanLine(strings.NewReplacer("-", " ", "_", " ").Replace(name))
	if name == "" {
		return "Untitled"
	}
	first, size := utf8.DecodeRuneInString(name)
	return string(unicode.ToUpper(first)) + name[size:]
}

// Shorten cuts s to at most n characters, at a word if it can, and says so
// with "…".
func Shorten(s string, n int) string {
	if utf8.RuneCountInString(s) <= n {
		return s
	}
	cut := string([]rune(s)[:n-1])
	if i := strings.LastIndexByte(cut, ' '); i > len(cut)/2 {
		cut = cut[:i]
	}
	return strings.TrimRight(cut, " ,;:.–—-") + "…"
}

// Or returns the first text unless it is blank, else the second.
func Or(first, second string) string {
	if strings.TrimSpace(first) != "" {
		return first
	}
	return second
}

// titleWords is how many words name an article that has no title.
const titleWords = 8

// FirstWords makes a title of a text's first words.
func FirstWords(text string) string {
	words := strings.Fields(text)
	title := strings.Join(words[:min(len(words), titleWords)], " ")
	if short := Shorten(title, 80); short != title {
		return short
	}
	if len(words) == 0 {
		return ""
	}
	return strings.TrimRight(title, " ,;:.–—-") + "…"
}
