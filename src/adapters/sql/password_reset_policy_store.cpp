#include "adapters/sql/password_reset_policy_store.h"

#include "adapters/sql/password_reset_policy_json.h"
#include "adapters/sql/text_list.h"
#include "crypto/hash.h"

namespace tilbage::adapters::sql {
namespace {

using core::PasswordResetPolicy;

constexpr std::string_view kRead =
    "SELECT enabled, group_ids, methods_required, methods, questions, registration_required, reconfirm_days, "
    "notify_people, notify_administrators, helpdesk, accent_color, identify_text, logo_type, logo_digest, version, "
    "expiry_reminders, verify_caller FROM password_reset_policies WHERE tenant_id = $1";
constexpr std::string_view kReadLogo = "SELECT logo FROM password_reset_policies WHERE tenant_id = $1";
constexpr std::string_view kFindLogo =
    "SELECT logo, logo_type FROM password_reset_policies WHERE logo_digest = $1 AND logo IS NOT NULL LIMIT 1";
constexpr std::string_view kWrite =
    "INSERT INTO password_reset_policies (tenant_id, enabled, group_ids, methods_required, methods, questions, "
    "registration_required, reconfirm_days, notify_people, notify_administrators, helpdesk, accent_color, "
    "identify_text, logo_type, logo_digest, version, expiry_reminders, verify_caller) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18) "
    "ON CONFLICT (tenant_id) DO UPDATE SET enabled = $2, group_ids = $3, methods_required = $4, methods = $5, "
    "questions = $6, registration_required = $7, reconfirm_days = $8, notify_people = $9, notify_administrators = $10, "
    "helpdesk = $11, accent_color = $12, identify_text = $13, logo_type = $14, logo_digest = $15, version = $16, "
    "expiry_reminders = $17, verify_caller = $18";
constexpr std::string_view kWriteLogo = "UPDATE password_reset_policies SET logo = $2 WHERE tenant_id = $1";

std::string groups_to_text(const std::vector<core::GroupId>& groups) {
    std::vector<std::string> ids;
    for (const auto& group : groups) ids.push_back(group.str());
    return text_list(ids);
}

std::string methods_to_text(const core::MethodKinds& methods) {
    std::vector<std::string> names;
    for (const auto kind : methods) names.emplace_back(core::to_string(kind));
    return text_list(names);
}

PasswordResetPolicy read_policy(const Row& row) {
    PasswordResetPolicy policy;
    policy.enabled = core::parse_reset_enablement(row.text(0)).value_or(core::ResetEnablement::none);
    for (auto& id : read_text_list(row.text(1))) policy.groups.emplace_back(std::move(id));
    policy.methods_required = static_cast<int>(row.integer(2));
    policy.methods.clear();
    for (const auto& name : read_text_list(row.text(3)))
        if (const auto kind = core::parse_method_kind(name)) policy.methods.insert(*kind);
    policy.questions = questions_from_json(row.text(4));
    policy.registration_required = row.integer(5) == 1;
    policy.reconfirm_days = static_cast<int>(row.integer(6));
    policy.notify_people = row.integer(7) == 1;
    policy.notify_administrators = row.integer(8) == 1;
    policy.customization.helpdesk = row.text(9);
    policy.customization.accent_color = row.text(10);
    policy.customization.identify_text = texts_by_language_from_json(row.text(11));
    policy.customization.logo_type = row.text(12);
    policy.customization.logo_digest = row.text(13);
    policy.version = row.integer(14);
    policy.reminders = reminders_from_json(row.text(15));
    policy.verify_caller = core::parse_verify_caller(row.text(16)).value_or(core::VerifyCaller::required);
    return policy;
}

base::Result<PasswordResetPolicy> read_from(Connection& connection, const core::TenantId& tenant) {
    auto found = connection.query(kRead, {tenant.str()});
    if (!found) return base::fail(found.error());
    if (found->rows.empty()) return PasswordResetPolicy{};
    return read_policy(found->rows.front());
}

base::Result<void> write_to(Connection& connection, const core::TenantId& tenant, const PasswordResetPolicy& policy) {
    const auto flag = [](bool on) { return std::int64_t{on}; };
    const auto& look = policy.customization;
    auto done = connection.query(
        kWrite,
        {tenant.str(), std::string(core::to_string(policy.enabled)), groups_to_text(policy.groups),
         std::int64_t{policy.methods_required}, methods_to_text(policy.methods), questions_to_json(policy.questions),
         flag(policy.registration_required), std::int64_t{policy.reconfirm_days}, flag(policy.notify_people),
         flag(policy.notify_administrators), look.helpdesk, look.accent_color,
         texts_by_language_to_json(look.identify_text), look.logo_type, look.logo_digest, policy.version,
         reminders_to_json(policy.reminders), std::string(core::to_string(policy.verify_caller))});
    if (!done) return base::fail(done.error());
    return {};
}

base::Result<void> write_logo(Connection& connection, const core::TenantId& tenant, const Value& logo) {
    auto done = connection.query(kWriteLogo, {tenant.str(), logo});
    if (!done) return base::fail(done.error());
    return {};
}

}  // namespace

base::Result<PasswordResetPolicy> SqlPasswordResetPolicyStore::read(const core::TenantId& tenant, bool with_logo) {
    return database_.read([&](Connection& connection) -> base::Result<PasswordResetPolicy> {
        auto policy = read_from(connection, tenant);
        if (!policy || !with_logo || policy->customization.logo_type.empty()) return policy;
        auto logo = connection.query(kReadLogo, {tenant.str()});
        if (!logo) return base::fail(logo.error());
        policy->customization.logo = base::as_text(logo->rows.at(0).bytes(0));
        return policy;
    });
}

base::Result<PasswordResetPolicy> SqlPasswordResetPolicyStore::write(const core::TenantId& tenant,
                                                                     const PasswordResetPolicy& policy,
                                                                     std::int64_t expected_version) {
    return database_.write([&](Connection& connection) -> base::Result<PasswordResetPolicy> {
        const auto before = read_from(connection, tenant);
        if (!before) return before;
        if (before->version != expected_version)
            return base::fail(base::ErrorCode::conflict, "somebody else changed the policy meanwhile");
        auto after = policy;
        after.version = before->version + 1;
        auto& look = after.customization;
        const bool another_logo = !look.logo.empty();
        if (another_logo) {
            look.logo_digest = base::to_hex(crypto::sha256(look.logo));
        } else if (!look.logo_type.empty()) {
            look.logo_type = before->customization.logo_type;
            look.logo_digest = before->customization.logo_digest;
        } else {
            look.logo_digest.clear();
        }
        if (auto done = write_to(connection, tenant, after); !done) return base::fail(done.error());
        if (another_logo || look.logo_type.empty()) {
            const Value bytes = another_logo ? blob(base::as_bytes(look.logo)) : Value(Null{});
            if (auto done = write_logo(connection, tenant, bytes); !done) return base::fail(done.error());
        }
        look.logo.clear();
        return after;
    });
}

base::Result<std::optional<core::Logo>> SqlPasswordResetPolicyStore::logo(const std::string& digest) {
    auto found = database_.read(kFindLogo, {digest});
    if (!found) return base::fail(found.error());
    if (found->rows.empty()) return std::nullopt;
    const Row& row = found->rows.front();
    return core::Logo{.bytes = std::string(base::as_text(row.bytes(0))), .type = row.text(1)};
}

}  // namespace tilbage::adapters::sql
