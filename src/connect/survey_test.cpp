#include "connect/survey.h"

#include <gtest/gtest.h>
#include <map>

namespace tilbage::connect {
namespace {

using base::ErrorCode;
using core::DirectorySurvey;
using core::SurveyFinding;

class ScriptedSurveyor final : public core::DirectorySurveyor {
public:
    std::vector<std::pair<std::string, base::Result<DirectorySurvey>>> all;
    [[nodiscard]] std::vector<std::string> servers() const override {
        std::vector<std::string> names;
        for (const auto& [name, survey] : all) names.push_back(name);
        return names;
    }
    base::Result<DirectorySurvey> survey(const std::string& server) override {
        for (const auto& [name, survey] : all) {
            if (name == server) return survey;
        }
        return base::fail(ErrorCode::internal, "not one of ours");
    }
};

DirectorySurvey good(std::string server) {
    DirectorySurvey survey;
    survey.server = std::move(server);
    return survey;
}
DirectorySurvey flawed(SurveyFinding::Weight weight) {
    auto survey = good("flawed");
    survey.findings.push_back({weight, "as it is"});
    return survey;
}
base::Result<DirectorySurvey> broken(ErrorCode code) { return base::fail(code, "broken"); }

TEST(SurveyToStart, TheFirstServerThatCanBeUsedWillDo) {
    ScriptedSurveyor surveyor;
    surveyor.all = {{"a", broken(ErrorCode::untrusted)}, {"b", flawed(SurveyFinding::Weight::error)}, {"c", good("c")}};
    EXPECT_EQ(survey_to_start(surveyor).value().server, "c");
}

TEST(SurveyToStart, WarningsDoNotKeepTheAgentFromStarting) {
    ScriptedSurveyor surveyor;
    surveyor.all = {{"a", flawed(SurveyFinding::Weight::warning)}};
    EXPECT_TRUE(survey_to_start(surveyor));
}

TEST(SurveyToStart, WhatIsWrongForGoodIsToldAndWhatMayPassIsWaitedFor) {
    ScriptedSurveyor surveyor;
    surveyor.all = {{"a", flawed(SurveyFinding::Weight::error)}, {"b", broken(ErrorCode::untrusted)}};
    const auto wrong = survey_to_start(surveyor);
    ASSERT_FALSE(wrong);
    EXPECT_EQ(wrong.error().code, ErrorCode::invalid_argument);
    EXPECT_EQ(wrong.error().message, "as it is");
    surveyor.all.emplace_back("c", broken(ErrorCode::unavailable));
    EXPECT_EQ(survey_to_start(surveyor).error().code, ErrorCode::unavailable);
}

}  // namespace
}  // namespace tilbage::connect
