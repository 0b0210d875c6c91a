// The cheapest thing that does the same work: one LDAP modify on a connection that stays (RFC 4511 §4.6), by the same
// account as the agent's.
#pragma once

#include <memory>
#include <string>

#include "environment.h"

struct ldap;

namespace tilbage::bench {

// LDAPS with the certificate checked. One thread at a time. Faults throw BenchFault with the directory's own words.
class BareDirectory {
public:
    BareDirectory(const std::string& ldaps, const std::string& ca_file, const std::string& bind_dn,
                  const std::string& password);

    // What the agent writes: unicodePwd and lockoutTime = 0 in one modify (MS-ADTS 3.1.1.3.1.5, 3.1.1.5.3.2).
    void reset(const std::string& dn, const std::string& new_password);
    // lockoutTime = 0.
    void unlock(const std::string& dn);

    // For what surrounds the measurement: locked out as of now, and is it still?
    void lock(const std::string& dn);
    [[nodiscard]] bool is_locked(const std::string& dn);
    // Whether this DN and password bind; this connection is theirs afterwards.
    [[nodiscard]] bool binds(const std::string& dn, const std::string& password);

private:
    struct Unbind {
        void operator()(ldap* connection) const;
    };
    std::unique_ptr<ldap, Unbind> connection_;
};

[[nodiscard]] BareDirectory connector_directory(const Environment& environment);

}  // namespace tilbage::bench
