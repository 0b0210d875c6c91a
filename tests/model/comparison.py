"""What differs between what the tenant should have and what it has, in words."""

from __future__ import annotations

import re
from collections import Counter, defaultdict

from expectation import Expected, dn_key
from tenant_view import TenantView

_COMPARED = ("displayName", "mail", "otherMails", "accountEnabled", "preferredLanguage", "onPremisesSamAccountName", "onPremisesDomainName",
             "givenName", "surname", "onPremisesUserPrincipalName", "department", "jobTitle", "mobilePhone")  # fmt: skip


def differences(expected: Expected, tenant: TenantView, tenant_domain: str, managers_of: int = 3) -> list[str]:
    """Empty: the tenant equals the directory. `managers_of`: of so many people, since each costs a call."""
    people = {person["onPremisesImmutableId"]: person for person in tenant.people()}
    found = [f"{anchor} {expected.people[anchor]['userPrincipalName']} is missing" for anchor in expected.people.keys() - people.keys()]
    found += [f"{anchor} {people[anchor]['userPrincipalName']} should not be there" for anchor in people.keys() - expected.people.keys()]
    both = sorted(expected.people.keys() & people.keys())
    for anchor in both:
        found += _person_differences(expected.people[anchor], people[anchor])
    found += _names(expected, people, both, tenant_domain, {tenant.administrator.casefold()})
    found += _addresses(expected, people, both)
    ids = {anchor: people[anchor]["id"] for anchor in both}
    with_manager = [anchor for anchor in both if expected.people[anchor]["manager"]][:managers_of]
    for anchor in with_manager:
        wanted = ids.get(expected.people[anchor]["manager"])
        if (known := tenant.manager(ids[anchor])) != wanted:
            found.append(f"manager of {people[anchor]['userPrincipalName']} is {known}, not {wanted}")
    return found + _groups(expected, tenant, ids)


def _person_differences(wanted: dict, there: dict) -> list[str]:
    found = []
    for name in _COMPARED:
        is_there = sorted(there[name]) if name == "otherMails" else there[name]
        if (is_there if is_there is not None else "") != wanted[name]:
            found.append(f"{name} of {wanted['userPrincipalName']} is {is_there!r}, not {wanted[name]!r}")
    if dn_key(there["onPremisesDistinguishedName"]) != wanted["onPremisesDistinguishedName"]:
        found.append(f"{wanted['userPrincipalName']} is {there['onPremisesDistinguishedName']!r}, not {wanted['onPremisesDistinguishedName']!r}")
    return found


def _names(expected: Expected, people: dict, both: list[str], tenant_domain: str, taken: set[str]) -> list[str]:
    """Of several who want one user name exactly one has it, and the others say so; nobody has one that is an administrator's (`taken`)."""
    found = []
    wanting = defaultdict(list)
    for anchor in both:
        wanting[expected.people[anchor]["userPrincipalName"].casefold()].append(anchor)
    for name, anchors in wanting.items():
        having = [anchor for anchor in anchors if people[anchor]["userPrincipalName"].casefold() == name]
        if len(having) != (0 if name in taken else 1):
            found.append(f"{name} is wanted by {len(anchors)} and had by {len(having)}")
        for anchor in set(anchors) - set(having):
            there = people[anchor]
            replacement = re.escape(name.split("@")[0]) + r"\+\d{4,}@" + re.escape(tenant_domain)
            if not re.fullmatch(replacement, there["userPrincipalName"].casefold()):
                found.append(f"{name} is called {there['userPrincipalName']} meanwhile")
            if not any(error["value"].casefold() == name for error in there["onPremisesProvisioningErrors"]):
                found.append(f"{there['userPrincipalName']} does not say that {name} is another's")
        for anchor in having:
            if any(error["propertyCausingError"] == "UserPrincipalName" for error in people[anchor]["onPremisesProvisioningErrors"]):
                found.append(f"{name} says that its name is another's, and has it")
    return found


def _addresses(expected: Expected, people: dict, both: list[str]) -> list[str]:
    found = []
    wanted = Counter(address.casefold() for anchor in both for address in set(expected.people[anchor]["proxyAddresses"]))
    had = Counter(address.casefold() for anchor in both for address in people[anchor]["proxyAddresses"])
    plain = lambda counted: {address.split(":", 1)[1] for address in counted}  # noqa: E731
    if plain(wanted) != plain(had):
        found.append(f"addresses missing {plain(wanted) - plain(had)}, too many {plain(had) - plain(wanted)}")
    twice = Counter(address.split(":", 1)[1] for address in had.elements())
    found += [f"{address} is had by {count}" for address, count in twice.items() if count > 1]
    return found


def _groups(expected: Expected, tenant: TenantView, person_ids: dict[str, str]) -> list[str]:
    groups = tenant.groups()
    by_name = {group["onPremisesSamAccountName"]: group for group in groups}
    wanted = {group["onPremisesSamAccountName"]: (anchor, group) for anchor, group in expected.groups.items()}
    found = [f"group {name} is missing" for name in wanted.keys() - by_name.keys()]
    found += [f"group {name} should not be there" for name in by_name.keys() - wanted.keys()]
    ids = person_ids | {wanted[name][0]: by_name[name]["id"] for name in wanted.keys() & by_name.keys()}
    for name in sorted(wanted.keys() & by_name.keys()):
        _, group = wanted[name]
        if by_name[name]["displayName"] != group["displayName"]:
            found.append(f"group {name} is called {by_name[name]['displayName']!r}, not {group['displayName']!r}")
        members = {ids.get(anchor, anchor) for anchor in group["members"]}
        there = tenant.members(by_name[name]["id"])
        if there != members:
            found.append(f"group {name} misses {sorted(members - there)} and has {sorted(there - members)} too many")
    return found
