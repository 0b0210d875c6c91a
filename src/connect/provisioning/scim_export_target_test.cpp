#include "connect/provisioning/scim_export_target.h"

#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <gmock/gmock.h>
#include <map>

#include "adapters/http/testing/server_fixture.h"
#include "connect/provisioning/scim_mapping.h"
#include "fakes/manual_boot_clock.h"

namespace tilbage::connect {
namespace {

namespace json = boost::json;
using adapters::http::Reply;
using adapters::http::Request;
using adapters::http::Response;
using core::ExportOutcome;
using Result = core::ExportOutcome::Result;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::SizeIs;

core::SourceAnchor anchor(char letter) {
    return *core::SourceAnchor::from_guid(base::as_bytes(std::string(16, letter)));
}

core::PutPerson new_person(char letter) {
    core::PutPerson put;
    put.person.anchor = anchor(letter);
    put.person.user_principal_name = std::string(1, letter) + "@ex1.test";
    put.person.sam_account_name = std::string(1, letter);
    put.person.netbios_domain = "EX1";
    put.person.domain = "ex1.test";
    put.person.profile[core::ProfileField::given_name] = "Anna";
    return put;
}

// A small SCIM service: keeps what it gets by id, and answers as a test wants.
class ScimExportTargetTest : public adapters::http::ServerTest {
protected:
    void SetUp() override {
        options_.body_limit = [](std::string_view) { return std::size_t{4} << 20; };
        start([this](const Request& request, const Reply& reply) { reply(answer(request)); });
        adapters::curl::HttpClientOptions http;
        http.ca_file = authority_.ca_file();
        scim_ = std::make_unique<ScimClient>(http, "https://localhost:" + std::to_string(server_->port()) + "/scim/v2",
                                             BearerTokens{.get = [this] { return base::Result<std::string>(token_); },
                                                          .discard = [this](const std::string&) { token_ = "new"; }});
        target_ = std::make_unique<ScimExportTarget>(*scim_, clock_);
    }

    Response answer(const Request& request) {
        calls_.push_back(request.method + " " + request.path);
        Response response;
        response.content_type = "application/scim+json";
        response.headers.push_back({"Tilbage-Revision", std::to_string(revision_)});
        if (request.header("authorization") != "Bearer " + accepted_token_) {
            response.status = 401;
        } else if (busy_ > 0) {
            --busy_;
            response.status = 503;
            response.headers.push_back({"Retry-After", "30"});
        } else if (request.path == "/scim/v2/ServiceProviderConfig") {
            response.body = json::serialize(json::object{
                {"patch", {{"supported", patch_}}},
                {"bulk", {{"supported", bulk_}, {"maxOperations", max_operations_}, {"maxPayloadSize", 1 << 20}}}});
        } else if (request.path == "/scim/v2/Schemas") {
            json::array schemas;
            for (const auto& id : schemas_) schemas.push_back(json::object{{"id", id}});
            response.body = json::serialize(json::object{{"totalResults", schemas.size()}, {"Resources", schemas}});
        } else if (request.path == "/scim/v2/Bulk") {
            bulk(request, response);
        } else if (request.method == "GET" && kept_.contains(request.path.substr(request.path.rfind('/') + 1))) {
            response.body = json::serialize(resource(request.path.substr(request.path.rfind('/') + 1)));
        } else if (request.method == "GET") {
            response.body = list(request);
        } else {
            const auto path = request.path.substr(std::string("/scim/v2").size());
            const auto [status, id] =
                apply(request.method, path, json::parse(request.body.empty() ? "{}" : request.body));
            response.status = status;
            if (status < 300) response.body = json::serialize(resource(id));
            if (status == 409) response.body = R"({"detail": "taken", "scimType": "uniqueness", "status": "409"})";
        }
        return response;
    }
    void bulk(const Request& request, Response& response) {
        const auto body = json::parse(request.body);
        json::array answers;
        for (const auto& one : body.at("Operations").as_array()) {
            const auto& operation = one.as_object();
            const std::string path(operation.at("path").as_string());
            const auto* data = operation.if_contains("data");
            const auto [status, id] =
                apply(std::string(operation.at("method").as_string()), path, data == nullptr ? json::object() : *data);
            json::object told{{"method", operation.at("method")},
                              {"bulkId", operation.at("bulkId")},
                              {"status", std::to_string(status)}};
            if (status < 300) told["location"] = "https://localhost/scim/v2/Users/" + id;
            if (status >= 300) told["response"] = {{"status", std::to_string(status)}, {"detail", "no: " + path}};
            answers.push_back(std::move(told));
        }
        bulk_sizes_.push_back(answers.size());
        ++revision_;
        response.body = json::serialize(json::object{
            {"schemas", {"urn:ietf:params:scim:api:messages:2.0:BulkResponse"}}, {"Operations", std::move(answers)}});
    }
    std::pair<unsigned, std::string> apply(const std::string& method, const std::string& path,
                                           const json::value& data) {
        const auto slash = path.rfind('/');
        const auto id = slash == 0 ? std::string() : path.substr(slash + 1);
        if (method == "POST") {
            const std::string external_id(data.at("externalId").as_string());
            if (refused_ == external_id) return {400, ""};
            for (const auto& [known, kept] : kept_) {
                if (kept.at("externalId").as_string() == external_id) return {409, ""};
            }
            const auto made = "id-" + std::to_string(kept_.size() + 1);
            kept_[made] = data.as_object();
            return {201, made};
        }
        if (!kept_.contains(id)) return {404, ""};
        if (method == "DELETE") {
            kept_.erase(id);
            return {204, ""};
        }
        if (method == "PUT") kept_[id] = data.as_object();
        return {200, id};
    }
    json::object resource(const std::string& id) {
        auto object = id.empty() ? json::object() : kept_.at(id);
        object["id"] = id;
        return object;
    }
    std::string list(const Request& request) {
        const auto filter = std::string(request.query_value("filter").value_or(""));
        json::array found;
        for (const auto& [id, kept] : kept_) {
            if (filter.find(std::string(kept.at("externalId").as_string())) != std::string::npos || filter.empty())
                found.push_back(resource(id));
        }
        const auto total = found.size() + left_out_;
        const auto asked = std::stoul(std::string(request.query_value("startIndex").value_or("1")));
        const auto start = pages_ ? asked : 1;
        const auto count = std::min(page_, std::stoul(std::string(request.query_value("count").value_or("1000"))));
        json::array page;
        for (std::size_t i = start - 1; i < found.size() && page.size() < count; ++i) page.push_back(found[i]);
        return json::serialize(json::object{{"schemas", {"urn:ietf:params:scim:api:messages:2.0:ListResponse"}},
                                            {"totalResults", total},
                                            {"startIndex", start},
                                            {"itemsPerPage", page.size()},
                                            {"Resources", page}});
    }
    std::vector<ExportOutcome> apply_all(const std::vector<core::ExportChange>& changes) {
        auto outcomes = target_->apply(changes);
        EXPECT_TRUE(outcomes) << outcomes.error().message;
        return outcomes.value_or(std::vector<ExportOutcome>());
    }

    std::map<std::string, json::object> kept_;
    std::vector<std::string> calls_;
    std::vector<std::size_t> bulk_sizes_;
    std::string refused_ = "nobody";
    std::string token_ = "good";
    std::string accepted_token_ = "good";
    bool bulk_ = true;
    bool patch_ = true;
    std::vector<std::string> schemas_;
    int max_operations_ = 1000;
    int busy_ = 0;
    int revision_ = 7;
    std::size_t page_ = 1000;
    bool pages_ = true;         // it heeds startIndex
    std::size_t left_out_ = 0;  // counted, and never told
    fakes::ManualBootClock clock_;
    std::unique_ptr<ScimClient> scim_;
    std::unique_ptr<ScimExportTarget> target_;
};

TEST_F(ScimExportTargetTest, ABulkCreatesReplacesAndRemovesEachByItself) {
    refused_ = anchor('r').str();
    const auto made = apply_all({new_person('a'), new_person('r'), new_person('b')});
    ASSERT_THAT(made, SizeIs(3));
    EXPECT_EQ(made[0].result, Result::done);
    EXPECT_EQ(made[0].id, "id-1");
    EXPECT_EQ(made[1].result, Result::refused);
    EXPECT_THAT(made[1].message, ::testing::HasSubstr("no: /Users"));
    EXPECT_EQ(made[2].id, "id-2");
    auto changed = new_person('a');
    changed.id = "id-1";
    auto gone = new_person('x');
    gone.id = "id-99";
    const auto outcomes = apply_all({changed, gone, core::RemoveFromTarget{core::GroupMember::Kind::person, "id-2"},
                                     core::RemoveFromTarget{core::GroupMember::Kind::person, "id-98"}});
    EXPECT_EQ(outcomes[0].result, Result::done);
    EXPECT_EQ(outcomes[0].id, "id-1");
    EXPECT_EQ(outcomes[1].result, Result::gone);
    EXPECT_EQ(outcomes[2].result, Result::done);
    EXPECT_EQ(outcomes[3].result, Result::done) << "who is not there is removed";
    EXPECT_THAT(kept_, SizeIs(1));
}

TEST_F(ScimExportTargetTest, WhoIsThereAlreadyIsAdoptedByTheirExternalId) {
    (void)apply_all({new_person('a'), new_person('b')});
    const auto again = apply_all({new_person('b'), new_person('c')});
    EXPECT_EQ(again[0].result, Result::done);
    EXPECT_EQ(again[0].id, "id-2");
    EXPECT_EQ(again[1].id, "id-3");
    EXPECT_THAT(calls_, Contains("PUT /scim/v2/Users/id-2"));
}

TEST_F(ScimExportTargetTest, ABulkIsNoLargerThanTheServiceTakes) {
    max_operations_ = 2;
    const auto outcomes =
        apply_all({new_person('a'), new_person('b'), new_person('c'), new_person('d'), new_person('e')});
    EXPECT_THAT(outcomes, SizeIs(5));
    EXPECT_EQ(outcomes[4].id, "id-5");
    EXPECT_THAT(bulk_sizes_, ElementsAre(2, 2)) << "and one by itself";
}

TEST_F(ScimExportTargetTest, AServiceWithoutBulkIsToldOneByOne) {
    bulk_ = false;
    const auto outcomes = apply_all({new_person('a'), new_person('b')});
    EXPECT_EQ(outcomes[0].id, "id-1");
    EXPECT_EQ(outcomes[1].id, "id-2");
    EXPECT_THAT(calls_, ::testing::Not(Contains("POST /scim/v2/Bulk")));
}

TEST_F(ScimExportTargetTest, WhoAsksToBeLeftAloneIsForAsLongAsAsked) {
    (void)apply_all({new_person('a')});
    busy_ = 1;
    EXPECT_EQ(apply_all({new_person('b'), new_person('c')})[1].result, Result::try_again);
    const auto calls = calls_.size();
    EXPECT_EQ(apply_all({new_person('b')})[0].result, Result::try_again);
    EXPECT_EQ(calls_.size(), calls) << "nothing is sent";
    clock_.advance(std::chrono::seconds(31));
    EXPECT_EQ(apply_all({new_person('b'), new_person('c')})[1].result, Result::done);
}

TEST_F(ScimExportTargetTest, ATokenThatIsRefusedIsReplacedOnce) {
    accepted_token_ = "new";
    EXPECT_EQ(apply_all({new_person('a')})[0].result, Result::done);
    accepted_token_ = "another";
    const auto refused = target_->apply({new_person('b')});
    ASSERT_TRUE(refused) << "an answer that is no";
    EXPECT_EQ(refused->at(0).result, Result::refused);
}

TEST_F(ScimExportTargetTest, EverybodyIsReadPageByPage) {
    (void)apply_all({new_person('a'), new_person('b'), new_person('c')});
    page_ = 2;
    std::vector<std::string> ids;
    ASSERT_TRUE(target_->each_person([&](core::TargetPerson person) -> base::Result<void> {
        ids.push_back(person.id);
        EXPECT_EQ(person.person.domain, "ex1.test");
        return {};
    }));
    EXPECT_THAT(ids, ElementsAre("id-1", "id-2", "id-3"));
}

TEST_F(ScimExportTargetTest, TheRevisionIsThatBehindTheOwnChangeAndThenTheServices) {
    EXPECT_EQ(target_->revision().value(), "7");
    (void)apply_all({new_person('a'), new_person('b')});
    revision_ = 20;  // somebody else
    EXPECT_EQ(target_->revision().value(), "7") << "as the answer to the bulk had it";
    EXPECT_EQ(target_->revision().value(), "20");
}

TEST_F(ScimExportTargetTest, AServiceThatIsAwayIsAnError) {
    server_.reset();
    const auto outcomes = target_->apply({new_person('a')});
    ASSERT_FALSE(outcomes);
    EXPECT_EQ(outcomes.error().code, base::ErrorCode::unavailable);
}

// A service of others, which is asked what it can do.
class PlainScimTest : public ScimExportTargetTest {
protected:
    void be(ScimTargetOptions options) {
        options.plain = true;
        target_ = std::make_unique<ScimExportTarget>(*scim_, clock_, options);
    }
    static core::PutGroup new_group(std::vector<core::GroupMember> members) {
        core::PutGroup put;
        put.group.anchor = anchor('g');
        put.group.display_name = "staff";
        put.members = std::move(members);
        return put;
    }
};

constexpr auto kOurs = "urn:tilbage:params:scim:schemas:onprem:2.0:User";

TEST_F(PlainScimTest, ExtensionsThatItDoesNotKnowItIsNotTold) {
    be({});
    (void)apply_all({new_person('a'), new_person('b')});
    ASSERT_THAT(kept_, SizeIs(2));
    for (const auto& [id, kept] : kept_) {
        EXPECT_FALSE(kept.contains(kOurs));
        EXPECT_EQ(json::serialize(kept.at("schemas")).find("tilbage"), std::string::npos);
        EXPECT_TRUE(kept.contains("userName"));
    }
}

TEST_F(PlainScimTest, AServiceWithOurExtensionsIsToldAll) {
    schemas_ = {kOurs, "urn:tilbage:params:scim:schemas:onprem:2.0:Group"};
    be({});
    (void)apply_all({new_person('a')});
    EXPECT_TRUE(kept_.at("id-1").contains(kOurs));
}

TEST_F(PlainScimTest, WhoGoesIsMadeInactiveWhereThatIsWished) {
    be({.deactivates = true});
    (void)apply_all({new_person('a')});
    const auto gone = apply_all({core::RemoveFromTarget{core::GroupMember::Kind::person, "id-1"}});
    EXPECT_EQ(gone[0].result, Result::done);
    EXPECT_THAT(calls_, Contains("PATCH /scim/v2/Users/id-1"));
    EXPECT_THAT(kept_, SizeIs(1));
}

TEST_F(PlainScimTest, WithoutPatchAResourceIsReadAndPutBack) {
    patch_ = false;
    be({.deactivates = true});
    (void)apply_all({new_person('a'), new_person('b')});
    const auto made = apply_all({new_group({{core::GroupMember::Kind::person, "id-1"}})});
    ASSERT_EQ(made[0].id, "id-3");
    core::ChangeMembers change{
        "id-3", {{core::GroupMember::Kind::person, "id-2"}}, {{core::GroupMember::Kind::person, "id-1"}}};
    const auto outcomes = apply_all({change, core::RemoveFromTarget{core::GroupMember::Kind::person, "id-1"},
                                     core::RemoveFromTarget{core::GroupMember::Kind::person, "id-9"}});
    EXPECT_EQ(outcomes[0].result, Result::done);
    EXPECT_EQ(json::serialize(kept_.at("id-3").at("members")), R"([{"value":"id-2","type":"User"}])");
    EXPECT_EQ(outcomes[1].result, Result::done);
    EXPECT_EQ(kept_.at("id-1").at("active"), false);
    EXPECT_NE(outcomes[2].result, Result::refused) << "who is not there is gone";
}

TEST_F(PlainScimTest, AGroupIsLookedForBeforeItIsMadeASecondTime) {
    be({});
    (void)apply_all({new_group({})});
    EXPECT_EQ(apply_all({new_group({})})[0].id, "id-1");
    EXPECT_THAT(kept_, SizeIs(1));
    EXPECT_THAT(calls_, Contains("PUT /scim/v2/Groups/id-1"));
}

TEST_F(PlainScimTest, ItIsReadAsFarAsItTellsAndHasNoRevision) {
    be({});
    (void)apply_all({new_person('a'), new_person('b'), new_person('c')});
    page_ = 2;
    std::vector<std::string> names;
    ASSERT_TRUE(target_->each_person([&](core::TargetPerson person) -> base::Result<void> {
        EXPECT_TRUE(person.partial);
        EXPECT_NE(person.person.anchor, core::SourceAnchor());
        names.push_back(person.person.user_principal_name);
        return {};
    }));
    EXPECT_THAT(names, ElementsAre("a@ex1.test", "b@ex1.test", "c@ex1.test"));
    EXPECT_EQ(target_->revision().value(), "");
}

TEST_F(PlainScimTest, AListThatIsNotWholeIsNoList) {
    be({});
    (void)apply_all({new_person('a'), new_person('b'), new_person('c')});
    const auto visit = [](const core::TargetPerson&) { return base::Result<void>(); };
    page_ = 2;
    pages_ = false;
    const auto first_page_again = target_->each_person(visit);
    ASSERT_FALSE(first_page_again);
    EXPECT_THAT(first_page_again.error().message, ::testing::HasSubstr("from 3 on, and tells it from 1 on"));
    pages_ = true;
    left_out_ = 1;
    const auto ends_early = target_->each_person(visit);
    ASSERT_FALSE(ends_early);
    EXPECT_THAT(ends_early.error().message, ::testing::HasSubstr("ends at 3 of 4"));
}

TEST(PlainScim, AListOfOthersIsReadLeniently) {
    const auto list = read_plain_list(R"({"totalResults": 5, "resources": [
        {"id": 7, "username": "anna", "Active": "False"}, {"userName": "nobody"}, 3,
        {"id": "g", "displayName": "staff", "members": [{"value": "7", "$ref": "../Groups/7"}, {"type": "User"}]}]})");
    ASSERT_TRUE(list) << list.error().message;
    EXPECT_EQ(list->total, 5);
    EXPECT_EQ(list->resources, 4);
    ASSERT_THAT(list->found, SizeIs(2));
    EXPECT_EQ(list->found[0].id, "7");
    EXPECT_FALSE(list->found[0].active);
    EXPECT_EQ(list->found[0].name, "anna");
    ASSERT_THAT(list->found[1].members, SizeIs(1));
    EXPECT_EQ(list->found[1].members[0].kind, core::GroupMember::Kind::group);
    EXPECT_FALSE(read_plain_list("<html>"));
    EXPECT_FALSE(read_plain_list(R"({"detail": "no"})"));
}

// What does not come back the same would be told again at every comparison.
TEST(ScimMapping, APersonComesBackFromScimAsTheDirectoryHasThem) {
    auto put = new_person('a');
    auto& person = put.person;
    person.display_name = "Søren \"Kjær\"";
    person.mail = "skjaer@ex1.test";
    person.alternate_mails = {"s@home.test", "k@home.test"};
    person.preferred_language = "da-DK";
    person.active = false;
    for (std::size_t i = 0; i < core::kProfileFields; ++i)
        person.profile[static_cast<core::ProfileField>(i)] = i == 11 ? "Danmark" : "DK";
    person.on_premises = {.user_principal_name = "a@ex1.test",
                          .distinguished_name = "CN=a,DC=ex1,DC=test",
                          .security_identifier = "S-1-5-21-1-2-3-1105",
                          .user_account_control = 514,
                          .admin_count = true,
                          .locked_at = base::from_millis(1'700'000'000'123),
                          .password_set_at = base::from_millis(1'700'000'000'000),
                          .password_expires_at = base::from_millis(1'800'000'000'000),
                          .account_expires_at = base::from_millis(1'900'000'000'000),
                          .proxy_addresses = {"SMTP:skjaer@ex1.test", "smtp:s@ex1.test"}};
    put.manager_id = "7b1c0a52-3c1f-4f0e-9a51-0d8f0f5f8a11";
    auto read = wire::decode_scim_user(wire::encode_scim_user(to_person(put)));
    ASSERT_TRUE(read) << read.error().detail;
    const auto back = to_target_person(std::move(*read));
    EXPECT_EQ(back.person, person);
    EXPECT_EQ(back.manager_id, put.manager_id);
}

TEST(ScimMapping, AGroupComesBackFromScimAsTheDirectoryHasIt) {
    core::PutGroup put;
    put.group = {.anchor = anchor('g'),
                 .display_name = "Gruppe Ø",
                 .description = "of a test",
                 .sam_account_name = "gruppe",
                 .netbios_domain = "EX1",
                 .domain = "ex1.test",
                 .mail = "gruppe@ex1.test",
                 .members = {},
                 .security_identifier = "S-1-5-21-1-2-3-1201",
                 .distinguished_name = "CN=gruppe,DC=ex1,DC=test"};
    put.members = {{core::GroupMember::Kind::person, "7b1c0a52-3c1f-4f0e-9a51-0d8f0f5f8a11"}};
    auto read = wire::decode_scim_group(wire::encode_scim_group(to_group(put)));
    ASSERT_TRUE(read) << read.error().detail;
    const auto back = to_target_group(std::move(*read));
    EXPECT_EQ(back.group, put.group);
    EXPECT_EQ(back.members, put.members);
}

}  // namespace
}  // namespace tilbage::connect
