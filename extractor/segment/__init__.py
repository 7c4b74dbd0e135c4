"""Words: the segmenter behind a small protocol, tags from the segmenter's dictionary, and clauses cut on demand."""

from extractor.segment.protocol import Segmenter, Word, Words
from extractor.segment.segmenters import default_segmenter

__all__ = ["Segmenter", "Word", "Words", "default_segmenter"]
