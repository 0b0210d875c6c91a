"""What can go wrong on the way: parts are killed, state is lost or old."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
from pathlib import Path

_ENV = [sys.executable, str(Path(__file__).resolve().parents[2] / "tools/env/env.py")]
STATE_FILE = "sync.db"


class Disturbances:
    def __init__(self, folder: Path, state_dir: Path, dice: random.Random):
        self._folder, self._state_dir, self._dice = folder, state_dir, dice
        self._backup = folder / "sync-backup"
        self._choices = [
            (6, self._kill_agent), (4, self._kill_tenant), (2, self._kill_dc), (2, self._lose_state), (2, self._restore_state), (2, self._back_up_state),
            (1, self._damage_state),
        ]  # fmt: skip

    def one(self) -> str:
        weights, acts = zip(*self._choices)
        return self._dice.choices(acts, weights)[0]()

    def _kill_agent(self) -> str:
        self._part("kill", "connect")
        self._part("restart", "connect", "--no-wait")
        return "the agent is killed"

    def _kill_tenant(self) -> str:
        self._part("kill", "tenant")
        self._part("restart", "tenant")
        return "the tenant is killed"

    def _kill_dc(self) -> str:
        self._part("kill", "dc")
        self._part("restart", "dc")
        return "the domain controller is killed"

    def _lose_state(self) -> str:
        return self._while_down("the agent's state is deleted", self._remove_state)

    def _back_up_state(self) -> str:
        def copy() -> None:
            shutil.rmtree(self._backup, ignore_errors=True)
            self._backup.mkdir()
            for file in self._state_files():
                shutil.copy2(file, self._backup)

        return self._while_down("the agent's state is backed up", copy)

    def _restore_state(self) -> str:
        if not self._backup.exists():
            return self._back_up_state()

        def restore() -> None:
            self._remove_state()
            for file in self._backup.iterdir():
                shutil.copy2(file, self._state_dir)

        return self._while_down("the agent's state is restored from an old backup", restore)

    def _damage_state(self) -> str:
        def damage() -> None:
            self._remove_state()
            file = self._state_dir / STATE_FILE
            file.write_bytes(self._dice.randbytes(8192))
            file.chmod(0o600)

        return self._while_down("the agent's state is damaged", damage)

    def _state_files(self) -> list[Path]:
        return sorted(self._state_dir.glob(STATE_FILE + "*"))

    def _remove_state(self) -> None:
        for file in self._state_files():
            file.unlink()

    def _while_down(self, what: str, act) -> str:
        self._part("kill", "connect")
        act()
        self._part("restart", "connect", "--no-wait")
        return what

    def _part(self, verb: str, part: str, *options: str) -> None:
        subprocess.run([*_ENV, verb, str(self._folder), part, *options], check=True, stdout=subprocess.DEVNULL)
