// /directory/onPremisesSynchronization: what administrators decide about the synchronisation, in Graph's shape.
#include <boost/json/array.hpp>

#include "tenant/graph/resources.h"
#include "tenant/http/json.h"

namespace tilbage::tenant::graph {
namespace {

namespace json = boost::json;
using adapters::http::Reply;
using core::RemovalThreshold;
using core::SynchronizationSettings;

constexpr std::int64_t kHighestCount = 1'000'000;
constexpr std::int64_t kHighestPercentage = 100;

std::string_view prevention_of(RemovalThreshold::Type type) {
    switch (type) {
        case RemovalThreshold::Type::count:
            return "enabledForCount";
        case RemovalThreshold::Type::percentage:
            return "enabledForPercentage";
        case RemovalThreshold::Type::disabled:
            return "disabled";
    }
    return "disabled";
}

std::optional<RemovalThreshold::Type> read_prevention(std::string_view text) {
    using Type = RemovalThreshold::Type;
    for (const auto type : {Type::count, Type::percentage, Type::disabled})
        if (text == prevention_of(type)) return type;
    return std::nullopt;
}

json::object settings_json(const Call& call, const SynchronizationSettings& settings, bool writeback) {
    return {
        {"id", call.principal.tenant_id.str()},
        {"configuration",
         json::object{{"accidentalDeletionPrevention",
                       json::object{{"synchronizationPreventionType", prevention_of(settings.removal_threshold.type)},
                                    {"alertThreshold", settings.removal_threshold.value}}}}},
        {"features",
         json::object{{"passwordWritebackEnabled", writeback},
                      {"blockSoftMatchEnabled", settings.block_soft_match},
                      {"blockCloudObjectTakeoverThroughHardMatchEnabled", settings.block_hard_match_takeover},
                      {"softMatchOnUpnEnabled", true},
                      {"quarantineUponUpnConflictEnabled", true},
                      {"quarantineUponProxyAddressesConflictEnabled", true},
                      {"synchronizeUpnForManagedUsersEnabled", true}}}};
}

// Answered when it cannot be read.
std::optional<json::object> read_settings(const Ports& ports, const Call& call, const Reply& reply) {
    const auto& tenant = call.principal.tenant_id;
    const auto settings = ports.synchronization_settings.read(tenant);
    const auto integration = ports.integration.read(tenant);
    if (settings && integration) return settings_json(call, *settings, integration->writeback_enabled);
    reply(store_failed(call, settings ? integration.error() : settings.error()));
    return std::nullopt;
}

void list_settings(const Ports& ports, const Call& call, const Reply& reply) {
    auto settings = read_settings(ports, call, reply);
    if (!settings) return;
    json::array all;
    all.push_back(selected(call, std::move(*settings)));
    reply(collection(call, "directory/onPremisesSynchronization", std::move(all)));
}

bool is_ours(const Call& call) { return path_value(call, "id") == call.principal.tenant_id.str(); }

void read_one(const Ports& ports, const Call& call, const Reply& reply) {
    if (!is_ours(call)) {
        reply(not_found());
        return;
    }
    if (auto settings = read_settings(ports, call, reply))
        reply(entity(call, "directory/onPremisesSynchronization/$entity", std::move(*settings)));
}

// What a PATCH asks for; empty stays as it is.
struct Wanted {
    std::optional<bool> block_soft_match;
    std::optional<bool> block_hard_match_takeover;
    std::optional<RemovalThreshold::Type> type;
    std::optional<std::int64_t> value;
};

// The readers below give what is wrong, or nothing.
using Wrong = std::optional<std::string>;

Wrong read_prevention_into(Wanted& wanted, const json::value& value) {
    if (!value.is_object()) return "accidentalDeletionPrevention is an object.";
    for (const auto& [name, member] : value.get_object()) {
        if (name == "synchronizationPreventionType") {
            wanted.type = member.is_string() ? read_prevention(member.get_string()) : std::nullopt;
            if (!wanted.type)
                return "synchronizationPreventionType is disabled, enabledForCount or enabledForPercentage.";
        } else if (name == "alertThreshold") {
            if (!member.is_int64()) return "alertThreshold is a whole number.";
            wanted.value = member.get_int64();
        } else if (!name.starts_with('@')) {
            return "accidentalDeletionPrevention has no " + std::string(name) + " that can be set.";
        }
    }
    return std::nullopt;
}

Wrong read_configuration_into(Wanted& wanted, const json::value& value) {
    if (!value.is_object()) return "configuration is an object.";
    for (const auto& [name, member] : value.get_object()) {
        if (name.starts_with('@')) continue;
        if (name != "accidentalDeletionPrevention")
            return "configuration has no " + std::string(name) + " that can be set.";
        if (auto wrong = read_prevention_into(wanted, member)) return wrong;
    }
    return std::nullopt;
}

Wrong read_features_into(Wanted& wanted, const json::value& value) {
    if (!value.is_object()) return "features is an object.";
    for (const auto& [name, member] : value.get_object()) {
        if (name.starts_with('@')) continue;
        if (!member.is_bool()) return std::string(name) + " is true or false.";
        if (name == "blockSoftMatchEnabled")
            wanted.block_soft_match = member.get_bool();
        else if (name == "blockCloudObjectTakeoverThroughHardMatchEnabled")
            wanted.block_hard_match_takeover = member.get_bool();
        else
            return std::string(name) + " cannot be set here.";
    }
    return std::nullopt;
}

Wrong read_wanted(const json::object& body, Wanted& wanted) {
    for (const auto& [name, member] : body) {
        Wrong wrong;
        if (name == "configuration")
            wrong = read_configuration_into(wanted, member);
        else if (name == "features")
            wrong = read_features_into(wanted, member);
        else if (!name.starts_with('@'))
            wrong = std::string(name) + " cannot be set here.";
        if (wrong) return wrong;
    }
    return std::nullopt;
}

SynchronizationSettings with(const Wanted& wanted, SynchronizationSettings settings) {
    settings.block_soft_match = wanted.block_soft_match.value_or(settings.block_soft_match);
    settings.block_hard_match_takeover = wanted.block_hard_match_takeover.value_or(settings.block_hard_match_takeover);
    settings.removal_threshold.type = wanted.type.value_or(settings.removal_threshold.type);
    if (wanted.value) settings.removal_threshold.value = static_cast<int>(*wanted.value);
    return settings;
}

bool is_possible(const RemovalThreshold& threshold) {
    return threshold.type != RemovalThreshold::Type::percentage || threshold.value <= kHighestPercentage;
}

void change(const Ports& ports, const Call& call, const Reply& reply) {
    if (!is_ours(call)) {
        reply(not_found());
        return;
    }
    const auto body = read_object(call.request.body);
    Wanted wanted;
    const Wrong wrong = body ? read_wanted(*body, wanted) : Wrong("The body is not a JSON object.");
    if (wrong) {
        reply(bad_request(*wrong));
        return;
    }
    if (wanted.value && (*wanted.value < 0 || *wanted.value > kHighestCount)) {
        reply(bad_request("alertThreshold is 0 to 1000000."));
        return;
    }
    bool possible = true;
    const auto done = ports.change_synchronization.run(call.principal.tenant_id,
                                                       "administrator:" + call.principal.administrator_id.str(),
                                                       [&](const SynchronizationSettings& before) {
                                                           auto after = with(wanted, before);
                                                           possible = is_possible(after.removal_threshold);
                                                           return possible ? after : before;
                                                       });
    if (!done || !possible) {
        reply(done ? bad_request("alertThreshold is 0 to 100 with enabledForPercentage.")
                   : store_failed(call, done.error()));
        return;
    }
    adapters::http::Response changed;
    changed.status = 204;
    reply(std::move(changed));
}

}  // namespace

void add_directory_synchronization(Routes& routes, const Ports& ports) {
    const std::string all = "/directory/onPremisesSynchronization";
    const wire::OdataSchema schema{.properties = {"id", "configuration", "features"}};
    const auto with_ports = [&ports](auto call_one) {
        return [&ports, call_one](const Call& call, const Reply& reply) { call_one(ports, call, reply); };
    };
    routes.add_to_both({"GET", all, Access::reader, schema, with_ports(list_settings)});
    routes.add_to_both({"GET", all + "/{id}", Access::reader, schema, with_ports(read_one)});
    routes.add_to_both({"PATCH", all + "/{id}", Access::global_administrator, {}, with_ports(change)});
}

}  // namespace tilbage::tenant::graph
