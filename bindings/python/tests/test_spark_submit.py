"""The script for spark-submit, as a user starts it, once on separate executors whose Python has not got imena."""

import csv
import io
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import ROOT

pyspark = pytest.importorskip("pyspark")
pa = pytest.importorskip("pyarrow")
pq = pytest.importorskip("pyarrow.parquet")

SUBMIT = Path(pyspark.__file__).parent / "bin" / "spark-submit"
TEXTS = {
    "a": 'У Києві, "столиці",\nі Львові.',
    "b": "Тут нікого.",
    "c": " Переговори з Макроном; Макрон\tі Меркель. ",
}


def submit(*arguments, options=(), master="local[2]", **environment):
    # A config of the machine must not decide.
    environment = {**os.environ, "SPARK_LOCAL_IP": "127.0.0.1", "PYSPARK_PYTHON": sys.executable, **environment}
    settings = ["spark.ui.enabled=false", "spark.log.level=ERROR", "spark.sql.shuffle.partitions=2"]
    command = [SUBMIT, "--master", master, *(x for s in settings for x in ("--conf", s)), *options]
    command += [ROOT / "examples" / "spark_annotate.py", *arguments]
    # spark-submit puts both streams of the script into one.
    return subprocess.run([str(c) for c in command], env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def told(process):
    """What the script says, without what Spark says."""
    return [line for line in process.stdout.splitlines() if line.startswith("error:") or line.endswith(" errors")]


def csv_rows(folder):
    rows = []
    for file in folder.glob("*.csv"):
        rows += csv.DictReader(io.StringIO(file.read_text("utf-8"), newline=""))
    return sorted(rows, key=lambda row: (row["doc_id"], int(row["start"] or 0)))


@pytest.fixture(scope="module")
def expected(program, tmp_path_factory):
    file = tmp_path_factory.mktemp("submit") / "texts.jsonl"
    write_jsonl(file)
    return list(csv.DictReader(io.StringIO(program("annotate", file, "--id-field", "id"), newline="")))


def write_jsonl(file):
    file.write_text("".join(json.dumps({"id": k, "text": v}) + "\n" for k, v in TEXTS.items()), "utf-8")


def test_json_lines_to_csv_with_what_cannot_be_read(tmp_path, expected):
    file, out = tmp_path / "texts.jsonl", tmp_path / "out"
    write_jsonl(file)
    with file.open("a") as lines:
        lines.write('{"id": "d", "text": null}\nno JSON\n{"id": 7, "text": "\\ud83d \\u0000"}\n')
    process = submit(file, out, "--format", "csv", "--partitions", "3")
    assert (process.returncode, told(process)) == (1, ["6 documents, 5 mentions, 2 errors"]), process.stdout
    found = [{key: row[key] for key in expected[0]} for row in csv_rows(out / "kind=mention")]
    assert found == expected and len(found) == 5
    documents = [(r["doc_id"], r["status"], r["error"], r["mentions"]) for r in csv_rows(out / "kind=document")]
    null = '"text" is null, which is no text'
    assert documents == [
        ("", "error", null, "0"),
        ("7", "ok", "", "0"),
        ("a", "ok", "", "2"),
        ("b", "ok", "", "0"),
        ("c", "ok", "", "3"),
        ("d", "error", null, "0"),
    ]
    again = submit(file, out)
    assert again.returncode == 2 and "already exists" in told(again)[0]


def test_csv_to_parquet_with_a_package_and_a_dictionary_that_are_sent_along(tmp_path):
    """What a cluster needs has gone with the job: the machines' Python has pyarrow alone."""
    import imena

    sent = tmp_path / "sent"
    package = Path(imena.__file__).parent
    shutil.copytree(package, sent / "imena")
    archive = shutil.make_archive(str(tmp_path / "imena"), "zip", sent)
    bare = tmp_path / "bare"
    bare.mkdir()
    for entry in package.parent.iterdir():
        if not entry.name.startswith("imena"):
            (bare / entry.name).symlink_to(entry)
    # A Python that starts without its packages (-S), but for those in `bare` and what Spark adds.
    python = tmp_path / "python"
    python.write_text(f'#!/bin/sh\nPYTHONPATH="$PYTHONPATH:{bare}" exec "{sys.executable}" -S "$@"\n')
    python.chmod(0o755)
    without = subprocess.run([python, "-c", "import pyarrow, imena"], env={**os.environ, "PYTHONPATH": ""}, stderr=subprocess.PIPE, text=True)
    assert "No module named 'imena'" in without.stderr

    (tmp_path / "mine.csv").write_text("name,type\nНижні Млини,PLANT\n", "utf-8")
    imena.compile(tmp_path / "mine.csv", tmp_path / "mine.imena")
    table = io.StringIO()
    writer = csv.writer(table)
    writer.writerows([["key", "body"], ["1", "У Нижніх\nМлинах, «так»."], ["2", 'Він "тут".']])
    (tmp_path / "texts.csv").write_text(table.getvalue(), "utf-8", newline="")
    out = tmp_path / "out"
    process = submit(
        *(tmp_path / "texts.csv", out, "--id-field", "key", "--text-field", "body"),
        *("--dictionary", "mine.imena", "--no-default-dictionary", "--columns", "surface,type"),
        options=["--archives", f"{archive}#packages", "--conf", "spark.executorEnv.PYTHONPATH=packages", "--files", tmp_path / "mine.imena"],
        master="local-cluster[2,1,1024]",
        PYSPARK_PYTHON=str(python),
        PYSPARK_DRIVER_PYTHON=sys.executable,
    )
    assert (process.returncode, told(process)) == (0, ["2 documents, 1 mentions, 0 errors"]), process.stdout
    rows = sorted(pq.read_table(out).select(["kind", "doc_id", "surface", "type", "status", "mentions"]).to_pylist(), key=str)
    assert [tuple(row.values()) for row in rows] == [
        ("document", "1", None, None, "ok", 1),
        ("document", "2", None, None, "ok", 0),
        ("mention", "1", "Нижніх\nМлинах", "PLANT", None, None),
    ]


def test_parquet_to_parquet(tmp_path, expected):
    file, out = tmp_path / "texts.parquet", tmp_path / "out"
    pq.write_table(pa.table({"id": list(TEXTS), "text": list(TEXTS.values())}), file)
    process = submit(file, out)
    assert (process.returncode, told(process)) == (0, ["3 documents, 5 mentions, 0 errors"]), process.stdout
    found = sorted(pq.read_table(out / "kind=mention").to_pylist(), key=lambda row: (row["doc_id"], row["start"]))
    assert [(row["doc_id"], str(row["start"]), row["surface"]) for row in found] == [
        (row["doc_id"], row["start"], row["surface"]) for row in expected
    ]


def test_what_is_wrong_is_told_at_once(tmp_path):
    pq.write_table(pa.table({"id": ["a"], "text": ["Київ"]}), tmp_path / "texts.parquet")
    process = submit(tmp_path / "texts.parquet", tmp_path / "out", "--text-field", "body", master="local[1]")
    assert (process.returncode, told(process)) == (2, ["error: the DataFrame has no column 'body'; it has id, text"])
    assert not (tmp_path / "out").exists()
    script = [sys.executable, ROOT / "examples" / "spark_annotate.py"]
    process = subprocess.run([*script, "texts.txt", "out"], stderr=subprocess.PIPE, text=True)
    assert process.returncode == 2
    assert process.stderr == "error: 'texts.txt' does not tell its format by its name; use --input-format json, csv or parquet\n"
