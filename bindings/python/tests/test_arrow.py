import csv
import io
import json

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import imena

TEXTS = ["У Києві.", "Тут нікого.", "Львів та Одеса 😀 і Харків."]
FOUND = [(7, "Києві"), (9, "Львів"), (9, "Одеса"), (9, "Харків")]


def rows(table):
    return [(row["doc_id"], row["surface"]) for row in pa.table(table).to_pylist()]


@pytest.mark.parametrize("string", [pa.string(), pa.large_string(), pa.string_view()], ids=str)
def test_every_layout_of_texts(extractor, string):
    table = pa.table({"id": [7, 8, 9], "text": pa.array(TEXTS, string)})
    assert rows(extractor.annotate(table)) == FOUND
    # A slice has an offset into its buffers, and batches follow one another.
    assert rows(extractor.annotate(table.slice(1))) == FOUND[1:]
    assert rows(extractor.annotate(pa.concat_tables([table, table.slice(2)]))) == FOUND + FOUND[1:]
    assert rows(extractor.annotate(table.to_batches()[0])) == FOUND
    assert rows(extractor.annotate(pa.RecordBatchReader.from_batches(table.schema, table.to_batches()))) == FOUND
    assert rows(extractor.annotate(table.slice(0, 0))) == []


def test_every_package(extractor):
    frame = {"id": [7, 8, 9], "text": TEXTS}
    assert rows(extractor.annotate(pl.DataFrame(frame))) == FOUND
    assert rows(extractor.annotate(pd.DataFrame(frame))) == FOUND
    source = pd.DataFrame(frame)
    assert rows(extractor.annotate(duckdb.sql("select * from source order by id"))) == FOUND
    found = extractor.annotate(pl.DataFrame(frame))
    assert found.to_pandas().canonical.tolist() == ["Київ", "Львів", "Одеса", "Харків"]
    assert found.to_polars()["start"].to_list() == [2, 0, 9, 19]
    assert pl.DataFrame(found).height == pa.table(found).num_rows == len(found) == 4
    assert duckdb.sql("select doc_id, count(*) from found group by all order by all").fetchall() == [(7, 1), (9, 3)]


def test_the_schema(extractor):
    found = pa.table(extractor.annotate(pa.table({"id": ["a"], "text": ["Київ"]})))
    number, text = pa.int64(), pa.string()
    types = [text, number, number, *[text] * 6, pa.list_(text)]
    names = "doc_id start end surface type entity_id canonical lang rule alternatives".split()
    assert found.schema == pa.schema(list(zip(names, types)))
    assert extractor.annotate(pa.table({"id": ["a"], "text": ["Київ"]})).columns == names


def test_the_same_as_the_command_line_tool(extractor, texts, program, tmp_path):
    """Every column, on several threads, with texts that are read in parts."""
    texts = {**texts, "long": "\n\n".join(texts.values()) * 100, "": "Київ"}
    file = tmp_path / "texts.jsonl"
    file.write_text("".join(json.dumps({"id": k, "text": v}) + "\n" for k, v in texts.items()), "utf-8")
    columns = (
        "doc_id,start,end,surface,type,entity_id,canonical,lang,rule,alternatives,mention_id,subtype,country,start_byte,"
        "end_byte,start_utf16,end_utf16,line,column,sentence,left,right,lemma,case,number,gender,folds,confidence,dictionary"
    )
    expected = list(csv.reader(io.StringIO(program("annotate", file, "--id-field", "id", "--columns", columns))))
    table = pa.table({"id": list(texts), "text": list(texts.values())})
    for threads in (1, 3):
        found = pa.table(imena.Extractor(threads=threads).annotate(table, columns=columns))

        def written(value):
            if isinstance(value, list):
                return "|".join(value)
            return "" if value is None else f"{value:.2f}" if isinstance(value, float) else str(value)

        assert [found.column_names, *([written(v) for v in row.values()] for row in found.to_pylist())] == expected


def test_ids_keep_their_type_and_columns_go_along(extractor):
    day = pd.Timestamp("2026-05-04").date()
    table = pa.table({"key": [1.5, None], "text": ["Київ", "Львів"], "date": [day, None], "tags": [["a", "b"], []]})
    found = pa.table(extractor.annotate(table, id="key", columns=["surface", "doc_id"], keep=["date", "tags"]))
    assert found.to_pylist() == [
        {"doc_id": 1.5, "surface": "Київ", "date": day, "tags": ["a", "b"]},
        {"doc_id": None, "surface": "Львів", "date": None, "tags": []},
    ]
    many = pa.concat_tables([table] * 3)
    assert pa.table(extractor.annotate(many, id=None))["doc_id"].to_pylist() == list(range(6))
    coded = table.set_column(0, "key", pa.array(["x", "y"]).dictionary_encode())
    assert pa.table(extractor.annotate(coded, id="key"))["doc_id"].to_pylist() == ["x", "y"]


def test_types_are_chosen(extractor):
    table = pa.table({"id": [1], "text": ["Макрон у Києві"]})
    assert rows(imena.Extractor(types=["PER"]).annotate(table)) == [(1, "Макрон")]


def invalid():
    return pa.array([b"ab", b"\xff\xfe"]).view(pa.string())


def test_status_of_every_text(extractor):
    table = pa.table({"id": [1, 2, 3, 4], "text": pa.chunked_array([["Київ і Львів", None], invalid()])})
    found = pa.table(extractor.annotate(table, status=True)).select(["doc_id", "surface", "alternatives", "status", "error", "mentions"])
    assert [tuple(row.values()) for row in found.to_pylist()] == [
        (1, "Київ", [], None, None, None),
        (1, "Львів", [], None, None, None),
        (1, None, None, "ok", None, 2),
        (2, None, None, "error", '"text" is null, which is no text', 0),
        (3, None, None, "ok", None, 0),
        (4, None, None, "error", '"text" is not UTF-8 at byte 0', 0),
    ]


@pytest.mark.parametrize(
    "table, options, message",
    [
        ({"id": [1], "body": ["a"]}, {}, 'table has no column "text"; it has id, body'),
        ({"key": [1], "text": ["a"]}, {}, 'table has no column "id"; it has key, text; name another with id=, or number'),
        ({"id": [1], "text": [5]}, {}, 'column "text" is Int64; string, large_string or string_view was expected'),
        ({"id": [1], "text": [b"a"]}, {}, 'column "text" is Binary; string'),
        ({"id": [1], "text": [None]}, {}, 'column "text" is Null; string'),
        ({"id": [1], "text": [["a"]]}, {}, 'column "text" is List'),
        ({"id": [1, 2, 3], "text": ["Київ", "a", None]}, {}, 'row 2: "text" is null, which is no text; status=True'),
        ({"id": [1, 2], "text": invalid()}, {}, 'row 1: "text" is not UTF-8 at byte 0'),
        ({"id": [1], "text": ["a"]}, {"columns": "surfce"}, r'unknown column "surfce" \(did you mean "surface"'),
        ({"id": [1], "text": ["a"]}, {"keep": ["date"]}, 'table has no column "date"'),
        ({"id": [1], "text": ["a"], "lang": ["uk"]}, {"keep": "lang"}, 'two columns "lang"'),
        ({"id": [1.5], "text": ["Київ"]}, {"columns": "mention_id"}, "mention_id needs ids that are texts or whole numbers"),
    ],
)
def test_wrong_tables(extractor, table, options, message):
    with pytest.raises(ValueError, match=message):
        extractor.annotate(pa.table(table), **options)


def test_what_is_no_table(extractor):
    for wrong in ([{"id": 1, "text": "Київ"}], None, "Київ"):
        with pytest.raises(TypeError, match="table must be a table or batch of pyarrow"):
            extractor.annotate(wrong)
    for wrong in (pa.array(["Київ"]), pa.chunked_array([["Київ"]])):
        with pytest.raises((TypeError, ValueError), match="table"):
            extractor.annotate(wrong)
    with pytest.raises(TypeError, match="columns must be a list of str"):
        extractor.annotate(pa.table({"id": [1], "text": ["a"]}), columns=[1])


def test_an_error_of_the_table_itself(extractor):
    def batches():
        yield pa.record_batch({"id": [1], "text": ["Київ"]})
        raise RuntimeError("the connection was lost")

    schema = pa.schema({"id": pa.int64(), "text": pa.string()})
    with pytest.raises(ValueError, match="the connection was lost"):
        extractor.annotate(pa.RecordBatchReader.from_batches(schema, batches()))
