"""What people do on a running domain controller: somebody is locked out, somebody has just changed the password."""

from __future__ import annotations

import ldap
from ldap.filter import escape_filter_chars

import population
import samba_dc
from samba_config import Site

_LOCKED = "data 775"  # ERROR_ACCOUNT_LOCKED_OUT in the diagnostic message of a refused bind
_MOST_TRIES = 20


def freshen(site: Site) -> None:
    """Brings about what depends on the time of day. For once after the first start."""
    reset_password(site, "strictyoung", population.PEOPLE_PASSWORD)
    lock(site, "locked")


def lock(site: Site, account: str) -> None:
    """Binds with a wrong password until the server says that the account is locked."""
    for attempt in range(_MOST_TRIES):
        try:
            samba_dc.connect(site, f"{account}@{site.domain.dns}", f"wrong-{attempt}").unbind_s()
        except ldap.INVALID_CREDENTIALS as refusal:
            if _LOCKED in refusal.args[0].get("info", ""):
                return
    raise RuntimeError(f"{account} is not locked out after {_MOST_TRIES} wrong passwords (is there such an account?)")


def reset_password(site: Site, account: str, password: str) -> None:
    administrator = as_administrator(site)
    value = f'"{password}"'.encode("utf-16-le")
    administrator.modify_s(find_dn(administrator, site, account), [(ldap.MOD_REPLACE, "unicodePwd", [value])])
    administrator.unbind_s()


def as_administrator(site: Site):
    return samba_dc.connect(site, administrator_dn(site), population.ADMINISTRATOR_PASSWORD)


def administrator_dn(site: Site) -> str:
    return f"CN=Administrator,CN=Users,{site.domain.base_dn}"


def find_dn(connection, site: Site, account: str) -> str:
    wanted = f"(sAMAccountName={escape_filter_chars(account)})"
    found = [dn for dn, _ in connection.search_s(site.domain.base_dn, ldap.SCOPE_SUBTREE, wanted, ["cn"]) if dn]
    if len(found) != 1:
        raise LookupError(f"{len(found)} accounts are called {account}")
    return found[0]
