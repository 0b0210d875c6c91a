#include "connect/sync/sync_files.h"

#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <fmt/core.h>
#include <fstream>

#include "connect/config.h"
#include "connect/state/atomic_file.h"
#include "wire/relay_fields.h"
#include "wire/sync_check_in.h"

namespace tilbage::connect {
namespace json = boost::json;
namespace {

constexpr const char* kFile = "sync.json";
constexpr std::int64_t kMaxMillis = 253'402'300'799'999;

// A metric without labels, as Prometheus' exposition format has it.
void add(std::string& text, std::string_view name, std::string_view type, std::string_view help, double value) {
    text += fmt::format("# HELP tilbage_sync_{0} {1}\n# TYPE tilbage_sync_{0} {2}\ntilbage_sync_{0} {3}\n", name, help,
                        type, value);
}

// One line a directory. DNS names need no escapes.
std::string directory_metrics(const std::vector<core::DirectoryReport>& directories) {
    std::string text;
    const auto each = [&](std::string_view name, std::string_view help, auto value) {
        text +=
            fmt::format("# HELP tilbage_sync_directory_{0} {1}\n# TYPE tilbage_sync_directory_{0} gauge\n", name, help);
        for (const auto& directory : directories)
            text += fmt::format("tilbage_sync_directory_{}{{domain=\"{}\"}} {}\n", name, directory.domain,
                                value(directory));
    };
    if (directories.empty()) return text;
    each("up", "1 when the directory could be read the last time.",
         [](const core::DirectoryReport& directory) { return directory.problem.empty() ? 1 : 0; });
    each("people", "People of the directory that are staged, in scope or not.",
         [](const core::DirectoryReport& directory) { return directory.people; });
    return text;
}

double seconds(const std::optional<base::TimePoint>& time) {
    return time ? static_cast<double>(base::to_millis(*time)) / 1000 : 0;
}

ServicePicture read_service(const wire::Fields& fields) {
    constexpr std::size_t kLong = 4096;
    constexpr std::int64_t kMany = 1'000'000'000;
    ServicePicture picture;
    picture.number = static_cast<int>(fields.number("number", 1, kMostExports));
    picture.name = fields.text("name", kLong);
    picture.url = fields.text("url", kLong);
    picture.state = fields.text("state", kLong);
    if (const auto code = fields.optional_text("problem_code", kLong); !code.empty())
        picture.problem = core::SyncProblem{.code = code, .message = fields.optional_text("problem", kLong)};
    picture.people = fields.number("people", 0, kMany);
    picture.groups = fields.number("groups", 0, kMany);
    picture.refused = fields.number("refused", 0, kMany);
    picture.held = fields.number("held", 0, kMany);
    picture.created = fields.number("created", 0, kMany);
    picture.updated = fields.number("updated", 0, kMany);
    picture.removed = fields.number("removed", 0, kMany);
    if (const auto at = fields.number("told_at", 0, kMaxMillis); at > 0) picture.told_at = base::from_millis(at);
    return picture;
}

std::vector<ServicePicture> read_services(const json::object& file, wire::FieldError& error) {
    std::vector<ServicePicture> services;
    const auto* list = file.if_contains("services");
    if (list == nullptr || !list->is_array()) return services;
    for (const auto& one : list->get_array()) {
        if (one.is_object()) services.push_back(read_service(wire::Fields(one.get_object(), error)));
    }
    return services;
}

// As the exposition format wants a label's value.
std::string label(std::string_view text) {
    std::string escaped;
    for (const char c : text) {
        if (c == '\\' || c == '"') escaped += '\\';
        escaped += c;
    }
    return escaped;
}

}  // namespace

json::array services_json(const std::vector<ServicePicture>& services) {
    json::array list;
    for (const auto& one : services) {
        list.push_back({{"number", one.number},
                        {"name", one.name},
                        {"url", one.url},
                        {"state", one.state},
                        {"problem_code", one.problem ? one.problem->code : std::string()},
                        {"problem", one.problem ? one.problem->message : std::string()},
                        {"people", one.people},
                        {"groups", one.groups},
                        {"refused", one.refused},
                        {"held", one.held},
                        {"created", one.created},
                        {"updated", one.updated},
                        {"removed", one.removed},
                        {"told_at", one.told_at ? base::to_millis(*one.told_at) : 0}});
    }
    return list;
}

base::Result<void> write_sync_file(const std::filesystem::path& state_dir, const SyncFile& file) {
    const auto check_in = json::parse(wire::encode_sync_check_in(file.check_in));
    const json::object object{{"at", base::to_millis(file.at)},
                              {"holds_lease", file.holds_lease},
                              {"lease_holder", file.lease_holder},
                              {"check_in", check_in},
                              {"services", services_json(file.services)}};
    return write_file(state_dir / kFile, json::serialize(object) + "\n", Sync::no);
}

base::Result<SyncFile> read_sync_file(const std::filesystem::path& state_dir) {
    const auto path = state_dir / kFile;
    const auto text = read_file(path);
    if (!text) return base::fail(text.error());
    boost::system::error_code code;
    const auto value = json::parse(*text, code);
    if (code || !value.is_object()) return base::fail(base::ErrorCode::corrupt, path.string() + ": damaged");
    wire::FieldError error;
    const wire::Fields fields(value.get_object(), error);
    SyncFile file;
    file.at = base::from_millis(fields.number("at", 0, kMaxMillis));
    file.holds_lease = fields.flag("holds_lease");
    file.lease_holder = fields.optional_text("lease_holder", 256);
    const auto* check_in = fields.object("check_in");
    file.services = read_services(value.get_object(), error);
    if (error.is_set()) return base::fail(base::ErrorCode::corrupt, path.string() + ": " + error.text());
    auto decoded = wire::decode_sync_check_in(json::serialize(*check_in));
    if (!decoded) return base::fail(base::ErrorCode::corrupt, path.string() + ": " + decoded.error().message);
    file.check_in = std::move(*decoded);
    return file;
}

std::string metrics_text(const SyncPicture& picture, bool holds_lease) {
    std::string text;
    const auto gauge = [&](std::string_view name, std::string_view help, double value) {
        add(text, name, "gauge", help, value);
    };
    const auto counter = [&](std::string_view name, std::string_view help, std::int64_t value) {
        add(text, name, "counter", help, static_cast<double>(value));
    };
    const auto& counts = picture.counts;
    gauge("people", "People of the directory that are in scope and joined.", static_cast<double>(counts.people));
    gauge("groups", "Groups of the directory that are in scope and joined.", static_cast<double>(counts.groups));
    gauge("disputed", "Source anchors that several objects claim.", static_cast<double>(counts.disputed));
    gauge("refused", "Objects that the tenant refuses.", static_cast<double>(counts.refused));
    gauge("held_removals", "Removals that wait for the administrators.", static_cast<double>(counts.held));
    gauge("lease_held", "1 when this agent writes to the tenant.", holds_lease ? 1 : 0);
    gauge("failing", "1 when the last round failed.", picture.report.problem ? 1 : 0);
    gauge("written_timestamp_seconds", "When this file was written.", seconds(picture.at));
    std::optional<base::TimePoint> full;
    std::optional<base::TimePoint> changed;
    for (const auto& directory : picture.report.directories) {
        full = std::max(full, directory.full_at);
        changed = std::max(changed, directory.last_change_at);
    }
    gauge("full_import_timestamp_seconds", "When the last full import ended; 0: never.", seconds(full));
    gauge("last_change_timestamp_seconds", "When the directory last had something new, since the agent's start.",
          seconds(changed));
    const auto* run = picture.runs.empty() ? nullptr : &picture.runs.front();
    gauge("last_run_duration_seconds", "Of the last round that had news.",
          run == nullptr ? 0 : static_cast<double>((run->ended_at - run->started_at).count()) / 1000);
    counter("created_total", "Objects created in the tenant since the agent's start.", picture.created);
    counter("updated_total", "Objects changed in the tenant since the agent's start.", picture.updated);
    counter("removed_total", "Objects removed from the tenant since the agent's start.", picture.removed);
    counter("failed_rounds_total", "Rounds that failed in a new way since the agent's start.", picture.failures);
    return text + directory_metrics(picture.report.directories);
}

std::string service_metrics_text(const std::vector<ServicePicture>& services) {
    std::string text;
    if (services.empty()) return text;
    const auto add_all = [&](std::string_view name, std::string_view type, std::string_view help,
                             const auto& value_of) {
        text +=
            fmt::format("# HELP tilbage_sync_service_{0} {1}\n# TYPE tilbage_sync_service_{0} {2}\n", name, help, type);
        for (const auto& one : services)
            text += fmt::format("tilbage_sync_service_{}{{service=\"{}\"}} {}\n", name, label(one.name),
                                static_cast<double>(value_of(one)));
    };
    using Picture = ServicePicture;
    add_all("people", "gauge", "People that this service is to have.", [](const Picture& one) { return one.people; });
    add_all("groups", "gauge", "Groups that this service is to have.", [](const Picture& one) { return one.groups; });
    add_all("refused", "gauge", "Objects that it refuses.", [](const Picture& one) { return one.refused; });
    add_all("held_removals", "gauge", "Removals that wait for the administrators.",
            [](const Picture& one) { return one.held; });
    add_all("failing", "gauge", "1 when it could not be told the last time.",
            [](const Picture& one) { return one.problem ? 1 : 0; });
    add_all("told_timestamp_seconds", "gauge", "When it last had everything, or took something; 0: not yet.",
            [](const Picture& one) { return one.told_at ? base::to_seconds(*one.told_at) : 0; });
    add_all("created_total", "counter", "Objects created there since the agent's start.",
            [](const Picture& one) { return one.created; });
    add_all("updated_total", "counter", "Objects changed there since the agent's start.",
            [](const Picture& one) { return one.updated; });
    add_all("removed_total", "counter", "Objects removed there since the agent's start.",
            [](const Picture& one) { return one.removed; });
    return text;
}

base::Result<void> write_metrics(const std::filesystem::path& file, const std::string& text) {
    const auto beside = file.string() + ".new";
    {
        std::ofstream stream(beside, std::ios::trunc);
        stream << text;
        stream.flush();
        if (!stream) return base::fail(base::ErrorCode::unavailable, beside + ": cannot be written");
    }
    std::error_code error;
    using enum std::filesystem::perms;
    std::filesystem::permissions(beside, owner_read | owner_write | group_read | others_read, error);
    if (!error) std::filesystem::rename(beside, file, error);
    if (error) return base::fail(base::ErrorCode::unavailable, file.string() + ": " + error.message());
    return {};
}

}  // namespace tilbage::connect
