// The administrator's connection to the directory, straight on libldap and blocking: tests prepare and check with it,
// so it shares nothing with what they test but libldap's set-up. Every failure throws std::runtime_error.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "adapters/ldap/libldap.h"

namespace tilbage::contract {

using Values = std::vector<std::string>;

class AdminConnection {
public:
    AdminConnection(const std::string& url, const std::string& ca_file, const std::string& dn,
                    std::string_view password);

    void add(const std::string& dn, const std::vector<std::pair<std::string, Values>>& attributes);
    void replace(const std::string& dn, const std::string& attribute, const Values& values);
    void add_value(const std::string& dn, const std::string& attribute, const std::string& value);
    void remove_value(const std::string& dn, const std::string& attribute, const std::string& value);
    // To `rdn` below `parent`.
    void rename(const std::string& dn, const std::string& rdn, const std::string& parent);
    // A deleted object, by its "<GUID=…>", back to life as `dn` (MS-ADTS 3.1.1.5.3.7.3).
    void revive(const std::string& guid_dn, const std::string& dn);
    // The first value, "" where there is none.
    [[nodiscard]] std::string read(const std::string& dn, const std::string& attribute);
    [[nodiscard]] bool has_value(const std::string& dn, const std::string& attribute, const std::string& value);
    // objectGUID of everything below.
    [[nodiscard]] Values guids_below(const std::string& dn);
    void remove_tree(const std::string& dn);
    // "User cannot change password", as Windows stores it: two access control entries in front of the others.
    void deny_password_change(const std::string& dn);
    // The security descriptor with its DACL and nothing else; of a deleted object too.
    [[nodiscard]] std::string read_dacl(const std::string& dn);
    void write_dacl(const std::string& dn, const std::string& descriptor);

private:
    std::string read_with(const std::string& dn, const std::string& attribute, LDAPControl* control);
    void modify(const std::string& dn, int operation, const std::string& attribute, const Values& values,
                LDAPControl* control);

    adapters::ldap::Handle handle_;
};

// The result code of one simple bind on a connection of its own.
[[nodiscard]] int bind_result(const std::string& url, const std::string& ca_file, const std::string& dn,
                              std::string_view password);

// unicodePwd's value (MS-ADTS 3.1.1.3.1.5.1); ASCII is all that tests prepare with.
[[nodiscard]] std::string quoted_password(std::string_view ascii);

}  // namespace tilbage::contract
