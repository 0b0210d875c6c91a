#!/usr/bin/python3
"""A throw-away Samba Active Directory domain controller in one folder, on one loopback address.

    samba_dc.py provision DIR [--address IP]   an empty domain
    samba_dc.py populate  DIR                  Example One's people and policies, offline
    samba_dc.py start     DIR [--address IP] [--max-runtime S] [--model standard|prefork|single]
    samba_dc.py stop      DIR
    samba_dc.py status    DIR
    samba_dc.py pack      DIR FILE.tar.zst     of a stopped one
    samba_dc.py unpack    FILE.tar.zst DIR

Needs root (or CAP_NET_BIND_SERVICE), since Samba's ports are fixed: only the address is ours to choose. Any number run side by side.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from pathlib import Path

import loopback
import process
import samba_config
from samba_config import Domain, Site

READY_SECONDS = 60
_PROCESS = "dc"
# Holds no folder and no address, and can be made again at start: sockets, logs, certificates, configuration.
_NOT_PACKED = ["log", "run", "ncalrpc", "cache", "lock", "tls", "etc", "winbindd", "ntp", "private/msg.sock", "private/ldapi"]


def provision(folder: Path, address: str | None = None, domain: Domain = Domain()) -> Site:
    import population

    folder.mkdir(parents=True, exist_ok=True)
    site = Site(folder.resolve(), address or loopback.free_dc_address(), domain)
    if site.sam_ldb.exists():
        raise FileExistsError(f"{folder} holds a domain controller already")
    # With a configuration of our own, provision neither reads nor touches /etc/samba and /var/lib/samba.
    samba_config.write(site)
    _run(
        *["samba-tool", "domain", "provision", "-s", str(site.smb_conf), "--server-role=dc", "--dns-backend=NONE"],
        *[f"--realm={domain.realm}", f"--domain={domain.netbios}", f"--host-name={domain.host}"],
        *[f"--host-ip={site.address}", f"--adminpass={population.ADMINISTRATOR_PASSWORD}"],
        # LMDB: the TDB store has no ordered index, so that every uSNChanged>= search would scan.
        *["--backend-store=mdb", "--backend-store-size=1Gb"],
    )
    return site


def populate(folder: Path) -> None:
    import population

    if process.running(_run_dir(folder), _PROCESS):
        raise process.ProcessError("population is done offline: stop the domain controller first")
    population.populate(Site.load(folder))


def start(folder: Path, address: str | None = None, max_runtime: int = 0, model: str = "standard", wait: bool = True) -> Site:
    """Starts it, and waits until it answers LDAPS, Kerberos and kpasswd. `max_runtime` in seconds, 0 for no end."""
    known = Site.load(folder)
    site = Site(known.folder, address or known.address, known.domain)
    samba_config.write(site)
    log = site.folder / "log/samba.out"
    command = ["samba", "-F", "-s", str(site.smb_conf), "-M", model]
    if max_runtime:
        command.append(f"--maximum-runtime={max_runtime}")
    environment = os.environ | {"KRB5_CONFIG": str(site.krb5_conf)}
    started = process.start(_run_dir(site.folder), _PROCESS, command, log, environment)
    if wait:
        process.wait_ready(started, lambda: answers(site), READY_SECONDS, log)
    return site


def stop(folder: Path) -> None:
    process.stop(_run_dir(folder), _PROCESS)


def running(folder: Path) -> process.Process | None:
    return process.running(_run_dir(folder), _PROCESS)


def answers(site: Site) -> bool:
    """Whether LDAPS hands out its rootDSE and the Kerberos ports take connections."""
    import ldap

    connection = connect(site)
    try:
        found = connection.search_s("", ldap.SCOPE_BASE, "(objectClass=*)", ["defaultNamingContext"])
        kerberos = all(loopback.accepts(site.address, port) for port in (88, 464))
        return kerberos and bool(found and found[0][1].get("defaultNamingContext"))
    except ldap.LDAPError:
        return False
    finally:
        connection.unbind_s()


def connect(site: Site, user: str | None = None, password: str = "", url: str | None = None):
    """An LDAPS connection of python-ldap, to the server itself or by way of `url`; bound when a user (DN or UPN) is given."""
    import ldap

    connection = ldap.initialize(url or site.ldaps)
    connection.set_option(ldap.OPT_X_TLS_CACERTFILE, str(site.ca))
    connection.set_option(ldap.OPT_X_TLS_REQUIRE_CERT, ldap.OPT_X_TLS_DEMAND)
    connection.set_option(ldap.OPT_REFERRALS, 0)
    connection.set_option(ldap.OPT_NETWORK_TIMEOUT, 5)
    connection.set_option(ldap.OPT_TIMEOUT, 10)
    connection.set_option(ldap.OPT_X_TLS_NEWCTX, 0)  # last: it takes the options above
    if user:
        connection.simple_bind_s(user, password)
    return connection


def pack(folder: Path, archive: Path) -> None:
    """Appears under its name only when it is whole."""
    if running(folder):
        raise process.ProcessError("stop the domain controller before it is packed")
    archive.parent.mkdir(parents=True, exist_ok=True)
    partial = archive.with_name(f".{archive.name}.{os.getpid()}")
    excluded = [f"--exclude=./{name}" for name in _NOT_PACKED]
    _run("tar", "-C", str(folder), "--sparse", *excluded, "-I", "zstd -3 -T0", "-cf", str(partial), ".")
    partial.rename(archive)


def unpack(archive: Path, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    _run("tar", "-C", str(folder), "-I", "zstd", "-xSf", str(archive))


def _run_dir(folder: Path) -> Path:
    return folder.resolve() / "run"


def _run(*command: str) -> None:
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    if done.returncode != 0:
        raise RuntimeError(f"{' '.join(command[:3])} failed:\n{(done.stdout + done.stderr).strip()[-2000:]}")


def main() -> int:
    parser = argparse.ArgumentParser(description="A throw-away Samba AD domain controller.")
    commands = parser.add_subparsers(dest="command", required=True)
    for name in ("provision", "populate", "start", "stop", "status", "pack", "unpack"):
        command = commands.add_parser(name)
        if name == "unpack":
            command.add_argument("archive", type=Path)
        command.add_argument("folder", type=Path)
        if name == "pack":
            command.add_argument("archive", type=Path)
        if name in ("provision", "start"):
            command.add_argument("--address")
        if name == "start":
            command.add_argument("--max-runtime", type=int, default=0, metavar="SECONDS")
            command.add_argument("--model", choices=("standard", "prefork", "single"), default="standard")
    options = vars(parser.parse_args())
    name = options.pop("command")
    began = time.monotonic()
    if name == "status":
        alive = running(options["folder"])
        print(f"running, pid {alive.pid}, {Site.load(options['folder']).ldaps}" if alive else "stopped")
        return 0 if alive else 3
    globals()[name](**options)
    print(f"{name}: {time.monotonic() - began:.2f} s")
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except (process.ProcessError, RuntimeError, OSError, ValueError, loopback.NoneFree) as error:
        sys.exit(f"samba_dc: {error}")
