"""On the real engine: separate executors on this machine. Needs pyspark, Java, and the command line tool to compare with."""

import csv
import io
import json
import os
import signal
import subprocess
import sys
import threading
import time

import pytest

pytest.importorskip("pyspark")
os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
# The executors take the Python that has imena.
os.environ.setdefault("PYSPARK_PYTHON", sys.executable)

COPIES = 400


@pytest.fixture(scope="module")
def spark():
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.master("local-cluster[2,1,1024]").appName("imena tests")
    for key, value in {"spark.ui.enabled": "false", "spark.sql.session.timeZone": "UTC"}.items():
        builder = builder.config(key, value)
    session = builder.getOrCreate()
    yield session
    session.stop()


@pytest.fixture(scope="module")
def corpus(texts, tmp_path_factory):
    file = tmp_path_factory.mktemp("spark") / "texts.jsonl"
    lines = (json.dumps({"id": f"{i:05}-{name}", "text": text}) for i in range(COPIES) for name, text in texts.items())
    file.write_text("\n".join(lines) + "\n", "utf-8")
    return file


@pytest.fixture(scope="module")
def expected(corpus, program):
    rows = io.StringIO(program("annotate", corpus, "--id-field", "id"))
    return "".join(sorted(line + "\r\n" for line in rows.read().split("\r\n")[1:-1]))


def as_csv(rows):
    """Rows as the command line tool writes them, sorted."""
    lines = []
    for row in rows:
        out = io.StringIO()
        csv.writer(out).writerow("|".join(v) if isinstance(v, list) else "" if v is None else v for v in row)
        lines.append(out.getvalue())
    return "".join(sorted(lines))


def executors():
    found = subprocess.run(["pgrep", "-f", "CoarseGrainedExecutorBackend"], stdout=subprocess.PIPE, text=True)
    return [int(pid) for pid in found.stdout.split()]


def annotated(spark, corpus, partitions=24):
    from imena.spark import annotate

    return annotate(spark.read.schema("id string, text string").json(str(corpus)).repartition(partitions))


def check(rows, expected, corpus):
    from collections import Counter

    mentions = [row[:10] for row in rows if row.status is None]
    assert as_csv(mentions) == expected
    documents = [row for row in rows if row.status is not None]
    assert {row.status for row in documents} == {"ok"}
    ids = [json.loads(line)["id"] for line in corpus.read_text("utf-8").splitlines()]
    counts = Counter(row[0] for row in mentions)
    assert sorted((row.doc_id, row.mentions) for row in documents) == sorted((id, counts[id]) for id in ids)


def test_the_same_as_the_command_line_tool(spark, corpus, expected):
    check(annotated(spark, corpus).collect(), expected, corpus)


def test_an_executor_is_killed(spark, corpus, expected, tmp_path):
    """After some tasks are done: nothing is lost and nothing is there twice."""
    killed = []

    def kill():
        tracker = spark.sparkContext.statusTracker()
        while not killed:
            stages = [tracker.getStageInfo(stage) for stage in tracker.getActiveStageIds()]
            if any(stage and 2 <= stage.numCompletedTasks < stage.numTasks - 4 and stage.numTasks == 24 for stage in stages):
                killed.append(executors()[0])
                os.kill(killed[0], signal.SIGKILL)
            time.sleep(0.01)

    before = executors()
    assert len(before) == 2
    killer = threading.Thread(target=kill, daemon=True)
    killer.start()
    annotated(spark, corpus).write.parquet(str(tmp_path / "out"))
    killer.join(timeout=1)
    assert killed and killed[0] in before and killed[0] not in executors()
    check(spark.read.parquet(str(tmp_path / "out")).collect(), expected, corpus)


def test_what_cannot_be_read_has_a_row(spark):
    from imena.spark import annotate, documents, mentions

    df = spark.createDataFrame([(1, "Київ"), (2, None), (3, "")], "number long, body string")
    found = annotate(df, text="body", id="number", columns="surface", types=["LOC"])
    assert [tuple(row) for row in mentions(found).collect()] == [(1, "Київ")]
    told = sorted(tuple(row) for row in documents(found).collect())
    assert told == [(1, "ok", None, 1), (2, "error", '"body" is null, which is no text', 0), (3, "ok", None, 0)]


def test_no_text_ends_an_executor(spark):
    """Bytes that are no UTF-8, halves of surrogate pairs, a text of 20 MB, zeros: a row each, from the same two executors."""
    from imena.spark import annotate, documents

    before = executors()
    wrong = ["unhex('D0FF')", "repeat('Київ. ', 2000000)", "'\\ud83d'", "char(0)", "''", "null"]
    rows = " union all ".join(f"select {i} as id, cast({text} as string) as text" for i, text in enumerate(wrong))
    found = documents(annotate(spark.sql(rows).repartition(3), columns="surface")).orderBy("doc_id").collect()
    assert [tuple(row) for row in found] == [
        (0, "error", '"text" is not UTF-8 at byte 0', 0),
        (1, "ok", None, 2000000),
        (2, "ok", None, 0),
        (3, "ok", None, 0),
        (4, "ok", None, 0),
        (5, "error", '"text" is null, which is no text', 0),
    ]
    assert len(before) == 2 and executors() == before


def test_what_is_wrong_shows_before_anything_runs(spark):
    from imena.spark import annotate

    df = spark.createDataFrame([(1, "Київ")], "id long, text string")
    with pytest.raises(ValueError, match="the DataFrame has no column 'body'; it has id, text"):
        annotate(df, text="body")
    with pytest.raises(ValueError, match="is Int64"):
        annotate(df, text="id")
    with pytest.raises(FileNotFoundError, match="nowhere.csv"):
        annotate(df, dictionaries="nowhere.csv")


def test_a_compiled_dictionary_is_sent_along(spark, tmp_path):
    import imena
    from imena.spark import annotate, mentions

    (tmp_path / "mine.csv").write_text("name,type\nНижні Млини,PLANT\n", "utf-8")
    imena.compile(tmp_path / "mine.csv", tmp_path / "sent.imena")
    spark.sparkContext.addFile(str(tmp_path / "sent.imena"))
    df = spark.createDataFrame([(1, "У Нижніх Млинах.")], "id long, text string")
    (row,) = mentions(annotate(df, dictionaries=["sent.imena"])).collect()
    assert (row.type, row.surface) == ("PLANT", "Нижніх Млинах")
