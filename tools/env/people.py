"""Who works at Example One: the sample people of ex1.test, as data. The same on every machine and at every run.

Tests, the demo and benchmarks find people by account name: those with a part to play below (`ROLES`), the plain
`user0001` … `user0170` who may be worn out freely, and some sixty with Danish names.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

PLAIN_PEOPLE = 170

# OUs below the domain head, parents first, top down: the last element is the OU itself.
OUS = [
    ("People",),
    ("People", "København"),
    ("People", "København", "Økonomi"),
    ("People", "København", "IT"),
    ("People", "Aarhus"),
    ("People", "Aarhus", "Økonomi"),
    ("People", "Aarhus", "Salg, Marked & Presse"),
    ("People", "Ærø"),
    ("People", "Ærø", "Værft"),
    ("People", "Odense"),
    ("People", "Parts"),
    ("NoAccess",),
    ("Admins",),
    ("Services",),
    ("Groups",),
]

_DANISH_OUS = [ou for ou in OUS if len(ou) == 3]

_GIVEN = (
    "Søren Åse Bjørn Mette Jørgen Kirsten Øjvind Anne Lærke Rasmus Bjørg Signe Niels Bodil Håkon Ida Pætur Freja Kåre Astrid "
    "Torbjørn Maja Ægir Karen Frederik Dagny Oluf Inger Åge Sofie"
).split()
_FAMILY = "Østergård Kjær Nørgaard Sørensen Åkjær Mølgaard Hansen Bæk Rønne Skovgård Jensen Ågesen Lykke Brønnum".split()

# Each person who plays a part, and the part. The account name is the part's name.
ROLES = {
    "nested.admin": "Domain Admin through two nested groups, adminCount not set, inside the delegated OU: protected",
    "marked.admin": "adminCount=1 and no membership: protected",
    "disabled": "disabled account",
    "locked": "locked out",
    "expired": "the account expired",
    "mustchange": "must change the password at next sign-in",
    "pwexpired": "the password expired",
    "cannotchange": "cannot change the own password",
    "neverexpires": "the password never expires",
    "strict": "PSO 'strict' applies directly; password set two days before",
    "strictgroup": "PSO 'strict' applies through the group 'Strict policy'; password set two days before",
    "strictyoung": "PSO 'strict' applies directly; password set just now, so that it is too young to change",
    "escape": "the DN needs escaping",
    "noalternate": "has no alternate address",
    "outside": "outside the scope (OU=NoAccess)",
}

_ESCAPE_CN = '#Ærø, "Åse" + Bjørn (\\*);<=>'


@dataclass(frozen=True)
class Person:
    account: str  # sAMAccountName, and the user part of the UPN and of the addresses
    cn: str
    given_name: str
    family_name: str
    ou: tuple[str, ...]
    language: str
    alternate_mail: bool = True
    consistency_guid: bool = False  # whether mS-DS-ConsistencyGuid is set, and is then the source anchor
    role: str = ""

    @property
    def display_name(self) -> str:
        return f"{self.given_name} {self.family_name}"


def ascii_name(text: str) -> str:
    """A name in the letters of a UPN: "Søren Åkjær" is soeren.aakjaer."""
    letters = {"æ": "ae", "ø": "oe", "å": "aa", " ": "."}
    return "".join(letters.get(letter, letter) for letter in text.lower())


def sample_people() -> list[Person]:
    return _players() + _danes() + _plain()


def _players() -> list[Person]:
    people = [
        Person(account, account, account.capitalize(), "Part", ("People", "Parts"), "en" if index % 2 else "da", role=account)
        for index, account in enumerate(ROLES)
    ]
    special = {
        "escape": {"cn": _ESCAPE_CN, "given_name": "Åse", "family_name": "Bjørn"},
        "noalternate": {"alternate_mail": False},
        "outside": {"ou": ("NoAccess",)},
        "nested.admin": {"ou": ("People", "København", "IT")},
    }
    return [replace(person, **special.get(person.account, {})) for person in people]


def _danes() -> list[Person]:
    people = []
    for index, given in enumerate(_GIVEN * 2):
        family = _FAMILY[(index * 5 + index // len(_GIVEN)) % len(_FAMILY)]
        people.append(
            Person(
                account=ascii_name(f"{given} {family}")[:20],  # sAMAccountName's limit for users
                cn=f"{given} {family}",
                given_name=given,
                family_name=family,
                ou=_DANISH_OUS[index % len(_DANISH_OUS)],
                language="da" if index % 4 else "en",
                consistency_guid=index % 3 == 0,
            )
        )
    return people


def _plain() -> list[Person]:
    return [
        Person(f"user{n:04d}", f"user{n:04d}", f"User{n:04d}", "Prøve", ("People", "Odense"), "en" if n % 2 else "da")
        for n in range(1, PLAIN_PEOPLE + 1)
    ]
