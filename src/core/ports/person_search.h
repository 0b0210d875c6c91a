// Lists and searches of people, in pages that survive inserts between them: a page goes on behind the last person of
// the one before, and counts nobody off. Any thread; calls block.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "core/identity/person.h"

namespace tilbage::core {

// active, synchronized (from a directory): "true" or "false". Only what the order may go by is a name.
enum class PersonProperty { id, display_name, user_name, active, synchronized, anchor, sam_account_name };

// Names are compared whatever their case. `property` and `value` for equal, not_equal and starts_with; `operands` for
// both, either (two) and negation (one).
struct PersonFilter {
    enum class Op { equal, not_equal, starts_with, both, either, negation };
    Op op = Op::equal;
    PersonProperty property = PersonProperty::id;
    std::string value = {};                   // NOLINT(readability-redundant-member-init)
    std::vector<PersonFilter> operands = {};  // NOLINT(readability-redundant-member-init)
};

// A name of which some word begins with `text`.
struct PersonSearchTerm {
    PersonProperty property = PersonProperty::display_name;
    std::string text;
};

// Where a page ends: the folded name that the order goes by, and the id where names are the same.
struct PersonPosition {
    std::string key;
    std::string id;
};

struct PersonQuery {
    std::optional<PersonFilter> filter;
    std::vector<PersonSearchTerm> search;                    // any of these; none: everybody
    PersonProperty order_by = PersonProperty::display_name;  // or user_name
    bool descending = false;
    int count = 0;
    std::optional<PersonPosition> after;
    bool want_total = false;
};

struct ListedPerson {
    Person person;
    base::TimePoint created_at;
    base::TimePoint changed_at;  // when provisioning last wrote them
};

struct ListedPeople {
    std::vector<ListedPerson> people;
    std::optional<PersonPosition> next;  // there are more
    std::optional<std::int64_t> total;   // of all pages, when it was wanted
};

class PersonSearch {
public:
    virtual ~PersonSearch() = default;
    virtual base::Result<ListedPeople> list(const TenantId& tenant, const PersonQuery& query) = 0;
    // Whose mobile, business or home telephone number it is, at most `count` of them. `digits`: the whole number,
    // without signs; one of eight or more digits may be without the country that the directory has, or with one that it
    // has not.
    virtual base::Result<std::vector<PersonId>> find_by_phone(const TenantId& tenant, const std::string& digits,
                                                              int count) = 0;
    // By id, or by UPN whatever its case.
    virtual base::Result<std::optional<ListedPerson>> find(const TenantId& tenant, const std::string& id_or_upn) = 0;
};

}  // namespace tilbage::core
