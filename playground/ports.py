"""Free ports of this machine."""

from __future__ import annotations

import random
import socket

FROM, BELOW = 20_000, 32_768
"""Below what systems give to connections of their own accord (RFC 6335, section 6: 49152 on; Linux: 32768 on)."""


def free_port() -> int:
    """A port on which nobody listens, and which no connection or server is given before it is listened on."""
    while True:
        port = random.randrange(FROM, BELOW)
        with socket.socket() as tried:
            # As servers do: a port that was in use a moment ago is free.
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                tried.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
