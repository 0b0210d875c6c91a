#include "wire/odata_query.h"

#include <algorithm>
#include <charconv>
#include <set>

namespace tilbage::wire {
namespace {

bool has(const std::vector<std::string_view>& names, std::string_view name) {
    return std::ranges::find(names, name) != names.end();
}

std::string_view trimmed(std::string_view text) {
    const auto from = text.find_first_not_of(' ');
    if (from == std::string_view::npos) return {};
    return text.substr(from, text.find_last_not_of(' ') - from + 1);
}

using Read = OdataResult<void>;

Read read_select(OdataQuery& query, std::string_view text, const OdataSchema& schema) {
    while (!text.empty()) {
        const auto end = std::min(text.find(','), text.size());
        const auto name = trimmed(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
        if (!has(schema.properties, name)) {
            return odata_bad_request("Could not find a property named '" + std::string(name) + "'.");
        }
        if (std::ranges::find(query.select, name) == query.select.end()) query.select.emplace_back(name);
    }
    if (query.select.empty()) return odata_bad_request("$select names no property.");
    return {};
}

Read read_top(OdataQuery& query, std::string_view text) {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), query.top);
    const bool whole = error == std::errc{} && end == text.data() + text.size();
    if (!whole || query.top < 1 || query.top > kMaxOdataTop) {
        return odata_bad_request("$top is a whole number from 1 to 999.");
    }
    return {};
}

Read read_count(OdataQuery& query, std::string_view text) {
    if (text != "true" && text != "false") return odata_bad_request("$count is true or false.");
    query.count = text == "true";
    return {};
}

Read read_order(OdataQuery& query, std::string_view text, const OdataSchema& schema) {
    text = trimmed(text);
    const auto space = text.find(' ');
    const auto name = text.substr(0, space);
    const auto direction = space == std::string_view::npos ? std::string_view("asc") : trimmed(text.substr(space));
    if (!has(schema.orderable, name) || (direction != "asc" && direction != "desc")) {
        return odata_unsupported("Ordering by '" + std::string(text) + "' is not supported.");
    }
    query.order_by = name;
    query.descending = direction == "desc";
    return {};
}

// "property:text", where a quote or a backslash inside is written behind a backslash.
OdataResult<OdataSearchTerm> take_term(std::string_view& text, const OdataSchema& schema) {
    if (!text.starts_with('"')) return odata_bad_request("$search is \"property:text\", in double quotes.");
    text.remove_prefix(1);
    std::string inner;
    bool closed = false;
    while (!text.empty() && !closed) {
        char c = text.front();
        text.remove_prefix(1);
        if (c == '"') {
            closed = true;
            continue;
        }
        if (c == '\\' && !text.empty()) {
            c = text.front();
            text.remove_prefix(1);
        }
        inner += c;
    }
    if (!closed) return odata_bad_request("$search: a quote is not closed.");
    const auto colon = inner.find(':');
    if (colon == std::string::npos) return odata_bad_request("$search is \"property:text\", in double quotes.");
    OdataSearchTerm term{inner.substr(0, colon), std::string(trimmed(std::string_view(inner).substr(colon + 1)))};
    if (!has(schema.searchable, term.property)) {
        return odata_unsupported("Searching in '" + term.property + "' is not supported.");
    }
    if (term.text.empty() || term.text.size() > kMaxSearchBytes) {
        return odata_bad_request("$search: a text is 1 to 128 bytes long.");
    }
    return term;
}

Read read_search(OdataQuery& query, std::string_view text, const OdataSchema& schema) {
    constexpr std::string_view kOr = "OR";
    text = trimmed(text);
    for (;;) {
        auto term = take_term(text, schema);
        if (!term) return tl::unexpected(term.error());
        query.search.push_back(std::move(*term));
        text = trimmed(text);
        if (text.empty()) return {};
        if (!text.starts_with(kOr)) return odata_unsupported("$search joins its terms by OR only.");
        if (query.search.size() == kMaxSearchTerms) return odata_bad_request("$search has at most four terms.");
        text = trimmed(text.substr(kOr.size()));
    }
}

tl::unexpected<OdataProblem> unknown(std::string_view name) {
    return odata_unsupported("The query option '" + std::string(name) + "' is not supported here.");
}

Read read_option(OdataQuery& query, std::string_view name, const std::string& value, const OdataSchema& schema) {
    if (name == "$select") return schema.properties.empty() ? unknown(name) : read_select(query, value, schema);
    if (name == "$top") return schema.paged ? read_top(query, value) : unknown(name);
    if (name == "$count") return schema.countable ? read_count(query, value) : unknown(name);
    if (name == "$orderby") return schema.orderable.empty() ? unknown(name) : read_order(query, value, schema);
    if (name == "$search") return schema.searchable.empty() ? unknown(name) : read_search(query, value, schema);
    if (name == "$skiptoken" && schema.paged) {
        query.skip_token = value;
        return {};
    }
    if (name == "$filter" && !schema.filterable.empty()) {
        auto filter = parse_odata_filter(value, schema.filterable);
        if (!filter) return tl::unexpected(filter.error());
        query.filter = std::move(*filter);
        return {};
    }
    if (has(schema.own, name)) return {};
    return unknown(name);
}

}  // namespace

OdataResult<OdataQuery> parse_odata_query(const OdataParameters& parameters, const OdataSchema& schema) {
    OdataQuery query;
    std::set<std::string_view> seen;
    for (const auto& [name, value] : parameters) {
        if (!seen.insert(name).second) {
            return odata_bad_request("The query option '" + name + "' stands there twice.");
        }
        if (const auto read = read_option(query, name, value, schema); !read) return tl::unexpected(read.error());
    }
    return query;
}

tl::unexpected<OdataProblem> odata_unsupported(std::string message) {
    return tl::unexpected<OdataProblem>(OdataProblem{"Request_UnsupportedQuery", std::move(message)});
}

tl::unexpected<OdataProblem> odata_bad_request(std::string message) {
    return tl::unexpected<OdataProblem>(OdataProblem{"Request_BadRequest", std::move(message)});
}

}  // namespace tilbage::wire
