#include "core/sspr/session_machine.h"

#include <algorithm>
#include <array>
#include <gtest/gtest.h>
#include <random>

#include "core/methods/authenticator_secret.h"
#include "core/methods/printed_code.h"
#include "crypto/secret_box.h"
#include "fakes/reset_world.h"

namespace tilbage::core {
namespace {

using fakes::ResetWorld;

SessionRules two_of_everything() {
    SessionRules rules;
    rules.methods_required = 2;
    rules.allowed = {kAllMethodKinds.begin(), kAllMethodKinds.end()};
    rules.carried_out = rules.allowed;
    rules.unlock_allowed = true;
    return rules;
}

ResetSession after_intent(const SessionRules& rules, Kind intent = Kind::reset) {
    return with_intent(ResetSession{}, intent, rules).value();
}

TEST(SessionMachine, BeginsWithTheIntent) {
    const auto rules = two_of_everything();
    EXPECT_EQ(step_of(ResetSession{}, rules), ResetStep::intent);
    EXPECT_EQ(may_prove(ResetSession{}, MethodKind::email, rules).error().code, RefusalCode::wrong_step);
    EXPECT_EQ(step_of(after_intent(rules), rules), ResetStep::verification);
}

TEST(SessionMachine, TheIntentMayChangeUntilSomethingIsProven) {
    const auto rules = two_of_everything();
    auto session = with_intent(after_intent(rules), Kind::unlock, rules).value();
    EXPECT_EQ(session.intent, Kind::unlock);
    session = with_proven(session, MethodKind::email, rules).value();
    EXPECT_EQ(with_intent(session, Kind::reset, rules).error().code, RefusalCode::wrong_step);
}

TEST(SessionMachine, UnlockIsAnIntentOnlyWhereItIsAllowed) {
    auto rules = two_of_everything();
    rules.unlock_allowed = false;
    EXPECT_EQ(with_intent(ResetSession{}, Kind::unlock, rules).error().code, RefusalCode::kind_not_allowed);
    EXPECT_EQ(with_intent(ResetSession{}, Kind::change, rules).error().code, RefusalCode::kind_not_allowed);
}

TEST(SessionMachine, TheSameMethodNeverCountsTwice) {
    const auto rules = two_of_everything();
    const auto once = with_proven(after_intent(rules), MethodKind::email, rules).value();
    EXPECT_EQ(with_proven(once, MethodKind::email, rules).error().code, RefusalCode::wrong_step);
    const auto twice = with_proven(once, MethodKind::recovery_code, rules).value();
    EXPECT_EQ(step_of(twice, rules), ResetStep::password);
    EXPECT_EQ(twice.step, SessionStep::verified);
}

TEST(SessionMachine, UnlockLeadsToUnlock) {
    auto rules = two_of_everything();
    rules.methods_required = 1;
    const auto session = with_proven(after_intent(rules, Kind::unlock), MethodKind::email, rules).value();
    EXPECT_EQ(step_of(session, rules), ResetStep::unlock);
    EXPECT_TRUE(may_write(session, Kind::unlock, rules));
    EXPECT_EQ(may_write(session, Kind::reset, rules).error().code, RefusalCode::kind_not_allowed);
    rules.unlock_allowed = false;
    EXPECT_EQ(may_write(session, Kind::unlock, rules).error().code, RefusalCode::kind_not_allowed);
}

TEST(SessionMachine, APolicyThatAsksForMoreIsInForceAtOnce) {
    auto rules = two_of_everything();
    rules.methods_required = 1;
    const auto session = with_proven(after_intent(rules), MethodKind::email, rules).value();
    ASSERT_EQ(step_of(session, rules), ResetStep::password);
    rules.methods_required = 2;
    EXPECT_EQ(step_of(session, rules), ResetStep::verification);
    EXPECT_EQ(may_write(session, Kind::reset, rules).error().code, RefusalCode::wrong_step);
    EXPECT_EQ(settled(session, rules).step, SessionStep::identified);
    EXPECT_TRUE(may_prove(session, MethodKind::recovery_code, rules));
}

TEST(SessionMachine, AMethodThatIsTakenAwayCountsNoMore) {
    auto rules = two_of_everything();
    rules.methods_required = 1;
    const auto session = with_proven(after_intent(rules), MethodKind::security_questions, rules).value();
    rules.allowed.erase(MethodKind::security_questions);
    EXPECT_FALSE(enough_proven(session, rules));
    EXPECT_EQ(may_prove(session, MethodKind::security_questions, rules).error().code, RefusalCode::malformed);
}

TEST(SessionMachine, NothingMayHappenInASessionThatHasEnded) {
    const auto rules = two_of_everything();
    auto session = after_intent(rules);
    session.step = SessionStep::ended;
    EXPECT_EQ(step_of(session, rules), ResetStep::done);
    EXPECT_FALSE(may_prove(session, MethodKind::email, rules));
    EXPECT_FALSE(with_intent(session, Kind::reset, rules));
    EXPECT_EQ(may_write(session, Kind::reset, rules).error().code, RefusalCode::session_missing);
    EXPECT_EQ(settled(session, rules).step, SessionStep::ended);
}

// Somebody who tries everything in any order: right and wrong codes of several sessions, while administrators change
// the policy. What the world let through is compared with what was really proven.
class Wanderer {
public:
    explicit Wanderer(unsigned seed) : dice_(seed) {
        world_.bus.connect("one");
        world_.integration.settings.unlock_allowed = true;
        world_.person.profile[ProfileField::mobile_phone] = "+4512345678";
        world_.put(world_.person);
        world_.add_method(AuthenticatorAppMethod{sealed_secret(), 0});
        RecoveryCodesMethod codes;
        for (const auto* code : kPaper) codes.unused.push_back(digest(code));
        world_.add_method(std::move(codes));
        world_.add_method(PasskeyMethod{fakes::FakePasskeys::bytes(kCredential), {1}, 0, {}});
        change_policy();
    }

    void take_steps(int count) {
        for (int i = 0; i < count; ++i) {
            step();
            check();
        }
    }
    [[nodiscard]] int arrived() const { return arrived_; }

private:
    struct Walk {
        std::string token;
        std::vector<MethodKind> proven;  // by what really happened
    };
    static constexpr std::array<const char*, 4> kPaper{"AAAA", "BBBB", "CCCC", "DDDD"};
    static constexpr const char* kCredential = "0123456789abcdef";

    int die(int sides) { return std::uniform_int_distribution<int>(0, sides - 1)(dice_); }
    crypto::Digest digest(const char* code) const {
        return printed_code_digest(world_.code_key, MethodKind::recovery_code, world_.person.id, code);
    }
    base::Bytes sealed_secret() {
        return crypto::seal_secret(world_.code_key, kAuthenticatorPurpose,
                                   authenticator_owner(world_.person.id, "method-0"),
                                   base::SecretBytes(kAuthenticatorSecretBytes), world_.random)
            .value();
    }
    Walk& walk() { return walks_[static_cast<std::size_t>(die(static_cast<int>(walks_.size())))]; }

    void step() {
        world_.attempts.counts.clear();  // limits have tests of their own
        if (walks_.empty()) return begin();
        switch (die(11)) {
            case 0:
                return begin();
            case 1:
                (void)world_.choose_intent.run(walk().token, die(2) == 0 ? Kind::reset : Kind::unlock);
                return;
            case 2:
                return send();
            case 3:
            case 4:
                return give_sent_code();
            case 5:
                return give_app_code();
            case 6:
                return give_paper_code();
            case 7:
                return change_policy();
            case 8:
                return ask_passkey();
            case 9:
                return give_passkey();
            default:
                world_.clock.advance(std::chrono::seconds(7));
        }
    }
    void begin() {
        if (walks_.size() > 3) walks_.erase(walks_.begin());
        const auto started = world_.start(die(4) == 0 ? "nobody" : "annasor");
        if (started) walks_.push_back({started->token, {}});
    }
    void send() {
        const auto mails = world_.outbox.mails.size();
        const auto texts = world_.phone.texts.size();
        auto& one = walk();
        if (die(2) == 0) {
            if (world_.send(one.token) && world_.outbox.mails.size() > mails) {
                sent_ = {one.token, MethodKind::email, world_.outbox.mails.back().mail.text};
            }
        } else if (world_.send(one.token, "mobilePhone", "+45 12345678") && world_.phone.texts.size() > texts) {
            sent_ = {one.token, MethodKind::mobile_phone, world_.phone.texts.back().text};
        }
    }
    // Any code that was ever seen, to any session, by any kind.
    void give_sent_code() {
        if (die(3) == 0 && !used_.empty()) {
            const auto& old = used_[static_cast<std::size_t>(die(static_cast<int>(used_.size())))];
            for (auto& one : walks_) {
                EXPECT_FALSE(world_.verify(one.token, old.code, std::string(to_string(old.kind)))) << "a used code";
            }
            return;
        }
        auto& one = walk();
        const auto kind = die(4) == 0 ? MethodKind::mobile_phone : sent_.kind;
        const auto verified = world_.verify(one.token, sent_.code, std::string(to_string(kind)));
        if (!verified) return;
        EXPECT_EQ(one.token, sent_.token);
        EXPECT_EQ(kind, sent_.kind);
        one.proven.push_back(kind);
        used_.push_back(sent_);
    }
    void give_app_code() {
        auto& one = walk();
        const auto time_step = fakes::FakeTotp::step_at(world_.clock.now());
        if (!world_.verify(one.token, std::to_string(time_step), "authenticatorApp")) return;
        EXPECT_GT(time_step, last_step_) << "a time step served twice";
        last_step_ = time_step;
        one.proven.push_back(MethodKind::authenticator_app);
    }
    void give_paper_code() {
        auto& one = walk();
        const std::string code = kPaper[static_cast<std::size_t>(die(kPaper.size()))];
        if (!world_.verify(one.token, code, "recoveryCode")) return;
        EXPECT_TRUE(std::ranges::find(papers_used_, code) == papers_used_.end()) << "a used code";
        papers_used_.push_back(code);
        one.proven.push_back(MethodKind::recovery_code);
    }
    void ask_passkey() {
        auto& one = walk();
        if (world_.ask_passkey.run(one.token)) challenges_.push_back({one.token, world_.passkeys.challenge});
    }
    // An answer to any challenge that there ever was, to any session.
    void give_passkey() {
        if (challenges_.empty()) return;
        const auto at =
            die(2) == 0 ? challenges_.size() - 1 : static_cast<std::size_t>(die(static_cast<int>(challenges_.size())));
        const auto [token, challenge] = challenges_[at];
        auto& one = walk();
        if (!world_.assert_passkey(one.token, fakes::FakePasskeys::assertion(kCredential, 0, challenge))) return;
        EXPECT_EQ(one.token, token) << "another session's challenge";
        EXPECT_TRUE(challenges_used_.insert(challenge).second) << "a used challenge";
        one.proven.push_back(MethodKind::passkey);
    }
    void change_policy() {
        world_.policy().methods_required = 1 + die(2);
        world_.policy().methods.clear();
        for (const auto kind : kAllMethodKinds) {
            if (die(4) != 0) world_.policy().methods.insert(kind);
        }
        world_.policy().enabled = die(12) == 0 ? ResetEnablement::none : ResetEnablement::all;
    }
    // Whoever gets a ticket has proven, in this session, as many of the methods of now as the policy of now asks for.
    void check() {
        for (const auto& one : walks_) {
            for (const auto kind : {Kind::reset, Kind::unlock}) {
                std::optional<Answer<Ticket>> answer;
                world_.issue_ticket.run(one.token, kind, [&](Answer<Ticket> given) { answer = std::move(given); });
                if (!answer || !answer->has_value()) continue;
                ++arrived_;
                const auto& policy = world_.policy();
                const auto counted = std::ranges::count_if(
                    one.proven, [&](MethodKind proven) { return policy.methods.contains(proven); });
                EXPECT_GE(counted, policy.methods_required);
                EXPECT_EQ(policy.enabled, ResetEnablement::all);
                const std::set<MethodKind> distinct(one.proven.begin(), one.proven.end());
                EXPECT_EQ(distinct.size(), one.proven.size()) << "a method counted twice";
            }
        }
    }

    struct Sent {
        std::string token;
        MethodKind kind = MethodKind::email;
        std::string code = "000000";
    };
    std::mt19937 dice_;
    ResetWorld world_;
    std::vector<Walk> walks_;
    Sent sent_;
    std::vector<Sent> used_;
    std::vector<std::string> papers_used_;
    struct Asked {
        std::string token;
        base::Bytes challenge;
    };
    std::vector<Asked> challenges_;
    std::set<base::Bytes> challenges_used_;
    std::int64_t last_step_ = 0;
    int arrived_ = 0;
};

TEST(SessionMachine, NoSequenceOfRequestsUnderAnyPolicyReachesTheEndWithoutTheMethodsThatItAsksFor) {
    int arrived = 0;
    for (unsigned seed = 1; seed <= 60; ++seed) {
        SCOPED_TRACE(seed);
        Wanderer wanderer(seed);
        wanderer.take_steps(150);
        arrived += wanderer.arrived();
    }
    EXPECT_GT(arrived, 100) << "the wanderers never get anywhere, so they prove nothing";
}

}  // namespace
}  // namespace tilbage::core
