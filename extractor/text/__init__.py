"""From an article to text that rules can match on: character folding with the way back, sentences and clauses."""

from extractor.text.fold import HIDDEN, NormalizedText, normalize
from extractor.text.sentences import CLAUSE_MARKS, Clause, Sentence, clause_end, clauses, sentences

__all__ = ["CLAUSE_MARKS", "HIDDEN", "Clause", "NormalizedText", "Sentence", "clause_end", "clauses", "normalize", "sentences"]
