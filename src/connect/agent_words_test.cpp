#include "connect/agent_words.h"

#include <gmock/gmock.h>

#include "languages/embedded.h"
#include "languages/mistakes.h"

namespace tilbage::connect {
namespace {

TEST(AgentWords, TheAgentSaysExactlyWhatStandsInItsSection) {
    EXPECT_THAT(
        languages::mistakes_in_program(TILBAGE_SOURCE_DIR "/src/connect", languages::embedded::agent(), "agent"),
        ::testing::IsEmpty());
}

}  // namespace
}  // namespace tilbage::connect
