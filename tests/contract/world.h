// A directory to run the contract on, and the hands of its administrator.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/ldap/settings.h"
#include "core/ports/directory.h"

namespace tilbage::contract {

constexpr const char* kFirstPassword = "Foraar-2026-Sol!";

// Whom a test needs. Everybody is new, so that tests run in any order, and again on the same directory.
struct NewPerson {
    std::string display_name = "Contract Person";
    std::string name_in_dn = {};  // put in front of the common name, which stays unique; may need escaping
    std::string password = kFirstPassword;
    bool outside_scope = false;  // where the agent's account has no rights
    bool disabled = false;
    bool expired = false;
    bool must_change = false;
    bool outside_hours = false;      // may sign in at no hour of the week
    bool other_workstation = false;  // may sign in at a workstation that nobody has
    bool cannot_change = false;
    bool has_strict_policy = false;  // the resultant PSO: see kStrict
    bool in_nested_group = false;    // member of a group that is a member of World::outer_group_sid()
    std::optional<core::SourceAnchor> consistency_guid = {};  // ms-DS-ConsistencyGuid
    std::vector<std::string> alternate_mails = {};
    std::string preferred_language = {};
};

// The domain's policy and the PSO's, on every directory of the suite.
constexpr int kMinLength = 8;
constexpr int kHistoryLength = 5;
constexpr int kLockoutThreshold = 3;
constexpr int kStrictMinLength = 14;
constexpr int kStrictHistoryLength = 10;
constexpr std::int64_t kStrictMinAgeSeconds = 86'400;

class World {
public:
    virtual ~World() = default;
    virtual core::Directory& directory() = 0;
    virtual core::SourceAnchor add(const NewPerson& person) = 0;
    // As an engine would have joined whom add() made: the object behind the anchor.
    virtual core::JoinedPerson joined(const core::SourceAnchor& anchor) = 0;
    virtual void lock_out(const core::SourceAnchor& anchor) = 0;
    virtual void remove(const core::SourceAnchor& anchor) = 0;
    // By other means than the port's.
    virtual bool accepts(const core::SourceAnchor& anchor, std::string_view password) = 0;
    virtual std::string outer_group_sid() = 0;
    virtual bool knows_policy_hints() = 0;
    // The objectGUID of any object, as a source anchor.
    virtual core::SourceAnchor guid_of(const std::string& dn) = 0;
};

enum class PolicyHints { unknown, known };
[[nodiscard]] std::unique_ptr<World> make_fake_world(PolicyHints hints);
// By the AD_… variables of an environment, with the agent's settings; throws std::runtime_error.
[[nodiscard]] std::unique_ptr<World> make_samba_world(adapters::ldap::Settings settings);
[[nodiscard]] bool has_samba();

// A source anchor that nobody has.
[[nodiscard]] core::SourceAnchor new_anchor();
// Unique in a directory that outlives this process.
[[nodiscard]] std::string new_name(std::string_view prefix);

}  // namespace tilbage::contract
