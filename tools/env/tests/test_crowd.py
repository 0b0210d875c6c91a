"""The people that are copied into the database look like those whom the domain controller made itself."""

import unittest

import ldap

import fixture  # puts the modules beside it on the path
import crowd
import population

COUNT = 1200


class ACrowd(fixture.EnvironmentTest):
    OPTIONS = ("--dc-only", "--crowd", COUNT)

    def search(self, filter_: str, *names: str) -> list[tuple[str, dict[str, list[bytes]]]]:
        found = self.connector().search_ext_s(self.site.domain.base_dn, ldap.SCOPE_SUBTREE, filter_, list(names) or ["cn"], sizelimit=0)
        return [(dn, entry) for dn, entry in found if dn]

    def test_is_all_there_and_found_by_every_index(self):
        last = crowd.account(COUNT - 1)
        attributes = ("objectGUID", "objectSid", "uSNChanged", "mail", "userPrincipalName")
        [(dn, entry)] = self.search(f"(sAMAccountName={last})", *attributes)
        self.assertEqual(crowd.dn(COUNT - 1, self.site.domain.base_dn), dn)
        for name in ("mail", "userPrincipalName", "uSNChanged"):
            self.assertEqual([dn], [found for found, _ in self.search(f"({name}={entry[name][0].decode()})")], name)
        for name in ("objectGUID", "objectSid"):
            escaped = "".join(f"\\{byte:02x}" for byte in entry[name][0])
            self.assertEqual([dn], [found for found, _ in self.search(f"({name}={escaped})")], name)

    def test_has_as_many_guids_and_sids_as_people(self):
        connector = self.connector()
        paged = ldap.controls.SimplePagedResultsControl(True, 500, "")
        seen = []
        while True:
            request = connector.search_ext(
                f"OU=Crowd,OU=People,{self.site.domain.base_dn}",
                ldap.SCOPE_SUBTREE,
                "(objectClass=user)",
                ["objectGUID", "objectSid"],
                serverctrls=[paged],
            )
            _, found, _, controls = connector.result3(request)
            seen += [(entry["objectGUID"][0], entry["objectSid"][0]) for _, entry in found]
            paged.cookie = controls[0].cookie
            if not paged.cookie:
                break
        self.assertEqual(COUNT, len(seen))
        self.assertEqual(COUNT, len({guid for guid, _ in seen}))
        self.assertEqual(COUNT, len({sid for _, sid in seen}))

    def test_signs_in_and_can_be_changed(self):
        dn = crowd.dn(COUNT - 1, self.site.domain.base_dn)
        self.bind(f"{crowd.account(COUNT - 1)}@{self.site.domain.dns}", population.PEOPLE_PASSWORD)
        self.administrator().modify_s(dn, [(ldap.MOD_REPLACE, "title", [b"Head of everything"])])
        [(_, entry)] = self.search("(title=Head of everything)", "whenChanged", "uSNChanged", "uSNCreated")
        self.assertGreater(int(entry["uSNChanged"][0]), int(entry["uSNCreated"][0]))

    def test_is_in_groups_both_ways(self):
        group = f"CN=Crowd 001,OU=Groups,{self.site.domain.base_dn}"
        [(_, entry)] = self.search("(sAMAccountName=Crowd 001)", "member")
        self.assertEqual(crowd.GROUP_SIZE, len(entry["member"]))
        self.assertEqual(crowd.GROUP_SIZE, len(self.search(f"(memberOf={group})")))


if __name__ == "__main__":
    unittest.main()
