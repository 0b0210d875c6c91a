// An application that people sign in to with their account (docs/protocol.md §13).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/strong_id.h"
#include "core/identity/group.h"
#include "core/identity/ids.h"
#include "crypto/hash.h"

namespace tilbage::core {

using ApplicationId = base::StrongId<struct ApplicationIdTag>;  // UUID: the client_id

enum class ApplicationAccess { everyone, selected_groups };

struct Application {
    ApplicationId id;
    TenantId tenant_id;
    std::string display_name;
    bool is_public = false;                  // cannot keep a secret (RFC 6749 §2.1)
    std::vector<std::string> redirect_uris;  // where answers may go; compared as text
    std::vector<std::string> sign_out_uris;  // where people may go after signing out
    ApplicationAccess access = ApplicationAccess::everyone;
    std::vector<GroupId> groups;  // of selected_groups; members of members count
    bool tells_groups = false;    // the claim `groups`
    base::TimePoint created_at;
    std::int64_t version = 0;  // of the store: one more at each change

    bool operator==(const Application&) const = default;
};

// 256 random bits that a confidential application proves itself with. Two at a time, to change them without a stop.
struct ApplicationSecret {
    std::string id;  // UUID
    ApplicationId application;
    std::string name;
    std::string hint;         // its first characters, to tell one from another
    crypto::Digest digest{};  // SHA-256
    base::TimePoint created_at;
    base::TimePoint expires_at;
};

}  // namespace tilbage::core
