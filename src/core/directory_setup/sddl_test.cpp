#include "core/directory_setup/sddl.h"

#include <gtest/gtest.h>

namespace tilbage::core {
namespace {

TEST(Sddl, AnEntryIsWrittenAsItWasRead) {
    for (const auto* text :
         {"(OA;CIIO;CR;00299570-246d-11d0-a768-00aa006e0529;bf967aba-0de6-11d0-a285-00aa003049e2;S-1-5-21-1-2-3-1104)",
          "(A;CI;RPLCLORC;;;S-1-5-21-1-2-3-1104)", "(OD;ID;CR;ab721a53-1e2f-11d0-9819-00aa0040529b;;S-1-1-0)",
          "(D;OICINPIO;RPWPCRCCDCLCLORCWOWDSDDTSW;;;S-1-5-11)"}) {
        const auto aces = parse_sddl_aces(text);
        ASSERT_TRUE(aces && aces->size() == 1) << text;
        EXPECT_EQ(to_sddl(aces->front()), text);
    }
}

TEST(Sddl, NamesOfTheDomainNeedTheDomain) {
    const auto domain = Sid::parse("S-1-5-21-1-2-3");
    EXPECT_EQ(parse_sddl_aces("(A;;RP;;;DA)(A;;0x10;;;WD)(A;;RP;;;ZZ)", domain)->size(), 2U);
    EXPECT_EQ(parse_sddl_aces("(A;;RP;;;DA)(A;;0x10;;;WD)(A;;RP;;;ZZ)")->size(), 1U);
    EXPECT_EQ(parse_sddl_aces("(A;;RP;;;DA)", domain)->front().trustee->str(), "S-1-5-21-1-2-3-512");
}

TEST(Sddl, OwnerGroupAndAuditAreSkipped) {
    const auto descriptor = parse_sddl("O:DAG:DAD:PAI(A;;RP;;;WD)S:AI(OU;CIIDSA;WP;;;WD)");
    ASSERT_TRUE(descriptor);
    EXPECT_TRUE(descriptor->inheritance_disabled());
    EXPECT_EQ(descriptor->dacl->size(), 1U);
}

TEST(Sddl, NothingElseIsAList) {
    for (const auto* text :
         {"(", ")", "()", "(A;;RP;;;WD", "A;;RP;;;WD)", "(A;;RP;;WD)", "(A;;RP;;;;WD)", "(X;;RP;;;WD)",
          "(A;CX;RP;;;WD)", "(A;C;RP;;;WD)", "(A;;R;;;WD)", "(A;;0xg;;;WD)", "(OA;;CR;0029;;WD)", "(A;;RP;;;WD)x"}) {
        EXPECT_FALSE(parse_sddl_aces(text)) << text;
    }
    for (const auto* text : {"", "O:DA", "(A;;RP;;;WD)", "D:XX(A;;RP;;;WD)"}) EXPECT_FALSE(parse_sddl(text)) << text;
}

}  // namespace
}  // namespace tilbage::core
