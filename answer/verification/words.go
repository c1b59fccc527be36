package verification

// polarityWords are a language's words that turn a statement round or bound
// it. Entries that end in "*" match by prefix; entries for scripts without
// spaces match anywhere in the text.
type polarityWords struct {
	negation, only, except, must, may []string
	// opposites are pairs of prefixes: a claim must not have one where the
	// evidence has the other.
	opposites [][2]string
}

var polarity = map[string]polarityWords{
	"en": {
		negation: list("not no never cannot without none neither nor nobody nothing nowhere unable impossible n't"),
		only:     list("only solely exclusively merely"),
		except:   list("instead rather-than except unless excluding excludes exclude excluded"),
		must:     list("must required requires require need needs shall mandatory obligatory has-to have-to"),
		may:      list("can may could might optional optionally"),
		opposites: pairs("before/after more/less more/fewer minimum/maximum least/most above/below increas/decreas enabl/disabl " +
			"includ/exclud allow/forbid allow/prohibit allow/den paid/free public/private internal/external inbound/outbound incoming/outgoing " +
			"upload/download activ/inactiv activat/deactivat first/last earlier/later higher/lower all/some always/sometimes always/never often/never often/rarely never/sometimes " +
			"north/south east/west north/east north/west south/east south/west northern/southern eastern/western accept/reject open/close buy/sell win/lose import/export largest/smallest " +
			"monthly/yearly monthly/annual refundable/non-refundable valid/invalid start/end cheaper/expensive left/right old/new"),
	},
	"ru": {
		negation: list("не нет ни без нельзя никогда невозможно никто ничего нигде никак нету"),
		only:     list("только лишь исключительно"),
		except:   list("вместо кроме исключением исключая"),
		must:     list("должен должна должны должно необходимо нужно нужна нужны обязан* обязательн* требуется требуются придется"),
		may:      list("можно может могут можете можем могли вправе"),
		opposites: pairs("до/после больше/меньше более/менее минимум/максимум минимальн/максимальн включ/выключ включ/отключ разреш/запрещ " +
			"бесплатн/платн публичн/приватн входящ/исходящ увелич/уменьш внутренн/внешн раньше/позже выше/ниже все/некоторые всегда/иногда всегда/никогда часто/редко " +
			"север/юг севере/юге востоке/западе севера/юга востока/запада восток/запад северн/южн восточн/западн купить/продать открыть/закрыть больше/меньше " +
			"первый/последн ежемесячн/ежегодн начал/конец активн/неактивн действительн/недействительн доступн/недоступн"),
	},
	"de": {
		negation: list("nicht kein* nie niemals ohne weder niemand nichts unmöglich"),
		only:     list("nur ausschließlich lediglich"),
		except:   list("statt anstatt anstelle außer ausgenommen ausnahme* abgesehen"),
		must:     list("muss müssen musst müsst erforderlich notwendig verpflichtet pflicht nötig benötig*"),
		may:      list("kann können kannst könnt darf dürfen möglich optional"),
		opposites: pairs("vor/nach mehr/weniger mindestens/höchstens mindestens/maximal minimal/maximal aktivier/deaktivier inklusive/exklusive " +
			"erlaubt/verboten kostenlos/kostenpflichtig erste/letzte alle/einige öffentlich/privat erhöh/senk intern/extern eingehend/ausgehend " +
			"hochlad/herunterlad früher/später monatlich/jährlich gültig/ungültig ein/aus immer/nie immer/manchmal norden/süden osten/westen kaufen/verkaufen öffnen/schließen"),
	},
	"fr": {
		negation:  list("ne n' pas jamais sans aucun* ni impossible rien"),
		only:      list("seulement uniquement exclusivement seul seuls seule seules"),
		except:    list("lieu sauf excepté hormis moins"),
		must:      list("doit doivent devez obligatoire* nécessaire* faut requis*"),
		may:       list("peut peuvent pouvez possible"),
		opposites: pairs("avant/après plus/moins minimum/maximum activer/désactiver inclus/exclu gratuit/payant premier/dernier mensuel/annuel public/privé"),
	},
	"es": {
		negation:  list("no nunca jamás sin ningún ninguna ninguno ni imposible nadie nada tampoco"),
		only:      list("solo sólo solamente únicamente exclusivamente"),
		except:    list("lugar excepto salvo menos"),
		must:      list("debe deben debes obligatori* necesari* requiere* hay-que"),
		may:       list("puede pueden puedes posible"),
		opposites: pairs("antes/después más/menos mínimo/máximo activar/desactivar inclui/exclui gratuit/pago primer/últim mensual/anual públic/privad"),
	},
	"it": {
		negation:  list("non mai senza nessun* né impossibile nulla niente"),
		only:      list("solo soltanto solamente esclusivamente"),
		except:    list("invece tranne eccetto salvo"),
		must:      list("deve devono devi obbligatori* necessari* richiest*"),
		may:       list("può possono puoi possibile"),
		opposites: pairs("prima/dopo più/meno minimo/massimo attiv/disattiv inclus/esclus gratuit/pagamento prim/ultim mensile/annuale"),
	},
	"pt": {
		negation:  list("não nunca sem nenhum nenhuma nem impossível ninguém nada"),
		only:      list("só somente apenas unicamente exclusivamente"),
		except:    list("exceto salvo"),
		must:      list("deve devem obrigatóri* necessári* precisa precisam"),
		may:       list("pode podem possível"),
		opposites: pairs("antes/depois mais/menos mínimo/máximo ativar/desativar inclu/exclu gratuit/pago primeir/últim mensal/anual"),
	},
	"nl": {
		negation:  list("niet geen nooit zonder noch niemand niets onmogelijk"),
		only:      list("alleen slechts uitsluitend enkel"),
		except:    list("behalve tenzij uitgezonderd"),
		must:      list("moet moeten verplicht vereist nodig"),
		may:       list("kan kunnen kunt mag mogen mogelijk"),
		opposites: pairs("voor/na meer/minder minimum/maximum inschakel/uitschakel inclusief/exclusief gratis/betaald eerste/laatste maandelijks/jaarlijks"),
	},
	"pl": {
		negation:  list("nie bez nigdy żaden żadna żadne ani niemożliwe nikt nic"),
		only:      list("tylko wyłącznie jedynie"),
		except:    list("oprócz wyjątkiem chyba"),
		must:      list("musi muszą musisz trzeba należy wymagan* konieczn*"),
		may:       list("może mogą możesz można"),
		opposites: pairs("przed/po więcej/mniej minimum/maksimum włącz/wyłącz bezpłatn/płatn pierwsz/ostatni"),
	},
	"tr": {
		negation:  list("değil* yok olmadan asla hiç hiçbir *maz *mez *mazsınız *mezsiniz *mıyor *miyor *madan *meden *mamalı *memeli"),
		only:      list("sadece yalnızca ancak"),
		except:    list("hariç dışında"),
		must:      list("gerekir gereklidir zorunlu zorunludur *malı *meli *malısınız *melisiniz"),
		opposites: pairs("önce/sonra fazla/az minimum/maksimum ücretsiz/ücretli ilk/son aylık/yıllık"),
	},
	"uk": {
		negation:  list("не ні без неможливо ніколи немає ніхто нічого"),
		only:      list("тільки лише виключно"),
		except:    list("крім окрім винятком"),
		must:      list("повинен повинна повинні потрібно необхідно обов'язково треба"),
		may:       list("можна може можуть можете"),
		opposites: pairs("до/після більше/менше мінімум/максимум увімкн/вимкн дозвол/заборон безкоштовн/платн"),
	},
	"ar": {
		negation: list("لا ليس ليست لن لم بدون غير دون"),
		only:     list("فقط"),
		except:   list("إلا باستثناء"),
		must:     list("يجب يلزم"),
		may:      list("يمكن يمكنك"),
	},
	"zh": {negation: list("不 没 沒 无 無 未 非 勿"), only: list("仅 僅 只"), except: list("除了 除非"), must: list("必须 必須 需要"), may: list("可以 可能")},
	"ja": {negation: list("ない ません ず なし 不可"), only: list("のみ だけ"), except: list("除く 以外"), must: list("必要 なければ"), may: list("できます 可能")},
	"ko": {negation: list("않 없 못 불가 아니"), only: list("만 오직"), except: list("제외"), must: list("해야 필수"), may: list("수있")},
	"th": {negation: list("ไม่ ห้าม"), only: list("เท่านั้น"), except: list("ยกเว้น"), must: list("ต้อง"), may: list("สามารถ")},
	"hi": {negation: list("नहीं न बिना मत"), only: list("केवल सिर्फ"), except: list("सिवाय"), must: list("चाहिए आवश्यक"), may: list("सकते सकता सकती")},
}

// required are opposites that indexes drop as stop words, so that they have
// to be looked for here when a claim adds them.
var required = map[string]map[string]bool{
	"en": set("before after more less fewer least most above below"),
	"ru": set("до после больше меньше более менее"),
	"de": set("mehr weniger mindestens höchstens"),
	"fr": set("avant après"),
	"es": set("antes después"),
}

// glue are words that carry little: a sentence may add them.
var glue = map[string]map[string]bool{
	"en": set("allow allows ensure ensures provide provides provided help helps include includes use uses used using available please make makes get also able simply typically usually following follow follows specific specifically certain order process user users customer customers way via per within up like since because due such hence thus therefore so then around approximately roughly normally generally"),
	"ru": set("позволяет обеспечивает предоставляет помогает включает использовать используется доступен доступна доступно пожалуйста также обычно следующий следующие следующее определенный порядок процесс пользователь пользователи является являются около примерно приблизительно"),
	"de": set("ermöglicht gewährleistet bietet hilft umfasst verwenden verwendet verfügbar bitte auch normalerweise folgende folgenden bestimmte vorgang benutzer nutzer etwa ungefähr rund circa"),
	"fr": set("permet assure fournit aide comprend utiliser utilisé disponible également habituellement suivant suivante"),
	"es": set("permite asegura proporciona ayuda incluye usar utilizar disponible también normalmente siguiente siguientes"),
}

// pronouns begin a sentence whose subject stands in the one before.
var pronouns = map[string]map[string]bool{
	"en": set("it its this these they their those he she his her him them that such"),
	"ru": set("он она оно они это эта этот эти их его ее такой такая такие"),
	"de": set("er sie es dies diese dieser dieses ihre sein seine das"),
	"fr": set("il elle ils elles ce cela cette ces celui-ci celle-ci"),
	"es": set("este esta esto estos estas ello ellos ellas él ella"),
	"it": set("esso essa essi questo questa questi queste"),
	"pt": set("ele ela eles elas isto isso este esta"),
	"nl": set("het dit deze dat zij ze hij"),
	"pl": set("on ona ono oni to ten ta te"),
	"tr": set("bu o bunlar onlar"),
	"uk": set("він вона воно вони це цей ця ці"),
	"hi": set("यह वह ये वे"),
	"ar": set("هو هي هذا هذه"),
}

// clauseWords begin a clause that can say something else than the one before.
var clauseWords = map[string]map[string]bool{
	"en": set("but while whereas however although though"),
	"ru": set("но а однако хотя тогда"),
	"de": set("aber während jedoch obwohl sondern"),
	"fr": set("mais tandis alors cependant"),
	"es": set("pero mientras sino aunque"),
	"it": set("ma mentre però"),
	"pt": set("mas enquanto porém"),
	"nl": set("maar terwijl echter"),
	"pl": set("ale natomiast jednak"),
	"uk": set("але проте однак"),
}

// contrasts are words of which no two can stand for each other.
var contrasts = []map[string]bool{
	set("monday tuesday wednesday thursday friday saturday sunday"),
	set("понедельник вторник среда среду четверг пятница пятницу суббота субботу воскресенье"),
	set("montag dienstag mittwoch donnerstag freitag samstag sonntag"),
	set("before after during until since"), set("always never sometimes often rarely usually"), set("all some none most many few"),
	set("first second third fourth fifth last next previous"), set("north south east west northern southern eastern western"),
	set("red blue green yellow black white orange grey gray brown purple pink"),
	set("mother father son daughter brother sister wife husband king queen man woman boy girl men women"),
	set("morning afternoon evening night noon midnight"), set("left right top bottom"),
	set("до после во"), set("всегда никогда иногда часто редко обычно"), set("все некоторые никто многие немногие"),
	set("первый второй третий четвертый пятый последний следующий предыдущий"), set("утром днем вечером ночью"),
	set("владелец администратор участник гость пользователь менеджер диспетчер техник"), set("owner admin administrator member guest manager dispatcher technician"),
}

// joiners join clauses when they follow a comma.
var joiners = set("and or und oder и или et ou y o e en of i lub та або which that der die das который которая которое которые qui que che")

// relatives begin a clause about the term before it.
var relatives = set("which that who der die das который которая которое которые qui que che")

// passive marks a sentence in which the doer stands last.
var passive = set("by von durch par por da door przez is are was were be been wird werden wurde wurden est sont es son será")

// auxiliaries may stand between a subject and its verb.
var auxiliaries = set("is are was were will can may must should shall has have had be been also then always usually ist sind wird werden kann muss darf будет будут может должен est sera peut doit es será puede debe")

// leads begin a clause that stands before the main one.
var leads = set("if when once after before to for in on at as by during wenn falls nach vor um bei nachdem если когда после до чтобы для при в на по si quand après avant pour dans en lorsque para después antes cuando se quando dopo per als na voor jeśli gdy aby po")
