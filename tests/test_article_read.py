"""Files, data lines and folders to articles, and errors in the place of what cannot be read."""

from __future__ import annotations

import json
import os
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.article import Limits, Reading, iter_inputs, read_articles
from extractor.article.forms import Form
from extractor.article.read import Source
from extractor.article.rows import read_row
from extractor.errors import ArticleError
from extractor.records import Article

BODY = "全省各级工会共筹集助学金5115万多元，资助困难职工子女3.5万多人。"


def row(**fields: Any) -> str:
    return json.dumps(fields, ensure_ascii=False)


def outcomes(path: Path, options: Reading = Reading(), glob: str | None = None) -> list[Article | ArticleError]:  # noqa: B008
    return [outcome for source in iter_inputs(path, options=options, glob=glob) for outcome in source.read()]


def reasons(path: Path, options: Reading = Reading()) -> list[str]:  # noqa: B008
    return [str(outcome) for outcome in outcomes(path, options) if isinstance(outcome, ArticleError)]


def test_text_file(tmp_path: Path) -> None:
    path = tmp_path / "助学.TXT"
    path.write_bytes(("\ufeff标题在此处\r\n来源：新华网\r\n" + BODY).encode())
    (article,) = read_articles(path)
    assert article.id == "助学.TXT"
    assert article.text.startswith("标题")
    assert (article.title, article.source, article.warnings) == ("标题在此处", "新华网", ())
    assert [article.text[b.start : b.end] for b in article.blocks or ()] == ["标题在此处", BODY]
    assert list(read_articles(str(path))) == [article]


def test_damage_is_a_warning(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(BODY + "\ufffd\ufffd", encoding="utf-8")
    (article,) = read_articles(tmp_path)
    assert article.warnings == ("damaged text: 2 times U+FFFD",)


def test_data_file(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    lines = [
        row(text=BODY, title=" 标题 ", published="2018-05-24 10:37:44", source="新华社", author="张三", url="http://x", id="n1", more=[1]),
        "",
        row(正文=BODY, 标题="标题", 发布时间="2018年5月24日", 来源="", 作者=None),
        row(content=BODY, publish_time=1527129464, id=7, author=["张三", "李四"]),
        row(text="", content=BODY, date="2018-05-24T02:37:44Z"),
    ]
    path.write_text("\n".join(lines), encoding="utf-8")
    first, second, third, fourth = read_articles(path)
    assert (first.id, first.title, first.source, first.author, first.url) == ("n1", "标题", "新华社", "张三", "http://x")
    assert first.published == datetime(2018, 5, 24, 10, 37, 44)
    assert (second.id, second.title, second.source, second.author) == ("a.jsonl:3", "标题", None, None)
    assert second.published == datetime(2018, 5, 24)
    assert (third.id, third.author, third.published) == ("7", "张三 李四", datetime(2018, 5, 24, 10, 37, 44))
    assert (fourth.text, fourth.published) == (BODY, datetime(2018, 5, 24, 10, 37, 44))


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "invalid JSON"),
        ('{"text": "a"} x', "invalid JSON"),
        ("[" * 100_000, "invalid JSON"),
        ('{"text": ' + "1" * 5000 + "}", ""),
        ("[1, 2]", "a list"),
        ('"text"', "a string"),
        ("null", "null"),
        ("{}", "no text"),
        (row(title="标题"), "no text"),
        (row(text=""), "'text' is empty"),
        (row(text=" \n\u3000\u200b"), "'text' is empty"),
        (row(text=None), "'text' is empty"),
        (row(text=3), "'text' is a number"),
        (row(text=[BODY]), "'text' is a list"),
        (row(text={"a": BODY}), "'text' is an object"),
        (row(text=True), "'text' is a truth value"),
    ],
)
def test_bad_lines(tmp_path: Path, line: str, reason: str) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(f"{row(text=BODY)}\n\n{line}\n{row(text=BODY)}\n", encoding="utf-8")
    first, error, last = outcomes(path)
    assert isinstance(first, Article)
    assert isinstance(last, Article)
    assert isinstance(error, ArticleError)
    assert error.path == "a.jsonl:3"
    assert reason in error.reason
    assert "\n" not in str(error)
    with pytest.raises(ArticleError):
        list(read_articles(path))


@pytest.mark.parametrize("value", ["昨天", "2018-13-45", True, [1], {}, 5, -1, 1e300, "\ud800", "x" * 500])
def test_unreadable_time_is_a_warning(value: object) -> None:
    article = read_row(json.dumps({"text": BODY, "published": value}), path="a.jsonl:1")
    assert article.published is None
    assert len(article.warnings) == 1
    assert len(article.warnings[0]) < 140
    article.warnings[0].encode("utf-8")


def test_odd_fields_are_left_out() -> None:
    article = read_row(json.dumps({"text": BODY, "title": 3, "source": ["a", 1], "id": True}), path="a.jsonl:1")
    assert (article.id, article.title, article.source) == ("a.jsonl:1", None, None)
    assert len(article.warnings) == 2


def test_halves_of_surrogate_pairs() -> None:
    article = read_row('{"text": "工会\\ud800资助\\udc00学生300人。", "title": "a\\ud800"}', path="a.jsonl:1")
    assert article.text == "工会\ufffd资助\ufffd学生300人。"
    assert article.title == "a\ufffd"
    assert any("surrogate" in warning for warning in article.warnings)
    assert read_row('{"text": "\\ud842\\udfb7田"}', path="a").text == "𠮷田"


def test_nul_and_zero_width_stay_in_the_text() -> None:
    text = "工会\u0000资助\u200b学生300人。"
    assert read_row(json.dumps({"text": text}), path="a").text == text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_encodings_of_data_files(tmp_path: Path, encoding: str, newline: str) -> None:
    path = tmp_path / "a.ndjson"
    text = "今年，" + BODY + "\u2028\u0085第二行。"
    path.write_bytes((row(text=text) + newline + newline + row(text=text) + newline).encode(encoding))
    assert [(a.id, a.text) for a in read_articles(path)] == [("a.ndjson:1", text), ("a.ndjson:3", text)]


def test_a_line_of_a_megabyte(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(row(text="工" * 400_000) + "\n" + row(text=BODY), encoding="utf-8")
    assert [len(article.text) for article in read_articles(path)] == [400_000, len(BODY)]


def test_limits(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("工" * 1000, encoding="utf-8")
    (tmp_path / "b.jsonl").write_text(row(text="工" * 1000) + "\n" + row(text="工会") + "\n" + row(text="工" * 1000), encoding="utf-8")
    first, second, third, fourth = outcomes(tmp_path, Reading(Limits(article=1024)))
    assert str(first) == "a.txt: larger than the limit of 1024 bytes"
    assert str(second) == "b.jsonl:1: the line is larger than the limit of 1024 bytes"
    assert isinstance(third, Article)
    assert str(fourth).startswith("b.jsonl:3: ")


def test_limit_of_wide_lines(tmp_path: Path) -> None:
    (tmp_path / "b.jsonl").write_bytes((row(text="工" * 3000) + "\n" + row(text="工会")).encode("utf-16"))
    first, second = outcomes(tmp_path, Reading(Limits(article=1024)))
    assert str(first) == "b.jsonl:1: the line is larger than the limit of 1024 bytes"
    assert isinstance(second, Article)
    assert second.id == "b.jsonl:2"


def test_folder(tmp_path: Path) -> None:
    for name in ["b.txt", "a/z.txt", "a/b/c.jsonl", "a.txt", "a-b/x.txt", ".hidden.txt", ".git/x.txt", "c.docx", "d.xml", "e/f.TXT"]:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(row(text=BODY), encoding="utf-8")
    found = [article.id for article in read_articles(tmp_path)]
    assert found == ["a-b/x.txt", "a.txt", "a/b/c.jsonl:1", "a/z.txt", "b.txt", "e/f.TXT"]
    assert [source.id for source in iter_inputs(tmp_path)] == sorted(source.id for source in iter_inputs(tmp_path))


def test_empty_folder(tmp_path: Path) -> None:
    assert outcomes(tmp_path) == []


def test_bad_files_do_not_stop_the_rest(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    (tmp_path / "b.txt").write_bytes(b"%PDF-1.4")
    (tmp_path / "c.txt").write_text(BODY, encoding="utf-8")
    (tmp_path / "d.jsonl").write_text("", encoding="utf-8")
    assert [type(outcome).__name__ for outcome in outcomes(tmp_path)] == ["ArticleError", "ArticleError", "Article"]
    with pytest.raises(ArticleError, match=r"a\.txt"):
        next(read_articles(tmp_path))


def test_reading_is_lazy(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(BODY, encoding="utf-8")
    (tmp_path / "b.txt").write_bytes(b"")
    articles = read_articles(tmp_path)
    assert next(articles).id == "a.txt"
    with pytest.raises(ArticleError):
        next(articles)


@pytest.mark.parametrize(("name", "reason"), [("none.txt", "no such file"), ("a.docx", "not a kind of file"), ("a", "not a kind of file")])
def test_paths_that_are_no_input(tmp_path: Path, name: str, reason: str) -> None:
    (tmp_path / "a.docx").write_bytes(b"x")
    (tmp_path / "a").write_bytes(b"x")
    with pytest.raises(ArticleError, match=reason):
        list(read_articles(tmp_path / name))


def test_a_path_with_a_nul() -> None:
    with pytest.raises(ArticleError, match="cannot be read"):
        list(read_articles("a\0b.txt"))


needs_posix = pytest.mark.skipif(sys.platform == "win32", reason="links and names of POSIX")


@needs_posix
def test_loops_of_links(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "x.txt").write_text(BODY, encoding="utf-8")
    (tmp_path / "a" / "back").symlink_to(tmp_path)
    (tmp_path / "a" / "self").symlink_to(tmp_path / "a")
    (tmp_path / "broken.txt").symlink_to(tmp_path / "none.txt")
    assert [getattr(outcome, "id", None) or str(outcome) for outcome in outcomes(tmp_path)] == [
        "a/back: a link back to a folder that contains it",
        "a/self: a link back to a folder that contains it",
        "a/x.txt",
        "broken.txt: there is no such file or folder",
    ]


@needs_posix
def test_a_pipe_is_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    assert reasons(tmp_path) == ["a.txt: not a regular file"]


@needs_posix
@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may read everything")
def test_files_without_permission(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(BODY, encoding="utf-8")
    (tmp_path / "a.txt").chmod(0)
    assert reasons(tmp_path) == ["a.txt: no permission to read it"]


@needs_posix
@pytest.mark.skipif(sys.platform == "darwin", reason="the file system refuses such names")
def test_odd_names(tmp_path: Path) -> None:
    for name in (b"\xff\xfe.txt", "新 闻\n一.txt".encode(), b"-x.txt"):
        with open(os.fsencode(tmp_path) + b"/" + name, "wb") as file:
            file.write(BODY.encode())
    articles = list(read_articles(tmp_path))
    assert sorted(article.id for article in articles) == ["-x.txt", "\ufffd\ufffd.txt", "新 闻\\x0a一.txt"] or len(articles) == 3
    for article in articles:
        article.id.encode("utf-8")
        assert "\n" not in article.id


def test_a_file_that_vanished(tmp_path: Path) -> None:
    source = Source("a.txt", tmp_path / "a.txt", Form("text"))
    (outcome,) = source.read()
    assert str(outcome) == "a.txt: there is no such file or folder"


@given(st.binary(max_size=300))
def test_any_bytes_are_articles_or_errors(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    folder = tmp_path_factory.getbasetemp() / "any"
    folder.mkdir(exist_ok=True)
    for name in ("a.txt", "b.jsonl"):
        (folder / name).write_bytes(data)
    for outcome in outcomes(folder):
        if isinstance(outcome, Article):
            for block in outcome.blocks or ():
                assert outcome.text[block.start : block.end].strip()
        else:
            assert "\n" not in str(outcome)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20), lambda x: st.lists(x, max_size=3), max_leaves=4
)


@given(st.dictionaries(st.sampled_from(["text", "content", "title", "published", "date", "source", "author", "url", "id", "x"]), JSON))
def test_any_object_is_an_article_or_an_error(fields: dict[str, Any]) -> None:
    try:
        article = read_row(json.dumps(fields), path="a.jsonl:1")
    except ArticleError:
        return
    assert Article.model_validate_json(article.model_dump_json()) == article
