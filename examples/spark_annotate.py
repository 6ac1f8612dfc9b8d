#!/usr/bin/env python3
"""Finds people, places and organisations in the texts of JSON Lines, CSV or Parquet files, on all machines of a Spark cluster.

    spark-submit spark_annotate.py news.jsonl mentions                     # Parquet
    spark-submit spark_annotate.py 'news/*.parquet' mentions --format csv --id-field url --text-field body

OUTPUT becomes a folder with two parts, written in one go: `kind=mention` has a row for each mention, `kind=document` one for each
document with its `status` (`ok` or `error`), `error` (what is wrong) and `mentions` (how many there are). No document is missing
there, and a program that reads OUTPUT as a whole sees `kind` as a column. Spark keeps to no order; sort by `doc_id` and `start`.
A record that can't be read at all has null for its id. Exit codes: 0 done, 1 some texts can't be read, 2 wrong usage, or a file
that can't be read or written.

docs/scale.md in the repository tells how the package and dictionaries reach the machines, and how to cut the work.
"""

import argparse
import sys
from pathlib import PurePosixPath

from pyspark.errors import PySparkException
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql.functions import concat_ws, expr

from imena import DictionaryError
from imena.spark import annotate

READERS = {".jsonl": "json", ".json": "json", ".ndjson": "json", ".csv": "csv", ".parquet": "parquet"}
# As in RFC 4180, which is what `imena annotate` reads and writes: quotes are doubled, line breaks stand in them, spaces stay.
RFC_4180 = {"header": True, "escape": '"', "ignoreLeadingWhiteSpace": False, "ignoreTrailingWhiteSpace": False}


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("input", nargs="+", help="files, folders or patterns, as Spark takes them")
    parser.add_argument("output", help="a folder that does not exist yet")
    parser.add_argument("--id-field", default="id", help="default: id")
    parser.add_argument("--text-field", default="text", help="default: text")
    parser.add_argument("--input-format", choices=sorted(set(READERS.values())), help="default: by the name of the first input")
    parser.add_argument("--format", choices=["parquet", "csv"], default="parquet", help="of OUTPUT; default: parquet")
    parser.add_argument("--columns", help="columns of a mention, as in `imena annotate --columns`")
    parser.add_argument("--types", help="only mentions of these types: PER,LOC")
    parser.add_argument("--dictionary", action="append", default=[], help="beside the embedded ones; may be named several times")
    parser.add_argument("--no-default-dictionary", action="store_true", help="leave the embedded ones out")
    parser.add_argument("--partitions", type=int, help="cut the texts into so many tasks; default: as the files are cut")
    parser.add_argument("--overwrite", action="store_true", help="replace OUTPUT if it exists")
    return parser.parse_args()


def texts(spark: SparkSession, form: str, o: argparse.Namespace) -> DataFrame:
    if form == "json":
        # A schema spares Spark a reading of everything, and makes a number that is an id a string.
        return spark.read.schema(f"`{o.id_field}` string, `{o.text_field}` string").json(o.input)
    if form == "csv":
        return spark.read.csv(o.input, multiLine=True, **RFC_4180)
    return spark.read.parquet(*o.input)


def guessed(path: str) -> str:
    for ending in PurePosixPath(path).suffixes[::-1]:
        if ending.lower() in READERS:
            return READERS[ending.lower()]
    raise ValueError(f"{path!r} does not tell its format by its name; use --input-format json, csv or parquet")


def main() -> int:
    o = options()
    form = o.input_format or guessed(o.input[0])
    spark = SparkSession.builder.appName("imena").getOrCreate()
    df = texts(spark, form, o)
    if o.partitions:
        df = df.repartition(o.partitions)
    extractor = {"dictionaries": o.dictionary, "default_dictionary": not o.no_default_dictionary, "types": o.types}
    found = annotate(df, o.text_field, o.id_field, columns=o.columns, **extractor)
    found = found.withColumn("kind", expr("if(status is null, 'mention', 'document')"))
    if o.format == "csv" and "alternatives" in found.columns:
        found = found.withColumn("alternatives", concat_ws("|", "alternatives"))
    writer = found.write.partitionBy("kind").mode("overwrite" if o.overwrite else "error")
    if o.format == "csv":
        writer.csv(o.output, emptyValue="", **RFC_4180)
        written = spark.read.csv(o.output, schema=found.schema, multiLine=True, **RFC_4180)
    else:
        writer.parquet(o.output)
        written = spark.read.parquet(o.output)

    counts = written.where("kind = 'document'").groupBy("status").agg(expr("count(*)"), expr("sum(mentions)")).collect()
    documents = {status: count for status, count, _ in counts}
    mentions = sum(found for _, _, found in counts)
    errors = documents.get("error", 0)
    print(f"{sum(documents.values())} documents, {mentions} mentions, {errors} errors", file=sys.stderr)
    return 1 if errors else 0


if __name__ == "__main__":
    try:
        code = main()
    except (DictionaryError, OSError, ValueError, PySparkException) as error:
        print(f"error: {error}", file=sys.stderr)
        code = 2
    sys.exit(code)
