"""What must end in an exception that says what was expected, never in an abort. Texts are in test_extract, tables in test_arrow,
executors in test_spark."""

import resource
import struct

import pandas as pd
import pyarrow as pa
import pytest

import imena


def checksum(data):
    """That of src/gazetteer/file/checksum.rs."""
    data, state, mask = bytes(data), len(data), (1 << 64) - 1
    padded = data[: len(data) // 8 * 8] + data[len(data) // 8 * 8 :].ljust(8, b"\0")
    for (word,) in struct.iter_unpack("<Q", padded):
        state = (state ^ word) * 0x9E3779B97F4A7C15 & mask
        state = (state << 29 | state >> 35) & mask
    return state ^ state >> 32


@pytest.fixture(scope="module")
def compiled(tmp_path_factory):
    folder = tmp_path_factory.mktemp("compiled")
    (folder / "mine.csv").write_text("name,type\nНижні Млини,PLANT\n", "utf-8")
    imena.compile(folder / "mine.csv", folder / "mine.imena")
    return (folder / "mine.imena").read_bytes()


def header(data):
    """Without its checksum: magic, version, sections, fingerprint, length, and 24 bytes a section."""
    (sections,) = struct.unpack_from("<I", data, 12)
    return 32 + 24 * sections


def sealed(data):
    end = header(data)
    return bytes(data[:end]) + struct.pack("<Q", checksum(data[:end])) + bytes(data[end + 8 :])


@pytest.mark.parametrize(
    "at, form, change, is_sealed, message",
    [
        (8, "<I", lambda version: version + 1, True, r"made by a newer version of imena \(format \d+, this one reads \d+\)"),
        (8, "<I", lambda version: version - 1, True, r"made by an older version of imena \(format \d+, this one reads \d+\)"),
        (16, "<Q", lambda fingerprint: fingerprint ^ 1, True, "folds texts in another way; compile the dictionaries again"),
        (16, "<Q", lambda fingerprint: fingerprint ^ 1, False, "was altered after it was made; compile"),
        (40, "<Q", lambda length: 1 << 60, True, "mine.imena: "),
    ],
)
def test_a_compiled_gazetteer_of_another_version(tmp_path, compiled, at, form, change, is_sealed, message):
    assert sealed(compiled) == compiled, "the checksum of this file is not that of the library"
    data = bytearray(compiled)
    (value,) = struct.unpack_from(form, data, at)
    struct.pack_into(form, data, at, change(value))
    (tmp_path / "mine.imena").write_bytes(sealed(data) if is_sealed else data)
    with pytest.raises(imena.DictionaryError, match=message):
        imena.Extractor(tmp_path / "mine.imena")


def test_a_compiled_gazetteer_that_is_damaged(tmp_path, compiled):
    for end in (6, 12, 31, header(compiled), len(compiled) - 1):
        (tmp_path / "short.imena").write_bytes(compiled[:end])
        with pytest.raises(imena.DictionaryError, match="short.imena"):
            imena.Extractor(tmp_path / "short.imena")
    # Opening reads the header alone; what is wrong further on gives wrong answers at worst.
    text = "Біля Нижніх Млинів у Нижніх Млинах."
    for at in range(header(compiled) + 8, len(compiled), 1 + len(compiled) // 200):
        data = bytearray(compiled)
        data[at] ^= 0xFF
        (tmp_path / "wrong.imena").write_bytes(data)
        imena.Extractor(tmp_path / "wrong.imena", default_dictionary=False).extract(text)


@pytest.mark.parametrize(
    "texts, error, message",
    [
        (["Київ", None], ValueError, 'row 1: "text" is null, which is no text; status=True'),
        (["Київ", float("nan")], ValueError, 'row 1: "text" is null'),
        ([1.5, float("nan")], ValueError, 'column "text" is Float64; string, large_string or string_view was expected'),
        ([b"a", b"b"], ValueError, 'column "text" is Binary'),
        (pd.Categorical(["a", "a"]), ValueError, 'column "text" is Dictionary'),
        (["Київ", 7], pa.ArrowException, "text"),
        (["Київ", "\ud83d"], (UnicodeError, pa.ArrowException), "surrogate"),
    ],
)
def test_columns_of_pandas(extractor, texts, error, message):
    with pytest.raises(error, match=message):
        extractor.annotate(pd.DataFrame({"id": [1, 2], "text": texts}))


@pytest.mark.large
@pytest.mark.parametrize("kind", ["str", "table"])
def test_a_text_of_a_gigabyte(kind):
    """Run by `pytest -m large`; takes minutes and some 6 GB."""
    part = "Тут нікого не було, лише дощ ішов увечері над полем і лісом. " * 150 + "Так було у Києві.\n\n"
    copies = (1 << 30) // len(part.encode()) + 1
    text = part * copies
    extractor = imena.Extractor(threads=2)
    before = peak_mb()
    if kind == "str":
        mentions = extractor.extract(text)
        found = [(m.start, m.surface) for m in (mentions[0], mentions[-1])]
        count = len(mentions)
    else:
        table = pa.table({"id": [1], "text": pa.array([text], pa.large_string())})
        rows = pa.table(extractor.annotate(table, columns="start,surface"))
        count = rows.num_rows
        found = [(rows["start"][i].as_py(), rows["surface"][i].as_py()) for i in (0, count - 1)]
    at = part.index("Києві")
    assert (count, found) == (copies, [(at, "Києві"), (len(part) * (copies - 1) + at, "Києві")])
    print(f"\n{kind}: {before:.0f} MB resident at most before, {peak_mb():.0f} MB after, text {len(text) * 2 / 1e6:.0f} MB")


def peak_mb():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
