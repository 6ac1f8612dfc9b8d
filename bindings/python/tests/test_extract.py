import csv
import io
import pickle
import signal
import subprocess
import sys
import threading
import time

import pytest

import imena

from conftest import ROOT


def test_offsets_are_code_points(extractor):
    text = "🇺🇦 e\u0301 У Мін’юсті, 😀 потім у Києві."
    mentions = extractor.extract(text)
    assert [text[m.start : m.end] for m in mentions] == [m.surface for m in mentions] == ["Мін’юсті", "Києві"]


def test_the_examples_give_what_the_command_line_tool_gives(extractor, texts, program):
    rows = list(csv.DictReader(io.StringIO(program("annotate", "examples", cwd=ROOT))))
    assert len(rows) > 150
    found = [
        {
            "doc_id": name,
            **{key: str(value) for key, value in mention.as_dict().items() if key in rows[0]},
            "lang": mention.lang or "",
            "alternatives": "|".join(mention.alternatives),
        }
        for name, text in texts.items()
        for mention in extractor.extract(text)
    ]
    assert found == rows


def test_a_batch_gives_what_single_texts_give(extractor, texts):
    many = list(texts.values()) * 50
    alone = [list(extractor.extract(text)) for text in many]
    assert [list(mentions) for mentions in extractor.extract_batch(iter(many))] == alone
    assert [list(m) for m in imena.Extractor(threads=1).extract_batch(many)] == alone
    assert extractor.extract_batch([]) == []


def test_mentions_are_a_sequence(extractor):
    mentions = extractor.extract("Київ, Львів, Одеса.")
    assert [m.surface for m in mentions] == ["Київ", "Львів", "Одеса"]
    assert mentions[-1] == mentions[2] and mentions[0] != mentions[1] and len({*mentions, mentions[0]}) == 3
    assert [m.surface for m in mentions[1:]] == ["Львів", "Одеса"]
    assert mentions.text == "Київ, Львів, Одеса."
    assert repr(mentions[1]) == "<Mention 'Львів' LOC loc/lviv [6:11]>"
    for wrong in (3, -4):
        with pytest.raises(IndexError):
            mentions[wrong]


def test_attributes(extractor):
    (mention,) = extractor.extract("Засідання у Мін’юсті.")
    assert mention.as_dict() == {
        "start": 12,
        "end": 20,
        "surface": "Мін’юсті",
        "type": "ORG",
        "entity_id": "org/minyust-ua",
        "canonical": "Міністерство юстиції України",
        "lang": "uk",
        "rule": "dictionary",
        "alternatives": [],
        "lemma": "Мін'юст",
        "case": "Loc",
        "number": "sg",
        "gender": "m",
        "confidence": mention.confidence,
        "dictionary": "organisations_ukraine.csv",
    }
    assert 0 < mention.confidence <= 1
    (kyiv,) = extractor.extract("У Києві.")
    assert kyiv.extra["country"] == "UA"


def test_a_notebook_shows_the_text(extractor):
    html = extractor.extract('<b>Київ</b> & "Львів"')._repr_html_()
    assert "&lt;b&gt;<mark" in html and ">Київ <small" in html and "&lt;/b&gt; &amp; &quot;<mark" in html
    long = extractor.extract("Київ. " * 10_000)._repr_html_()
    assert len(long) < 2_000_000 and "(40000 more characters)" in long


def test_options(tmp_path):
    mine = tmp_path / "mine.csv"
    mine.write_text("name,type\nНижні Млини,PLANT\nКиїв,BRAND\n", "utf-8")
    text = "Біля Нижніх Млинів у Києві бачили Макрона."
    extractor = imena.Extractor(mine)
    assert [m.type for m in extractor.extract(text)] == ["PLANT", "BRAND", "PER"]
    assert [m.type for m in imena.Extractor([str(mine)], types=["PER", "PLANT"]).extract(text)] == ["PLANT", "PER"]
    assert [m.type for m in imena.Extractor(mine, types="PER").extract(text)] == ["PER"]
    alone = imena.Extractor(mine, default_dictionary=False)
    assert "BRAND" in [m.type for m in alone.extract(text)]
    longest, everything = (imena.Extractor(overlaps=o).extract("Міністерство юстиції України") for o in ("longest", "all"))
    assert len(everything) > len(longest) == 1
    again = pickle.loads(pickle.dumps(extractor))
    assert list(again.extract(text)) == list(extractor.extract(text))


def test_a_compiled_dictionary(tmp_path):
    mine, compiled = tmp_path / "mine.csv", tmp_path / "mine.imena"
    mine.write_text("name,type\nНижні Млини,PLANT\n", "utf-8")
    imena.compile(mine, compiled)
    assert [m.type for m in imena.Extractor(compiled).extract("У Нижніх Млинах.")] == ["PLANT"]


def test_explain(extractor, program):
    text = "Віра допомогла. Тому Віра Іваненко у Мін’юсті."
    explanations = extractor.explain(text)
    assert "\n".join(map(str, explanations)) + "\n" == program("explain", text)
    assert {e.accepted for e in explanations} == {True, False}
    last = explanations[-1]
    assert (last.mention.start, last.entry, last.folds) == (37, "Мін'юст", ["apostrophe"])


def test_forms():
    forms = imena.forms("Ніс", "surname", lang="uk")
    assert [f.text for f in forms if (f.case, f.number, f.gender) == ("Dat", "sg", "m")] == ["Носові", "Носу"]
    assert {f.lang for f in imena.forms("Марс", "LOC")} == {"uk", "ru"}
    with pytest.raises(imena.DictionaryError, match='known: uk, ru, en'):
        imena.forms("Київ", "LOC", lang="ua")


def test_a_text_of_several_parts(extractor, program):
    text = "".join(f"Розділ {i}. 😀 Тарас Шевченко жив у Києві.\n\n" for i in range(30_000))
    found = [(m.start, m.end, m.surface) for m in extractor.extract(text)]
    assert all(text[start:end] == surface for start, end, surface in found)
    rows = csv.DictReader(io.StringIO(program("annotate", "--columns", "start,end,surface", input=text.encode())))
    assert found == [(int(r["start"]), int(r["end"]), r["surface"]) for r in rows]


@pytest.mark.parametrize(
    "wrong, message",
    [
        (None, "text must be a str, not NoneType; missing values are no texts"),
        (float("nan"), r"text must be a str, not float \(nan\); missing"),
        (7, r"text must be a str, not int \(7\)"),
        ("Київ".encode(), "text must be a str, not bytes; decode it first"),
        (["Київ"], "text must be a str, not list"),
    ],
)
def test_what_is_no_text(extractor, wrong, message):
    for call in (extractor.extract, extractor.explain):
        with pytest.raises(TypeError, match=message):
            call(wrong)
    with pytest.raises(TypeError, match=message.replace("text ", r"texts\[1\] ", 1)):
        extractor.extract_batch(["Київ", wrong])


def test_half_a_surrogate_pair(extractor):
    with pytest.raises(ValueError, match="text has half a surrogate pair"):
        extractor.extract("Київ \ud83d і")
    with pytest.raises(ValueError, match=r"texts\[2\] has half"):
        extractor.extract_batch(["", "", "\udc00"])
    mended = "Київ \ud83d і".encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    assert len(extractor.extract(mended)) == 1


def test_one_text_is_no_batch(extractor):
    with pytest.raises(TypeError, match="texts is one str; give a list"):
        extractor.extract_batch("Київ")
    with pytest.raises(TypeError):
        extractor.extract_batch(7)


def test_wrong_options(tmp_path):
    with pytest.raises(FileNotFoundError, match="can't read nowhere.csv"):
        imena.Extractor(["nowhere.csv"])
    with pytest.raises(ValueError, match="leaves no dictionary at all"):
        imena.Extractor(default_dictionary=False)
    for options in ({"lang": "ua"}, {"lang": "en"}, {"overlaps": "none"}, {"threads": 0}):
        with pytest.raises(ValueError, match=next(iter(options))):
            imena.Extractor(**options)
    for options in ({"dictionaries": 7}, {"dictionaries": [7]}, {"types": [1]}):
        with pytest.raises(TypeError, match=f"{next(iter(options))} must be .*, not <class 'int'>"):
            imena.Extractor(**options)
    faulty = tmp_path / "faulty.csv"
    faulty.write_text("name,type\nКиїв,\n,LOC\n", "utf-8")
    with pytest.raises(imena.DictionaryError) as error:
        imena.Extractor(faulty)
    assert str(error.value).count("faulty.csv:") == 2
    other = tmp_path / "other.imena"
    other.write_bytes(b"imena\x1a\r\n" + b"\x63" * 1000)
    with pytest.raises(imena.DictionaryError, match="other.imena"):
        imena.Extractor(other)
    with pytest.raises(OSError):
        imena.compile([], tmp_path)


def test_other_threads_go_on(extractor, texts):
    """The interpreter's lock is released: Python counts on while a text is read."""
    text = "\n\n".join(texts.values()) * 100
    counted, done = 0, threading.Event()
    worker = threading.Thread(target=lambda: (extractor.extract(text), done.set()))
    worker.start()
    while not done.is_set():
        counted += 1
        time.sleep(0)
    worker.join()
    assert counted > 50


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGINT to send")
def test_ctrl_c_ends_a_batch():
    script = (
        "import imena, sys\n"
        "texts = ['Тарас Шевченко жив у Києві. ' * 300] * 100000\n"
        "extractor = imena.Extractor()\n"
        "print('begun', flush=True)\n"
        "extractor.extract_batch(texts)\n"
    )
    process = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout.readline() == "begun\n"
    time.sleep(0.5)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=20)
    assert "KeyboardInterrupt" in errors and process.returncode != 0
