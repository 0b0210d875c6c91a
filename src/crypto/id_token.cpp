#include "crypto/id_token.h"

#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>

#include "base/encoding.h"
#include "crypto/hash.h"
#include "crypto/jose_json.h"

namespace tilbage::crypto {
namespace {

namespace json = boost::json;

constexpr std::size_t kLongestHint = 16U << 10;

void add_text(json::object& object, std::string_view name, const std::string& text) {
    if (!text.empty()) object[name] = text;
}

json::array list_of(const std::vector<std::string>& texts) { return json::array(texts.begin(), texts.end()); }

void add_person(json::object& object, const PersonClaims& person) {
    object["sub"] = person.subject;
    add_text(object, "tid", person.tenant_id);
    add_text(object, "oid", person.object_id);
    add_text(object, "preferred_username", person.preferred_username);
    add_text(object, "name", person.name);
    add_text(object, "given_name", person.given_name);
    add_text(object, "family_name", person.family_name);
    add_text(object, "email", person.email);
    if (person.groups) object["groups"] = list_of(*person.groups);
}

}  // namespace

base::Result<std::string> sign_id_token(const RsaKey& key, const IdTokenClaims& claims) {
    const json::object header{{"alg", "RS256"}, {"typ", "JWT"}, {"kid", key.public_key().thumbprint()}};
    json::object body{{"iss", claims.issuer},     {"aud", claims.audience},        {"iat", claims.issued_at},
                      {"exp", claims.expires_at}, {"auth_time", claims.auth_time}, {"amr", list_of(claims.amr)}};
    add_text(body, "nonce", claims.nonce);
    add_text(body, "sid", claims.session_id);
    add_text(body, "at_hash", claims.access_token_hash);
    add_person(body, claims.person);
    const auto text = encode_json_part(header) + "." + encode_json_part(body);
    const auto signature = key.sign(text);
    if (!signature) return base::fail(signature.error());
    return text + "." + base::to_base64url(*signature);
}

std::string userinfo_text(const PersonClaims& person) {
    json::object object;
    add_person(object, person);
    return json::serialize(object);
}

std::string left_half_hash(std::string_view token) {
    const auto digest = sha256(token);
    return base::to_base64url(std::span(digest).first(digest.size() / 2));
}

base::Result<IdTokenHint> read_id_token_hint(std::string_view token, const std::vector<RsaPublicKey>& keys) {
    const auto not_ours = [] { return base::fail(base::ErrorCode::untrusted, "not an ID token of ours"); };
    const auto first = token.find('.');
    const auto second = first == std::string_view::npos ? first : token.find('.', first + 1);
    if (token.size() > kLongestHint || second == std::string_view::npos) return not_ours();
    const auto header = decode_json_part(token.substr(0, first));
    const auto body = decode_json_part(token.substr(first + 1, second - first - 1));
    const auto signature = base::from_base64url(token.substr(second + 1));
    if (!header || !body || !signature || text_member(*header, "alg") != "RS256" || header->contains("crit")) {
        return not_ours();
    }
    const auto key = std::ranges::find_if(
        keys, [kid = text_member(*header, "kid")](const RsaPublicKey& one) { return one.thumbprint() == kid; });
    if (key == keys.end() || !verifies(*key, token.substr(0, second), *signature)) return not_ours();
    const auto text = [&](std::string_view name) { return std::string(text_member(*body, name)); };
    return IdTokenHint{text("iss"), text("sub"), text("aud"), text("sid")};
}

}  // namespace tilbage::crypto
