package sentence

import "strings"

// words makes a set of the words in a list.
func words(list string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(list) {
		set[w] = true
	}
	return set
}

// beforeAnything are abbreviations that no sentence ends with, without their
// last full stop. Abbreviations that may end a sentence ("etc.", "usw.",
// "и т. д.", "p.m.") are not here: what follows them decides by its case.
var beforeAnything = words(`
	mr mrs ms dr prof rev hon st gen col capt lt sgt messrs mme mlle
	e.g i.e vs cf viz approx resp incl excl esp
	z z.b d d.h u.a o.ä u.u i.d.r s.o s.u bzw ggf evtl inkl exkl zzgl vgl sog hr fr str dipl ing
	т т.е т.к т.н т.ч напр см ср гр гос тов проф акад доц г-н г-жа ул пер пл просп корп обл респ
	p.ex c.-à-d env
	p.ej sr sra srta dra ud uds d.ª avda
	sig sig.ra dott ecc.ra art.li
	exmo exma dr.ª
	dhr mevr bijv d.w.z o.a m.b.t t.a.v i.p.v
	np m.in tzw tj ul al prof.dr
	örn vb.nin sn
	т.зв ім вул
`)

// beforeNumber are abbreviations that go on when a number follows.
var beforeNumber = words(`
	no nos nr nº n № p pp pg fig figs sec sect ch chap art para par vol ed eq tab ver v ext tel max min ca approx
	s abs abb kap bd zif ziff ab tel min max
	ст стр с п пп пт гл рис табл разд прил ред вып том т д дом кв каб тел доб оф мин макс ок
	núm pág págs cap tel
	pag sez
	str rozdz poz ust
	sf böl md
	jan feb mar apr jun jul aug sep sept oct nov dec
	янв фев февр мар апр авг сент окт ноя нояб дек
`)

// ordinalNouns follow an ordinal number in languages that write it with a
// full stop.
var ordinalNouns = words(`
	januar jänner februar märz april mai juni juli august september oktober november dezember
	quartal halbjahr jahrhundert stock stufe tag monat jahr klasse auflage lebensjahr
	januari februari mars maj oktober
	leden ledna února března dubna května června července srpna září října listopadu prosince
	stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia
	gün yüzyıl
`)

// beforeOrdinal are the words before an ordinal number.
var beforeOrdinal = words(`am vom zum dem den der die das im ab bis seit jeden jedem beim`)
