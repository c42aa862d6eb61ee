"""What a command costs."""

import os
import subprocess
import sys
from collections.abc import Sequence
from time import perf_counter
from typing import NamedTuple


class Cost(NamedTuple):
    """Seconds of CPU, user and system, of a process and its children; seconds of wall; peak memory in MB."""

    cpu: float
    wall: float
    memory: float


def cost_of(command: Sequence[str]) -> Cost:
    """Run a command, with compiled modules kept as an installation has them; exits if it fails.

    The peak of a process begins with that of whoever starts it: whoever calls this must be small.
    """
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    start = perf_counter()
    process = subprocess.Popen(command, env=kept, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    wall = perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"failed with {process.returncode}: {' '.join(command)}")
    unit = 1_000_000 if sys.platform == "darwin" else 1_000
    return Cost(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / unit)
