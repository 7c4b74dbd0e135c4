"""Forms of input: JSON, CSV, packed files and archives; fields by name; limits; what is damaged."""

from __future__ import annotations

import gzip
import io
import json
import os
import random
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import zstandard

from extractor.article import Limits, Reading, iter_inputs, read_articles, reading
from extractor.errors import ArticleError
from extractor.records import Article

BODY = "全省各级工会共筹集助学金5115万多元，资助困难职工子女3.5万多人。"
PAGE = f"<!DOCTYPE html><title>助学金筹集_某网</title><h1>助学金筹集</h1><p>{BODY}</p><p>{BODY}</p>"
SMALL = Limits(article=4096, unpacked=200_000, ratio=20)


def outcomes(path: Path, options: Reading = reading(), glob: str | None = None) -> list[Article | ArticleError]:  # noqa: B008
    return [outcome for source in iter_inputs(path, options=options, glob=glob) for outcome in source.read()]


def told(path: Path, options: Reading = reading()) -> list[str]:  # noqa: B008
    """Ids of articles, messages of errors, in order."""
    return [outcome.id if isinstance(outcome, Article) else str(outcome) for outcome in outcomes(path, options)]


def put(path: Path, content: bytes | str) -> Path:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def dumps(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def archive(**files: bytes | str) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in files.items():
            packed.writestr(name.replace("__", "/").replace("_", "."), content)
    return data.getvalue()


# JSON


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_json_file(tmp_path: Path, encoding: str) -> None:
    rows = [{"标题": "甲", "正文": BODY}, {"text": BODY, "date": 1527129464, "id": 7}]
    (tmp_path / "a.json").write_text(json.dumps(rows, ensure_ascii=False, indent=2), encoding=encoding)
    (tmp_path / "b.json").write_text(dumps(rows[0]), encoding=encoding)
    first, second, third = read_articles(tmp_path)
    assert (first.id, first.title, first.text) == ("a.json:1", "甲", BODY)
    assert (second.id, second.published) == ("7", datetime(2018, 5, 24, 10, 37, 44))
    assert (third.id, third.title) == ("b.json", "甲")


def test_objects_one_behind_the_other(tmp_path: Path) -> None:
    put(tmp_path / "a.json", dumps({"text": BODY}) + "\n" + dumps({"text": BODY}) + "\n")
    assert told(tmp_path) == ["a.json:1", "a.json:2"]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("[]", []),
        ("[1, null]", ["a.json:1: not an object with a text", "a.json:2: not an object with a text"]),
        ("[{}]", ["a.json:1: no text"]),
        ("[" * 100_000, ["a.json: invalid JSON: nested too deeply"]),
        ('{"text": ', ["a.json: invalid JSON"]),
        (f"[{dumps({'text': BODY})} {dumps({'text': BODY})}]", ["a.json:1", "a.json: invalid JSON: neither , nor ]"]),
        (f"[{dumps({'text': BODY})}] x", ["a.json:1", "a.json: invalid JSON: more behind"]),
        (f'[{dumps({"text": BODY})}, {{"text"', ["a.json:1", "a.json: invalid JSON"]),
        ('{"a": ' + "1" * 5000 + "}", ["a.json: invalid JSON"]),
        ("", ["a.json: the file is empty"]),
        ("\x00\x01\x02\x03" * 100, ["a.json: not a text file"]),
    ],
)
def test_bad_json_says_what_is_wrong_and_keeps_what_is_right(tmp_path: Path, content: str, expected: list[str]) -> None:
    put(tmp_path / "a.json", content)
    found = told(tmp_path)
    assert [line[: len(want)] for line, want in zip(found, expected, strict=True)] == expected


def test_a_large_array_is_read_in_pieces(tmp_path: Path) -> None:
    rows = [{"text": f"{BODY}{'字' * (number * 997 % 5000)}", "n": number} for number in range(400)]
    put(tmp_path / "a.json", dumps(rows))
    assert [article.text for article in read_articles(tmp_path)] == [row["text"] for row in rows]


# CSV


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize(("suffix", "delimiter"), [("csv", ","), ("csv", ";"), ("csv", "\t"), ("tsv", "\t")])
def test_csv_file(tmp_path: Path, encoding: str, suffix: str, delimiter: str) -> None:
    lines = [
        delimiter.join(cells) for cells in (["标题", "正文", "发布时间"], ["甲", f'"{BODY}\n第二""行""。"', "2018-05-24"], ["乙", BODY, ""])
    ]
    (tmp_path / f"a.{suffix}").write_bytes("\r\n".join(lines).encode(encoding))
    first, second = read_articles(tmp_path)
    assert (first.id, first.title, first.text) == (f"a.{suffix}:2", "甲", f'{BODY}\n第二"行"。')
    assert first.published == datetime(2018, 5, 24)
    assert (second.id, second.title, second.published) == (f"a.{suffix}:4", "乙", None)


def test_rows_with_too_few_and_too_many_cells(tmp_path: Path) -> None:
    put(tmp_path / "a.csv", f"title,text\nx\ny,{BODY},more,more\n\n,\nz,{BODY}\n")
    assert [line.partition(":")[2][:9] for line in told(tmp_path)] == ["2: no tex", "3", "6"]


def test_a_table_without_a_column_of_texts(tmp_path: Path) -> None:
    put(tmp_path / "a.csv", "a,b\n1,2\n")
    assert told(tmp_path) == ["a.csv: no column of texts: none of text, content, body, 正文, 内容 among 'a, b'"]
    assert told(tmp_path, reading(fields={"text": "b"})) == ["a.csv:2"]


def test_a_long_line_of_a_table_is_one_failure(tmp_path: Path) -> None:
    put(tmp_path / "a.csv", f"text\n{BODY}\n{'字' * 5000}\n{BODY}\n")
    assert told(tmp_path, reading(SMALL)) == ["a.csv:2", "a.csv:3: the line is larger than the limit of 4096 bytes", "a.csv:4"]


def test_fields_by_name(tmp_path: Path) -> None:
    row = {"text": "不是这个。", "body2": BODY, "kopf": "标题", "day": "2018-05-24", "medium": "某报", "n": 5}
    put(tmp_path / "a.jsonl", dumps(row))
    put(tmp_path / "b.csv", "kopf,body2\n标题," + BODY)
    fields = {"text": "body2", "title": ["none", "kopf"], "published": "day", "source": "medium", "id": "n"}
    first, second = read_articles(tmp_path, fields=fields)
    assert (first.id, first.text, first.title, first.source, first.published) == ("5", BODY, "标题", "某报", datetime(2018, 5, 24))
    assert (second.text, second.title) == (BODY, "标题")
    with pytest.raises(ValueError, match="'texts' is no role"):
        next(read_articles(tmp_path, fields={"texts": "a"}))


# Packed files

PACK: dict[str, Callable[[bytes], bytes]] = {".gz": gzip.compress, ".zst": zstandard.compress}
FILES = {"a.txt": BODY, "b.html": PAGE, "c.json": dumps([{"text": BODY}]), "d.jsonl": dumps({"text": BODY}), "e.csv": f"text\n{BODY}"}


@pytest.mark.parametrize("packing", PACK)
def test_packed_files(tmp_path: Path, packing: str) -> None:
    plain, packed = tmp_path / "plain", tmp_path / "packed"
    for folder in (plain, packed):
        folder.mkdir()
    for name, content in FILES.items():
        put(plain / name, content)
        put(packed / (name + packing), PACK[packing](content.encode()))
    for one, other in zip(read_articles(plain), read_articles(packed), strict=True):
        assert one.model_copy(update={"id": ""}) == other.model_copy(update={"id": ""})
        assert other.id == one.id.replace(one.id.partition(":")[0], one.id.partition(":")[0] + packing)


@pytest.mark.parametrize("packing", PACK)
def test_packed_files_that_are_cut_give_what_is_whole(tmp_path: Path, packing: str) -> None:
    rows = "".join(dumps({"text": f"{BODY}{random.Random(number).random()}"}) + "\n" for number in range(400)).encode()
    data = PACK[packing](rows)
    put(tmp_path / f"a.jsonl{packing}", data[: len(data) * 2 // 3])
    put(tmp_path / f"b.txt{packing}", PACK[packing](BODY.encode())[:-6])
    put(tmp_path / f"c.txt{packing}", BODY)
    *whole, cut, short, wrong = told(tmp_path)
    assert all(name.startswith("a.jsonl") for name in whole)
    for line, name in ((cut, "a.jsonl"), (short, "b.txt"), (wrong, "c.txt")):
        assert line.startswith(f"{name}{packing}: the {packing} file is damaged or cut short: ")


def test_archive(tmp_path: Path) -> None:
    files: dict[str, bytes | str] = {
        "b__c_html": PAGE,
        "a_txt": BODY,
        "d_jsonl": dumps({"text": BODY}) + "\n{\n",
        "e_zip": b"",
        "f_txt_gz": b"",
        "g_md": "x",
    }
    put(tmp_path / "a.zip", archive(**files))
    assert [line.partition(": ")[0] for line in told(tmp_path)] == [
        "a.zip/a.txt", "a.zip/b/c.html", "a.zip/d.jsonl:1", "a.zip/d.jsonl:2", "a.zip/e.zip", "a.zip/f.txt.gz",
    ]  # fmt: skip
    assert [line.partition(": ")[2] for line in told(tmp_path)[4:]] == ["packed twice: an archive or packed file in an archive"] * 2


def test_names_in_an_archive(tmp_path: Path) -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as packed:
        for name in ("新闻.txt", "../../up.txt", "two\nlines.txt"):
            packed.writestr(name, BODY)
    put(tmp_path / "utf8.zip", data.getvalue())
    raw = archive(xxxx_txt=BODY).replace(b"xxxx", "新闻".encode("gbk"))
    put(tmp_path / "gbk.zip", raw)
    assert told(tmp_path) == ["gbk.zip/新闻.txt", "utf8.zip/../../up.txt", "utf8.zip/two\\x0alines.txt", "utf8.zip/新闻.txt"]
    assert not (tmp_path.parent.parent / "up.txt").exists()


def test_damaged_archives(tmp_path: Path) -> None:
    good = archive(a_txt=BODY * 50, b_txt=BODY)
    flipped = bytearray(good)
    flipped[60] ^= 255
    encrypted = bytearray(good)
    encrypted[6] |= 1
    encrypted[good.index(b"PK\x01\x02") + 8] |= 1
    for name, data in {"cut": good[:-30], "empty": b"", "flipped": bytes(flipped), "encrypted": bytes(encrypted)}.items():
        put(tmp_path / f"{name}.zip", data)
    cut, empty, sealed, second, flip, third = told(tmp_path)
    assert cut.startswith("cut.zip: the .zip file is damaged")
    assert empty.startswith("empty.zip: the .zip file is damaged")
    assert sealed == "encrypted.zip/a.txt: encrypted in the archive"
    assert flip.startswith("flipped.zip/a.txt: the .zip file is damaged")
    assert (second, third) == ("encrypted.zip/b.txt", "flipped.zip/b.txt")


@pytest.mark.parametrize("packing", PACK)
@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.json", "a.jsonl", "a.csv"])
def test_bombs(tmp_path: Path, packing: str, name: str) -> None:
    head = {"a.json": '["', "a.csv": "text\n"}.get(name, "")
    put(tmp_path / (name + packing), PACK[packing]((head + "0" * 3_000_000).encode()))
    *_, last = told(tmp_path, reading(SMALL))
    assert "unpacks to more than" in last or "larger than the limit" in last
    assert len(last) < 200


def test_an_archive_that_is_a_bomb(tmp_path: Path) -> None:
    files = {f"f{number}_jsonl": (dumps({"text": os.urandom(1500).hex()}) + "\n") * 10 for number in range(20)}
    put(tmp_path / "a.zip", archive(**files))
    *some, last = told(tmp_path, reading(SMALL))
    assert last == "a.zip: unpacks to more than the limit of 200000 bytes"
    assert 0 < len(some) < 100


def test_a_missing_library_is_a_clear_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("lxml", "zstandard"):
        monkeypatch.setitem(__import__("sys").modules, name, None)
    put(tmp_path / "a.html", PAGE)
    put(tmp_path / "b.txt.zst", b"")
    put(tmp_path / "c.txt", BODY)
    assert told(tmp_path) == [
        "a.html: reading HTML needs lxml: pip install 'extractor[html]'",
        "b.txt.zst: reading .zst needs zstandard: pip install 'extractor[zst]'",
        "c.txt",
    ]


# Names and suffixes


def test_glob(tmp_path: Path) -> None:
    for name in ["a.txt", "b.html", "c/d.txt", "c/e.html", "f/d.txt"]:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        put(tmp_path / name, PAGE if name.endswith("html") else BODY)

    def found(glob: str) -> list[str]:
        return [source.id for source in iter_inputs(tmp_path, glob=glob)]

    assert found("*.html") == ["b.html", "c/e.html"]
    assert found("c/*") == ["c/d.txt", "c/e.html"]
    assert found("d*") == ["c/d.txt", "f/d.txt"]
    assert found("*/d.txt") == ["c/d.txt", "f/d.txt"]
    assert found("x") == []


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("page.txt", PAGE, "page.txt"),
        ("text.html", BODY, "text.html"),
        ("lines.json", dumps({"text": BODY}), "lines.json"),
        ("packed.txt", gzip.compress(BODY.encode()), "packed.txt: not a text file: a gzip file"),
        ("plain.txt.gz", BODY, "plain.txt.gz: the .gz file is damaged or cut short: Not a gzipped file"),
        ("binary.jsonl", bytes(range(256)) * 40, "binary.jsonl: not a text file: it is full of control bytes"),
        ("page.json", PAGE, "page.json: invalid JSON"),
        ("object.csv", dumps({"text": BODY}), "object.csv: no column of texts"),
    ],
)
def test_wrong_suffixes_are_read_rightly_or_say_what_is_wrong(tmp_path: Path, name: str, content: bytes | str, expected: str) -> None:
    put(tmp_path / name, content)
    (line,) = told(tmp_path)
    assert line.startswith(expected)
    if line == name:
        assert BODY in next(read_articles(tmp_path)).text
