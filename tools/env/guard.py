"""guard.py DIR SECONDS PID: takes the environment of DIR down after SECONDS (0: never) or when process PID (0: none) is gone.

So that a run that was killed, with no chance to tidy up, leaves nothing behind.
"""

from __future__ import annotations

import os
import select
import sys
import time
from pathlib import Path

from environment import Environment


def _wait(seconds: int, pid: int) -> None:
    """pidfd_open(2) names the process itself, not whoever has its number later."""
    deadline = time.monotonic() + seconds if seconds else float("inf")
    watched = None
    if pid:
        try:
            watched = os.pidfd_open(pid)
        except ProcessLookupError:
            return
    poll = select.poll()
    if watched is not None:
        poll.register(watched, select.POLLIN)
    while time.monotonic() < deadline:
        left = min(deadline - time.monotonic(), 3600)
        if poll.poll(left * 1000):
            return


if __name__ == "__main__":
    folder, seconds, pid = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    _wait(seconds, pid)
    print(f"taking {folder} down", flush=True)
    Environment.load(folder).down(keep_guard=True)
