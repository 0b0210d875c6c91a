#include "core/helpdesk/find_people.h"

#include <algorithm>

#include "core/identity/user_id.h"

namespace tilbage::core {
namespace {

constexpr std::size_t kFewestDigits = 6;

std::string trimmed(const std::string& text) {
    const auto first = text.find_first_not_of(" \t\r\n");
    if (first == std::string::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

// Digits alone of what can only be a telephone number; else empty.
std::string digits_of(const std::string& typed) {
    std::string digits;
    for (const char c : typed) {
        if (c >= '0' && c <= '9') {
            digits += c;
        } else if (std::string_view(" +-().").find(c) == std::string_view::npos) {
            return {};
        }
    }
    return digits.size() < kFewestDigits ? std::string{} : digits;
}

void add(FoundPeople& found, ListedPerson person) {
    const auto known =
        std::ranges::find(found.people, person.person.id, [](const ListedPerson& one) { return one.person.id; });
    if (known != found.people.end()) return;
    if (found.people.size() < static_cast<std::size_t>(kMostFound)) {
        found.people.push_back(std::move(person));
    } else {
        found.more = true;
    }
}

}  // namespace

base::Result<FoundPeople> FindPeople::run(const TenantId& tenant, const std::string& typed_text) {
    constexpr std::size_t kShortest = 2;
    FoundPeople found;
    const auto typed = trimmed(typed_text);
    if (typed.size() < kShortest) return found;

    std::vector<PersonId> exact;
    if (const auto user_id = parse_user_id(typed)) {
        const auto meant = store_.find_by_user_id(tenant, *user_id);
        if (!meant) return base::fail(meant.error());
        if (*meant) exact.push_back((*meant)->id);
    }
    const auto by_mail = store_.find_by_mail(tenant, typed);
    if (!by_mail) return base::fail(by_mail.error());
    for (const auto& person : *by_mail) exact.push_back(person.id);
    if (const auto digits = digits_of(typed); !digits.empty()) {
        const auto by_phone = search_.find_by_phone(tenant, digits, kMostFound);
        if (!by_phone) return base::fail(by_phone.error());
        exact.insert(exact.end(), by_phone->begin(), by_phone->end());
    }
    for (const auto& id : exact) {
        auto person = search_.find(tenant, id.str());
        if (!person) return base::fail(person.error());
        if (*person) add(found, std::move(**person));
    }

    PersonQuery query;
    query.search = {{PersonProperty::display_name, typed}, {PersonProperty::user_name, typed}};
    query.count = kMostFound;
    auto named = search_.list(tenant, query);
    if (!named) return base::fail(named.error());
    for (auto& person : named->people) add(found, std::move(person));
    found.more = found.more || named->next.has_value();
    return found;
}

}  // namespace tilbage::core
