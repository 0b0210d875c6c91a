#include "adapters/http/router.h"

#include <algorithm>
#include <stdexcept>

namespace tilbage::adapters::http {
namespace {

std::vector<std::string_view> segments_of(std::string_view path) {
    std::vector<std::string_view> segments;
    while (!path.empty()) {
        path.remove_prefix(1);  // the '/'
        const auto end = std::min(path.find('/'), path.size());
        segments.push_back(path.substr(0, end));
        path.remove_prefix(end);
    }
    return segments;
}

bool is_parameter(std::string_view segment) { return segment.starts_with('{') && segment.ends_with('}'); }

bool matches(const std::vector<std::string>& pattern, const std::vector<std::string_view>& path) {
    return std::equal(pattern.begin(), pattern.end(), path.begin(), path.end(),
                      [](const std::string& expected, std::string_view actual) {
                          return is_parameter(expected) ? !actual.empty() : expected == actual;
                      });
}

// Whether `a` says more about a path than `b`: at the first difference it has the literal segment.
bool is_more_specific(const std::vector<std::string>& a, const std::vector<std::string>& b) {
    for (std::size_t i = 0; i < a.size(); ++i)
        if (is_parameter(a[i]) != is_parameter(b[i])) return is_parameter(b[i]);
    return false;
}

bool same_shape(const std::vector<std::string>& a, const std::vector<std::string>& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const std::string& x, const std::string& y) {
        return is_parameter(x) ? is_parameter(y) : x == y;
    });
}

std::vector<std::string> parse_pattern(std::string_view pattern) {
    if (!pattern.starts_with('/')) throw std::logic_error("route pattern must begin with '/': " + std::string(pattern));
    std::vector<std::string> segments;
    for (const auto segment : segments_of(pattern)) {
        const bool has_brace = segment.find_first_of("{}") != std::string_view::npos;
        if (has_brace && (!is_parameter(segment) || segment.size() < 3))
            throw std::logic_error("route pattern has a brace in the middle: " + std::string(pattern));
        segments.emplace_back(segment);
    }
    return segments;
}

void list(std::string& allowed, std::string_view method) {
    if (lists_token(allowed, method)) return;
    if (!allowed.empty()) allowed += ", ";
    allowed += method;
}

}  // namespace

void Router::add(std::string_view method, std::string_view pattern, Handler handler) {
    auto segments = parse_pattern(pattern);
    for (const auto& route : routes_)
        if (route.method == method && same_shape(route.segments, segments))
            throw std::logic_error("two routes for " + std::string(method) + " " + std::string(pattern));
    routes_.push_back({std::string(method), std::move(segments), std::move(handler)});
}

const Router::Route* Router::find(const Request& request, const std::vector<std::string_view>& path,
                                  std::string& allowed) const {
    const Route* best = nullptr;
    const std::string_view wanted = request.method == "HEAD" ? "GET" : std::string_view(request.method);
    for (const auto& route : routes_) {
        if (!matches(route.segments, path)) continue;
        list(allowed, route.method);
        if (route.method == "GET") list(allowed, "HEAD");
        if (route.method == wanted && (!best || is_more_specific(route.segments, best->segments))) best = &route;
    }
    return best;
}

void Router::operator()(Request request, Reply reply) const {
    const std::string path = request.path;  // the segments look into it while the request moves on
    const auto segments = segments_of(path);
    std::string allowed;
    if (const Route* route = find(request, segments, allowed)) {
        for (std::size_t i = 0; i < segments.size(); ++i) {
            const std::string& name = route->segments[i];
            if (is_parameter(name))
                request.path_parameters.push_back({name.substr(1, name.size() - 2), std::string(segments[i])});
        }
        return route->handler(std::move(request), std::move(reply));
    }
    if (allowed.empty() && otherwise_) return otherwise_(std::move(request), std::move(reply));
    Response response;
    response.status = 404;
    if (!allowed.empty()) {
        response.status = 405;
        response.headers.push_back({"Allow", allowed});
        if (dress_405_) response = dress_405_(request, std::move(response));
    }
    reply(std::move(response));
}

}  // namespace tilbage::adapters::http
