// The store of what people have registered: what the one in memory and the one in tenant.db both promise.
#include <gtest/gtest.h>
#include <memory>

#include "adapters/sql/authentication_method_store.h"
#include "adapters/sql/testing/tenant_database.h"
#include "fakes/memory_methods.h"

namespace tilbage::contract {
namespace {

using namespace core;
using base::Millis;

const TenantId kTenant("tenant-1");
const TenantId kOther("tenant-2");
const PersonId kAnna("person-1");
const base::TimePoint kNow = base::from_seconds(1'795'372'800);

struct Stores {
    virtual ~Stores() = default;
    virtual AuthenticationMethodStore& methods() = 0;
};

struct MemoryStores final : Stores {
    AuthenticationMethodStore& methods() override { return methods_; }

private:
    fakes::MemoryAuthenticationMethodStore methods_;
};

struct SqlStores final : Stores {
    SqlStores() {
        adapters::sql::SqlTenantStore tenants(*database_);
        EXPECT_TRUE(tenants.add({kOther, "other.test", "Other"}, kNow));
    }
    AuthenticationMethodStore& methods() override { return methods_; }

private:
    adapters::sql::testing_support::TenantDatabase database_;
    adapters::sql::SqlAuthenticationMethodStore methods_{*database_};
};

using MakeStores = std::unique_ptr<Stores> (*)();
std::unique_ptr<Stores> memory_stores() { return std::make_unique<MemoryStores>(); }
std::unique_ptr<Stores> sql_stores() { return std::make_unique<SqlStores>(); }

crypto::Digest digest(std::uint8_t number) {
    crypto::Digest digest{};
    digest.fill(number);
    return digest;
}

class AuthenticationMethodsTest : public ::testing::TestWithParam<MakeStores> {
protected:
    AuthenticationMethod put(const std::string& id, MethodData data) {
        AuthenticationMethod method;
        method.id = id;
        method.tenant_id = kTenant;
        method.person_id = kAnna;
        method.name = "of " + id;
        method.data = std::move(data);
        method.created_at = kNow;
        EXPECT_TRUE(store().put(method));
        return method;
    }
    AuthenticationMethodStore& store() { return stores_->methods(); }
    AuthenticationMethod found(const std::string& id) { return store().find(kTenant, id).value().value(); }
    std::string ids() {
        std::string text;
        const auto methods = store().list(kTenant, kAnna).value();
        for (const auto& method : methods) text += method.id + " ";
        return text;
    }

private:
    const std::unique_ptr<Stores> stores_ = GetParam()();
};

TEST_P(AuthenticationMethodsTest, KeepsEveryKindWithAllItHas) {
    put("a", EmailAddressMethod{"anna@home.dk"});
    put("b", MobilePhoneMethod{"+4512345678"});
    put("c", AuthenticatorAppMethod{{1, 0, 255}, 17});
    put("d", PasskeyMethod{{9, 8}, {7}, 4'000'000'000U, {"usb", "internal"}, true});
    put("e", SecurityQuestionsMethod{{{"q01", "$argon2id$x"}, {"c3", "$argon2id$y"}}});
    put("f", RecoveryCodesMethod{{digest(1), digest(2)}});
    put("g", TemporaryAccessCodeMethod{digest(3), kNow + Millis{1}, "helpdesk"});

    EXPECT_EQ(std::get<EmailAddressMethod>(found("a").data).address, "anna@home.dk");
    EXPECT_EQ(std::get<MobilePhoneMethod>(found("b").data).number, "+4512345678");
    EXPECT_EQ(std::get<AuthenticatorAppMethod>(found("c").data).sealed_secret, (base::Bytes{1, 0, 255}));
    EXPECT_EQ(std::get<AuthenticatorAppMethod>(found("c").data).last_step, 17);
    const auto passkey = std::get<PasskeyMethod>(found("d").data);
    EXPECT_EQ(passkey.credential_id, (base::Bytes{9, 8}));
    EXPECT_EQ(passkey.public_key, base::Bytes{7});
    EXPECT_EQ(passkey.sign_count, 4'000'000'000U);
    EXPECT_EQ(passkey.transports, (std::vector<std::string>{"usb", "internal"}));
    EXPECT_TRUE(passkey.backup_eligible);
    const auto questions = std::get<SecurityQuestionsMethod>(found("e").data);
    ASSERT_EQ(questions.answers.size(), 2U);
    EXPECT_EQ(questions.answers[1].question_id, "c3");
    EXPECT_EQ(questions.answers[1].answer_hash, "$argon2id$y");
    EXPECT_EQ(std::get<RecoveryCodesMethod>(found("f").data).unused, (std::vector{digest(1), digest(2)}));
    const auto issued = std::get<TemporaryAccessCodeMethod>(found("g").data);
    EXPECT_EQ(issued.code, digest(3));
    EXPECT_EQ(issued.expires_at, kNow + Millis{1});
    EXPECT_EQ(issued.issued_by, "helpdesk");
    EXPECT_EQ(found("g").name, "of g");
    EXPECT_EQ(found("g").created_at, kNow);
    EXPECT_FALSE(found("g").used_at);
}

TEST_P(AuthenticationMethodsTest, ListsInTheOrderOfRegistrationAlsoAfterAChange) {
    put("b", EmailAddressMethod{"b@home.dk"});
    put("a", EmailAddressMethod{"a@home.dk"});
    put("b", EmailAddressMethod{"c@home.dk"});
    EXPECT_EQ(ids(), "b a ");
    EXPECT_EQ(std::get<EmailAddressMethod>(found("b").data).address, "c@home.dk");
}

TEST_P(AuthenticationMethodsTest, AnotherTenantSeesAndChangesNothing) {
    put("a", EmailAddressMethod{"a@home.dk"});
    EXPECT_FALSE(store().find(kOther, "a").value());
    EXPECT_TRUE(store().list(kOther, kAnna)->empty());
    EXPECT_FALSE(store().remove(kOther, "a").value());
    EXPECT_FALSE(store().set_locked(kOther, "a", true).value());
    EXPECT_TRUE(store().set_used(kOther, "a", kNow));
    EXPECT_TRUE(store().remove_all_of(kOther, kAnna));
    EXPECT_FALSE(found("a").locked);
    EXPECT_FALSE(found("a").used_at);
}

TEST_P(AuthenticationMethodsTest, IsRemovedOnce) {
    put("a", EmailAddressMethod{"a@home.dk"});
    put("b", RecoveryCodesMethod{{digest(1)}});
    EXPECT_TRUE(store().remove(kTenant, "a").value());
    EXPECT_FALSE(store().remove(kTenant, "a").value());
    EXPECT_TRUE(store().remove_all_of(kTenant, kAnna));
    EXPECT_EQ(ids(), "");
    EXPECT_FALSE(store().use_recovery_code("b", digest(1)).value());
}

TEST_P(AuthenticationMethodsTest, IsLockedAndUnlockedAndKnowsWhenItServed) {
    put("a", EmailAddressMethod{"a@home.dk"});
    EXPECT_TRUE(store().set_locked(kTenant, "a", true).value());
    EXPECT_FALSE(store().set_locked(kTenant, "a", true).value());
    EXPECT_TRUE(found("a").locked);
    EXPECT_TRUE(store().set_locked(kTenant, "a", false).value());
    EXPECT_TRUE(store().set_used(kTenant, "a", kNow));
    EXPECT_EQ(found("a").used_at, kNow);
}

TEST_P(AuthenticationMethodsTest, ATimeStepServesOnceAndNoneBeforeIt) {
    put("a", AuthenticatorAppMethod{{1}, 100});
    EXPECT_FALSE(store().use_totp_step("a", 100).value());
    EXPECT_TRUE(store().use_totp_step("a", 102).value());
    EXPECT_FALSE(store().use_totp_step("a", 102).value());
    EXPECT_FALSE(store().use_totp_step("a", 101).value());
    EXPECT_EQ(std::get<AuthenticatorAppMethod>(found("a").data).last_step, 102);
    EXPECT_FALSE(store().use_totp_step("nobody's", 103).value());
}

TEST_P(AuthenticationMethodsTest, ARecoveryCodeServesOnce) {
    put("a", RecoveryCodesMethod{{digest(1), digest(2)}});
    EXPECT_FALSE(store().use_recovery_code("a", digest(3)).value());
    EXPECT_TRUE(store().use_recovery_code("a", digest(1)).value());
    EXPECT_FALSE(store().use_recovery_code("a", digest(1)).value());
    EXPECT_EQ(std::get<RecoveryCodesMethod>(found("a").data).unused, std::vector{digest(2)});
}

TEST_P(AuthenticationMethodsTest, ASignatureCounterOnlyGrowsOrStaysAtNought) {
    put("a", PasskeyMethod{{1}, {2}, 0, {}});
    EXPECT_TRUE(store().raise_sign_count("a", 0).value());
    EXPECT_TRUE(store().raise_sign_count("a", 5).value());
    EXPECT_FALSE(store().raise_sign_count("a", 5).value());
    EXPECT_FALSE(store().raise_sign_count("a", 0).value());
}

TEST_P(AuthenticationMethodsTest, ACredentialIsOneMethodsInATenant) {
    put("a", PasskeyMethod{{1, 2}, {3}, 0, {}});
    put("b", PasskeyMethod{{1, 3}, {3}, 0, {}});
    EXPECT_TRUE(store().has_passkey(kTenant, {1, 2}).value());
    EXPECT_FALSE(store().has_passkey(kTenant, {1}).value());
    EXPECT_FALSE(store().has_passkey(kOther, {1, 2}).value());
    AuthenticationMethod second = found("a");
    second.id = "c";
    second.person_id = PersonId("person-2");
    EXPECT_EQ(store().put(second).error().code, base::ErrorCode::conflict);
    second.tenant_id = kOther;
    EXPECT_TRUE(store().put(second));
    EXPECT_TRUE(store().put(found("a"))) << "itself again";
    EXPECT_TRUE(store().remove(kTenant, "a").value());
    EXPECT_FALSE(store().has_passkey(kTenant, {1, 2}).value());
}

TEST_P(AuthenticationMethodsTest, RemembersTheLastConfirmation) {
    EXPECT_FALSE(store().confirmed_at(kTenant, kAnna).value());
    EXPECT_TRUE(store().set_confirmed(kTenant, kAnna, kNow));
    EXPECT_TRUE(store().set_confirmed(kTenant, kAnna, kNow + Millis{1}));
    EXPECT_EQ(store().confirmed_at(kTenant, kAnna).value(), kNow + Millis{1});
}

TEST_P(AuthenticationMethodsTest, ExpiredTemporaryCodesArePurged) {
    put("a", TemporaryAccessCodeMethod{digest(1), kNow, "h"});
    put("b", TemporaryAccessCodeMethod{digest(2), kNow + Millis{1}, "h"});
    put("c", EmailAddressMethod{"a@home.dk"});
    EXPECT_TRUE(store().purge(kNow));
    EXPECT_EQ(ids(), "b c ");
}

INSTANTIATE_TEST_SUITE_P(Stores, AuthenticationMethodsTest, ::testing::Values(memory_stores, sql_stores),
                         [](const auto& stores) { return stores.index == 0 ? "Memory" : "Sql"; });

}  // namespace
}  // namespace tilbage::contract
