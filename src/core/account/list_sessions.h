// Where somebody is signed in, for themselves (OWASP ASVS 5.0 7.5.2).
#pragma once

#include <string>
#include <vector>

#include "core/account/own_sessions.h"
#include "core/sspr/refusal.h"

namespace tilbage::core {

struct ListedSession {
    std::string id;
    Device device;
    base::TimePoint signed_in_at;
    base::TimePoint used_at;  // as late as kSessionUseGrain
    bool current = false;     // the one that asks
};

// An application that goes on knowing them without asking (application_grant_store.h).
struct ListedApplication {
    ApplicationId id;
    std::string name;
    base::TimePoint signed_in_at;
};

struct ListedSessions {
    std::vector<ListedSession> sessions;  // the current one first, then the last used
    std::vector<ListedApplication> applications;
};

class ListSessions {
public:
    explicit ListSessions(OwnSessionsPorts ports) : ports_(ports) {}
    // Refusals: session_missing, wrong_step (the password must be changed first), busy. Any thread.
    [[nodiscard]] Answer<ListedSessions> run(const std::string& token);

private:
    [[nodiscard]] base::Result<std::vector<ListedApplication>> applications_of(const Person& person);

    OwnSessionsPorts ports_;
};

}  // namespace tilbage::core
