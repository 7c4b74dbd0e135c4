"""The progress of a run: how much of the inputs is read, articles done, articles a second, time left. Drawn on a terminal only (rich)."""

from __future__ import annotations

from types import TracebackType
from typing import Any, TextIO


class Progress:
    """A context manager that draws on ``out``, or does nothing when ``shown`` is false. ``total`` is the bytes of all inputs."""

    def __init__(self, out: TextIO, total: int, *, shown: bool) -> None:
        self._bar: Any = _bar(out) if shown else None
        self._total = total
        self._articles = 0

    def __enter__(self) -> Progress:
        if self._bar is not None:
            self._bar.start()
            self._task = self._bar.add_task("articles", total=self._total or None, articles=0)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None) -> None:
        if self._bar is not None:
            self._bar.stop()

    def advance(self, done: int) -> None:
        """One more article is done; ``done`` bytes of the inputs were read then."""
        self._articles += 1
        if self._bar is not None:
            self._bar.update(self._task, completed=done, articles=self._articles)


def _bar(out: TextIO) -> Any:
    from rich.console import Console
    from rich.progress import BarColumn, ProgressColumn, TaskProgressColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar
    from rich.text import Text

    class Speed(ProgressColumn):
        """Articles a second, from the beginning on."""

        def render(self, task: Any) -> Text:
            articles, seconds = task.fields["articles"], task.elapsed
            return Text(f"{articles / seconds:.1f}/s" if articles and seconds else "", style="progress.data.speed")

    count = TextColumn("{task.fields[articles]} articles")
    return Bar(BarColumn(), TaskProgressColumn(), count, Speed(), TimeRemainingColumn(), console=Console(file=out))
