"""The progress bar of a run: articles done of all, articles a second, time remaining. Drawn on a terminal only (rich)."""

from __future__ import annotations

from types import TracebackType
from typing import Any, TextIO


class Progress:
    """A context manager that draws on ``out``, or does nothing when ``shown`` is false."""

    def __init__(self, out: TextIO, total: int, *, shown: bool) -> None:
        self._bar: Any = _bar(out) if shown else None
        self._total = total

    def __enter__(self) -> Progress:
        if self._bar is not None:
            self._bar.start()
            self._task = self._bar.add_task("articles", total=self._total)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None) -> None:
        if self._bar is not None:
            self._bar.stop()

    def advance(self) -> None:
        """One more article is done."""
        if self._bar is not None:
            self._bar.advance(self._task)


def _bar(out: TextIO) -> Any:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, ProgressColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar
    from rich.text import Text

    class Speed(ProgressColumn):
        """Articles a second."""

        def render(self, task: Any) -> Text:
            return Text(f"{task.speed:.1f}/s" if task.speed else "", style="progress.data.speed")

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), Speed(), TimeRemainingColumn())
    return Bar(*columns, console=Console(file=out))
