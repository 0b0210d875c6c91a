// Who carries text messages to telephones: one provider, by whatever protocol.
#pragma once

#include <string>

#include "base/clock.h"
#include "base/result.h"

namespace tilbage::core {

struct OutgoingText {
    std::string id;    // UUID, the same at every attempt, so that a provider can tell a repetition
    std::string to;    // E.164
    std::string text;  // UTF-8
    base::TimePoint useful_until;
};

enum class TextFate {
    taken,
    not_taken,  // certainly, and trying again may help: not reached, throttled, out of order, a login to be mended
    refused,    // certainly, and trying again is of no use: a number that cannot be one
    unknown,    // asked, and no answer came
};

struct TextAnswer {
    TextFate fate = TextFate::taken;
    std::string why = {};                // English, for the log; no number, no text, no secret
    std::chrono::seconds not_before{0};  // of not_taken: how long the provider wants to be left alone, where it says
};

// One thread. Calls block, for a time that the provider's settings limit.
class TextProvider {
public:
    virtual ~TextProvider() = default;
    [[nodiscard]] virtual TextAnswer send(const OutgoingText& text, base::TimePoint now) = 0;
    // Between texts, twice a second or so: what keeps a session alive. Never blocks for long.
    virtual void tend() {}
    // Reaches the provider as send() would, without a text.
    [[nodiscard]] virtual base::Result<void> probe() = 0;
};

}  // namespace tilbage::core
