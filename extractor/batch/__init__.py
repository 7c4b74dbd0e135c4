"""Many articles: results in order, over processes, kept in shards so that a run can go on, and a record of each failure."""

from extractor.batch.configuration import configuration
from extractor.batch.failure import Failure
from extractor.batch.inputs import sources, spool, total_size
from extractor.batch.plan import ALL, Plan, Selection
from extractor.batch.run import Result, run_batch
from extractor.batch.state import State

__all__ = ["ALL", "Failure", "Plan", "Result", "Selection", "State", "configuration", "run_batch", "sources", "spool", "total_size"]
