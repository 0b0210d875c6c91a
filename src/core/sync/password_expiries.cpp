#include "core/sync/password_expiries.h"

#include <algorithm>
#include <charconv>
#include <limits>

#include "core/sync/attribute_values.h"

namespace tilbage::core {
namespace {

using base::ErrorCode;
using base::Result;

constexpr auto kNever = std::numeric_limits<std::int64_t>::max();
constexpr std::size_t kMostSingleReadings = 500;

// userAccountControl (MS-ADTS 2.2.16): passwords that never expire.
constexpr std::int64_t kDontExpirePassword = 0x10000;
constexpr std::int64_t kSmartcardRequired = 0x40000;

std::int64_t number(const std::vector<StagedAttribute>& attributes, std::string_view name) {
    const auto found = std::ranges::find(attributes, name, &StagedAttribute::name);
    std::int64_t value = 0;
    if (found == attributes.end() || found->values.empty()) return value;
    const auto& text = found->values.front();
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

}  // namespace

std::int64_t password_expiry_under(std::int64_t max_age, const std::vector<StagedAttribute>& attributes) {
    const auto control = number(attributes, "userAccountControl");
    if ((control & (kDontExpirePassword | kSmartcardRequired | kTrustAccounts)) != 0) return kNever;
    const auto set = number(attributes, "pwdLastSet");
    if (set <= 0) return 0;
    return max_age <= 0 || set > kNever - max_age ? kNever : set + max_age;
}

StagedAttribute expiry_attribute(std::optional<std::int64_t> expiry) {
    StagedAttribute attribute{std::string(kPasswordExpiryAttribute), {}};
    if (expiry && *expiry != kNever) attribute.values = {std::to_string(*expiry)};
    return attribute;
}

Result<PasswordExpiryMap> read_password_expiries(ChangeSource& source) {
    PasswordExpiryMap expiries;
    const auto read = source.each_password_expiry([&](const ObjectGuid& guid, std::int64_t expiry) {
        if (expiry != kNever) expiries.emplace(guid, expiry);
    });
    if (!read && read.error().code != ErrorCode::permission_denied) return base::fail(read.error());
    return expiries;
}

Result<void> PasswordExpiries::learn() {
    auto life = source_.password_life();
    if (!life && life.error().code != ErrorCode::permission_denied) return base::fail(life.error());
    if (!life || !*life) return read_all();
    life_ = std::move(**life);
    auto people = exceptions();
    if (!people) return base::fail(people.error());
    left_alone_ = std::move(*people);
    return {};
}

void PasswordExpiries::add_to(ObjectChange& change) const {
    if (life_) {
        if (left_alone_.contains(change.guid)) return;
        change.attributes.push_back(expiry_attribute(password_expiry_under(life_->max_age, change.attributes)));
        return;
    }
    const auto known = all_.find(change.guid);
    change.attributes.push_back(expiry_attribute(known == all_.end() ? std::nullopt : std::optional(known->second)));
}

Result<std::vector<ObjectChange>> PasswordExpiries::corrections() {
    std::vector<ObjectChange> corrections;
    if (!life_) return corrections;
    const auto people = exceptions();
    if (!people) return base::fail(people.error());
    const bool at_once = people->size() > kMostSingleReadings;
    if (at_once)
        if (auto read = read_all(); !read) return base::fail(read.error());
    for (const auto& guid : *people) {
        auto expiry = Result<std::optional<std::int64_t>>(std::nullopt);
        if (!at_once) expiry = source_.password_expiry(guid);
        if (at_once && all_.contains(guid)) expiry = all_.at(guid);
        if (!expiry && expiry.error().code == ErrorCode::permission_denied) break;
        if (!expiry) return base::fail(expiry.error());
        ObjectChange change;
        change.guid = guid;
        change.kind = ObjectKind::person;
        change.attributes = {expiry_attribute(*expiry)};
        corrections.push_back(std::move(change));
    }
    return corrections;
}

Result<void> PasswordExpiries::read_all() {
    auto read = read_password_expiries(source_);
    if (!read) return base::fail(read.error());
    all_ = std::move(*read);
    return {};
}

Result<PasswordExpiries::People> PasswordExpiries::exceptions() {
    People people;
    People seen(life_->exceptions.begin(), life_->exceptions.end());
    std::vector<ObjectGuid> rest(seen.begin(), seen.end());
    while (!rest.empty()) {
        const auto guid = rest.back();
        rest.pop_back();
        const auto staged = space_.find(directory_, guid);
        if (!staged) return base::fail(staged.error());
        if (*staged && (*staged)->kind == ObjectKind::person) people.insert(guid);
        if (!*staged || (*staged)->kind != ObjectKind::group) continue;
        const auto members = space_.members(directory_, guid);
        if (!members) return base::fail(members.error());
        for (const auto& member : *members)
            if (seen.insert(member).second) rest.push_back(member);
    }
    return people;
}

}  // namespace tilbage::core
