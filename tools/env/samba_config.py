"""The files that tie one domain controller to its folder and its address. Written anew at every start."""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass
from pathlib import Path

import certificates

# ldap, kdc (with kpasswd) and rpc are what clients use; the rest of a DC (DNS, SMB, replication, KCC) would only take time and ports.
_SERVICES = "rpc, ldap, cldap, kdc"

# sun_path holds 107 characters, of which Samba's longest socket name below the folder takes this many.
_LONGEST_SOCKET = len("/private/ldap_priv/ldapi") + 12
_MAX_FOLDER = 107 - _LONGEST_SOCKET


@dataclass(frozen=True)
class Domain:
    """What is baked into the database at provision time."""

    dns: str = "ex1.test"
    netbios: str = "EX1"
    host: str = "dc1"

    @property
    def realm(self) -> str:
        return self.dns.upper()

    @property
    def base_dn(self) -> str:
        return ",".join(f"DC={label}" for label in self.dns.split("."))

    @property
    def host_fqdn(self) -> str:
        return f"{self.host}.{self.dns}"


@dataclass(frozen=True)
class Site:
    """One domain controller: its folder, its address, its domain."""

    folder: Path
    address: str
    domain: Domain = Domain()

    @property
    def smb_conf(self) -> Path:
        return self.folder / "etc/smb.conf"

    @property
    def krb5_conf(self) -> Path:
        return self.folder / "etc/krb5.conf"

    @property
    def ca(self) -> Path:
        return self.folder / "tls/ca.pem"

    @property
    def ca_key(self) -> Path:
        return self.folder / "tls/ca.key"

    @property
    def sam_ldb(self) -> Path:
        return self.folder / "private/sam.ldb"

    @property
    def hosts(self) -> Path:
        """For nss_wrapper: names are needed where Kerberos is."""
        return self.folder / "etc/hosts"

    @property
    def connector_keytab(self) -> Path:
        return self.folder / "private/connector.keytab"

    @property
    def ldaps(self) -> str:
        return f"ldaps://{self.address}"

    def save(self) -> None:
        record = {"address": self.address, "domain": dataclasses.asdict(self.domain)}
        (self.folder / "site.json").write_text(json.dumps(record, indent=2) + "\n")

    @staticmethod
    def load(folder: Path) -> "Site":
        folder = folder.resolve()
        try:
            record = json.loads((folder / "site.json").read_text())
        except FileNotFoundError:
            raise FileNotFoundError(f"{folder} holds no domain controller (no site.json)") from None
        return Site(folder, record["address"], Domain(**record["domain"]))


def write(site: Site, log_level: int = 1) -> None:
    """Writes smb.conf, krb5.conf, hosts and the certificate for the site as it stands now."""
    if len(str(site.folder)) > _MAX_FOLDER:
        raise ValueError(f"{site.folder} is too long a path for Samba's sockets: at most {_MAX_FOLDER} characters")
    for name in ("etc", "private", "state", "cache", "lock", "run", "ncalrpc", "log", "tls", "binddns", "winbindd", "ntp"):
        (site.folder / name).mkdir(parents=True, exist_ok=True)
    site.smb_conf.write_text(_smb_conf(site, log_level))
    site.krb5_conf.write_text(_krb5_conf(site))
    domain = site.domain
    site.hosts.write_text(f"{site.address} {domain.host_fqdn} {domain.host} {domain.dns}\n")
    _certify(site)
    site.save()


def _smb_conf(site: Site, log_level: int) -> str:
    # interfaces: with /32 Samba finds "no network interfaces" and listens on nothing, without failing.
    # allow_sasl_over_tls: Kerberos inside TLS as on Windows; a simple bind without TLS is refused all the same.
    # old password allowed period: else the previous password passes simple binds for an hour after a reset.
    folder, domain = site.folder, site.domain
    return f"""[global]
    netbios name = {domain.host.upper()}
    realm = {domain.realm}
    workgroup = {domain.netbios}
    server role = active directory domain controller
    server services = {_SERVICES}
    interfaces = {site.address}/8
    bind interfaces only = yes
    private dir = {folder}/private
    state directory = {folder}/state
    cache directory = {folder}/cache
    lock directory = {folder}/lock
    pid directory = {folder}/run
    ncalrpc dir = {folder}/ncalrpc
    binddns dir = {folder}/binddns
    winbindd socket directory = {folder}/winbindd
    ntp signd socket directory = {folder}/ntp
    usershare path =
    logging = file
    log file = {folder}/log/samba.log
    max log size = 0
    log level = {log_level}
    panic action = /bin/true
    load printers = no
    printing = bsd
    printcap name = /dev/null
    disable spoolss = yes
    disable netbios = yes
    rpc server dynamic port range = 49152-49400
    nsupdate command = /bin/true
    dns update command = /bin/true
    spn update command = /bin/true
    samba kcc command = /bin/true
    gpo update command = /bin/true
    tls enabled = yes
    tls keyfile = {folder}/tls/key.pem
    tls certfile = {folder}/tls/cert.pem
    tls cafile = {folder}/tls/ca.pem
    tls priority = NORMAL:-VERS-ALL:+VERS-TLS1.3:+VERS-TLS1.2
    ldap server require strong auth = allow_sasl_over_tls
    ntlm auth = ntlmv2-only
    old password allowed period = 0
    resolv:host file = {folder}/etc/hosts
[sysvol]
    path = {folder}/state/sysvol
    read only = no
[netlogon]
    path = {folder}/state/sysvol/{domain.dns}/scripts
    read only = no
"""


def _krb5_conf(site: Site) -> str:
    domain = site.domain
    return f"""[libdefaults]
    default_realm = {domain.realm}
    dns_lookup_realm = false
    dns_lookup_kdc = false
    dns_canonicalize_hostname = false
    rdns = false
    udp_preference_limit = 1
    default_ccache_name = FILE:{site.folder}/run/krb5cc_%{{uid}}
[realms]
    {domain.realm} = {{
        kdc = {site.address}
        kpasswd_server = {site.address}
        admin_server = {site.address}
    }}
[domain_realm]
    .{domain.dns} = {domain.realm}
    {domain.dns} = {domain.realm}
"""


def _certify(site: Site) -> None:
    """The CA is made once a folder, the server's certificate once an address."""
    tls, domain = site.folder / "tls", site.domain
    if not site.ca_key.exists():
        certificates.make_ca(site.ca, site.ca_key, f"{domain.netbios} CA")
    issued_for = tls / "cert.for"
    if not issued_for.exists() or issued_for.read_text() != site.address:
        names = [f"DNS:{domain.host_fqdn}", f"DNS:{domain.dns}", f"IP:{site.address}"]
        certificates.issue(site.ca, site.ca_key, tls / "cert.pem", tls / "key.pem", names)
        issued_for.write_text(site.address)
