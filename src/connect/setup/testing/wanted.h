// The configuration that tests want.
#pragma once

#include <filesystem>
#include <string>

#include "connect/setup/configure_run.h"

namespace tilbage::connect::setup {

inline Draft wanted_draft(const Current& current, const std::string& tenant_url, const std::string& ca_file) {
    auto draft = draft_of(current);
    auto& config = draft.config;
    config.agent_name = "connect1";
    config.tenant = {.url = tenant_url, .ca_file = ca_file};
    config.directory.servers = {"ldaps://dc1.ex1.test"};
    config.directory.ca_file = ca_file;
    config.directory.bind_dn = "CN=svc-tilbage,OU=Services,DC=ex1,DC=test";
    config.directory.bind_password = base::SecretBytes::copy_of("s3cret of the connector");
    config.scope.units = {.mode = core::Scope::Mode::selected,
                          .include = {*core::DistinguishedName::parse("OU=People,DC=ex1,DC=test")},
                          .exclude = {}};
    config.features.password_writeback = true;
    return draft;
}

inline RunTimes quick_times() {
    using std::chrono::milliseconds;
    return {.appear = milliseconds(20),
            .start = milliseconds(20'000),
            .take_up = milliseconds(20'000),
            .connect = milliseconds(20'000),
            .import = milliseconds(20'000),
            .poll = milliseconds(2)};
}

}  // namespace tilbage::connect::setup
