#include "connect/state/status_board.h"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include "base/unicode.h"
#include "connect/log_events.h"
#include "connect/state/atomic_file.h"
#include "wire/relay_fields.h"

namespace tilbage::connect {
namespace json = boost::json;
namespace {

constexpr std::string_view kFile = "status.json";
constexpr std::int64_t kMaxMillis = 253'402'300'799'999;

// A directory's own words may be anything.
std::string readable(const std::string& text) { return base::is_valid_utf8(text) ? text : "(not UTF-8)"; }

json::value time_value(const std::optional<base::TimePoint>& time) {
    return time ? json::value(base::to_millis(*time)) : json::value(nullptr);
}

std::optional<base::TimePoint> read_time(const wire::Fields& fields, std::string_view name) {
    const auto millis = fields.optional_number(name, 0, kMaxMillis);
    return millis ? std::optional(base::from_millis(*millis)) : std::nullopt;
}

DirectoryStatus read_directory(const json::object& object, wire::FieldError& error) {
    constexpr std::size_t kLong = std::size_t{32} * 1024;
    const wire::Fields fields(object, error);
    return {.section = fields.optional_text("section", kLong),
            .domain = fields.optional_text("domain", kLong),
            .server = fields.optional_text("server", kLong),
            .problem = fields.optional_text("problem", kLong),
            .warnings = {}};  // all of them stand in the status' own
}

std::vector<std::string> texts_in(const json::array& array) {
    std::vector<std::string> texts;
    for (const auto& text : array) {
        if (text.is_string()) texts.emplace_back(text.get_string());
    }
    return texts;
}

json::array directories_json(const std::vector<DirectoryStatus>& directories) {
    json::array array;
    for (const auto& directory : directories) {
        array.push_back({{"section", directory.section},
                         {"domain", directory.domain},
                         {"server", directory.server},
                         {"problem", readable(directory.problem)}});
    }
    return array;
}

json::array array_of(const std::vector<std::string>& texts) {
    json::array array;
    for (const auto& text : texts) array.emplace_back(readable(text));
    return array;
}

Status read_status(const json::object& object, wire::FieldError& error) {
    constexpr std::size_t kLong = std::size_t{32} * 1024;
    const wire::Fields fields(object, error);
    Status status;
    status.connected = fields.flag("connected");
    status.since = read_time(fields, "since");
    status.agent_id = fields.optional_text("agent_id", kLong);
    status.tenant = fields.optional_text("tenant", kLong);
    status.tenant_url = fields.optional_text("tenant_url", kLong);
    status.config_sha256 = fields.optional_text("config_sha256", kLong);
    status.imported = fields.number("imported", 0, kMaxMillis);
    status.last_import_at = read_time(fields, "last_import_at");
    if (const auto* directories = object.if_contains("directories");
        directories != nullptr && directories->is_array()) {
        for (const auto& directory : directories->get_array())
            if (directory.is_object()) status.directories.push_back(read_directory(directory.get_object(), error));
    }
    status.directory_server = fields.optional_text("directory_server", kLong);
    status.policy_hints = fields.flag("policy_hints");
    status.policy_readable = fields.flag("policy_readable");
    status.psos_readable = fields.flag("psos_readable");
    if (const auto* warnings = fields.array("warnings", 0, 100)) status.warnings = texts_in(*warnings);
    status.last_error = fields.optional_text("last_error", kLong);
    status.configuration_problem = fields.optional_text("configuration_problem", kLong);
    status.imported_with = fields.optional_text("imported_with", kLong);
    status.waiting_for = fields.optional_text("waiting_for", kLong);
    status.writeback = fields.optional_flag("writeback").value_or(false);
    status.staging = fields.optional_flag("staging").value_or(false);
    const auto* renamed = object.if_contains("renamed");  // not there in what older agents wrote
    if (renamed != nullptr && renamed->is_array()) status.renamed = texts_in(renamed->get_array());
    return status;
}

}  // namespace

std::string encode_status(const Status& status, bool running) {
    const json::object object{{"running", running},
                              {"connected", running && status.connected},
                              {"since", time_value(status.since)},
                              {"agent_id", status.agent_id},
                              {"tenant", status.tenant},
                              {"tenant_url", status.tenant_url},
                              {"config_sha256", status.config_sha256},
                              {"imported", status.imported},
                              {"last_import_at", time_value(status.last_import_at)},
                              {"directories", directories_json(status.directories)},
                              {"directory_server", status.directory_server},
                              {"policy_hints", status.policy_hints},
                              {"policy_readable", status.policy_readable},
                              {"psos_readable", status.psos_readable},
                              {"warnings", array_of(status.warnings)},
                              {"last_error", readable(status.last_error)},
                              {"configuration_problem", readable(status.configuration_problem)},
                              {"imported_with", status.imported_with},
                              {"waiting_for", status.waiting_for},
                              {"writeback", status.writeback},
                              {"staging", status.staging},
                              {"renamed", array_of(status.renamed)}};
    return json::serialize(object);
}

void discard_status(const std::filesystem::path& state_dir) {
    std::error_code ignored;  // none there, or overwritten by the first update
    std::filesystem::remove(state_dir / kFile, ignored);
}

base::Result<Status> load_status(const std::filesystem::path& state_dir) {
    const auto text = read_file(state_dir / kFile);
    if (!text) return base::fail(text.error());
    boost::system::error_code code;
    const auto value = json::parse(*text, code);
    wire::FieldError error;
    if (code || !value.is_object())
        return base::fail(base::ErrorCode::corrupt, (state_dir / kFile).string() + ": damaged");
    auto status = read_status(value.get_object(), error);
    if (error.is_set()) return base::fail(base::ErrorCode::corrupt, (state_dir / kFile).string() + ": " + error.text());
    return status;
}

void StatusBoard::update(const std::function<void(Status&)>& change) {
    status_.with([&](Status& status) {
        change(status);
        const auto written = write_file(state_dir_ / kFile, encode_status(status, true) + "\n", Sync::no);
        if (!written) base::log(events::kStateNotWritten, {{"message", written.error().message}});
    });
}

}  // namespace tilbage::connect
