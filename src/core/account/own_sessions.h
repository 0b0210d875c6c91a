// What people's list of their own sign-ins needs from the world. All of it outlives the use cases.
#pragma once

#include "core/account/ports.h"
#include "core/ports/application_grant_store.h"
#include "core/ports/application_store.h"
#include "core/ports/person_sessions.h"

namespace tilbage::core {

struct OwnSessionsPorts {
    AccountPorts account;
    PersonSessions& everywhere;
    ApplicationStore& applications;
    ApplicationGrantStore& grants;
};

}  // namespace tilbage::core
