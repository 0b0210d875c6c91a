// Chooses the handler for a request by method and path.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "adapters/http/server.h"

namespace tilbage::adapters::http {

// Patterns are "/scim/v2/Users/{id}": a segment in braces takes any one non-empty segment, which the handler finds with
// Request::path_value("id"). A literal segment wins over one in braces. HEAD goes to GET's handler.
// Built at start on one thread, then read by any number of threads.
class Router {
public:
    // A wrong pattern or the same one twice is a bug of the program: std::logic_error.
    void add(std::string_view method, std::string_view pattern, Handler handler);
    // For paths that no pattern matches (static files, the API's own 404). Else a plain 404.
    void otherwise(Handler handler) { otherwise_ = std::move(handler); }
    // For paths that match with another method: gets the request and a 405 with Allow, may dress it up. Else it goes
    // out plain.
    void when_method_is_wrong(std::function<Response(const Request&, Response)> dress) {
        dress_405_ = std::move(dress);
    }

    void operator()(Request request, Reply reply) const;

private:
    struct Route {
        std::string method;
        std::vector<std::string> segments;  // "{id}" is kept with its braces
        Handler handler;
    };
    [[nodiscard]] const Route* find(const Request& request, const std::vector<std::string_view>& path,
                                    std::string& allowed) const;

    std::vector<Route> routes_;
    Handler otherwise_;
    std::function<Response(const Request&, Response)> dress_405_;
};

}  // namespace tilbage::adapters::http
