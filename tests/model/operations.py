"""What can happen in a directory: each operation is one thing that an administrator does, chosen at random but for the seed."""

from __future__ import annotations

import random
import uuid

import ldap
from ldap.controls import LDAPControl

from expectation import NORMAL_USER

_SHOW_DELETED = LDAPControl("1.2.840.113556.1.4.417", True)
_DEPARTMENTS = ["Økonomi", "IT", "Salg", "Drift", "Ledelse"]
_WORDS = "Søren Åse Bjørn Mette Jørgen Øjvind Lærke Rasmus Signe Kåre Freja Ægir".split()


class Operations:
    def __init__(self, connection, base_dn: str, domain: str, dice: random.Random, chosen_units_too: bool = False):
        """`chosen_units_too`: the units that the configuration names are renamed and moved like any other; it must have their GUIDs then."""
        self._ldap, self._base, self._domain, self._dice = connection, base_dn, domain, dice
        self._chosen_units_too = chosen_units_too
        self.log: list[str] = []
        self._count = 0
        self._choices = [
            (10, self._create_person), (6, self._rename_person), (8, self._move_person), (6, self._disable_or_enable), (14, self._change_attributes),
            (5, self._delete_person), (3, self._revive_person), (6, self._change_user_name), (3, self._take_anothers_address), (4, self._set_manager),
            (2, self._set_consistency_guid), (4, self._create_group), (10, self._change_members), (2, self._nest_groups), (2, self._rename_group),
            (1, self._move_group), (2, self._delete_group), (2, self._rename_unit), (2, self._move_unit), (2, self._create_unit),
        ]  # fmt: skip

    def go_on_with(self, connection) -> None:
        self._ldap = connection

    def one(self) -> str:
        """Does one; what the directory refuses is no fault of anybody's and is only noted."""
        weights, acts = zip(*self._choices)
        while True:
            act = self._dice.choices(acts, weights)[0]
            try:
                done = act()
            except (ldap.LDAPError, StopIteration) as refused:
                if isinstance(refused, ldap.SERVER_DOWN):
                    raise
                done = f"{act.__name__[1:]} refused: {refused}"
            if done:
                self.log.append(done)
                return done

    # people

    def _create_person(self) -> str:
        self._count += 1
        account = f"m{self._count}-{self._dice.randrange(1 << 24):06x}"
        name = f"{self._dice.choice(_WORDS)} {account}"
        unit = self._unit()
        dn = f"CN={name},{unit}"
        values = {"objectClass": "user", "sAMAccountName": account, "displayName": name, "userAccountControl": "512"}
        if self._dice.random() < 0.9:
            values["userPrincipalName"] = f"{account}@{self._domain}"
        if self._dice.random() < 0.6:
            values["mail"] = f"{account}@mail.{self._domain}"
            values["proxyAddresses"] = [f"SMTP:{account}@mail.{self._domain}", f"smtp:{account}-old@mail.{self._domain}"]
        if self._dice.random() < 0.5:
            values["otherMailbox"] = [f"{account}@home.example"]
        values["userAccountControl"] = "546" if self._dice.random() < 0.2 else "544"  # no password needed: PASSWD_NOTREQD
        self._ldap.add_s(dn, _encoded(values))
        return f"create {dn}"

    def _rename_person(self) -> str:
        dn = self._person()
        name = f"CN={self._dice.choice(_WORDS)} {self._dice.randrange(1 << 30):x}"
        self._ldap.rename_s(dn, name, delold=1)
        return f"rename {dn} to {name}"

    def _move_person(self) -> str:
        dn, unit = self._person(), self._unit()
        self._ldap.rename_s(dn, _rdn(dn), unit, delold=1)
        return f"move {dn} to {unit}"

    def _disable_or_enable(self) -> str:
        dn = self._person()
        control = int(self._read(dn, "userAccountControl")[0]) ^ 0x2
        self._ldap.modify_s(dn, [(ldap.MOD_REPLACE, "userAccountControl", [str(control).encode()])])
        return f"userAccountControl of {dn}: {control}"

    def _change_attributes(self) -> str:
        dn = self._person()
        changes = {}
        for name, value in {
            "displayName": f"{self._dice.choice(_WORDS)} {self._dice.randrange(1000)}", "department": self._dice.choice(_DEPARTMENTS),
            "title": self._dice.choice(_WORDS), "mobile": f"+45 {self._dice.randrange(10**8):08}", "givenName": self._dice.choice(_WORDS),
            "preferredLanguage": self._dice.choice(["da-DK", "en-GB"]), "otherMailbox": f"x{self._dice.randrange(10**6)}@home.example",
            "mail": f"x{self._dice.randrange(10**6)}@mail.{self._domain}",
        }.items():  # fmt: skip
            if self._dice.random() < 0.35:
                changes[name] = [] if self._dice.random() < 0.2 else [value.encode()]
        if not changes:
            return ""
        self._ldap.modify_s(dn, [(ldap.MOD_REPLACE, name, values or None) for name, values in changes.items()])
        return f"change {', '.join(changes)} of {dn}"

    def _delete_person(self) -> str:
        dn = self._person(own=True)
        self._ldap.delete_s(dn)
        return f"delete {dn}"

    def _revive_person(self) -> str:
        wanted = "(&(isDeleted=TRUE)(objectClass=user)(!(objectClass=computer)))"
        found = self._ldap.search_ext_s(
            f"CN=Deleted Objects,{self._base}", ldap.SCOPE_ONELEVEL, wanted, ["objectGUID", "lastKnownParent"], serverctrls=[_SHOW_DELETED]
        )
        if not found:
            return ""
        dn, attributes = self._dice.choice(sorted((dn, tuple(found["objectGUID"])) for dn, found in found))
        guid = uuid.UUID(bytes_le=attributes[0])
        unit = self._unit()
        target = f"CN=Back {guid.hex[:12]},{unit}"
        self._ldap.modify_ext_s(
            dn,
            [(ldap.MOD_DELETE, "isDeleted", None), (ldap.MOD_REPLACE, "distinguishedName", [target.encode()])],
            serverctrls=[_SHOW_DELETED],
        )
        return f"revive {dn} as {target}"

    def _change_user_name(self) -> str:
        """To one of a few, so that names go from one person to another; the directory keeps people apart, but not from administrators."""
        dn = self._person(own=True)
        account = self._dice.choice([*(f"pool{number}" for number in range(8)), "admin"])
        name = f"{account}@{self._domain}"
        self._ldap.modify_s(dn, [(ldap.MOD_REPLACE, "userPrincipalName", [name.encode()])])
        return f"{dn} is called {name}"

    def _take_anothers_address(self) -> str:
        dn, other = self._person(own=True), self._person()
        addresses = self._read(other, "proxyAddresses")
        if not addresses or dn == other:
            return ""
        self._ldap.modify_s(dn, [(ldap.MOD_REPLACE, "proxyAddresses", [self._dice.choice(sorted(addresses))])])
        return f"{dn} takes an address of {other}"

    def _set_manager(self) -> str:
        dn, manager = self._person(), self._person()
        values = None if self._dice.random() < 0.25 else [manager.encode()]
        self._ldap.modify_s(dn, [(ldap.MOD_REPLACE, "manager", values)])
        return f"manager of {dn}: {values and manager}"

    def _set_consistency_guid(self) -> str:
        dn = self._person(own=True)
        value = self._dice.randbytes(16)
        if self._dice.random() < 0.4:
            value = self._read(self._person(), "objectGUID")[0]
        self._ldap.modify_s(dn, [(ldap.MOD_REPLACE, "mS-DS-ConsistencyGuid", [value])])
        return f"mS-DS-ConsistencyGuid of {dn}: {value.hex()}"

    # groups

    def _create_group(self) -> str:
        self._count += 1
        name = f"g{self._count}-{self._dice.randrange(1 << 20):05x}"
        kind = "-2147483646" if self._dice.random() < 0.8 else "2"  # global security, or a distribution group
        dn = f"CN={name},{self._unit()}"
        self._ldap.add_s(dn, _encoded({"objectClass": "group", "sAMAccountName": name, "groupType": kind}))
        return f"create group {dn}"

    def _change_members(self) -> str:
        dn = self._group()
        members = set(self._read(dn, "member"))
        chosen = {self._person().encode() for _ in range(self._dice.randrange(1, 6))}
        add, remove = sorted(chosen - members), sorted(chosen & members)
        if members and self._dice.random() < 0.3:
            remove += [self._dice.choice(sorted(members - set(remove)) or [None])]
        changes = [(ldap.MOD_ADD, "member", add)] if add else []
        changes += [(ldap.MOD_DELETE, "member", [name for name in remove if name])] if any(remove) else []
        self._ldap.modify_s(dn, changes)
        return f"members of {dn}: {len(add)} come, {len(remove)} go"

    def _nest_groups(self) -> str:
        outer, inner = self._group(), self._group()
        if outer == inner:
            return ""
        there = inner.encode() in self._read(outer, "member")
        self._ldap.modify_s(outer, [(ldap.MOD_DELETE if there else ldap.MOD_ADD, "member", [inner.encode()])])
        return f"{inner} {'leaves' if there else 'joins'} {outer}"

    def _rename_group(self) -> str:
        dn = self._group()
        name = f"CN=renamed {self._dice.randrange(1 << 30):x}"
        self._ldap.rename_s(dn, name, delold=1)
        return f"rename group {dn} to {name}"

    def _move_group(self) -> str:
        dn, unit = self._group(), self._unit()
        self._ldap.rename_s(dn, _rdn(dn), unit, delold=1)
        return f"move group {dn} to {unit}"

    def _delete_group(self) -> str:
        dn = self._group(own=True)
        self._ldap.delete_s(dn)
        return f"delete group {dn}"

    # units

    def _create_unit(self) -> str:
        self._count += 1
        dn = f"OU=Unit {self._count}-{self._dice.randrange(1 << 16):x},{self._unit()}"
        self._ldap.add_s(dn, _encoded({"objectClass": "organizationalUnit"}))
        return f"create unit {dn}"

    def _rename_unit(self) -> str:
        dn = self._unit(deep=not self._chosen_units_too)
        name = f"OU=Renamed {self._dice.randrange(1 << 24):x}"
        self._ldap.rename_s(dn, name, delold=1)
        return f"rename unit {dn} to {name}"

    def _move_unit(self) -> str:
        dn, target = self._unit(deep=not self._chosen_units_too), self._dice.choice([self._unit(), self._base])
        self._ldap.rename_s(dn, _rdn(dn), target, delold=1)
        return f"move unit {dn} to {target}"

    # who and what is there

    def _person(self, own: bool = False) -> str:
        """`own`: somebody that this test has made."""
        wanted = f"(&(sAMAccountType={NORMAL_USER})" + ("(sAMAccountName=m*-*))" if own else "(|(sAMAccountName=m*-*)(sAMAccountName=user0*)))")
        return self._dice.choice(self._names(wanted))

    def _group(self, own: bool = False) -> str:
        return self._dice.choice(self._names("(&(objectClass=group)(sAMAccountName=g*-*))" if own else "(&(objectClass=group)(|(sAMAccountName=g*-*)(sAMAccountName=Staff)))"))  # fmt: skip

    def _unit(self, deep: bool = False) -> str:
        """Below People, Groups or NoAccess, or one of these; `deep`: none of these."""
        found = [dn for dn in self._names("(objectClass=organizationalUnit)") if "Domain Controllers" not in dn and "OU=Services" not in dn and "OU=Admins" not in dn]  # fmt: skip
        if deep:
            found = [dn for dn in found if dn.count("OU=") > 1]
        return self._dice.choice(found)

    def _names(self, wanted: str) -> list[str]:
        found = self._ldap.search_s(self._base, ldap.SCOPE_SUBTREE, wanted, ["objectGUID"])
        return sorted(dn for dn, _ in found if dn) or next(iter(()))

    def _read(self, dn: str, name: str) -> list[bytes]:
        return self._ldap.search_s(dn, ldap.SCOPE_BASE, "(objectClass=*)", [name])[0][1].get(name, [])


def _rdn(dn: str) -> str:
    return ldap.dn.dn2str([ldap.dn.str2dn(dn)[0]])


def _encoded(values: dict) -> list[tuple[str, list[bytes]]]:
    return [(name, [one.encode() for one in (value if isinstance(value, list) else [value])]) for name, value in values.items()]
