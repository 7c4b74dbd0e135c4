"""Words in context: what each word of a sentence is where it stands."""

from extractor.words.counted import CountedNouns
from extractor.words.explain import explained
from extractor.words.model import Part, TaggedWord, WordClass
from extractor.words.tagger import WordsInContext
from extractor.words.vocabulary import Vocabulary, vocabulary

__all__ = ["CountedNouns", "Part", "TaggedWord", "Vocabulary", "WordClass", "WordsInContext", "explained", "vocabulary"]
