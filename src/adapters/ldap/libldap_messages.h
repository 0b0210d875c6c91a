// Answers of libldap as our own values.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "adapters/ldap/connection.h"
#include "adapters/ldap/libldap.h"

namespace tilbage::adapters::ldap {

// What ends every operation (RFC 4511 §4.1.9).
struct Answer {
    int result_code = 0;
    std::string diagnostic_message;
    std::string page_cookie;  // of the paged results control; empty: none
};

// Empty optional: not an LDAPResult.
[[nodiscard]] std::optional<Answer> read_answer(LDAP* handle, LDAPMessage* message);
// serverSaslCreds of a bind's answer (RFC 4511 §4.2.2); empty: none.
[[nodiscard]] std::string read_server_credentials(LDAP* handle, LDAPMessage* message);
// One entry of a search.
[[nodiscard]] Entry read_entry(LDAP* handle, LDAPMessage* message);
// The controls of an answer (RFC 4511 §4.1.11).
[[nodiscard]] std::vector<Control> read_controls(LDAP* handle, LDAPMessage* message);
// The entries of a whole search; references are left out.
[[nodiscard]] std::vector<Entry> read_entries(LDAP* handle, LDAPMessage* chain);

}  // namespace tilbage::adapters::ldap
