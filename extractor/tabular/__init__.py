"""Documents as flat tables with typed columns; one definition, from which every output with columns is made."""

from extractor.tabular.definitions import NAMES, definitions
from extractor.tabular.frames import Tables, tables
from extractor.tabular.model import Column, Row, Table, Value

__all__ = ["NAMES", "Column", "Row", "Table", "Tables", "Value", "definitions", "tables"]
