"""An operation count that no machine's speed changes: the lines that code executes."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any


def lines_executed(run: Callable[[], object], *parts: str) -> int:
    """How many calls and lines of files with one of ``parts`` in their path a run takes."""
    count = 0

    def trace(frame: FrameType, *_: object) -> Any:
        nonlocal count
        if not any(part in frame.f_code.co_filename for part in parts):
            return None
        count += 1
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        run()
    finally:
        sys.settrace(before)
    return count
