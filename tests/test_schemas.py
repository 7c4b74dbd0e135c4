"""``schemas/`` is what ``extractor schema`` prints, and every field says what it means."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from extractor.cli import SCHEMAS
from extractor.writers import RECORDS, schema_of

FOLDER = Path(__file__).resolve().parent.parent / "schemas"


def fields(schema: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """All fields of a schema and of the records in it, by name."""
    for name, record in {schema["title"]: schema, **schema.get("$defs", {})}.items():
        for field, description in record.get("properties", {}).items():
            yield f"{name}.{field}", description


@pytest.mark.parametrize("name", SCHEMAS)
def test_schemas_are_up_to_date(name: str) -> None:
    path = FOLDER / f"{name}.schema.json"
    assert path.read_text(encoding="utf-8") == schema_of(name), f"extractor schema {name} > schemas/{path.name}"


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_field_is_described(name: str) -> None:
    bare = [field for field, schema in fields(json.loads(schema_of(name))) if not schema.get("description")]
    assert not bare


def test_every_schema_is_offered_and_no_other_file_lies_there() -> None:
    assert set(SCHEMAS) == set(RECORDS)
    assert {path.name for path in FOLDER.iterdir()} == {f"{name}.schema.json" for name in SCHEMAS}


def test_decimals_are_strings() -> None:
    value = json.loads(schema_of("document"))["$defs"]["Amount"]["properties"]["value"]
    assert {option["type"] for option in value["anyOf"]} == {"string", "null"}
