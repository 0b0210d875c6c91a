#include "adapters/sql/method_rows.h"

#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <stdexcept>

namespace tilbage::adapters::sql {
namespace {

namespace json = boost::json;
using namespace core;

template <class... Cases>
struct Match : Cases... {
    using Cases::operator()...;
};

json::array texts(const std::vector<std::string>& list) { return json::array(list.begin(), list.end()); }

std::string text(const json::object& data, std::string_view name) {
    return std::string(std::string_view(data.at(name).as_string()));
}

base::Bytes bytes(const json::object& data, std::string_view name) {
    auto decoded = base::from_base64url(std::string_view(data.at(name).as_string()));
    if (!decoded) throw std::logic_error("a stored method is damaged");
    return std::move(*decoded);
}

json::object to_json(const MethodData& data) {
    return std::visit(
        Match{[](const EmailAddressMethod& email) -> json::object { return {{"address", email.address}}; },
              [](const MobilePhoneMethod& phone) -> json::object { return {{"number", phone.number}}; },
              [](const AuthenticatorAppMethod& app) -> json::object {
                  return {{"secret", base::to_base64url(app.sealed_secret)}};
              },
              [](const PasskeyMethod& passkey) -> json::object {
                  return {{"id", base::to_base64url(passkey.credential_id)},
                          {"key", base::to_base64url(passkey.public_key)},
                          {"transports", texts(passkey.transports)},
                          {"backupEligible", passkey.backup_eligible}};
              },
              [](const SecurityQuestionsMethod& questions) -> json::object {
                  json::array answers;
                  for (const auto& one : questions.answers) {
                      answers.push_back(json::object{{"question", one.question_id}, {"hash", one.answer_hash}});
                  }
                  return {{"answers", answers}};
              },
              [](const RecoveryCodesMethod&) { return json::object(); },
              [](const TemporaryAccessCodeMethod& issued) -> json::object {
                  return {{"code", base::to_base64url(issued.code)}, {"issuedBy", issued.issued_by}};
              }},
        data);
}

PasskeyMethod read_passkey(const json::object& data, std::int64_t counter) {
    PasskeyMethod passkey;
    passkey.credential_id = bytes(data, "id");
    passkey.public_key = bytes(data, "key");
    passkey.sign_count = static_cast<std::uint32_t>(counter);
    for (const auto& transport : data.at("transports").as_array()) {
        passkey.transports.emplace_back(std::string_view(transport.as_string()));
    }
    passkey.backup_eligible = data.at("backupEligible").as_bool();
    return passkey;
}

SecurityQuestionsMethod read_questions(const json::object& data) {
    SecurityQuestionsMethod questions;
    for (const auto& one : data.at("answers").as_array()) {
        questions.answers.push_back({text(one.as_object(), "question"), text(one.as_object(), "hash")});
    }
    return questions;
}

TemporaryAccessCodeMethod read_issued(const json::object& data, base::TimePoint expires_at) {
    TemporaryAccessCodeMethod issued;
    const auto code = bytes(data, "code");
    if (code.size() != issued.code.size()) throw std::logic_error("a stored digest has another size");
    std::ranges::copy(code, issued.code.begin());
    issued.expires_at = expires_at;
    issued.issued_by = text(data, "issuedBy");
    return issued;
}

MethodData read_data(const Row& row) {
    const auto kind = parse_method_kind(row.text(3));
    if (!kind) throw std::logic_error("a stored method is of no known kind");
    const auto parsed = json::parse(row.text(5));
    const auto& data = parsed.as_object();
    switch (*kind) {
        case MethodKind::email:
            return EmailAddressMethod{text(data, "address")};
        case MethodKind::mobile_phone:
            return MobilePhoneMethod{text(data, "number")};
        case MethodKind::authenticator_app:
            return AuthenticatorAppMethod{bytes(data, "secret"), row.integer(10)};
        case MethodKind::passkey:
            return read_passkey(data, row.integer(10));
        case MethodKind::security_questions:
            return read_questions(data);
        case MethodKind::recovery_code:
            return RecoveryCodesMethod{};
        case MethodKind::temporary_access_code:
            return read_issued(data, row.time(11));
    }
    throw std::logic_error("a stored method is of no known kind");
}

std::int64_t counter_of(const MethodData& data) {
    if (const auto* app = std::get_if<AuthenticatorAppMethod>(&data)) return app->last_step;
    if (const auto* passkey = std::get_if<PasskeyMethod>(&data)) return passkey->sign_count;
    return 0;
}

std::optional<base::TimePoint> expiry_of(const MethodData& data) {
    if (const auto* issued = std::get_if<TemporaryAccessCodeMethod>(&data)) return issued->expires_at;
    return std::nullopt;
}

}  // namespace

std::vector<Value> method_row(const AuthenticationMethod& method) {
    return {method.id,
            method.tenant_id.str(),
            method.person_id.str(),
            std::string(to_string(method.kind())),
            method.name,
            json::serialize(to_json(method.data)),
            millis(method.created_at),
            millis(method.used_at),
            std::int64_t{method.by_administrator},
            std::int64_t{method.locked},
            counter_of(method.data),
            millis(expiry_of(method.data))};
}

AuthenticationMethod read_method(const Row& row) {
    AuthenticationMethod method;
    method.id = row.text(0);
    method.tenant_id = TenantId(row.text(1));
    method.person_id = PersonId(row.text(2));
    method.name = row.text(4);
    method.data = read_data(row);
    method.created_at = row.time(6);
    if (!row.is_null(7)) method.used_at = row.time(7);
    method.by_administrator = row.integer(8) != 0;
    method.locked = row.integer(9) != 0;
    return method;
}

}  // namespace tilbage::adapters::sql
