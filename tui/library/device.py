"""The name of this device, under which its state file lies beside those of others."""

from __future__ import annotations

import os
import platform
import secrets
from hashlib import blake2b
from pathlib import Path

from tui.library import files


def device_of(state: Path) -> str:
    """The name kept in the folder `state`, given at the first time; raises OSError."""
    path = state / "device"
    try:
        known, _, machine = path.read_text("ascii").strip().partition(" ")
        if known.isalnum() and len(known) <= 40 and machine == _machine(state):
            return known
        path.unlink()
    except (OSError, UnicodeDecodeError):
        pass
    state.mkdir(parents=True, exist_ok=True, mode=0o700)
    made = files.create_once(path, f"{fresh_name()} {_machine(state)}".encode())
    return made.decode("ascii", "replace").partition(" ")[0]


def fresh_name() -> str:
    """A name that no other device has."""
    return secrets.token_hex(6)


def _machine(state: Path) -> str:
    """Differs where the state folder was copied to another machine or another place."""
    try:
        identity = Path("/etc/machine-id").read_bytes()
    except OSError:
        identity = platform.node().encode()
    return blake2b(identity + os.fsencode(state), digest_size=8).hexdigest()
