"""What becomes of documents: JSON Lines, tables in several formats, a view for the terminal, the schemas of all that."""

from extractor.writers.building import Building
from extractor.writers.explain import explain
from extractor.writers.fact_rows import FactRows
from extractor.writers.outputs import DEFAULT_FORMATS, FORMATS, Outputs, check_formats, file_names
from extractor.writers.progress import Progress
from extractor.writers.schema import RECORDS, schema_of
from extractor.writers.terminal import show

__all__ = [
    "DEFAULT_FORMATS",
    "FORMATS",
    "RECORDS",
    "Building",
    "FactRows",
    "Outputs",
    "Progress",
    "check_formats",
    "explain",
    "file_names",
    "schema_of",
    "show",
]
