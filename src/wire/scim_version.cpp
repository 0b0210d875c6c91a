// Entity tags: a hash over the fields themselves, so that a thousand of them in a bulk cost no JSON.
#include "base/encoding.h"
#include "crypto/hash.h"
#include "wire/scim_group.h"
#include "wire/scim_user.h"

namespace tilbage::wire {
namespace {

// Each field with its length in front, so that no two resources give the same bytes.
class Fields {
public:
    Fields() { bytes_.reserve(kTypical); }
    Fields& operator<<(std::string_view text) {
        number(text.size());
        bytes_.append(text);
        return *this;
    }
    Fields& operator<<(std::int64_t value) {
        number(static_cast<std::uint64_t>(value));
        return *this;
    }
    Fields& operator<<(const std::optional<base::TimePoint>& time) {
        number(time ? 1 : 0);
        if (time) number(static_cast<std::uint64_t>(base::to_millis(*time)));
        return *this;
    }
    [[nodiscard]] std::string tag() const {
        constexpr std::size_t kBytes = 8;
        const auto digest = crypto::sha256(bytes_);
        return "W/\"" + base::to_hex(std::span(digest).first(kBytes)) + "\"";
    }

private:
    void number(std::uint64_t value) {
        for (int shift = 0; shift < 64; shift += 8) bytes_.push_back(static_cast<char>(value >> shift));
    }
    static constexpr std::size_t kTypical = 2048;
    std::string bytes_;
};

std::int64_t as_number(std::size_t size) { return static_cast<std::int64_t>(size); }

void add(Fields& fields, const core::OnPremisesFacts& facts) {
    fields << facts.user_principal_name << facts.distinguished_name << facts.security_identifier
           << facts.user_account_control << std::int64_t{facts.admin_count} << facts.locked_at << facts.password_set_at
           << facts.password_expires_at << facts.account_expires_at << as_number(facts.proxy_addresses.size());
    for (const auto& address : facts.proxy_addresses) fields << address;
}

}  // namespace

std::string scim_version(const core::Person& person) {
    Fields fields;
    fields << person.anchor.str() << person.external_id << person.user_name << person.sam_account_name
           << person.netbios_domain << person.domain << person.display_name << person.work_mail
           << person.preferred_language << std::int64_t{person.active} << as_number(person.alternate_mails.size());
    for (const auto& mail : person.alternate_mails) fields << mail;
    fields << as_number(person.profile.size());
    for (const auto& [field, text] : person.profile) fields << static_cast<std::int64_t>(field) << text;
    fields << (person.manager ? person.manager->str() : std::string());
    add(fields, person.on_premises);
    for (const auto& error : person.provisioning_errors)
        fields << static_cast<std::int64_t>(error.property) << error.value << error.colliding_id
               << base::to_millis(error.occurred_at);
    return fields.tag();
}

std::string scim_version(const core::Group& group) {
    Fields fields;
    fields << group.anchor.str() << group.external_id << group.display_name << group.description
           << group.sam_account_name << group.netbios_domain << group.domain << group.mail << group.security_identifier
           << group.distinguished_name;
    for (const auto& member : group.members) fields << static_cast<std::int64_t>(member.kind) << member.id;
    return fields.tag();
}

}  // namespace tilbage::wire
