package document

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"maps"
	"net/url"
	"slices"
	"strings"
	"unicode"

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
	// FieldDraft and FieldPublished are yes or no (FieldNamed knows more of
	// these), FieldStatus is a word; by any of them an article is left out.
	// FieldValidUntil and FieldExpires end its time.
	FieldDraft      = "draft"
	FieldPublished  = "published"
	FieldStatus     = "status"
	FieldValidUntil = "valid_until"
	FieldExpires    = "expires"
	// FieldNoIndex and FieldRobots are for search engines.
	FieldNoIndex = "noindex"
	FieldRobots  = "robots"
)

// fieldNames are the names of each field, without what FieldNamed looks past.
var fieldNames = map[string]string{
	FieldID:       "id key uid uuid articleid number nr no",
	FieldTitle:    "title name subject headline heading posttitle titel titre título titolo заголовок название",
	FieldText:     "text body content article description postcontent html bodyhtml contenthtml bodymarkdown markdown inhalt texte contenu texto testo текст содержание",
	FieldQuestion: "question questions q query frage pregunta pergunta domanda вопрос",
	FieldAnswer:   "answer answers a response reply solution antwort réponse respuesta resposta risposta ответ",
	FieldURL:      "url link href uri canonical canonicalurl permalink ссылка",
	FieldLanguage: "language lang locale sprache langue idioma lingua язык",
	FieldLabels:   "labels label tags tag keywords categories category topics topic метки категория",
	FieldUpdated: "updated updatedat updatedon lastupdated lastupdate modified modifiedat lastmodified lastmod date datemodified " +
		"stand datum aktualisiert обновлено дата",
	FieldVersion: "version productversion appversion release",
	FieldProduct: "product products produkt produit producto продукт",

	FieldDraft:     "draft isdraft entwurf brouillon borrador bozza rascunho concept szkic taslak черновик 下書き 초안 草稿",
	"unpublished":  "unpublished isunpublished",
	"archived":     "archived isarchived archivedat archivedon archiviert archivé archivado archiviato gearchiveerd arquivado",
	"hidden":       "hidden ishidden",
	"deleted":      "deleted isdeleted deletedat deletedon trashed istrashed trashedat",
	"private":      "private isprivate",
	FieldPublished: "published ispublished public ispublic publish live islive veröffentlicht publié publicado pubblicato gepubliceerd опубликовано yayınlandı 公開",
	"active":       "active isactive aktiv",
	"enabled":      "enabled isenabled",
	"visible":      "visible isvisible",
	FieldStatus: "status state publicationstatus publishstatus publishingstatus articlestatus contentstatus workflowstate workflowstatus " +
		"visibility poststatus estado statut stato статус 状态 狀態 ステータス 상태",
	FieldValidUntil: "validuntil validto validthrough validtill gültigbis valablejusquau válidohasta validofinoal geldigtot ważnydo " +
		"действуетдо действительнодо geçerliliktarihi 有効期限 有效期至",
	FieldExpires: "expires expiry expirydate expiresat expiration expirationdate expirationtime expireson expiredate unpublishdate unpublishedat unpublishon " +
		"unpublishat ablaufdatum läuftab scadenza",

	FieldNoIndex: "noindex unlisted",
	FieldRobots:  "robots",
}

var fieldOf = func() map[string]string {
	fields := map[string]string{}
	for field, names := range fieldNames {
		for name := range strings.FieldsSeq(names) {
			fields[name] = field
		}
	}
	return fields
}()

// FieldNamed returns the field that a name stands for, "" for none. Case,
// spaces, hyphens and underscores do not matter.
func FieldNamed(name string) string {
	return fieldOf[strings.Map(func(r rune) rune {
		if strings.ContainsRune(" -_.:'’", r) {
			return -1
		}
		return unicode.ToLower(r)
	}, strings.TrimSpace(name))]
}

// Fields are what an article says about itself: values by field.
type Fields map[string][]string

// Add files values under the field that a name stands for; names of no field
// are left out. Where several names stand for one field, its own name counts
// before the others, and the first of these, except that all of them say
// whether the article is published.
func (f Fields) Add(name string, values ...string) {
	field := FieldNamed(name)
	if field == "" || strings.TrimSpace(strings.Join(values, "")) == "" {
		return
	}
	switch {
	case IsPublication(field):
		f[field] = append(f[field], values...)
	case f[field] == nil, strings.EqualFold(strings.TrimSpace(name), field):
		f[field] = values
	}
}

// Merge takes over what is said in another place, where it is not said here.
func (f Fields) Merge(other Fields) {
	for field, values := range other {
		if f[field] == nil || IsPublication(field) {
			f[field] = append(f[field], values...)
		}
	}
}

// Text returns the first value of a field.
func (f Fields) Text(field string) string {
	if values := f[field]; len(values) > 0 {
		return values[0]
	}
	return ""
}

// IsWrapper reports whether a name is one under which exports and site
// generators gather what an article says about itself.
func IsWrapper(name string) bool {
	switch strings.ToLower(strings.ReplaceAll(strings.TrimSpace(name), "_", "")) {
	case "meta", "metadata", "attributes", "properties", "fields", "frontmatter", "params", "extra", "data", "document", "article", "publication":
		return true
	}
	return false
}

// SetFields takes all of the fields.
func (d *Document) SetFields(fields Fields) {
	for _, field := range slices.Sorted(maps.Keys(fields)) {
		d.Set(field, fields[field]...)
	}
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
	case FieldLabels:
		if len(values) == 1 {
			values = strings.FieldsFunc(values[0], func(r rune) bool { return r == ',' || r == ';' || r == '\n' })
		}
		d.Labels = values
	default:
		for _, value := range values {
			d.setPublication(field, value)
		}
	}
}

// hash covers everything but itself and the remarks.
func (d Document) hash() string {
	d.Hash, d.Remarks = "", nil
	blocks := d.Blocks
	d.Blocks = nil
	data, err := json.Marshal(d)
	if err != nil {
		panic(err) // a Document holds nothing that JSON cannot
	}
	sum := sha256.Sum256(append(append(data, UnitRules), EncodeBlocks(blocks)...))
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
