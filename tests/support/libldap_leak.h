// libldap 2.5 loses the message of a Notice of Disconnection (RFC 4511 §4.4.1), some 200 bytes for each: what is
// allocated in the life of this is not looked at by the leak sanitizer. For tests in which a server says goodbye so.
#pragma once

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define TILBAGE_LOOKS_FOR_LEAKS
#endif
#endif

#ifdef TILBAGE_LOOKS_FOR_LEAKS
#include <sanitizer/lsan_interface.h>
#endif

namespace tilbage::testing {

class ForgiveLibldapsGoodbye {
public:
    ForgiveLibldapsGoodbye() = default;
    ForgiveLibldapsGoodbye(const ForgiveLibldapsGoodbye&) = delete;
    ForgiveLibldapsGoodbye& operator=(const ForgiveLibldapsGoodbye&) = delete;
    ~ForgiveLibldapsGoodbye() = default;

private:
#ifdef TILBAGE_LOOKS_FOR_LEAKS
    __lsan::ScopedDisabler disabled_;
#endif
};

}  // namespace tilbage::testing
