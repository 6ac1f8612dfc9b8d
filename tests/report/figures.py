"""Compares every number of a report with one computed from the tables of a bundle: figures.py BUNDLE < figures.json"""

import itertools
import json
import math
import sys

import pandas as pd

folder = sys.argv[1]
shown = json.load(sys.stdin)
read = lambda name: pd.read_csv(f"{folder}/{name}", keep_default_na=False)
mentions, documents, entities, places = map(read, ["mentions.csv", "documents.csv", "entities.csv", "doc_entity.csv"])
nodes, edges = read("nodes.csv"), read("edges.csv")
manifest = json.load(open(f"{folder}/manifest.json"))
number = lambda text: int(text.replace(",", ""))
compared = 0


def same(what, shown, computed):
    global compared
    compared += 1
    assert shown == computed, f"{what}: the report shows {shown!r}, the tables give {computed!r}"


# The tables among themselves: everything follows from the mentions.
by_entity = mentions.groupby("entity_id")
counts, spread = by_entity.size(), by_entity["doc_id"].nunique()
same("mentions of entities", dict(zip(entities.entity_id, entities.mentions)), counts.to_dict())
same("documents of entities", dict(zip(entities.entity_id, entities.documents)), spread.to_dict())
same("nodes", dict(zip(nodes.Id, nodes.mentions)), counts.to_dict())
pairs = mentions.groupby(["doc_id", "entity_id"], sort=False).agg(count=("start", "size"), first=("start", "min"))
same("doc_entity", places.set_index(["doc_id", "entity_id"]).to_dict("index"), pairs.to_dict("index"))
by_type = mentions.groupby(["doc_id", "type"]).size()
for doc in documents.itertuples():
    for label in ["PER", "LOC", "ORG"]:
        same(f"{label} of {doc.doc_id}", getattr(doc, label), by_type.get((doc.doc_id, label), 0))
same("rows", manifest["rows"]["mentions.csv"], len(mentions))
dates = documents.set_index("doc_id").date
dated = mentions.assign(date=mentions.doc_id.map(dates)).query("date != ''").groupby("entity_id").date
for which, computed in [("first_date", dated.min()), ("last_date", dated.max())]:
    same(which, {e: d for e, d in zip(entities.entity_id, entities[which]) if d}, computed.to_dict())

# Scores of pairs, where two names must share a document.
if manifest["options"]["together"] == "document":
    units = [sorted(set(ids)) for _, ids in mentions.groupby("doc_id").entity_id]
    alone = pd.Series(list(itertools.chain(*units))).value_counts()
    both = pd.Series([pair for unit in units for pair in itertools.combinations(unit, 2)]).value_counts()
    same("edges", {tuple(sorted(e)): w for *e, w in edges[["Source", "Target", "Weight"]].itertuples(index=False)}, both.to_dict())
    n = len(units)
    x = lambda o, e: o * math.log(o / e) if o else 0.0
    for edge in edges.itertuples():
        a, b, k = alone[edge.Source], alone[edge.Target], edge.Weight
        pmi = math.log2(k * n / (a * b))
        g2 = 2 * (x(k, a * b / n) + x(a - k, a * (n - b) / n) + x(b - k, (n - a) * b / n) + x(n - a - b + k, (n - a) * (n - b) / n))
        g2 = g2 if k >= a * b / n else -g2
        assert abs(edge.pmi - pmi) < 0.0006 and abs(edge.log_likelihood - g2) < 0.0006, (edge, pmi, g2)
        compared += 2

# The report.
figures = shown["figures"]
same("documents", number(figures["Documents"]), len(documents))
same("mentions", number(figures["Mentions"]), len(mentions))
same("names", number(figures["Names"]), mentions.entity_id.nunique())
for label, name in [("PER", "people"), ("LOC", "places"), ("ORG", "organisations")]:
    same(label, number(figures[f"… of {name}"]), int((mentions.type == label).sum()))
langs = documents.lang.map({"uk": "Ukrainian", "ru": "Russian", "": "unclear"}).value_counts()
same("languages", {part.rsplit(" ", 1)[0]: number(part.rsplit(" ", 1)[1]) for part in figures["Languages"].split(", ")}, langs.to_dict())
for row in shown["top"]:
    same(f"bar of {row['links'][0]}", row["numbers"], [counts[row["links"][0]]])
for label in ["PER", "LOC", "ORG"]:
    bars = sorted((row["numbers"][0] for row in shown["top"] if row["links"][0] in set(mentions[mentions.type == label].entity_id)), reverse=True)
    same(f"commonest {label}", bars, sorted(counts[entities[entities.type == label].entity_id], reverse=True)[:12])
periods = documents[documents.date != ""].groupby("date").size()
same("over time", sum(row["numbers"][0] for row in shown["timeline"]), int(periods.sum()))
same("periods", sorted(row["numbers"][0] for row in shown["timeline"]), sorted(periods.to_list()))
same("list of names", {r["links"][0]: r["numbers"] for r in shown["entities"]}, {e: [counts[e], spread[e]] for e in counts.index})
same("list of documents", dict(shown["documents"]), dict(zip(documents.doc_id, documents.mentions)))
tables = {frozenset((e.Source, e.Target)): [e.Weight, e.pmi, e.log_likelihood] for e in edges.itertuples()}
same("how many pairs", len(shown["pairs"]), len(tables))
for row in shown["pairs"]:
    weight, pmi, sure = tables[frozenset(row["links"])]
    same(f"weight of {row['links']}", row["numbers"][0], weight)
    # Shown with two digits and one.
    assert abs(row["numbers"][1] - pmi) <= 0.0051 and abs(row["numbers"][2] - sure) <= 0.051, (row, pmi, sure)
    compared += 2
spellings = mentions.assign(surface=mentions.surface.str.split().str.join(" ")).groupby(["entity_id", "surface"]).size()
for page in shown["pages"]:
    same(f"mentions of {page['id']}", number(page["facts"]["Mentions"]), counts[page["id"]])
    same(f"documents of {page['id']}", number(page["facts"]["Documents"]), spread[page["id"]])
    same(f"spellings of {page['id']}", dict(page["surfaces"]), spellings[page["id"]].to_dict())
print(f"{compared} comparisons, all the same")
