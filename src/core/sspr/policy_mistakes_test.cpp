#include "core/sspr/policy_mistakes.h"

#include <gtest/gtest.h>

#include "core/sspr/accent_contrast.h"
#include "core/sspr/helpdesk_link.h"

namespace tilbage::core {
namespace {

using namespace std::string_literals;

// What is found wrong after `change` of a policy that is right.
template <class F>
std::vector<std::string> wrong_after(F change) {
    PasswordResetPolicy policy;
    change(policy);
    std::vector<std::string> properties;
    for (const auto& mistake : mistakes_in(policy)) properties.push_back(mistake.property);
    return properties;
}
using Properties = std::vector<std::string>;

TEST(PolicyMistakes, TheDefaultsAreRight) { EXPECT_EQ(mistakes_in({}), std::vector<PolicyMistake>{}); }

TEST(PolicyMistakes, SelectedNeedsGroupsFiftyAtMostEachOnce) {
    const auto groups = [](std::size_t count) {
        return [count](PasswordResetPolicy& policy) {
            policy.enabled = ResetEnablement::selected;
            for (std::size_t i = 0; i < count; ++i) policy.groups.emplace_back("g" + std::to_string(i));
        };
    };
    EXPECT_EQ(wrong_after(groups(0)), Properties{"groupIds"});
    EXPECT_EQ(wrong_after(groups(50)), Properties{});
    EXPECT_EQ(wrong_after(groups(51)), Properties{"groupIds"});
    EXPECT_EQ(wrong_after([](auto& policy) { policy.groups = {GroupId("a"), GroupId("a")}; }), Properties{"groupIds"});
}

TEST(PolicyMistakes, AsManyMethodsAsAreRequired) {
    EXPECT_EQ(wrong_after([](auto& policy) { policy.methods_required = 3; }), Properties{"methodsRequired"});
    EXPECT_EQ(wrong_after([](auto& policy) { policy.methods_required = 0; }), Properties{"methodsRequired"});
    EXPECT_EQ(wrong_after([](auto& policy) { policy.methods.clear(); }), Properties{"methods"});
    const auto one_of_two = [](auto& policy) {
        policy.methods_required = 2;
        policy.methods = {MethodKind::email};
    };
    EXPECT_EQ(wrong_after(one_of_two), Properties{"methods"});
}

TEST(PolicyMistakes, RemindersAreForUpToSixDifferentDaysOfTheNextNinety) {
    const auto days = [](std::vector<int> before, bool after = false) {
        return wrong_after([&](auto& policy) {
            policy.reminders.enabled = true;
            policy.reminders.days_before = std::move(before);
            policy.reminders.after = after;
        });
    };
    const Properties wrong{"expiryReminders.daysBefore"};
    EXPECT_EQ(days({90, 30, 14, 7, 3, 1}), Properties{});
    EXPECT_EQ(days({90, 30, 14, 7, 3, 2, 1}), wrong);
    EXPECT_EQ(days({91}), wrong);
    EXPECT_EQ(days({0}), wrong);
    EXPECT_EQ(days({7, 7}), wrong);
    EXPECT_EQ(days({}), wrong);
    EXPECT_EQ(days({}, true), Properties{});
    EXPECT_EQ(wrong_after([](auto& policy) { policy.reminders.at_hour = 24; }), Properties{"expiryReminders.atHour"});
}

TEST(PolicyMistakes, NumbersOfQuestionsFitOneAnother) {
    const auto questions = [](int to_register, int to_reset) {
        return wrong_after([&](auto& policy) {
            policy.questions.to_register = to_register;
            policy.questions.to_reset = to_reset;
        });
    };
    EXPECT_EQ(questions(3, 3), Properties{});
    EXPECT_EQ(questions(2, 3), (Properties{"questions.toRegister", "questions.toReset"}));
    EXPECT_EQ(questions(6, 3), Properties{"questions.toRegister"});
    EXPECT_EQ(questions(3, 4), Properties{"questions.toReset"});
    EXPECT_EQ(questions(5, 6), Properties{"questions.toReset"});
}

TEST(PolicyMistakes, EnoughQuestionsAreOfferedWhereTheyAreAMethod) {
    const auto offer = [](std::vector<std::string> predefined) {
        return wrong_after([&](auto& policy) {
            policy.methods.insert(MethodKind::security_questions);
            policy.questions.predefined = std::move(predefined);
            policy.questions.custom = {{1, "Which street?"}, {2, "Which school?"}};
            policy.questions.last_custom_number = 2;
        });
    };
    EXPECT_EQ(offer({"q01", "q02", "q35"}), Properties{});
    EXPECT_EQ(offer({"q01", "q02"}), Properties{"questions"});
    EXPECT_EQ(offer({"q01", "q02", "q36"}), Properties{"questions.predefined"});
    EXPECT_EQ(offer({"q01", "q02", "q00"}), Properties{"questions.predefined"});
    EXPECT_EQ(offer({"q01", "q02", "q02"}), Properties{"questions.predefined"});
}

TEST(PolicyMistakes, ACustomQuestionIsALineThatPeopleCanRead) {
    const auto custom = [](std::vector<CustomQuestion> all) {
        return wrong_after([&](auto& policy) {
            policy.questions.custom = std::move(all);
            policy.questions.last_custom_number = 30;
        });
    };
    std::string longest;
    for (int i = 0; i < 200; ++i) longest += "ø";
    EXPECT_EQ(custom({{1, "Hvor?"}, {2, longest}}), Properties{});
    const Properties wrong{"questions.custom"};
    for (const auto& text : {"ab"s, longest + "?", "a\nb c"s, "a\tb c"s, "     "s, "abc\xFF"s})
        EXPECT_EQ(custom({{1, text}}), wrong) << text;
    EXPECT_EQ(custom({{1, "Where?"}, {1, "When?"}}), wrong);
    EXPECT_EQ(custom({{1, "Where?"}, {2, "WHERE?"}}), wrong);
    EXPECT_EQ(custom({{31, "Where?"}}), wrong);
    std::vector<CustomQuestion> many;
    for (int i = 1; i <= 21; ++i) many.push_back({i, "Question " + std::to_string(i)});
    EXPECT_EQ(custom(many), wrong);
}

TEST(PolicyMistakes, DaysToReconfirmHaveBounds) {
    EXPECT_EQ(wrong_after([](auto& policy) { policy.reconfirm_days = 730; }), Properties{});
    EXPECT_EQ(wrong_after([](auto& policy) { policy.reconfirm_days = 731; }), Properties{"reconfirmDays"});
    EXPECT_EQ(wrong_after([](auto& policy) { policy.reconfirm_days = -1; }), Properties{"reconfirmDays"});
}

TEST(PolicyMistakes, WhatPagesShowIsPlainAndReadable) {
    const auto look = [](auto change) {
        return wrong_after([&](PasswordResetPolicy& policy) { change(policy.customization); });
    };
    EXPECT_EQ(look([](auto& c) { c.identify_text = {{"da", "Ring 12 34\nså hjælper vi"}, {"en", ""}}; }), Properties{});
    EXPECT_EQ(look([](auto& c) { c.identify_text["da"] = "\x1B[1m"; }), Properties{"customization.identifyText.da"});
    EXPECT_EQ(look([](auto& c) { c.identify_text["en"] = std::string(1025, 'x'); }),
              Properties{"customization.identifyText.en"});
    EXPECT_EQ(look([](auto& c) { c.accent_color = "#0f6cbd"; }), Properties{});
    EXPECT_EQ(look([](auto& c) { c.accent_color = "#ffff00"; }), Properties{"customization.accentColor"});
    EXPECT_EQ(look([](auto& c) { c.accent_color = "red;x:1"; }), Properties{"customization.accentColor"});
    EXPECT_EQ(look([](auto& c) { c.helpdesk = "javascript:alert(1)"; }), Properties{"customization.helpdesk"});
}

TEST(PolicyMistakes, ALogoIsASmallPictureByItsOwnBytes) {
    const auto logo = [](std::string bytes, std::string type) {
        return wrong_after([&](PasswordResetPolicy& policy) {
            policy.customization.logo = std::move(bytes);
            policy.customization.logo_type = std::move(type);
        });
    };
    const auto png = "\x89PNG\r\n\x1A\n"s;
    EXPECT_EQ(logo(png + std::string(1000, 'x'), "image/png"), Properties{});
    EXPECT_EQ(logo("\xFF\xD8\xFF\xE0"s, "image/jpeg"), Properties{});
    EXPECT_EQ(logo(png, "image/jpeg"), Properties{"customization.logo"});
    EXPECT_EQ(logo("<svg onload='x'>", "image/png"), Properties{"customization.logo"});
    EXPECT_EQ(logo(png + std::string(policy_limits::kLogoBytes, 'x'), "image/png"), Properties{"customization.logo"});
}

TEST(HelpdeskLink, IsAPageAnAddressOrANumber) {
    for (const auto* link : {"https://help.example.org", "https://h.example.org:8443/a?b=c#d",
                             "mailto:help@example.org", "tel:+4512345678", "tel:(0)12-34.56"})
        EXPECT_TRUE(is_helpdesk_link(link)) << link;
    for (const auto* link : {"http://help.example.org", "https://", "https:///x", "https://a@b.example", "mailto:help",
                             "mailto:@x", "tel:", "tel:help", "ftp://x", "data:text/html,x", " https://x",
                             "https://x y", "HTTPS://x", "https://x\"onclick=1", ""})
        EXPECT_FALSE(is_helpdesk_link(link)) << link;
}

TEST(AccentContrast, IsThatOfWhiteOnTheColour) {
    EXPECT_NEAR(contrast_with_white("#000000").value(), 21.0, 0.01);
    EXPECT_NEAR(contrast_with_white("#FFFFFF").value(), 1.0, 0.01);
    EXPECT_NEAR(contrast_with_white("#767676").value(), 4.54, 0.01);
    for (const auto* color : {"", "#fff", "#12345g", "123456", "#1234567", "#-12345", "#+1+2+3"})
        EXPECT_FALSE(contrast_with_white(color)) << color;
}

}  // namespace
}  // namespace tilbage::core
