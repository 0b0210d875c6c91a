"""A populated domain controller, made once and then unpacked for every environment that wants one."""

from __future__ import annotations

import fcntl
import hashlib
import os
import subprocess
import tempfile
import time
from pathlib import Path

import samba_dc
from samba_config import Domain

_SOURCES = ("people.py", "population.py", "samba_config.py", "samba_dc.py")
_HERE = Path(__file__).resolve().parent
_DEFAULT_FOLDER = _HERE.parents[1] / "build/cache"
# Passwords expire after 42 days, and the archive's people had theirs set when it was made.
_OLDEST_SECONDS = 7 * 86400


def cache_folder() -> Path:
    return Path(os.environ.get("TILBAGE_CACHE") or _DEFAULT_FOLDER)


def archive_path(domain: Domain = Domain()) -> Path:
    """Named after everything that decides what is in it."""
    digest = hashlib.sha256(subprocess.check_output(["samba", "--version"]))
    for name in _SOURCES:
        digest.update((_HERE / name).read_bytes())
    return cache_folder() / f"samba-{domain.dns}-{digest.hexdigest()[:16]}.tar.zst"


def unpack_into(folder: Path, domain: Domain = Domain()) -> None:
    """A populated, stopped domain controller in `folder`; makes the archive first where there is none, or only an old one."""
    archive = archive_path(domain)
    archive.parent.mkdir(parents=True, exist_ok=True)
    with open(archive.parent / "samba.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not archive.exists() or time.time() - archive.stat().st_mtime > _OLDEST_SECONDS:
            _make(archive, domain)
        samba_dc.unpack(archive, folder)


def _make(archive: Path, domain: Domain) -> None:
    for older in archive.parent.glob(f"samba-{domain.dns}-*.tar.zst"):
        older.unlink()
    with tempfile.TemporaryDirectory(prefix="tilbage-dc-") as folder:
        samba_dc.provision(Path(folder), domain=domain)
        samba_dc.populate(Path(folder))
        samba_dc.pack(Path(folder), archive)
