// A ticket for the LDAP service of one domain controller, by a keytab.
#pragma once

#include <memory>
#include <string>

#include "adapters/ldap/deadline.h"
#include "adapters/ldap/kerberos/failure.h"
#include "adapters/ldap/kerberos/kdc.h"
#include "base/secret.h"

namespace tilbage::adapters::ldap {

struct KeytabAccount {
    std::string file;
    std::string account;          // a principal, or the account's plain name
    base::Millis ticket_life{0};  // asked for; 0: as long as the domain gives
};

struct KerberosServer {
    std::string address;   // "ldaps://dc1.example.org:636", for words
    std::string host;      // where its Kerberos port is, and the name of its service: ldap/HOST
    std::string realm;     // "EXAMPLE.ORG"
    std::string own_name;  // what it calls itself
    int kdc_port = kKdcPort;
};

// In a credential cache in this process's memory that goes with this object: no file, no variable, nothing that another
// thread or process shares. One thread.
class ServiceTicket {
public:
    // Asks the server's own Kerberos port, twice: for the account, then for the service.
    [[nodiscard]] static Kerberos<ServiceTicket> get(const KeytabAccount& account, const KerberosServer& server,
                                                     Deadline deadline);
    ~ServiceTicket();
    ServiceTicket(ServiceTicket&&) noexcept;
    ServiceTicket& operator=(ServiceTicket&&) = delete;

    [[nodiscard]] const std::string& service() const;  // "ldap/dc1.example.org@EXAMPLE.ORG"
    [[nodiscard]] Deadline end() const;
    [[nodiscard]] const KerberosAttempt& attempt() const;

    struct Parts;  // for gss_context.cpp; keeps libkrb5's header out of this one
    [[nodiscard]] const Parts& parts() const { return *parts_; }

private:
    explicit ServiceTicket(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> parts_;
};

}  // namespace tilbage::adapters::ldap
