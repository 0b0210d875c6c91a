"""What a domain controller with the policy-hints control (MS-ADTS 3.1.1.3.4.1.27) enforces on a reset and Samba does not.

Minimum age comes from the directory itself: the resultant PSO, else the domain. History cannot be read from anywhere, so it is what
has passed here: salted hashes in memory, and the password that every sample person begins with. Blocking calls: keep it off the
event loop.
"""

from __future__ import annotations

import hashlib
import os
import time

import ldap
import ldap.dn

import living
import population
from samba_config import Site


class HintedPolicy:
    def __init__(self, site: Site):
        self._site = site
        self._salt = os.urandom(16)
        self._history: dict[str, list[bytes]] = {}
        self._canonical_dns: dict[str, str] = {}
        self._connection = None

    def canonical_dn(self, dn: str) -> str:
        """The DN as the directory writes it, also of an object named by GUID or SID."""
        if dn.startswith("<"):
            return self._canonical_dns.get(dn) or self._look_up(dn)
        try:
            rdns = ldap.dn.str2dn(dn)
        except ldap.DECODING_ERROR:
            return dn
        return ",".join("+".join(f"{name}={population.escape_rdn(value)}" for name, value, _ in rdn) for rdn in rdns)

    def _look_up(self, dn: str) -> str:
        """Kept, so that most modifies cost no search. When the directory does not answer, the client is to find that out itself."""
        try:
            found = self._read(dn, ["cn"])
        except ldap.LDAPError:
            return dn
        if found:
            self._canonical_dns[dn] = found[0]
        return found[0] if found else dn

    def refuses(self, dn: str, unicode_pwd: bytes) -> bool:
        """Whether a reset to this password breaks history or minimum age. An object that is not there breaks nothing."""
        found = self._read(dn, ["pwdLastSet", "msDS-ResultantPSO"])
        if not found:
            return False
        canonical, person = found
        minimum_age, history_length = self._rules(person)
        last_set = int(person["pwdLastSet"][0])
        too_young = last_set > 0 and population.filetime(time.time()) - last_set < minimum_age
        return too_young or self._hash(unicode_pwd) in self._past(canonical)[-history_length:]

    def remember(self, dn: str, unicode_pwd: bytes) -> None:
        """This password has just been set."""
        found = self._read(dn, ["cn"])
        if found:
            self._past(found[0]).append(self._hash(unicode_pwd))

    def _past(self, canonical_dn: str) -> list[bytes]:
        first = f'"{population.PEOPLE_PASSWORD}"'.encode("utf-16-le")
        return self._history.setdefault(canonical_dn.lower(), [self._hash(first)])

    def _hash(self, unicode_pwd: bytes) -> bytes:
        return hashlib.pbkdf2_hmac("sha256", unicode_pwd, self._salt, 1000)

    def _rules(self, person: dict) -> tuple[int, int]:
        """Minimum age in units of 100 ns, and the length of the history."""
        if "msDS-ResultantPSO" in person:
            names = ("msDS-MinimumPasswordAge", "msDS-PasswordHistoryLength")
            source = person["msDS-ResultantPSO"][0].decode()
        else:
            names, source = ("minPwdAge", "pwdHistoryLength"), self._site.domain.base_dn
        _, rules = self._read(source, list(names))
        return -int(rules[names[0]][0]), int(rules[names[1]][0])

    def _read(self, dn: str, attributes: list[str]) -> tuple[str, dict] | None:
        for fresh in (False, True):
            if fresh or self._connection is None:
                self._connection = living.as_administrator(self._site)
            try:
                return self._connection.search_s(dn, ldap.SCOPE_BASE, "(objectClass=*)", attributes)[0]
            except ldap.NO_SUCH_OBJECT:
                return None
            except (ldap.SERVER_DOWN, ldap.CONNECT_ERROR):
                if fresh:
                    raise
        return None
