package docx

import (
	"strconv"
	"strings"
)

// alphabets are the letters that count, by w:numFmt. After the last one they
// are doubled: z, aa, bb.
var alphabets = map[string][]rune{
	"lowerLetter":          []rune("abcdefghijklmnopqrstuvwxyz"),
	"upperLetter":          []rune("ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
	"russianLower":         []rune("абвгдежзиклмнопрстуфхцчшщыэюя"),
	"russianUpper":         []rune("АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЫЭЮЯ"),
	"arabicAlpha":          []rune("أبتثجحخدذرزسشصضطظعغفقكلمنهوي"),
	"arabicAbjad":          []rune("أبجدهوزحطيكلمنسعفصقرشتثخذضظغ"),
	"hebrew2":              []rune("אבגדהוזחטיכלמנסעפצקרשת"),
	"thaiLetters":          []rune("กขคงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ"),
	"ganada":               []rune("가나다라마바사아자차카타파하"),
	"chosung":              []rune("ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ"),
	"aiueo":                []rune("アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"),
	"iroha":                []rune("イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセスン"),
	"chicago":              []rune("*†‡§"),
	"ideographTraditional": []rune("甲乙丙丁戊己庚辛壬癸"),
	"ideographZodiac":      []rune("子丑寅卯辰巳午未申酉戌亥"),
}

// digits are the ten of scripts with their own, by w:numFmt.
var digits = map[string][]rune{
	"decimalFullWidth": []rune("０１２３４５６７８９"),
	"hindiNumbers":     []rune("०१२३४५६७८९"),
	"thaiNumbers":      []rune("๐๑๒๓๔๕๖๗๘๙"),
	"ideographDigital": []rune("〇一二三四五六七八九"),
}

// maxRepeated is how often a letter is repeated before decimals take over.
const maxRepeated = 5

// numeral prints a number in a format of w:numFmt. What is not known, and
// words ("first", "one"), are printed as decimals.
func numeral(n int, format string) string {
	if letters := alphabets[format]; letters != nil && n > 0 && (n-1)/len(letters) < maxRepeated {
		return strings.Repeat(string(letters[(n-1)%len(letters)]), (n-1)/len(letters)+1)
	}
	if own := digits[format]; own != nil {
		return strings.Map(func(r rune) rune {
			if r >= '0' && r <= '9' {
				return own[r-'0']
			}
			return r
		}, strconv.Itoa(n))
	}
	switch format {
	case "none", "bullet":
		return ""
	case "upperRoman":
		return roman(n)
	case "lowerRoman":
		return strings.ToLower(roman(n))
	case "numberInDash":
		return "- " + strconv.Itoa(n) + " -"
	case "decimalEnclosedCircle", "decimalEnclosedCircleChinese":
		if n > 0 && n <= 20 {
			return string(rune('①' + n - 1))
		}
	case "decimalEnclosedParen":
		return "(" + strconv.Itoa(n) + ")"
	case "decimalEnclosedFullstop":
		return strconv.Itoa(n) + "."
	case "japaneseCounting", "chineseCounting", "chineseCountingThousand", "taiwaneseCounting", "taiwaneseCountingThousand":
		if n > 0 && n < 10_000 {
			return ideographs(n)
		}
	case "decimalZero":
		return padded(n, 2)
	}
	if width := leadingZeros(format); width > 0 {
		return padded(n, width)
	}
	return strconv.Itoa(n)
}

// leadingZeros returns how many digits a custom format such as
// "001, 002, 003, ..." has, 0 for another format.
func leadingZeros(format string) int {
	first, _, _ := strings.Cut(format, ",")
	if len(first) > 1 && len(first) < 10 && strings.Trim(first, "0") == "1" {
		return len(first)
	}
	return 0
}

func padded(n, width int) string {
	s := strconv.Itoa(n)
	if n < 0 || len(s) >= width {
		return s
	}
	return strings.Repeat("0", width-len(s)) + s
}

// maxRoman is the largest number that Roman numerals without marks write.
const maxRoman = 3999

func roman(n int) string {
	if n < 1 || n > maxRoman {
		return strconv.Itoa(n)
	}
	var out strings.Builder
	for _, one := range []struct {
		value int
		text  string
	}{
		{1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"}, {90, "XC"}, {50, "L"}, {40, "XL"},
		{10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"},
	} {
		for n >= one.value {
			out.WriteString(one.text)
			n -= one.value
		}
	}
	return out.String()
}

// ideographs writes a number below 10,000 with 十, 百 and 千.
func ideographs(n int) string {
	own := digits["ideographDigital"]
	var out strings.Builder
	gap := false
	for _, unit := range []struct {
		value int
		text  string
	}{{1000, "千"}, {100, "百"}, {10, "十"}, {1, ""}} {
		digit := n / unit.value % 10
		switch {
		case digit == 0:
			gap = gap || out.Len() > 0
			continue
		case gap:
			out.WriteRune(own[0])
			gap = false
		}
		if digit > 1 || unit.value != 10 || out.Len() > 0 {
			out.WriteRune(own[digit])
		}
		out.WriteString(unit.text)
	}
	return out.String()
}
