// How the agent meets a real domain controller.
#include <gmock/gmock.h>
#include <thread>

#include "adapters/ldap/ldap_directory.h"
#include "contract/agent.h"
#include "contract/directory_contract.h"
#include "support/certificates.h"

namespace tilbage::contract {
namespace {

using adapters::ldap::LdapDirectory;
using base::ErrorCode;

class Connect : public DirectoryContract {
protected:
    base::Error error_with(adapters::ldap::Settings settings) {
        const auto pool = make_pool(std::move(settings));
        LdapDirectory directory(*pool, clock_);
        const auto time = directory.directory_time();
        return time ? base::Error{ErrorCode::internal, "was accepted"} : time.error();
    }
    base::SystemClock clock_;
};
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(Connect);
INSTANTIATE_TEST_SUITE_P(On, Connect, ::testing::ValuesIn(real_directories()), name_of_world);

TEST_P(Connect, a_certificate_from_another_authority_is_refused) {
    const tilbage::testing::TestAuthority other;
    auto settings = agent_settings();
    settings.ca_file = other.ca_file();
    const auto error = error_with(std::move(settings));
    EXPECT_EQ(error.code, ErrorCode::untrusted);
    EXPECT_THAT(error.message, ::testing::HasSubstr("untrusted certificate"));
}

TEST_P(Connect, a_wrong_password_of_the_agent_is_told) {
    auto settings = agent_settings();
    settings.bind_dn = "CN=nobody," + variable("AD_BASE_DN");  // locks nobody out
    const auto error = error_with(std::move(settings));
    EXPECT_EQ(error.code, ErrorCode::permission_denied);
    EXPECT_THAT(error.message, ::testing::HasSubstr("the name or the password is wrong"));
}

TEST_P(Connect, the_ldap_port_without_tls_is_refused) {
    auto settings = agent_settings();
    settings.servers = {"ldaps://" + variable("AD_HOST") + ":389"};
    EXPECT_THAT(error_with(std::move(settings)).message, ::testing::HasSubstr("during the TLS handshake"));
}

TEST_P(Connect, a_dead_server_in_front_of_the_list_does_not_matter) {
    auto settings = agent_settings();
    settings.servers.insert(settings.servers.begin(), "ldaps://" + variable("AD_HOST") + ":3");
    const auto pool = make_pool(std::move(settings));
    LdapDirectory directory(*pool, clock_);
    EXPECT_TRUE(directory.directory_time());
}

TEST_P(Connect, an_account_without_rights_may_read_and_nothing_more) {
    auto settings = agent_settings();
    settings.bind_dn = variable("AD_PLAIN_SERVICE_DN");
    settings.bind_password = base::SecretBytes::copy_of(variable("AD_PLAIN_SERVICE_PASSWORD"));
    const auto pool = make_pool(std::move(settings));
    LdapDirectory plain(*pool, clock_);
    const auto anchor = world().add({});
    const auto person = find(anchor);
    EXPECT_EQ(meaning_of_reset(plain.write_password(person, {.next = password("Sommer-2026-Vind!")}, soon())),
              core::AnswerMeaning::permission_missing);
    EXPECT_EQ(meaning_of_reset(plain.unlock(person, soon())), core::AnswerMeaning::permission_missing);
    EXPECT_TRUE(world().accepts(anchor, kFirstPassword));
}

TEST_P(Connect, a_pso_that_may_not_be_read_is_a_pso_without_numbers) {
    auto settings = agent_settings();
    settings.bind_dn = variable("AD_PLAIN_SERVICE_DN");
    settings.bind_password = base::SecretBytes::copy_of(variable("AD_PLAIN_SERVICE_PASSWORD"));
    const auto pool = make_pool(std::move(settings));
    LdapDirectory plain(*pool, clock_);
    const auto policy = plain.read_policy(find(world().add({.has_strict_policy = true})));
    ASSERT_TRUE(policy) << policy.error().message;
    core::PasswordPolicy without_numbers;
    without_numbers.source = core::PolicySource::pso;
    EXPECT_EQ(*policy, without_numbers);
}

TEST_P(Connect, object_guid_alone_counts_where_it_is_the_source_anchor) {
    auto settings = agent_settings();
    settings.source_anchor = adapters::ldap::AnchorAttribute::object_guid;
    const auto pool = make_pool(std::move(settings));
    LdapDirectory by_object_guid(*pool, clock_);
    const auto plain = world().add({});
    const auto moved = world().add({.consistency_guid = new_anchor()});
    EXPECT_TRUE(std::holds_alternative<core::DirectoryPerson>(*by_object_guid.find_person(world().joined(plain))));
    EXPECT_TRUE(std::holds_alternative<core::NoPerson>(*by_object_guid.find_person(world().joined(moved))));
}

TEST_P(Connect, computers_are_not_people) {
    // The domain controller's own account, by its objectGUID.
    const auto guid = world_of("samba").guid_of("CN=DC1,OU=Domain Controllers," + variable("AD_BASE_DN"));
    const auto found = directory().find_person({guid, *core::ObjectGuid::from(guid.guid())});
    ASSERT_TRUE(found) << found.error().message;
    EXPECT_TRUE(std::holds_alternative<core::NoPerson>(*found));
}

TEST_P(Connect, many_threads_share_the_connections) {
    const auto joined = world().joined(world().add({}));
    constexpr int kThreads = 16;
    std::vector<std::thread> threads;
    std::atomic<int> found{0};
    threads.reserve(kThreads);
    for (int i = 0; i < kThreads; ++i) {
        threads.emplace_back([&] {
            for (int j = 0; j < 20; ++j) {
                const auto person = directory().find_person(joined);
                if (person && std::holds_alternative<core::DirectoryPerson>(*person)) ++found;
            }
        });
    }
    for (auto& thread : threads) thread.join();
    EXPECT_EQ(found, kThreads * 20);
}

}  // namespace
}  // namespace tilbage::contract
