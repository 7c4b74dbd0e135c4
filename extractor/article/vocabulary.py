"""The vocabulary of this room (``lexicon/article.toml``) as models, and helpers to build patterns from it.

Patterns are built once, when first needed, each by the module that uses it.
"""

from __future__ import annotations

from functools import lru_cache

from extractor.lexicon.load import Lexicon, alternation, read_list, read_toml

Words = tuple[str, ...]

# A text without any of these is taken for simplified and never pays for folding.
_TRADITIONAL_SIGNS = "國來時會發記電訊為於這個們學"


class FieldNames(Lexicon):
    """Names of fields in data files."""

    author: Words
    id: Words
    published: Words
    source: Words
    text: Words
    title: Words
    url: Words


class Labels(Lexicon):
    """Labels of metadata lines."""

    author: Words
    editor: Words
    keywords: Words
    noise: Words
    original: Words
    published: Words
    source: Words
    updated: Words
    weak: Words
    event: Words
    empty: Words


class Credits(Lexicon):
    """Roles in credit lines."""

    author: Words
    roles: Words
    spaced: Words


class Bylines(Lexicon):
    """Words around the name of the writer."""

    roles: Words
    slashed: Words
    trailing: Words
    cut: Words
    rest: Words
    none: Words


class Sections(Lexicon):
    """Headings of lists of other articles."""

    closing: Words
    listing: Words


class Chrome(Lexicon):
    """What a site puts around its articles."""

    lines: Words
    openings: Words


class Legal(Lexicon):
    """Copyright lines, disclaimers and addresses."""

    openings: Words
    inside: Words


class Breadcrumbs(Lexicon):
    """The way from the home page to the article."""

    openings: Words
    roots: Words
    last: Words
    marks: Words


class Media(Lexicon):
    """Names of media in datelines."""

    names: Words
    endings: Words
    own: Words
    joined: Words
    generic: Words


class Datelines(Lexicon):
    """Words that make a dateline."""

    kinds: Words
    wires: Words
    glued: Words
    not_glued: Words
    clauses: Words
    parts: Words
    titles: Words
    programs: Words


class Captions(Lexicon):
    """How a caption begins and ends."""

    openings: Words
    closings: Words


class Tails(Lexicon):
    """Marks behind the last sentence."""

    done: Words
    editors: Words


class Common(Lexicon):
    """Frequent characters."""

    simplified: str
    traditional: str


class HtmlNames(Lexicon):
    """Names under which HTML pages state things about themselves, in lower case."""

    author: Words
    kinds: Words
    published: Words
    site: Words
    source: Words
    title: Words
    url: Words
    variables: Words


class ArticleLexicon(Lexicon):
    """``lexicon/article.toml``."""

    fields: FieldNames
    labels: Labels
    credits: Credits
    bylines: Bylines
    sections: Sections
    chrome: Chrome
    legal: Legal
    breadcrumbs: Breadcrumbs
    media: Media
    datelines: Datelines
    captions: Captions
    tails: Tails
    common: Common
    html: HtmlNames


@lru_cache(maxsize=1)
def vocabulary() -> ArticleLexicon:
    """The lexicon of this room, read once."""
    found: ArticleLexicon = read_toml("article.toml", ArticleLexicon)
    return found


def group(*words: Words) -> str:
    """A non-capturing group that matches any of the words, longest first."""
    return f"(?:{alternation(word for part in words for word in part)})"


def spaced(*words: Words) -> str:
    """Like ``group``; words of two characters may be spread out (来 源)."""
    plain = [word for part in words for word in part]
    wide = [f"{word[0]}[ \u3000]{{1,4}}{word[1]}" for word in plain if len(word) == 2 and not word.isascii()]
    return f"(?:{alternation(plain)}{''.join('|' + word for word in sorted(set(wide)))})"


def simplified(text: str) -> str:
    """The text with traditional characters folded, one for one; a simplified text comes back as it is."""
    if not any(sign in text for sign in _TRADITIONAL_SIGNS):
        return text
    return text.translate(_folding())


@lru_cache(maxsize=1)
def _folding() -> dict[int, str]:
    return {ord(pair[0]): pair[-1] for pair in read_list("folding.txt")}
