// How one kind of method is registered by its owner (Security info): the seam that a kind plugs in by. A kind without a
// registrar is offered to nobody. The use cases around it (begin_registration.h, confirm_registration.h) do what is
// the same for all: who is signed in and since when, the policy, counting, the store, the audit, the mails.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/account/limits.h"
#include "core/identity/person.h"
#include "core/methods/authentication_method.h"
#include "core/ports/registration_store.h"
#include "core/sspr/password_reset_policy.h"
#include "core/sspr/proof_check.h"
#include "core/sspr/refusal.h"

namespace tilbage::core {

// Who registers, and by which rules.
struct Registrant {
    const Person& person;
    const PasswordResetPolicy& policy;                    // that holds for them
    const std::vector<AuthenticationMethod>& registered;  // all of theirs, locked ones too
    std::string method_id;                                // of the method to be
    std::string locale;                                   // of the page, BCP 47
    std::string tenant_name;
    base::TimePoint now;
};

// What the page sends to begin; each kind looks at its own member.
struct RegistrationRequest {
    std::string destination;  // an address or a number, as typed
};

struct QuestionOnOffer {
    std::string id;
    std::string text;  // empty: a predefined one, which the page has in its language
};

// What the person is shown now and never again. Each kind fills its own.
struct ShownOnce {
    std::string app_secret;  // Base32
    std::vector<std::string> recovery_codes;
    std::vector<QuestionOnOffer> questions;
    int questions_needed = 0;
    std::string passkey_options;  // WebAuthn's PublicKeyCredentialCreationOptionsJSON
};

struct BegunMethod {
    MethodData data;                     // as it is to become, as far as that is known
    std::optional<crypto::Digest> code;  // of a code that was sent: registration_code.h
    base::Bytes challenge = {};          // kept for confirm()
    ShownOnce shown = {};
};

// What the page sends to confirm; each kind looks at its own member.
struct RegistrationProof {
    std::string code = {};
    std::vector<TypedAnswer> answers = {};
    std::string attestation = {};  // WebAuthn's, as JSON
    std::string name = {};         // what the person calls it
};

// Any thread.
class MethodRegistrar {
public:
    virtual ~MethodRegistrar() = default;
    [[nodiscard]] virtual MethodKind kind() const = 0;
    // Of one person. 1: a new one takes the place of the older, which serves until then. Locked ones do not count.
    [[nodiscard]] virtual int at_most() const { return 1; }
    // To confirm one registration.
    [[nodiscard]] virtual int tries() const { return account_limits::kTriesPerRegistration; }
    // A part of the caller's transaction; counted before. Refusals: destination_refused, malformed, busy.
    [[nodiscard]] virtual Answer<BegunMethod> begin(const Registrant& who, const RegistrationRequest& request) = 0;
    // Outside of any transaction, since it may be slow; the try is counted. What is registered. Refusals: code_wrong,
    // answers_refused, malformed, busy.
    [[nodiscard]] virtual Answer<MethodData> confirm(const Registrant& who, const Registration& pending,
                                                     const RegistrationProof& proof) = 0;
};

}  // namespace tilbage::core
