"""Who and what stands in the directory, seen through LDAPS and Kerberos."""

import os
import subprocess
import time
import unittest

import ldap

import fixture
import population


class TheDomainController(fixture.EnvironmentTest):
    def people_found(self, *names: str) -> list[dict[str, list[bytes]]]:
        people = self.connector().search_s(
            f"OU=People,{self.site.domain.base_dn}", ldap.SCOPE_SUBTREE, "(&(objectCategory=person)(objectClass=user))", list(names)
        )
        return [entry for dn, entry in people if dn]

    def password_age(self, account: str) -> float:
        last_set = int(self.attributes(self.dn(account), "pwdLastSet")["pwdLastSet"][0])
        return (population.filetime(time.time()) - last_set) / 10**7

    def bind_refusal(self, account: str, password: str = population.PEOPLE_PASSWORD) -> str:
        return self.refusal(self.as_person, account, password)

    def test_has_two_hundred_people_and_more(self):
        self.assertGreaterEqual(len(self.people_found("cn")), 200)

    def test_has_everybody_where_the_list_says(self):
        connector = self.connector()
        for person in self.people.values():
            found = self.attributes(person["dn"], "sAMAccountName", "userPrincipalName", connection=connector)
            self.assertEqual(person["account"], found["sAMAccountName"][0].decode())
            self.assertEqual(person["upn"], found["userPrincipalName"][0].decode())

    def test_has_organisational_units_three_deep_with_danish_names(self):
        dn = self.dn("soeren.oestergaard")
        self.assertEqual(f"CN=Søren Østergård,OU=Økonomi,OU=København,OU=People,{self.site.domain.base_dn}", dn)
        self.assertEqual("Søren Østergård", self.attributes(dn, "displayName")["displayName"][0].decode())

    def test_gives_all_but_one_an_alternate_address(self):
        without = [found["sAMAccountName"][0] for found in self.people_found("sAMAccountName", "otherMailbox") if "otherMailbox" not in found]
        self.assertEqual([b"noalternate"], without)
        found = self.attributes(self.dn("user0001"), "otherMailbox", "mail")
        self.assertEqual([b"user0001.private@mail.example"], found["otherMailbox"])
        self.assertEqual([b"user0001@ex1.test"], found["mail"])

    def test_has_both_languages(self):
        languages = {found["preferredLanguage"][0] for found in self.people_found("preferredLanguage")}
        self.assertEqual({b"da", b"en"}, languages)

    def test_has_a_person_whose_dn_needs_escaping(self):
        dn = self.dn("escape")
        for needed in ("\\#", "\\,", "\\+", '\\"', "\\\\", "\\3B"):
            self.assertIn(needed, dn)
        written = self.connector().search_s(self.site.domain.base_dn, ldap.SCOPE_SUBTREE, "(sAMAccountName=escape)", ["cn"])
        self.assertEqual(dn, written[0][0])
        self.assertEqual('#Ærø, "Åse" + Bjørn (\\*);<=>', self.attributes(dn, "cn")["cn"][0].decode())

    def test_has_a_domain_admin_through_two_groups_that_nothing_marks(self):
        transitive = f"(memberOf:1.2.840.113556.1.4.1941:=CN=Domain Admins,CN=Users,{self.site.domain.base_dn})"
        found = self.connector().search_s(self.dn("nested.admin"), ldap.SCOPE_BASE, transitive, ["adminCount", "memberOf"])
        self.assertEqual(1, len(found))
        self.assertNotIn("adminCount", found[0][1])
        self.assertEqual([f"CN=Server operations,OU=Groups,{self.site.domain.base_dn}".encode()], found[0][1]["memberOf"])

    def test_has_a_marked_account_without_membership(self):
        found = self.attributes(self.dn("marked.admin"), "adminCount", "memberOf")
        self.assertEqual({"adminCount": [b"1"]}, found)

    def test_kerberos_takes_the_initial_password_and_no_other(self):
        self.assertEqual(0, self.kinit("user0001", population.PEOPLE_PASSWORD).returncode)
        self.assertIn("Password incorrect", self.kinit("user0001", "not-this-one").stderr)

    def test_the_connector_account_has_a_keytab_that_kerberos_takes(self):
        keytab = self.site.connector_keytab
        self.assertEqual(0o600, keytab.stat().st_mode & 0o777)
        principal = f"{population.CONNECTOR}@{self.site.domain.realm}"
        done = subprocess.run(
            ["kinit", "-k", "-t", str(keytab), "-c", "MEMORY:", principal],
            env=os.environ | {"KRB5_CONFIG": str(self.site.krb5_conf)}, capture_output=True, text=True, timeout=10,
        )
        self.assertEqual((0, ""), (done.returncode, done.stderr))

    def test_a_disabled_account_says_so(self):
        self.assertIn("data 533", self.bind_refusal("disabled"))
        self.assertIn("revoked", self.kinit("disabled", population.PEOPLE_PASSWORD).stderr)

    def test_a_locked_account_says_so(self):
        self.assertIn("data 775", self.bind_refusal("locked"))
        self.assertIn("revoked", self.kinit("locked", population.PEOPLE_PASSWORD).stderr)
        self.assertGreater(int(self.attributes(self.dn("locked"), "lockoutTime")["lockoutTime"][0]), 0)

    def test_an_expired_account_says_so(self):
        self.assertIn("data 701", self.bind_refusal("expired"))

    def test_who_must_change_the_password_is_told(self):
        self.assertIn("data 773", self.bind_refusal("mustchange"))

    def test_an_expired_password_says_so(self):
        self.assertIn("data 532", self.bind_refusal("pwexpired"))

    def test_who_cannot_change_the_password_is_refused(self):
        change = [
            (ldap.MOD_DELETE, "unicodePwd", [fixture.quoted(population.PEOPLE_PASSWORD)]),
            (ldap.MOD_ADD, "unicodePwd", [fixture.quoted("Et-andet-0rd-her")]),
        ]
        with self.assertRaises(ldap.CONSTRAINT_VIOLATION):
            self.as_person("cannotchange").modify_s(self.dn("cannotchange"), change)
        self.as_person("user0002").modify_s(self.dn("user0002"), change)

    def test_the_domain_policy_is_as_documented(self):
        found = self.attributes(self.site.domain.base_dn, "minPwdLength", "pwdHistoryLength", "minPwdAge", "lockoutThreshold", "lockoutDuration")
        expected = {
            "minPwdLength": [b"8"],
            "pwdHistoryLength": [b"5"],
            "minPwdAge": [b"0"],
            "lockoutThreshold": [b"3"],
            "lockoutDuration": [b"-18000000000"],
        }
        self.assertEqual(expected, found)

    def test_the_strict_policy_applies_to_a_person_and_to_a_group(self):
        for account in ("strict", "strictgroup", "strictyoung"):
            pso = self.attributes(self.dn(account), "msDS-ResultantPSO")["msDS-ResultantPSO"][0].decode()
            self.assertTrue(pso.startswith("CN=strict,"), pso)
        self.assertEqual({}, self.attributes(self.dn("user0001"), "msDS-ResultantPSO"))
        self.assertIn("14 characters", self.refusal(self.reset, self.connector(), "strictgroup", "Kort-K0de-12"))

    def test_of_two_strict_people_one_is_too_young_to_change(self):
        self.assertLess(self.password_age("strictyoung"), 600)
        self.assertGreater(self.password_age("strict"), 86400)

    def test_a_password_that_was_reset_no_longer_binds(self):
        self.reset(self.connector(), "user0003", "Helt-ny-K0de-3")
        self.as_person("user0003", "Helt-ny-K0de-3")
        self.assertIn("data 52e", self.bind_refusal("user0003"))

    def test_refuses_a_password_in_clear(self):
        with self.assertRaises(ldap.STRONG_AUTH_REQUIRED):
            plain = ldap.initialize(f"ldap://{self.site.address}")
            self.addCleanup(plain.unbind_s)
            plain.simple_bind_s(self.people["user0001"]["upn"], population.PEOPLE_PASSWORD)

    def test_somebody_can_be_locked_out_by_command(self):
        fixture.env("lock", self.folder, "user0004")
        self.assertIn("data 775", self.bind_refusal("user0004"))

    def test_a_password_can_be_aged_by_command(self):
        fixture.env("age", self.folder, "user0005", 50)
        self.assertAlmostEqual(50 * 86400, self.password_age("user0005"), delta=300)
        self.assertIn("data 532", self.bind_refusal("user0005"))

    def test_people_are_listed(self):
        listed = fixture.env("people", self.folder).stdout
        self.assertIn("soeren.oestergaard", listed)
        self.assertEqual(len(self.people), len(listed.splitlines()))


if __name__ == "__main__":
    unittest.main()
