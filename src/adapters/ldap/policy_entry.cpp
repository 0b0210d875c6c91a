#include "adapters/ldap/policy_entry.h"

#include "adapters/ldap/time_values.h"

namespace tilbage::adapters::ldap {
namespace {

std::optional<int> small_number(const Entry& entry, std::string_view name) {
    const auto number = entry.number(name);
    return number ? std::optional(static_cast<int>(*number)) : std::nullopt;
}

std::optional<std::int64_t> seconds(const Entry& entry, std::string_view name) {
    const auto ticks = entry.number(name);
    return ticks ? std::optional(duration_seconds(*ticks)) : std::nullopt;
}

std::optional<bool> truth(const Entry& entry, std::string_view name) {
    const auto text = entry.text(name);
    if (text == "TRUE") return true;
    if (text == "FALSE") return false;
    return std::nullopt;
}

}  // namespace

std::vector<std::string> domain_policy_attributes() {
    return {"minPwdLength", "pwdProperties",    "pwdHistoryLength",         "minPwdAge",
            "maxPwdAge",    "lockoutThreshold", "lockOutObservationWindow", "lockoutDuration"};
}

core::PasswordPolicy domain_policy(const Entry& domain_head) {
    constexpr std::int64_t kDomainPasswordComplex = 1;
    const auto properties = domain_head.number("pwdProperties");
    core::PasswordPolicy policy;
    policy.source = core::PolicySource::domain;
    policy.min_length = small_number(domain_head, "minPwdLength");
    if (properties) policy.complexity = (*properties & kDomainPasswordComplex) != 0;
    policy.history_length = small_number(domain_head, "pwdHistoryLength");
    policy.min_age_seconds = seconds(domain_head, "minPwdAge");
    policy.max_age_seconds = seconds(domain_head, "maxPwdAge");
    policy.lockout_threshold = small_number(domain_head, "lockoutThreshold");
    policy.lockout_window_seconds = seconds(domain_head, "lockOutObservationWindow");
    policy.lockout_duration_seconds = seconds(domain_head, "lockoutDuration");
    return policy;
}

std::vector<std::string> pso_attributes() {
    return {"msDS-MinimumPasswordLength",    "msDS-PasswordComplexityEnabled",
            "msDS-PasswordHistoryLength",    "msDS-MinimumPasswordAge",
            "msDS-MaximumPasswordAge",       "msDS-LockoutThreshold",
            "msDS-LockoutObservationWindow", "msDS-LockoutDuration"};
}

core::PasswordPolicy pso_policy(const Entry& pso) {
    core::PasswordPolicy policy;
    policy.source = core::PolicySource::pso;
    policy.min_length = small_number(pso, "msDS-MinimumPasswordLength");
    policy.complexity = truth(pso, "msDS-PasswordComplexityEnabled");
    policy.history_length = small_number(pso, "msDS-PasswordHistoryLength");
    policy.min_age_seconds = seconds(pso, "msDS-MinimumPasswordAge");
    policy.max_age_seconds = seconds(pso, "msDS-MaximumPasswordAge");
    policy.lockout_threshold = small_number(pso, "msDS-LockoutThreshold");
    policy.lockout_window_seconds = seconds(pso, "msDS-LockoutObservationWindow");
    policy.lockout_duration_seconds = seconds(pso, "msDS-LockoutDuration");
    return policy;
}

}  // namespace tilbage::adapters::ldap
