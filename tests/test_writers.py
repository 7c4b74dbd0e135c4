"""What is written: JSON Lines, facts.csv as a spreadsheet reads it, the view for the terminal."""

from __future__ import annotations

import csv
import io
import json
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

import extractor
from extractor.batch import Failure
from extractor.jsonl import line_of
from extractor.records import (
    Amount,
    DateMention,
    Document,
    Fact,
    FactDate,
    FactOrganization,
    FactQuantity,
    Organization,
    Percentage,
    TextSpan,
)
from extractor.tabular import definitions
from extractor.writers import FORMATS, Building, Outputs, csv_table, file_names, terminal

TEXT = "一季度，\r\n省总工会亏损-9295万元，同比下降3.5%至6%。\x1b[31m"
DAYS = {"first_day": date(2018, 1, 1), "last_day": date(2018, 3, 31)}


def place(surface: str) -> dict[str, object]:
    start = TEXT.index(surface)
    return {"text": surface, "start": start, "end": start + len(surface), "rule": "test"}


LOSS = {"value": Decimal("-9.295E+7"), "low": Decimal(-92950000), "high": None, "bound": "at_least"}
FALL = {"value": None, "low": Decimal("3.50"), "high": Decimal(6), "bound": "range"}
DOCUMENT = Document(
    id="=a.txt",
    title="@标题",
    published=datetime(2018, 5, 24, 10, 37),
    source="＝网",
    text=TEXT,
    dates=(DateMention.model_validate({**place("一季度"), "id": "m1", "kind": "date", "timex": "2018-Q1", "anchor": "context", **DAYS}),),
    amounts=(Amount.model_validate({**place("-9295万元"), "id": "m3", "currency": "CNY", "per": "每户", **LOSS}),),
    percentages=(Percentage.model_validate({**place("3.5%至6%"), "id": "m4", **FALL}),),
    organizations=(
        Organization.model_validate({**place("省总工会"), "id": "m2", "name": "黑龙江省总工会", "type": "union", "entity": "o1"}),
    ),
    facts=(
        Fact(
            id="f1",
            actor="省总工会",
            quantity=FactQuantity.model_validate({"mention": "m3", "currency": "CNY", **LOSS}),
            organization=FactOrganization(mention="m2", name="黑龙江省总工会"),
            action="亏损",
            object="+物",
            date=FactDate.model_validate({"mention": "m1", "date_source": "sentence", **DAYS}),
            sentence=TextSpan(start=0, end=len(TEXT)),
        ),
        Fact(
            id="f2",
            actor=None,
            quantity=FactQuantity.model_validate({"mention": "m4", "unit": "percent", **FALL}),
            action=None,
            object=None,
            sentence=TextSpan(start=0, end=3),
        ),
    ),
)


def read_csv(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


FACTS = definitions()["facts"]


def facts_csv(document: Document) -> str:
    return csv_table.header(FACTS) + csv_table.rows_of(FACTS, document, 1)


def rows() -> list[dict[str, str]]:
    return read_csv(facts_csv(DOCUMENT).removeprefix("\ufeff"))


def test_a_line_reads_back_as_the_same_record() -> None:
    line = line_of(DOCUMENT)
    assert Document.model_validate_json(line) == DOCUMENT
    assert json.loads(line)["amounts"][0]["value"] == "-92950000"


def test_a_record_is_one_line_for_every_reader() -> None:
    text = "a\nb\r\u2028c\u2029d\x85e\x0bf\x0cg\x1ch"
    line = line_of(Document(id="x", text=text))
    assert line.splitlines() == [line.removesuffix("\n")]
    assert Document.model_validate_json(line).text == text


def test_the_table_has_the_values_of_the_facts() -> None:
    first, second = rows()
    assert {name: first[name] for name in ("value", "low", "high", "bound", "unit", "currency", "per", "type", "quantity")} == {
        "value": "-92950000", "low": "-92950000", "high": "", "bound": "at_least", "unit": "", "currency": "CNY", "per": "每户",
        "type": "amount", "quantity": "'-9295万元",
    }  # fmt: skip
    assert TEXT[int(first["start"]) : int(first["end"])] == "-9295万元"
    assert (first["organization"], first["organization_text"], first["actor"]) == ("黑龙江省总工会", "省总工会", "省总工会")
    assert (first["first_day"], first["last_day"], first["date_source"], first["date_text"]) == (
        "2018-01-01", "2018-03-31", "sentence", "一季度",
    )  # fmt: skip
    assert first["published"] == "2018-05-24T10:37:00"
    assert (second["type"], second["value"], second["low"], second["high"]) == ("percentage", "", "3.50", "6")
    assert not any(second[name] for name in ("actor", "organization", "action", "object", "first_day", "date_source", "date_text"))


def test_formulas_are_neutralised_and_lines_are_joined() -> None:
    first = rows()[0]
    assert (first["article_id"], first["title"], first["source"], first["object"]) == ("'=a.txt", "'@标题", "'＝网", "'+物")
    assert first["sentence"] == "一季度， 省总工会亏损-9295万元，同比下降3.5%至6%。 [31m"


@pytest.mark.parametrize(
    "cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "＝1", "＋1", "－1", "＠a", "﹦1", "\ufeff=1"]
)
def test_every_kind_of_formula_is_neutralised(cell: str) -> None:
    assert csv_table.safe(cell).startswith("'")


@pytest.mark.parametrize("cell", ["", "2018-05-24", "省总工会", "'quoted", "《=》", "3—5万元", "a=b"])
def test_ordinary_cells_stay_as_they_are(cell: str) -> None:
    assert csv_table.safe(cell) == cell


def test_every_line_of_the_table_ends_with_crlf_and_has_all_columns() -> None:
    text = facts_csv(DOCUMENT)
    lines = text.split("\r\n")
    assert lines.pop() == ""
    assert len(lines) == 1 + len(DOCUMENT.facts)
    assert not any("\n" in line or "\r" in line for line in lines)
    assert {len(row) for row in csv.reader(lines)} == {len(FACTS.columns)}


def write(folder: Path, formats: tuple[str, ...], *documents: Document) -> list[str]:
    with Building(folder / "aside") as building:
        outputs = Outputs(formats, building)
        for document in documents:
            outputs.document(line_of(document))
        outputs.failure(line_of(Failure(path="b.txt", reason="empty", error="ArticleError")))
        assert not [path for path in folder.iterdir() if path.is_file()]
        outputs.move_to(folder)
    assert (outputs.articles, outputs.failures) == (len(documents), 1)
    return sorted(path.name for path in folder.iterdir())


def test_outputs_come_into_place_as_a_whole(tmp_path: Path) -> None:
    assert write(tmp_path, ("jsonl", "facts"), DOCUMENT) == ["documents.jsonl", "facts.csv", "failures.jsonl"]
    assert Document.model_validate_json((tmp_path / "documents.jsonl").read_bytes()) == DOCUMENT
    assert (tmp_path / "facts.csv").read_bytes().startswith(b"\xef\xbb\xbfarticle_id,")
    assert read_csv((tmp_path / "facts.csv").read_bytes().decode("utf-8-sig")) == rows()
    assert Failure.model_validate_json((tmp_path / "failures.jsonl").read_bytes()).path == "b.txt"


@pytest.mark.parametrize("formats", [(name,) for name in FORMATS] + [FORMATS], ids=lambda formats: "+".join(formats))
def test_each_format_writes_its_files(formats: tuple[str, ...], tmp_path: Path) -> None:
    assert write(tmp_path, formats, DOCUMENT) == sorted(file_names(formats))
    first = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    write(tmp_path / "again", formats, DOCUMENT)
    assert {path.name: path.read_bytes() for path in (tmp_path / "again").iterdir()} == first


def test_outputs_that_are_not_finished_leave_those_of_an_earlier_run(tmp_path: Path) -> None:
    write(tmp_path, FORMATS, DOCUMENT)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}

    def broken() -> None:
        with Building(tmp_path / "aside") as building:
            Outputs(FORMATS, building).document(line_of(DOCUMENT))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        broken()
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_plain_view() -> None:
    view = terminal.plain_view(DOCUMENT)
    assert "title: @标题\npublished: 2018-05-24 10:37:00\n" in view
    assert "⟦一季度|date⟧，" in view
    assert "⟦省总工会|organization⟧亏损⟦-9295万元|amount⟧，同比下降⟦3.5%至6%|percentage⟧。" in view
    table = [line.split("\t") for line in view.rstrip("\n").rsplit("\n", 3)[1:]]
    assert table == [
        ["actor", "action", "object", "quantity", "value", "when"],
        ["省总工会（黑龙江省总工会）", "亏损", "+物", "-9295万元", "≥-92,950,000 CNY", "2018-01-01 … 2018-03-31"],
        ["", "", "", "3.5%至6%", "3.50–6 percent", ""],
    ]


def test_no_control_character_of_an_article_reaches_the_terminal() -> None:
    assert "\x1b" not in terminal.plain_view(DOCUMENT)
    odd = "".join(map(chr, [*range(0x20), *range(0x7F, 0xA0), 0x202E]))
    assert len(terminal.visible(odd)) == len(odd)
    assert [c for c in terminal.visible(odd) if not c.isprintable()] == ["\t", "\n"]


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_coloured_view(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "160")
    monkeypatch.delenv("NO_COLOR", raising=False)
    out = Terminal()
    terminal.show(DOCUMENT, out)
    shown = out.getvalue()
    assert "\x1b[1;30;102m-9295万元\x1b[0m" in shown
    assert "\x1b[31m" not in shown
    for kind in terminal.STYLES:
        assert f" {kind} " in shown
    assert "≥-92,950,000 CNY" in shown
    assert "⟦" not in shown


def test_a_terminal_without_colours_gets_marks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    out = Terminal()
    terminal.show(DOCUMENT, out)
    assert out.getvalue() == terminal.plain_view(DOCUMENT)


def test_an_endless_sentence_is_written_in_part() -> None:
    text = "全市发放补助5万元和" * 3000
    document = extractor.extract(text)
    rows = list(csv.reader(io.StringIO(csv_table.rows_of(FACTS, document, 1))))
    column = FACTS.names.index("sentence")
    assert len(rows) == len(document.facts) > 2000
    assert all("5万元" in row[column] and len(row[column]) < 1100 for row in rows)


def test_a_cell_is_no_longer_than_a_spreadsheet_can_hold() -> None:
    assert len(csv_table.safe("=" + "字" * 100_000)) == csv_table.LONGEST == 32_767
    assert csv_table.safe("字" * 32_767) == "字" * 32_767
