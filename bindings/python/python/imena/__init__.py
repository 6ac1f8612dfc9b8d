"""Finds people, places and organisations in Ukrainian and Russian text.

>>> import imena
>>> extractor = imena.Extractor()
>>> for mention in extractor.extract("Президент України зустрівся у Брюсселі з Марком Рютте."):
...     print(mention.surface, mention.type, mention.entity_id)
України LOC loc/ukraine
Брюсселі LOC loc/brussels
Марком Рютте PER per/rutte-mark

``Extractor.extract_batch`` takes many texts and ``Extractor.annotate`` tables (pyarrow, Polars, pandas, DuckDB); ``imena.spacy``
is a component for spaCy, and ``imena.spark`` annotates a DataFrame of Spark.
"""

from collections.abc import Sequence as _Sequence

from ._imena import (
    DictionaryError,
    Explanation,
    Extractor,
    Form,
    Mention,
    Mentions,
    MentionTable,
    __version__,
    compile,
    forms,
)

__all__ = [
    "DictionaryError",
    "Explanation",
    "Extractor",
    "Form",
    "Mention",
    "MentionTable",
    "Mentions",
    "__version__",
    "compile",
    "forms",
]

_Sequence.register(Mentions)
