#include "core/sspr/decoy_methods.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "core/methods/masked_hint.h"
#include "core/methods/security_answer.h"
#include "crypto/hash.h"

namespace tilbage::core {
namespace {

crypto::Digest dice(const base::SecretBytes& key, std::string_view purpose, const std::string& counting_key) {
    return crypto::hmac_sha256(key, std::string("decoy\n").append(purpose).append("\n").append(counting_key));
}

char letter(std::uint8_t die) {
    // As names and providers begin, common letters more often than rare ones.
    constexpr std::string_view kBeginnings = "aabccdefgghhiijjkkllmmmnnoppprrsssttuvw";
    return kBeginnings[die % kBeginnings.size()];
}

std::string decoy_address(const crypto::Digest& dice) {
    return std::string{letter(dice[0])}.append("@").append(1, letter(dice[1])).append(".example");
}

std::string decoy_number(const crypto::Digest& dice) {
    return std::string("+45000000") + static_cast<char>('0' + dice[5] % 10) + static_cast<char>('0' + dice[6] % 10);
}

std::string decoy_hint(MethodKind kind, const crypto::Digest& dice) {
    if (kind == MethodKind::email) return masked_address(decoy_address(dice));
    return kind == MethodKind::mobile_phone ? masked_number(decoy_number(dice)) : std::string{};
}

// Of 16 passkeys in people's hands: 16 bytes from password managers, 20 from Apple, 32 from Windows and Chrome, 48 and
// 64 from security keys.
constexpr std::array<std::size_t, 16> kCredentialSizes{16, 16, 16, 16, 16, 20, 20, 20, 20, 32, 32, 32, 32, 32, 48, 64};
// Of 16 people who have a passkey, how many they have.
constexpr std::array<int, 16> kPasskeysOfOne{1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 3};

}  // namespace

std::vector<OfferedMethod> decoy_methods(const base::SecretBytes& key, const std::string& counting_key,
                                         const MethodKinds& kinds, int methods_required, const MethodShares& shares) {
    const auto chosen = dice(key, "methods", counting_key);
    const auto hints = dice(key, "hints", counting_key);
    MethodKinds has;
    for (const auto kind : kinds) {
        const auto index = static_cast<std::size_t>(kind);
        if (chosen[index] < shares.at(index)) has.insert(kind);
    }
    for (const auto kind : kinds) {
        if (has.size() >= static_cast<std::size_t>(methods_required)) break;
        has.insert(kind);
    }
    std::vector<OfferedMethod> offered;
    for (const auto kind : has) offered.push_back({kind, decoy_hint(kind, hints)});
    return offered;
}

std::vector<base::Bytes> decoy_passkeys(const base::SecretBytes& key, const std::string& counting_key) {
    const auto chosen = dice(key, "passkeys", counting_key);
    std::vector<base::Bytes> credentials;
    const int count = kPasskeysOfOne.at(chosen[0] % kPasskeysOfOne.size());
    for (int i = 0; i < count; ++i) {
        const auto number = std::to_string(i);
        const auto first = dice(key, "passkey " + number, counting_key);
        const auto second = dice(key, "passkey " + number + " more", counting_key);
        base::Bytes id(first.begin(), first.end());
        id.insert(id.end(), second.begin(), second.end());
        id.resize(kCredentialSizes.at(chosen.at(1 + static_cast<std::size_t>(i)) % kCredentialSizes.size()));
        credentials.push_back(std::move(id));
    }
    return credentials;
}

std::vector<std::string> decoy_questions(const base::SecretBytes& key, const std::string& counting_key,
                                         const SecurityQuestionPolicy& policy) {
    auto ids = policy.predefined;
    for (const auto& custom : policy.custom) ids.push_back("c" + std::to_string(custom.number));
    std::ranges::sort(ids, {}, [&](const std::string& id) { return dice(key, "question " + id, counting_key); });
    ids.resize(std::min(ids.size(), static_cast<std::size_t>(policy.to_register)));
    return ids;
}

}  // namespace tilbage::core
