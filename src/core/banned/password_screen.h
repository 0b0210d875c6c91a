// The agent's verdict on a new password, between the seal and the directory.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/guarded.h"
#include "core/banned/banned_words.h"
#include "core/banned/bans.h"
#include "core/ports/breached_passwords.h"
#include "core/ports/directory.h"
#include "core/writeback/initiated_by.h"

namespace tilbage::core {

// Any thread.
class PasswordScreen {
public:
    // `breached`: null: there is none. Outlives the screen.
    explicit PasswordScreen(BreachedPasswords* breached = nullptr, ScreenSettings settings = {})
        : breached_(breached), settings_(settings) {}

    void set(const TenantBans& bans);
    // The person's names first, then the organisation's, the words, the breached passwords: what people mend most
    // easily. A list of breached passwords that cannot be read keeps nobody out: the directory's own rules hold anyway.
    [[nodiscard]] Verdict judge(const PasswordText& password, const DirectoryPerson& person,
                                InitiatedBy initiated_by) const;

private:
    struct Rules {
        BanMode mode = BanMode::enforce;
        BannedWords words;
        std::vector<std::u32string> organization;
    };

    BreachedPasswords* const breached_;
    const ScreenSettings settings_;
    base::Guarded<std::shared_ptr<const Rules>> rules_;  // null: the tenant bans nothing
};

}  // namespace tilbage::core
