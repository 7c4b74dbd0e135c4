"""Conditions on facts, and the command that prints the facts that meet them."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

import extractor
from extractor import cli
from extractor.query import FactQuery

TEXT = (
    "2017年，黑龙江省总工会筹集助学款5115万多元，资助困难职工子女3.5万多人。2019年计划投资3亿元，建设培训中心4座。"
    "截至2020年底，全省会员超过620万人，其中女会员占四成。"
)
DOCUMENT = extractor.extract(TEXT, published=date(2019, 3, 1))


def found(**conditions: object) -> list[str]:
    surfaces = {m.id: m.text for m in DOCUMENT.mentions}
    return [surfaces[f.quantity.mention] for f in FactQuery(**conditions).of(DOCUMENT)]  # type: ignore[arg-type]


EVERYTHING = found()


@pytest.mark.parametrize(
    ("conditions", "expected"),
    [
        ({"organization": "总工会", "until": date(2018, 1, 1)}, ["5115万多元", "3.5万多人"]),
        ({"organization": "妇联"}, []),
        ({"currency": "cny"}, ["5115万多元", "3亿元"]),
        ({"currency": "USD"}, []),
        ({"minimum": Decimal("51150001")}, ["3亿元"]),
        ({"minimum": Decimal("51150000"), "currency": "CNY"}, ["5115万多元", "3亿元"]),
        ({"maximum": Decimal(40)}, ["4座", "四成"]),
        ({"unit": "人"}, ["3.5万多人", "620万人"]),
        ({"action": "筹集"}, ["5115万多元"]),
        ({"object": "子女"}, ["3.5万多人"]),
        ({"modality": "planned", "currency": "CNY"}, ["3亿元"]),
        ({"since": date(2018, 1, 1), "until": date(2019, 12, 31)}, ["3亿元", "4座"]),
    ],
)
def test_conditions(conditions: dict[str, object], expected: list[str]) -> None:
    assert found(**conditions) == expected


def test_without_conditions_all_facts_are_wanted() -> None:
    assert len(EVERYTHING) == len(DOCUMENT.facts) == 6


def test_a_fact_without_a_day_meets_no_condition_on_days() -> None:
    undated = extractor.extract("省总工会筹集助学款5115万元。")
    assert undated.facts
    assert not list(FactQuery(since=date(1900, 1, 1)).of(undated))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "b.txt").write_text("县医院收治伤员15人。", encoding="utf-8")
    return tmp_path


def test_command_prints_rows(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["facts", str(folder), "--jobs", "1", "--action", "筹集"]) == 0
    head, row = capsys.readouterr().out.splitlines()
    assert head.split("\t")[:3] == ["article", "actor", "action"]
    assert row.split("\t")[:5] == ["a.txt", "黑龙江省总工会", "筹集", "助学款", "5115万多元"]


def test_command_writes_csv_with_the_columns_of_facts_csv(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["facts", str(folder), "--jobs", "1", "--unit", "人", "--form", "csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out.lstrip("\ufeff"))))
    assert [(row["article_id"], row["quantity"], row["modality"]) for row in rows] == [
        ("a.txt", "3.5万多人", "actual"),
        ("a.txt", "620万人", "actual"),
        ("b.txt", "15人", "actual"),
    ]


def test_command_writes_json_lines_over_processes(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["facts", str(folder), "--jobs", "2", "--min", "10000000", "--form", "jsonl"]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(line["article"], line["fact"]["quantity"]["value"]) for line in lines] == [("a.txt", "51150000"), ("a.txt", "300000000")]


def test_command_tells_what_it_cannot_read_and_goes_on(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "aa.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
    assert cli.main(["facts", str(folder), "--jobs", "1", "--unit", "人"]) == 1
    captured = capsys.readouterr()
    assert "aa.txt" in captured.err
    assert "15人" in captured.out


@pytest.mark.parametrize("wrong", [["--since", "2018"], ["--min", "viel"], ["--min", "NaN"], ["--modality", "maybe"]])
def test_wrong_conditions_are_told(folder: Path, wrong: list[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        cli.main(["facts", str(folder), *wrong])
    assert stopped.value.code == 2


def test_explanations_name_words_and_rules(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["show", str(folder / "a.txt"), "--explain"]) == 0
    shown = capsys.readouterr().out
    assert "actor         黑龙江省总工会 (6–13)  [actor.subject]" in shown
    assert "action        筹集 (13–15)  [action.before]" in shown
    assert "modality      planned: 计划" in shown
    assert "筹集/v" in shown
    assert "[助学(款)]" in shown


def test_explanations_point_into_the_text() -> None:
    explanation = extractor.Extractor().explain(TEXT, published=date(2019, 3, 1))
    assert explanation.document == DOCUMENT
    fact = explanation.document.facts[0]
    slots = {r.field: r for r in explanation.reasons[fact.id]}
    for name in ("actor", "action", "object"):
        start, end = slots[name].start, slots[name].end
        assert start is not None
        assert TEXT[start:end] == getattr(fact, name)
    for mention in explanation.document.dates:
        assert explanation.reasons[mention.id][0].field == "timex"
    first = explanation.sentences[0]
    assert "".join(w.text for w in first.words) in TEXT[first.start : first.end].replace(" ", "")
    assert {(w.text, w.tag) for w in first.words} >= {("筹集", "v")}
    assert all(w.runner_up != w.tag for w in first.words)


def test_explanations_name_the_construction_that_made_a_word_what_it_is() -> None:
    (sentence,) = extractor.Extractor().explain("去年，甲县新增就业人数超过3万人。", published=date(2019, 3, 1)).sentences
    words = {w.text: w for w in sentence.words}
    assert (words["新增"].tag, words["新增"].rule) == ("vn", "names_measure")
    assert ("新增就业", "人数", "甲县") in sentence.phrases
