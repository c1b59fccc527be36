package verification

import "strings"

func set(list string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(list) {
		m[w] = true
	}
	return m
}

// table reads lines of "value: word word …" into a map from word to value.
func table(lines string) map[string]string {
	m := map[string]string{}
	for _, line := range strings.Split(lines, "\n") {
		value, list, ok := strings.Cut(line, ":")
		if !ok {
			continue
		}
		for _, w := range strings.Fields(list) {
			m[w] = strings.TrimSpace(value)
		}
	}
	return m
}

// units maps folded unit words and signs to one name a unit.
var units = table(`
	second: s sec secs second seconds sekunde sekunden сек секунда секунды секунд секунду секундах seconde secondes segundo segundos secondo secondi seconden sekunda sekundy sekund saniye ثانية ثوان 秒 초 วินาที секунди
	minute: min mins minute minutes minuten мин минута минуты минут минуту минутах минутами minuto minutos minuti minuten minuta minuty minut dakika دقيقة دقائق 分 分钟 분 นาที хвилина хвилини хвилин
	hour: h hr hrs hour hours hourly stunde stunden stündlich ч час часа часов часы часам часах часами ежечасно heure heures hora horas ora ore uur uren godzina godziny godzin saat ساعة ساعات 小时 时 時間 시간 ชั่วโมง година години годин
	day: d day days daily tag tage tagen tages täglich день дня дней дни дням днях сутки суток ежедневно jour jours día días dia dias giorno giorni dag dagen dzień dni gün يوم أيام 天 日 일 วัน доба діб днів дні
	week: week weeks weekly woche wochen wöchentlich неделя недели недель неделю неделе еженедельно semaine semaines semana semanas settimana settimane weken tydzień tygodnie tygodni hafta أسبوع أسابيع 周 週間 주 สัปดาห์ тиждень тижні тижнів
	month: month months monthly monat monate monaten monats monatlich месяц месяца месяцев месяцы месяцам месяце ежемесячно ежемесячный ежемесячная mois mes meses mese mesi mês maand maanden miesiąc miesiące miesięcy ay شهر أشهر 月 个月 ヶ月 개월 เดือน місяць місяці місяців
	year: year years yearly annual annually jahr jahre jahren jahres jährlich год года годы лет году ежегодно ежегодный an ans année années año años anno anni ano anos jaar jaren rok lata lat yıl سنة سنوات 年 년 ปี рік роки років
	percent: % percent pct процент процента процентов проценты prozent percento porcentaje procent yüzde パーセント 퍼센트
	permille: ‰ promille
	EUR: € eur euro euros евро
	USD: $ usd dollar dollars доллар доллара долларов us$
	GBP: £ gbp pound pounds
	RUB: ₽ rub руб рубль рубля рублей рублям
	JPY: ¥ jpy yen 円
	CHF: chf
	UAH: ₴ грн
	TRY: ₺
	PLN: zł pln złoty złotych
	B: byte bytes байт байта
	KB: kb кб kib килобайт
	MB: mb мб mib mbyte megabyte megabytes мегабайт мегабайта
	GB: gb гб gib gbyte gigabyte gigabytes гигабайт гигабайта
	TB: tb тб tib terabyte terabytes терабайт
	PB: pb
	Mbit: mbit mbps мбит
	Gbit: gbit gbps гбит
	ms: ms мс millisecond milliseconds
	km: km км kilometer kilometers kilometre километров
	m: meter meters metre metres метр метра метров
	cm: cm см
	mm: mm мм
	mile: mile miles
	kg: kg кг kilogram
	g: gram grams грамм
	C: °c
	F: °f
	Hz: hz гц
	GHz: ghz ггц
	am: am a.m
	pm: pm p.m
	million: million millions mio миллион миллиона миллионов млн
	billion: billion mrd миллиард миллиарда миллиардов млрд
	thousand: k thousand тыс тысяча тысячи тысяч tausend
`)

// workingDays qualify a day as a working day, which is another unit.
var workingDays = set(`business working work рабочий рабочих рабочего рабочие ouvré ouvrés ouvrables hábiles laborables lavorativi úteis roboczych iş робочих werktag werktage werktagen arbeitstag arbeitstage arbeitstagen`)

// months maps names in several languages to 1…12.
var months = readMonths(`
	january february march april may june july august september october november december
	jan feb mar apr - jun jul aug sep oct nov dec
	- - - - - - - - sept - - -
	января февраля марта апреля мая июня июля августа сентября октября ноября декабря
	январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь
	январе феврале марте апреле мае июне июле августе сентябре октябре ноябре декабре
	januar februar märz april mai juni juli august september oktober november dezember
	jänner - - - - - - - - - - -
	janvier février mars avril mai juin juillet août septembre octobre novembre décembre
	enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
	gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre
	janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro
	januari februari maart april mei juni juli augustus september oktober november december
	stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia
	ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık
	січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня
`)

func readMonths(lines string) map[string]int {
	m := map[string]int{}
	for _, line := range strings.Split(lines, "\n") {
		for i, w := range strings.Fields(line) {
			m[w] = i + 1
		}
	}
	return m
}

// numberWords are small numbers written out. "One" is left out: in most
// languages it is also an article or a pronoun.
var numberWords = map[string]map[string]string{
	"en": counted("two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty"),
	"de": counted("zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn zwanzig"),
	"ru": merge(counted("два три четыре пять шесть семь восемь девять десять одиннадцать двенадцать тринадцать четырнадцать пятнадцать шестнадцать семнадцать восемнадцать девятнадцать двадцать"),
		counted("двух трех четырех пяти шести семи восьми девяти десяти одиннадцати двенадцати тринадцати четырнадцати пятнадцати шестнадцати семнадцати восемнадцати девятнадцати двадцати"),
		counted("две")),
	"fr": counted("deux trois quatre cinq six sept huit neuf dix onze douze"),
	"es": counted("dos tres cuatro cinco seis siete ocho nueve diez once doce"),
	"it": counted("due tre quattro cinque sei sette otto nove dieci undici dodici"),
}

var tens = map[string]string{
	"thirty": "30", "forty": "40", "fifty": "50", "sixty": "60", "seventy": "70", "eighty": "80", "ninety": "90", "hundred": "100",
	"dreißig": "30", "vierzig": "40", "fünfzig": "50", "sechzig": "60", "siebzig": "70", "achtzig": "80", "neunzig": "90", "hundert": "100",
	"тридцать": "30", "сорок": "40", "пятьдесят": "50", "шестьдесят": "60", "семьдесят": "70", "восемьдесят": "80", "девяносто": "90", "сто": "100",
}

// counted maps the words of a list to 2, 3, 4…
func counted(list string) map[string]string {
	m := map[string]string{}
	for i, w := range strings.Fields(list) {
		m[w] = itoa(i + 2)
	}
	return m
}

func merge(maps ...map[string]string) map[string]string {
	all := map[string]string{}
	for _, m := range maps {
		for k, v := range m {
			all[k] = v
		}
	}
	return all
}
