// The other end of the text outbox (text_outbox.h): what one worker takes to the provider. Any thread, one worker.
//
// A text is asked of the provider once at most as long as nobody knows what became of it: before the provider is asked
// the store says so, durably, and only the provider's own word that it did not take the text makes it wait again. What
// was asked when the program died, or was never answered, is not asked again: a code that comes twice costs twice and
// makes people doubt it, while a code that does not come is asked for anew, thirty seconds later and with one click.
#pragma once

#include <string>
#include <vector>

#include "core/ports/text_outbox.h"

namespace tilbage::core {

struct QueuedText {
    std::string id;  // UUID, the same at every attempt
    TextMessage message;
    int attempts = 0;  // that the provider did not take
};

class TextQueue {
public:
    virtual ~TextQueue() = default;
    // Waiting and due, oldest first. Drops what is of no use any more.
    virtual base::Result<std::vector<QueuedText>> due(base::TimePoint now, int count) = 0;
    // From here on the provider may have it. false: it is asked already, or gone.
    virtual base::Result<bool> begin(const std::string& id, base::TimePoint now) = 0;
    // The provider has said that it did not take it.
    virtual base::Result<void> retry_at(const std::string& id, base::TimePoint when) = 0;
    // Gone from the store, text and number.
    virtual base::Result<void> remove(const std::string& id) = 0;
    // Takes out what was asked and not answered before this process began; whose they were, one for each.
    virtual base::Result<std::vector<TenantId>> remove_unanswered() = 0;
};

}  // namespace tilbage::core
