#include "tenant/run_command.h"

#include <csignal>
#include <cstdio>
#include <fmt/format.h>

#include "adapters/log/log_writer.h"
#include "adapters/process/process_hardening.h"
#include "tenant/compose.h"
#include "tenant/log_events.h"

namespace tilbage::tenant {
namespace {

// Blocked in every thread before any is started, so that only wait_for_end() gets them.
sigset_t block_signals() {
    sigset_t signals;
    sigemptyset(&signals);
    for (const int signal : {SIGTERM, SIGINT, SIGHUP}) sigaddset(&signals, signal);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    return signals;
}

void wait_for_end(Tenant& tenant, const sigset_t& signals) {
    for (;;) {
        int signal = 0;
        sigwait(&signals, &signal);
        if (signal != SIGHUP) return;
        if (const auto reloaded = tenant.reload_certificate(); !reloaded) {
            base::log(events::kCertificateKept, {{"error", reloaded.error().message}});
        } else {
            base::log(events::kCertificateReloaded);
        }
    }
}

}  // namespace

int run_command(const Config& config) {
    const auto signals = block_signals();
    adapters::process::raise_file_limit();
    adapters::log::install_log_writer(config.log_level);
    auto tenant = Tenant::start(config);
    if (!tenant) {
        fmt::print(stderr, "tilbage-tenant: {}\n", tenant.error().message);
        return 1;
    }
    base::log(events::kListening, {{"url", config.server.base_url},
                                   {"address", config.server.address},
                                   {"port", std::int64_t{(*tenant)->port()}}});
    wait_for_end(**tenant, signals);
    base::log(events::kStopping);
    tenant->reset();
    return 0;
}

}  // namespace tilbage::tenant
