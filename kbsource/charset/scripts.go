package charset

import (
	"strings"
	"unicode"

	"footnote/internal/language"
)

const (
	// fewLetters of an alphabet and fewSigns of a script with thousands of
	// characters are too few to tell.
	fewLetters, fewSigns = 30, 10
)

func isCyrillic(text string) bool { return only(text, within(unicode.Cyrillic)) }

// isPlainCyrillic reports whether text has the letters that are frequent in
// all Slavic languages, in words whose case is right.
func isPlainCyrillic(text string) bool {
	frequent, n := share(strings.ToLower(text), within(unicode.Cyrillic), in("оеаинтсрвл"))
	if n < fewLetters || frequent < 0.5 {
		return false
	}
	odd, prev := 0, rune(' ')
	for _, r := range text {
		if unicode.IsLower(prev) && unicode.IsUpper(r) && unicode.Is(unicode.Cyrillic, r) {
			odd++
		}
		prev = r
	}
	switch language.Detect(text) {
	case "ru", "uk", "be", "bg", "sr", "mk":
		return odd*50 <= n
	}
	return false
}

func isArabic(text string) bool {
	return only(text, func(r rune) bool {
		return unicode.Is(unicode.Arabic, r) || strings.ContainsRune("،؛؟ـ", r) || unicode.Is(unicode.Mn, r)
	})
}

// isPlainArabic reports whether enough words have the Arabic article.
func isPlainArabic(text string) bool {
	words, with, letters := 0, 0, 0
	for word := range strings.FieldsFuncSeq(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.Is(unicode.Mn, r) }) {
		if !strings.ContainsFunc(word, within(unicode.Arabic)) {
			continue
		}
		words++
		letters += len([]rune(word))
		if strings.Contains(word, "ال") {
			with++
		}
	}
	return letters >= fewLetters && with*8 >= words
}

func isThai(text string) bool { return only(text, within(unicode.Thai)) }

// isPlainThai reports whether vowels and tones stand over consonants, and
// small words are among the others.
func isPlainThai(text string) bool {
	prev := rune(' ')
	for _, r := range text {
		if unicode.Is(unicode.Mn, r) && !unicode.Is(unicode.Thai, prev) {
			return false
		}
		prev = r
	}
	_, n := share(text, within(unicode.Thai), within(unicode.Thai))
	small := 0
	for _, word := range []string{"การ", "ที่", "และ", "ใน", "ของ", "ได้", "เป็น", "มี", "ไม่", "ให้", "จะ", "ความ"} {
		small += strings.Count(text, word)
	}
	return n >= fewLetters && small*60 >= n
}

// eastern are the signs of Chinese, Japanese and Korean text.
func eastern(r rune) bool {
	return r >= 0x3000 && r <= 0x303f || r >= 0xff01 && r <= 0xff65 || r >= 0x2460 && r <= 0x24ff || strings.ContainsRune("○●◎△▲▽▼□■◇◆☆★→←↑↓※〒々ー・", r)
}

// mostly reports whether nearly all that is not ASCII is of a script, or a
// sign.
func mostly(text string, script func(rune) bool) bool {
	high := func(r rune) bool { return r > unicode.MaxASCII && !eastern(r) && !strings.ContainsRune(signs, r) }
	part, n := share(text, high, script)
	return n > 0 && part > 0.97
}

var kana = within(unicode.Hiragana, unicode.Katakana)

func isJapanese(text string) bool {
	half, _ := share(text, kana, func(r rune) bool { return r >= 0xff66 && r <= 0xff9f })
	return half < 0.2 && mostly(text, within(unicode.Hiragana, unicode.Katakana, unicode.Han))
}

// isPlainJapanese asks for kana between the kanji, or for many kanji that are
// frequent: a table may hold names alone.
func isPlainJapanese(text string) bool {
	part, n := share(text, within(unicode.Hiragana, unicode.Katakana, unicode.Han), kana)
	frequent, kanji := share(text, within(unicode.Han), in(frequentKanji))
	hiragana, _ := share(text, kana, within(unicode.Hiragana))
	if part >= 0.15 {
		return hiragana > 0.2 && n >= fewSigns && (kanji < fewSigns || frequent > 0.25)
	}
	return kanji >= 2*fewSigns && frequent > 0.5
}

func isChinese(text string) bool {
	part, _ := share(text, within(unicode.Hiragana, unicode.Katakana, unicode.Han), kana)
	return part < 0.05 && mostly(text, within(unicode.Han))
}

func isPlainSimplified(text string) bool  { return isPlainChinese(text, frequentSimplified) }
func isPlainTraditional(text string) bool { return isPlainChinese(text, frequentTraditional) }

func isPlainChinese(text, frequent string) bool {
	part, n := share(text, within(unicode.Han), in(frequent))
	return n >= fewSigns && part > 0.35
}

func isKorean(text string) bool {
	hangul, _ := share(text, within(unicode.Hangul, unicode.Han), within(unicode.Hangul))
	return hangul > 0.85 && mostly(text, within(unicode.Hangul, unicode.Han))
}

func isPlainKorean(text string) bool {
	part, n := share(text, within(unicode.Hangul), in(frequentHangul))
	return n >= fewSigns && part > 0.35
}

// The characters that half and more of any text in these languages is made of.
const (
	frequentSimplified = "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯月话合回特代内信表化老给世位次度门任常先海通教儿原东声提立及比员解水名真论处走义各入几口认条平系气题活尔更别打女变四神总何电数安少报才结反受目太量再感建务做接必场件计管期市直德资命山金指克许统区保至队形社便空决治展马科司五基眼书非则听白却界达光放强即像难且权思王象完设式色路记南品住告类求据程北边死张该交规万取拉格望觉术领共确传师观清今切院让识候带导争运请您按号码密登录账户付款退订单天内小时服务客户支持选择点击设置"

	frequentTraditional = "的一是不了在人有我他這個們中來上大為和國地到以說時要就出會可也你對生能而子那得於著下自之年過發後作裡用道行所然家種事成方多經麼去法學如都同現當沒動面起看定天分還進好小部其些主樣理心她本前開但因只從想實日軍者意無力它與長把機十民第公此已工使情明性知全三又關點正業外將兩高間由問很最重並物手應戰向頭文體政美相見被利什二等產或新己制身果加西斯月話合回特代內信表化老給世位次度門任常先海通教兒原東聲提立及比員解水名真論處走義各入幾口認條平系氣題活爾更別打女變四神總何電數安少報才結反受目太量再感建務做接必場件計管期市直德資命山金指克許統區保至隊形社便空決治展馬科司五基眼書非則聽白卻界達光放強即像難且權思王象完設式色路記南品住告類求據程北邊死張該交規萬取拉格望覺術領共確傳師觀清今切院讓識候帶導爭運請您按號碼密登錄帳戶付款退訂單天內小時服務客戶支持選擇點擊設定"

	frequentKanji = "日一国会人年大十二本中長出三同時政事自行社見月分議後前民生連五発間対上部東者党地合市業内相方四定今回新場金員九入選立開手米力学問高代明実円関決子動京全目表戦経通外最言氏現理調体化田当八六約主題下首意法不来作性的要用制治度務強気小七成期公持野協取都和統以機平総加山思家話世受区領多県続進正安設保改数記院女初北午指権心界支第産結百派点教報済書府活原先共得解名交資予川向際査勝面委告軍文反元重近千考判認画海参売利組知案道信策集在件団別物側任引使求所次水半品昨論計死官増係感特情投示変打男基私各始島直両朝革価式確村提運終挙果西勢減台広容必応演電歳住争談能無再位置企真流格有疑口過局少放税検藤町常校料沢裁状工建語球営空職証土与急止送援供可役構木割聴身費付施切由説転食比難防補車優夫研収断井何南石足違消境神番規術護展態導鮮備宅害配副算視条幹独警宮究育席輸訪楽起万着乗店述残想線率病農州武声質念待試族象銀域助労例衛然早張映限親額監環験追審商葉義伝働形景落欧担好退準賞訴辺造英被株頭技低毎医復仕去姿味負閣韓渡失移差衆個門写評課末守若脳極種美岡影命含福蔵量望松非撃佐核観察整段横融型白深字答夜製票況音申様財港識注呼渉達願押登録番号"

	frequentHangul = "이다는을에의가하고기로지사리은시대한도서해어자들아나인정일수있그를스라제부과보원전게안상구장주면여동조성세공생마습니합요청할된됩력입용비번호문화확신경우내계등록방법후오십개분시간환불결재"
)
