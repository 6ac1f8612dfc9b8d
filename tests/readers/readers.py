"""Reads what `imena annotate` writes with the programs that it is written for: readers.py PROGRAM FOLDER"""

import importlib.util
import json
import pathlib
import subprocess
import sys
import types

import pandas
import spacy

imena, desk = sys.argv[1], pathlib.Path(sys.argv[2])
texts = desk / "texts"
(texts / "d").mkdir(parents=True)
examples = sorted((pathlib.Path(__file__).parents[2] / "examples").glob("*.txt"))
for example in examples:
    (texts / example.name).write_bytes(example.read_bytes())
# What a format may stumble over: signs beyond UTF-16 units, quotation marks, tabs, commas, line ends, a name over two lines.
hard = "😀 «Київ», \"Львів\";\tтут\r\nТарас\nШевченко, =1+1 <b>Одеса</b> &amp; 🇺🇦 Дніпро\n\nНАТО\u2028Харків\x0c"
(texts / "d" / "hard, \"and\" odd.txt").write_bytes(hard.encode())


def annotate(name, *options, inputs=texts):
    path = desk / name
    subprocess.run([imena, "annotate", "-q", "-o", path, *options, inputs], check=True)
    return path


def text_of(doc_id):
    return (texts / doc_id).read_bytes().decode()


def package(name):
    """A module that stands for one which is not needed."""
    sys.modules[name] = module = types.ModuleType(name)
    module.__getattr__ = lambda attribute: type(attribute, (), {})
    return module


# The measure of all others: rows whose offsets were looked up in the texts.
columns = "doc_id,start,end,surface,type,entity_id,canonical,confidence,alternatives"
rows = [json.loads(line) for line in annotate("a.jsonl", "-c", columns).read_text().split("\n") if line]
assert len(rows) > 150 and all(text_of(row["doc_id"])[row["start"] : row["end"]] == row["surface"] for row in rows)
marks = sorted((row["doc_id"], row["start"], row["end"], row["type"]) for row in rows)
texts_with_marks = sorted({row["doc_id"] for row in rows})
assert any("hard" in doc_id for doc_id in texts_with_marks)

# pandas: every cell of every table.
flat = [{**row, "alternatives": "|".join(row["alternatives"])} for row in rows]
how = {"dtype": {"doc_id": str, "alternatives": str}, "keep_default_na": False}
tables = {
    "csv": pandas.read_csv(annotate("a.csv", "-c", columns), **how),
    "tsv": pandas.read_csv(annotate("a.tsv", "-c", columns), sep="\t", **how),
}
for name, table in tables.items():
    assert table.to_dict("records") == flat, f"pandas reads another {name}"
table = pandas.read_json(desk / "a.jsonl", lines=True, dtype=False, convert_dates=False, precise_float=True)
differing = [pair for pair in zip(table.to_dict("records"), rows, strict=True) if pair[0] != pair[1]]
assert not differing, f"pandas reads other JSON Lines: {differing[:2]}"
print(f"pandas {pandas.__version__}: csv, tsv, jsonl: {len(rows)} rows")

# Parquet, there and back.
told = subprocess.run([imena, "annotate", "-f", "parquet", "-q", "-o", desk / "a.parquet", "-c", columns, texts], capture_output=True, text=True)
if told.returncode == 2 and "without Parquet" in told.stderr:
    print("skipped: Parquet (built without it)")
else:
    import pyarrow
    import pyarrow.parquet

    assert told.returncode == 0, told.stderr
    table = pyarrow.parquet.read_table(desk / "a.parquet")
    kinds = dict(zip(table.schema.names, map(str, table.schema.types)))
    assert kinds["start"] == "int64" and kinds["confidence"] == "float" and kinds["surface"] == "string", kinds
    assert kinds["alternatives"].startswith("list<"), kinds
    share = lambda row: {**row, "confidence": round(row["confidence"], 4)}
    assert [share(row) for row in table.to_pylist()] == [share(row) for row in rows], "pyarrow reads another table"
    assert len(pandas.read_parquet(desk / "a.parquet")) == len(rows)
    for codec in ["none", "snappy", "zstd", "gzip"]:
        given = pandas.DataFrame(
            {
                "n": [1, 2, 3],
                "date": pandas.to_datetime(["2026-01-02", "2026-01-03", None]),
                "text": ["У Києві", None, hard],
                "other": [[1], [2], [3]],
            }
        )
        given.to_parquet(desk / f"in.{codec}.parquet", compression=None if codec == "none" else codec)
        path = desk / f"back.{codec}.jsonl"
        options = ["--id-field", "n", "--keep-fields", "date", "-q", "-o", path, desk / f"in.{codec}.parquet"]
        done = subprocess.run([imena, "annotate", *options], capture_output=True, text=True)
        assert done.returncode == 1 and 'in.%s.parquet:2: column "text" has no text' % codec in done.stderr, done
        back = [json.loads(line) for line in path.read_text().split("\n") if line]
        assert back[0]["doc_id"] == "1" and back[0]["surface"] == "Києві" and back[0]["date"].startswith("2026-01-02")
        assert [row["surface"] for row in back[1:]] == [row["surface"] for row in rows if "hard" in row["doc_id"]]
    print(f"pyarrow {pyarrow.__version__}: parquet: {len(rows)} rows, and what pandas writes is read")

# spaCy: its converter, and the entities in what it makes. CoNLL keeps neither ids nor spaces.
path = annotate("a.conll")
for converter in ["ner", "auto"]:
    out = desk / converter
    out.mkdir()
    command = [sys.executable, "-m", "spacy", "convert", path, out, "--converter", converter, "--lang", "xx", "--file-type", "spacy"]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    docs = spacy.tokens.DocBin().from_disk(out / "a.spacy").get_docs(spacy.blank("xx").vocab)
    bare = lambda text: "".join(text.split())
    found = [(bare(entity.text), entity.label_) for doc in docs for entity in doc.ents]
    assert found == [(bare(row["surface"]), row["type"]) for row in rows], "spaCy finds others"
print(f"spaCy {spacy.__version__}: conll: {len(found)} entities")

# doccano: its parser of JSON Lines, and of a label. The database behind it is not needed.
sys.path[:0] = importlib.util.find_spec("backend").submodule_search_locations
for name in ["pyexcel", "pyexcel.exceptions", "seqeval", "seqeval.scheme", "examples", "examples.models", "label_types", "label_types.models"]:
    package(name)
for name in ["labels", "labels.models", "projects", "projects.models", "data_import.pipeline.label_types"]:
    package(name)
parsers, label = (importlib.import_module(f"data_import.pipeline.{name}") for name in ["parsers", "label"])
parser = parsers.JSONLParser(encoding="utf-8")
found = []
for task in parser.parse(str(annotate("a.doccano.jsonl", "-f", "doccano"))):
    assert task["text"] == text_of(task["doc_id"])
    for mark in task["label"]:
        span = label.SpanLabel.parse("00000000-0000-4000-8000-000000000000", mark)
        found.append((task["doc_id"], span.start_offset, span.end_offset, span.label))
assert not parser.errors and sorted(found) == marks, "doccano finds others"
print(f"doccano: {len(found)} labels")

# brat: its own parser of standoff, which knows no name over two lines.
folder = annotate("brat", "-f", "brat")
sys.path[:0] = importlib.util.find_spec("brat_tools").submodule_search_locations
package("sentencesplit")
anntoconll = importlib.import_module("anntoconll")
found, over_lines = [], 0
for path in folder.rglob("*.ann"):
    text = path.with_suffix(".txt").read_bytes().decode()
    assert text == text_of(path.with_suffix(".txt").relative_to(folder))
    lines = path.read_text().split("\n")
    whole = [line for line in lines if ";" not in "".join(line.split("\t")[1:2])]
    over_lines += len(lines) - len(whole)
    for mark in anntoconll.parse_textbounds(whole):
        assert text[mark.start : mark.end] == mark.text
        found.append((str(path.with_suffix(".txt").relative_to(folder)), mark.start, mark.end, mark.type))
assert len(found) + over_lines == len(marks) and set(found) < set(marks), "brat finds others"
assert {mark[3] for mark in marks} <= set((folder / "annotation.conf").read_text().split("\n"))
print(f"brat: {len(found)} marks, {over_lines} over two lines")

# Label Studio: its converter reads the tasks as they would be exported, the predictions accepted.
from label_studio_sdk.converter import Converter

tasks = json.loads(annotate("a.tasks.json", "-f", "label-studio").read_text())
for i, task in enumerate(tasks):
    assert task["data"]["text"] == text_of(task["data"]["doc_id"])
    units = task["data"]["text"].encode("utf-16-le")
    for result in task["predictions"][0]["result"]:
        value = result["value"]
        assert units[2 * value["start"] : 2 * value["end"]].decode("utf-16-le") == value["text"]
    task.update(id=i, annotations=[{"id": i, "result": task["predictions"][0]["result"]}])
(desk / "export.json").write_text(json.dumps(tasks))
kinds = sorted({mark[3] for mark in marks})
config = "".join(f'<Label value="{kind}"/>' for kind in kinds)
config = f'<View><Labels name="label" toName="text">{config}</Labels><Text name="text" value="$text"/></View>'
converter = Converter(config, project_dir=None)
converter.convert_to_json(str(desk / "export.json"), str(desk / "ls"), is_dir=False)
back = json.loads((desk / "ls" / "result.json").read_text())
count = sum(len(task["annotations"][0]["result"]) for task in back)
assert count == len(marks), "Label Studio finds others"
# To tables: every mark with its text.
converter.convert_to_csv(str(desk / "export.json"), str(desk / "ls"), is_dir=False, sep=",", header=True)
cells = pandas.read_csv(desk / "ls" / "result.csv")["label"].map(json.loads)
assert sorted(mark["text"] for cell in cells for mark in cell) == sorted(row["surface"] for row in rows)
print(f"Label Studio: {count} labels")
