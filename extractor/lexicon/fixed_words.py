"""Fixed words of a lexicon file in a text: what lies inside of one is nothing of its own."""

from __future__ import annotations

from extractor.lexicon.load import read_list


class FixedWords:
    """The words of a file, found all at once; of overlapping ones the first, of those the longest."""

    def __init__(self, name: str) -> None:
        from ahocorasick_rs import AhoCorasick, MatchKind

        self._words = AhoCorasick(list(read_list(name)), matchkind=MatchKind.LeftmostLongest)

    def edges(self, text: str) -> tuple[list[int], list[int]]:
        """Where such words begin and end, in order."""
        found = self._words.find_matches_as_indexes(text)
        return [start for _, start, _ in found], [end for _, _, end in found]
