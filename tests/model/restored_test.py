#!/usr/bin/python3
"""A directory that is put back to what it was, and a memory of the agent's that goes bad while it works."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
import unittest
import uuid
from pathlib import Path

import ldap
import ldap.modlist
import ldb

sys.path.insert(0, str(Path(__file__).resolve().parent))

from world import World, until  # noqa: E402

STATUS = "/beta/onPremisesSynchronization/status"
SETTINGS = "/v1.0/directory/onPremisesSynchronization"
DC_STATE = ("private", "state")


class RestoredDirectory(World):
    """The domain controller's files, put back to an older copy: with another invocationId, as a restore of a backup has it (MS-ADTS
    3.1.1.1.9), and with the old one, as it is with a copied disk ("USN rollback")."""

    def setUp(self) -> None:
        super().setUp()
        self.wait_until_equal()
        self.before = self._ids()
        self._back_up()
        self._live_on()
        self.wait_until_equal("what happens after the backup")
        self.later = self._ids()

    def test_one_with_another_invocation_id_is_followed(self) -> None:
        self._put_back(another_invocation_id=True)
        self._everybody_is_as_before()

    def test_one_with_the_same_invocation_id_is_followed(self) -> None:
        self._put_back(another_invocation_id=False)
        self._everybody_is_as_before()

    def test_one_that_has_gone_on_when_the_agent_looks_is_followed(self) -> None:
        usn = self._usn()
        self.env("kill", "connect")
        self._put_back(another_invocation_id=False)
        number = 0
        while self._usn() <= usn:
            self._change("user0050", f"gone on {number}")
            number += 1
        self.env("restart", "connect", "--no-wait")
        self._everybody_is_as_before()

    def test_removals_that_it_would_mean_wait_for_a_yes(self) -> None:
        [settings] = self.tenant.get(SETTINGS)["value"]
        prevention = {"synchronizationPreventionType": "enabledForCount", "alertThreshold": 2}
        self.tenant.call("PATCH", f"{SETTINGS}/{settings['id']}", {"configuration": {"accidentalDeletionPrevention": prevention}})
        until(lambda: self._knows_threshold(2), "the tenant knows the threshold")
        self.env("kill", "connect")  # and it learns the threshold before it writes anything
        self._put_back(another_invocation_id=True)
        self.env("restart", "connect")
        held = until(lambda: self.tenant.get(STATUS)["heldRemovals"], "removals are held", 40)
        self.assertEqual(held["count"], 5)
        here = self._ids()
        self.assertLessEqual(self.later.items(), here.items(), "nobody is gone")
        until(lambda: self.before.items() <= self._ids().items(), "who was deleted after the backup is back, with the same id")

    def _knows_threshold(self, value: int) -> bool:
        [settings] = self.tenant.get(SETTINGS)["value"]
        return settings["configuration"]["accidentalDeletionPrevention"]["alertThreshold"] == value

    def _everybody_is_as_before(self) -> None:
        self.wait_until_equal("the directory is put back", seconds=60)
        self.assertEqual(self._ids(), self.before)
        self._change("user0051", "after the restore")  # and changes go on
        self.wait_until_equal("a change after the restore")

    def _live_on(self) -> None:
        """What the backup does not know of. The last is a creation, which nothing will tell the loss of."""
        for number in (10, 11, 12):
            self.directory.delete_s(self._person(f"user{number:04d}"))
        self._change("user0020", "after the backup")
        self.directory.modify_s(self._person("user0021"), [(ldap.MOD_REPLACE, "userAccountControl", [b"514"])])
        self.directory.rename_s(self._person("user0022"), "CN=renamed after the backup")
        for number in range(5):
            name = f"later{number}"
            entry = {
                "objectClass": b"user", "sAMAccountName": name.encode(), "displayName": name.encode(),
                "userPrincipalName": f"{name}@{self.variables['AD_DOMAIN']}".encode(), "userAccountControl": b"546",
            }  # fmt: skip
            self.directory.add_s(f"CN={name},OU=Odense,OU=People,{self.base}", ldap.modlist.addModlist({k: [v] for k, v in entry.items()}))

    def _person(self, account: str) -> str:
        found = self.directory.search_s(f"OU=People,{self.base}", ldap.SCOPE_SUBTREE, f"(sAMAccountName={account})", ["cn"])
        return found[0][0]

    def _change(self, account: str, department: str) -> None:
        self.directory.modify_s(self._person(account), [(ldap.MOD_REPLACE, "department", [department.encode()])])

    def _ids(self) -> dict[str, str]:
        return {person["onPremisesImmutableId"]: person["id"] for person in self.tenant.people()}

    def _usn(self) -> int:
        found = self.directory.search_s("", ldap.SCOPE_BASE, attrlist=["highestCommittedUSN"])
        return int(found[0][1]["highestCommittedUSN"][0])

    def _back_up(self) -> None:
        self.env("kill", "dc")
        for part in DC_STATE:
            self._copy(self.folder / "dc" / part, self.folder / "dc-backup" / part)
        self._start_dc()

    def _put_back(self, another_invocation_id: bool) -> None:
        self.env("kill", "dc")
        for part in DC_STATE:
            shutil.rmtree(self.folder / "dc" / part)
            self._copy(self.folder / "dc-backup" / part, self.folder / "dc" / part)
        if another_invocation_id:
            self._change_invocation_id()
        self._start_dc()

    def _start_dc(self) -> None:
        self.env("restart", "dc")
        self.directory = self.connect()

    @staticmethod
    def _copy(source: Path, target: Path) -> None:
        target.parent.mkdir(exist_ok=True)
        subprocess.run(["cp", "-a", "--sparse=always", "-T", str(source), str(target)], check=True)

    def _change_invocation_id(self) -> None:
        """As `samba-tool domain backup restore` does; in the bare file, since Samba lets nobody set it."""
        base = f"CN=CONFIGURATION,{self.base.upper()}"
        name = next((self.folder / "dc/private/sam.ldb.d").glob("CN=CONFIGURATION,DC=*.ldb"))
        with open(name, "rb") as file:
            scheme = "tdb" if file.read(9).startswith(b"TDB file") else "mdb"
        raw = ldb.Ldb(f"{scheme}://{name}", options=["modules:"])
        [settings] = raw.search(ldb.Dn(raw, base), ldb.SCOPE_SUBTREE, "(objectClass=nTDSDSA)", ["invocationId"])
        message = ldb.Message(settings.dn)
        message["invocationId"] = ldb.MessageElement(uuid.uuid4().bytes_le, ldb.FLAG_MOD_REPLACE, "invocationId")
        raw.modify(message)


class DamagedMemory(World):
    """sync.db goes bad under the agent's hands: it is set aside, and everything is read anew. Nobody is hurt by that."""

    def test_it_is_found_and_healed_while_the_agent_works(self) -> None:
        self.wait_until_equal()
        before = {person["onPremisesImmutableId"]: person["id"] for person in self.tenant.people()}
        dice = random.Random(20)
        state = Path(self.variables["CONNECT_STATE_DIR"])
        for name in ("sync.db", "sync.db-wal"):
            size = (state / name).stat().st_size
            with open(state / name, "r+b") as file:
                for page in range(1, size // 4096):
                    file.seek(page * 4096 + 500)
                    file.write(dice.randbytes(2000))
        self._change_some("damaged")
        self.wait_until_equal("the agent's memory is damaged", seconds=60)
        until((state / "sync.db.set-aside").exists, "the damaged file is set aside")
        self._same_people(before)

    def test_one_that_is_taken_away_is_made_anew(self) -> None:
        self.wait_until_equal()
        before = {person["onPremisesImmutableId"]: person["id"] for person in self.tenant.people()}
        file = Path(self.variables["CONNECT_STATE_DIR"]) / "sync.db"
        file.unlink()
        until(file.exists, "there is a new one", 60)
        self._change_some("taken away")
        self.wait_until_equal("the agent's memory is taken away", seconds=60)
        self._same_people(before)

    def _change_some(self, department: str) -> None:
        for number in range(100, 140):
            dn = f"CN=user{number:04d},OU=Odense,OU=People,{self.base}"
            self.directory.modify_s(dn, [(ldap.MOD_REPLACE, "department", [department.encode()])])

    def _same_people(self, before: dict[str, str]) -> None:
        self.assertEqual({person["onPremisesImmutableId"]: person["id"] for person in self.tenant.people()}, before)
        self.assertIsNone(self.tenant.get(STATUS)["heldRemovals"])


if __name__ == "__main__":
    unittest.main()
