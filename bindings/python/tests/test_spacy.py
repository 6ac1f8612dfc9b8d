import pytest

spacy = pytest.importorskip("spacy")

UK = "Президент зустрівся у Брюсселі з Марком Рютте. Засідання у Мін’юсті."
RU = "По словам Пескова, Путин говорил в Кремле."


@pytest.mark.parametrize(
    "lang, text, expected",
    [
        (
            "uk",
            UK,
            [
                ("Брюсселі", "LOC", "loc/brussels"),
                ("Марком Рютте", "PER", "per/rutte-mark"),
                ("Мін’юсті", "ORG", "org/minyust-ua"),
            ],
        ),
        (
            "ru",
            RU,
            [
                ("Пескова", "PER", "per/peskov-dmitry"),
                ("Путин", "PER", "per/putin-vladimir"),
                ("Кремле", "LOC", "loc/kremlin"),
            ],
        ),
    ],
)
def test_a_blank_pipeline(lang, text, expected):
    pytest.importorskip("pymorphy3")
    nlp = spacy.blank(lang)
    nlp.add_pipe("imena")
    assert [(ent.text, ent.label_, ent.kb_id_) for ent in nlp(text).ents] == expected
    # All ways give the same.
    for doc in nlp.pipe([text] * 10, batch_size=3):
        assert [(ent.text, ent.label_, ent.kb_id_) for ent in doc.ents] == expected


def test_whole_tokens_are_taken():
    nlp = spacy.blank("xx")
    nlp.tokenizer = spacy.tokenizer.Tokenizer(nlp.vocab)
    nlp.add_pipe("imena")
    doc = nlp("мешканці Києва, але не Львова")
    assert [(ent.text, ent.kb_id_) for ent in doc.ents] == [("Києва,", "loc/kyiv"), ("Львова", "loc/lviv")]


def test_entities_of_others_stay():
    def ents(**config):
        nlp = spacy.blank("xx")
        ruler = nlp.add_pipe("entity_ruler")
        ruler.add_patterns([{"label": "MINE", "pattern": "Києві"}, {"label": "MINE", "pattern": "сонце"}])
        nlp.add_pipe("imena", config=config)
        return [(ent.text, ent.label_) for ent in nlp("сонце у Києві та Львові").ents]

    assert ents() == [("сонце", "MINE"), ("Києві", "MINE"), ("Львові", "LOC")]
    assert ents(overwrite_ents=True) == [("Києві", "LOC"), ("Львові", "LOC")]


def test_options_and_saving(tmp_path):
    mine = tmp_path / "mine.csv"
    mine.write_text("name,type\nНижні Млини,PLANT\n", "utf-8")
    nlp = spacy.blank("xx")
    nlp.add_pipe("imena", config={"dictionaries": [str(mine)], "types": ["PLANT"]})
    nlp.to_disk(tmp_path / "model")
    again = spacy.load(tmp_path / "model")
    assert [ent.label_ for ent in again("Нижні Млини і Київ.").ents] == ["PLANT"]
    with pytest.raises(OSError, match="nowhere.csv"):
        nlp.add_pipe("imena", name="other", config={"dictionaries": ["nowhere.csv"]})
