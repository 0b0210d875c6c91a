// What this tenant can verify people by: composed once, looked up at every step.
#pragma once

#include <memory>
#include <vector>

#include "base/secret.h"
#include "core/sspr/code_sender.h"
#include "core/sspr/decoy_shares.h"
#include "core/sspr/proof_check.h"
#include "core/sspr/settings.h"

namespace tilbage::core {

class VerificationMethods {
public:
    VerificationMethods(std::vector<std::shared_ptr<CodeSender>> senders,
                        std::vector<std::shared_ptr<ProofCheck>> checks)
        : senders_(std::move(senders)), checks_(std::move(checks)) {}
    // Null: this tenant has no means for it.
    [[nodiscard]] CodeSender* sender(MethodKind kind) const;
    [[nodiscard]] ProofCheck* check(MethodKind kind) const;
    [[nodiscard]] MethodKinds kinds() const;

private:
    std::vector<std::shared_ptr<CodeSender>> senders_;
    std::vector<std::shared_ptr<ProofCheck>> checks_;
};

// What the steps need beside the stores. All outlive the use cases.
struct ResetMeans {
    const VerificationMethods& methods;
    const DecoyShares& shares;
    const base::SecretBytes& key;  // not in the store: keys the hashes of codes, decoys and challenges
    ResetSettings settings;
};

}  // namespace tilbage::core
