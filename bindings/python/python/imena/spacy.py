"""A component for spaCy: ``nlp.add_pipe("imena")``, no import needed.

>>> import spacy
>>> nlp = spacy.blank("uk")
>>> _ = nlp.add_pipe("imena")
>>> doc = nlp("Президент зустрівся у Брюсселі з Марком Рютте.")
>>> [(ent.text, ent.label_, ent.kb_id_) for ent in doc.ents]
[('Брюсселі', 'LOC', 'loc/brussels'), ('Марком Рютте', 'PER', 'per/rutte-mark')]
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import filter_spans, minibatch

from ._imena import Extractor, Mentions


class Imena:
    """Sets ``doc.ents`` with ``label_`` and ``kb_id_``.

    spaCy's entities are made of whole tokens: one of which a mention is a part (*м.Київ* without a space) is taken whole.
    Entities that are there already stay, and win over a mention that overlaps them, unless ``overwrite_ents`` is true.
    """

    def __init__(self, extractor: Extractor, overwrite_ents: bool = False) -> None:
        self.extractor = extractor
        self.overwrite_ents = overwrite_ents

    def __call__(self, doc: Doc) -> Doc:
        return self._set(doc, self.extractor.extract(doc.text))

    def pipe(self, stream: Iterable[Doc], batch_size: int = 256) -> Iterator[Doc]:
        """Annotates batches of documents on all threads."""
        for docs in minibatch(stream, batch_size):
            batch = list(docs)
            for doc, mentions in zip(batch, self.extractor.extract_batch([doc.text for doc in batch])):
                yield self._set(doc, mentions)

    def _set(self, doc: Doc, mentions: Mentions) -> Doc:
        spans = (
            doc.char_span(m.start, m.end, label=m.type, kb_id=m.entity_id, alignment_mode="expand") for m in mentions
        )
        found: list[Span] = [span for span in spans if span is not None]
        if not self.overwrite_ents and doc.ents:
            taken = {token.i for ent in doc.ents for token in ent}
            found = [*doc.ents, *(span for span in found if not any(token.i in taken for token in span))]
        doc.ents = tuple(filter_spans(found))
        return doc


@Language.factory(
    "imena",
    default_config={
        "dictionaries": [],
        "default_dictionary": True,
        "types": None,
        "threads": None,
        "memory": True,
        "lang": None,
        "overwrite_ents": False,
    },
    assigns=["doc.ents", "token.ent_iob", "token.ent_type", "token.ent_kb_id"],
)
def create(
    nlp: Language,
    name: str,
    dictionaries: list[str],
    default_dictionary: bool,
    types: list[str] | None,
    threads: int | None,
    memory: bool,
    lang: str | None,
    overwrite_ents: bool,
) -> Imena:
    """Makes the component; the options are those of ``imena.Extractor``."""
    options: dict[str, Any] = dict(types=types, threads=threads, memory=memory, lang=lang)
    return Imena(Extractor(dictionaries, default_dictionary=default_dictionary, **options), overwrite_ents)
