package language

import "strings"

// Month returns the number, from 1 for January, of a month by its name or a
// usual abbreviation of it, 0 for what is none. Case does not matter, nor does
// a full stop after it.
func Month(name string) int {
	return months[strings.TrimSuffix(strings.ToLower(name), ".")]
}

// months are the names where a date is expected. (Package verification reads
// running text, in which "set", "out" or "mag" are words, and has a list of its
// own.)
//
// They are the names in the languages that have any; Chinese, Japanese and
// Korean number their months. A name that stands in several lines, or with "-"
// for a month already named, is read alike in all of them.
var months = readMonths(`
	january february march april may june july august september october november december
	jan feb mar apr - jun jul aug sep oct nov dec
	- - - - - - - - sept - - -
	يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر
	januar februar märz april mai juni juli august september oktober november dezember
	jänner feber mär - - - - - - okt - dez
	enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
	ene - - abr - - - ago setiembre - - dic
	janvier février mars avril mai juin juillet août septembre octobre novembre décembre
	janv févr - avr - - juil - - - - déc
	gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre
	gen - - - mag giu lug - set ott - -
	januari februari maart april mei juni juli augustus september oktober november december
	- - mrt - - - - - - - - -
	styczeń luty marzec kwiecień maj czerwiec lipiec sierpień wrzesień październik listopad grudzień
	stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia
	janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro
	- fev - - - - - - - out - -
	январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь
	января февраля марта апреля мая июня июля августа сентября октября ноября декабря
	янв фев мар апр - июн июл авг сен окт ноя дек
	มกราคม กุมภาพันธ์ มีนาคม เมษายน พฤษภาคม มิถุนายน กรกฎาคม สิงหาคม กันยายน ตุลาคม พฤศจิกายน ธันวาคม
	ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık
`)

func readMonths(lines string) map[string]int {
	names := map[string]int{}
	for line := range strings.Lines(lines) {
		for i, name := range strings.Fields(line) {
			names[name] = i + 1
		}
	}
	delete(names, "-")
	return names
}
