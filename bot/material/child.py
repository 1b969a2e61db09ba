"""`python -m bot.material.child KIND [BASE]`: bytes in, JSON out: `sections`, `links` or `error`, and nothing else.

It reads what strangers may have made, so it runs with little memory, little time and no key in its environment's reach
that it would use.
"""

from __future__ import annotations

import importlib
import json
import resource
import sys

MEMORY, SECONDS = 1_000_000_000, 15
READERS = {"pdf": "pdf", "docx": "office", "pptx": "office", "html": "html", "csv": "text", "text": "text"}


def main(kind: str, base: str = "") -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    data = sys.stdin.buffer.read()
    if kind == "links":
        from bot.material.links import links

        sys.stdout.write(json.dumps({"links": links(data, base)}, ensure_ascii=True))
        return
    reader = importlib.import_module(f"bot.material.{READERS[kind]}")
    try:
        told: dict[str, object] = {"sections": getattr(reader, kind)(data)}
    except reader.Unreadable as error:
        told = {"error": str(error)}
    # Whatever a broken file makes a parser raise: it is broken, and the process that asked is told so.
    except Exception:
        told = {"error": "It is broken, and could not be read."}
    sys.stdout.write(json.dumps(told, ensure_ascii=True))


if __name__ == "__main__":
    main(*sys.argv[1:3])
