#include "adapters/ldap/open_connection.h"

#include <fmt/core.h>

#include "adapters/ldap/kerberos_sign_in.h"
#include "adapters/ldap/sign_in.h"

namespace tilbage::adapters::ldap {
namespace {

base::Result<void> sign_in_with_password(Connection& connection, const Settings& settings, Deadline deadline) {
    const auto answer = connection.bind(settings.bind_dn, settings.bind_password, deadline);
    if (!answer) return base::fail(answer.error());
    if (const auto sign_in = sign_in_of(*answer); sign_in != core::SignIn::ok) {
        return base::fail(
            base::ErrorCode::permission_denied,
            fmt::format("{}: the account \"{}\" is refused: {} (result {}: {})", connection.address().str(),
                        settings.bind_dn, to_text(sign_in), answer->result_code, answer->diagnostic_message));
    }
    return {};
}

base::Result<void> sign_in(Connection& connection, const Settings& settings, Deadline deadline) {
    if (!settings.has_keytab()) return sign_in_with_password(connection, settings, deadline);
    auto signed_in = sign_in_with_keytab(
        connection, {.file = settings.keytab_file, .account = settings.account, .ticket_life = settings.ticket_life},
        deadline);
    if (!signed_in) return base::fail(std::move(signed_in.error().error));
    return {};
}

}  // namespace

base::Result<std::unique_ptr<Connection>> open_signed_in(const ServerAddress& address, const Settings& settings,
                                                         Deadline deadline) {
    auto connection = Connection::open(address, settings.ca_file, deadline);
    if (!connection) return base::fail(connection.error());
    if (const auto done = sign_in(**connection, settings, deadline); !done) return base::fail(done.error());
    // Only somebody who is signed in may read this: a bind that was taken for an anonymous one ends here.
    const auto& domain = (*connection)->root_dse().default_naming_context;
    const auto entries = (*connection)->search({.base = domain, .attributes = {"objectGUID"}}, deadline);
    if (!entries) return base::fail(entries.error());
    if (entries->empty()) {
        return base::fail(base::ErrorCode::permission_denied,
                          fmt::format("{}: the account \"{}\" may not read the domain {}", address.str(),
                                      settings.account_name(), domain));
    }
    return connection;
}

}  // namespace tilbage::adapters::ldap
