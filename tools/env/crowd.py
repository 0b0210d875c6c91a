"""Many more people for a populated, stopped domain controller, in seconds instead of hours: for measurements.

One person is added through Samba's own modules, so that hashes, security descriptor and replication metadata are right. That record is
then copied into the partition's database as often as is asked for, with another name, GUID, SID and USN, while its attribute indexes are
off; putting the list of indexes back makes Samba build them all at once.

Nobody of the crowd has Kerberos keys (supplementalCredentials would be a third of each record): they sign in by LDAP only.
"""

from __future__ import annotations

import gc
import os
import random
import struct
import uuid

import ldb
import tdb
from samba.dcerpc import security
from samba.ndr import ndr_pack
from samba.samdb import SamDB

import people
import population
from samba_config import Site

PEOPLE_PER_UNIT = 500
PEOPLE_PER_GROUP = 500
GROUP_SIZE = 40

_FIRST_RID = 1_000_000  # far above what the domain controller itself hands out
_RECORD_BYTES = 12_288  # of a person in the database, indexes included, roughly
_DEPARTMENTS = ("Finance", "R&D", "Sales", "Support", "Legal", "HR", "IT", "Operations")
_TOWNS = ("København", "Aarhus", "Odense", "Aalborg", "Esbjerg", "Randers")


def account(number: int) -> str:
    return f"crowd{number:06d}"


def unit_dn(number: int, base_dn: str) -> str:
    return population.ou_dn(("People", "Crowd", f"Unit {number // PEOPLE_PER_UNIT:03d}"), base_dn)


def dn(number: int, base_dn: str) -> str:
    return f"CN={account(number)},{unit_dn(number, base_dn)}"


def add(site: Site, count: int) -> None:
    """`count` people, and a group of `GROUP_SIZE` for each `PEOPLE_PER_GROUP` of them."""
    _make_room(site, count)
    sam = population.open_sam(site)
    base = site.domain.base_dn
    sam.transaction_start()
    sam.add({"dn": population.ou_dn(("People", "Crowd"), base), "objectClass": "organizationalUnit"})
    for first in range(0, count, PEOPLE_PER_UNIT):
        sam.add({"dn": unit_dn(first, base), "objectClass": "organizationalUnit"})
    template = {"dn": dn(0, base), "objectClass": "user", "userAccountControl": "512"} | _attributes(0, site)
    template["unicodePwd"] = f'"{population.PEOPLE_PASSWORD}"'.encode("utf-16-le")
    sam.add(template)
    sam.transaction_commit()
    usn = _highest_usn(sam)
    sid = str(sam.get_domain_sid())
    del sam
    gc.collect()  # closes it: LMDB allows one environment of a file in a process

    usn, indexes = _copy_records(site, count, usn, sid)
    _set_sequence_number(site, usn)
    _build_indexes(site, count, indexes)
    _add_groups(site, count)


def _attributes(number: int, site: Site) -> dict[str, str]:
    """What differs from one to the next, as a real directory has it: sixteen attributes with those of every account."""
    chosen = random.Random(number)
    given, family = chosen.choice(people._GIVEN), chosen.choice(people._FAMILY)
    name, town = account(number), chosen.choice(_TOWNS)
    return {
        "sAMAccountName": name,
        "userPrincipalName": f"{name}@{site.domain.dns}",
        "displayName": f"{given} {family}",
        "givenName": given,
        "sn": family,
        "mail": f"{name}@{site.domain.dns}",
        "proxyAddresses": f"SMTP:{name}@{site.domain.dns}",
        "employeeID": f"E{number:06d}",
        "department": chosen.choice(_DEPARTMENTS),
        "title": "Engineer",
        "company": "Example One A/S",
        "l": town,
        "telephoneNumber": f"+45 33 {number // 10000:02d} {number // 100 % 100:02d} {number % 100:02d}",
        "preferredLanguage": "da",
    }


def _highest_usn(sam: SamDB) -> int:
    return int(sam.search("", ldb.SCOPE_BASE, attrs=["highestCommittedUSN"])[0]["highestCommittedUSN"][0])


def _partition(site: Site) -> str:
    return str(site.sam_ldb) + f".d/{site.domain.base_dn.upper()}.ldb"


def _make_room(site: Site, count: int) -> None:
    """LMDB maps a file of a fixed size, which Samba keeps in sam.ldb; the file itself stays sparse."""
    sam = ldb.Ldb(f"tdb://{site.sam_ldb}", options=["modules:"])  # the bare file, without Samba's modules over it
    message = ldb.Message(ldb.Dn(sam, "@PARTITION"))
    size = (1 << 30) + count * _RECORD_BYTES
    message["backendStoreSize"] = ldb.MessageElement(str(size), ldb.FLAG_MOD_REPLACE, "backendStoreSize")
    sam.modify(message)


def _open_raw(site: Site, count: int) -> ldb.Ldb:
    raw = ldb.Ldb()
    options = [f"lmdb_env_size:{(1 << 30) + count * _RECORD_BYTES}"]
    raw.connect("mdb://" + _partition(site), ldb.FLG_NOSYNC, options)
    return raw


def _copy_records(site: Site, count: int, usn: int, sid: str) -> tuple[int, dict[str, list[bytes]]]:
    """The last USN used, and the list of indexes that were taken away."""
    raw = _open_raw(site, count)
    base = site.domain.base_dn
    found = raw.search(ldb.Dn(raw, "@INDEXLIST"), ldb.SCOPE_BASE)[0]
    indexes = {name: [bytes(value) for value in found[name]] for name in ("@IDXATTR", "@IDXONE")}
    _change(raw, "@INDEXLIST", {name: [] for name in indexes}, ldb.FLAG_MOD_DELETE)
    template = raw.search(ldb.Dn(raw, dn(0, base)), ldb.SCOPE_BASE)[0]
    kept = {name: [bytes(value) for value in template[name]] for name in template.keys() if name not in ("dn", "supplementalCredentials")}
    raw.transaction_start()
    for number in range(1, count):
        usn += 1
        _copy(raw, number, dn(number, base), kept, usn, f"{sid}-{_FIRST_RID + number}", site)
    _change(raw, "@REPLCHANGED", {"uSNHighest": [str(usn).encode()], "uSNUrgent": [str(usn).encode()]}, ldb.FLAG_MOD_REPLACE)
    raw.transaction_commit()
    return usn, indexes


def _copy(raw: ldb.Ldb, number: int, name: str, template: dict[str, list[bytes]], usn: int, sid: str, site: Site) -> None:
    record = template | {key: [value.encode()] for key, value in _attributes(number, site).items()}
    record["cn"] = record["name"] = [account(number).encode()]
    record["objectGUID"] = [uuid.UUID(int=random.Random(f"guid {number}").getrandbits(128), version=4).bytes_le]
    record["objectSid"] = [ndr_pack(security.dom_sid(sid))]
    record["uSNCreated"] = record["uSNChanged"] = [str(usn).encode()]
    record["replPropertyMetaData"] = [_with_usn(template["replPropertyMetaData"][0], usn)]
    message = ldb.Message(ldb.Dn(raw, name))
    for key, values in record.items():
        message[key] = ldb.MessageElement(values, ldb.FLAG_MOD_ADD, key)
    raw.add(message)


def _with_usn(metadata: bytes, usn: int) -> bytes:
    """replPropertyMetaDataBlob (drsblobs.idl): 16 bytes of header, then 48 for each attribute, its two USNs last."""
    changed = bytearray(metadata)
    for entry in range(struct.unpack_from("<I", metadata, 8)[0]):
        struct.pack_into("<QQ", changed, 16 + entry * 48 + 32, usn, usn)
    return bytes(changed)


def _change(database: ldb.Ldb, name: str, values: dict[str, list[bytes]], flag: int) -> None:
    message = ldb.Message(ldb.Dn(database, name))
    for key, value in values.items():
        message[key] = ldb.MessageElement(value, flag, key)
    database.modify(message)


def _set_sequence_number(site: Site, usn: int) -> None:
    metadata = tdb.open(str(site.sam_ldb) + ".d/metadata.tdb", flags=os.O_RDWR)
    for key in metadata:
        if key.rstrip(b"\0") == b"SEQ_NUM":
            metadata[key] = str(usn).encode()
    metadata.close()


def _build_indexes(site: Site, count: int, indexes: dict[str, list[bytes]]) -> None:
    # Through Samba: a raw handle lacks the schema's syntaxes. With the cache's usual 491 buckets this takes minutes.
    sam = population.open_sam(site, [f"transaction_index_cache_size:{max(10_000, count * 10)}"])
    _change(sam, "@INDEXLIST", indexes, ldb.FLAG_MOD_REPLACE)
    del sam
    gc.collect()


def _add_groups(site: Site, count: int) -> None:
    sam = population.open_sam(site)
    base = site.domain.base_dn
    sam.transaction_start()
    for first in range(0, count, PEOPLE_PER_GROUP):
        name = f"Crowd {first // PEOPLE_PER_GROUP:03d}"
        members = [dn(number, base) for number in range(first, min(first + GROUP_SIZE, count))]
        sam.add({"dn": f"CN={name},OU=Groups,{base}", "objectClass": "group", "sAMAccountName": name, "member": members})
    sam.transaction_commit()
