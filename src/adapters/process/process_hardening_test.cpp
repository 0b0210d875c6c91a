#include "adapters/process/process_hardening.h"

#include <csignal>
#include <gtest/gtest.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>

namespace tilbage::adapters::process {
namespace {

TEST(ProcessHardening, LeavesNoCoreNoDebuggerAndNoFileForOthers) {
    harden_process();
    rlimit cores{};
    ASSERT_EQ(getrlimit(RLIMIT_CORE, &cores), 0);
    EXPECT_EQ(cores.rlim_max, 0U);
    EXPECT_EQ(prctl(PR_GET_DUMPABLE, 0, 0, 0, 0), 0);
    EXPECT_EQ(umask(0077), 0077U);
    struct sigaction action{};
    ASSERT_EQ(sigaction(SIGPIPE, nullptr, &action), 0);
    EXPECT_EQ(action.sa_handler, SIG_IGN);
}

TEST(ProcessHardening, TakesAsManyOpenFilesAsItMay) {
    raise_file_limit();
    rlimit files{};
    ASSERT_EQ(getrlimit(RLIMIT_NOFILE, &files), 0);
    EXPECT_EQ(files.rlim_cur, files.rlim_max);
}

}  // namespace
}  // namespace tilbage::adapters::process
