// Callers of the helpdesk in memory, by the same rules as the store on disk. One thread. `broken` makes every call
// fail.
#pragma once

#include <algorithm>
#include <vector>

#include "core/ports/caller_verification_store.h"
#include "core/ports/helpdesk_texts.h"
#include "fakes/memory_identity.h"

namespace tilbage::fakes {

class MemoryCallerVerifications final : public core::CallerVerificationStore {
public:
    bool broken = false;
    std::vector<core::CallerCode> codes;
    std::vector<core::CallerVerification> verifications;

    base::Result<void> put_code(const core::CallerCode& code) override {
        if (broken) return store_failure();
        std::erase_if(codes, [&](const auto& one) { return one.caller == code.caller && one.kind == code.kind; });
        codes.push_back(code);
        return {};
    }
    base::Result<std::optional<core::CallerCode>> take_try(const core::Caller& caller, core::MethodKind kind,
                                                           base::TimePoint now) override {
        if (broken) return store_failure();
        for (auto& code : codes) {
            if (code.caller != caller || code.kind != kind || code.expires_at <= now) continue;
            auto before = code;
            code.tries_left = std::max(0, code.tries_left - 1);
            return before;
        }
        return std::nullopt;
    }
    base::Result<bool> remove_code(const std::string& id) override {
        if (broken) return store_failure();
        return std::erase_if(codes, [&](const auto& one) { return one.id == id; }) > 0;
    }
    base::Result<void> put(const core::CallerVerification& verification) override {
        if (broken) return store_failure();
        std::erase_if(verifications, [&](const auto& one) { return one.caller == verification.caller; });
        verifications.push_back(verification);
        return {};
    }
    base::Result<std::optional<core::CallerVerification>> find(const core::Caller& caller,
                                                               base::TimePoint now) override {
        if (broken) return store_failure();
        for (const auto& one : verifications) {
            if (one.caller == caller && one.expires_at > now) return one;
        }
        return std::nullopt;
    }
    base::Result<bool> remove(const core::Caller& caller) override {
        if (broken) return store_failure();
        std::erase_if(codes, [&](const auto& one) { return one.caller == caller; });
        return std::erase_if(verifications, [&](const auto& one) { return one.caller == caller; }) > 0;
    }
    base::Result<void> purge(base::TimePoint now) override {
        if (broken) return store_failure();
        std::erase_if(codes, [&](const auto& one) { return one.expires_at <= now; });
        std::erase_if(verifications, [&](const auto& one) { return one.expires_at <= now; });
        return {};
    }
};

// The code, or the link, stands alone in the text, so that a test can read it; who asked for it in the HTML.
class PlainHelpdeskTexts final : public core::HelpdeskTexts {
public:
    [[nodiscard]] core::Mail caller_code_mail(const core::CallerCodeContent& content) const override {
        return {
            .to = {}, .subject = content.locale, .text = content.code, .html = content.asked_by, .useful_until = {}};
    }
    [[nodiscard]] std::string caller_code_text(const core::CallerCodeContent& content) const override {
        return content.code;
    }
    [[nodiscard]] core::Mail reset_link_mail(const core::ResetLinkContent& content) const override {
        return {
            .to = {}, .subject = content.locale, .text = content.link, .html = content.asked_by, .useful_until = {}};
    }
    [[nodiscard]] std::string reset_link_text(const core::ResetLinkContent& content) const override {
        return content.link;
    }
};

}  // namespace tilbage::fakes
