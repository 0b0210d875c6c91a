// A whole paged search (RFC 2696), entry by entry.
#pragma once

#include <atomic>
#include <functional>

#include "adapters/ldap/connection.h"
#include "adapters/ldap/setup/failure.h"

namespace tilbage::adapters::ldap {

inline constexpr int kSetupPage = 1000;  // MaxPageSize of a domain controller that nobody has changed

// Each page gets `timeout`. `stop` (may be null) is looked at between pages.
[[nodiscard]] Found<void> each_entry(Connection& connection, const SearchRequest& request, base::Millis timeout,
                                     const std::atomic<bool>* stop, const std::function<void(const Entry&)>& visit);

// LDAP_SERVER_SD_FLAGS_OID with DACL_SECURITY_INFORMATION (MS-ADTS §3.1.1.3.4.1.11).
[[nodiscard]] Control dacl_only();
// The same with OWNER_SECURITY_INFORMATION.
[[nodiscard]] Control owner_alone();
// LDAP_SERVER_SHOW_DELETED_OID (MS-ADTS §3.1.1.3.4.1.14).
[[nodiscard]] Control show_deleted();

}  // namespace tilbage::adapters::ldap
