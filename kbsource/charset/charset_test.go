package charset_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/simplifiedchinese"

	"footnote/kbsource/charset"
	"footnote/kbsource/document"
)

// texts are ordinary ones in languages that are written in several encodings.
var texts = map[string]string{
	"ru": "Мельница открыта с девяти утра до пяти вечера. В праздники она закрыта.\nБилеты продаются у входа, детям до семи лет вход свободный.\n",
	"uk": "Млин відкритий з дев’ятої ранку до п’ятої вечора. У свята він зачинений.\nКвитки продаються біля входу, дітям до семи років вхід вільний.\n",
	"de": "Die Mühle ist von neun bis fünf Uhr geöffnet. An Feiertagen bleibt sie geschlossen.\nKarten gibt es am Eingang, für Kinder ist der Eintritt frei.\n",
	"fr": "Le moulin est ouvert de neuf à dix-sept heures. Il est fermé les jours fériés.\nLes billets sont vendus à l’entrée, c’est gratuit pour les élèves.\n",
	"es": "El molino está abierto de nueve a cinco. Los días festivos está cerrado.\nLas entradas se venden en la puerta; los niños no pagan.\n",
	"pl": "Młyn jest otwarty od dziewiątej do siedemnastej. W święta jest zamknięty.\nBilety można kupić przy wejściu, dzieci wchodzą bez opłaty.\n",
	"tr": "Değirmen saat dokuzdan beşe kadar açıktır. Tatil günlerinde kapalıdır.\nBiletler girişte satılır, çocuklar için giriş ücretsizdir.\n",
	"ja": "水車小屋は午前九時から午後五時まで開いています。祝日は休みです。\n入場券は入口で売っています。子供は無料です。\n",
	"zh": "磨坊每天上午九点到下午五点开放，节假日不开放。\n门票在入口处购买，七岁以下的儿童可以免费进入。\n",
	"tw": "磨坊每天上午九點到下午五點開放，假日不開放。\n門票在入口處購買，七歲以下的兒童可以免費進入。\n",
	"ko": "방앗간은 오전 아홉 시부터 오후 다섯 시까지 문을 엽니다. 공휴일에는 쉽니다.\n입장권은 입구에서 살 수 있고 어린이는 무료입니다.\n",
	"ar": "الطاحونة مفتوحة من الساعة التاسعة صباحا حتى الخامسة مساء. وهي مغلقة في أيام العطل.\nتباع التذاكر عند المدخل والدخول مجاني للأطفال.\n",
	"th": "โรงสีเปิดทุกวันตั้งแต่เก้าโมงเช้าถึงห้าโมงเย็น และปิดในวันหยุด\nซื้อบัตรได้ที่ทางเข้า เด็กเข้าชมได้โดยไม่ต้องจ่ายเงิน\n",
}

// named is an encoding by its name; some are not on the web any more.
func named(t testing.TB, name string) encoding.Encoding {
	t.Helper()
	switch name {
	case "ibm850":
		return charmap.CodePage850
	case "hz-gb-2312":
		return simplifiedchinese.HZGB2312
	}
	e, err := htmlindex.Get(name)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return e
}

func encode(t testing.TB, text, name string) []byte {
	t.Helper()
	data, err := named(t, name).NewEncoder().Bytes([]byte(text))
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return data
}

func TestDetectedEncodings(t *testing.T) {
	for _, test := range [][2]string{
		{"ru", "windows-1251"}, {"ru", "koi8-r"}, {"ru", "ibm866"}, {"ru", "iso-8859-5"}, {"ru", "x-mac-cyrillic"}, {"uk", "windows-1251"},
		{"de", "windows-1252"}, {"de", "macintosh"}, {"de", "ibm850"}, {"fr", "windows-1252"}, {"es", "windows-1252"}, {"pl", "windows-1250"}, {"tr", "windows-1254"},
		{"ja", "shift_jis"}, {"ja", "euc-jp"}, {"ja", "iso-2022-jp"}, {"zh", "gb18030"}, {"zh", "gbk"}, {"tw", "big5"}, {"ko", "euc-kr"},
		{"ar", "windows-1256"}, {"ar", "iso-8859-6"}, {"th", "windows-874"},
	} {
		t.Run(test[0]+" "+test[1], func(t *testing.T) {
			for _, text := range []string{texts[test[0]], "question,answer\n" + texts[test[0]], strings.Repeat(texts[test[0]], 1000)} {
				got, err := charset.Decode(encode(t, text, test[1]), false)
				if err != nil || got != text {
					t.Fatalf("%v: %q", err, document.Shorten(got, 80))
				}
			}
		})
	}
}

// What is never decoded to something else than it says, however short it is.
func TestNeverGarbled(t *testing.T) {
	names := []string{"windows-1251", "koi8-r", "ibm866", "iso-8859-5", "x-mac-cyrillic", "windows-1252", "iso-8859-2", "windows-1250", "windows-1254", "windows-1253",
		"windows-1255", "windows-1256", "windows-1257", "iso-8859-6", "windows-874", "macintosh", "ibm850", "shift_jis", "euc-jp", "iso-2022-jp", "gb18030", "big5", "euc-kr"}
	more := map[string]string{
		"el": "Ο μύλος είναι ανοιχτός από τις εννέα έως τις πέντε. Τις αργίες είναι κλειστός.\n",
		"he": "הטחנה פתוחה מתשע בבוקר עד חמש אחר הצהריים. בחגים היא סגורה.\n",
		"lt": "Malūnas atidarytas nuo devynių iki penkių. Švenčių dienomis jis uždarytas, vaikams įėjimas nemokamas.\n",
		"cs": "Mlýn je otevřen od devíti do pěti. O svátcích je zavřeno, děti mají vstup zdarma.\n",
		"hu": "A malom kilenctől ötig tart nyitva. Ünnepnapokon zárva, a gyerekek ingyen léphetnek be.\n",
	}
	for language, text := range texts {
		more[language] = text
	}
	for language, text := range more {
		for _, name := range names {
			e := named(t, name)
			for _, size := range []int{4, 12, 30, 60, 400} {
				part := string([]rune(text)[:min(size, utf8.RuneCountInString(text))])
				data, err := e.NewEncoder().Bytes([]byte(part))
				if err != nil {
					continue // not written in that encoding
				}
				got, err := charset.Decode(data, false)
				if err == nil && got != part && !sameLetters(e, got, part) {
					t.Errorf("%s in %s: %q is read as %q", language, name, part, got)
				}
			}
		}
	}
}

// sameLetters reports whether two texts have the same bytes in an encoding,
// and differ in no letter.
func sameLetters(e encoding.Encoding, a, b string) bool {
	x, err := e.NewEncoder().Bytes([]byte(a))
	y, _ := e.NewEncoder().Bytes([]byte(b))
	return err == nil && bytes.Equal(x, y)
}

func TestDeclaredEncodings(t *testing.T) {
	const russian, japanese = "<p>Паром", "<p>船は"
	for name, test := range map[string]struct {
		head, body, encoding, want string
	}{
		"meta":                         {"<meta charset=windows-1251>", russian, "windows-1251", russian},
		"meta in quotes":               {"<META CHARSET='KOI8-R'>", russian, "koi8-r", russian},
		"meta of HTTP":                 {`<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">`, russian, "windows-1251", russian},
		"XML":                          {`<?xml version="1.0" encoding="windows-1251"?>`, russian, "windows-1251", russian},
		"XML before meta":              {`<?xml version='1.0' encoding='koi8-r'?><meta charset="utf-8">`, russian, "koi8-r", russian},
		"ISO-2022-JP":                  {"<meta charset=iso-2022-jp>", japanese, "iso-2022-jp", japanese},
		"ISO-2022-JP, not declared":    {"", japanese, "iso-2022-jp", japanese},
		"HZ":                           {"<meta charset=hz-gb-2312>", "<p>磨坊", "hz-gb-2312", "<p>磨坊"},
		"EUC-JP":                       {"<meta charset=euc-jp>", japanese, "euc-jp", japanese},
		"declared wrongly, UTF-8":      {"<meta charset=windows-1251>", russian, "utf-8", russian},
		"declared Western, Cyrillic":   {"<meta charset=iso-8859-1>", texts["ru"], "windows-1251", texts["ru"]},
		"declared UTF-8, is certain":   {"<meta charset=utf-8>", texts["ru"], "windows-1251", texts["ru"]},
		"declared UTF-16, is ASCII":    {"<meta charset=utf-16>", "<p>a", "utf-8", "<p>a"},
		"declared Western, is Western": {"<meta charset=iso-8859-1>", "<p>Öl", "windows-1252", "<p>Öl"},
	} {
		t.Run(name, func(t *testing.T) {
			data := append([]byte(test.head), encode(t, test.body, test.encoding)...)
			got, err := charset.Decode(data, true)
			if err != nil || got != test.head+test.want {
				t.Errorf("%q, %v", got, err)
			}
		})
	}
}

func TestMarks(t *testing.T) {
	for name, data := range map[string]string{
		"UTF-8":              "Öl\n",
		"UTF-8 with a mark":  "\xef\xbb\xbfÖl\n",
		"UTF-16 little":      "\xff\xfe\xd6\x00l\x00\n\x00",
		"UTF-16 big":         "\xfe\xff\x00\xd6\x00l\x00\n",
		"UTF-32 little":      "\xff\xfe\x00\x00\xd6\x00\x00\x00l\x00\x00\x00\n\x00\x00\x00",
		"UTF-32 big":         "\x00\x00\xfe\xff\x00\x00\x00\xd6\x00\x00\x00l\x00\x00\x00\n",
		"UTF-16 without one": "\xd6\x00l\x00\n\x00",
		"the other way":      "\x00\xd6\x00l\x00\n",
	} {
		if got, err := charset.Decode([]byte(data), false); err != nil || got != "Öl\n" {
			t.Errorf("%s: %q, %v", name, got, err)
		}
	}
	// Escapes of a screen between other letters are no shifts.
	if got, err := charset.Decode([]byte("\x1b(BÖl"), false); err != nil || got != "\x1b(BÖl" {
		t.Errorf("%q, %v", got, err)
	}
	// Text that was decoded wrongly before it was saved is left alone.
	if got, err := charset.Decode([]byte("Ã–l"), false); err != nil || got != "Ã–l" {
		t.Errorf("%q, %v", got, err)
	}
}

func TestRefused(t *testing.T) {
	for name, test := range map[string]struct {
		data string
		want error
		says string
	}{
		"a zero byte":            {"question,answer\n\x00,b", document.ErrBinary, "zero byte at 16"},
		"control characters":     {"\x00\x01\x02\x03", document.ErrBinary, "zero byte at 0"},
		"too short to tell":      {"line\ngr\xfc\xdfe", document.ErrInvalidEncoding, "byte 7 (0xfc, line 2) is not UTF-8, and it may be windows-1252 or"},
		"half of UTF-16":         {"\xff\xfea", document.ErrInvalidEncoding, "begins as UTF-16"},
		"broken UTF-16":          {"\xff\xfe\x00\xd8a\x00", document.ErrInvalidEncoding, "save the file as UTF-8"},
		"UTF-8 with a wrong one": {strings.Repeat("größer und schöner ", 20) + "\xfc", document.ErrInvalidEncoding, "cannot be told"},
		"UTF-7":                  {"<meta charset=utf-7>+ANY-l", document.ErrInvalidEncoding, "as UTF-7 does"},
		"other escapes":          {"\x1b$)C\x0e0!\x0f", document.ErrInvalidEncoding, "switches between"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := charset.Decode([]byte(test.data), strings.HasPrefix(test.data, "<"))
			if !errors.Is(err, test.want) || !strings.Contains(err.Error(), test.says) {
				t.Errorf("got %v, want %v with %q", err, test.want, test.says)
			}
		})
	}
	_, err := charset.Decode([]byte("<meta charset=shift_jis>\xff\xff"), true)
	if !errors.Is(err, document.ErrInvalidEncoding) || !strings.Contains(err.Error(), "not the shift_jis that it declares") {
		t.Error(err)
	}
}

func FuzzDecode(f *testing.F) {
	for _, test := range [][2]string{{"ru", "windows-1251"}, {"ja", "shift_jis"}, {"ja", "iso-2022-jp"}, {"zh", "gb18030"}, {"ko", "euc-kr"}, {"th", "windows-874"}} {
		f.Add(encode(f, texts[test[0]], test[1]))
	}
	for _, seed := range []string{"\xff\xfea\x00", "<meta charset=hz-gb-2312>~{<:~}", "a\x00b\x00", "\x1b$B\x1b(B", "<?xml encoding='utf-7'?>+AAA-"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, markup := range []bool{false, true} {
			text, err := charset.Decode(data, markup)
			switch {
			case err == nil && !utf8.ValidString(text):
				t.Errorf("%q is no UTF-8", text)
			case err != nil && !errors.Is(err, document.ErrInvalidEncoding) && !errors.Is(err, document.ErrBinary):
				t.Errorf("an error without a cause: %v", err)
			}
		}
	})
}
