package docx

import (
	"strconv"
	"strings"
	"unicode"
)

// Symbol fonts draw other signs than the characters that the file holds. The
// tables give the sign of each character from U+0020 on, or of the same from
// U+F020 on, where Word puts them; a space stands for none in a table's gaps.
// Signs that differ in ornament only are given the common one.
var (
	symbolSigns = []rune(" !∀#∃%&∍()∗+,−./0123456789:;<=>?" +
		"≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_" +
		"‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}~ " +
		"                                " +
		"€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵" +
		"ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓" +
		"◊⟨®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪ ⟩∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭ ")
	wingdings = []rune(" ✏✂✁👓🔔📖🕯☎✆✉📧📪📫📬📭📁📂📄📄🗐🗄⌛⌨🖰🖲💻🖴💾🖬✇✍" +
		"✍✌👌👍👎☜☞☝☟✋☺😐☹💣☠⚐🏱✈☼💧❄✝✞🕈✠✡☪☯ॐ☸♈♉" +
		"♊♋♌♍♎♏♐♑♒♓&&●❍■□□❑❒⬧⧫◆❖◆☒⮹⌘❀✿❝❞▯" +
		"⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿❧❧❧❧❧❧❧❧·•" +
		"▪○◯◉◉◎○▪☐✦✦★✶✴✹✵⌖⌖✧⌖ ✪✰🕐🕑🕒🕓🕔🕕🕖🕗🕘" +
		"🕙🕚🕛↵↵↵↵↵↵↵↵❧❧❧❧❧❧❧❧❧❧⌫⌦◀➤▲▼←→↑↓←" +
		"→↑↓↖↗↙↘←→↑↓↖↗↙↘⇦⇨⇧⇩⇔⇕↖↗↙↘▭▫✗✓☒☑ ")
	wingdings2 = sparse(map[rune]string{
		0x42: "👈👉", 0x4f: "✗✓☒☑☒☒⊗⊗⊘⊘", 0x69: "⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿", 0x97: "•●○", 0xa2: "■☐",
	})
	wingdings3 = sparse(map[rune]string{
		0x21: "←→↑↓↖↗↙↘", 0x31: "↔↕", 0x66: "←→↑↓↖↗↙↘↔↕▲▼△▽◀▶◁▷", 0x7c: "◀▶▲", 0x80: "▼",
	})
	webdings = sparse(map[rune]string{
		0x33: "◀▶▲▼", 0x48: "🏠", 0x4c: "🔍", 0x61: "✓", 0x63: "☐", 0x67: "■", 0x69: "ℹ", 0x6e: "●", 0x72: "✗❓", 0x78: "⊘⊖🚭",
		0x80: "🚹🚺", 0xcf: "🔒🔓", 0xe9: "♿",
	})
)

// sparse makes a table of runs of signs by the character of their first.
func sparse(runs map[rune]string) []rune {
	table := []rune(strings.Repeat(" ", 0x100-0x20))
	for at, signs := range runs {
		copy(table[at-0x20:], []rune(signs))
	}
	return table
}

// symbolFont returns the signs of a symbol font, nil for another font.
func symbolFont(name string) []rune {
	switch strings.ToLower(strings.TrimSpace(name)) {
	case "symbol":
		return symbolSigns
	case "wingdings":
		return wingdings
	case "wingdings 2":
		return wingdings2
	case "wingdings 3":
		return wingdings3
	case "webdings":
		return webdings
	}
	return nil
}

// unreadable stands for a sign that cannot be told: something is printed
// there, and it may change what the text says.
const unreadable = '\uFFFD'

// guessed are the signs of Wingdings that texts without a font use.
const guessed = "\uf06c\uf06e\uf06f\uf071\uf076\uf0a7\uf0a8\uf0d8\uf0e0\uf0e8\uf0f0\uf0fb\uf0fc\uf0fd\uf0fe"

// signOf returns what a character is printed as in a font.
func signOf(r rune, font []rune) rune {
	private := r >= 0xf020 && r <= 0xf0ff
	switch {
	case private && font == nil && strings.ContainsRune(guessed, r):
		font = wingdings
	case private && font == nil:
		font = symbolSigns
	case !private && unicode.Is(unicode.Co, r):
		return unreadable
	case !private && (font == nil || r < 0x20 || r > 0xff):
		return r
	}
	code := r
	if private {
		code -= 0xf000
	}
	if code == ' ' || code == 0xa0 && font[code-' '] == ' ' {
		return ' '
	}
	if sign := font[code-' ']; sign != ' ' {
		return sign
	}
	return unreadable
}

// printed returns a text as a font prints it.
func printed(text, font string) string {
	signs := symbolFont(font)
	return strings.Map(func(r rune) rune { return signOf(r, signs) }, text)
}

// symbol returns the sign that w:sym inserts: a character in hexadecimal.
func symbol(char, font string) string {
	code, err := strconv.ParseUint(char, 16, 21)
	if err != nil {
		return string(unreadable)
	}
	signs := symbolFont(font)
	if r := rune(code); signs == nil && unicode.Is(unicode.Co, r) { //nolint:gosec // 21 bits
		return string(unreadable)
	}
	return string(signOf(rune(code), signs)) //nolint:gosec // 21 bits
}
