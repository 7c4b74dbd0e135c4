"""What becomes of documents: JSON Lines, a flat table of facts, a view for the terminal, the schemas of all that."""

from extractor.writers.outputs import Outputs, Rendered, render
from extractor.writers.progress import Progress
from extractor.writers.schema import RECORDS, schema_of
from extractor.writers.terminal import show

__all__ = ["RECORDS", "Outputs", "Progress", "Rendered", "render", "schema_of", "show"]
