package language_test

import (
	"testing"

	"footnote/internal/language"
)

func TestSettle(t *testing.T) {
	english, russian := "The link in the mail is valid for 30 minutes.", "Ссылка в письме действует 30 минут."
	for _, c := range []struct{ stated, text, want string }{
		{"", english, "en"},
		{"en", english, "en"},
		{"pt-BR", "Router X200", "pt"},
		{"EN_us", english, "en"},
		{"en", russian, "ru"}, // stated by the template, not by the author
		{"uk", russian, "uk"},
		{"sr", russian, "sr"},
		{"et", english, "et"}, // not known here, but possible
		{"ja", "解約方法", "ja"},
		{"", "过滤器\n每月更换", "zh"},
		{"", "営業時間\n駅前", "ja"},
		{"und", english, "en"},
		{"x", english, "en"},
		{"english", english, "en"},
		{"de", "404", "de"},
		{"", "404", "und"},
	} {
		if got := language.Settle(c.stated, c.text); got != c.want {
			t.Errorf("Settle(%q, %q) = %s, want %s", c.stated, c.text, got, c.want)
		}
	}
}

// What articles are made of that hardly say which language they are in.
var short = map[string][]string{
	"en": {"Descaling\n\nDescale boiler weekly.", "Fault codes\nF1 | Motor blocked\nF2 | Sensor defect\nF3 | Lid open",
		"Tariffs\nTariff | Minute | Month\nMini | 3 cents | 5 euros\nMaxi | 2 cents | 9 euros", "Ferry times\nMon 7:10\nTue 7:40\nSun 9:00",
		"Court fees\nCourt | Peak hour | Late hour\nIndoor court | ten euros | six euros\nIndoor court two | eleven euros | seven euros"},
	"de": {"Filter\n\nFilter monatlich wechseln.", "Preise\nZimmer | Sommer | Winter\nEinzelzimmer | 45 Euro | 40 Euro"},
	"fr": {"Tarifs\nChambre | Prix\nSimple | 40 euros\nDouble | 60 euros", "Entretien\n\nVidanger chaudière annuellement."},
	"es": {"Precios\nPlan | Precio\nBásico | 5 euros\nPro | 12 euros", "Horario\nLunes | 9-17\nDomingo | cerrado"},
	"it": {"Filtri\n\nSostituire filtri mensilmente.", "Prezzi\nCamera | Estate | Inverno\nSingola | 45 euro | 40 euro"},
	"nl": {"Filters\n\nVervang filters maandelijks."},
	"pt": {"Filtros\n\nTroque filtros mensalmente."},
	"ru": {"Фильтры\n\nМеняйте фильтры ежемесячно.", "Цены\nНомер | Цена\nМалый | 40 евро"},
	"bg": {"Цени\nСтая | Цена\nМалка | 40 евро"},
	"ja": {"解約方法\n電話受付 | 平日"},
	"zh": {"退款\n七天内处理"},
}

func TestShortTextsLeanOnTheirNeighbours(t *testing.T) {
	for want, texts := range short {
		for _, text := range texts {
			if got := language.Settle("", text, language.Votes{want: 20}); got != want {
				t.Errorf("%q among documents in %s is in %s", text, want, got)
			}
			// Few in the folder, all others elsewhere.
			if got := language.Settle("", text, language.Votes{}, language.Votes{want: 3}, language.Votes{want: 40, "vi": 1}); got != want {
				t.Errorf("%q in a base in %s is in %s", text, want, got)
			}
		}
	}
}

func TestWhatATextSaysCountsMoreThanItsNeighbours(t *testing.T) {
	english, german := language.Votes{"en": 200}, language.Votes{"de": 200}
	for _, c := range []struct {
		text, want string
		around     language.Votes
	}{
		{"Фильтры\n\nМеняйте фильтры ежемесячно.", "ru", english},
		{"الأسعار\nغرفة | ٤٠", "ar", english},
		{"料金\n毎月のお支払い", "ja", english},
		{"Filter\n\nDer Filter wird jeden Monat gewechselt.", "de", english},
		{"Filtros\n\nCambie los filtros una vez al mes.", "es", english},
		{"Filtry\n\nFiltry należy wymieniać co miesiąc.", "pl", english},
		{"Filtres\n\nChangez les filtres tous les mois.", "fr", english},
		{"Filters\n\nChange the filters once a month when you clean.", "en", german},
		{"Ціни\nКімната | Ціна", "uk", language.Votes{"ru": 50}},
	} {
		if got := language.Settle("", c.text, c.around); got != c.want {
			t.Errorf("%q among %v is in %s, want %s", c.text, c.around, got, c.want)
		}
	}
}

func TestNearVotesCountMore(t *testing.T) {
	const text = "Preise\nStandard | 40 Euro"
	base := language.Votes{"en": 500, "ru": 300}
	if got := language.Settle("", text, language.Votes{"de": 9}, base); got != "de" {
		t.Errorf("in a German folder of an English base: %s", got)
	}
	if got := language.Settle("", "Descale the boiler weekly.", language.Votes{"ru": 9}, base); got != "en" {
		t.Errorf("votes of another script: %s", got)
	}
	if got := language.Settle("", "DNS\nAPI", language.Votes{"ru": 9}, base); got != "und" {
		t.Errorf("names among articles in another script: %s", got)
	}
	if got := language.Settle("", "DNS\nAPI", language.Votes{"en": 9}, base); got != "en" {
		t.Errorf("names among articles in the script: %s", got)
	}
	if got := language.Settle("fr", text, language.Votes{"de": 9}, base); got != "fr" {
		t.Errorf("what it states: %s", got)
	}
}

func TestSure(t *testing.T) {
	for text, want := range map[string]bool{
		"The link in the mail is valid for 30 minutes. Open it on the same device.":          true,
		"Wählen Sie ein neues Passwort. Es ist sofort gültig, und die Sitzung wird beendet.": true,
		"Ссылка в письме действует 30 минут, затем её нужно запросить ещё раз.":              true,
		"Descale boiler weekly.": false, "404": false, "解約方法": false,
		"パスワードの再設定": true,
	} {
		if _, sure := language.Sure("", text); sure != want {
			t.Errorf("%q: sure %v", text, sure)
		}
		if got, sure := language.Sure("de", "Router X200"); got != "de" || !sure {
			t.Errorf("stated: %s, %v", got, sure)
		}
	}
}

// Characters that only one of the languages has count more than neighbours.
func TestHanOfOneLanguage(t *testing.T) {
	for text, want := range map[string]string{"过滤器\n每月更换。": "zh", "営業時間\n平日": "ja"} {
		if got := language.Settle("", text, language.Votes{"ja": 20, "zh": 20, "en": 40}, language.Votes{"zh": 3}); got != want {
			t.Errorf("%q is in %s, want %s", text, got, want)
		}
		other := map[string]string{"zh": "ja", "ja": "zh"}[want]
		if got := language.Settle("", text, language.Votes{other: 200}); got != want {
			t.Errorf("%q among documents in %s is in %s, want %s", text, other, got, want)
		}
	}
}
