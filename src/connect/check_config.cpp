#include "connect/check_config.h"

#include <fmt/core.h>
#include <vector>

#include "connect/examine.h"

namespace tilbage::connect {
namespace {

// False when there is an error among them.
bool print(const std::vector<Finding>& findings) {
    bool fine = true;
    for (const auto& finding : findings) {
        const bool good = finding.weight == Finding::Weight::good;
        fmt::print("{:<8} {}\n", good ? "ok" : to_text(finding.weight), finding.text);
        if (finding.weight == Finding::Weight::error) fine = false;
    }
    return fine;
}

}  // namespace

int check_config(const Config& config) {
    fmt::print("{:<8} {}\n", "ok", "the configuration file");
    const bool state = print(examine_state(config));
    const bool tenant = print(examine_tenant(config));
    const bool directory = print(examine_directory(config));
    return state && tenant && directory ? 0 : 1;
}

}  // namespace tilbage::connect
