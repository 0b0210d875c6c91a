"""A small CA for one environment, and server certificates from it, by the openssl command."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

_DAYS = "3650"
_NEW_P256_KEY = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]


def _openssl(*arguments: str) -> None:
    run = subprocess.run(["openssl", *arguments], capture_output=True, text=True)
    if run.returncode != 0:
        raise RuntimeError(f"openssl {arguments[0]} failed: {run.stderr.strip()}")


def make_ca(certificate: Path, key: Path, common_name: str) -> None:
    key.parent.mkdir(parents=True, exist_ok=True)
    _openssl(
        *["req", "-x509", *_NEW_P256_KEY, "-days", _DAYS, "-subj", f"/O=Tilbage test/CN={common_name}"],
        *["-addext", "basicConstraints=critical,CA:TRUE", "-addext", "keyUsage=critical,keyCertSign,cRLSign"],
        *["-keyout", str(key), "-out", str(certificate)],
    )
    key.chmod(0o600)


def issue(ca_certificate: Path, ca_key: Path, certificate: Path, key: Path, names: list[str]) -> None:
    """A server certificate for `names`, each "DNS:…" or "IP:…" as openssl writes subject alternative names."""
    extensions = (
        "basicConstraints=CA:FALSE\nkeyUsage=digitalSignature\nextendedKeyUsage=serverAuth\n"
        f"subjectAltName={','.join(names)}\n"
    )
    with tempfile.TemporaryDirectory() as scratch:
        request, extension_file = Path(scratch, "request"), Path(scratch, "extensions")
        extension_file.write_text(extensions)
        subject = f"/CN={names[0].split(':', 1)[1]}"
        _openssl("req", *_NEW_P256_KEY, "-subj", subject, "-keyout", str(key), "-out", str(request))
        key.chmod(0o600)
        _openssl(
            *["x509", "-req", "-in", str(request), "-CA", str(ca_certificate), "-CAkey", str(ca_key)],
            *["-days", _DAYS, "-extfile", str(extension_file), "-out", str(certificate)],
        )


def self_signed(certificate: Path, key: Path, names: list[str]) -> None:
    _openssl(
        *["req", "-x509", *_NEW_P256_KEY, "-days", _DAYS, "-subj", f"/CN={names[0].split(':', 1)[1]}"],
        *["-addext", f"subjectAltName={','.join(names)}", "-keyout", str(key), "-out", str(certificate)],
    )
    key.chmod(0o600)
