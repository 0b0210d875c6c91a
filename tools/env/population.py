"""Fills a provisioned, stopped domain controller with Example One: people, groups, policies, and two service accounts.

Writes straight to sam.ldb through Samba's own modules, in one transaction. What depends on the time of day (somebody is locked
out, a password is young) cannot be baked in; `freshen` does it on the running server, as life would.
"""

from __future__ import annotations

import time
import uuid

import ldb
import samba.dckeytab  # gives Net its export_keytab
from samba.auth import system_session
from samba.dcerpc import security
from samba.ndr import ndr_unpack
from samba.net import Net
from samba.param import LoadParm
from samba.samdb import SamDB
from samba.sd_utils import SDUtils

from people import OUS, Person, sample_people
from samba_config import Site

ADMINISTRATOR_PASSWORD = "Domaene-Adm1n-2026"
CONNECTOR_PASSWORD = "Svc-Wr1teback-2026"
PLAIN_SERVICE_PASSWORD = "Svc-N0thing-2026"
PEOPLE_PASSWORD = "Foraar-2026-Sol!"  # passes the strict PSO as well

CONNECTOR = "svc-writeback"
PLAIN_SERVICE = "svc-nothing"

# userAccountControl, MS-ADTS 2.2.16
_NORMAL, _DISABLED, _NEVER_EXPIRES = 0x200, 0x2, 0x10000

# Control access rights (MS-ADTS 5.1.3.2.1), attributes and the class (schemaIDGUID) that the connector's rights speak of.
_RESET_PASSWORD = "00299570-246d-11d0-a768-00aa006e0529"
_CHANGE_PASSWORD = "ab721a53-1e2f-11d0-9819-00aa0040529b"
_GET_CHANGES = "1131f6aa-9c07-11d1-f79f-00c04fc2dcd2"
_LOCKOUT_TIME = "28630ebf-41d5-11d1-a9c1-0000f80367c1"
_PWD_LAST_SET = "bf967a0a-0de6-11d0-a285-00aa003049e2"
_USER_CLASS = "bf967aba-0de6-11d0-a285-00aa003049e2"

# Samba's own control that lets a local caller write pwdLastSet as any time (DSDB_CONTROL_PASSWORD_BYPASS_LAST_SET_OID).
_BYPASS_LAST_SET = "local_oid:1.3.6.1.4.1.7165.4.3.12:0"

_MINUTE, _DAY = 60 * 10**7, 86400 * 10**7  # in FILETIME units of 100 ns; intervals are stored negative


def filetime(seconds: float) -> int:
    """Seconds since 1970 as a FILETIME (100 ns since 1601)."""
    return int((seconds + 11644473600) * 10**7)


def open_sam(site: Site, options: list[str] | None = None) -> SamDB:
    parameters = LoadParm()
    parameters.load(str(site.smb_conf))
    return SamDB(url=str(site.sam_ldb), session_info=system_session(), lp=parameters, options=options)


def populate(site: Site) -> None:
    sam = open_sam(site)
    sam.transaction_start()
    try:
        _Population(sam, site).write()
    except BaseException:
        sam.transaction_cancel()
        raise
    sam.transaction_commit()
    _export_connector_keytab(site)


def _export_connector_keytab(site: Site) -> None:
    """What `samba-tool domain exportkeytab` does."""
    parameters = LoadParm()
    parameters.load(str(site.smb_conf))
    principal = f"{CONNECTOR}@{site.domain.realm}"
    Net(None, parameters).export_keytab(keytab=str(site.connector_keytab), principal=principal)
    site.connector_keytab.chmod(0o600)


def dn_of(person: Person, base_dn: str) -> str:
    return f"CN={escape_rdn(person.cn)},{ou_dn(person.ou, base_dn)}"


def service_dn(account: str, base_dn: str) -> str:
    return f"CN={account},OU=Services,{base_dn}"


def alternate_mail(person: Person) -> str | None:
    return f"{person.account}.private@mail.example" if person.alternate_mail else None


def ou_dn(ou: tuple[str, ...], base_dn: str) -> str:
    return ",".join([f"OU={escape_rdn(name)}" for name in reversed(ou)] + [base_dn])


def escape_rdn(value: str) -> str:
    """RFC 4514 section 2.4, of its several ways the one in which Samba hands out DNs."""
    ways = {";": "\\3B", "=": "\\3D"} | {letter: f"\\{letter}" for letter in '"+,<>\\'}
    escaped = "".join(ways.get(letter, letter) for letter in value)
    return f"\\{escaped}" if escaped.startswith(("#", " ")) else escaped


def age_password(sam: SamDB, dn: str, days: float) -> None:
    """Moves pwdLastSet to `days` ago. Works while the server runs."""
    _replace(sam, dn, {"pwdLastSet": str(filetime(time.time() - days * 86400))}, [_BYPASS_LAST_SET])


def _replace(sam: SamDB, dn: str, values: dict[str, str], controls: list[str] | None = None) -> None:
    message = ldb.Message(ldb.Dn(sam, dn))
    for name, value in values.items():
        message[name] = ldb.MessageElement(value, ldb.FLAG_MOD_REPLACE, name)
    sam.modify(message, controls=controls)


class _Population:
    def __init__(self, sam: SamDB, site: Site):
        self.sam, self.site, self.domain = sam, site, site.domain
        self.base = site.domain.base_dn
        self.rights = SDUtils(sam)

    def write(self) -> None:
        for ou in OUS:
            self.sam.add({"dn": ou_dn(ou, self.base), "objectClass": "organizationalUnit"})
        self.dns = {}
        for person in sample_people():
            self.dns[person.account] = self._add_person(person)
        self._add_service(CONNECTOR, CONNECTOR_PASSWORD)
        self._add_service(PLAIN_SERVICE, PLAIN_SERVICE_PASSWORD)
        self._play_parts()
        self._add_groups()
        self._set_policies()
        self._delegate()
        self._add_service_principal_names()

    # people and accounts

    def _add_person(self, person: Person) -> str:
        account = person.account
        entry = {
            "dn": dn_of(person, self.base),
            "objectClass": "user",
            "sAMAccountName": account,
            "userPrincipalName": f"{account}@{self.domain.dns}",
            "givenName": person.given_name,
            "sn": person.family_name,
            "displayName": person.display_name,
            "mail": f"{account}@{self.domain.dns}",
            "preferredLanguage": person.language,
            "telephoneNumber": f"+45 70 {sum(account.encode()) % 90 + 10} {len(person.cn) + 10} {ord(account[-1]) % 90 + 10}",
            "userAccountControl": str(_NORMAL),
            "unicodePwd": _quoted(PEOPLE_PASSWORD),
        }
        if person.alternate_mail:
            entry["otherMailbox"] = alternate_mail(person)
        if person.consistency_guid:
            entry["mS-DS-ConsistencyGuid"] = uuid.uuid5(uuid.NAMESPACE_DNS, f"{account}.{self.domain.dns}").bytes_le
        self.sam.add(entry)
        return entry["dn"]

    def _add_service(self, account: str, password: str) -> None:
        self.dns[account] = service_dn(account, self.base)
        self.sam.add(
            {
                "dn": self.dns[account],
                "objectClass": "user",
                "sAMAccountName": account,
                "userPrincipalName": f"{account}@{self.domain.dns}",
                "userAccountControl": str(_NORMAL | _NEVER_EXPIRES),
                "unicodePwd": _quoted(password),
            }
        )

    def _play_parts(self) -> None:
        """What distinguishes the people of people.ROLES; those who are locked or young wait for `freshen`."""
        self._set("marked.admin", adminCount="1")
        self._set("disabled", userAccountControl=str(_NORMAL | _DISABLED))
        self._set("neverexpires", userAccountControl=str(_NORMAL | _NEVER_EXPIRES))
        self._set("expired", accountExpires=str(filetime(time.time() - 30 * 86400)))
        self._set("mustchange", pwdLastSet="0")
        age_password(self.sam, self.dns["pwexpired"], days=60)
        for account in ("strict", "strictgroup"):
            age_password(self.sam, self.dns[account], days=2)
        for trustee in ("PS", "WD"):  # SELF and Everyone, as "User cannot change password" is stored on Windows
            self._grant(self.dns["cannotchange"], f"(OD;;CR;{_CHANGE_PASSWORD};;{trustee})")

    def _set(self, account: str, **values: str) -> None:
        _replace(self.sam, self.dns[account], values)

    # groups

    def _add_groups(self) -> None:
        plain = [self.dns[f"user{n:04d}"] for n in range(1, 11)]
        self._add_group("Staff", plain)
        self._add_group("Strict policy", [self.dns["strictgroup"]])
        self._add_group("Server operations", [self.dns["nested.admin"]])
        operations = self._add_group("Infrastructure", [self._group_dn("Server operations")])
        message = ldb.Message(ldb.Dn(self.sam, f"CN=Domain Admins,CN=Users,{self.base}"))
        message["member"] = ldb.MessageElement(operations, ldb.FLAG_MOD_ADD, "member")
        self.sam.modify(message)

    def _add_group(self, name: str, members: list[str]) -> str:
        dn = self._group_dn(name)
        self.sam.add({"dn": dn, "objectClass": "group", "sAMAccountName": name, "member": members})
        return dn

    def _group_dn(self, name: str) -> str:
        return f"CN={name},OU=Groups,{self.base}"

    # policies

    def _set_policies(self) -> None:
        _replace(
            self.sam,
            self.base,
            {
                "minPwdLength": "8",
                "pwdProperties": "1",  # DOMAIN_PASSWORD_COMPLEX
                "pwdHistoryLength": "5",
                "minPwdAge": "0",
                "maxPwdAge": str(-42 * _DAY),
                "lockoutThreshold": "3",
                "lockoutDuration": str(-30 * _MINUTE),
                "lockOutObservationWindow": str(-30 * _MINUTE),
            },
        )
        self.sam.add(
            {
                "dn": f"CN=strict,{self._password_settings_container()}",
                "objectClass": "msDS-PasswordSettings",
                "msDS-PasswordSettingsPrecedence": "10",
                "msDS-PasswordReversibleEncryptionEnabled": "FALSE",
                "msDS-PasswordComplexityEnabled": "TRUE",
                "msDS-MinimumPasswordLength": "14",
                "msDS-PasswordHistoryLength": "10",
                "msDS-MinimumPasswordAge": str(-_DAY),
                "msDS-MaximumPasswordAge": str(-42 * _DAY),
                "msDS-LockoutThreshold": "2",
                "msDS-LockoutDuration": str(-30 * _MINUTE),
                "msDS-LockoutObservationWindow": str(-30 * _MINUTE),
                "msDS-PSOAppliesTo": [self.dns["strict"], self.dns["strictyoung"], self._group_dn("Strict policy")],
            }
        )

    def _password_settings_container(self) -> str:
        return f"CN=Password Settings Container,CN=System,{self.base}"

    # rights

    def _delegate(self) -> None:
        """The connector account's rights, all of them."""
        sid = self._sid(self.dns[CONNECTOR])
        on_users = [
            f"(OA;CIIO;CR;{_RESET_PASSWORD};{_USER_CLASS};{sid})",
            f"(OA;CIIO;CR;{_CHANGE_PASSWORD};{_USER_CLASS};{sid})",
            f"(OA;CIIO;RPWP;{_LOCKOUT_TIME};{_USER_CLASS};{sid})",
            f"(OA;CIIO;RPWP;{_PWD_LAST_SET};{_USER_CLASS};{sid})",
        ]
        self._grant(ou_dn(("People",), self.base), *on_users)
        self._grant(self.base, f"(OA;;CR;{_GET_CHANGES};;{sid})")
        self._grant(f"CN=Deleted Objects,{self.base}", f"(A;CI;LCRPLO;;;{sid})", controls=["show_deleted:1"])
        self._grant(self._password_settings_container(), f"(A;CI;LCRPLO;;;{sid})")

    def _grant(self, dn: str, *aces: str, controls: list[str] | None = None) -> None:
        self.rights.dacl_prepend_aces(dn, "".join(aces), controls)

    def _sid(self, dn: str) -> str:
        found = self.sam.search(dn, ldb.SCOPE_BASE, attrs=["objectSid"])
        return str(ndr_unpack(security.dom_sid, found[0]["objectSid"][0]))

    def _add_service_principal_names(self) -> None:
        """What samba_spnupdate would register, were the dnsupdate service running; GSSAPI LDAP needs them."""
        host, dns = self.domain.host_fqdn, self.domain.dns
        names = [
            f"ldap/{host}",
            f"ldap/{self.domain.host.upper()}",
            f"ldap/{host}/{dns}",
            f"ldap/{host}/{self.domain.netbios}",
            f"GC/{host}/{dns}",
            f"HOST/{host}/{dns}",
            f"E3514235-4B06-11D1-AB04-00C04FC2DCD2/{self.sam.get_ntds_GUID()}/{dns}",  # the DRS interface
        ]
        message = ldb.Message(ldb.Dn(self.sam, f"CN={self.domain.host.upper()},OU=Domain Controllers,{self.base}"))
        message["servicePrincipalName"] = ldb.MessageElement(names, ldb.FLAG_MOD_ADD, "servicePrincipalName")
        self.sam.modify(message)


def _quoted(password: str) -> bytes:
    """unicodePwd as MS-ADTS 3.1.1.3.1.5 wants it."""
    return f'"{password}"'.encode("utf-16-le")
