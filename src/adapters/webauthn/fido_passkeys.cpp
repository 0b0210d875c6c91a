#include "adapters/webauthn/fido_passkeys.h"

#include <algorithm>
#include <array>
#include <stdexcept>

#include "adapters/webauthn/attestation.h"
#include "adapters/webauthn/client_data.h"
#include "adapters/webauthn/fido_handles.h"
#include "adapters/webauthn/response_json.h"
#include "base/secret.h"
#include "crypto/ec_key.h"

namespace tilbage::adapters::webauthn {
namespace {

using core::PasskeyFault;

// As the URL standard tells them: a colon, or a last label of digits alone.
bool is_ip_address(std::string_view host) {
    const auto last = host.substr(host.rfind('.') == std::string_view::npos ? 0 : host.rfind('.') + 1);
    return host.find(':') != std::string_view::npos ||
           std::ranges::all_of(last, [](char c) { return c >= '0' && c <= '9'; });
}

// {1: 2, 3: -7, -1: 1, -2: x, -3: y} (RFC 9053 §7.1.1).
base::Bytes fresh_key() {
    const auto key = crypto::EcKey::generate();
    if (!key) throw std::runtime_error("OpenSSL makes no key: " + key.error().message);
    const auto jwk = key->jwk();
    const auto x = base::from_base64url(jwk.x);
    const auto y = base::from_base64url(jwk.y);
    base::Bytes cose{0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20};
    cose.insert(cose.end(), x->begin(), x->end());
    cose.insert(cose.end(), {0x22, 0x58, 0x20});
    cose.insert(cose.end(), y->begin(), y->end());
    return cose;
}

// §7.2 step 21: over the authenticator data and the hash of the client data. libfido2 looks at the host, touch and
// unlocking once more.
bool is_signed(const AuthenticationResponse& response, const std::string& relying_party, const PublicKey& key) {
    const FidoKey verifier(key);
    const AssertHandle assertion(fido_assert_new());
    if (!assertion || verifier.get() == nullptr) return false;
    auto* one = assertion.get();
    const auto& client_data = response.client_data;
    const auto& data = response.authenticator_data;
    const auto& signature = response.signature;
    return fido_assert_set_clientdata(one, client_data.data(), client_data.size()) == FIDO_OK &&
           fido_assert_set_rp(one, relying_party.c_str()) == FIDO_OK && fido_assert_set_count(one, 1) == FIDO_OK &&
           fido_assert_set_authdata_raw(one, 0, data.data(), data.size()) == FIDO_OK &&
           fido_assert_set_up(one, FIDO_OPT_TRUE) == FIDO_OK && fido_assert_set_uv(one, FIDO_OPT_TRUE) == FIDO_OK &&
           fido_assert_set_sig(one, 0, signature.data(), signature.size()) == FIDO_OK &&
           fido_assert_verify(one, 0, key.algorithm, verifier.get()) == FIDO_OK;
}

}  // namespace

FidoPasskeys::FidoPasskeys(std::string host, std::string origin)
    : relying_party_(std::move(host)), origin_(std::move(origin)) {
    fido_init(0);
    decoy_.public_key = fresh_key();
}

std::unique_ptr<FidoPasskeys> FidoPasskeys::make(const std::string& host, const std::string& origin) {
    if (is_ip_address(host)) return nullptr;
    return std::unique_ptr<FidoPasskeys>(new FidoPasskeys(host, origin));
}

tl::expected<core::PasskeyMethod, PasskeyFault> FidoPasskeys::check_attestation(const std::string& response,
                                                                                const base::Bytes& challenge) const {
    const auto read = read_registration(response);
    if (!read) return tl::unexpected(PasskeyFault::malformed);
    const auto fault =
        check_client_data(read->client_data, {.type = "webauthn.create", .challenge = challenge, .origin = origin_});
    if (fault) return tl::unexpected(*fault);
    auto passkey = check_attestation_object(read->attestation,
                                            {.relying_party = relying_party_, .client_data = read->client_data});
    if (!passkey) return passkey;
    if (passkey->credential_id != read->id) return tl::unexpected(PasskeyFault::credential_id);
    passkey->transports = read->transports;
    return passkey;
}

base::Bytes FidoPasskeys::credential_id(const std::string& response) const {
    const auto read = read_authentication(response);
    return read ? read->id : base::Bytes{};
}

tl::expected<std::uint32_t, PasskeyFault> FidoPasskeys::check_assertion(const std::string& response,
                                                                        const base::Bytes& challenge,
                                                                        const base::Bytes& user_handle,
                                                                        const core::PasskeyMethod& passkey) const {
    const auto read = read_authentication(response);
    if (!read) return tl::unexpected(PasskeyFault::malformed);
    if (read->user_handle && !read->user_handle->empty() && read->user_handle != user_handle) {
        return tl::unexpected(PasskeyFault::user_handle);
    }
    const auto client_fault =
        check_client_data(read->client_data, {.type = "webauthn.get", .challenge = challenge, .origin = origin_});
    if (client_fault) return tl::unexpected(*client_fault);
    const auto data = read_authenticator_data(read->authenticator_data);
    if (!data || data->attested) return tl::unexpected(PasskeyFault::malformed);
    if (const auto fault = check_common(*data, relying_party_)) return tl::unexpected(*fault);
    const auto key = read_public_key(passkey.public_key);
    if (!key) return tl::unexpected(PasskeyFault::algorithm);
    if (!is_signed(*read, relying_party_, *key)) return tl::unexpected(PasskeyFault::signature);
    // What may be backed up is decided when a passkey is made (§6.1.3).
    if (data->backup_eligible != passkey.backup_eligible) return tl::unexpected(PasskeyFault::backup_state);
    return data->sign_count;
}

}  // namespace tilbage::adapters::webauthn
