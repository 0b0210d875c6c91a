// Runs the contract on the fake always, and on a real domain controller when the environment has one (AD_LDAPS). With
// --require-directory or TILBAGE_REQUIRE_DIRECTORY=1 it is an error when it has none.
#include <cstdio>
#include <cstdlib>
#include <gtest/gtest.h>
#include <string_view>
#include <unistd.h>

#include "contract/directory_contract.h"
#include "contract/source_world.h"

namespace {

class Worlds final : public testing::Environment {
    void TearDown() override {
        tilbage::contract::close_worlds();
        tilbage::contract::close_source_worlds();
    }
};

bool directory_is_required(int argc, char** argv) {
    for (int i = 1; i < argc; ++i) {
        if (std::string_view(argv[i]) == "--require-directory") return true;
    }
    const auto* required = std::getenv("TILBAGE_REQUIRE_DIRECTORY");
    return required != nullptr && std::string_view(required) == "1";
}

// Kerberos knows the domain controller by its name, which is in nobody's DNS: nss_wrapper has it, and has to be there
// before the first look-up.
void restart_with_names(char** argv) {
    if (std::getenv("NSS_WRAPPER_HOSTS") == nullptr || std::getenv("LD_PRELOAD") != nullptr) return;
    ::setenv("LD_PRELOAD", "libnss_wrapper.so", 1);
    ::setenv("NSS_WRAPPER_DISABLE_DEEPBIND", "1", 1);  // which sanitizers do not get along with
    ::execv("/proc/self/exe", argv);
    ::unsetenv("LD_PRELOAD");
}

}  // namespace

int main(int argc, char** argv) {
    restart_with_names(argv);
    testing::InitGoogleTest(&argc, argv);
    if (directory_is_required(argc, argv) && !tilbage::contract::has_samba()) {
        std::fputs("a directory is required, and AD_LDAPS is not set: source an environment's env file first\n",
                   stderr);
        return 2;
    }
    testing::AddGlobalTestEnvironment(new Worlds);
    return RUN_ALL_TESTS();
}
