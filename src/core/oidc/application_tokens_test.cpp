#include "core/oidc/application_tokens.h"

#include <gtest/gtest.h>

#include "core/oidc/begin_application_sign_in.h"
#include "core/oidc/complete_application_sign_in.h"
#include "core/oidc/limits.h"
#include "crypto/secret_box.h"
#include "fakes/account_world.h"
#include "fakes/memory_applications.h"

namespace tilbage::core {
namespace {

using namespace std::chrono_literals;
using Step = ApplicationProgress::Step;

constexpr const char* kUri = "https://app.example.org/cb";
constexpr const char* kSecret = "the secret";

// RFC 7636 Appendix B.
constexpr const char* kVerifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
constexpr const char* kChallenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

class ApplicationTokensTest : public testing::Test, protected fakes::AccountWorld {
protected:
    ApplicationTokensTest() {
        application.id = ApplicationId("app");
        application.tenant_id = tenant;
        application.display_name = "Intranet";
        application.redirect_uris = {kUri};
        (void)applications.add(application);
        (void)applications.add_secret({"s", application.id, "", "the", crypto::sha256(std::string_view(kSecret)),
                                       clock.now(), clock.now() + 24h * 365});
        have_a_key();
    }

    // A key that is there already: making one takes its time.
    void have_a_key() {
        static const auto made = crypto::RsaKey::generate().value();
        const auto kid = made.public_key().thumbprint();
        keys.keys.push_back({kid, tenant, made.public_key(),
                             crypto::seal_secret(code_key, "application signing key", tenant.str() + "\n" + kid,
                                                 made.to_pem().value(), random)
                                 .value(),
                             clock.now()});
    }
    BegunApplicationSignIn begin_with(const Parameters& more = {}) {
        Parameters parameters{{"client_id", "app"},           {"redirect_uri", kUri},
                              {"response_type", "code"},      {"scope", "openid offline_access"},
                              {"code_challenge", kChallenge}, {"code_challenge_method", "S256"}};
        parameters.insert(parameters.end(), more.begin(), more.end());
        return std::get<BegunApplicationSignIn>(
            begin_application.run({tenant.str(), parameters, "", "", "192.0.2.0/24"}));
    }
    std::string code_for(const std::string& session) {
        const auto begun = begin_with();
        const auto progress = complete.run({begun.flow, begun.browser, session});
        return progress ? at_most_once(progress->answer.fields, "code").value_or("") : "";
    }
    ApplicationResult<ApplicationTokenSet> exchange(const std::string& code) {
        return tokens.by_code({{tenant.str(), "app", kSecret, "192.0.2.0/24"}, code, kUri, kVerifier});
    }
    ApplicationResult<ApplicationTokenSet> refresh(const std::string& token) {
        return tokens.by_refresh_token({{tenant.str(), "app", kSecret, "192.0.2.0/24"}, token, ""});
    }

    Application application;
    fakes::MemoryApplicationStore applications;
    fakes::MemoryApplicationSignInStore sign_ins;
    fakes::MemoryApplicationGrantStore grants;
    fakes::MemorySigningKeyStore keys;
    ApplicationPorts ports{account_ports, applications, sign_ins, grants, keys, "https://id.example.org"};
    SigningKeys signing_keys{ports};
    BeginApplicationSignIn begin_application{ports};
    CompleteApplicationSignIn complete{ports};
    ApplicationTokens tokens{ports, signing_keys};
};

TEST_F(ApplicationTokensTest, ACodeLivesAMinute) {
    const auto session = signed_in();
    const auto in_time = code_for(session);
    const auto late = code_for(session);
    clock.advance(application_limits::kCodeLifetime - 1ms);
    EXPECT_TRUE(exchange(in_time));
    clock.advance(1ms);
    EXPECT_EQ(exchange(late).error().code, ApplicationRefusalCode::invalid_grant);
}

TEST_F(ApplicationTokensTest, ARefreshTokenEndsUnusedAndAnywayAfterNinetyDays) {
    const auto given = exchange(code_for(signed_in()));
    ASSERT_TRUE(given);
    auto token = given->refresh_token;
    for (int i = 0; i < 8; ++i) {
        clock.advance(11 * 24h);
        const auto next = refresh(token);
        ASSERT_TRUE(next) << i << ": " << next.error().cause;
        token = next->refresh_token;
    }
    clock.advance(2 * 24h);
    EXPECT_EQ(refresh(token).error().code, ApplicationRefusalCode::invalid_grant) << "ninety days";

    const auto unused = exchange(code_for(signed_in()));
    clock.advance(application_limits::kRefreshTokenLifetime);
    EXPECT_EQ(refresh(unused->refresh_token).error().code, ApplicationRefusalCode::invalid_grant);
}

TEST_F(ApplicationTokensTest, NothingIsGivenOnceThePasswordWasSetElsewhere) {
    const auto given = exchange(code_for(signed_in()));
    ASSERT_TRUE(given);
    people.people[person.id].on_premises.password_set_at = clock.now() + 2min;
    EXPECT_EQ(refresh(given->refresh_token).error().code, ApplicationRefusalCode::invalid_grant);
    EXPECT_TRUE(grants.grants.empty());
}

TEST_F(ApplicationTokensTest, ASessionOfAnotherTenantIsNone) {
    const auto session = signed_in();
    const auto begun = begin_with();
    sign_ins.sign_ins[crypto::sha256(begun.flow)].tenant_id = TenantId("another");
    EXPECT_EQ(complete.run({begun.flow, begun.browser, session})->step, Step::sign_in);
    applications.applications[application.id].tenant_id = TenantId("another");
    EXPECT_EQ(exchange("x").error().code, ApplicationRefusalCode::invalid_client);
}

TEST_F(ApplicationTokensTest, ASignInFromBeforeServesNoLongerThanItMay) {
    const auto session = signed_in();
    clock.advance(61s);
    const auto begun = begin_with({{"max_age", "60"}});
    EXPECT_EQ(complete.run({begun.flow, begun.browser, session})->step, Step::sign_in);
    const auto lenient = begin_with({{"max_age", "62"}});
    EXPECT_EQ(complete.run({lenient.flow, lenient.browser, session})->step, Step::done);
    const auto late = begin_with();
    clock.advance(application_limits::kSignInLifetime);
    EXPECT_EQ(complete.run({late.flow, late.browser, session}).error().code, RefusalCode::request_expired);
}

TEST_F(ApplicationTokensTest, KeysAreRolledBeforeAnybodyNeedsThem) {
    const auto first = signing_keys.signer(tenant)->public_key();
    clock.advance(application_limits::kKeySigns - application_limits::kKeyPublishedBefore);
    ASSERT_TRUE(signing_keys.roll());
    EXPECT_EQ(signing_keys.published(tenant)->size(), 2U);
    EXPECT_EQ(signing_keys.signer(tenant)->public_key(), first);
    clock.advance(application_limits::kKeyPublishedBefore);
    EXPECT_NE(signing_keys.signer(tenant)->public_key(), first);
    clock.advance(application_limits::kKeyVerifiesAfter);
    ASSERT_TRUE(signing_keys.roll());
    EXPECT_EQ(signing_keys.published(tenant)->size(), 1U);
}

TEST_F(ApplicationTokensTest, AKeyThatDoesNotOpenGivesWayToANewOne) {
    const auto first = signing_keys.signer(tenant)->public_key();
    keys.keys.front().sealed.back() ^= 1U;
    const auto second = signing_keys.signer(tenant);
    ASSERT_TRUE(second);
    EXPECT_NE(second->public_key(), first);
    EXPECT_EQ(keys.keys.size(), 1U);
}

}  // namespace
}  // namespace tilbage::core
