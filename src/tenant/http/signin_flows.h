// /signin/v1: what the sign-in page calls (docs/protocol.md §8).
#pragma once

#include <string>

#include "adapters/http/router.h"
#include "core/oauth/allow_device.h"
#include "core/oauth/give_password.h"
#include "core/oauth/second_factor.h"

namespace tilbage::tenant {

// All of it outlives the router.
struct SignInSteps {
    core::SignInPorts ports;
    core::GivePassword& give_password;
    core::SecondFactor& second_factor;
    core::AllowDevice& allow_device;
};

void add_signin_flows(adapters::http::Router& router, const std::string& origin, const SignInSteps& steps);

}  // namespace tilbage::tenant
