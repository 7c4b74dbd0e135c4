"""From bytes, pages and data lines to articles: text, metadata and the lines that are content."""

from extractor.article.decode import decode
from extractor.article.page import read_page
from extractor.article.read import Source, iter_inputs, read_articles

__all__ = ["Source", "decode", "iter_inputs", "read_articles", "read_page"]
