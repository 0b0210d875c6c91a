#include "contract/directory_contract.h"

#include <map>
#include <stdexcept>

#include "contract/environment.h"

namespace tilbage::contract {
namespace {

constexpr const char* kKeytabSealed = "samba_with_keytab_sealed";
constexpr const char* kKeytabInTls = "samba_with_keytab_in_tls";

std::map<std::string, std::unique_ptr<World>>& open_worlds() {
    static std::map<std::string, std::unique_ptr<World>> worlds;
    return worlds;
}

}  // namespace

std::vector<std::string> worlds() {
    std::vector<std::string> names{"fake", "fake_with_policy_hints"};
    if (has_samba()) names.insert(names.end(), {"samba", kKeytabSealed, kKeytabInTls});
    return names;
}

std::vector<std::string> worlds_with_tls() {
    auto names = worlds();
    std::erase(names, kKeytabSealed);
    return names;
}

World& world_of(const std::string& name) {
    auto& world = open_worlds()[name];
    if (world) return *world;
    if (name == "samba") {
        world = make_samba_world(agent_settings());
    } else if (name == kKeytabSealed || name == kKeytabInTls) {
        world = make_samba_world(keytab_settings(name == kKeytabSealed ? "ldap://" : "ldaps://"));
    } else {
        world = make_fake_world(name == "fake" ? PolicyHints::unknown : PolicyHints::known);
    }
    return *world;
}

void close_worlds() { open_worlds().clear(); }

core::DirectoryPerson DirectoryContract::find(const core::SourceAnchor& anchor) {
    const auto found = directory().find_person(world().joined(anchor));
    if (!found) throw std::runtime_error("find_person: " + found.error().message);
    return std::get<core::DirectoryPerson>(*found);
}

core::DirectoryAnswer DirectoryContract::reset(const core::SourceAnchor& anchor, std::string_view next) {
    return directory().write_password(find(anchor), {.next = password(next)}, soon());
}

core::DirectoryAnswer DirectoryContract::change(const core::SourceAnchor& anchor, std::string_view current,
                                                std::string_view next) {
    const auto current_password = password(current);
    return directory().write_password(find(anchor), {.next = password(next), .current = &current_password}, soon());
}

core::DirectoryAnswer DirectoryContract::unlock(const core::SourceAnchor& anchor) {
    return directory().unlock(find(anchor), soon());
}

core::SignIn DirectoryContract::verify(const core::SourceAnchor& anchor, std::string_view text) {
    const auto sign_in = directory().verify_password(find(anchor), password(text), soon());
    if (!sign_in) throw std::runtime_error("verify_password: " + sign_in.error().message);
    return *sign_in;
}

core::PasswordText DirectoryContract::password(std::string_view utf8) {
    return core::PasswordText::from_utf8(base::SecretBytes::copy_of(utf8)).value();
}

base::TimePoint DirectoryContract::soon() { return base::SystemClock().now() + std::chrono::seconds(20); }

core::AnswerMeaning DirectoryContract::meaning_of_reset(const core::DirectoryAnswer& answer) {
    EXPECT_EQ(answer.delivery, core::DirectoryAnswer::Delivery::answered) << answer.diagnostic_message;
    return core::meaning_of(answer, false);
}

core::AnswerMeaning DirectoryContract::meaning_of_change(const core::DirectoryAnswer& answer) {
    EXPECT_EQ(answer.delivery, core::DirectoryAnswer::Delivery::answered) << answer.diagnostic_message;
    return core::meaning_of(answer, true);
}

}  // namespace tilbage::contract

namespace tilbage::core {

void PrintTo(const DirectoryAnswer& answer, std::ostream* out) {
    *out << "delivery " << static_cast<int>(answer.delivery) << ", result " << answer.result_code << ": "
         << answer.diagnostic_message;
}

}  // namespace tilbage::core
