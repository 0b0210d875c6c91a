"""What the LDAP proxy has seen, as JSON in a file, for tests to read, since it was started. Attribute names, never values.

The file is written anew after every event, before the client hears of it: when a test has its answer, the count is there.
"""

from __future__ import annotations

import json
from pathlib import Path


class Counts:
    def __init__(self, path: Path):
        self._path = path
        self._connections = 0
        self._modifies: dict[tuple[str, str], dict[str, int]] = {}
        self._hints: list[dict] = []
        self._fault = ""
        self._write()

    def connection(self) -> None:
        self._connections += 1
        self._write()

    def modify(self, dn: str, attributes: str, what: str) -> None:
        """`what`: received, forwarded (to the domain controller), succeeded (there), refused (there), answered (by the proxy), dropped."""
        row = self._modifies.setdefault((dn, attributes), {})
        row[what] = row.get(what, 0) + 1
        self._write()

    def hint(self, dn: str, oid: str, critical: bool) -> None:
        self._hints.append({"dn": dn, "oid": oid, "critical": critical})
        self._write()

    def fault(self, text: str) -> None:
        self._fault = text
        self._write()

    def _write(self) -> None:
        totals: dict[str, int] = {}
        for row in self._modifies.values():
            for what, count in row.items():
                totals[what] = totals.get(what, 0) + count
        told = {
            "connections": self._connections,
            "totals": totals,
            "modifies": [{"dn": dn, "attributes": attributes, **row} for (dn, attributes), row in self._modifies.items()],
            "policy_hints": self._hints,
            "fault": self._fault,
        }
        partial = self._path.with_name(f".{self._path.name}")
        partial.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n")
        partial.rename(self._path)
