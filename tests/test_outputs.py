"""From any bytes to every output and back: what is read from an output is what the documents hold."""

from __future__ import annotations

import csv
import gzip
import json
import sqlite3
import tempfile
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
import zstandard
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractor.batch import Failure
from extractor.records import Document
from extractor.running import Order, check, run
from extractor.tabular import Column, Tables, tables
from extractor.tabular.arrow import fitted
from extractor.writers import FORMATS, file_names
from extractor.writers.csv_table import safe

SENTENCES = (
    "江西工人报9月5日讯 去年，省总工会筹集助学款6218万多元，扶持创业项目412个，救助困难家庭近3.5万户。",
    "今年上半年，江西银行发放贷款3至5亿元，贷款余额同比增长12.3%，占三分之一。",
    "第12届大会于2019年8月底举行，用地-3.5万亩，气温-5摄氏度。",
    "=SUM(A1) +1万元 @某局 \t-9295万元\r\n",
    "圆周率3.14159265358979323846264338327950288%，共99999999999999999999999999999999人。",
    '标题,"引号"\n来源：新华网  作者：张三\n',
    "\x00\x1b[31m\u2028\x85\u200b\ufeff\U00020bb7",
)
texts = st.lists(st.sampled_from(SENTENCES) | st.text(max_size=12), min_size=1, max_size=5).map("".join)
fields = st.sampled_from(["text", "正文", "title", "published", "source", "id", "x"])
rows = st.dictionaries(fields, texts | st.none() | st.integers() | st.dates().map(str))
PACKINGS: dict[str, Callable[[bytes], bytes]] = {"": bytes, ".gz": gzip.compress, ".zst": zstandard.compress}


def file_of(data: st.DataObject) -> tuple[str, bytes]:
    """A file of any form, mostly a good one, perhaps with damage."""
    name = data.draw(st.sampled_from(["a.txt", "a.html", "a.json", "a.jsonl", "a.csv", "a.tsv"]))
    if name in ("a.json", "a.jsonl"):
        some = data.draw(st.lists(rows, max_size=4))
        text = json.dumps(some) if name == "a.json" else "\n".join(json.dumps(row, ensure_ascii=False) for row in some)
    elif name in ("a.csv", "a.tsv"):
        cells = data.draw(st.lists(st.lists(texts, min_size=2, max_size=2), max_size=4))
        mark = "," if name == "a.csv" else "\t"
        text = "\n".join(mark.join('"' + cell.replace('"', '""') + '"' for cell in row) for row in [["title", "text"], *cells])
    else:
        text = data.draw(texts)
        text = f"<html><title>{text[:20]}</title><p>{text}</p><p>{text}</p></html>" if name == "a.html" else text
    content = text.encode(data.draw(st.sampled_from(["utf-8", "utf-8", "gb18030", "utf-16"])), "replace")
    if data.draw(st.integers(0, 4)) == 0:
        at = data.draw(st.integers(0, len(content)))
        content = content[:at] + data.draw(st.binary(max_size=6)) + content[at + data.draw(st.integers(0, 3)) :]
    packing = data.draw(st.sampled_from(["", "", ".gz", ".zst"]))
    return name + packing, PACKINGS[packing](content)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_reading_each_output_back_gives_the_same_values(data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as folder:
        inputs, out = Path(folder, "in"), Path(folder, "out")
        inputs.mkdir()
        for number in range(2):
            name, content = file_of(data)
            (inputs / f"{number}{name}").write_bytes(content)
        order = Order([inputs], out, formats=FORMATS)
        check(order)
        summary = run(order)
        documents = [Document.model_validate_json(line) for line in lines(out / "documents.jsonl")]
        failures = [Failure.model_validate_json(line) for line in lines(out / "failures.jsonl")]
        assert (len(documents), len(failures)) == (summary.articles, summary.failures)
        assert {failure.error for failure in failures} <= {"ArticleError"}
        assert {path.name for path in out.iterdir() if path.is_file()} == set(file_names(FORMATS))
        filled = tables(documents)
        same_in_csv(filled, out)
        same_in_parquet(filled, out)
        same_in_sqlite(filled, out)


def lines(path: Path) -> list[bytes]:
    return path.read_bytes().split(b"\n")[:-1]


def parsed(column: Column, value: Any) -> Any:
    """A value that was kept as text."""
    if value is None or (value == "" and column.kind != "text"):
        return None
    readers: dict[str, Any] = {
        "number": Decimal,
        "day": date.fromisoformat,
        "moment": datetime.fromisoformat,
        "integer": int,
        "flag": lambda v: v in (1, "true"),
    }
    return readers.get(column.kind, str)(value)


def same_in_csv(filled: Tables, out: Path) -> None:
    for name, table in filled.items():
        with (out / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
            header, *found = csv.reader(file)
        assert tuple(header) == table.columns
        for cells, row in zip(found, table, strict=True):
            for column, cell, value in zip(table.definition.columns, cells, row, strict=True):
                if column.kind == "text":
                    assert cell == safe(str(value or ""))
                    assert not cell.startswith(("=", "+", "-", "@"))
                else:
                    assert parsed(column, cell) == value


def same_in_parquet(filled: Tables, out: Path) -> None:
    for name, table in filled.items():
        found = pq.read_table(out / f"{name}.parquet")
        assert tuple(found.column_names) == table.columns
        for index, column in enumerate(table.definition.columns):
            values: list[Any] = [row[index] for row in table]
            assert found.column(index).to_pylist() == ([fitted(v) for v in values] if column.kind == "number" else values)


def same_in_sqlite(filled: Tables, out: Path) -> None:
    connection = sqlite3.connect(out / "extractor.sqlite")
    try:
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        for name, table in filled.items():
            columns = ", ".join(f'"{column}"' for column in table.columns)
            found = connection.execute(f"SELECT {columns} FROM {name}").fetchall()
            rows = [tuple(map(parsed, table.definition.columns, row)) for row in found]
            assert sorted(rows, key=repr) == sorted(table.rows, key=repr)
    finally:
        connection.close()


def test_the_database_joins(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text("".join(json.dumps({"text": text, "id": "same"}) + "\n" for text in SENTENCES[:2]), encoding="utf-8")
    run(Order([tmp_path / "a.jsonl"], tmp_path / "out", formats=("sqlite",)))
    connection = sqlite3.connect(tmp_path / "out" / "extractor.sqlite")
    query = (
        "SELECT a.article, f.actor, m.text, o.name FROM facts f JOIN articles a USING (article) JOIN amounts m ON (m.article, m.id)"
        " = (f.article, f.mention) LEFT JOIN organizations o ON (o.article, o.id) = (f.article, f.organization_mention)"
    )
    found = connection.execute(query).fetchall()
    connection.close()
    assert (1, "省总工会", "6218万多元", "江西省总工会") in found
    assert {row[0] for row in found} == {1, 2}


@pytest.mark.parametrize("name", ["documents.jsonl", "facts.csv", "failures.jsonl"])
def test_outputs_are_replaced_not_added_to(name: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(SENTENCES[0], encoding="utf-8")
    order = Order([tmp_path / "a.txt"], tmp_path / "out")
    run(order)
    before = (tmp_path / "out" / name).read_bytes()
    run(order)
    assert (tmp_path / "out" / name).read_bytes() == before
