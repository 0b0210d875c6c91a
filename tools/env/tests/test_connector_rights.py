"""The connector account may do what the product needs, and nothing else."""

import unittest

import ldap
from ldap.controls import RequestControl

import fixture
import population

_SHOW_DELETED = RequestControl("1.2.840.113556.1.4.417", True)
# DirSync (MS-ADTS 3.1.1.3.4.1.3) with flags 0, which needs DS-Replication-Get-Changes: SEQUENCE { 0, 65536, "" }
_DIRSYNC = RequestControl("1.2.840.113556.1.4.841", True, bytes.fromhex("300a" "020100" "0203010000" "0400"))


class _RightsTest(fixture.EnvironmentTest):
    def replace(self, connection, account: str, name: str, value: bytes) -> None:
        connection.modify_s(self.dn(account), [(ldap.MOD_REPLACE, name, [value])])

    def tombstones(self, connection) -> list:
        """What `connection` sees of an account that was just deleted."""
        dn = f"CN=leaver,OU=Parts,OU=People,{self.site.domain.base_dn}"
        administrator = self.administrator()
        administrator.add_s(dn, [("objectClass", [b"user"]), ("sAMAccountName", [b"leaver"])])
        administrator.delete_s(dn)
        container = f"CN=Deleted Objects,{self.site.domain.base_dn}"
        return connection.search_ext_s(container, ldap.SCOPE_ONELEVEL, "(cn=leaver*)", ["cn"], serverctrls=[_SHOW_DELETED])

    def pso_numbers(self, connection) -> list:
        container = f"CN=Password Settings Container,CN=System,{self.site.domain.base_dn}"
        return connection.search_s(container, ldap.SCOPE_SUBTREE, "(objectClass=msDS-PasswordSettings)", ["msDS-MinimumPasswordLength"])


class TheConnectorAccount(_RightsTest):
    def test_resets_below_people_at_every_depth(self):
        for account in ("user0001", "soeren.oestergaard", "escape"):
            self.reset(self.connector(), account, "Helt-ny-K0de-1")
            self.as_person(account, "Helt-ny-K0de-1")

    def test_unlocks(self):
        fixture.env("lock", self.folder, "user0002")
        self.replace(self.connector(), "user0002", "lockoutTime", b"0")
        self.as_person("user0002")

    def test_sets_and_clears_must_change(self):
        self.replace(self.connector(), "user0003", "pwdLastSet", b"0")
        self.assertIn("data 773", self.refusal(self.as_person, "user0003"))
        self.replace(self.connector(), "user0003", "pwdLastSet", b"-1")
        self.as_person("user0003")

    def test_resets_nobody_outside_people(self):
        with self.assertRaises(ldap.INSUFFICIENT_ACCESS):
            self.reset(self.connector(), "outside", "Helt-ny-K0de-1")
        self.as_person("outside")

    def test_resets_no_administrator_elsewhere(self):
        with self.assertRaises(ldap.INSUFFICIENT_ACCESS):
            value = [fixture.quoted("Helt-ny-K0de-1")]
            self.connector().modify_s(f"CN=Administrator,CN=Users,{self.site.domain.base_dn}", [(ldap.MOD_REPLACE, "unicodePwd", value)])

    def test_writes_no_other_attribute(self):
        for name, value in {"description": b"x", "otherMailbox": b"x@mail.example", "userAccountControl": b"514"}.items():
            with self.subTest(name), self.assertRaises(ldap.INSUFFICIENT_ACCESS):
                self.replace(self.connector(), "user0004", name, value)

    def test_unlocks_nobody_outside_people(self):
        with self.assertRaises(ldap.INSUFFICIENT_ACCESS):
            self.replace(self.connector(), "outside", "lockoutTime", b"0")

    def test_reads_the_numbers_of_a_pso(self):
        self.assertEqual([b"14"], self.pso_numbers(self.connector())[0][1]["msDS-MinimumPasswordLength"])

    def test_reads_deleted_objects(self):
        self.assertEqual(1, len(self.tombstones(self.connector())))

    def test_reads_changes(self):
        found = self.connector().search_ext_s(
            self.site.domain.base_dn, ldap.SCOPE_SUBTREE, "(sAMAccountName=user0001)", ["pwdLastSet"], serverctrls=[_DIRSYNC]
        )
        self.assertEqual([self.dn("user0001")], [dn for dn, _ in found if dn])

    def test_belongs_to_no_group(self):
        dn = population.service_dn(population.CONNECTOR, self.site.domain.base_dn)
        self.assertEqual({}, self.attributes(dn, "memberOf"))


class APlainAccount(_RightsTest):
    """So that the tests above show what the delegation gives, and not what everybody has."""

    def test_resets_nobody(self):
        with self.assertRaises(ldap.INSUFFICIENT_ACCESS):
            self.reset(self.nobody(), "user0001", "Helt-ny-K0de-1")

    def test_unlocks_nobody(self):
        with self.assertRaises(ldap.INSUFFICIENT_ACCESS):
            self.replace(self.nobody(), "user0001", "lockoutTime", b"0")

    def test_reads_no_pso(self):
        self.assertEqual([], self.pso_numbers(self.nobody()))

    def test_reads_no_deleted_objects(self):
        self.assertEqual([], self.tombstones(self.nobody()))

    def test_reads_no_changes(self):
        with self.assertRaises(ldap.INSUFFICIENT_ACCESS):
            self.nobody().search_ext_s(
                self.site.domain.base_dn, ldap.SCOPE_SUBTREE, "(sAMAccountName=user0001)", ["pwdLastSet"], serverctrls=[_DIRSYNC]
            )


if __name__ == "__main__":
    unittest.main()
