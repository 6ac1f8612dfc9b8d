#!/usr/bin/env python3
"""Makes `src/extract/confidence.csv`: what constructions and signals weigh in the confidence of a mention.

    tools/confidence.py train GOLD.jsonl... > src/extract/confidence.csv
    tools/confidence.py check GOLD.jsonl...

GOLD is what `imena eval` takes as JSON Lines. `train` fits a logistic regression for each type on what `imena explain`
tells of every mention in these texts. Then build again, and see with `check` what the numbers are worth, on other texts.
Needs Python 3.10 and no packages; IMENA names the program (default: target/release/imena).
"""
import csv
import json
import math
import os
import re
import subprocess
import sys

TYPES = ["PER", "LOC", "ORG"]
# Weights are held to what was expected by this much of the square of the difference: a signal that stands beside few
# mentions says little. What is right with organisations differs most from corpus to corpus.
RIDGE = {"PER": 2.0, "LOC": 5.0, "ORG": 80.0}
# What is expected of a construction: one that these texts hardly have is doubted, unless all of them are, as those of
# organisations. Of signals nothing is expected.
EXPECTED = {"PER": -1.0, "LOC": -1.0, "ORG": 0.0}
# What is taken off for what annotators do not agree about: whether a country is marked inside a longer name, in a title,
# or as a source of news.
DOUBTS = {
    "PER": {},
    "LOC": {"base": 0.3, "attribute": 1.5, "in-quotes": 1.0, "two-words": 0.5},
    "ORG": {"media": 1.5, "in-place": 1.0},
}
RULES = os.path.join(os.path.dirname(__file__), "../src/extract/rules.rs")
ROW = re.compile(r'^        \w+: "([a-z-]+)",( Rule::)?', re.MULTILINE)
HEAD = re.compile(r'\+ ".*" (\S+) \S+ \(.*\), bytes (\d+)-(\d+)$')
RULE = re.compile(r"    rule \S+ \(([^)]+)\)")
QUOTED = re.compile("[«\"„“](.*)[»\"“”]$")
SIGNALS = re.compile(r"    confidence ([\d.]+)(?:: (.*))?$")


def explained(text):
    """Every mention of a text: start and end in code points, type, construction and signals, confidence."""
    program = os.environ.get("IMENA", "target/release/imena")
    told = subprocess.run([program, "explain"], input=text.encode(), capture_output=True, check=True).stdout.decode()
    points = {}
    at = 0
    for place, char in enumerate(text):
        points[at] = place
        at += len(char.encode())
    points[at] = len(text)
    head = construction = None
    for line in told.splitlines():
        if found := HEAD.match(line):
            head = (points[int(found[2])], points[int(found[3])], found[1])
        elif line.startswith("- "):
            head = None
        elif head and (found := RULE.match(line)):
            construction = found[1]
        elif head and (found := SIGNALS.match(line)):
            signals = found[2].split(", ") if found[2] else []
            yield head, [construction, *signals], float(found[1])
            head = None


def mentions(paths):
    """Every mention in the gold texts: corpus, language, type, features, confidence, whether it is right."""
    for path in paths:
        corpus = os.path.splitext(os.path.basename(path))[0]
        for line in open(path, encoding="utf-8"):
            document = json.loads(line)
            marks = document.get("entities") or document.get("spans") or []
            gold = {tuple(m[:3]) if isinstance(m, list) else (m["start"], m["end"], m["type"]) for m in marks}
            for head, features, confidence in explained(document["text"]):
                if head[2] in TYPES:
                    yield corpus, head[2], features, confidence, is_right(document["text"], head, features, gold)


def is_right(text, head, features, gold):
    """Whether gold has a mention. The legal form belongs to the name here, and annotators may leave it out."""
    start, end, label = head
    quoted = QUOTED.search(text[start:end]) if features[0] == "legal-form" else None
    inner = {(start + quoted.start(1) - i, start + quoted.end(1) + i, label) for i in (0, 1)} if quoted else set()
    return head in gold or bool(inner & gold)


def fitted(rows, expected, ridge):
    """Weights of a logistic regression, by Newton's method: features to weights."""
    names = list(expected)
    place = {name: i for i, name in enumerate(names)}
    size = len(names)
    weights = [0.0] * size
    data = [([place[name] for name in features], right) for features, right in rows]
    for _ in range(12):
        gradient = [ridge * (expected[name] - w) for name, w in zip(names, weights)]
        hessian = [[ridge if i == j else 0.0 for j in range(size)] for i in range(size)]
        for features, right in data:
            p = probability(sum(weights[i] for i in features))
            for i in features:
                gradient[i] += right - p
                for j in features:
                    hessian[i][j] += p * (1 - p)
        step = solved(hessian, gradient)
        weights = [w + s for w, s in zip(weights, step)]
    return {name: weights[place[name]] for name in expected}


def probability(sum):
    return 1 / (1 + math.exp(-sum))


def solved(matrix, vector):
    """The solution of a system of linear equations."""
    size = len(vector)
    rows = [row[:] + [value] for row, value in zip(matrix, vector)]
    for i in range(size):
        pivot = max(range(i, size), key=lambda r: abs(rows[r][i]))
        rows[i], rows[pivot] = rows[pivot], rows[i]
        for r in range(i + 1, size):
            factor = rows[r][i] / rows[i][i]
            if factor:
                rows[r] = [a - factor * b for a, b in zip(rows[r], rows[i])]
    solution = [0.0] * size
    for i in reversed(range(size)):
        solution[i] = (rows[i][size] - sum(rows[i][j] * solution[j] for j in range(i + 1, size))) / rows[i][i]
    return solution


def train(paths):
    rows = list(mentions(paths))
    with open(RULES, encoding="utf-8") as rules:
        named = ROW.findall(rules.read().split("/// Why a candidate")[0])
    columns = {}
    for label in TYPES:
        expected = {"base": 0.0} | {name: EXPECTED[label] if is_rule else 0.0 for name, is_rule in named}
        own = [(["base", *features], right) for _, t, features, _, right in rows if t == label]
        weights = fitted(own, expected, RIDGE[label])
        columns[label] = {name: weight - DOUBTS[label].get(name, 0) for name, weight in weights.items()}
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(["name", *TYPES])
    for name in columns["PER"]:
        out.writerow([name, *(f"{columns[label][name]:.2f}" for label in TYPES)])


def check(paths):
    rows = list(mentions(paths))
    corpora = list(dict.fromkeys(row[0] for row in rows))
    print("corpus                type   mentions  confidence >= .9  of these right")
    for corpus in [*corpora, "all"]:
        for label in [*TYPES, "all"]:
            own = [r for r in rows if corpus in (r[0], "all") and label in (r[1], "all")]
            sure = [right for *_, confidence, right in own if confidence >= 0.9]
            right = f"{sum(sure) / len(sure):14.1%}" if sure else f"{'-':>14}"
            print(f"{corpus:20}  {label:5} {len(own):9} {len(sure) / max(1, len(own)):16.1%}  {right}")
    print("\nconfidence  mentions  mean  right")
    for low in range(10):
        own = [(c, right) for *_, c, right in rows if min(int(c * 10), 9) == low]
        if own:
            mean, right = (sum(values) / len(own) for values in zip(*own))
            print(f"{low / 10:.1f}-{low / 10 + 0.1:.1f}     {len(own):9}  {mean:.2f}  {right:6.1%}")


if __name__ == "__main__":
    if len(sys.argv) < 3 or sys.argv[1] not in ("train", "check"):
        sys.exit(__doc__)
    {"train": train, "check": check}[sys.argv[1]](sys.argv[2:])
