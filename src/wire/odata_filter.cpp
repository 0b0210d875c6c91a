#include <algorithm>

#include "wire/odata_query.h"

namespace tilbage::wire {
namespace {

using Op = OdataFilter::Op;

bool is_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '/';
}

// Recursive descent over the text; depth and number of nodes are bounded, so that no filter is expensive.
class FilterParser {
public:
    FilterParser(std::string_view text, const std::vector<std::string_view>& filterable)
        : rest_(text), filterable_(filterable) {}

    OdataResult<OdataFilter> parse() {
        auto filter = either(0);
        if (!filter) return filter;
        skip_space();
        if (!rest_.empty()) return odata_bad_request("Invalid filter clause: something stands behind its end.");
        return filter;
    }

private:
    using Level = OdataResult<OdataFilter> (FilterParser::*)(int);

    OdataResult<OdataFilter> either(int depth) { return joined(depth, "or", Op::either, &FilterParser::both); }
    OdataResult<OdataFilter> both(int depth) { return joined(depth, "and", Op::both, &FilterParser::unary); }

    OdataResult<OdataFilter> joined(int depth, std::string_view word, Op op, Level next) {
        auto left = (this->*next)(depth);
        while (left && take_word(word)) {
            auto right = (this->*next)(depth);
            if (!right) return right;
            if (!count_node()) return too_large();
            OdataFilter node;
            node.op = op;
            node.operands.push_back(std::move(*left));
            node.operands.push_back(std::move(*right));
            left = std::move(node);
        }
        return left;
    }

    OdataResult<OdataFilter> unary(int depth) {
        if (depth >= kMaxFilterDepth) return odata_bad_request("Invalid filter clause: it is nested too deeply.");
        if (take_word("not")) {
            auto operand = unary(depth + 1);
            if (!operand) return operand;
            if (!count_node()) return too_large();
            OdataFilter node;
            node.op = Op::negation;
            node.operands.push_back(std::move(*operand));
            return node;
        }
        if (!take('(')) return comparison();
        auto inner = either(depth + 1);
        if (!inner) return inner;
        if (!take(')')) return odata_bad_request("Invalid filter clause: a parenthesis is not closed.");
        return inner;
    }

    OdataResult<OdataFilter> comparison() {
        if (!count_node()) return too_large();
        const auto name = word();
        if (name == "startswith" || name == "startsWith") return starts_with();
        const auto property = known(name);
        if (!property) return tl::unexpected(property.error());
        const auto op = word();
        if (property->ends_with("DateTime")) return time_comparison(*property, op);
        if (op != "eq" && op != "ne") {
            return odata_unsupported("The filter operator '" + std::string(op) + "' is not supported.");
        }
        const auto kind = op == "eq" ? Op::equal : Op::not_equal;
        for (const std::string_view flag : {"true", "false"}) {
            if (take_word(flag)) return OdataFilter{kind, *property, std::string(flag), false, {}};
        }
        auto value = literal();
        if (!value) return tl::unexpected(value.error());
        return OdataFilter{kind, *property, std::move(*value), true, {}};
    }

    OdataResult<OdataFilter> time_comparison(const std::string& property, std::string_view op) {
        if (op != "ge" && op != "le") return odata_unsupported("Times are compared by ge and le.");
        skip_space();
        const auto end = rest_.find_first_not_of("0123456789-:.+TZtz");
        const auto time = rest_.substr(0, end);
        if (time.empty())
            return odata_bad_request("Invalid filter clause: a time such as 2026-11-23T07:05:09Z is expected.");
        rest_.remove_prefix(time.size());
        return OdataFilter{op == "ge" ? Op::at_least : Op::at_most, property, std::string(time), false, {}};
    }

    OdataResult<OdataFilter> starts_with() {
        if (!take('(')) return odata_bad_request("Invalid filter clause: startswith(property,'text') is expected.");
        const auto property = known(word());
        if (!property) return tl::unexpected(property.error());
        if (!take(',')) return odata_bad_request("Invalid filter clause: startswith(property,'text') is expected.");
        auto value = literal();
        if (!value) return tl::unexpected(value.error());
        if (!take(')')) return odata_bad_request("Invalid filter clause: a parenthesis is not closed.");
        return OdataFilter{Op::starts_with, *property, std::move(*value), true, {}};
    }

    OdataResult<std::string> known(std::string_view name) const {
        if (name.empty()) return odata_bad_request("Invalid filter clause: a property's name is expected.");
        if (std::ranges::find(filterable_, name) == filterable_.end()) {
            return odata_unsupported("Filtering on '" + std::string(name) + "' is not supported.");
        }
        return std::string(name);
    }

    // OData 4.01 ABNF: a quote inside is written twice.
    OdataResult<std::string> literal() {
        if (!take('\'')) return odata_bad_request("Invalid filter clause: a text in single quotes is expected.");
        std::string text;
        while (!rest_.empty()) {
            const char c = rest_.front();
            rest_.remove_prefix(1);
            if (c != '\'') {
                text += c;
            } else if (rest_.starts_with('\'')) {
                text += c;
                rest_.remove_prefix(1);
            } else {
                return text;
            }
        }
        return odata_bad_request("Invalid filter clause: a quote is not closed.");
    }

    void skip_space() { rest_.remove_prefix(std::min(rest_.find_first_not_of(' '), rest_.size())); }

    bool take(char c) {
        skip_space();
        if (!rest_.starts_with(c)) return false;
        rest_.remove_prefix(1);
        return true;
    }

    std::string_view word() {
        skip_space();
        const auto end = std::ranges::find_if_not(rest_, is_word);
        const auto found = rest_.substr(0, static_cast<std::size_t>(end - rest_.begin()));
        rest_.remove_prefix(found.size());
        return found;
    }

    bool take_word(std::string_view wanted) {
        const auto before = rest_;
        if (word() == wanted) return true;
        rest_ = before;
        return false;
    }

    bool count_node() { return ++nodes_ <= kMaxFilterNodes; }
    static tl::unexpected<OdataProblem> too_large() {
        return odata_bad_request("Invalid filter clause: it has too many parts.");
    }

    std::string_view rest_;
    const std::vector<std::string_view>& filterable_;
    int nodes_ = 0;
};

}  // namespace

OdataResult<OdataFilter> parse_odata_filter(std::string_view text, const std::vector<std::string_view>& filterable) {
    if (text.size() > kMaxFilterBytes) return odata_bad_request("Invalid filter clause: it is too long.");
    return FilterParser(text, filterable).parse();
}

}  // namespace tilbage::wire
