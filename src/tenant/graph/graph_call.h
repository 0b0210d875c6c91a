// One call of the Graph-shaped API, and what can be answered to it.
#pragma once

#include <boost/json/object.hpp>
#include <string>
#include <string_view>

#include "adapters/http/message.h"
#include "core/oauth/authenticate_administrator.h"
#include "core/sspr/refusal.h"
#include "core/writeback/outcome.h"
#include "wire/odata_query.h"

namespace tilbage::tenant::graph {

struct Call {
    adapters::http::Request request;
    core::Principal principal;
    wire::OdataQuery query;
    std::string base_url;  // "https://host"

    // "/v1.0" or "/beta".
    [[nodiscard]] std::string_view version() const;
    // "https://host/v1.0/$metadata#" + `what`.
    [[nodiscard]] std::string context(std::string_view what) const;
    // This address with another $skiptoken.
    [[nodiscard]] std::string next_link(std::string_view skip_token) const;
    [[nodiscard]] bool wants(std::string_view property) const;
};

// An error in Graph's shape; the frame fills innerError in.
[[nodiscard]] adapters::http::Response problem(unsigned status, std::string_view code, std::string_view message,
                                               const boost::json::object& details = {});
[[nodiscard]] adapters::http::Response not_found();
[[nodiscard]] adapters::http::Response bad_request(std::string_view message);
// The store failed: logged, and 503.
[[nodiscard]] adapters::http::Response store_failed(const Call& call, const base::Error& error);
[[nodiscard]] adapters::http::Response refused(const Call& call, const core::Refusal& refusal);
// 503 when nobody could be asked, else 422 with the reason.
[[nodiscard]] adapters::http::Response outcome_problem(const core::Outcome& outcome);

// One entity: its context, and only the properties that $select names.
[[nodiscard]] adapters::http::Response entity(const Call& call, std::string_view context, boost::json::object value,
                                              unsigned status = 200);
// A collection that fits one page.
[[nodiscard]] adapters::http::Response collection(const Call& call, std::string_view context,
                                                  boost::json::array values);
// Only what $select names, and annotations ("@odata.type").
[[nodiscard]] boost::json::object selected(const Call& call, boost::json::object value);

// "2026-11-22T21:00:00Z"; with milliseconds where there are some.
[[nodiscard]] std::string date_time(base::TimePoint time);

}  // namespace tilbage::tenant::graph
