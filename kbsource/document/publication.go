package document

import (
	"strings"
	"time"
	"unicode"
)

// Articles say in many ways whether customers may see them. All formats hand
// what they find to Document.Set, and here it is decided what it means.

// switches are the yes-or-no fields of an article's publication, and the value
// by which it is left out.
var switches = map[string]bool{
	FieldDraft: true, "unpublished": true, "archived": true, "hidden": true, "deleted": true, "private": true,
	FieldPublished: false, "active": false, "enabled": false, "visible": false,
}

// IsPublication reports whether a field says whether, or until when, customers
// may see the article.
func IsPublication(field string) bool {
	_, isSwitch := switches[field]
	return isSwitch || field == FieldStatus || field == FieldValidUntil || field == FieldExpires
}

// setPublication takes a field of the publication.
func (d *Document) setPublication(field, value string) {
	hides, isSwitch := switches[field]
	switch {
	case isSwitch:
		d.setSwitch(field, value, hides)
	case field == FieldStatus:
		d.leaveOut(isUnpublished(value), field, value)
	case field == FieldValidUntil, field == FieldExpires:
		d.expire(field, value)
	case field == FieldNoIndex:
		d.remark(isYes(value), field, value, "that is for search engines; it is answered from")
	case field == FieldRobots:
		unseen := strings.Contains(strings.ToLower(value), "noindex") || strings.EqualFold(CleanLine(value), "none")
		d.remark(unseen, field, value, "that is for search engines; it is answered from")
	}
}

// setSwitch takes a yes or no. A date instead is when it came true: an article
// that was published or archived on a day.
func (d *Document) setSwitch(field, value string, hides bool) {
	switch at := ParseTime(value); {
	case hides && isYes(value), !hides && isNo(value), isUnpublished(value):
		d.leaveOut(true, field, value)
	case at.IsZero():
	case hides:
		d.endAt(at)
	case field == FieldPublished && d.UpdatedAt.IsZero():
		d.UpdatedAt = at
	}
}

// expire takes the end of an article's time. It is valid until the end of a
// day, and expires as the day begins, which is how site generators read it.
func (d *Document) expire(field, value string) {
	if isNever(value) {
		return
	}
	at, day := parseTime(value)
	if day && field == FieldValidUntil && !at.IsZero() {
		at = at.AddDate(0, 0, 1)
	}
	d.remark(at.IsZero(), field, value, "that is no date that can be read, so it never ends; write it as 2026-12-31")
	d.endAt(at)
}

// endAt keeps the earliest end.
func (d *Document) endAt(at time.Time) {
	if d.ValidUntil.IsZero() || !at.IsZero() && at.Before(d.ValidUntil) {
		d.ValidUntil = at
	}
}

// leaveOut notes by which field the article is not to be stored.
func (d *Document) leaveOut(yes bool, field, value string) {
	if yes && d.LeftOut == "" {
		d.LeftOut = says(field, value)
	}
}

// remark notes what the operator should know of a field.
func (d *Document) remark(yes bool, field, value, what string) {
	if yes {
		d.Remarks = append(d.Remarks, says(field, value)+", and "+what)
	}
}

func says(field, value string) string {
	return "it says " + field + ": " + Shorten(CleanLine(value), 40)
}

// isYes reads what systems and spreadsheets write for true, and isNo for
// false.
func isYes(value string) bool { return yes[wordOf(value)] }
func isNo(value string) bool  { return no[wordOf(value)] }

// isNever reports whether a date is one that never comes.
func isNever(value string) bool {
	word := wordOf(value)
	return word == "" || word == "never" || word == "none" || word == "null" || no[word] || strings.HasPrefix(word, "9999")
}

func isUnpublished(value string) bool { return unpublished[wordOf(value)] }

// wordOf returns a value in lower case, its words with single spaces, without
// what is no letter or digit around them.
func wordOf(value string) string {
	value = strings.Map(func(r rune) rune {
		if r == '_' || r == '-' {
			return ' '
		}
		return r
	}, strings.ToLower(CleanLine(value)))
	return strings.Join(strings.Fields(strings.TrimFunc(value, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r)
	})), " ")
}

// words reads words that are separated by commas.
func words(byLanguage map[string]string) map[string]bool {
	set := map[string]bool{}
	for _, list := range byLanguage {
		for word := range strings.SplitSeq(list, ",") {
			set[strings.TrimSpace(word)] = true
		}
	}
	return set
}

var yes = words(map[string]string{
	"":   "true, yes, on, 1, y, t, x",
	"ar": "نعم, صحيح", "de": "ja, wahr", "es": "sí, si, verdadero", "fr": "oui, vrai", "it": "sì, vero", "ja": "はい", "ko": "예, 네",
	"nl": "ja, waar", "pl": "tak, prawda", "pt": "sim, verdadeiro", "ru": "да, истина", "th": "ใช่, จริง", "tr": "evet, doğru", "zh": "是, 真",
})

var no = words(map[string]string{
	"":   "false, no, off, 0, n, f",
	"ar": "لا, خطأ", "de": "nein, falsch", "es": "no, falso", "fr": "non, faux", "it": "no, falso", "ja": "いいえ", "ko": "아니요, 아니오",
	"nl": "nee, onwaar", "pl": "nie, fałsz", "pt": "não, falso", "ru": "нет, ложь", "th": "ไม่, ไม่ใช่, เท็จ", "tr": "hayır, yanlış", "zh": "否, 假",
})

// unpublished are the words by which systems mark an article that customers
// must not see, by language.
var unpublished = words(unpublishedWords)

var unpublishedWords = map[string]string{
	"ar": "مسودة, مؤرشف, غير منشور, مخفي, محذوف, خاص",
	"de": "entwurf, archiviert, archiv, unveröffentlicht, nicht veröffentlicht, verborgen, versteckt, ausgeblendet, gelöscht, papierkorb, privat, in prüfung, intern",
	"en": "draft, auto draft, archived, archive, unpublished, not published, hidden, deleted, trash, trashed, private, internal, inactive, disabled, " +
		"expired, retired, withdrawn, removed, obsolete, outdated, superseded, pending, pending review, review, in review, under review, needs review, " +
		"in progress, work in progress, wip, rejected, offline, scheduled, future",
	"es":      "borrador, archivado, sin publicar, no publicado, despublicado, oculto, eliminado, papelera, privado, en revisión, interno",
	"fr":      "brouillon, archivé, archivée, non publié, non publiée, dépublié, dépubliée, masqué, masquée, caché, supprimé, corbeille, privé, en révision, interne",
	"it":      "bozza, archiviato, non pubblicato, nascosto, eliminato, cestino, privato, in revisione, interno",
	"ja":      "下書き, アーカイブ, アーカイブ済み, 非公開, 未公開, 非表示, 削除済み, レビュー中",
	"ko":      "초안, 임시저장, 임시 저장, 보관됨, 비공개, 미게시, 숨김, 삭제됨, 검토 중",
	"nl":      "concept, gearchiveerd, niet gepubliceerd, ongepubliceerd, verborgen, verwijderd, prullenbak, privé, in beoordeling, intern",
	"pl":      "szkic, wersja robocza, zarchiwizowany, zarchiwizowane, archiwum, nieopublikowany, nieopublikowane, ukryty, ukryte, usunięty, usunięte, kosz, prywatny, prywatne, w trakcie przeglądu",
	"pt":      "rascunho, arquivado, não publicado, despublicado, oculto, excluído, lixeira, privado, em revisão, interno",
	"ru":      "черновик, в архиве, архив, архивный, архивная, не опубликовано, не опубликована, неопубликовано, снято с публикации, снята с публикации, скрыто, скрыта, скрытый, удалено, удалена, приватный, на проверке, на модерации",
	"th":      "ฉบับร่าง, แบบร่าง, ร่าง, เก็บถาวร, ไม่เผยแพร่, ยังไม่เผยแพร่, ซ่อน, ลบแล้ว, ส่วนตัว",
	"tr":      "taslak, arşivlendi, arşiv, yayınlanmadı, yayında değil, gizli, silindi, çöp kutusu, özel, incelemede",
	"zh":      "草稿, 已归档, 未发布, 未公开, 隐藏, 已隐藏, 已删除, 回收站, 私密, 私有, 审核中",
	"zh-Hant": "草稿, 已封存, 未發佈, 未發布, 未公開, 隱藏, 已隱藏, 已刪除, 資源回收筒, 私人, 審核中",
}
