"""The rehearsal model: a small expert system in place of a language model. No network, no dice, no clock.

It runs each task by rule, so that an interview can be held without a key, a test repeated exactly, and
a question asked when a language model's draft breaks the rules twice. People are told that it rehearses.
"""

from flows.llm.rehearsal.ask_question import rehearsal_question
from flows.llm.rehearsal.model import RehearsalModel

__all__ = ["RehearsalModel", "rehearsal_question"]
