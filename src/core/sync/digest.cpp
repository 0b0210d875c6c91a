#include "core/sync/digest.h"

#include <span>

#include "base/encoding.h"
#include "crypto/hash.h"

namespace tilbage::core {
namespace {

constexpr std::size_t kBytes = 16;

// Each part behind its length, so that no two lists of parts are written alike.
class Parts {
public:
    Parts& operator<<(std::string_view text) { return *this << static_cast<std::int64_t>(text.size()), add(text); }
    Parts& operator<<(std::int64_t number) {
        text_.append(reinterpret_cast<const char*>(&number), sizeof number);
        return *this;
    }
    Parts& operator<<(const std::optional<base::TimePoint>& time) {
        return *this << (time ? base::to_millis(*time) : std::int64_t{-1});
    }
    Parts& operator<<(const std::vector<std::string>& texts) {
        *this << static_cast<std::int64_t>(texts.size());
        for (const auto& text : texts) *this << std::string_view(text);
        return *this;
    }
    [[nodiscard]] std::string digest() const {
        const auto hash = crypto::sha256(text_);
        return base::to_hex(std::span(hash).first(kBytes));
    }

private:
    Parts& add(std::string_view text) {
        text_ += text;
        return *this;
    }
    std::string text_;
};

}  // namespace

std::string digest_of(const SourcePerson& person, const std::string& manager_id) {
    Parts parts;
    parts << std::string_view(person.anchor.str()) << std::string_view(person.user_principal_name)
          << std::string_view(person.sam_account_name) << std::string_view(person.netbios_domain)
          << std::string_view(person.domain) << std::string_view(person.display_name) << std::string_view(person.mail)
          << person.alternate_mails << std::string_view(person.preferred_language)
          << static_cast<std::int64_t>(person.active) << std::string_view(manager_id);
    parts << static_cast<std::int64_t>(person.profile.size());
    for (const auto& [field, text] : person.profile)
        parts << static_cast<std::int64_t>(field) << std::string_view(text);
    const auto& facts = person.on_premises;
    parts << std::string_view(facts.user_principal_name) << std::string_view(facts.distinguished_name)
          << std::string_view(facts.security_identifier) << facts.user_account_control
          << static_cast<std::int64_t>(facts.admin_count) << facts.locked_at << facts.password_set_at
          << facts.password_expires_at << facts.account_expires_at << facts.proxy_addresses;
    return parts.digest();
}

std::string digest_of(const SourceGroup& group) {
    Parts parts;
    parts << std::string_view(group.anchor.str()) << std::string_view(group.display_name)
          << std::string_view(group.description) << std::string_view(group.sam_account_name)
          << std::string_view(group.netbios_domain) << std::string_view(group.domain) << std::string_view(group.mail)
          << std::string_view(group.security_identifier) << std::string_view(group.distinguished_name);
    return parts.digest();
}

}  // namespace tilbage::core
