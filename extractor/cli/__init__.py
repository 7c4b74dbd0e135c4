"""The command line: arguments, messages, exit codes. Everything else is done by ``batch`` and ``writers``.

Exit codes: 0 everything was read, 1 something failed, 2 wrong usage, 130 interrupted, 141 the reader of the output went away.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence

from extractor.cli.commands import FAILED, INTERRUPTED, OK, PIPE_CLOSED, USAGE, UsageError, say
from extractor.cli.options import parser
from extractor.cli.texts import FORMATS, SCHEMAS
from extractor.errors import LexiconError

__all__ = ["FAILED", "FORMATS", "INTERRUPTED", "OK", "PIPE_CLOSED", "SCHEMAS", "USAGE", "main", "parser"]


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; the exit code."""
    arguments = parser().parse_args(argv)
    _use_utf8()
    try:
        code: int = arguments.command(arguments)
        sys.stdout.flush()
    except UsageError as error:
        return say(f"extractor {arguments.name}: error: {error}", USAGE)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # else the interpreter complains at its end
        return PIPE_CLOSED
    except LexiconError as error:
        return say(f"extractor {arguments.name}: error: {error}", USAGE)
    except OSError as error:
        return say(f"extractor {arguments.name}: {error}", FAILED)
    except KeyboardInterrupt:
        return say("interrupted", INTERRUPTED)
    return code


def _use_utf8() -> None:
    """UTF-8 and bare line feeds into files and pipes, whatever the platform; on a terminal what it shows, odd ones escaped."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            if stream.isatty():
                stream.reconfigure(errors="backslashreplace")
            else:
                stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
