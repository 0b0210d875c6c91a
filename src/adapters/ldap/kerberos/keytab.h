// A keytab: a file with the keys of accounts, in the place of their passwords.
#pragma once

#include <string>
#include <vector>

#include "adapters/ldap/kerberos/failure.h"

namespace tilbage::adapters::ldap {

struct KeytabEntry {
    std::string principal;  // "svc-writeback@EXAMPLE.ORG"
    int version = 0;        // kvno
};

// What the file has keys for; the keys themselves stay in it. keytab_unreadable: not there, empty, not a keytab, or
// group or others may read it.
[[nodiscard]] Kerberos<std::vector<KeytabEntry>> read_keytab(const std::string& file);

// The entry for `account`: a principal, or the plain name of an account (then of whichever realm the file has it),
// letter case aside; of several versions the newest. keytab_has_no_key tells whose keys are there.
[[nodiscard]] Kerberos<KeytabEntry> find_key(const std::string& file, const std::string& account);

}  // namespace tilbage::adapters::ldap
