#include "connect/events/relay_health.h"

namespace tilbage::connect {

void RelayHealth::connected() {
    failures_ = 0;
    told_.clear();
    events_(event_id::kServiceBusHeartBeat, {});
}

void RelayHealth::ended(const RelayEnd& end) {
    switch (end.cause) {
        case RelayEnd::Cause::wanted:
            return;
        case RelayEnd::Cause::no_token:
            once(event_id::kAuthTokenError, end.why);
            break;
        case RelayEnd::Cause::untrusted:
            once(event_id::kServiceBusListenerError, end.why);
            break;
        case RelayEnd::Cause::protocol:
            once(event_id::kValidationError, end.why);
            break;
        case RelayEnd::Cause::unreachable:
        case RelayEnd::Cause::refused:
            once(event_id::kServiceBusWarning, end.why);
            break;
    }
    if (++failures_ == kTriesBeforeError) once(event_id::kServiceBusError, end.why);
}

void RelayHealth::once(int id, const std::string& why) {
    if (told_.insert(id).second) events_(id, {.details = why});
}

}  // namespace tilbage::connect
