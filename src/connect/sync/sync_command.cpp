#include "connect/sync/sync_command.h"

#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <fmt/chrono.h>
#include <fmt/core.h>

#include "connect/state/state_folder.h"
#include "connect/sync/agent_orders.h"
#include "connect/sync/sync_files.h"
#include "connect/sync/sync_store.h"
#include "wire/sync_check_in.h"

namespace tilbage::connect {
namespace json = boost::json;
namespace {

constexpr int kFailed = 1;
constexpr int kRemovalsWait = 2;
constexpr std::size_t kListed = 50;

int failed(const base::Error& error) {
    fmt::print(stderr, "tilbage-connect: {}\n", error.message);
    return kFailed;
}

std::string time_text(const std::optional<base::TimePoint>& time) {
    return time
               ? fmt::format("{:%Y-%m-%d %H:%M:%S} UTC", fmt::gmtime(static_cast<std::time_t>(base::to_seconds(*time))))
               : std::string("never");
}

std::string line_of(const core::SyncRun& run) {
    auto line = fmt::format("{} {:<5} {:<13} {:>6} ms  read {}, created {}, updated {}, removed {}",
                            time_text(run.started_at), core::to_string(run.kind), core::to_string(run.result),
                            (run.ended_at - run.started_at).count(), run.read, run.created, run.updated, run.removed);
    if (run.held > 0) line += fmt::format(", {} removals wait", run.held);
    if (run.refused > 0) line += fmt::format(", {} refused", run.refused);
    if (!run.message.empty()) line += "  " + run.message;
    return line;
}

// What sync.db knows beside the agent's own words.
struct Troubles {
    std::vector<core::MetaverseEntry> refused;
    std::vector<core::MetaverseEntry> disputed;
    std::vector<std::string> of_services;  // "intranet: anna@ex1.test: 400 …"
};

std::string name_of(const core::MetaverseEntry& entry) {
    return entry.exported.name.empty() ? entry.anchor.str() : entry.exported.name;
}

base::Result<Troubles> read_troubles(const std::filesystem::path& state_dir,
                                     const std::vector<ServicePicture>& services) {
    auto database = adapters::sql::Database::open({.path = state_dir / SyncStore::kFile,
                                                   .durability = adapters::sql::Durability::process_kill,
                                                   .readers = 1,
                                                   .create = false});
    if (!database) {
        if (database.error().code == base::ErrorCode::not_found) return Troubles();
        return base::fail(database.error());
    }
    adapters::sql::SqlMetaverse metaverse(**database);
    auto refused = metaverse.refused(kListed);
    if (!refused) return base::fail(refused.error());
    auto disputed = metaverse.disputed(kListed);
    if (!disputed) return base::fail(disputed.error());
    Troubles troubles{std::move(*refused), std::move(*disputed), {}};
    for (const auto& service : services) {
        const auto entries = adapters::sql::SqlTargetMetaverse(**database, service.number).refused(kListed);
        if (!entries) return base::fail(entries.error());
        for (const auto& entry : *entries)
            troubles.of_services.push_back(
                fmt::format("{}: {}: {}", service.name, name_of(entry), entry.exported.refusal));
    }
    return troubles;
}

void print_status(const SyncFile& file, const Troubles& troubles, bool running) {
    const auto& report = file.check_in.report;
    fmt::print("state      {}{}\n", running ? "" : "the agent does not run; last: ", core::to_string(report.state));
    if (report.problem) fmt::print("problem    {}: {}\n", report.problem->code, report.problem->message);
    const std::string holder = file.lease_holder.empty() ? "nobody" : file.lease_holder;
    fmt::print("tenant     {}\n", file.holds_lease ? "told by this agent" : "told by " + holder);
    for (const auto& directory : report.directories) {
        fmt::print("directory  {} at {}: {} people, {} groups, {} units; {}\n", directory.domain, directory.server,
                   directory.people, directory.groups, directory.units,
                   directory.sees_deletions ? "deletions are told" : "deletions are found by comparing");
        fmt::print("           last full {}, last change {}\n", time_text(directory.full_at),
                   time_text(directory.last_change_at));
        if (!directory.problem.empty()) fmt::print("           cannot be read: {}\n", directory.problem);
        if (directory.refused + directory.disputed > 0) {
            fmt::print("           {} refused by the tenant, {} disputed\n", directory.refused, directory.disputed);
        }
    }
    if (const auto& held = report.held_removals) {
        fmt::print(
            "waiting    {} removals (of {} people; {} would go through) since {}: tilbage-connect sync threshold\n",
            held->count, held->people, held->threshold, time_text(held->since));
    }
    for (const auto& service : file.services) {
        fmt::print("service    {} ({}): {}; {} people, {} groups, last told {}\n", service.name, service.url,
                   service.state, service.people, service.groups, time_text(service.told_at));
        if (service.problem) fmt::print("           {}: {}\n", service.problem->code, service.problem->message);
        if (service.refused > 0) fmt::print("           {} refused by it\n", service.refused);
        if (service.held > 0)
            fmt::print("           {} removals wait: tilbage-connect sync threshold --allow\n", service.held);
    }
    for (const auto& entry : troubles.of_services) fmt::print("refused    {}\n", entry);
    for (const auto& entry : troubles.refused)
        fmt::print("refused    {}: {}\n", name_of(entry), entry.exported.refusal);
    for (const auto& entry : troubles.disputed)
        fmt::print("disputed   {}: several objects have this source anchor\n", entry.anchor.str());
    for (const auto& run : file.check_in.runs) fmt::print("run        {}\n", line_of(run));
}

json::object status_object(const SyncFile& file, const Troubles& troubles, bool running) {
    auto object = json::parse(wire::encode_sync_check_in(file.check_in)).get_object();
    object.erase("answers");
    object.erase("wants_lease");
    object["running"] = running;
    object["at"] = base::to_millis(file.at);
    object["lease"] = json::object{{"held", running && file.holds_lease}, {"holder", file.lease_holder}};
    json::array refused;
    for (const auto& entry : troubles.refused)
        refused.push_back({{"who", name_of(entry)}, {"message", entry.exported.refusal}});
    object["refused"] = std::move(refused);
    if (!file.services.empty()) object["services"] = services_json(file.services);
    json::array disputed;
    for (const auto& entry : troubles.disputed) disputed.push_back(json::string(entry.anchor.str()));
    object["disputed"] = std::move(disputed);
    return object;
}

int show_status(const std::filesystem::path& state_dir, bool as_json) {
    const auto file = read_sync_file(state_dir);
    if (!file && file.error().code == base::ErrorCode::not_found)
        return failed({base::ErrorCode::not_found, "nothing was synchronised yet from " + state_dir.string()});
    if (!file) return failed(file.error());
    const auto troubles = read_troubles(state_dir, file->services);
    if (!troubles) return failed(troubles.error());
    const bool running = RunLock::is_held(state_dir);
    const bool service_fails =
        std::ranges::any_of(file->services, [](const auto& service) { return service.problem.has_value(); });
    const bool service_waits =
        std::ranges::any_of(file->services, [](const auto& service) { return service.held > 0; });
    if (as_json) {
        fmt::print("{}\n", json::serialize(status_object(*file, *troubles, running)));
    } else {
        print_status(*file, *troubles, running);
    }
    if (!running || file->check_in.report.problem || service_fails) return kFailed;
    return file->check_in.report.held_removals || service_waits ? kRemovalsWait : 0;
}

std::string text_at(const json::object& object, std::string_view name) {
    const auto* value = object.if_contains(name);
    return value != nullptr && value->is_string() ? std::string(value->get_string()) : std::string();
}
std::int64_t number_at(const json::object& object, std::string_view name) {
    const auto* value = object.if_contains(name);
    return value != nullptr && value->is_int64() ? value->get_int64() : 0;
}
bool flag_at(const json::object& object, std::string_view name) {
    const auto* value = object.if_contains(name);
    return value != nullptr && value->is_bool() && value->get_bool();
}

int tell_run(const json::object& answer, bool as_json) {
    if (as_json) fmt::print("{}\n", json::serialize(answer));
    const auto* found = answer.if_contains("run");
    if (found == nullptr || !found->is_object()) return kFailed;
    const auto& run = found->get_object();
    const auto result = text_at(run, "result");
    const auto held = number_at(run, "held");
    if (!as_json) {
        fmt::print("{}: {}, {} ms; read {}, created {}, updated {}, removed {}, refused {}\n", text_at(run, "kind"),
                   result, number_at(run, "ended_at") - number_at(run, "started_at"), number_at(run, "read"),
                   number_at(run, "created"), number_at(run, "updated"), number_at(run, "removed"),
                   number_at(run, "refused"));
        if (held > 0) fmt::print("{} removals wait: tilbage-connect sync threshold\n", held);
        if (const auto message = text_at(run, "message"); !message.empty()) fmt::print("{}\n", message);
    }
    if (result == "failed") return kFailed;
    return held > 0 ? kRemovalsWait : 0;
}

std::string joined_texts(const json::value& value) {
    if (value.is_string()) return std::string(value.get_string());
    if (!value.is_array()) return json::serialize(value);
    std::string text;
    for (const auto& one : value.get_array()) text += (text.empty() ? "" : ", ") + joined_texts(one);
    return text;
}

void print_services(const json::object& answer) {
    const auto* services = answer.if_contains("services");
    if (services == nullptr || !services->is_array()) return;
    for (const auto& value : services->get_array()) {
        if (!value.is_object()) continue;
        const auto& one = value.get_object();
        fmt::print("service   {}: {} {}, would do {}\n", text_at(one, "name"), text_at(one, "exported"),
                   text_at(one, "id"), text_at(one, "wouldDo"));
        if (const auto refusal = text_at(one, "refusal"); !refusal.empty())
            fmt::print("          refused {}\n", refusal);
    }
}

void print_explanation(const json::object& answer) {
    const auto* object = answer.if_contains("object");
    if (object != nullptr && object->is_object()) {
        fmt::print("object    {} ({})\n", text_at(object->get_object(), "distinguishedName"),
                   text_at(object->get_object(), "guid"));
    }
    fmt::print("in scope  {}: {}\n", flag_at(answer, "inScope") ? "yes" : "no", text_at(answer, "why"));
    if (const auto* details = answer.if_contains("whyDetails"); details != nullptr && details->is_object()) {
        for (const auto& [name, value] : details->get_object())
            fmt::print("          {}: {}\n", std::string_view(name), joined_texts(value));
    }
    fmt::print("joined    {}, source anchor {}\n", flag_at(answer, "joined") ? "yes" : "no", text_at(answer, "anchor"));
    fmt::print("tenant    {} {}\n", text_at(answer, "exported"), text_at(answer, "tenantId"));
    if (const auto refusal = text_at(answer, "refusal"); !refusal.empty()) fmt::print("refused   {}\n", refusal);
    fmt::print("would do  {}\n", text_at(answer, "wouldDo"));
    print_services(answer);
    const auto* changes = answer.if_contains("changes");
    if (changes == nullptr || !changes->is_array()) return;
    for (const auto& change : changes->get_array()) {
        if (!change.is_object()) continue;
        const auto& one = change.get_object();
        fmt::print("          {}: \"{}\" -> \"{}\"\n", text_at(one, "attribute"), text_at(one, "from"),
                   text_at(one, "to"));
    }
}

int tell_explanation(const json::object& answer, const std::string& user, bool as_json) {
    if (as_json) {
        fmt::print("{}\n", json::serialize(answer));
    } else if (flag_at(answer, "several")) {
        fmt::print(stderr, "tilbage-connect: \"{}\" names several objects: give the DN or the user principal name\n",
                   user);
    } else if (!flag_at(answer, "found")) {
        fmt::print(stderr, "tilbage-connect: the directory has nobody by \"{}\", as far as this agent may see\n", user);
    } else {
        print_explanation(answer);
    }
    return flag_at(answer, "found") && !flag_at(answer, "several") ? 0 : kFailed;
}

int threshold(const std::filesystem::path& state_dir, const SyncCommand& command) {
    if (command.allow) {
        const auto answer = ask_agent(state_dir, core::SyncOrderKind::allow_removals, {});
        if (!answer) return failed(answer.error());
        if (!command.as_json) fmt::print("{} removals were allowed\n", number_at(*answer, "allowed"));
        return tell_run(*answer, command.as_json);
    }
    const auto file = read_sync_file(state_dir);
    if (!file) return failed(file.error());
    const auto& held = file->check_in.report.held_removals;
    if (command.as_json) {
        const auto object = status_object(*file, {}, RunLock::is_held(state_dir));
        fmt::print("{}\n", json::serialize(json::object{{"held_removals", object.at("held_removals")}}));
        return held ? kRemovalsWait : 0;
    }
    std::int64_t in_services = 0;
    for (const auto& service : file->services) {
        in_services += service.held;
        if (service.held > 0) fmt::print("{} removals wait in {}\n", service.held, service.name);
    }
    if (!held && in_services > 0) {
        fmt::print("When they are meant: tilbage-connect sync threshold --allow\n");
        return kRemovalsWait;
    }
    if (!held) {
        fmt::print("no removals wait\n");
        return 0;
    }
    fmt::print("{} removals wait since {}: more than the {} within 24 hours that would go through, of {} people\n",
               held->count, time_text(held->since), held->threshold, held->people);
    for (const auto& name : held->sample) fmt::print("  {}\n", name);
    fmt::print("When they are meant: tilbage-connect sync threshold --allow\n");
    return kRemovalsWait;
}

}  // namespace

int sync_command(const std::filesystem::path& state_dir, const SyncCommand& command) {
    const auto order = [&](core::SyncOrderKind kind) {
        const auto answer = ask_agent(state_dir, kind, command.user);
        if (!answer) return failed(answer.error());
        return kind == core::SyncOrderKind::explain ? tell_explanation(*answer, command.user, command.as_json)
                                                    : tell_run(*answer, command.as_json);
    };
    switch (command.what) {
        case SyncCommand::What::status:
            return show_status(state_dir, command.as_json);
        case SyncCommand::What::run:
            return order(core::SyncOrderKind::run);
        case SyncCommand::What::full:
            return order(core::SyncOrderKind::full);
        case SyncCommand::What::explain:
            return order(core::SyncOrderKind::explain);
        case SyncCommand::What::threshold:
            break;
    }
    return threshold(state_dir, command);
}

}  // namespace tilbage::connect
