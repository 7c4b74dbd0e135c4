"""Administrative divisions of China: full names, the short forms that news uses, and who contains whom."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from extractor.lexicon.load import alternation, read_list

_LETTERS = {"特别行政区": "区", "地区": "市", "新区": "区", "林区": "区", "矿区": "区"}  # of levels that are no letter themselves
_LEVELS = (*_LETTERS, *"省市县区州旗盟")


class Division(NamedTuple):
    """One division. ``level`` is a letter of 省市县区州旗盟; ``shorts`` are unmistakable short forms, ``weak`` are not."""

    code: str
    name: str
    level: str
    shorts: tuple[str, ...]
    weak: tuple[str, ...]

    def __hash__(self) -> int:
        return hash(self.code)

    @property
    def province(self) -> str:
        """Code of the province."""
        return self.code[:2] + "0000"

    @property
    def prefecture(self) -> str:
        """Code of the prefecture, or of the province for what stands right below it."""
        return self.code[:4] + "00"

    def inside(self, other: Division) -> bool:
        """Whether this division is ``other`` or lies in it."""
        return self.code.startswith(other.code.rstrip("0")) if other.code != self.code else True


@lru_cache(maxsize=1)
def _autonomous() -> re.Pattern[str]:
    peoples = alternation(read_list("organizations/peoples.txt"))
    return re.compile(f"^(?P<stem>.+?)(?:{peoples})*自治(?P<level>区|州|县|旗)$")


def _division(code: str, name: str) -> Division:
    provincial, prefectural, autonomous = code.endswith("0000"), code.endswith("00"), "自治" in name
    match = _autonomous().match(name) if autonomous else None
    stem, level = (match["stem"], match["level"]) if match else _plain(name)
    if not stem:
        return Division(code, name, "区", (), ())
    letter = _LETTERS.get(level, level)
    if provincial:
        return Division(code, name, "市" if level == "市" else "省", tuple(provincial_shorts(name)), ())
    if len(stem) < 2:
        return Division(code, name, letter, (), ())
    with_level = (stem + level,) if autonomous else ()
    if prefectural:
        return Division(code, name, letter, (*with_level, stem), ())
    return Division(code, name, letter, with_level, (stem,))


def _plain(name: str) -> tuple[str, str]:
    """A name without its level, and the level; two empty strings for a name without one."""
    for level in _LEVELS if name.endswith(_LEVELS) else ():
        if name.endswith(level) and len(name) > len(level):
            return name[: -len(level)], level
    return "", ""


def provincial_shorts(name: str) -> list[str]:
    """内蒙古自治区 -> 内蒙古; 香港特别行政区 -> 香港, 香港特区."""
    stem = re.sub("(?:特别行政区|(?:壮族|回族|维吾尔)?自治区|省|市)$", "", name)
    return [stem, f"{stem}特区"] if "特别" in name else [stem]


@lru_cache(maxsize=1)
def read_divisions() -> tuple[Division, ...]:
    """All divisions, by code."""
    return tuple([_division(*row.split()) for row in read_list("organizations/divisions.txt")])
