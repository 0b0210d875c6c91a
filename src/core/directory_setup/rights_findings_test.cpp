#include "core/directory_setup/rights_findings.h"

#include <fmt/core.h>
#include <gmock/gmock.h>

#include "base/encoding.h"
#include "core/directory_setup/sddl.h"

namespace tilbage::core {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

const std::string kAccount = "S-1-5-21-1-2-3-1104";
const std::string kAll = "(A;CI;CRWP;;;" + kAccount + ")";
const std::string kAllInherited = "(A;ID;CRWP;;;" + kAccount + ")";
const std::string kAllButReset =
    "(A;CI;WP;;;" + kAccount + ")(OA;CI;CR;ab721a53-1e2f-11d0-9819-00aa0040529b;;" + kAccount + ")";

DistinguishedName dn(const std::string& text) { return DistinguishedName::parse(text).value(); }

class Findings : public ::testing::Test {
protected:
    void scope(Scope scope) { findings_.emplace(std::move(scope), dn("DC=x"), Token{Sid::parse(kAccount).value()}); }
    void selected(const std::string& unit) {
        scope({.mode = Scope::Mode::selected, .include = {dn(unit)}, .exclude = {}});
    }
    using Place = RightsFindings::Place;
    void unit(const std::string& name, const std::string& sddl, Place place = Place::for_people) {
        const auto bytes = parse_sddl(sddl)->dacl_bytes().value();
        findings_->add_unit(dn(name), base::as_bytes(bytes), place);
    }
    void person(const std::string& name, const std::string& sddl, bool is_protected = false) {
        const auto bytes = parse_sddl(sddl)->dacl_bytes().value();
        findings_->add_person({.dn = name, .descriptor = base::as_bytes(bytes), .is_protected = is_protected});
    }
    std::vector<std::string> gaps() {
        std::vector<std::string> lines;
        for (const auto& gap : findings_->gaps()) {
            lines.push_back(fmt::format("{} {} {}{}{}", to_text(gap.right), gap.object_dn, gap.people,
                                        gap.inheritance_disabled ? " disabled" : "",
                                        gap.required ? "" : " recommended"));
        }
        return lines;
    }
    std::optional<RightsFindings> findings_;
};

TEST_F(Findings, NothingIsMissingWhereEverythingIsGranted) {
    selected("OU=a,DC=x");
    unit("OU=a,DC=x", "D:" + kAll);
    person("CN=1,OU=a,DC=x", "D:" + kAllInherited);
    EXPECT_THAT(gaps(), IsEmpty());
}

TEST_F(Findings, AMissingRightIsGrantedOnceAtTheChosenUnit) {
    selected("OU=a,DC=x");
    unit("OU=a,DC=x", "D:" + kAllButReset);
    unit("OU=b,OU=a,DC=x", "D:" + kAllButReset);
    person("CN=1,OU=a,DC=x", "D:" + kAllButReset);
    person("CN=2,OU=b,OU=a,DC=x", "D:" + kAllButReset);
    EXPECT_THAT(gaps(), ElementsAre("reset_password OU=a,DC=x 2"));
}

TEST_F(Findings, AGrantStopsWhereInheritanceIsDisabled) {
    selected("OU=a,DC=x");
    unit("OU=a,DC=x", "D:" + kAll);
    unit("OU=b,OU=a,DC=x", "D:P" + kAllButReset);
    unit("OU=c,OU=b,OU=a,DC=x", "D:" + kAllButReset);
    person("CN=1,OU=c,OU=b,OU=a,DC=x", "D:" + kAllButReset);
    EXPECT_THAT(gaps(), ElementsAre("reset_password OU=b,OU=a,DC=x 1 disabled"));
}

TEST_F(Findings, AnEmptyUnitOfItsOwnIsRecommendedAndAnEmptyChosenOneIsRequired) {
    selected("OU=a,DC=x");
    unit("OU=a,DC=x", "D:" + kAll);
    unit("OU=b,OU=a,DC=x", "D:P" + kAllButReset);
    EXPECT_THAT(gaps(), ElementsAre("reset_password OU=b,OU=a,DC=x 0 disabled recommended"));
    selected("OU=b,OU=a,DC=x");
    unit("OU=b,OU=a,DC=x", "D:P" + kAllButReset);
    EXPECT_THAT(gaps(), ElementsAre("reset_password OU=b,OU=a,DC=x 0 disabled"));
}

TEST_F(Findings, ChangePasswordThatIsHeldAsEverybodyHoldsItIsRecommended) {
    selected("OU=a,DC=x");
    const std::string all_but_change =
        "(A;CI;WP;;;" + kAccount + ")(OA;CI;CR;00299570-246d-11d0-a768-00aa006e0529;;" + kAccount + ")";
    unit("OU=a,DC=x", "D:" + all_but_change);
    person("CN=1,OU=a,DC=x", "D:" + all_but_change + "(OA;;CR;ab721a53-1e2f-11d0-9819-00aa0040529b;;" + kAccount + ")");
    EXPECT_THAT(gaps(), ElementsAre("change_password OU=a,DC=x 0 recommended"));
    person("CN=2,OU=a,DC=x", "D:" + all_but_change);
    EXPECT_THAT(gaps(), ElementsAre("change_password OU=a,DC=x 1"));
}

TEST_F(Findings, ADenialIsNamedWhereItStandsAndIsToGoFirst) {
    selected("OU=a,DC=x");
    const std::string denial = "(OD;CIIO;CR;00299570-246d-11d0-a768-00aa006e0529;;" + kAccount + ")";
    unit("OU=a,DC=x", "D:" + kAll);
    unit("OU=b,OU=a,DC=x", "D:" + denial + kAll);
    person("CN=1,OU=b,OU=a,DC=x",
           "D:(OD;ID;CR;00299570-246d-11d0-a768-00aa006e0529;;" + kAccount + ")" + kAllInherited);
    person("CN=2,OU=a,DC=x", "D:(OD;;CR;00299570-246d-11d0-a768-00aa006e0529;;" + kAccount + ")" + kAllInherited);
    EXPECT_THAT(gaps(), ElementsAre("reset_password OU=b,OU=a,DC=x 1", "reset_password CN=2,OU=a,DC=x 1"));
    const auto report = findings_->report({"dc", "X", "svc", "CN=svc,DC=x", Sid::parse(kAccount).value()});
    EXPECT_THAT(report.missing[0].commands.samba_tool, ::testing::HasSubstr("t.replace(a, "));
    EXPECT_THAT(report.missing[0].commands.samba_tool, ::testing::HasSubstr("'" + denial + "'"));
    EXPECT_THAT(report.missing[0].commands.dsacls, ::testing::HasSubstr("RemoveAccessRuleSpecific"));
}

TEST_F(Findings, APersonOfTheirOwnIsNamedAlone) {
    selected("OU=a,DC=x");
    unit("OU=a,DC=x", "D:" + kAll);
    person("CN=1,OU=a,DC=x", "D:P" + kAllButReset);
    person("CN=2,OU=a,DC=x", "D:" + kAllButReset);  // somehow not inherited
    EXPECT_THAT(gaps(), ElementsAre("reset_password CN=1,OU=a,DC=x 1 disabled", "reset_password CN=2,OU=a,DC=x 1"));
}

TEST_F(Findings, AGrantNeverLeavesTheScope) {
    scope({.mode = Scope::Mode::selected,
           .include = {dn("OU=a,DC=x"), dn("OU=c,OU=b,OU=a,DC=x")},
           .exclude = {dn("OU=b,OU=a,DC=x")}});
    unit("OU=a,DC=x", "D:" + kAllButReset);
    unit("OU=b,OU=a,DC=x", "D:" + kAllButReset);
    unit("OU=c,OU=b,OU=a,DC=x", "D:" + kAllButReset);
    person("CN=1,OU=c,OU=b,OU=a,DC=x", "D:" + kAllButReset);
    person("CN=2,OU=b,OU=a,DC=x", "D:" + kAllButReset);
    EXPECT_THAT(gaps(), ElementsAre("reset_password OU=c,OU=b,OU=a,DC=x 1", "reset_password OU=a,DC=x 0 recommended"));
    EXPECT_EQ(findings_->people(), 1U);
}

TEST_F(Findings, AChosenUnitThatHoldsGroupsAloneGetsAdviceAndOneWithoutAnybodyAnywhereIsRequired) {
    scope({.mode = Scope::Mode::selected, .include = {dn("OU=a,DC=x"), dn("OU=groups,DC=x")}});
    unit("OU=a,DC=x", "D:" + kAll);
    unit("OU=groups,DC=x", "D:" + kAllButReset);
    EXPECT_THAT(gaps(), ElementsAre("reset_password OU=groups,DC=x 0"));
    person("CN=1,OU=a,DC=x", "D:" + kAll);
    EXPECT_THAT(gaps(), ElementsAre("reset_password OU=groups,DC=x 0 recommended"));
}

TEST_F(Findings, TheWholeDomainIsGrantedAtItsHead) {
    scope({});
    unit("DC=x", "D:" + kAllButReset);
    unit("OU=a,DC=x", "D:" + kAllButReset);
    person("CN=1,OU=a,DC=x", "D:" + kAllButReset);
    EXPECT_THAT(gaps(), ElementsAre("reset_password DC=x 1"));
    EXPECT_EQ(findings_->gaps().front().applies_to, MissingRight::AppliesTo::domain);
}

TEST_F(Findings, WhatHasNoPlaceForPeopleStandsOnlyInBetween) {
    scope({});
    unit("DC=x", "D:" + kAllButReset);
    unit("CN=System,DC=x", "D:" + kAllButReset, Place::in_between);
    unit("CN=Hidden,CN=System,DC=x", "D:P", Place::in_between);
    unit("OU=a,CN=System,DC=x", "D:" + kAllButReset);
    person("CN=1,OU=a,CN=System,DC=x", "D:" + kAllButReset);
    EXPECT_THAT(gaps(), ElementsAre("reset_password DC=x 1"));
}

TEST_F(Findings, ProtectedPeopleAreCountedAndLackNothing) {
    selected("OU=a,DC=x");
    unit("OU=a,DC=x", "D:" + kAll);
    person("CN=1,OU=a,DC=x", "D:P", true);
    EXPECT_THAT(gaps(), IsEmpty());
    const auto report = findings_->report({"dc", "X", "svc", "CN=svc,DC=x", Sid::parse(kAccount).value()});
    EXPECT_EQ(report.people, 1U);
    EXPECT_EQ(report.protected_people, 1U);
    EXPECT_TRUE(report.can_write_back());
}

TEST_F(Findings, ADescriptorThatCannotBeReadGrantsNothing) {
    selected("OU=a,DC=x");
    unit("OU=a,DC=x", "D:" + kAll);
    findings_->add_person({.dn = "CN=1,OU=a,DC=x", .descriptor = {}});
    EXPECT_THAT(gaps(), SizeIs(4));
}

TEST_F(Findings, NotMorePeopleAreNamedThanAnybodyReads) {
    selected("OU=a,DC=x");
    unit("OU=a,DC=x", "D:" + kAll);
    for (int i = 0; i < 250; ++i) person(fmt::format("CN={:03},OU=a,DC=x", i), "D:P");
    const auto report = findings_->report({"dc", "X", "svc", "CN=svc,DC=x", Sid::parse(kAccount).value()});
    EXPECT_THAT(report.missing, SizeIs(200 * 4));
    EXPECT_EQ(report.people_not_named, 50U);
    EXPECT_FALSE(report.can_write_back());
}

}  // namespace
}  // namespace tilbage::core
