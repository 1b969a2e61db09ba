"""The same interviews as other programs hold them. Runs in an environment of their own (`make bench-peers`).

Each is told how it reaches a server on this machine, and that nothing is to be kept or fetched elsewhere.
EDSL: all questions and answers so far stand in the prompt of the next question (its full memory), cache off.
althing: one thread and one conversation for each persona, no synthesis in the end.
"""

from __future__ import annotations

import json
import os
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from bench.persona_round import Hold, Side, Work, nothing, run

NOWHERE = "https://127.0.0.1:9"


@contextmanager
def edsl(address: str) -> Iterator[Hold]:
    # Its own service is out of reach; its limits, by default 1,000 calls and 2 million tokens a minute, out of the way.
    os.environ |= {
        "EXPECTED_PARROT_URL": NOWHERE,
        "EDSL_FETCH_TOKEN_PRICES": "False",
        "EDSL_SERVICE_RPM_OPENAI_COMPATIBLE": "1000000",
        "EDSL_SERVICE_TPM_OPENAI_COMPATIBLE": "1000000000",
        "OPENAI_COMPATIBLE_API_KEY": "k",
    }
    from edsl import Agent, AgentList, Cache, Model, QuestionFreeText, Survey

    model = Model("slow", service_name="openai_compatible", base_url=f"{address}/v1")

    def hold(work: Work) -> Callable[[], None]:
        asked = [QuestionFreeText(f"q{n}", question_text=each) for n, each in enumerate(work.questions)]
        agents = [
            Agent(name=each.name, instruction=each.brief, traits={"card": each.card, "world": each.world})
            for each in work.people
        ]
        job = Survey(asked).set_full_memory_mode().by(AgentList(agents)).by(model)
        results = job.run(
            cache=Cache(), fresh=True, disable_remote_inference=True, disable_remote_cache=True, progress_bar=False,
            check_api_keys=False, print_exceptions=False,
        )  # fmt: skip
        answers = [result.answer[question.question_name] for result in results for question in asked]
        _all_answered(answers, work)
        return nothing

    yield hold


@contextmanager
def althing(address: str) -> Iterator[Hold]:
    # Without a key for anybody else, an unknown model is asked for at this address.
    os.environ |= {"OPENAI_BASE_URL": address, "OPENAI_API_KEY": "k"}
    os.environ |= {"ALTHING_REGISTRY_OFFLINE": "1", "ALTHING_SYNTHBENCH_OFFLINE": "1"}
    from althing import run_panel

    def hold(work: Work) -> Callable[[], None]:
        people = [{"name": each.name, "background": each.prompt} for each in work.people]
        panel = run_panel(people, questions=list(work.questions), model="slow", synthesis=False)
        _all_answered([each["response"] for result in panel.results for each in result["responses"]], work)
        return nothing

    yield hold


def _all_answered(answers: list[Any], work: Work) -> None:
    assert len(answers) == len(work.people) * len(work.questions)
    assert all(isinstance(each, str) and each for each in answers)


def stay_here() -> None:
    """No name is looked up but this machine's."""
    looked_up = socket.getaddrinfo

    def getaddrinfo(host: Any, *more: Any, **named: Any) -> Any:
        if host not in ("127.0.0.1", b"127.0.0.1", "localhost"):
            raise PermissionError(f"the bench calls nobody outside: {host!r}")
        return looked_up(host, *more, **named)

    socket.getaddrinfo = getaddrinfo


def installed() -> dict[str, str]:
    """Name of a side -> its version, for those that are here."""
    found = {}
    for name in SIDES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found


SIDES: dict[str, Side] = {"edsl": edsl, "althing": althing}

if __name__ == "__main__":
    if sys.argv[1:] == ["installed"]:
        print(json.dumps(installed()))
    else:
        stay_here()
        run(SIDES)
