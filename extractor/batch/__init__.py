"""Many articles: documents in order, over processes, with a record of each failure."""

from extractor.batch.failure import Failure
from extractor.batch.inputs import article_count, sources
from extractor.batch.run import run_batch

__all__ = ["Failure", "article_count", "run_batch", "sources"]
