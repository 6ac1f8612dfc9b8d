"""The peers in Python, for run.py: `peers.py DIR TEXT` prints a JSON object for each that is installed.

Seconds are those of the processor, not of the clock."""

import json
import re
import sys
import time

folder, text_path = sys.argv[1], sys.argv[2]
forms = open(f"{folder}/forms.txt", encoding="utf-8").read().split("\n")[:-1]
documents = open(text_path, encoding="utf-8").read().split("\n")[:-1]
ROUNDS = 2
RULER_FORMS = 30_000


def report(peer, build, find, forms=forms):
    """`find` takes all documents and gives the number of matches."""
    rounds, counts = [], set()
    for _ in range(ROUNDS):
        started = time.process_time()
        counts.add(find(documents))
        rounds.append(round(time.process_time() - started, 6))
    assert len(counts) == 1, f"{peer} gives other answers the second time"
    line = {"peer": peer, "build": round(build, 6), "rounds": rounds, "matches": counts.pop(), "forms": len(forms)}
    print(json.dumps(line), flush=True)


def timed(work):
    started = time.process_time()
    return work(), time.process_time() - started


def is_word(text, at):
    return 0 <= at < len(text) and (text[at].isalnum() or text[at] == "_")


def resolved(found):
    """How many are left when of overlapping ones the leftmost longest is kept."""
    count = free = 0
    for start, end in sorted(found, key=lambda f: (f[0], -f[1])):
        if start >= free:
            count, free = count + 1, end
    return count


def pyahocorasick():
    import ahocorasick

    def build():
        automaton = ahocorasick.Automaton(ahocorasick.STORE_LENGTH)
        for form in forms:
            automaton.add_word(form)
        automaton.make_automaton()
        return automaton

    automaton, built = timed(build)

    def find(text):
        found = ((end - length + 1, end + 1) for end, length in automaton.iter(text))
        return resolved(f for f in found if not is_word(text, f[0] - 1) and not is_word(text, f[1]))

    report("pyahocorasick", built, lambda documents: sum(map(find, documents)))


def flashtext():
    from flashtext import KeywordProcessor

    def build():
        processor = KeywordProcessor(case_sensitive=True)
        # By default only ASCII letters are letters.
        processor.set_non_word_boundaries(set(re.findall(r"\w", "".join(map(chr, range(0x530))))))
        processor.add_keywords_from_list(forms)
        return processor

    processor, built = timed(build)
    report("FlashText", built, lambda documents: sum(len(processor.extract_keywords(text)) for text in documents))


def phrase_matcher():
    import spacy
    from spacy.matcher import PhraseMatcher
    from spacy.util import filter_spans

    nlp = spacy.blank("xx")

    def build():
        matcher = PhraseMatcher(nlp.vocab)
        matcher.add("NAME", list(nlp.tokenizer.pipe(forms)))
        return matcher

    matcher, built = timed(build)
    pipe = nlp.tokenizer.pipe
    report(
        "spaCy PhraseMatcher",
        built,
        lambda documents: sum(len(filter_spans(matcher(doc, as_spans=True))) for doc in pipe(documents)),
    )


def entity_ruler():
    """With fewer forms, and imena's package with the same ones beside it: the whole extraction, to mentions in Python."""
    import imena
    import spacy

    few = forms[:: max(1, len(forms) // RULER_FORMS)][:RULER_FORMS]

    def build():
        nlp = spacy.blank("xx")
        nlp.add_pipe("entity_ruler").add_patterns([{"label": "LOC", "pattern": form} for form in few])
        return nlp

    nlp, built = timed(build)
    report("spaCy EntityRuler", built, lambda documents: sum(len(doc.ents) for doc in nlp.pipe(documents)), few)

    with open(f"{folder}/few.csv", "w", encoding="utf-8") as table:
        table.write("name,type,lang,inflect\n" + "".join(f"{form},LOC,uk,no\n" for form in few))
    imena.compile(f"{folder}/few.csv", f"{folder}/few.imena")
    options = {"default_dictionary": False, "threads": 1}
    extractor, built = timed(lambda: imena.Extractor(f"{folder}/few.imena", **options))

    def find(documents):
        return sum(m.rule == "dictionary" for mentions in extractor.extract_batch(documents) for m in mentions)

    report("imena for Python", built, find, few)


for peer in (pyahocorasick, flashtext, phrase_matcher, entity_ruler):
    try:
        peer()
    except ImportError as error:
        print(f"left out: {error}", file=sys.stderr)
