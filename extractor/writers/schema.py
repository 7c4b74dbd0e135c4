"""JSON Schema of the records that are written, as ``schemas/`` holds it."""

from __future__ import annotations

import json

from extractor.batch.failure import Failure
from extractor.records import Article, Document, Record

RECORDS: dict[str, type[Record]] = {"document": Document, "article": Article, "failure": Failure}
DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema_of(name: str) -> str:
    """The schema of one record as it is written (decimals are strings), indented, with a line feed at the end."""
    schema = {"$schema": DIALECT, **RECORDS[name].model_json_schema(mode="serialization")}
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
