#include "core/oauth/manage_administrators.h"

#include <algorithm>
#include <array>

#include "base/unicode.h"
#include "core/oauth/give_password.h"
#include "core/oauth/limits.h"
#include "core/oauth/password_rules.h"

namespace tilbage::core {
namespace {

using base::ErrorCode;

constexpr std::size_t kLongestName = 256;

bool is_printable(std::string_view text) {
    return base::is_valid_utf8(text) &&
           std::ranges::none_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
}

bool is_user_name(std::string_view text) {
    const auto at = text.find('@');
    return text.size() <= kLongestName && at != std::string_view::npos && at > 0 && at + 1 < text.size() &&
           text.find('@', at + 1) == std::string_view::npos && text.find(' ') == std::string_view::npos &&
           is_printable(text);
}

std::vector<Role> in_order(const std::vector<Role>& roles) {
    std::vector<Role> ordered;
    for (const auto role : kRoles)
        if (std::ranges::find(roles, role) != roles.end()) ordered.push_back(role);
    return ordered;
}

}  // namespace

base::Result<std::string> ManageAdministrators::judged_hash(const base::SecretBytes& password,
                                                            const std::string& user_name,
                                                            const std::string& display_name) {
    const auto text = PasswordText::from_utf8(password);
    if (!text) {
        return base::fail(ErrorCode::invalid_argument, text.error() == Reason::password_too_long
                                                           ? "the password is longer than 256 characters"
                                                           : "the password is empty or not UTF-8");
    }
    if (const auto complaint = password_complaint(*text, user_name, display_name))
        return base::fail(ErrorCode::invalid_argument, "this password cannot be taken: " + *complaint);
    return ports_.hasher.hash(*text);
}

base::Result<void> ManageAdministrators::note(std::string_view action, const Administrator& administrator) {
    return ports_.audit.append({.tenant_id = tenant_,
                                .at = ports_.clock.now(),
                                .actor = "operator",
                                .action = std::string(action),
                                .target = "administrator:" + administrator.id.str(),
                                .result = "succeeded",
                                .correlation_id = base::new_uuid(ports_.random),
                                .details = "{}"});
}

base::Result<Administrator> ManageAdministrators::add(const NewAdministrator& wanted,
                                                      const base::SecretBytes& password) {
    if (!is_user_name(wanted.user_name))
        return base::fail(ErrorCode::invalid_argument, "a user name looks like grete@example.org");
    if (wanted.display_name.size() > kLongestName || !is_printable(wanted.display_name))
        return base::fail(ErrorCode::invalid_argument, "a display name is up to 256 bytes of printable text");
    if (wanted.roles.empty()) return base::fail(ErrorCode::invalid_argument, "an administrator needs a role");
    Administrator administrator{.id = AdministratorId(base::new_uuid(ports_.random)),
                                .tenant_id = tenant_,
                                .user_name = wanted.user_name,
                                .display_name = wanted.display_name,
                                .roles = in_order(wanted.roles)};
    if (administrator.display_name.empty())
        administrator.display_name = wanted.user_name.substr(0, wanted.user_name.find('@'));
    auto hash = judged_hash(password, wanted.user_name, wanted.display_name);
    if (!hash) return base::fail(hash.error());
    auto done = ports_.unit_of_work.run([&]() -> base::Result<void> {
        auto added = ports_.administrators.add(administrator, *hash, ports_.clock.now());
        if (!added && added.error().code == ErrorCode::conflict)
            return base::fail(ErrorCode::conflict, "there is an administrator " + wanted.user_name + " already");
        if (!added) return added;
        return note("administrator.add", administrator);
    });
    if (!done) return base::fail(done.error());
    return administrator;
}

base::Result<std::vector<ListedAdministrator>> ManageAdministrators::list() {
    return ports_.administrators.list(tenant_);
}

base::Result<Administrator> ManageAdministrators::find(const std::string& user_name) {
    auto found = ports_.administrators.find_by_user_name(tenant_, user_name);
    if (!found) return base::fail(found.error());
    if (!*found) return base::fail(ErrorCode::not_found, "there is no administrator " + user_name);
    return std::move(**found);
}

template <class Change>
base::Result<void> ManageAdministrators::change(const std::string& user_name, std::string_view action, Change&& apply) {
    return ports_.unit_of_work.run([&]() -> base::Result<void> {
        const auto administrator = find(user_name);
        if (!administrator) return base::fail(administrator.error());
        if (auto applied = apply(*administrator); !applied) return applied;
        return note(action, *administrator);
    });
}

base::Result<void> ManageAdministrators::keep_one_global_administrator(const Administrator& losing) {
    if (!losing.has(Role::global_administrator)) return {};
    const auto all = ports_.administrators.list(tenant_);
    if (!all) return base::fail(all.error());
    const auto is_another = [&](const ListedAdministrator& one) {
        return one.administrator.id != losing.id && one.administrator.has(Role::global_administrator);
    };
    if (std::ranges::any_of(*all, is_another)) return {};
    return base::fail(ErrorCode::conflict,
                      losing.user_name + " is the last Global Administrator; make another one first");
}

base::Result<void> ManageAdministrators::remove(const std::string& user_name) {
    return change(user_name, "administrator.remove", [&](const Administrator& administrator) -> base::Result<void> {
        if (auto kept = keep_one_global_administrator(administrator); !kept) return kept;
        auto removed = ports_.administrators.remove(administrator.id);
        if (!removed) return base::fail(removed.error());
        return {};
    });
}

base::Result<void> ManageAdministrators::set_password(const std::string& user_name, const base::SecretBytes& password) {
    const auto known = find(user_name);
    if (!known) return base::fail(known.error());
    // Outside the transaction: it takes its time.
    const auto hash = judged_hash(password, known->user_name, known->display_name);
    if (!hash) return base::fail(hash.error());
    return change(user_name, "administrator.set_password",
                  [&](const Administrator& administrator) -> base::Result<void> {
                      const auto now = ports_.clock.now();
                      if (auto set = ports_.credentials.set_password(administrator.id, *hash, now); !set) return set;
                      auto cleared = ports_.attempts.clear(sign_in_limits::wrong_passwords(),
                                                           password_counting_key(tenant_, administrator.user_name));
                      if (!cleared) return cleared;
                      return ports_.sessions.end_all_of(administrator.id);
                  });
}

base::Result<void> ManageAdministrators::set_roles(const std::string& user_name, const std::vector<Role>& roles) {
    if (roles.empty())
        return base::fail(ErrorCode::invalid_argument, "name at least one role, or remove the administrator");
    return change(user_name, "administrator.set_roles", [&](const Administrator& administrator) -> base::Result<void> {
        if (std::ranges::find(roles, Role::global_administrator) == roles.end())
            if (auto kept = keep_one_global_administrator(administrator); !kept) return kept;
        return ports_.administrators.set_roles(administrator.id, in_order(roles), ports_.clock.now());
    });
}

base::Result<void> ManageAdministrators::reset_second_factor(const std::string& user_name) {
    return change(
        user_name, "administrator.reset_second_factor", [&](const Administrator& administrator) -> base::Result<void> {
            const auto now = ports_.clock.now();
            if (auto gone = ports_.credentials.clear_totp(administrator.id, now); !gone) return gone;
            auto cleared = ports_.attempts.clear(sign_in_limits::wrong_codes(), code_counting_key(administrator.id));
            if (!cleared) return cleared;
            return ports_.sessions.end_all_of(administrator.id);
        });
}

base::SecretBytes new_administrator_password(base::Random& random) {
    constexpr std::string_view kLetters = "abcdefghijkmnpqrstuvwxyz23456789";  // 32: no l, o, 0, 1
    constexpr std::size_t kGroups = 4;
    constexpr std::size_t kGroup = 5;
    base::SecretBytes password(kGroups * (kGroup + 1) - 1);
    random.fill(password.open_mutable());
    for (std::size_t i = 0; i < password.size(); ++i) {
        auto& byte = password.open_mutable()[i];
        byte = static_cast<std::uint8_t>(i % (kGroup + 1) == kGroup ? '-' : kLetters[byte % kLetters.size()]);
    }
    return password;
}

}  // namespace tilbage::core
