#include "core/banned/password_screen.h"

#include <algorithm>

namespace tilbage::core {
namespace {

bool holds_any(const FoldedPassword& password, const std::vector<std::u32string>& names) {
    return std::ranges::any_of(names, [&](const auto& name) { return password.holds(name); });
}

bool holds_own_name(const FoldedPassword& password, const DirectoryPerson& person) {
    const std::string_view user_name = person.user_principal_name;
    for (const std::string_view name :
         {std::string_view(person.given_name), std::string_view(person.surname), std::string_view(person.display_name),
          std::string_view(person.sam_account_name), user_name.substr(0, user_name.find('@'))}) {
        if (holds_any(password, name_parts(name))) return true;
    }
    return false;
}

}  // namespace

void PasswordScreen::set(const TenantBans& bans) {
    std::shared_ptr<Rules> rules;
    if (bans.enabled) {
        rules = std::make_shared<Rules>(Rules{bans.mode, BannedWords(bans.words), {}});
        for (const auto& name : bans.organization)
            std::ranges::move(name_parts(name), std::back_inserter(rules->organization));
    }
    rules_.with([&](auto& current) { current = std::move(rules); });
}

Verdict PasswordScreen::judge(const PasswordText& password, const DirectoryPerson& person,
                              InitiatedBy initiated_by) const {
    Verdict verdict;
    if (initiated_by == InitiatedBy::administrator && !settings_.administrators) return verdict;
    const auto found = [&](BannedPart part, BanMode mode) {
        auto& where = mode == BanMode::enforce ? verdict.refused : verdict.would_be_refused;
        if (!where) where = part;
    };
    if (const auto rules = rules_.with([](const auto& current) { return current; })) {
        const FoldedPassword folded(password);
        if (holds_own_name(folded, person)) {
            found(BannedPart::name, rules->mode);
        } else if (holds_any(folded, rules->organization)) {
            found(BannedPart::organization, rules->mode);
        } else if (rules->words.refuse(folded)) {
            found(BannedPart::word, rules->mode);
        }
    }
    if (verdict.refused || breached_ == nullptr) return verdict;
    const auto known = breached_->contains(password);
    if (!known) {
        verdict.problem = known.error().message;
    } else if (*known) {
        found(BannedPart::breached, settings_.breached);
    }
    return verdict;
}

}  // namespace tilbage::core
