#include "tenant/http/reset_state_json.h"

#include <boost/json/array.hpp>

#include "tenant/http/json.h"

namespace tilbage::tenant {

namespace json = boost::json;

json::object state_json(const core::SessionState& state) {
    json::array intents{"reset"};
    if (state.unlock_offered) intents.emplace_back("unlock");
    json::array methods;
    for (const auto& method : state.methods) {
        json::object one{{"id", core::to_string(method.kind)}};
        if (!method.hint.empty()) one["hint"] = method.hint;
        methods.push_back(std::move(one));
    }
    json::object object{{"expiresAt", base::to_millis(state.expires_at)},
                        {"step", core::to_string(state.step)},
                        {"intents", std::move(intents)},
                        {"intent", nullptr},
                        {"verification", {{"number", state.number}, {"of", state.of}}},
                        {"methods", std::move(methods)}};
    if (state.intent) object["intent"] = core::to_string(*state.intent);
    if (!state.user_name.empty()) object["userId"] = state.user_name;
    if (state.request) object["requestId"] = state.request->str();
    return object;
}

adapters::http::Response state_response(unsigned status, const core::SessionState& state) {
    constexpr std::size_t kStep = 1024;
    auto response = json_response(status, state_json(state));
    response.body.resize((response.body.size() + kStep - 1) / kStep * kStep, ' ');
    return response;
}

}  // namespace tilbage::tenant
