#include "adapters/ldap/libldap.h"

#include <cstdlib>
#include <mutex>

namespace tilbage::adapters::ldap {

void prepare_libldap() {
    static std::once_flag once;
    std::call_once(once, [] {
        // Without this libldap reads ldap.conf, ~/.ldaprc and variables that may add a CA or weaken the checks.
        ::setenv("LDAPNOINIT", "1", 1);
        // Fills libldap's global options while one thread alone can.
        int version = 0;
        ldap_get_option(nullptr, LDAP_OPT_PROTOCOL_VERSION, &version);
    });
}

}  // namespace tilbage::adapters::ldap
