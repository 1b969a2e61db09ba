"""Which model answers: a connected one, or the rehearsal model when there is none."""

from __future__ import annotations

import logging
import time
from collections.abc import Mapping

from bot.config import Settings
from errors import StoreError
from flows.llm.gate import Gate
from flows.llm.openai_model import OpenAIModel
from flows.llm.rehearsal import RehearsalModel
from flows.llm.task import Usage
from store import model_calls
from store.connection import Store

log = logging.getLogger("segue.models")
