"""Names for `./dev bench reset-flow`: people who can reset, and those who cannot for one reason or another."""

from __future__ import annotations

import contextlib
import json
import sqlite3
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tools/env"))

import ldap  # noqa: E402

import living  # noqa: E402
from environment import Environment  # noqa: E402

TRIES_OF_A_NAME = 9  # the tenant takes ten codes in ten minutes
THROTTLED = 4
DISABLED = 0x200 | 0x2  # NORMAL_ACCOUNT, ACCOUNTDISABLE (MS-ADTS 2.2.16)
PATIENCE_SECONDS = 60


def make_groups(folder: Path, env: dict[str, str], tries: int) -> dict:
    """Changes the directory, waits until the tenant knows, and lists in `able_people` who can still reset.

    Groups of tests/bench/enumeration.h: those that are measured with the mail server up, and those for when it is down.
    """
    needed = -(-tries // TRIES_OF_A_NAME)
    listed = json.loads(Path(env["AD_PEOPLE"]).read_text())
    plain = iter([person for person in listed if not person["role"] and person["alternate_mail"]])

    def take(count: int) -> list[dict]:
        taken = [person for _, person in zip(range(count), plain)]
        if len(taken) < count:
            raise LookupError("too few people for so many tries")
        return taken

    disabled, without = take(needed), take(needed)
    site = Environment.load(folder).site
    administrator = living.as_administrator(site)
    for person in disabled:
        administrator.modify_s(person["dn"], [(ldap.MOD_REPLACE, "userAccountControl", [str(DISABLED).encode()])])
    for person in without:
        administrator.modify_s(person["dn"], [(ldap.MOD_REPLACE, "otherMailbox", None)])
    administrator.unbind_s()
    _wait_until_known(env, disabled, without)
    able = Path(env["AD_PEOPLE"]).with_name("able.json")
    able.write_text(json.dumps([person for person in listed if person not in disabled and person not in without]))

    def names(people: list[dict]) -> list[str]:
        return [person["upn"] for person in people]

    def strangers(count: int, word: str) -> list[str]:
        return [f"{word}{number:04d}@{site.domain.dns}" for number in range(count)]

    def group(label: str, of: list[str], known: list[dict], throttled: bool = False) -> dict:
        return {"label": label, "names": of, "known": names(known), "throttled": throttled}

    return {
        "able_people": str(able),
        "up": [
            group("unknown", strangers(needed, "nobody"), take(needed)),
            group("disabled", names(disabled), take(needed)),
            group("without methods", names(without), take(needed)),
            group("unknown, throttled", strangers(THROTTLED, "worn"), take(THROTTLED), throttled=True),
        ],
        "mail server down": [group("unknown, no mail", strangers(needed, "away"), take(needed))],
    }


def _wait_until_known(env: dict[str, str], disabled: list[dict], without: list[dict]) -> None:
    """Until the tenant knows of every change."""
    upns = [person["upn"] for person in disabled + without]
    marks = ", ".join("?" * len(upns))
    query = f"SELECT count(*) FROM people WHERE user_name IN ({marks}) AND (active = 0 OR alternate_mails = '[]')"
    deadline = time.monotonic() + PATIENCE_SECONDS
    with contextlib.closing(sqlite3.connect(f"file:{env['TENANT_STATE_DIR']}/tenant.db?mode=ro", uri=True)) as store:
        while store.execute(query, upns).fetchone()[0] < len(upns):
            if time.monotonic() > deadline:
                raise TimeoutError("the agent did not bring the changes in time")
            time.sleep(0.1)
