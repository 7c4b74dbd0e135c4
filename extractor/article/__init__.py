"""From bytes, pages and data files to articles: text, metadata and the lines that are content."""

from extractor.article.damage import mend
from extractor.article.decode import decode
from extractor.article.options import Limits, Reading, reading
from extractor.article.page import read_page
from extractor.article.piece import Piece
from extractor.article.read import Source, iter_inputs, read_articles

__all__ = ["Limits", "Piece", "Reading", "Source", "decode", "iter_inputs", "mend", "read_articles", "read_page", "reading"]
