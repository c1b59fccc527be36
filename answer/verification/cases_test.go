package verification_test

import "footnote/answer/verification"

// sources of the cases, by language.
var (
	resetEN  = source("en", "Reset your password", `Open the sign-in page and choose "Forgot password". A mail with a link valid for 30 minutes is sent to the address in your profile. It can be used only once. If the link has expired, request a new one; after 5 failed attempts the account is locked for 24 hours. Support never asks for your password.`)
	plansEN  = source("en", "Plans and prices", `The Basic plan costs 10 euros per month and the Pro plan costs 20 euros per month. The Free plan has 3 users and 10 projects. Refunds take 14 days for cards and 30 days for bank transfers. Annual billing was introduced on 3 May 2024. Uploads are limited to 1,500 MB, i.e. 1.5 GB. Customers in the EU pay 19 % VAT. Contact billing@example.com or Maria Keller for invoices.`)
	rolesEN  = source("en", "Roles", `Owners can delete projects, while members can view them. Guests cannot invite other people. Only owners can change the billing address. You must enter a VAT number before the first invoice. All members except guests can comment. Deleted projects can be restored before the end of the billing period. Admins remove owners in Acme Cloud. The code is short. The token expires after 10 minutes, and the session ends after 8 hours.`)
	refundEN = source("en", "Refunds", "The money goes back to the payment method that you used:\n\nMethod | Time\nCard | 5 to 10 business days\nBank transfer | 3 business days")
	resetRU  = source("ru", "Сброс пароля", `Откройте страницу входа и выберите «Забыли пароль». На почту придёт ссылка, которая действует 30 минут. Её можно использовать только один раз. После 5 неудачных попыток аккаунт блокируется на 24 часа. Сотрудники поддержки никогда не спрашивают пароль. Тариф «Базовый» стоит 500 рублей в месяц, а тариф «Профи» стоит 900 рублей в месяц. Удалённые проекты нельзя восстановить без резервной копии. Новые цены действуют с 1 марта 2025 года.`)
	resetDE  = source("de", "Passwort zurücksetzen", `Öffnen Sie die Anmeldeseite und wählen Sie „Passwort vergessen“. Der Link in der E-Mail ist 30 Minuten gültig. Nach fünf Fehlversuchen wird das Konto für 24 Stunden gesperrt. Der Support fragt nie nach Ihrem Passwort. Der Tarif Basis kostet 10,50 Euro und der Tarif Profi kostet 1.200 Euro. Gelöschte Projekte können nicht wiederhergestellt werden. Ab dem 1. März 2025 gelten neue Preise.`)
)

// more are texts full of names, numbers and dates, to be put in each other's
// place.
var more = []verification.Source{
	source("en", "Offices and people", `The Dublin office opened on 4 March 2019 with 12 people and is led by Aoife Byrne. The Porto office opened in September 2021 with 30 people and is led by Rui Carvalho. Orders above 250 euros from France are shipped by Colissimo within 3 days, while orders from Spain are shipped by Correos within 5 days. In 2022 Aoife Byrne moved the servers from Frankfurt to Zurich, which cost 40,000 euros. The Falcon sensor needs 24 V and the Heron sensor needs 12 V. Heron was announced in Lisbon and is sold in Japan.`),
	source("ru", "Офисы и люди", `Офис в Казани открылся 4 марта 2019 года, в нём работают 12 человек, руководит им Ирина Соколова. Офис в Перми открылся в сентябре 2021 года, в нём работают 30 человек, руководит им Павел Громов. Заказы из Омска доставляет Почта за 3 дня, а заказы из Тулы доставляет Курьер за 5 дней. В 2022 году Ирина Соколова перенесла серверы из Москвы в Новосибирск, это стоило 40 000 рублей.`),
	source("de", "Büros und Menschen", `Das Büro in Leipzig wurde am 4. März 2019 mit 12 Personen eröffnet und wird von Anna Vogel geleitet. Das Büro in Graz wurde im September 2021 mit 30 Personen eröffnet und wird von Jan Huber geleitet. Bestellungen aus Bern liefert SWIFTLOG in 3 Tagen, Bestellungen aus Wien liefert RAPIDO in 5 Tagen.`),
}

var supportedCases = []testCase{
	{"A mail with a link valid for 30 minutes is sent to the address in your profile.", resetEN},
	{"The password reset link is valid for 30 minutes.", resetEN},
	{"According to the provided context, the link is valid for 30 minutes.", resetEN},
	{"The answer is: The link is valid for 30 minutes.", resetEN},
	{"**The link** is valid for 30 minutes.", resetEN},
	{"Yes, the link is valid for 30 min.", resetEN},
	{"After five failed attempts, the account is locked for 24 hours.", resetEN},
	{"The account is locked for 24 hours after 5 failed attempts.", resetEN},
	{"Support never asks for your password.", resetEN},
	{"The Pro plan costs 20 euros per month.", plansEN},
	{"The Pro plan costs €20 per month.", plansEN},
	{"The Basic plan costs 10 euros per month.", plansEN},
	{"The Free plan has 10 projects.", plansEN},
	{"The Free plan has 3 users.", plansEN},
	{"Refunds for bank transfers take 30 days.", plansEN},
	{"Refunds for cards take 14 days.", plansEN},
	{"Annual billing was introduced on May 3, 2024.", plansEN},
	{"Annual billing was introduced on 2024-05-03.", plansEN},
	{"Uploads are limited to 1500 MB.", plansEN},
	{"Uploads are limited to 1.5 GB.", plansEN},
	{"Customers in the EU pay 19% VAT.", plansEN},
	{"Contact Maria Keller for invoices.", plansEN},
	{"Owners can delete projects.", rolesEN},
	{"Members can view projects.", rolesEN},
	{"Guests can't invite other people.", rolesEN},
	{"Only owners can change the billing address.", rolesEN},
	{"All members except guests can comment.", rolesEN},
	{"The session ends after 8 hours.", rolesEN},
	{"You must enter a VAT number before the first invoice.", rolesEN},
	{"The money goes back to the card within 5 to 10 business days.", refundEN},
	{"Ссылка для сброса пароля действует 30 минут.", resetRU},
	{"Ссылка действует 30 мин.", resetRU},
	{"Согласно статье, ссылка действует 30 минут.", resetRU},
	{"Аккаунт блокируется на 24 часа после пяти неудачных попыток.", resetRU},
	{"Тариф «Профи» стоит 900 рублей в месяц.", resetRU},
	{"Сотрудники поддержки никогда не спрашивают пароль.", resetRU},
	{"Удаленные проекты нельзя восстановить без резервной копии.", resetRU},
	{"Новые цены действуют с 01.03.2025.", resetRU},
	{"Der Link ist 30 Minuten gültig.", resetDE},
	{"Laut dem Artikel ist der Link 30 Minuten gültig.", resetDE},
	{"Nach 5 Fehlversuchen wird das Konto für 24 Stunden gesperrt.", resetDE},
	{"Der Tarif Profi kostet 1200 Euro.", resetDE},
	{"Der Tarif Basis kostet 10,5 Euro.", resetDE},
	{"Gelöschte Projekte können nicht wiederhergestellt werden.", resetDE},
	{"Ab dem 1. März 2025 gelten neue Preise.", resetDE},
}

// refusedCases name a kind that has to be among the disagreements, "" for
// any.
var refusedCases = []struct {
	testCase
	kind string
}{
	{testCase{"The link is valid for 360 days.", resetEN}, "number"},
	{testCase{"The link is valid for 30 days.", resetEN}, "unit"},
	{testCase{"The link is valid for 30 hours.", resetEN}, "unit"},
	{testCase{"The link is valid for forty minutes.", resetEN}, "number"},
	{testCase{"The invoice is valid for 30 minutes.", resetEN}, "terms"},
	{testCase{"The password is valid for 30 minutes.", resetEN}, "terms"},
	{testCase{"The link is not valid for 30 minutes.", resetEN}, "negation"},
	{testCase{"The account is locked for 30 minutes.", resetEN}, ""},
	{testCase{"After 24 failed attempts the account is locked for 5 hours.", resetEN}, ""},
	{testCase{"Support asks for your password.", resetEN}, "negation"},
	{testCase{"Support in Berlin never asks for your password.", resetEN}, "name"},
	{testCase{"It can be used only once.", plansEN}, ""},
	{testCase{"The Pro plan costs 10 euros per month.", plansEN}, "number"},
	{testCase{"The Basic plan costs 20 euros per month.", plansEN}, "number"},
	{testCase{"The Pro plan costs 20 dollars per month.", plansEN}, "unit"},
	{testCase{"The Pro plan costs 20 euros per year.", plansEN}, "unit"},
	{testCase{"The Basic plan costs 20 euros and the Pro plan costs 10 euros per month.", plansEN}, "number"},
	{testCase{"The Free plan has 10 users.", plansEN}, "unit"},
	{testCase{"The Free plan has 3 projects.", plansEN}, "unit"},
	{testCase{"Refunds for cards take 30 days.", plansEN}, "number"},
	{testCase{"Refunds for bank transfers take 14 days.", plansEN}, "number"},
	{testCase{"Annual billing was introduced on 4 May 2024.", plansEN}, "date"},
	{testCase{"Annual billing was introduced on 3 June 2024.", plansEN}, "date"},
	{testCase{"Annual billing was introduced on 3 May 2023.", plansEN}, "date"},
	{testCase{"Uploads are limited to 15 GB.", plansEN}, "number"},
	{testCase{"Customers in the UK pay 19 % VAT.", plansEN}, "name"},
	{testCase{"Contact Maria Koller for invoices.", plansEN}, ""},
	{testCase{"Contact sales@example.com for invoices.", plansEN}, "name"},
	{testCase{"Members can delete projects.", rolesEN}, ""},
	{testCase{"Guests can invite other people.", rolesEN}, "negation"},
	{testCase{"Owners can never change the billing address.", rolesEN}, "negation"},
	{testCase{"All members can comment.", rolesEN}, "negation"},
	{testCase{"You may enter a VAT number before the first invoice.", rolesEN}, "negation"},
	{testCase{"You must enter a VAT number after the first invoice.", rolesEN}, "negation"},
	{testCase{"Owners remove admins in Acme Cloud.", rolesEN}, "terms"},
	{testCase{"The session ends after 10 minutes.", rolesEN}, ""},
	{testCase{"The code expires after 10 minutes.", rolesEN}, ""},
	{testCase{"The money goes back to the card within 3 business days.", refundEN}, ""},
	{testCase{"The money goes back to the card within 10 days.", refundEN}, "unit"},
	{testCase{"Is the link valid for 30 minutes?", resetEN}, ""},
	{testCase{"Sure!", resetEN}, ""},
	{testCase{"Hello, thanks for asking!", resetEN}, ""},
	{testCase{"NO_ANSWER", resetEN}, ""},
	{testCase{"## Reset your password", resetEN}, ""},
	{testCase{"Here is the answer:", resetEN}, ""},
	{testCase{"The context does not mention the link.", resetEN}, ""},
	{testCase{"", resetEN}, ""},
	{testCase{"...", resetEN}, ""},
	{testCase{"Yes.", resetEN}, ""},
	{testCase{"Ссылка действует 30 дней.", resetRU}, "unit"},
	{testCase{"Ссылка действует 360 дней.", resetRU}, "number"},
	{testCase{"Ссылка не действует 30 минут.", resetRU}, "negation"},
	{testCase{"Пароль действует 30 минут.", resetRU}, ""},
	{testCase{"Тариф «Базовый» стоит 900 рублей в месяц.", resetRU}, "number"},
	{testCase{"Тариф «Профи» стоит 900 рублей в год.", resetRU}, "unit"},
	{testCase{"Сотрудники поддержки спрашивают пароль.", resetRU}, "negation"},
	{testCase{"Удалённые проекты можно восстановить без резервной копии.", resetRU}, ""},
	{testCase{"Новые цены действуют с 1 мая 2025 года.", resetRU}, "date"},
	{testCase{"Der Link ist 30 Tage gültig.", resetDE}, "unit"},
	{testCase{"Der Link ist nicht 30 Minuten gültig.", resetDE}, "negation"},
	{testCase{"Der Gutschein ist 30 Minuten gültig.", resetDE}, "terms"},
	{testCase{"Der Tarif Basis kostet 1.200 Euro.", resetDE}, "number"},
	{testCase{"Gelöschte Projekte können wiederhergestellt werden.", resetDE}, "negation"},
	{testCase{"Ab dem 2. März 2025 gelten neue Preise.", resetDE}, "date"},
	{testCase{"Nach drei Fehlversuchen wird das Konto für 24 Stunden gesperrt.", resetDE}, "number"},
}
