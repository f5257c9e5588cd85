"""Answer to sentences: one function for each kind of finding, verdict and caveat."""

from analysis.present.wording.sentences import (
    caveat_sentence,
    paragraph,
    sentence,
    texts,
    verdict_sentence,
)

__all__ = ["caveat_sentence", "paragraph", "sentence", "texts", "verdict_sentence"]
