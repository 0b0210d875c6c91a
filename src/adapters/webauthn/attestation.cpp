#include "adapters/webauthn/attestation.h"

#include "adapters/webauthn/fido_handles.h"
#include "base/secret.h"
#include "core/methods/passkey.h"
#include "crypto/hash.h"

namespace tilbage::adapters::webauthn {
namespace {

using core::PasskeyFault;

struct Parts {
    CborItem object;  // what the views look into
    std::string_view format;
    ByteView data;
    const cbor_item_t* statement = nullptr;
};

std::optional<Parts> take_apart(ByteView object) {
    constexpr std::size_t kMembers = 3;
    Parts parts{.object = load_cbor(object), .format = {}, .data = {}};
    const auto format = text_of(find_member(parts.object.get(), "fmt"));
    const auto data = bytes_of(find_member(parts.object.get(), "authData"));
    parts.statement = find_member(parts.object.get(), "attStmt");
    if (!format || !data || parts.statement == nullptr || !cbor_isa_map(parts.statement)) return std::nullopt;
    if (cbor_map_size(parts.object.get()) != kMembers) return std::nullopt;
    parts.format = *format;
    parts.data = *data;
    return parts;
}

struct Buffer {
    unsigned char* bytes = nullptr;
    std::size_t size = 0;
    Buffer() = default;
    Buffer(const Buffer&) = delete;
    Buffer& operator=(const Buffer&) = delete;
    ~Buffer() { free(bytes); }  // libcbor's allocator is the C library's
};

// §8.2, "packed", without a certificate: the new key signed for itself.
bool signed_by_itself(const Parts& parts, const PublicKey& key, const AttestedFor& of) {
    if (integer_of(find_member(parts.statement, "alg")) != key.algorithm) return false;
    if (find_member(parts.statement, "x5c") != nullptr) return false;
    Buffer statement;
    std::size_t allocated = 0;
    statement.size = cbor_serialize_alloc(parts.statement, &statement.bytes, &allocated);
    const CredHandle cred(fido_cred_new());
    if (!cred || statement.size == 0) return false;
    return fido_cred_set_type(cred.get(), key.algorithm) == FIDO_OK &&
           fido_cred_set_clientdata(cred.get(), of.client_data.data(), of.client_data.size()) == FIDO_OK &&
           fido_cred_set_rp(cred.get(), of.relying_party.c_str(), nullptr) == FIDO_OK &&
           fido_cred_set_uv(cred.get(), FIDO_OPT_TRUE) == FIDO_OK &&
           fido_cred_set_fmt(cred.get(), "packed") == FIDO_OK &&
           fido_cred_set_authdata_raw(cred.get(), parts.data.data(), parts.data.size()) == FIDO_OK &&
           fido_cred_set_attstmt(cred.get(), statement.bytes, statement.size) == FIDO_OK &&
           fido_cred_verify_self(cred.get()) == FIDO_OK;
}

bool is_attested(const Parts& parts, const PublicKey& key, const AttestedFor& of) {
    if (parts.format == "none") return cbor_map_size(parts.statement) == 0;
    return parts.format == "packed" && signed_by_itself(parts, key, of);
}

}  // namespace

std::optional<PasskeyFault> check_common(const AuthenticatorData& data, const std::string& relying_party) {
    const auto expected = crypto::sha256(relying_party);
    if (!base::equal_in_constant_time(data.relying_party_hash, ByteView(expected))) return PasskeyFault::relying_party;
    if (!data.user_present) return PasskeyFault::user_presence;
    if (!data.user_verified) return PasskeyFault::user_verification;
    if (data.backed_up && !data.backup_eligible) return PasskeyFault::backup_state;
    return std::nullopt;
}

tl::expected<core::PasskeyMethod, PasskeyFault> check_attestation_object(ByteView object, const AttestedFor& of) {
    const auto parts = take_apart(object);
    if (!parts) return tl::unexpected(PasskeyFault::malformed);
    const auto data = read_authenticator_data(parts->data);
    if (!data || !data->attested) return tl::unexpected(PasskeyFault::malformed);
    if (const auto fault = check_common(*data, of.relying_party)) return tl::unexpected(*fault);
    const auto& [id, cose] = *data->attested;
    const auto key = read_public_key(cose);
    if (!key) return tl::unexpected(PasskeyFault::algorithm);
    if (id.size() < core::kShortestCredentialId || id.size() > core::kLongestCredentialId) {
        return tl::unexpected(PasskeyFault::credential_id);
    }
    if (!is_attested(*parts, *key, of)) return tl::unexpected(PasskeyFault::attestation);
    core::PasskeyMethod passkey;
    passkey.credential_id = {id.begin(), id.end()};
    passkey.public_key = {cose.begin(), cose.end()};
    passkey.sign_count = data->sign_count;
    passkey.backup_eligible = data->backup_eligible;
    return passkey;
}

}  // namespace tilbage::adapters::webauthn
