"""Organizations that users add with files of their own: what they change, and what is said of a faulty file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from extractor import Extractor, LexiconError
from extractor.cli import FAILED, OK, USAGE, main
from extractor.records import Document, Organization

LEXICON = """# Names of our own
stop = ["阳光新闻"]

[[organization]]
name    = "青禾湾生态产业发展有限公司"
aliases = ["青禾湾", "青禾"]
type    = "company"
region  = "浙江省"

[[organization]]
name = "蓝鲸计划志愿者总队"
type = "association"
"""
TEXT = "青禾湾宣布捐款20万元，蓝鲸计划志愿者总队到场。青禾的负责人说，工行也捐了5万元。"


@pytest.fixture
def lexicon(tmp_path: Path) -> Path:
    """A file without faults."""
    path = tmp_path / "my.toml"
    path.write_text(LEXICON, encoding="utf-8")
    return path


def organizations(document: Document) -> list[Organization]:
    """The organization mentions of a document."""
    return list(document.organizations)


def test_own_names_are_found_typed_joined_and_named(lexicon: Path) -> None:
    found = organizations(Extractor(lexicons=[lexicon]).extract(TEXT))
    assert [(m.text, m.name, m.type, m.region) for m in found] == [
        ("青禾湾", "青禾湾生态产业发展有限公司", "company", "浙江省"),
        ("蓝鲸计划志愿者总队", "蓝鲸计划志愿者总队", "association", None),
        ("青禾", "青禾湾生态产业发展有限公司", "company", "浙江省"),
        ("工行", "中国工商银行", "bank", None),
    ]
    assert found[0].entity == found[2].entity != found[1].entity
    assert [m.rule for m in found[:3]] == ["organization.own"] * 3


def test_without_the_file_they_are_not_found() -> None:
    assert "青禾湾" not in [m.text for m in Extractor().extract(TEXT).organizations]


def test_a_fact_knows_its_own_organization(lexicon: Path) -> None:
    facts = Extractor(lexicons=[lexicon]).extract("2020年，青禾湾捐款20万元。").facts
    assert [f.organization and f.organization.name for f in facts] == ["青禾湾生态产业发展有限公司"]


def test_stop_words_are_never_organizations(tmp_path: Path) -> None:
    text = "工商银行与阳光新闻网、中国石油签约。"
    path = tmp_path / "stop.toml"
    path.write_text('stop = ["中国石油", "阳光新闻网"]', encoding="utf-8")
    assert [m.text for m in Extractor(lexicons=[path]).extract(text).organizations] == ["工商银行"]


def test_what_a_user_says_goes_before_the_lists(tmp_path: Path) -> None:
    path = tmp_path / "my.toml"
    path.write_text('[[organization]]\nname = "新华书社"\naliases = ["新华社"]\ntype = "company"\n', encoding="utf-8")
    (found,) = Extractor(lexicons=[path]).extract("新华社发出通知。").organizations
    assert (found.name, found.type) == ("新华书社", "company")


def test_several_files_and_traditional_characters(tmp_path: Path, lexicon: Path) -> None:
    more = tmp_path / "more.toml"
    more.write_text('\ufeff[[organization]]\r\nname = "雲頂嶺合作社"\r\ntype = "other"\r\n', encoding="utf-8")
    found = Extractor(lexicons=[str(lexicon), more]).extract("云顶岭合作社与青禾湾合作。").organizations
    assert [m.name for m in found] == ["雲頂嶺合作社", "青禾湾生态产业发展有限公司"]


def test_many_articles_over_processes(lexicon: Path) -> None:
    texts = [TEXT, "青禾湾停产。"]
    extractor = Extractor(lexicons=[lexicon])
    assert list(extractor.extract_many(texts, jobs=2)) == [extractor.extract(text) for text in texts]


FAULTS = [
    ('[[organization]]\nname = "甲乙公司"\ntype = "company"\nalias = ["甲乙"]\n', 4, "alias"),
    ('stops = ["甲乙"]\n', 1, "stops"),
    ('[[organization]]\nname = "甲乙公司"\ntype = "firm"\n', 3, "type"),
    ('[[organization]]\nname = "甲乙公司"\ntype = "company"\n\n[[organization]]\nname = "丙丁公司"\n', 5, "type"),
    ('[[organization]]\nname = 7\ntype = "company"\n', 2, "name"),
    ('[[organization]]\nname = "甲乙公司"\ntype = "company"\naliases = "甲乙"\n', 4, "aliases"),
    ('[[organization]]\nname = "甲"\ntype = "company"\n', 2, "name"),
    (
        '[[organization]]\nname = "甲乙公司"\ntype = "company"\n\n'
        '[[organization]]\nname = "丙丁公司"\ntype = "bank"\naliases = ["甲乙公司"]\n', 8, "甲乙公司",
    ),
    ('stop = ["甲乙"]\n[[organization]]\nname = "甲乙"\ntype = "bank"\n', 1, "甲乙"),
    ('[[organization]]\nname = "甲乙公司\n', 2, ""),
]  # fmt: skip


@pytest.mark.parametrize(("content", "line", "word"), FAULTS)
def test_a_fault_is_told_with_file_and_line(tmp_path: Path, content: str, line: int, word: str) -> None:
    path = tmp_path / "faulty.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(LexiconError) as fault:
        Extractor(lexicons=[path])
    assert str(fault.value).startswith(f"{path}:{line}: ")
    assert word in str(fault.value)


def test_a_name_claimed_by_two_files_names_both(tmp_path: Path, lexicon: Path) -> None:
    second = tmp_path / "second.toml"
    second.write_text('[[organization]]\nname = "青禾"\ntype = "other"\n', encoding="utf-8")
    with pytest.raises(LexiconError, match=r"second\.toml:2: '青禾' is claimed twice, first in .*my\.toml:6"):
        Extractor(lexicons=[lexicon, second])


def test_a_file_that_is_not_there_or_no_text(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match="cannot be read"):
        Extractor(lexicons=[tmp_path / "none.toml"])
    (tmp_path / "gb.toml").write_bytes("stop = ['甲乙']".encode("gb18030"))
    with pytest.raises(LexiconError, match="not UTF-8"):
        Extractor(lexicons=[tmp_path / "gb.toml"])


def test_on_the_command_line(tmp_path: Path, lexicon: Path, capsys: pytest.CaptureFixture[str]) -> None:
    article = tmp_path / "a.txt"
    article.write_text(TEXT, encoding="utf-8")
    assert main(["show", str(article), "--lexicon", str(lexicon), "--json"]) == OK
    assert json.loads(capsys.readouterr().out)["organizations"][0]["text"] == "青禾湾"
    assert main(["run", str(article), "--out", str(tmp_path / "out"), "--quiet", "--jobs", "2", "--lexicon", str(lexicon)]) == OK
    assert "青禾湾生态产业发展有限公司" in (tmp_path / "out" / "documents.jsonl").read_text(encoding="utf-8")


@pytest.mark.parametrize("command", ["run", "show"])
def test_a_faulty_file_on_the_command_line(tmp_path: Path, command: str, capsys: pytest.CaptureFixture[str]) -> None:
    article, faulty = tmp_path / "a.txt", tmp_path / "faulty.toml"
    article.write_text(TEXT, encoding="utf-8")
    faulty.write_text('stop = ["甲乙"]\nmore = 1\n', encoding="utf-8")
    out = ["--out", str(tmp_path / "out")] if command == "run" else []
    assert main([command, str(article), *out, "--lexicon", str(faulty)]) == USAGE != FAILED
    assert f"{faulty}:2: unknown key 'more'" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
