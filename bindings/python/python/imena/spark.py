"""Annotates a DataFrame of Spark, on all its machines.

``annotate`` gives a DataFrame with a row for each mention and one more for each document, so that nothing disappears silently:

========= ============================================== =========================================
column    row of a mention                               row of a document
========= ============================================== =========================================
doc_id    the id of its document, in the type that it has in the DataFrame
…         the columns of a mention                       null
status    null                                           ``ok`` or ``error``
error     null                                           what is wrong, else null
mentions  null                                           how many mentions there are
========= ============================================== =========================================

``mentions`` and ``documents`` take one half each. Written once with ``partitionBy("status")`` or cached, the work is done once.

Each Python worker opens one extractor and keeps it. Dictionaries are best compiled (``imena.compile``), so that opening takes a
millisecond and the workers of a machine share one copy in memory; a path that a worker does not have is looked for among the
files that were sent along with ``spark-submit --files`` or ``SparkContext.addFile``.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from ._imena import Extractor

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame

__all__ = ["annotate", "documents", "mentions"]

_extractors: dict[tuple[Any, ...], Extractor] = {}


def annotate(
    df: DataFrame,
    text: str = "text",
    id: str = "id",
    *,
    columns: str | Iterable[str] | None = None,
    **options: Any,
) -> DataFrame:
    """The mentions in the texts of ``df``, and a row for each document; see the module.

    ``text`` and ``id`` are columns of ``df``, ``columns`` those of a mention, and ``options`` what ``imena.Extractor`` takes. A Python
    worker has one thread unless ``threads`` says otherwise, since Spark starts one worker for each core.
    """
    from pyspark.sql.pandas.types import from_arrow_schema, to_arrow_schema

    options = {"threads": 1, **options}
    if isinstance(options.get("dictionaries"), (str, os.PathLike)):
        options["dictionaries"] = [options["dictionaries"]]
    options["dictionaries"] = [os.fspath(path) for path in options.get("dictionaries") or ()]
    columns = columns if columns is None or isinstance(columns, str) else list(columns)
    for column in (text, id):
        if column not in df.columns:
            raise ValueError(f"the DataFrame has no column {column!r}; it has {', '.join(df.columns)}")
    df = df.select(id, text) if id != text else df.select(text)
    request = {"text": text, "id": id, "columns": columns, "status": True}
    # What is wrong with options, columns and dictionaries shows here and not on the machines.
    schema = _annotated(to_arrow_schema(df.schema).empty_table(), request, options).schema

    def annotated(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            yield from _annotated(batch, request, options).to_batches()

    return df.mapInArrow(annotated, from_arrow_schema(schema))


def mentions(annotated: DataFrame) -> DataFrame:
    """The rows of the mentions."""
    return annotated.where("status is null").drop("status", "error", "mentions")


def documents(annotated: DataFrame) -> DataFrame:
    """The rows of the documents."""
    return annotated.where("status is not null").select("doc_id", "status", "error", "mentions")


def _annotated(batch: pa.RecordBatch | pa.Table, request: dict[str, Any], options: dict[str, Any]) -> pa.Table:
    import pyarrow as pa

    return pa.table(_extractor(options).annotate(batch, **request))


def _extractor(options: dict[str, Any]) -> Extractor:
    """The extractor of this process with these options."""
    key = tuple(sorted((name, repr(value)) for name, value in options.items()))
    if key not in _extractors:
        paths = [_local(path) for path in options["dictionaries"]]
        _extractors[key] = Extractor(**{**options, "dictionaries": paths})
    return _extractors[key]


def _local(path: str) -> str:
    """A path as this machine has it."""
    if os.path.exists(path):
        return path
    from pyspark import SparkFiles

    try:
        sent = SparkFiles.get(os.path.basename(path))
    except Exception:  # No SparkContext has been in this process.
        return path
    return sent if os.path.exists(sent) else path
