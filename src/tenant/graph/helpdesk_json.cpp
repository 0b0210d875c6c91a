#include "tenant/graph/helpdesk_json.h"

#include <boost/json/array.hpp>

#include "tenant/graph/graph_call.h"

namespace tilbage::tenant::graph {
namespace {

namespace json = boost::json;

json::value text_or_null(const std::string& text) { return text.empty() ? json::value(nullptr) : json::value(text); }

json::value time_or_null(const std::optional<base::TimePoint>& at) {
    return at ? json::value(date_time(*at)) : json::value(nullptr);
}

json::value field(const core::Person& person, core::ProfileField which) {
    const auto found = person.profile.find(which);
    return found == person.profile.end() ? json::value(nullptr) : text_or_null(found->second);
}

json::object who_json(const core::Person& person) {
    return {{"id", person.id.str()},
            {"displayName", person.display_name.empty() ? person.user_name : person.display_name},
            {"userPrincipalName", person.user_name},
            {"onPremisesSamAccountName", text_or_null(person.sam_account_name)},
            {"jobTitle", field(person, core::ProfileField::job_title)},
            {"department", field(person, core::ProfileField::department)}};
}

json::object obstacle_json(const core::Obstacle& obstacle) {
    json::object object{{"trouble", core::to_string(obstacle.trouble)},
                        {"sinceDateTime", time_or_null(obstacle.since)},
                        {"untilDateTime", time_or_null(obstacle.until)}};
    object["count"] = obstacle.count ? json::value(*obstacle.count) : json::value(nullptr);
    return object;
}

// Where the facts of the account come from, and how old they are.
json::object source_json(const core::ListedPerson& listed, const core::Outcome* live, base::TimePoint now) {
    const bool fresh = live != nullptr && core::tells_of_person(*live);
    json::object source{{"isLive", fresh}, {"asOfDateTime", date_time(fresh ? now : listed.changed_at)}};
    source["reason"] = live == nullptr || fresh ? json::value(nullptr) : json::value(core::to_string(live->reason));
    const auto* described = fresh && live->description ? &*live->description : nullptr;
    const auto details = described != nullptr ? described->details : std::nullopt;
    const auto& facts = listed.person.on_premises;
    source["passwordSetDateTime"] = time_or_null(details ? details->password_set_at : facts.password_set_at);
    source["passwordExpiresDateTime"] =
        time_or_null(details ? details->password_expires_at : facts.password_expires_at);
    source["accountExpiresDateTime"] = time_or_null(details ? details->expires_at : facts.account_expires_at);
    return source;
}

json::array methods_json(const core::Situation& situation) {
    json::array methods;
    for (const auto& method : situation.methods) {
        methods.push_back({{"method", core::to_string(method.kind)},
                           {"hint", text_or_null(core::hint_of(method))},
                           {"canBeReadAloud", core::can_be_read_aloud(method.kind)},
                           {"takesLink", core::sends_code(method.kind)}});
    }
    return methods;
}

json::array recent_json(const core::Situation& situation) {
    json::array recent;
    for (const auto& event : situation.recent) {
        recent.push_back({{"activity", event.action},
                          {"result", event.result},
                          {"count", event.count},
                          {"lastDateTime", date_time(event.last_at)},
                          {"byAdministrator", event.by_administrator}});
    }
    return recent;
}

}  // namespace

json::object found_person_json(const core::ListedPerson& found, base::TimePoint now) {
    auto object = who_json(found.person);
    const auto obstacles = core::account_obstacles(found.person, nullptr, now);
    object["obstacle"] = obstacles.empty() ? json::value(nullptr) : json::value(obstacle_json(obstacles.front()));
    return object;
}

json::object situation_json(const core::Situation& situation, const core::ListedPerson& listed,
                            const core::Outcome* live, base::TimePoint now) {
    auto object = who_json(situation.person);
    object["onPremisesDomainName"] = text_or_null(situation.person.domain);
    object["preferredLanguage"] = text_or_null(situation.person.preferred_language);
    object["isFromDirectory"] = situation.person.from_directory();
    object["isAdministrator"] = situation.administrator;
    json::array obstacles;
    for (const auto& obstacle : core::obstacles_of(situation, live, now)) obstacles.push_back(obstacle_json(obstacle));
    object["obstacles"] = std::move(obstacles);
    object["directory"] = source_json(listed, live, now);
    json::array networks;
    for (const auto& network : situation.networks) networks.emplace_back(network);
    object["wrongPasswordNetworks"] = std::move(networks);
    object["recent"] = recent_json(situation);
    object["methods"] = methods_json(situation);
    object["methodsRequired"] = situation.methods_required;
    object["verifyCaller"] = core::to_string(situation.verify_caller);
    object["verification"] =
        situation.verification ? json::value(verification_json(*situation.verification)) : json::value(nullptr);
    return object;
}

json::object verification_json(const core::CallerVerification& verification) {
    return {{"method", verification.kind ? core::to_string(*verification.kind) : std::string_view("note")},
            {"verifiedDateTime", date_time(verification.verified_at)},
            {"expiresDateTime", date_time(verification.expires_at)}};
}

json::object sent_code_json(const core::SentCallerCode& sent) {
    return {{"method", core::to_string(sent.kind)},
            {"hint", sent.hint},
            {"expiresDateTime", date_time(sent.expires_at)},
            {"resendAfterSeconds", sent.resend_after.count()}};
}

json::object sent_link_json(const core::SentResetLink& sent) {
    return {{"method", core::to_string(sent.kind)}, {"hint", sent.hint}};
}

}  // namespace tilbage::tenant::graph
