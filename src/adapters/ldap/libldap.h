// The once-only set-up of libldap. Included by the files that call libldap, and by nobody else.
#pragma once

#include <ldap.h>
// After ldap.h, which it needs.
#include <memory>
#include <openldap.h>

namespace tilbage::adapters::ldap {

// Before the first call of libldap in the process: no ldap.conf, ~/.ldaprc or LDAP… variable has a say. Any thread.
void prepare_libldap();

struct HandleDeleter {
    void operator()(LDAP* handle) const noexcept { ldap_unbind_ext(handle, nullptr, nullptr); }
};
using Handle = std::unique_ptr<LDAP, HandleDeleter>;

struct MessageDeleter {
    void operator()(LDAPMessage* message) const noexcept { ldap_msgfree(message); }
};
using Message = std::unique_ptr<LDAPMessage, MessageDeleter>;

struct TextDeleter {
    void operator()(char* text) const noexcept { ldap_memfree(text); }
};
using Text = std::unique_ptr<char, TextDeleter>;

}  // namespace tilbage::adapters::ldap
