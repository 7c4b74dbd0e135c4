"""How time grows with the text: longer articles, more articles, and texts made to be slow.

    python benchmarks/growth.py [PATH ...] [--segmenter jieba] [--only 分别] [--json OUT]

PATH is a folder, a text file or a JSONL file (default: the corpus). Every figure is CPU microseconds per character, and beside it
the ratio to ordinary news, which is the given texts as they are. A program whose time is linear shows the same figure in each row
of a group; what is quadratic shows ten times as much at ten times the length.

A hostile text is a short piece without end, in one clause. Most of the work is done only where numbers are, so each piece comes in
four frames: alone, before a number, behind a number, and between numbers. Of the frames the table shows the worst.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable
from functools import partial
from itertools import cycle
from pathlib import Path
from typing import NamedTuple

from extractor import Article, Extractor, read_articles
from extractor.segment.segmenters import JiebaSegmenter, RjiebaSegmenter

CORPUS = Path(__file__).resolve().parent.parent / "corpus" / "articles"
SIZES = (1_000, 10_000, 100_000, 1_000_000)  # characters of one article
_MARKS = dict.fromkeys(map(ord, "，。、；：！？“”（）《》\n \t\u3000"))


class Row(NamedTuple):
    """One measured text."""

    group: str
    name: str
    characters: int
    microseconds: float  # per character
    ratio: float  # to ordinary news


PIECES = (
    *("1", "1234567890", "1,", "3.", "万", "一", "亿元", "三千五百万零二", "１２３"),  # numerals
    *("年月日", "3月5日", "今年三月五日上午", "2019年、", "比上年", "时", "每天"),  # dates
    *("3至", "5亿元、", "5亿元", "投资5亿元建设", "同比增长5.3%", "3名职工和", "第一", "近", "为3人、", "由3万元", "其中3人"),  # quantities
    *("（", "）", "公司（", "（（）", "“", "“”", "《", "《中国》", "《报告", "（以下简称“", "(3)"),  # marks
    *("的", "由", "由公司", "由公司支付", "对", "对职工", "为", "在北京", "分别", "甲、", "甲、乙分别为", "和", "等"),  # what leads on
    *("将", "将增长", "计划将", "已经", "据", "据统计", "据报道称", "预计"),
    *("公司", "中国石油公司", "省委", "市", "上海市", "省总工会", "大学、"),  # organizations
    *("经济", "职工", "增长", "支出", "投资建设", "收入", "投资的", "走访慰问"),  # nouns and verbs
    *("a", "abc ", " ", "x\n", "\n", "3亿元\n", "，", "3亿元，", "万，", "。", "3亿元。", "\u200b省", "國務院發電"),  # other
    *("来源：新华网 2020-01-01 ", "https://a.cn/", "\U00020000", "\ue000", "\r", "\0"),
)
FRAMES: dict[str, Callable[[str, int], str]] = {
    "alone": lambda piece, size: _filled(piece, size),
    "before a number": lambda piece, size: _filled(piece, size - 3) + "3亿元",
    "behind a number": lambda piece, size: "3亿元" + _filled(piece, size - 3),
    "between numbers": lambda piece, size: _filled(piece + "3亿元", size),
    "half and half": lambda piece, size: _filled(piece, size // 2) + _filled("3人、", size // 2),
    "half and half, the other way": lambda piece, size: _filled("3人、", size // 2) + _filled(piece, size // 2),
}


def _filled(piece: str, size: int) -> str:
    return (piece * (size // len(piece) + 1))[:size]


def whole_texts(news: str, size: int) -> dict[str, str]:
    """News without marks that would end a clause, or a sentence."""
    long = long_enough(news, size * 2)
    return {
        "news without any marks": long.translate(_MARKS)[:size],
        "news in one line, all marks commas": long.replace("\n", "").translate(dict.fromkeys(map(ord, "。；！？"), "，"))[:size],
        "news, a line for each character": "\n".join(long[: size // 2]),
    }


def long_enough(news: str, size: int) -> str:
    """Ordinary news of a size: the given texts again and again."""
    parts, length = [], 0
    for line in cycle(news.splitlines(keepends=True)):
        parts.append(line)
        length += len(line)
        if length >= size:
            break
    return "".join(parts)[:size]


def seconds(run: Callable[[], object], rounds: int) -> float:
    """CPU seconds of the fastest of several rounds; of one when it takes long."""
    best = float("inf")
    for _ in range(rounds):
        start = time.process_time()
        run()
        best = min(best, time.process_time() - start)
        if best > 2:
            break
    return best


class Bench:
    """Measures texts and prints a row for each."""

    def __init__(self, extractor: Extractor, options: argparse.Namespace) -> None:
        self.extractor, self.rounds, self.budget, self.size = extractor, int(options.rounds), float(options.budget), int(options.size)
        self.rows: list[Row] = []
        self.ordinary = 1.0

    def time(self, group: str, name: str, given: list[str]) -> Row:
        """Time the extraction of some texts, one after the other."""
        characters = sum(map(len, given))
        each = seconds(lambda: [self.extractor.extract(text) for text in given], self.rounds) / characters * 1e6
        if not self.rows:
            self.ordinary = each
        found = Row(group, name, characters, each, each / self.ordinary)
        self.rows.append(found)
        return found

    def show(self, row: Row) -> None:
        """Print one row."""
        figures = f"{row.characters:10,d} {row.microseconds:9.2f} us/character {row.ratio:6.2f} x ordinary news"
        print(f"{row.group:14} {row.name:44} {figures}", flush=True)

    def hostile(self, name: str, make: Callable[[int], str]) -> Row:
        """One hostile text in two sizes; the larger one only when that would not take too long, were the time quadratic.

        The row of the larger text counts: in a short one, what is done once a text weighs.
        """
        small, large = self.size // 10, self.size
        row = self.time("hostile", name, [make(small)])
        if row.microseconds * small * (large / small) ** 2 < self.budget * 1e6:
            row = self.time("hostile", name, [make(large)])
        return row


def growth(bench: Bench, articles: list[str]) -> None:
    """Longer articles, and more of them."""
    news = long_enough("\n".join(articles), SIZES[-1])
    for size in SIZES:
        bench.show(bench.time("one article", f"of {size:,d} characters", [news[:size]]))
    for size in SIZES:
        bench.show(bench.time("many articles", f"of {size:,d} characters", [news[i : i + size] for i in range(0, len(news), size)]))
    for times in (1, 10, 100):
        bench.show(bench.time("many articles", f"the same {times} times", articles * times))


def hostile(bench: Bench, news: str, only: str | None) -> Row:
    """All hostile texts; the worst of them."""
    found = []
    for piece in PIECES:
        if only is None or only in piece:
            rows = {frame: bench.hostile(f"{piece!r} {frame}", partial(make, piece)) for frame, make in FRAMES.items()}
            worst = max(rows, key=lambda frame: rows[frame].ratio)
            bench.show(rows[worst])
            found.append(rows[worst])
    if only is None:
        for name in whole_texts(news, 10):
            found.append(bench.hostile(name, lambda size, name=name: whole_texts(news, size)[name]))  # type: ignore[misc]
            bench.show(found[-1])
    return max(found, key=lambda row: row.ratio)


def content(article: Article) -> str:
    """The lines of an article that are content: page furniture takes part in no extraction, and would end that of what follows."""
    return "\n".join(article.text[b.start : b.end] for b in article.blocks or ())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", default=[str(CORPUS)])
    parser.add_argument("--segmenter", choices=("jieba", "rjieba"), default="rjieba")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument(
        "--budget", type=float, default=60, help="CPU seconds that a hostile text may take at its larger size, were its time quadratic"
    )
    parser.add_argument("--size", type=int, default=20_000, help="characters of the larger of the two hostile texts of each kind")
    parser.add_argument("--only", help="only the hostile texts whose piece has this in it")
    parser.add_argument("--json", help="write the figures here")
    options = parser.parse_args()
    articles = [content(a) for path in options.paths for a in read_articles(path)]
    bench = Bench(Extractor(segmenter=JiebaSegmenter() if options.segmenter == "jieba" else RjiebaSegmenter()), options)
    for text in articles:
        bench.extractor.extract(text)
    bench.show(bench.time("ordinary news", "as it is", articles))
    if options.only is None:
        growth(bench, articles)
    worst = hostile(bench, "\n".join(articles), options.only)
    print(f"worst of the hostile texts: {worst.name}, {worst.ratio:.1f} x ordinary news")
    if options.json:
        Path(options.json).write_text(json.dumps([r._asdict() for r in bench.rows], ensure_ascii=False, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
