"""What the wording around an expression says: which way it points, what it is compared with, whether anything else is said."""

from __future__ import annotations

from extractor.dates.choice import Hints
from extractor.dates.context import Narrative
from extractor.dates.model import Expression, Parts
from extractor.dates.vocabulary import compiled, words
from extractor.text import Sentence

WINDOW = 16  # so many characters in front may point ahead
_GLOSS = 3  # a weekday so close behind a day explains it


def hints_of(expression: Expression, text: str, sentence: Sentence, narrative: Narrative) -> Hints:
    """Direction of the wording in the clause in front, right behind, and for bare days in the whole sentence."""
    front = text[max(sentence.start, expression.start - WINDOW) : expression.start]
    ends = compiled("«clause_end»").search(front)
    clause = front[ends.end() :] if ends else front
    forward, backward = _direction(expression, text, sentence, clause)
    parts = expression.parts or Parts()
    return Hints(
        forward=forward,
        alone=alone(expression, text, sentence),
        gloss=0 <= expression.start - narrative.last_end <= _GLOSS,
        comparing=bool(compiled("«comparing»$").search(front)),
        dateline=bool(compiled("«dateline»").match(text, expression.end, sentence.end)),
        backward=backward,
        forecast=parts.day is not None
        and parts.month is None
        and bool(compiled("«forecasting»").search(text, sentence.start, sentence.end)),
        measured=_measured(expression, parts, text, sentence, front),
        balance=parts.balance and bool(words("balances").search(text, sentence.start, sentence.end)),
    )


def alone(expression: Expression, text: str, sentence: Sentence) -> bool:
    """Whether nothing else stands in the text; the sentence, which is short, is looked at first."""
    if text[sentence.start : expression.start].strip() or text[expression.end : sentence.end].strip():
        return False
    return not (text[: expression.start].strip() or text[expression.end :].strip())


def _direction(expression: Expression, text: str, sentence: Sentence, clause: str) -> tuple[bool, bool]:
    """Whether the wording points ahead, and whether it points back: 截至8月底 does, 报名截止8月底 does not."""
    behind = bool(compiled("«ahead_behind»").match(text, expression.end, sentence.end))
    mark = compiled("«as_of_before»").search(clause) if expression.as_of else None
    if mark is None:
        return (behind or bool(words("forward").search(clause))) and not expression.as_of, False
    before = clause[: mark.start()]
    forward = behind or bool(words("forward").search(before)) or bool(compiled("«closing»$").search(before))
    forward = forward or bool(compiled("«as_of_ahead»").match(text, expression.end, sentence.end))
    return forward, not forward


def _measured(expression: Expression, parts: Parts, text: str, sentence: Sentence, front: str) -> bool:
    """Whether something is compared with this time: 比上年增长, 是上年的两倍, 由上月上涨转为下降."""
    if compiled("«measuring»$").search(front):
        return True
    if not parts.stepping:
        return False
    if parts.same or compiled("«measured_behind»").match(text, expression.end, sentence.end):
        return True
    return bool(compiled("«measuring_step»$").search(front))
