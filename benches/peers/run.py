#!/usr/bin/env python3
"""Compares imena's matcher with others on the same forms and text in one go, and records the figures.

    python3 benches/peers/run.py [--forms 100000] [--megabytes 4] [--names embedded] [--text FILE] [--venv DIR]

Needs cargo, Python and GNU grep. The peers in Python, matplotlib and this package are installed into a virtual environment under
benches/peers/work, unless --venv names one that has them. Names and text are made, --names embedded takes real ones, --text a text of
your own, a document a line. Writes peers.json (machine, commit, all rounds), peers.md and peers.svg into benches/record.
"""

import argparse
import json
import os
import platform
import resource
import shutil
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
WORK = HERE / "work"
PACKAGES = ["pyahocorasick", "flashtext", "spacy>=3.5", "matplotlib", str(ROOT / "bindings" / "python")]
OURS = "imena (compiled file)"


def output(*command, **options):
    return subprocess.run([str(c) for c in command], check=True, text=True, stdout=subprocess.PIPE, **options).stdout


def objects(text):
    return [json.loads(line) for line in text.splitlines()]


def grep(text):
    """The time holds the reading of the forms, which an empty text tells, and which many copies of the text make small."""
    if shutil.which("grep") is None:
        print("left out: grep is not installed", file=sys.stderr)
        return []
    command, copies = ["grep", "-F", "-o", "-w", "-h", "-f", str(WORK / "forms.txt")], 16
    # Only in UTF-8 are Cyrillic letters letters.
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}

    def spent():
        usage = resource.getrusage(resource.RUSAGE_CHILDREN)
        return usage.ru_utime + usage.ru_stime

    def run(files):
        started = spent()
        lines = subprocess.run([*command, *map(str, files)], stdout=subprocess.PIPE, env=environment).stdout.count(b"\n")
        return spent() - started, lines

    empty = WORK / "empty.txt"
    empty.write_text("\n")
    build = min(run([empty])[0] for _ in range(3))
    rounds = [run([text] * copies) for _ in range(3)]
    seconds = [round((seconds - build) / copies, 6) for seconds, _ in rounds]
    return [{"peer": "GNU grep -F -o -w", "build": round(build, 6), "rounds": seconds, "matches": rounds[0][1] // copies}]


def python(venv):
    if venv is None:
        venv = WORK / "venv"
        if not venv.exists():
            subprocess.run([sys.executable, "-m", "venv", str(venv)], check=True)
            subprocess.run([str(venv / "bin" / "pip"), "install", "-q", *PACKAGES], check=True)
    return Path(venv) / "bin" / "python"


def machine():
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
        cpu = next(line.split(":", 1)[1].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        cpu = platform.processor() or platform.machine()
    return f"{cpu}, {os.cpu_count()} cores, {platform.system()}"


def counted(peers, put_in, is_made):
    """Holds the counts to each other; a peer with other answers says by how much they differ."""
    ours = [p["matches"] for p in peers if p["peer"].startswith("imena (")]
    assert len(set(ours)) == 1, f"imena's two ways differ: {ours}"
    if is_made:
        assert ours[0] == put_in, f"{put_in} names were put in, {ours[0]} are found"
    few = [p["matches"] for p in peers if p["peer"] == "imena for Python"]
    for p in peers:
        wanted = ours[0] if p["forms"] == peers[0]["forms"] else few[0]
        p["differs"] = 0 if p["peer"] == "UTF-8 validation" else p["matches"] - wanted


def markdown(record):
    lines = [
        "# imena and its peers",
        "",
        f"One thread, {record['forms']:,} forms ({record['names']} names), {record['bytes'] / 1e6:.1f} MB of UTF-8 "
        f"({record['text']} text, {record['matches']:,} names in it), {record['machine']}, load {record['load']}, commit {record['commit']}, profile {record['profile']}, "
        f"{record['date']}; written by `benches/peers/run.py`. Seconds are those of the processor. Each finds whole words and keeps the leftmost longest of what "
        "overlaps. The fastest round counts; *spread* is how much longer the slowest took; validation took "
        f"{record['drift']:+.0%} at the end of what it took at the beginning.",
        "",
        "![Megabytes a second, on a logarithmic scale](peers.svg)",
        "",
        "| matcher | MB/s | time, imena = 1 | spread | to be ready, s | answers |",
        "|---|---|---|---|---|---|",
    ]
    for p in record["peers"]:
        answers = "the same" if p["differs"] == 0 else f"{p['differs']:+,}"
        answers = "" if p["peer"] == "UTF-8 validation" else answers
        name = p["peer"] if p["forms"] == record["forms"] else f"{p['peer']} ({p['forms']:,} forms)"
        lines.append(
            f"| {name} | {p['mb_per_second']:g} | {p['ratio']:g} | {p['spread']:.0%} | {p['build']:.2g} | {answers} |"
        )
    ruler, ours = (next((p for p in record["peers"] if p["peer"] == n), None) for n in ("spaCy EntityRuler", "imena for Python"))
    lines += [
        "",
        "imena's matcher folds spelling (apostrophes, stress marks, capitals) and cuts words and sentences in that time, the others compare "
        "bytes or characters. *imena for Python* is the whole extraction, to objects in Python.",
    ]
    if ruler and ours:
        lines += [
            "",
            f"Against the EntityRuler with the same {ruler['forms']:,} names the package takes 1/{ruler['best'] / ours['best']:.0f} of "
            f"the time for the texts, and 1/{ruler['build'] / ours['build']:,.0f} to be ready.",
        ]
    return "\n".join(lines) + "\n"


CHART = """
import json, sys
import matplotlib
matplotlib.use("svg")
matplotlib.rcParams.update({"svg.fonttype": "none", "svg.hashsalt": "imena", "font.size": 10})
import matplotlib.pyplot as plt
record = json.load(open(sys.argv[1], encoding="utf-8"))
peers = record["peers"][::-1]
figure, axes = plt.subplots(figsize=(8, 0.34 * len(peers) + 0.9), layout="constrained")
colours = ["#1f6feb" if p["peer"].startswith("imena") else "#9aa4b2" for p in peers]
bars = axes.barh([p["peer"] for p in peers], [p["mb_per_second"] for p in peers], color=colours)
axes.bar_label(bars, [f"{p['mb_per_second']:g}" for p in peers], padding=4)
axes.set_xscale("log")
axes.set_xlabel("MB of UTF-8 a second, logarithmic")
axes.spines[["top", "right"]].set_visible(False)
axes.margins(x=0.15)
figure.savefig(sys.argv[2], metadata={"Date": None})
"""


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--forms", type=int, default=100_000)
    parser.add_argument("--megabytes", type=int, default=4)
    parser.add_argument("--names", choices=["made", "embedded"], default="made")
    parser.add_argument("--text", type=Path)
    parser.add_argument("--venv", type=Path)
    parser.add_argument("--profile", default="release", help="of cargo; default: release")
    parser.add_argument("--output", type=Path, default=ROOT / "benches" / "record")
    o = parser.parse_args()
    WORK.mkdir(exist_ok=True)
    interpreter = python(o.venv)
    build = ["cargo", "build", "-p", "imena-peers", "--profile", o.profile, "--message-format", "json"]
    built = [a for a in objects(output(*build, cwd=ROOT)) if a.get("executable")]
    binary = built[-1]["executable"]
    (made,) = objects(output(binary, "make", o.names, o.forms, o.megabytes * 1_000_000, WORK))
    text = o.text or WORK / "text.txt"
    load = round(os.getloadavg()[0], 1)
    peers = objects(output(binary, "run", WORK, text))
    again = peers.pop()
    peers += grep(text)
    for p in peers:
        p["forms"] = made["forms"]
    peers += objects(output(interpreter, HERE / "peers.py", WORK, text))
    counted(peers, made["put_in"], is_made=o.text is None and o.names == "made")
    size = text.stat().st_size
    for p in peers:
        p["best"] = min(p["rounds"])
        p["spread"] = max(p["rounds"]) / p["best"] - 1
        p["mb_per_second"] = float(f"{size / 1e6 / p['best']:.3g}")
    ours = next(p for p in peers if p["peer"] == OURS)
    for p in peers:
        p["ratio"] = float(f"{p['best'] / ours['best']:.3g}")
    validation = next(p for p in peers if p["peer"] == "UTF-8 validation")
    peers.sort(key=lambda p: p["best"])
    record = {
        "date": time.strftime("%Y-%m-%d"),
        "commit": output("git", "-C", ROOT, "rev-parse", "--short", "HEAD").strip(),
        "machine": machine(),
        "load": load,
        "profile": o.profile,
        "names": o.names,
        "text": "made" if o.text is None else "your own",
        "bytes": size,
        "forms": made["forms"],
        "matches": ours["matches"],
        "drift": min(again["rounds"]) / validation["best"] - 1,
        "peers": peers,
    }
    o.output.mkdir(parents=True, exist_ok=True)
    (o.output / "peers.json").write_text(json.dumps(record, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    (o.output / "peers.md").write_text(markdown(record), encoding="utf-8")
    subprocess.run([str(interpreter), "-c", CHART, str(o.output / "peers.json"), str(o.output / "peers.svg")], check=True)
    print(markdown(record), end="")


if __name__ == "__main__":
    main()
