#include "tenant/http/method_json.h"

#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include "adapters/qrcode/svg.h"
#include "tenant/http/json.h"
#include "tenant/http/otpauth_uri.h"
#include "tenant/http/question_json.h"

namespace tilbage::tenant {
namespace {

namespace json = boost::json;

constexpr std::size_t kLongestAddress = 512;
constexpr std::size_t kLongestNumber = 64;
constexpr std::size_t kLongestCode = 64;
constexpr std::size_t kLongestName = 256;
constexpr std::size_t kLongestAttestation = std::size_t{32} * 1024;

json::object method_json(const core::ListedMethod& method) {
    json::object object{{"id", method.id},
                        {"kind", core::to_string(method.kind)},
                        {"name", method.name},
                        {"hint", method.hint},
                        {"createdAt", base::to_millis(method.created_at)},
                        {"usedAt", nullptr},
                        {"locked", method.locked}};
    if (method.used_at) object["usedAt"] = base::to_millis(*method.used_at);
    if (method.kind == core::MethodKind::recovery_code) object["codesLeft"] = method.codes_left;
    return object;
}

core::Answer<void> add_app(json::object& object, const core::BegunRegistration& begun) {
    const auto uri =
        otpauth_uri({.issuer = begun.tenant_name, .account = begun.user_name, .secret = begun.shown.app_secret});
    auto qr = adapters::qrcode::to_svg(uri);
    if (!qr) return core::refuse(qr.error());
    object["secret"] = begun.shown.app_secret;
    object["uri"] = uri;
    object["qr"] = *qr;
    return {};
}

// Goes into a mail and onto pages: one line.
bool is_name(std::string_view name) {
    return std::ranges::none_of(name, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
}

}  // namespace

json::object methods_json(const core::ListedMethods& methods) {
    json::array all;
    for (const auto& method : methods.methods) all.push_back(method_json(method));
    json::array directory;
    for (const auto& one : methods.from_directory) {
        directory.push_back({{"kind", core::to_string(one.kind)}, {"hint", one.hint}});
    }
    json::array offered;
    for (const auto kind : methods.offered) offered.push_back(json::string(core::to_string(kind)));
    return {{"methods", std::move(all)},
            {"fromDirectory", std::move(directory)},
            {"offered", std::move(offered)},
            {"required", methods.required},
            {"mayReset", methods.may_reset}};
}

core::Answer<json::object> begun_json(const core::BegunRegistration& begun) {
    const auto& shown = begun.shown;
    json::object object{{"registration", begun.id},
                        {"kind", core::to_string(begun.kind)},
                        {"expiresAt", base::to_millis(begun.expires_at)}};
    if (core::sends_code(begun.kind)) object["resendAfterSeconds"] = begun.resend_after.count();
    if (!shown.app_secret.empty()) {
        if (const auto added = add_app(object, begun); !added) return core::refuse(added.error());
    }
    if (!shown.recovery_codes.empty()) {
        object["codes"] = json::array(shown.recovery_codes.begin(), shown.recovery_codes.end());
    }
    if (shown.questions_needed > 0) {
        object["questions"] = questions_json(shown.questions);
        object["toRegister"] = shown.questions_needed;
    }
    if (!shown.passkey_options.empty()) object["publicKey"] = json::parse(shown.passkey_options);
    return object;
}

core::Answer<core::RegistrationRequest> read_registration(const json::object& body) {
    auto address = read_optional_text(body, "address", kLongestAddress);
    if (!address) return core::refuse(address.error());
    auto number = read_optional_text(body, "number", kLongestNumber);
    if (!number) return core::refuse(number.error());
    return core::RegistrationRequest{address->empty() ? std::move(*number) : std::move(*address)};
}

core::Answer<core::RegistrationProof> read_registration_proof(const json::object& body) {
    core::RegistrationProof proof;
    auto code = read_optional_text(body, "code", kLongestCode);
    if (!code) return core::refuse(code.error());
    auto name = read_optional_text(body, "name", kLongestName);
    if (!name) return core::refuse(name.error());
    if (!is_name(*name)) return core::refuse(core::RefusalCode::malformed);
    proof.code = std::move(*code);
    proof.name = std::move(*name);
    if (body.contains("answers")) {
        auto answers = read_answers(body);
        if (!answers) return core::refuse(answers.error());
        proof.answers = std::move(*answers);
    }
    if (const auto* attestation = body.if_contains("attestation")) {
        if (!attestation->is_object()) return core::refuse(core::RefusalCode::malformed);
        proof.attestation = json::serialize(*attestation);
        if (proof.attestation.size() > kLongestAttestation) return core::refuse(core::RefusalCode::malformed);
    }
    return proof;
}

}  // namespace tilbage::tenant
