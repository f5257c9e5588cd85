"""Answer to sentences: one function for each kind of finding, verdict and caveat."""

from analysis.language.phrases.sentences import (
    TEXTS,
    caveat_sentence,
    paragraph,
    sentence,
    texts,
    verdict_sentence,
)

__all__ = ["TEXTS", "caveat_sentence", "paragraph", "sentence", "texts", "verdict_sentence"]
