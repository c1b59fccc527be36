package retrieval

import (
	"strings"
	"time"
	"unicode"
)

// newest are words, as they are typed, by which a question asks for what is
// new. A stem ends in "-".
var newest = map[string][]string{
	"ar": {"أحدث", "الأخير", "الأخيرة", "حاليا"},
	"de": {"neuest-", "aktuell-", "jüngst-", "derzeit"},
	"en": {"latest", "newest", "current", "currently", "recent", "recently", "nowadays"},
	"es": {"último", "última", "últimos", "últimas", "reciente", "recientes", "actual", "actuales", "actualmente"},
	"fr": {"dernier", "dernière", "derniers", "dernières", "récent", "récente", "récemment", "actuel-"},
	"it": {"ultimo", "ultima", "ultimi", "ultime", "recente", "recenti", "attuale", "attuali", "attualmente"},
	"ja": {"最新", "現在"},
	"ko": {"최신", "최근", "현재"},
	"nl": {"nieuwste", "laatste", "huidige", "recent", "recente", "momenteel"},
	"pl": {"najnowsz-", "ostatni-", "obecn-", "aktualn-"},
	"pt": {"último", "última", "últimos", "últimas", "recente", "recentes", "atual", "atuais", "atualmente"},
	"ru": {"последн-", "новейш-", "свеж-", "актуальн-", "текущ-", "сейчас"},
	"th": {"ล่าสุด", "ปัจจุบัน"},
	"tr": {"son", "güncel", "yeni", "şimdi"},
	"zh": {"最新", "目前", "现在", "現在"},
}

// addRecency tells new documents from old ones where the question asks for
// what is new.
func addRecency(question, language string, candidates []Evidence) {
	if !asksForNewest(question, language) {
		return
	}
	var oldest, latest time.Time
	for _, e := range candidates {
		at := e.Document.UpdatedAt
		if at.IsZero() {
			continue
		}
		if oldest.IsZero() || at.Before(oldest) {
			oldest = at
		}
		if at.After(latest) {
			latest = at
		}
	}
	if !latest.After(oldest) {
		return
	}
	for i := range candidates {
		if at := candidates[i].Document.UpdatedAt; !at.IsZero() {
			candidates[i].features[FeatureRecent] = float64(at.Sub(oldest)) / float64(latest.Sub(oldest))
		}
	}
}

func asksForNewest(question, language string) bool {
	folded := strings.ToLower(question)
	words := strings.FieldsFunc(folded, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) })
	for _, wanted := range newest[language] {
		stem, isStem := strings.CutSuffix(wanted, "-")
		switch language {
		case "ja", "ko", "th", "zh": // words are not spaced
			if strings.Contains(folded, wanted) {
				return true
			}
			continue
		}
		for _, word := range words {
			if word == wanted || isStem && strings.HasPrefix(word, stem) {
				return true
			}
		}
	}
	return false
}
