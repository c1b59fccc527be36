package document

import "regexp"

// furniture is what pages say about themselves, in the languages of the
// encoder: a whole paragraph of it answers nothing.
var furniture = regexp.MustCompile(`(?i)^(?:see also|learn more|read more|click here|related (?:articles|topics)|table of contents|was this (?:article|page) helpful|last (?:updated|modified|reviewed)|back to top|copyright|©|all rights reserved|share this|next:|previous:|` +
	`см\. также|смотрите также|подробнее[:.]|читайте также|содержание|оглавление|была ли (?:эта )?статья полезн|обновлено|` +
	`siehe auch|mehr erfahren|weiterlesen|inhaltsverzeichnis|war dieser artikel|zuletzt (?:aktualisiert|geändert)|voir aussi|véase también)`)

// IsFurniture reports whether a paragraph is about the page rather than about
// what the page is about.
func IsFurniture(text string) bool { return furniture.MatchString(text) }
