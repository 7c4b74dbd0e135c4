"""Words: the segmenter behind a small protocol, tags from the segmenter's dictionary, and clauses cut on demand."""

from extractor.segment.protocol import Cut, Segmenter, Word, Words
from extractor.segment.segmenters import default_segmenter

__all__ = ["Cut", "Segmenter", "Word", "Words", "default_segmenter"]
