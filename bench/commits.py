"""What one durable commit takes on this disk: a small row every 20 ms, as Segue's store would write it alone.

Prints the 99th percentile in seconds when its standard input is closed.
"""

from __future__ import annotations

import select
import sqlite3
import sys
import time

EVERY_SECONDS = 0.02


def main(path: str) -> None:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("CREATE TABLE rows (id INTEGER PRIMARY KEY, payload TEXT)")
    took = []
    while not select.select([sys.stdin], [], [], EVERY_SECONDS)[0]:
        began = time.perf_counter()
        connection.execute("INSERT INTO rows (payload) VALUES (?)", ["x" * 400])
        took.append(time.perf_counter() - began)
    print(sorted(took)[int(0.99 * len(took))])


if __name__ == "__main__":
    main(sys.argv[1])
