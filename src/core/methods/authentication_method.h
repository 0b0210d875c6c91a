// One method that a person has registered, or that an administrator filled in for them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/clock.h"
#include "base/encoding.h"
#include "core/identity/ids.h"
#include "core/methods/method_kind.h"
#include "crypto/hash.h"

namespace tilbage::core {

struct EmailAddressMethod {
    std::string address;
};

struct MobilePhoneMethod {
    std::string number;  // E.164: "+4512345678"
};

struct AuthenticatorAppMethod {
    base::Bytes sealed_secret;   // crypto/secret_box.h
    std::int64_t last_step = 0;  // the time step whose code was taken last; it and older ones do not serve again
};

// Which question: a predefined one, or the person's tenant's own.
struct AnsweredQuestion {
    std::string question_id;  // "q01" … "q35", or "c" and the number of a custom one
    std::string answer_hash;  // PasswordHasher's, of the answer as normalise_answer() gives it
};
struct SecurityQuestionsMethod {
    std::vector<AnsweredQuestion> answers;
};

struct PasskeyMethod {
    base::Bytes credential_id;
    base::Bytes public_key;  // COSE_Key (RFC 9052 §7)
    std::uint32_t sign_count = 0;
    std::vector<std::string> transports;  // as the browser named them
    bool backup_eligible = false;         // may be copied to other devices: decided when it was made
};

struct RecoveryCodesMethod {
    std::vector<crypto::Digest> unused;  // HMAC under a key that is not in the store
};

struct TemporaryAccessCodeMethod {
    crypto::Digest code{};  // HMAC under a key that is not in the store
    base::TimePoint expires_at;
    std::string issued_by;  // an administrator's id
};

// In the order of MethodKind.
using MethodData = std::variant<EmailAddressMethod, MobilePhoneMethod, AuthenticatorAppMethod, PasskeyMethod,
                                SecurityQuestionsMethod, RecoveryCodesMethod, TemporaryAccessCodeMethod>;

struct AuthenticationMethod {
    std::string id;  // UUID, lower case
    TenantId tenant_id;
    PersonId person_id;
    std::string name;  // what the person calls it, or an app says of itself; may be empty
    MethodData data;
    base::TimePoint created_at;
    std::optional<base::TimePoint> used_at;
    bool by_administrator = false;  // filled in for them, and never proven
    bool locked = false;            // "this was not me": serves no more, and can only be removed

    [[nodiscard]] MethodKind kind() const { return static_cast<MethodKind>(data.index()); }
};

}  // namespace tilbage::core
