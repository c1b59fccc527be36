package document

import (
	"path"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

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

// titleVersion is how a title names the version that it is about: "version
// 4.2", "v4.2", "4.x". The first group is what is said of it.
var titleVersion = regexp.MustCompile(`(?i)(?:^|[\s([,–—-])(?:(?:version|versión|versione|versão|versie|wersja|sürüm|версия|версии|إصدار|เวอร์ชัน|バージョン|版本|버전)\s*|v\.?\s?)(\d{1,4}(?:\.(?:\d{1,4}|x)){0,3})\.?(?:$|[\s)\],:;!?–—-])|` +
	`(?i)(?:^|[\s([,–—-])(\d{1,4}(?:\.\d{1,4}){0,2}\.x)\.?(?:$|[\s)\],:;!?–—-])`)

// versionIn returns the version that a title names, "" for none.
func versionIn(title string) string {
	if m := titleVersion.FindStringSubmatch(title); m != nil {
		return Or(m[1], m[2])
	}
	return ""
}
