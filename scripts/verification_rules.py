"""The rules by which verification_set.py rewords and breaks sentences.

Each rule takes (random, sentence, language, context) and returns the changed
sentence, or None where it does not apply. They know English, Russian and
German, and only what a list or a pattern can say: a rule that would need
grammar is left out.
"""
import re

SAME = {
    "en": """began/started begins/starts begin/start purchase/buy purchased/bought approximately/about roughly/about large/big
        several/multiple obtain/get obtained/got required/needed requires/needs assist/help attempt/try attempts/tries
        commenced/began located/situated rapidly/quickly shown/displayed shows/displays choose/select chosen/selected delete/remove
        deleted/removed finish/complete immediately/at_once quickly/fast difficult/hard frequently/often often/frequently usually/normally
        error/fault mainly/mostly nearly/almost entire/whole sufficient/enough additional/further employees/staff children/kids
        such_as/like in_order_to/to due_to/because_of although/though however/but therefore/so while/whereas
        prior_to/before per_cent/% percent/% cannot/can't do_not/don't does_not/doesn't is_not/isn't are_not/aren't was_not/wasn't
        two/2 three/3 four/4 five/5 six/6 seven/7 eight/8 nine/9 ten/10 minutes/min hours/h""",
    "ru": """начал/стал около/примерно примерно/приблизительно также/тоже однако/но поскольку/так_как быстро/скоро большой/крупный
        часто/нередко обычно/как_правило нужно/необходимо необходимо/нужно выберите/укажите нажмите/щелкните создать/сделать
        удалить/убрать ошибка/сбой минут/мин часов/ч процентов/% два/2 три/3 четыре/4 пять/5 шесть/6 семь/7 восемь/8 десять/10
        сразу/немедленно несколько/ряд весь/целый главный/основной только_лишь/только чтобы/для_того_чтобы""",
    "de": """etwa/ungefähr ungefähr/rund auch/ebenfalls jedoch/aber sofort/umgehend häufig/oft normalerweise/üblicherweise
        auswählen/wählen löschen/entfernen Minuten/Min. Stunden/Std. zwei/2 drei/3 vier/4 fünf/5 zehn/10 beginnt/startet
        gelöscht/entfernt benötigt/braucht benötigen/brauchen weil/da Prozent/%""",
}
AWAY = {
    "en": r"^(?:However|Moreover|Furthermore|In addition|Additionally|For example|For instance|Therefore|Thus|Also|Indeed|In fact|As a result), ",
    "ru": r"^(?:Однако|Кроме того|Например|Также|Таким образом|При этом|Более того|В результате|К тому же),? ",
    "de": r"^(?:Außerdem|Zudem|Allerdings|Zum Beispiel|Jedoch),? ",
}
ASIDE = {
    "en": r", (?:which|who) [^,.;]*(?=,)|, also known as [^,.;]*(?=,)",
    "ru": r"$^",
    "de": r"$^",
}
MONTHS = {
    "en": "January February March April May June July August September October November December".split(),
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря".split(),
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split(),
}
UNITS = {
    "en": [("minutes", "hours"), ("hours", "days"), ("days", "weeks"), ("weeks", "months"), ("months", "years"), ("years", "months"), ("GB", "MB"), ("MB", "KB"),
           ("seconds", "minutes"), ("million", "billion"), ("billion", "million"), ("km", "miles"), ("miles", "feet"), ("metres", "feet"), ("dollars", "euros")],
    "ru": [("минут", "часов"), ("часов", "дней"), ("дней", "недель"), ("месяцев", "лет"), ("лет", "месяцев"), ("секунд", "минут"), ("ГБ", "МБ"), ("МБ", "КБ"),
           ("миллионов", "миллиардов"), ("миллиардов", "миллионов"), ("км", "миль"), ("рублей", "евро"), ("года", "месяца")],
    "de": [("Minuten", "Stunden"), ("Stunden", "Tage"), ("Tage", "Wochen"), ("Tagen", "Wochen"), ("Monate", "Jahre"), ("Monaten", "Jahren"), ("GB", "MB"), ("MB", "KB"), ("Sekunden", "Minuten")],
}
SIGNS = [("€", "$"), ("$", "€"), ("£", "$"), ("%", " GB")]
CAN = {
    "en": r"\b(is|are|was|were|can|could|will|would|has|have|must|should|may|might|does|do|did)\b(?! not|n't)",
    "ru": r"\b((?!После|Если)[а-яё]{3,}(?:ает|яет|ует|ит|ют|ят|ает|ется|ится|ются|ятся|ался|алась|ались|ился|илась|ились|овал|овала|овали|ла|ли|ло|ют|ут|ена|ено|ены|ён))\b",
    "de": r"\b(ist|sind|war|waren|wird|werden|kann|können|muss|müssen|darf|hat|haben)\b",
}
OPPOSITES = {
    "en": "before/after after/before more/less less/more first/last last/first minimum/maximum maximum/minimum enable/disable disable/enable increase/decrease "
          "increased/decreased all/some above/below below/above always/sometimes included/excluded largest/smallest highest/lowest north/south south/north east/west west/east",
    "ru": "до/после после/до больше/меньше меньше/больше более/менее менее/более первый/последний включить/отключить включите/отключите все/некоторые "
          "увеличить/уменьшить минимальный/максимальный максимальный/минимальный выше/ниже ниже/выше всегда/иногда севере/юге юге/севере",
    "de": "vor/nach nach/vor mehr/weniger weniger/mehr erste/letzte mindestens/höchstens alle/einige aktivieren/deaktivieren immer/manchmal",
}
ADDITIONS = {
    "en": [" free of charge", " within 24 hours", ", mostly for security reasons", " in all countries", ", with the help of local volunteers", " for premium customers",
           ", as experts had predicted", " at no extra cost", " without any further approval", ", which saves a lot of time", " despite strong criticism", " on weekends too",
           " by phone or by post", ", and the change is permanent", " for the first time in history", " under strict supervision"],
    "ru": [" бесплатно", " в течение 24 часов", ", в основном из соображений безопасности", " во всех странах", " при поддержке добровольцев", " для премиальных клиентов",
           ", как и предсказывали эксперты", " без дополнительной платы", ", что экономит много времени", " несмотря на критику", " также в выходные",
           " по телефону или по почте", ", и это изменение необратимо", " впервые в истории", " под строгим надзором"],
    "de": [" kostenlos", " innerhalb von 24 Stunden", ", vor allem aus Sicherheitsgründen", " in allen Ländern", " für Premiumkunden", " ohne Aufpreis", " auch am Wochenende",
           ", was viel Zeit spart", " per Telefon oder Post", " trotz Kritik"],
}
CONDITIONS = {
    "en": [r"^(?:If|When|Unless|Once|After|Before|Until) [^,]{8,80}, (?=\w)", r",? (?:if|unless|when|once|until|except|provided that|as long as) [^,;]{6,90}(?=\.$)",
           r" only\b", r" (?:on|in) the \w+ plan\b", r" (?:at least|at most|up to)(?= \d)"],
    "ru": [r"^(?:Если|Когда|После|До|Пока) [^,]{8,80}, (?=\w)", r", (?:если|когда|пока|кроме|при условии) [^,;]{6,90}(?=\.$)", r" только\b", r" на тарифе \S+", r" (?:не менее|не более|до)(?= \d)"],
    "de": [r"^(?:Wenn|Falls|Sobald|Nach|Vor) [^,]{8,80}, (?=\w)", r", (?:wenn|falls|sobald|außer|solange) [^,;]{6,90}(?=\.$)", r" nur\b", r" im Tarif \S+", r" (?:mindestens|höchstens|bis zu)(?= \d)"],
}
AUX = {
    "en": r"\s(?:is|are|was|were|can|could|will|would|has|have|had|must|should|may|became|did)\s",
    "ru": r"\s(?:был|была|было|были|является|являются|может|могут|стал|стала|стали|имеет|имеют|будет|будут|позволяет|должен|должны)\s",
    "de": r"\s(?:ist|sind|war|waren|wird|werden|kann|können|muss|müssen|hat|haben)\s",
}
NUMBER = re.compile(r"(?<![\w.,/:-])\d{1,3}(?:,\d{3})+(?![\w,])|(?<![\w.,/:-])\d+(?![\w/:-])(?!\.\d)(?!,\d)")
YEAR = re.compile(r"(?<![\d.,-])(?:1[0-9]|20)\d\d(?![\d%-])")
NAME = re.compile(r"(?<=[a-zа-яё,] )[A-ZА-ЯЁ][a-zа-яё]{3,}(?![A-Za-zА-Яа-яЁё'’-])")


def upper(text):
    return text[:1].upper() + text[1:]


def lower(text):
    """Lower case for a first word that is surely no name."""
    first = text.split(" ", 1)[0].strip(",")
    known = set("The A An This That These Those It They He She You We In On At If When All Some Many Most There Your Its His Her Their "
                "Он Она Они Оно Это Эти Этот Эта В На По При Для Все Вы Мы Если Когда Из С К От После До Однако Так Как "
                "Der Die Das Ein Eine Sie Es Wir Alle Im In Am Auf Wenn Für".split())
    return text[0].lower() + text[1:] if first in known else text


def replace_word(text, old, new):
    return re.sub(r"(?<![\w-])" + re.escape(old) + r"(?![\w-])", new, text, count=1)


def shortened(rng, text, language, context):
    out = re.sub(r" \([^()]*\)", "", text, count=1)
    out = re.sub(ASIDE[language] + r",?", "", out, count=1)
    if m := re.match(AWAY[language], out):
        out = upper(out[m.end():])
    return out if out != text and len(out.split()) >= 5 else None


def paraphrased(rng, text, language, context):
    out = text
    rules = [r.replace("_", " ").split("/", 1) for r in SAME[language].split()]
    rng.shuffle(rules)
    done = 0
    for old, new in rules:
        if done < 2 and (made := replace_word(out, old, new)) != out:
            out, done = made, done + 1
    turned = fronted(out, language)
    return turned or (out if done else None)


def fronted(text, language):
    """Puts a clause or a year from the end to the front, or back."""
    if language == "en":
        if m := re.match(r"^([^,;:]{12,120}) (if|when|because|once) ([^,;:]{8,100})\.$", text):
            return f"{upper(m[2])} {m[3]}, {lower(m[1])}."
        if m := re.match(r"^(If|When|Because|Once) ([^,;:]{8,100}), ([^,;:]{12,120})\.$", text):
            return f"{upper(m[3])} {m[1].lower()} {m[2]}."
        if m := re.match(r"^(In \d{4}), ([^,;:]{12,140})\.$", text):
            return f"{upper(m[2])} {lower(m[1])}."
    if language == "ru":
        if m := re.match(r"^([^,;:]{12,120}), (если|когда) ([^,;:]{8,100})\.$", text):
            return f"{upper(m[2])} {m[3]}, {lower(m[1])}."
        if m := re.match(r"^(Если|Когда) ([^,;:]{8,100}), ([^,;:]{12,120})\.$", text):
            return f"{upper(m[3])}, {m[1].lower()} {m[2]}."
    return None


def number(rng, text, language, context):
    found = [m for m in NUMBER.finditer(text) if not YEAR.fullmatch(m[0]) and len(m[0]) < 12]
    if not found:
        return None
    m = rng.choice(found)
    value = int(m[0].replace(",", ""))
    others = [n for n in NUMBER.findall(context["article"]) if n != m[0] and not YEAR.fullmatch(n)]
    made = rng.choice([str(value + rng.choice([1, 2, 5])), str(value * 10), str(max(value // 2, 1) if value > 1 else 7)] + others[:3])
    if made.replace(",", "") == str(value):
        made = str(value + 3)
    return text[:m.start()] + made + text[m.end():]


def date(rng, text, language, context):
    months = MONTHS[language]
    options = [m for m in YEAR.finditer(text)] + [m for m in re.finditer(r"\b(?:" + "|".join(months) + r")\b(?=[ ,]+\d)|(?<=\d )(?:" + "|".join(months) + r")\b", text)]
    if not options:
        return None
    m = rng.choice(options)
    if m[0].isdigit():
        others = sorted({y for y in YEAR.findall(context["article"]) if y != m[0]})
        made = rng.choice(others) if others and rng.random() < 0.5 else str(int(m[0]) + rng.choice([-10, -2, -1, 1, 2, 10]))
    else:
        made = rng.choice([x for x in months if x != m[0]])
    return text[:m.start()] + made + text[m.end():]


def name(rng, text, language, context):
    if language == "de":
        return None
    skip = set(sum(MONTHS.values(), []))
    found = [m for m in NAME.finditer(text) if m[0] not in skip]
    if not found:
        return None
    m = rng.choice(found)
    others = sorted({n for n in NAME.findall(context["article"]) if n not in skip and n[:4] != m[0][:4] and n not in text})
    made = rng.choice(others) if others else rng.choice(["Martin", "Lisbon", "Oregon"] if language == "en" else ["Мартин", "Лиссабон", "Орегон"])
    return text[:m.start()] + made + text[m.end():]


def unit(rng, text, language, context):
    options = [(m, new) for old, new in UNITS[language] for m in re.finditer(r"(?<=\d )" + old + r"\b", text)]
    options += [(m, new) for old, new in SIGNS for m in re.finditer(r"(?<=\d)\s?" + re.escape(old) + "|" + re.escape(old) + r"(?=\d)", text)]
    if not options:
        return None
    m, new = rng.choice(options)
    return text[:m.start()] + new + text[m.end():]


def negation(rng, text, language, context):
    remove = {"en": [(r"\bcannot\b", "can"), (r"(?<=\w)n't\b", ""), (r" not\b(?! only)", ""), (r" never\b", "")], "ru": [(r"\bнельзя\b", "можно"), (r"(?<= )не (?=[а-яё]{4})", "")],
              "de": [(r" nicht\b", ""), (r"\bkein(?=e?[nmrs]?\b)", "ein"), (r" nie\b", "")]}[language]
    for pattern, new in remove:
        if re.search(pattern, text):
            return re.sub(pattern, new, text, count=1)
    if m := re.search(CAN[language], text):
        if language == "ru":
            return text[:m.start()] + "не " + text[m.start():]
        return text[:m.end()] + {"en": " not", "de": " nicht"}[language] + text[m.end():]
    return None


def opposite(rng, text, language, context):
    rules = [r.split("/") for r in OPPOSITES[language].split()]
    rng.shuffle(rules)
    for old, new in rules:
        if (made := replace_word(text, old, new)) != text:
            return made
    return None


def tails(pool, language):
    """Phrases with which other sentences end."""
    pattern = {"en": r" (?:in|for|with|during|by|from|to) (?:the |a |an |all )?[a-z]+(?: [a-z]+)?(?=\.$)", "ru": r" (?:в|для|при|на|из|с|от) [а-яё]{4,}(?: [а-яё]{4,})?(?=\.$)",
               "de": r" (?:für|mit|bei|von|aus) (?:\w+ )?\w+(?=\.$)"}[language]
    empty = r"\b(?:it|its|this|that|these|them|me|you|yours|him|her|us|other|here|there|one|each|him|него|них|этого|себя)$"
    return [m[0] for s in pool if (m := re.search(pattern, s)) and not re.search(empty, m[0])]


def addition(rng, text, language, context):
    extra = rng.choice(ADDITIONS[language])
    if context["endings"] and rng.random() < 0.5:
        extra = rng.choice(context["endings"])
    if extra.strip(" ,") in text:
        return None
    return text[:-1] + extra + "."


def condition(rng, text, language, context):
    for pattern in CONDITIONS[language]:
        out = re.sub(pattern, "", text, count=1)
        if out != text and len(out.split()) >= 4:
            return upper(out)
    return None


def mixed(rng, text, other, language):
    """The subject of one sentence with what another says of its own."""
    a, b = re.search(AUX[language], text), re.search(AUX[language], other)
    if not a or not b or not 8 <= a.start() <= 90 or b.start() < 4 or len(other) - b.start() < 15:
        return None
    return text[:a.start()] + other[b.start():]


FAITHFUL = {"shortened": shortened, "paraphrased": paraphrased}
BROKEN = {"number": number, "unit": unit, "date": date, "name": name, "negation": negation, "opposite": opposite,
          "condition": condition, "mixed": mixed, "addition": addition}
