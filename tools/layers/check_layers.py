#!/usr/bin/python3
"""Checks that includes under src/ follow the one direction: base <- crypto <- core <- wire <- adapters <- {tenant, connect}.
languages stands beside: it knows base, and only the programs know it.

Prints each include that goes against it and exits 1; silent when all is well.
"""
import re
import sys
from pathlib import Path

LAYERS = ["base", "crypto", "core", "wire", "adapters"]
PROGRAMS = ["tenant", "connect"]
BESIDE = "languages"
INCLUDE = re.compile(r'^\s*#\s*include\s+(["<])([^">]+)[">]')

# Technology that a layer may not see: (path prefix, pattern of the header, why).
FORBIDDEN = [
    ("core/", r"^(boost/|sqlite3|ldap|lber|curl/|openssl/|sys/socket|netinet/|toml|spdlog)", "core is pure"),
    ("base/", r"^(boost/|sqlite3|ldap|lber|curl/|openssl/|toml|spdlog)", "base knows the standard library, fmt and ICU"),
    ("wire/", r"^(boost/(asio|beast)|sqlite3|ldap|curl/|openssl/)", "wire is data"),
    ("tenant/", r"^(boost/(asio|beast)|sqlite3|ldap|curl/|openssl/|toml|spdlog)", "technology belongs in adapters"),
    ("connect/", r"^(boost/(asio|beast)|sqlite3|ldap|curl/|openssl/|toml|spdlog)", "technology belongs in adapters"),
]
# One C library behind one folder.
OWNED = [("sqlite3.h", "adapters/sql/"), ("ldap.h", "adapters/ldap/"), ("lber.h", "adapters/ldap/"),
         ("krb5/krb5.h", "adapters/ldap/kerberos/"), ("gssapi/gssapi.h", "adapters/ldap/kerberos/"),
         ("curl/curl.h", "adapters/curl/"), ("smpp34.h", "adapters/smpp/"), ("smpp34_structs.h", "adapters/smpp/"), ("sodium.h", "adapters/sodium/"), ("liboath/oath.h", "adapters/totp/"),
         ("fido.h", "adapters/webauthn/"), ("cbor.h", "adapters/webauthn/"),
         ("qrencode.h", "adapters/qrcode/"), ("date/tz.h", "adapters/timezone/"), ("prometheus/text_serializer.h", "adapters/prometheus/"), ("CLI/CLI.hpp", "main.cpp")]


def rank(layer):
    return LAYERS.index(layer) if layer in LAYERS else len(LAYERS)


def problems_of(source, file):
    name = str(file.relative_to(source))
    layer = name.split("/")[0]
    for number, line in enumerate(file.read_text().splitlines(), 1):
        match = INCLUDE.match(line)
        if not match:
            continue
        target = match.group(2)
        where = f"src/{name}:{number}: includes {target}"
        target_layer = target.split("/")[0]
        if layer == BESIDE and target_layer in LAYERS[1:] + PROGRAMS:
            yield f"{where}: {layer} must not know {target_layer}"
        elif match.group(1) == '"' and target_layer == BESIDE and layer not in [BESIDE] + PROGRAMS:
            yield f"{where}: {layer} must not know {target_layer}"
        if match.group(1) == '"' and target_layer in LAYERS + PROGRAMS:
            if rank(target_layer) > rank(layer):
                yield f"{where}: {layer} must not know {target_layer}"
            if layer in PROGRAMS and target_layer in PROGRAMS and layer != target_layer:
                yield f"{where}: the two programs never include each other"
            if layer == target_layer == "adapters" and target.split("/")[1] != name.split("/")[1]:
                yield f"{where}: adapters never include one another"
        for prefix, pattern, why in FORBIDDEN:
            if name.startswith(prefix) and re.match(pattern, target):
                yield f"{where}: {why}"
        for header, owner in OWNED:
            if target == header and not (name.startswith(owner) or name.endswith(owner)):
                yield f"{where}: {header} belongs to {owner} alone"


def main():
    source = Path(__file__).resolve().parents[2] / "src"
    found = [problem for file in sorted(source.rglob("*")) if file.suffix in (".h", ".cpp")
             for problem in problems_of(source, file)]
    print("\n".join(found), end="\n" if found else "")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
