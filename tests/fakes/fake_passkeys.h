// Passkeys without keys: a browser's answer is "<credential> <signature counter> <challenge in hex> <user handle in
// hex>", one of a registration the first and third of these. One thread.
#pragma once

#include <algorithm>
#include <sstream>

#include "core/ports/passkeys.h"

namespace tilbage::fakes {

class FakePasskeys final : public core::Passkeys {
public:
    // What was asked with last.
    mutable core::PasskeyCreation created;
    mutable base::Bytes challenge;
    mutable std::vector<base::Bytes> allowed;
    mutable int checked = 0;  // signatures

    [[nodiscard]] static std::string attestation(const std::string& credential, const base::Bytes& challenge) {
        return credential + " 0 " + base::to_hex(challenge);
    }
    [[nodiscard]] static std::string assertion(const std::string& credential, std::uint32_t count,
                                               const base::Bytes& challenge, const base::Bytes& user = {}) {
        return credential + " " + std::to_string(count) + " " + base::to_hex(challenge) + " " + base::to_hex(user);
    }
    [[nodiscard]] static base::Bytes bytes(const std::string& text) { return {text.begin(), text.end()}; }

    [[nodiscard]] std::string creation_options(const core::PasskeyCreation& creation) const override {
        created = creation;
        challenge = creation.challenge;
        return R"({"ask":"create"})";
    }
    [[nodiscard]] std::string request_options(const base::Bytes& asked,
                                              const std::vector<base::Bytes>& credentials) const override {
        challenge = asked;
        allowed = credentials;
        return R"({"ask":"get"})";
    }
    [[nodiscard]] tl::expected<core::PasskeyMethod, core::PasskeyFault> check_attestation(
        const std::string& response, const base::Bytes& asked) const override {
        const auto read = parse(response);
        if (read.challenge != base::to_hex(asked)) return tl::unexpected(core::PasskeyFault::challenge);
        core::PasskeyMethod passkey;
        passkey.credential_id = bytes(read.credential);
        passkey.public_key = {1};
        return passkey;
    }
    [[nodiscard]] base::Bytes credential_id(const std::string& response) const override {
        return bytes(parse(response).credential);
    }
    [[nodiscard]] tl::expected<std::uint32_t, core::PasskeyFault> check_assertion(
        const std::string& response, const base::Bytes& asked, const base::Bytes& user_handle,
        const core::PasskeyMethod& passkey) const override {
        ++checked;
        const auto read = parse(response);
        if (!read.user.empty() && read.user != base::to_hex(user_handle)) {
            return tl::unexpected(core::PasskeyFault::user_handle);
        }
        if (asked.empty() || read.challenge != base::to_hex(asked))
            return tl::unexpected(core::PasskeyFault::challenge);
        if (bytes(read.credential) != passkey.credential_id) return tl::unexpected(core::PasskeyFault::signature);
        return read.count;
    }
    [[nodiscard]] const core::PasskeyMethod& decoy() const override { return decoy_; }

private:
    struct Read {
        std::string credential;
        std::uint32_t count = 0;
        std::string challenge;
        std::string user;
    };
    static Read parse(const std::string& response) {
        Read read;
        std::istringstream(response) >> read.credential >> read.count >> read.challenge >> read.user;
        return read;
    }
    core::PasskeyMethod decoy_;
};

}  // namespace tilbage::fakes
