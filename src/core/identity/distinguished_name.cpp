#include "core/identity/distinguished_name.h"

#include <algorithm>

#include "base/unicode.h"

namespace tilbage::core {
namespace {

constexpr std::string_view kEscapable = " \"#+,;<=>\\";  // RFC 4514 §2.4 and §3

int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

class Reader {
public:
    explicit Reader(std::string_view text) : text_(text) {}

    [[nodiscard]] bool at_end() const { return position_ == text_.size(); }
    [[nodiscard]] char peek() const { return text_[position_]; }
    [[nodiscard]] std::size_t position() const { return position_; }
    char take() { return text_[position_++]; }
    void skip_spaces() {
        while (!at_end() && peek() == ' ') ++position_;
    }

    // Up to '='; a descriptor or a dotted number.
    std::optional<std::string> type() {
        skip_spaces();
        std::string type;
        while (!at_end() && peek() != '=') type += take();
        if (at_end()) return std::nullopt;
        take();
        type.erase(type.find_last_not_of(' ') + 1);
        const auto allowed = [](char c) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
        };
        if (type.empty() || !std::ranges::all_of(type, allowed)) return std::nullopt;
        return type;
    }

    // Up to an unescaped separator, which stays.
    std::optional<std::string> value() {
        skip_spaces();
        std::string value;
        std::size_t kept = 0;  // length without unescaped trailing spaces
        while (!at_end() && peek() != ',' && peek() != '+' && peek() != ';') {
            const char c = take();
            if (c == '"' || c == '<' || c == '>') return std::nullopt;
            if (c != '\\') {
                value += c;
                if (c != ' ') kept = value.size();
                continue;
            }
            if (!escaped(value)) return std::nullopt;
            kept = value.size();
        }
        value.resize(kept);
        return value;
    }

private:
    bool escaped(std::string& value) {
        if (at_end()) return false;
        const char first = take();
        if (kEscapable.find(first) != std::string_view::npos) {
            value += first;
            return true;
        }
        if (at_end()) return false;
        const int high = hex_digit(first);
        const int low = hex_digit(take());
        if (high < 0 || low < 0) return false;
        value += static_cast<char>(high * 16 + low);
        return true;
    }

    std::string_view text_;
    std::size_t position_ = 0;
};

}  // namespace

std::optional<DistinguishedName> DistinguishedName::parse(std::string_view text) {
    DistinguishedName dn;
    Reader reader(text);
    reader.skip_spaces();
    if (reader.at_end()) return dn;
    dn.text_ = text.substr(reader.position());
    const auto begin = reader.position();
    dn.starts_.push_back(0);
    Rdn rdn;
    while (true) {
        const auto type = reader.type();
        if (!type) return std::nullopt;
        const auto value = reader.value();
        if (!value || value->empty()) return std::nullopt;
        const auto folded = base::fold_case(*value);
        if (folded.empty()) return std::nullopt;  // not UTF-8
        rdn.emplace_back(base::fold_case(*type), folded);
        if (!reader.at_end() && reader.peek() == '+') {
            reader.take();
            continue;
        }
        std::ranges::sort(rdn);
        dn.rdns_.push_back(std::exchange(rdn, {}));
        if (reader.at_end()) return dn;
        reader.take();
        reader.skip_spaces();
        dn.starts_.push_back(reader.position() - begin);
    }
}

bool DistinguishedName::is_under(const DistinguishedName& base) const {
    return base.rdns_.size() <= rdns_.size() && std::equal(base.rdns_.rbegin(), base.rdns_.rend(), rdns_.rbegin());
}

DistinguishedName DistinguishedName::parent() const {
    DistinguishedName parent;
    if (rdns_.size() < 2) return parent;
    parent.rdns_.assign(rdns_.begin() + 1, rdns_.end());
    parent.text_ = text_.substr(starts_[1]);
    for (auto start = starts_.begin() + 1; start != starts_.end(); ++start) {
        parent.starts_.push_back(*start - starts_[1]);
    }
    return parent;
}

bool DistinguishedName::is_organizational_unit() const {
    return !rdns_.empty() && rdns_.front().size() == 1 && rdns_.front().front().first == "ou";
}

}  // namespace tilbage::core
