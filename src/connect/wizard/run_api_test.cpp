// The plan and the run in the wizard's API.
#include "connect/wizard/testing/wizard_fixture.h"

namespace tilbage::connect::wizard {
namespace {

TEST_F(WizardApi, PlansOnlyWhatWasChanged) {
    write_unregistered_config();
    start();
    static_cast<void>(sign_in_at_tenant());
    const auto before = planned();
    EXPECT_NE(std::ranges::find(before, "register_agent"), before.end());
    EXPECT_EQ(std::ranges::find(before, "enable_writeback"), before.end());
    EXPECT_EQ(std::ranges::find(before, "set_directory"), before.end());
    static_cast<void>(put("/api/features", R"({"passwordWriteback": true})"));
    const auto ticked = planned();
    EXPECT_NE(std::ranges::find(ticked, "enable_writeback"), ticked.end());
    static_cast<void>(put("/api/features", R"({"passwordWriteback": false})"));
    EXPECT_EQ(planned(), before) << "Previous, and the change taken back";
}

TEST_F(WizardApi, ConfigureRunsAndAFailedStepIsToldRetriedAndRolledBack) {
    write_unregistered_config();
    start();
    static_cast<void>(put("/api/features", R"({"passwordWriteback": true})"));
    static_cast<void>(sign_in_at_tenant());
    const auto begun = post("/api/configure");
    EXPECT_EQ(begun.status, 202) << begun.http.body;
    const auto state_of_run = [&] { return std::string(get("/api/run").at("/state").as_string()); };
    EXPECT_TRUE(eventually([&] { return state_of_run() != "running"; }));
    EXPECT_EQ(state_of_run(), "failed") << "nothing can start the agent here: " << get("/api/run").http.body;
    bool told = false;
    const auto run = get("/api/run");
    for (const auto& step : run.at("/steps").as_array()) {
        if (step.at("state") != "failed") continue;
        told = true;
        EXPECT_EQ(step.at("step"), "start_agent");
        EXPECT_EQ(step.at("error").at("code"), "cannot_start_agent") << run.http.body;
    }
    EXPECT_TRUE(told) << run.http.body;
    expect_no_secret(run);
    EXPECT_EQ(get("/api/state").at("/run/state"), "failed") << "a closed tab loses nothing";
    EXPECT_EQ(get("/api/run?wait=0&after=99999").status, 200);
    EXPECT_EQ(post("/api/run/retry").status, 202);
    EXPECT_TRUE(eventually([&] { return state_of_run() == "failed"; }));
    EXPECT_EQ(post("/api/run/rollback").status, 202);
    EXPECT_TRUE(eventually([&] { return state_of_run() == "rolled_back"; })) << get("/api/run").http.body;
    EXPECT_EQ(tenant_.with([](auto& answers) { return answers.removed; }), 1);
    EXPECT_EQ(post("/api/run/retry").status, 409);
    EXPECT_EQ(get("/api/state").at("/draft/features/passwordWriteback"), true);
}

}  // namespace
}  // namespace tilbage::connect::wizard
