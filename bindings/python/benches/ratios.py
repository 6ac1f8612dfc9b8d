#!/usr/bin/env python3
"""How much slower Python is than the command line tool and the library, on the same texts in one run.

    python bindings/python/benches/ratios.py PROGRAM [--text FILE.jsonl] [--megabytes 8] [--rounds 7] [--spark] [-o RECORD.json]

PROGRAM is the command line tool, built with the same profile as the package; the package and pyarrow must be installed (pyspark and
Java for --spark). --text is JSON Lines with `id` and `text`; by default sentences of `examples/` are shuffled into texts of 2 KB.
Everything takes its turn once a round on one thread, and the round that took the least counts. Seconds are those of a processor, not of
the clock, so that what else runs on the machine disturbs little (`wall` beside them are those of the clock); `spread` tells how much
longer the middle round took. Only `imena bench`, and what is compared with it, goes by the clock: believe it on an idle machine.
"""

import argparse
import csv
import json
import os
import random
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pyarrow as pa

import imena

ROOT = Path(__file__).resolve().parents[3]
SIZE = 2048
START = """
import time
started = time.process_time()
import imena
imported = time.process_time()
imena.Extractor()
print(imported - started, time.process_time() - started)
"""


def texts_of_examples(size):
    """Texts of about 2 KB, the same at every run."""
    paragraphs = [p for f in sorted((ROOT / "examples").glob("*.txt")) for p in f.read_text("utf-8").split("\n\n")]
    sentences = [s for p in paragraphs for s in re.findall(r"\S[^.!?]*(?:[.!?]+|$)", p) if len(s) > 20]
    dice, texts, made = random.Random(1), [], 0
    while made < size:
        text, length = [], 0
        while length < SIZE:
            text.append(dice.choice(sentences))
            length += len(text[-1].encode()) + 1
        texts.append(" ".join(text))
        made += length
    return texts


def timed(work, clock=time.process_time):
    """Seconds of a processor, seconds of the clock, result."""
    started, wall = clock(), time.perf_counter()
    result = work()
    return clock() - started, time.perf_counter() - wall, result


def of_children():
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def of_descendants():
    """Of all processes that this one has started, and those that they have started: Linux alone tells it."""
    parent, ticks = {}, {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        pid = int(stat.parent.name)
        parent[pid], ticks[pid] = int(fields[1]), sum(map(int, fields[11:15]))

    def is_ours(pid):
        while pid in parent and pid != os.getpid():
            pid = parent[pid]
        return pid == os.getpid()

    return sum(ticks[pid] for pid in ticks if is_ours(pid)) / os.sysconf("SC_CLK_TCK")


def library(program, file):
    """Seconds of the steps in the library."""
    command = [program, "bench", file, "--id-field", "id", "--repeat", "1", "--with-threads", "1", "--format", "json"]
    lines = map(json.loads, subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout.splitlines())
    return {line["step"]: line["seconds"] for line in lines}


def rounds_of(program, texts, file, count):
    """Seconds of a processor and of the clock in every round, by what was measured; and how many mentions there are."""
    table = pa.table({"id": [str(i) for i in range(len(texts))], "text": texts})
    extractor, counts = imena.Extractor(threads=1), set()
    written = file.with_suffix(".csv")
    tool = [program, "annotate", file, "--id-field", "id", "--threads", "1", "--quiet", "-o", written]
    ways = {
        "command line: annotate": lambda: subprocess.run(tool, check=True),
        "annotate": lambda: len(extractor.annotate(table)),
        "extract_batch": lambda: sum(map(len, extractor.extract_batch(texts))),
        "extract": lambda: sum(len(extractor.extract(text)) for text in texts),
    }
    cpu, wall = {name: [] for name in ways}, {name: [] for name in ways}
    for _ in range(count):
        for name, way in ways.items():
            clock = of_children if name.startswith("command line") else time.process_time
            spent, passed, found = timed(way, clock)
            cpu[name].append(spent)
            wall[name].append(passed)
            counts |= {found} if isinstance(found, int) else set()
        steps = library(program, file)
        wall.setdefault("library: validate", []).append(steps["validate"])
        wall.setdefault("library: extract", []).append(steps["fold"] + steps["find"] + steps["compose and link"])
        wall.setdefault("library: whole path", []).append(steps["whole path"])
    with written.open(encoding="utf-8", newline="") as rows:
        counts.add(sum(1 for _ in csv.reader(rows)) - 1)
    assert len(counts) == 1, f"the ways give different numbers of mentions: {counts}"
    return cpu, wall, counts.pop()


def starts(count):
    """Milliseconds of an import, and of that with a first extractor, each in a new interpreter."""
    runs = [subprocess.run([sys.executable, "-c", START], check=True, stdout=subprocess.PIPE, text=True).stdout.split() for _ in range(count)]
    return [[round(float(run[i]) * 1000, 2) for run in runs] for i in (0, 1)]


def spark(texts, megabytes, count):
    """Seconds of an identity and of `annotate` over the same rows on two executors."""
    os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    import pyarrow.parquet as pq
    from pyspark.sql import SparkSession

    from imena.spark import annotate

    builder = SparkSession.builder.master("local-cluster[2,1,1024]")
    for setting in ("spark.ui.enabled", "spark.ui.showConsoleProgress"):
        builder = builder.config(setting, "false")
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    with tempfile.TemporaryDirectory() as folder:
        copies = max(1, megabytes * 1_000_000 // sum(len(t.encode()) for t in texts))
        many = texts * copies
        pq.write_table(pa.table({"id": list(range(len(many))), "text": many}), f"{folder}/texts.parquet", row_group_size=2000)
        df = session.read.parquet(f"{folder}/texts.parquet").repartition(8).cache()
        df.count()
        ways = {"identity": df.mapInArrow(lambda batches: batches, df.schema), "annotate": annotate(df)}
        seconds = {name: {"cpu": [], "wall": []} for name in ways}
        for _ in range(count):
            for name, way in ways.items():
                spent, passed, _ = timed(lambda: way.write.format("noop").mode("overwrite").save(), of_descendants)
                seconds[name]["cpu"].append(round(spent, 2))
                seconds[name]["wall"].append(round(passed, 2))
    session.stop()
    return seconds


def machine():
    lines = Path("/proc/cpuinfo").read_text().splitlines() if Path("/proc/cpuinfo").exists() else []
    cpu = next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), "unknown processor")
    return f"{cpu}, {os.cpu_count()} cores, Python {sys.version.split()[0]}"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program", type=Path)
    parser.add_argument("--text", type=Path)
    parser.add_argument("--megabytes", type=int, default=8)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--spark", action="store_true")
    parser.add_argument("-o", "--output", type=Path)
    o = parser.parse_args()
    if o.text:
        texts = [json.loads(line)["text"] for line in o.text.read_text("utf-8").splitlines()]
    else:
        texts = texts_of_examples(o.megabytes * 1_000_000)
    size = sum(len(text.encode()) for text in texts)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "texts.jsonl"
        with file.open("w", encoding="utf-8") as out:
            out.writelines(json.dumps({"id": str(i), "text": t}, ensure_ascii=False) + "\n" for i, t in enumerate(texts))
        cpu, wall, mentions = rounds_of(o.program.resolve(), texts, file, o.rounds)
    best = {name: min(values) for name, values in cpu.items()}
    clock = {name: min(values) for name, values in wall.items()}
    imported, first = starts(max(o.rounds, 9))
    above = (clock["extract"] - clock["library: extract"]) / len(texts) * 1e6
    ratios = {
        "annotate: speed, command line = 1 (goal .8)": best["command line: annotate"] / best["annotate"],
        "extract_batch: speed, command line = 1 (goal .5)": best["command line: annotate"] / best["extract_batch"],
        "by the clock: annotate, library's whole path = 1": clock["library: whole path"] / clock["annotate"],
        f"by the clock: extract, µs above the library's for {size // len(texts)} bytes (goal 30)": above,
        "import, ms": min(imported),
        "import and first extractor, ms (goal 50)": min(first),
    }
    record = {
        "date": time.strftime("%Y-%m-%d"),
        "commit": subprocess.run(["git", "-C", ROOT, "rev-parse", "--short", "HEAD"], stdout=subprocess.PIPE, text=True).stdout.strip(),
        "machine": machine(),
        "load": os.getloadavg()[0],
        "text": "your own" if o.text else "sentences of examples/, shuffled",
        "bytes": size,
        "documents": len(texts),
        "mentions": mentions,
        "mb_per_second": {name: round(size / 1e6 / value, 2) for name, value in best.items()},
        "spread": {name: round(statistics.median(v) / min(v) - 1, 3) for name, v in cpu.items()},
        "cpu": {name: [round(v, 3) for v in values] for name, values in cpu.items()},
        "wall": {name: [round(v, 3) for v in values] for name, values in wall.items()},
        "starts_ms": {"import": imported, "import and extractor": first},
    }
    if o.spark:
        record["spark"] = spark(texts, 50, 4)
        identity, annotated = (min(record["spark"][name]["cpu"]) for name in ("identity", "annotate"))
        ratios["spark: what tagging adds, identity = 1 (goal .5)"] = annotated / identity - 1
    record["ratios"] = {name: round(value, 3) for name, value in ratios.items()}
    written = json.dumps(record, ensure_ascii=False, indent=1) + "\n"
    if o.output:
        o.output.write_text(written, encoding="utf-8")
    for name, value in record["ratios"].items():
        print(f"{value:10.3f}  {name}")
    if o.output is None:
        print(written, end="")


if __name__ == "__main__":
    main()
