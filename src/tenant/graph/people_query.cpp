#include "tenant/graph/people_query.h"

#include "base/encoding.h"
#include "base/unicode.h"

namespace tilbage::tenant::graph {
namespace {

using core::PersonProperty;
using Op = wire::OdataFilter::Op;

// Of the names that the schema lets through.
PersonProperty property_of(const std::string& name) {
    if (name == "displayName") return PersonProperty::display_name;
    if (name == "userPrincipalName") return PersonProperty::user_name;
    if (name == "accountEnabled") return PersonProperty::active;
    if (name == "onPremisesSyncEnabled") return PersonProperty::synchronized;
    if (name == "onPremisesImmutableId") return PersonProperty::anchor;
    return name == "onPremisesSamAccountName" ? PersonProperty::sam_account_name : PersonProperty::id;
}

core::PersonFilter::Op op_of(Op op) {
    switch (op) {
        case Op::equal:
            return core::PersonFilter::Op::equal;
        case Op::not_equal:
            return core::PersonFilter::Op::not_equal;
        case Op::starts_with:
            return core::PersonFilter::Op::starts_with;
        case Op::at_least:  // of times, and no property of a person's that can be filtered is one
        case Op::at_most:
            break;
        case Op::both:
            return core::PersonFilter::Op::both;
        case Op::either:
            return core::PersonFilter::Op::either;
        case Op::negation:
            return core::PersonFilter::Op::negation;
    }
    return core::PersonFilter::Op::equal;
}

wire::OdataResult<core::PersonFilter> filter_of(const wire::OdataFilter& filter) {
    core::PersonFilter converted{op_of(filter.op), property_of(filter.property), filter.value, {}};
    for (const auto& operand : filter.operands) {
        auto inner = filter_of(operand);
        if (!inner) return inner;
        converted.operands.push_back(std::move(*inner));
    }
    const bool flag =
        converted.property == PersonProperty::active || converted.property == PersonProperty::synchronized;
    if (filter.operands.empty() && flag == (filter.quoted || filter.op == Op::starts_with)) {
        return wire::odata_bad_request("Invalid filter clause: '" + filter.property + "' is compared with " +
                                       (flag ? "true or false." : "a text."));
    }
    return converted;
}

}  // namespace

wire::OdataResult<core::PersonQuery> people_query(const wire::OdataQuery& query) {
    core::PersonQuery converted;
    converted.count = query.top;
    converted.want_total = query.count;
    converted.descending = query.descending;
    if (!query.order_by.empty()) converted.order_by = property_of(query.order_by);
    for (const auto& term : query.search) converted.search.push_back({property_of(term.property), term.text});
    if (query.filter) {
        auto filter = filter_of(*query.filter);
        if (!filter) return tl::unexpected(filter.error());
        converted.filter = std::move(*filter);
    }
    if (!query.skip_token.empty()) {
        converted.after = read_skip_token(query.skip_token);
        if (!converted.after) return wire::odata_bad_request("$skiptoken is not one of ours.");
    }
    return converted;
}

// The id is first: it has no NUL, whatever a name has.
std::string skip_token_of(const core::PersonPosition& position) {
    return base::to_base64url(base::as_bytes(position.id + '\0' + position.key));
}

std::optional<core::PersonPosition> read_skip_token(const std::string& token) {
    const auto bytes = base::from_base64url(token);
    if (!bytes) return std::nullopt;
    const std::string text(base::as_text(*bytes));
    const auto end = text.find('\0');
    if (end == std::string::npos || !base::is_valid_utf8(text)) return std::nullopt;
    return core::PersonPosition{.key = text.substr(end + 1), .id = text.substr(0, end)};
}

}  // namespace tilbage::tenant::graph
