"""A populated domain controller, with a crowd or without, made once and then unpacked for every environment that wants one."""

from __future__ import annotations

import fcntl
import hashlib
import os
import subprocess
import tempfile
import time
from pathlib import Path

import loopback
import samba_config
import samba_dc
from samba_config import Domain, Site

_SOURCES = ("people.py", "population.py", "samba_config.py", "samba_dc.py")
_CROWD_SOURCES = ("crowd.py",)
_HERE = Path(__file__).resolve().parent
_DEFAULT_FOLDER = _HERE.parents[1] / "build/cache"
# Passwords expire after 42 days, and the archive's people had theirs set when it was made.
_OLDEST_SECONDS = 7 * 86400


def cache_folder() -> Path:
    return Path(os.environ.get("TILBAGE_CACHE") or _DEFAULT_FOLDER)


def archive_path(domain: Domain = Domain(), crowd: int = 0) -> Path:
    """Named after everything that decides what is in it."""
    digest = hashlib.sha256(subprocess.check_output(["samba", "--version"]))
    for name in _SOURCES + (_CROWD_SOURCES if crowd else ()):
        digest.update((_HERE / name).read_bytes())
    return cache_folder() / f"{_kind(domain, crowd)}-{digest.hexdigest()[:16]}.tar.zst"


def unpack_into(folder: Path, domain: Domain = Domain(), crowd: int = 0) -> None:
    """A populated, stopped domain controller in `folder`, with so many more people (crowd.py); makes the archive first where there is
    none, or only an old one."""
    cache_folder().mkdir(parents=True, exist_ok=True)
    with open(cache_folder() / "samba.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        samba_dc.unpack(_archive(domain, crowd), folder)


def _kind(domain: Domain, crowd: int) -> str:
    return f"crowd{crowd}-{domain.dns}" if crowd else f"samba-{domain.dns}"


def _archive(domain: Domain, crowd: int) -> Path:
    archive = archive_path(domain, crowd)
    if not archive.exists() or time.time() - archive.stat().st_mtime > _OLDEST_SECONDS:
        _make(archive, domain, crowd)
    return archive


def _make(archive: Path, domain: Domain, crowd: int) -> None:
    for older in archive.parent.glob(f"{_kind(domain, crowd)}-*.tar.zst"):
        older.unlink()
    with tempfile.TemporaryDirectory(prefix="tilbage-dc-") as name:
        folder = Path(name)
        if crowd:
            _add_crowd(folder, domain, crowd)
        else:
            samba_dc.provision(folder, domain=domain)
            samba_dc.populate(folder)
        samba_dc.pack(folder, archive)


def _add_crowd(folder: Path, domain: Domain, count: int) -> None:
    import crowd

    samba_dc.unpack(_archive(domain, 0), folder)
    site = Site(folder.resolve(), loopback.free_dc_address(), domain)
    samba_config.write(site)
    crowd.add(site, count)
