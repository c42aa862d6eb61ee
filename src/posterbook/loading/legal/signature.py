"""The detached signature of an approval, checked by OpenSSH's own program where a list of keys is there.

`legal/allowed_signers` names who may sign and with which key, in the form that ssh-keygen(1) describes. The
signature is `legal/approved.yaml.sig`. Keys are judged by the date of the approval, never by the clock.
"""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import Final

from posterbook.errors import Problem, Where, error

SIGNERS: Final = "legal/allowed_signers"
SIGNED: Final = "legal/approved.yaml"
NAMESPACE: Final = "posterbook"
PROGRAM: Final = "ssh-keygen"
SIGN: Final = f"sign it: {PROGRAM} -Y sign -n {NAMESPACE} -f KEY {{}}"
WAIT: Final = 30
"""Seconds after which a program that does not answer is given up."""


def signature_problems(folder: Path, day: date, name: str = SIGNED) -> list[Problem]:
    """What is wrong with the signature of an approval; nothing where no list of keys asks for one."""
    signature, sign = f"{name}.sig", SIGN.format(name)
    if not (folder / SIGNERS).is_file():
        return []
    if not (folder / signature).is_file():
        message = f"the approval is not signed, as {SIGNERS} asks"
        return [error("approval-unsigned", message, Where(name, (), 1, 1), sign)]
    try:
        reason = _fault(folder, day, name)
    except OSError as failure:
        reason = (failure.strerror or "").lower() or "it does not answer"
        message = f"the signature of the approval cannot be checked: {PROGRAM}: {reason}"
        hint = f"install OpenSSH 8.9 or newer, or remove {SIGNERS}"
        return [error("approval-signature", message, Where(signature, (), 1, 1), hint)]
    if reason:
        message = f"the signature of the approval does not hold: {reason}"
        return [error("approval-signature", message, Where(signature, (), 1, 1), sign)]
    return []


def _fault(folder: Path, day: date, name: str) -> str:
    """Why the signature does not hold, '' if it does."""
    home = Path(os.path.realpath(folder))
    moment = f"-Overify-time={day:%Y%m%d}120000"
    files = ["-s", str(home / f"{name}.sig"), "-f", str(home / SIGNERS)]
    code, found = _call(["-Y", "find-principals", moment, *files], b"")
    names = found.decode(errors="replace").split()
    if code or not names:
        return f"its key is not in {SIGNERS}"
    signed = (home / name).read_bytes()
    code, _ = _call(["-Y", "verify", "-n", NAMESPACE, "-I", names[0], moment, *files], signed)
    return "the approval was changed after it was signed, or signed for another use" if code else ""


def _call(options: list[str], signed: bytes) -> tuple[int, bytes]:
    """The program's exit code and what it says; raises OSError where it cannot be run or does not answer."""
    import subprocess  # noqa: PLC0415 - slow, and few approvals are signed

    command = [PROGRAM, *options]
    try:
        done = subprocess.run(command, input=signed, capture_output=True, check=False, timeout=WAIT)  # noqa: S603 - no shell; paths are absolute
    except subprocess.TimeoutExpired as late:
        raise TimeoutError from late
    return done.returncode, done.stdout
