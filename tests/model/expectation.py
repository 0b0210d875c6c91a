"""The naive recomputation: the whole directory is read, and from nothing but that it follows what the tenant should have.

Written from docs/operations/synchronization.md, and from no line of the engine.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass, field

import ldap
from ldap.controls import SimplePagedResultsControl

NORMAL_USER = "805306368"  # sAMAccountType of people
SECURITY_ENABLED = 0x80000000
DISABLED = 0x2
_PERSON = ["objectGUID", "mS-DS-ConsistencyGuid", "sAMAccountName", "sAMAccountType", "userPrincipalName", "displayName", "mail", "otherMailbox",
           "preferredLanguage", "userAccountControl", "isCriticalSystemObject", "givenName", "sn", "department", "title", "mobile", "manager",
           "proxyAddresses"]  # fmt: skip
_GROUP = ["objectGUID", "cn", "sAMAccountName", "displayName", "groupType", "isCriticalSystemObject", "member", "description", "mail"]


@dataclass
class Expected:
    people: dict[str, dict] = field(default_factory=dict)  # by source anchor
    groups: dict[str, dict] = field(default_factory=dict)  # by the group's own anchor; "members": anchors


def read(connection, base_dn: str, domain: str, included: set[bytes]) -> Expected:
    """`included`: objectGUIDs of the chosen units, whatever they are called by now and wherever they are."""
    units = {dn_key(dn) for dn, found in _search(connection, base_dn, "(objectClass=organizationalUnit)", ["objectGUID"])
             if found["objectGUID"][0] in included}  # fmt: skip
    expected = Expected()
    anchors: dict[str, str] = {}  # of people in scope, by DN
    claims: dict[str, list[tuple[bool, str, dict]]] = {}
    for dn, found in _search(connection, base_dn, f"(sAMAccountType={NORMAL_USER})", _PERSON):
        if in_scope(dn, units) and "isCriticalSystemObject" not in found:
            anchor, own = _anchor_of(found)
            claims.setdefault(anchor, []).append((own, dn, found))
    for anchor, claimants in claims.items():
        winners = [claim for claim in claimants if claim[0]] or claimants
        if len(winners) == 1:
            _, dn, found = winners[0]
            anchors[dn_key(dn)] = anchor
            expected.people[anchor] = _person(dn, found, domain)
    for person in expected.people.values():
        person["manager"] = anchors.get(dn_key(person["manager"])) if person["manager"] else None
    group_anchors: dict[str, str] = {}
    groups: list[tuple[str, dict]] = []
    for dn, found in _search(connection, base_dn, "(objectClass=group)", _GROUP):
        secure = int(found["groupType"][0]) & SECURITY_ENABLED
        if in_scope(dn, units) and secure and "isCriticalSystemObject" not in found:
            anchor = base64.b64encode(found["objectGUID"][0]).decode()
            group_anchors[dn_key(dn)] = anchor
            groups.append((anchor, found))
    for anchor, found in groups:
        members = {text.decode() for text in found.get("member", [])}
        expected.groups[anchor] = {
            "displayName": _text(found, "displayName") or _text(found, "cn"),
            "onPremisesSamAccountName": _text(found, "sAMAccountName"),
            "members": {known for name in members if (known := anchors.get(dn_key(name)) or group_anchors.get(dn_key(name)))},
        }
    return expected


def guid_of(connection, dn: str) -> bytes:
    return connection.search_s(dn, ldap.SCOPE_BASE, "(objectClass=*)", ["objectGUID"])[0][1]["objectGUID"][0]


def dn_key(dn: str) -> str:
    """One spelling of a name: the parts without letter case, escapes resolved."""
    return "\0".join(f"{part[0][0]}={part[0][1]}".casefold() for part in ldap.dn.str2dn(dn))


def in_scope(dn: str, units: set[str]) -> bool:
    key = dn_key(dn)
    return any(key.endswith("\0" + unit) for unit in units)


def _person(dn: str, found: dict, domain: str) -> dict:
    account = _text(found, "sAMAccountName")
    return {
        "userPrincipalName": _text(found, "userPrincipalName") or f"{account}@{domain}",
        "onPremisesUserPrincipalName": _text(found, "userPrincipalName"),
        "displayName": _text(found, "displayName"),
        "mail": _text(found, "mail"),
        "otherMails": sorted(text.decode() for text in found.get("otherMailbox", [])),
        "accountEnabled": not int(found["userAccountControl"][0]) & DISABLED,
        "preferredLanguage": _text(found, "preferredLanguage"),
        "onPremisesSamAccountName": account,
        "onPremisesDomainName": domain,
        "onPremisesDistinguishedName": dn_key(dn),
        "givenName": _text(found, "givenName"),
        "surname": _text(found, "sn"),
        "department": _text(found, "department"),
        "jobTitle": _text(found, "title"),
        "mobilePhone": _text(found, "mobile"),
        "proxyAddresses": sorted(text.decode() for text in found.get("proxyAddresses", [])),
        "manager": _text(found, "manager"),
    }


def _anchor_of(found: dict) -> tuple[str, bool]:
    own = found["objectGUID"][0]
    chosen = found.get("mS-DS-ConsistencyGuid", [own])[0]
    if len(chosen) != 16:
        chosen = own
    return base64.b64encode(chosen).decode(), chosen == own


def _text(found: dict, name: str) -> str:
    return found.get(name, [b""])[0].decode()


def _search(connection, base_dn: str, wanted: str, attributes: list[str]):
    cookie = b""
    while True:
        control = SimplePagedResultsControl(True, size=500, cookie=cookie)
        sent = connection.search_ext(base_dn, ldap.SCOPE_SUBTREE, wanted, attributes, serverctrls=[control])
        _, entries, _, controls = connection.result3(sent)
        yield from ((dn, found) for dn, found in entries if dn)
        cookie = controls[0].cookie
        if not cookie:
            return
