// What a browser is asked for: FidoPasskeys' two kinds of options.
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include "adapters/webauthn/fido_passkeys.h"
#include "adapters/webauthn/public_key.h"
#include "core/methods/passkey.h"

namespace tilbage::adapters::webauthn {
namespace {

namespace json = boost::json;

std::int64_t patience() { return std::chrono::milliseconds(core::kPasskeyCeremony).count(); }

json::object descriptor(const base::Bytes& id) { return {{"type", "public-key"}, {"id", base::to_base64url(id)}}; }

json::array excluded(const std::vector<core::PasskeyMethod>& passkeys) {
    json::array all;
    for (const auto& passkey : passkeys) {
        auto one = descriptor(passkey.credential_id);
        if (!passkey.transports.empty()) {
            one["transports"] = json::array(passkey.transports.begin(), passkey.transports.end());
        }
        all.push_back(std::move(one));
    }
    return all;
}

}  // namespace

std::string FidoPasskeys::creation_options(const core::PasskeyCreation& creation) const {
    json::array algorithms;
    for (const int algorithm : kAlgorithms) algorithms.push_back({{"type", "public-key"}, {"alg", algorithm}});
    return json::serialize(
        json::object{{"rp", {{"id", relying_party_}, {"name", creation.relying_party_name}}},
                     {"user",
                      {{"id", base::to_base64url(creation.user_handle)},
                       {"name", creation.user_name},
                       {"displayName", creation.display_name}}},
                     {"challenge", base::to_base64url(creation.challenge)},
                     {"pubKeyCredParams", std::move(algorithms)},
                     {"timeout", patience()},
                     {"excludeCredentials", excluded(creation.exclude)},
                     {"authenticatorSelection",
                      {{"residentKey", "preferred"}, {"requireResidentKey", false}, {"userVerification", "required"}}},
                     {"attestation", "none"}});
}

// No transports: they would tell, before anything is proven, what somebody carries.
std::string FidoPasskeys::request_options(const base::Bytes& challenge, const std::vector<base::Bytes>& allowed) const {
    json::array credentials;
    for (const auto& id : allowed) credentials.push_back(descriptor(id));
    return json::serialize(json::object{{"challenge", base::to_base64url(challenge)},
                                        {"timeout", patience()},
                                        {"rpId", relying_party_},
                                        {"allowCredentials", std::move(credentials)},
                                        {"userVerification", "required"}});
}

}  // namespace tilbage::adapters::webauthn
