"""What the wording around an expression says: which way it points, what it is compared with, whether anything else is said."""

from __future__ import annotations

import re

from extractor.dates.choice import Hints
from extractor.dates.context import Narrative
from extractor.dates.model import Expression, Parts, Words
from extractor.dates.vocabulary import compiled, words
from extractor.text import Sentence

WINDOW = 16  # so many characters in front may point ahead
_GLOSS = 3  # a weekday so close behind a day explains it


def hints_of(expression: Expression, text: str, sentence: Sentence, narrative: Narrative) -> Hints:
    """Direction of the wording in the clause in front, right behind, and for bare days in the whole sentence."""
    front = text[max(sentence.start, expression.start - WINDOW) : expression.start]
    ends = compiled("«clause_end»").search(front)
    forward, backward = _direction(expression, text, sentence, expression.start - len(front) + (ends.end() if ends else 0))
    parts = expression.parts or Parts()
    return Hints(
        forward=forward,
        alone=alone(expression, text, sentence),
        gloss=0 <= expression.start - narrative.last_end <= _GLOSS,
        listed=expression.start - narrative.last_end == 1 and bool(words("listing").match(text, narrative.last_end)),
        comparing=bool(compiled("«comparing»$").search(front)),
        dateline=bool(compiled("«dateline»").match(text, expression.end, sentence.end)),
        backward=backward,
        forecast=_found(compiled("«forecasting»").search(text, sentence.start, sentence.end))
        if parts.day is not None and parts.month is None
        else None,
        measured=_measured(expression, parts, text, sentence, front),
        balance=parts.balance and bool(words("balances").search(text, sentence.start, sentence.end)),
    )


def alone(expression: Expression, text: str, sentence: Sentence) -> bool:
    """Whether nothing else stands in the text; the sentence, which is short, is looked at first."""
    if text[sentence.start : expression.start].strip() or text[expression.end : sentence.end].strip():
        return False
    return not (text[: expression.start].strip() or text[expression.end :].strip())


def _direction(expression: Expression, text: str, sentence: Sentence, clause: int) -> tuple[Words | None, Words | None]:
    """The words in the clause in front or right behind that point ahead, and those that point back.

    截至8月底 points back, 报名截止8月底 does not.
    """
    start, end = expression.start, expression.end
    mark = compiled("«as_of_before»").search(text, clause, start) if expression.as_of else None
    if mark is None:
        if expression.as_of:
            return None, None
        return _found(words("forward").search(text, clause, start) or compiled("«ahead_behind»").match(text, end, sentence.end)), None
    forward = (
        compiled("«ahead_behind»").match(text, end, sentence.end)
        or words("forward").search(text, clause, mark.start())
        or compiled("«closing»$").search(text, clause, mark.start())
        or compiled("«as_of_ahead»").match(text, end, sentence.end)
    )
    return (_found(forward), None) if forward else (None, _found(mark))


def _found(m: re.Match[str] | None) -> Words | None:
    return m.span() if m else None


def _measured(expression: Expression, parts: Parts, text: str, sentence: Sentence, front: str) -> bool:
    """Whether something is compared with this time: 比上年增长, 是上年的两倍, 由上月上涨转为下降."""
    if compiled("«measuring»$").search(front):
        return True
    if not parts.stepping:
        return False
    if parts.same or compiled("«measured_behind»").match(text, expression.end, sentence.end):
        return True
    return bool(compiled("«measuring_step»$").search(front))
