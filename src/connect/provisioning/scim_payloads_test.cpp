#include "connect/provisioning/scim_payloads.h"

#include <boost/json/parse.hpp>
#include <gtest/gtest.h>

namespace tilbage::connect {
namespace {

core::SourcePerson soren() {
    core::SourcePerson person;
    person.anchor = *core::SourceAnchor::parse("q83vEjRWeJq83vEjRWeJqg==");
    person.user_principal_name = "skjaer@ex1.test";
    person.sam_account_name = "skjaer";
    person.netbios_domain = "EX1";
    person.domain = "ex1.test";
    person.display_name = "Søren \"Kjær\"";
    person.mail = "skjaer@ex1.test";
    person.alternate_mails = {"s@home.test", "k@home.test"};
    person.preferred_language = "da-DK";
    person.active = false;
    return person;
}

TEST(ScimPayloads, APersonComesBackAsItWasWritten) {
    const std::vector<core::ProvisioningChange> changes{core::CreatePerson{soren()}};
    auto request = boost::json::parse(encode_bulk_request(changes));
    auto user = request.at("Operations").at(0).at("data").as_object();
    user["id"] = "one";
    const boost::json::object list{{"totalResults", 1}, {"Resources", {user}}};
    const auto page = decode_user_page(boost::json::serialize(list)).value();
    ASSERT_EQ(page.people.size(), 1U);
    EXPECT_EQ(page.people[0], (core::ProvisionedPerson{core::PersonId("one"), soren()}));
}

TEST(ScimPayloads, ABulkRequestHasOneOperationForEachChange) {
    const std::vector<core::ProvisioningChange> changes{core::RemovePerson{core::PersonId("a")},
                                                        core::ReplacePerson{{core::PersonId("b"), soren()}},
                                                        core::CreatePerson{soren()}};
    const auto request = boost::json::parse(encode_bulk_request(changes));
    EXPECT_EQ(request.at("schemas").at(0), "urn:ietf:params:scim:api:messages:2.0:BulkRequest");
    const auto& operations = request.at("Operations").as_array();
    ASSERT_EQ(operations.size(), 3U);
    EXPECT_EQ(operations[0].at("method"), "DELETE");
    EXPECT_EQ(operations[0].at("path"), "/Users/a");
    EXPECT_EQ(operations[1].at("method"), "PUT");
    EXPECT_EQ(operations[1].at("path"), "/Users/b");
    EXPECT_EQ(operations[2].at("method"), "POST");
    EXPECT_EQ(operations[2].at("bulkId"), "3");
}

TEST(ScimPayloads, RefusedOperationsAreTold) {
    const auto report =
        decode_bulk_response(R"({"Operations": [{"method": "POST", "status": "201"}, {"method": "PUT", "status": 200},
        {"method": "POST", "bulkId": "3", "status": "409", "response": {"scimType": "uniqueness"}}]})")
            .value();
    EXPECT_EQ(report.done, 2U);
    ASSERT_EQ(report.refused.size(), 1U);
    EXPECT_NE(report.refused[0].find("uniqueness"), std::string::npos);
}

TEST(ScimPayloads, WhatIsNoAnswerIsAnError) {
    EXPECT_FALSE(decode_bulk_response("<html>"));
    EXPECT_FALSE(decode_bulk_response("{}"));
    EXPECT_FALSE(decode_user_page("[]"));
    EXPECT_FALSE(decode_user_page("{}"));
    EXPECT_EQ(decode_user_page(R"({"totalResults": 0})").value().returned, 0);
}

TEST(ScimPayloads, UsersWithoutASourceAnchorAreLeftOut) {
    const auto page =
        decode_user_page(R"({"totalResults": 1, "Resources": [{"id": "x", "userName": "admin@ex1.test"}]})").value();
    EXPECT_TRUE(page.people.empty());
    EXPECT_EQ(page.returned, 1);
}

}  // namespace
}  // namespace tilbage::connect
