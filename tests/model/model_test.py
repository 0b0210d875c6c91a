#!/usr/bin/python3
"""Random things happen in a real directory, and things die in between; after each the tenant equals what a full read says.

    model_test.py [--steps N] [--minutes N] [--seed N] [--kill-every N]

Needs the programs (TILBAGE_BIN, or build/release/bin). The seed is printed: the same one makes the same choices again.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import time
import unittest
import uuid
from pathlib import Path

import ldap

sys.path.insert(0, str(Path(__file__).resolve().parent))

from disturbances import Disturbances  # noqa: E402
from expectation import guid_of  # noqa: E402
from operations import Operations  # noqa: E402
from world import World  # noqa: E402

_CHOSEN = random.SystemRandom().randrange(1 << 32)
options = argparse.Namespace(steps=int(os.environ.get("MODEL_STEPS", "120")), seed=int(os.environ.get("MODEL_SEED", _CHOSEN)), kill_every=12, minutes=0.0)


class Model(World):
    def setUp(self) -> None:
        super().setUp()
        self._write_guids()

    def _write_guids(self) -> None:
        """As the wizard writes them: the chosen units are found whatever they are called, also when the agent's state is lost."""
        file = Path(self.variables["CONNECT_CONFIG"])
        text = file.read_text()
        for unit in ("OU=People", "OU=Groups"):
            dn = f"{unit},{self.base}"
            guid = uuid.UUID(bytes_le=guid_of(self.directory, dn))
            text = text.replace(f'"{dn}"', f'{{dn = "{dn}", guid = "{guid}"}}')
        file.write_text(text)

    def test_the_tenant_equals_the_directory_after_everything(self) -> None:
        print(f"seed {options.seed}, {options.steps} steps", flush=True)
        dice = random.Random(options.seed)
        operations = Operations(self.directory, self.base, self.variables["AD_DOMAIN"], dice, chosen_units_too=True)
        disturbances = Disturbances(self.folder, Path(self.variables["CONNECT_STATE_DIR"]), dice)
        waits = []
        self.let_all_removals_through()  # a long run has more in a day than an organisation
        self.wait_until_equal("nothing has happened yet")
        began = time.monotonic()
        steps = 0
        for step in range(1, options.steps + 1):
            if options.minutes and time.monotonic() - began > options.minutes * 60:
                break
            steps = step
            done: list[str] = []
            disturbed = options.kill_every and step % options.kill_every == 0
            for _ in range(dice.choice([1, 1, 1, 2, 5])):
                done.append(self._operate(operations))
            if disturbed:
                done.append(disturbances.one())
                for _ in range(dice.choice([0, 3])):
                    done.append(self._operate(operations))
            waited = self.wait_until_equal("\n".join([f"seed {options.seed}, step {step}", *done]))
            if not disturbed:
                waits.append(waited)
        quick = sorted(waits)
        print(f"{steps} steps, {len(operations.log)} operations; until the tenant was seen to equal the directory: median {quick[len(quick) // 2]:.2f} s, "
              f"longest {quick[-1]:.2f} s (undisturbed)", flush=True)  # fmt: skip

    def _operate(self, operations: Operations) -> str:
        try:
            return operations.one()
        except ldap.SERVER_DOWN:
            self.directory = self.connect()
            operations.go_on_with(self.directory)
            return operations.one()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--steps", type=int, default=options.steps)
    parser.add_argument("--minutes", type=float, default=options.minutes, help="no step is begun later; 0: all are")
    parser.add_argument("--seed", type=int, default=options.seed)
    parser.add_argument("--kill-every", type=int, default=options.kill_every, help="0: nothing dies")
    options = parser.parse_args()
    unittest.main(argv=[sys.argv[0]])
