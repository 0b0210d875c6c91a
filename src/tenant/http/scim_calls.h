// The calls of one kind of resource (RFC 7644 §3.3 to §3.6, §3.14). `Kind` says what is a user's or a group's about
// them: UserKind, GroupKind.
#pragma once

#include "adapters/http/router.h"
#include "tenant/http/scim_access.h"
#include "tenant/http/scim_query.h"
#include "wire/scim_group.h"
#include "wire/scim_patch.h"
#include "wire/scim_user.h"

namespace tilbage::tenant {

template <class Kind>
class ScimCalls {
public:
    using Resource = typename Kind::Resource;
    using Change = typename Kind::Change;
    using Verb = typename Change::Verb;
    using Request = adapters::http::Request;
    using Response = adapters::http::Response;

    explicit ScimCalls(const ScimPorts& ports) : ports_(ports) {}

    static void add_to(adapters::http::Router& router, const ScimPorts& ports) {
        const auto call = [&](Response (ScimCalls::*method)(const Request&, const core::Agent&) const) -> ScimCall {
            return [calls = ScimCalls(ports), method](const Request& request, const core::Agent& agent) {
                return (calls.*method)(request, agent);
            };
        };
        const std::string all = "/scim/v2" + std::string(wire::endpoint_of(Kind::kResource));
        const std::string one = all + "/{id}";
        router.add("GET", all, for_agents(ports, call(&ScimCalls::list)));
        router.add("POST", all, for_agents_with_body(ports, call(&ScimCalls::create)));
        router.add("POST", all + "/.search", for_agents_with_body(ports, call(&ScimCalls::search)));
        router.add("GET", one, for_agents(ports, call(&ScimCalls::read)));
        router.add("PUT", one, for_agents_with_body(ports, call(&ScimCalls::replace)));
        router.add("PATCH", one, for_agents_with_body(ports, call(&ScimCalls::patch)));
        router.add("DELETE", one, for_agents(ports, call(&ScimCalls::remove)));
    }

private:
    static typename Kind::Id id_of(const Request& request) {
        return typename Kind::Id(std::string(request.path_value("id")));
    }
    static std::string version_of(const Resource& resource) { return wire::scim_version(resource); }

    [[nodiscard]] Response answer(unsigned status, const Resource& resource,
                                  const wire::ScimProjection& projection) const {
        auto version = version_of(resource);
        auto response = scim_response(status, Kind::encode(resource, ports_.base, version, projection));
        response.headers.push_back({"ETag", std::move(version)});
        if (status == 201)
            response.headers.push_back({"Location", ports_.base.location(Kind::kResource, resource.id.str())});
        return response;
    }

    // The revision first: what changes while the page is read is then seen the next time.
    [[nodiscard]] Response page_of(const Request& request, const core::Agent& agent,
                                   const wire::ScimResult<ScimQuery>& query) const {
        if (!query) return scim_error_response(query.error());
        const auto revision = ports_.revision.revision(agent.tenant_id);
        if (!revision) return scim_store_failed(revision.error(), request);
        auto page = Kind::page(ports_, agent.tenant_id, *query);
        if (!page) return scim_store_failed(page.error(), request);
        auto response = scim_response(200, std::move(*page));
        add_revision(response, *revision);
        return response;
    }

    [[nodiscard]] Response list(const Request& request, const core::Agent& agent) const {
        return page_of(request, agent, read_scim_query(Kind::kResource, request));
    }

    [[nodiscard]] Response search(const Request& request, const core::Agent& agent) const {
        return page_of(request, agent, read_scim_search(Kind::kResource, request.body));
    }

    [[nodiscard]] Response read(const Request& request, const core::Agent& agent) const {
        const auto projection = read_scim_projection(Kind::kResource, request);
        if (!projection) return scim_error_response(projection.error());
        const auto resource = Kind::find(ports_, agent.tenant_id, id_of(request));
        if (!resource) return scim_store_failed(resource.error(), request);
        if (!*resource) return scim_error_response(scim_problem_of(core::ProvisionRefusal::not_found, Kind::kResource));
        const auto known = request.header("If-None-Match");
        if (known.empty() || !names_version(known, version_of(**resource))) return answer(200, **resource, *projection);
        auto unchanged = scim_response(304, {});
        unchanged.headers.push_back({"ETag", version_of(**resource)});
        return unchanged;
    }

    [[nodiscard]] Response create(const Request& request, const core::Agent& agent) const {
        auto resource = Kind::decode(request.body);
        if (!resource) return scim_error_response(resource.error());
        Change change;
        change.verb = Verb::create;
        Kind::resource_in(change) = std::move(*resource);
        return run(request, agent, std::move(change));
    }

    [[nodiscard]] Response replace(const Request& request, const core::Agent& agent) const {
        auto resource = Kind::decode(request.body);
        if (!resource) return scim_error_response(resource.error());
        Change change = change_of(Verb::replace, request);
        Kind::resource_in(change) = std::move(*resource);
        return run(request, agent, std::move(change));
    }

    [[nodiscard]] Response remove(const Request& request, const core::Agent& agent) const {
        return run(request, agent, change_of(Verb::remove, request));
    }

    // What the patch finds wrong with the resource as it is comes back by `problem`.
    [[nodiscard]] Response patch(const Request& request, const core::Agent& agent) const {
        const auto patch = wire::decode_scim_patch(Kind::kResource, request.body);
        if (!patch) return scim_error_response(patch.error());
        std::optional<wire::ScimProblem> problem;
        Change change = change_of(Verb::modify, request);
        Kind::put_patch(change, *patch, problem);
        auto response = run(request, agent, std::move(change));
        return problem ? scim_error_response(*problem) : response;
    }

    static Change change_of(Verb verb, const Request& request) {
        Change change;
        change.verb = verb;
        change.id = id_of(request);
        change.only_if = condition_of<Resource>(request, &version_of);
        return change;
    }

    // The change and the revision behind it are one transaction.
    [[nodiscard]] Response run(const Request& request, const core::Agent& agent, Change change) const {
        const auto projection = read_scim_projection(Kind::kResource, request);
        if (!projection) return scim_error_response(projection.error());
        const bool is_patch = request.method == "PATCH";
        typename Kind::Outcomes outcomes;
        std::int64_t revision = 0;
        const auto done = ports_.unit_of_work.run([&]() -> base::Result<void> {
            auto ran = Kind::run(ports_, agent, std::move(change));
            if (!ran) return base::fail(ran.error());
            outcomes = std::move(*ran);
            const auto now = ports_.revision.revision(agent.tenant_id);
            if (!now) return base::fail(now.error());
            revision = *now;
            return {};
        });
        if (!done) return scim_store_failed(done.error(), request);
        auto response = answer_to(outcomes.front(), *projection, is_patch);
        add_revision(response, revision);
        return response;
    }

    [[nodiscard]] Response answer_to(const typename Kind::Outcomes::value_type& outcome,
                                     const wire::ScimProjection& projection, bool is_patch) const {
        using core::ProvisionedAs;
        if (!outcome) return scim_error_response(scim_problem_of(outcome.error(), Kind::kResource));
        if (outcome->how == ProvisionedAs::removed) return scim_response(204, {});
        // A large group does not go back and forth for one member (RFC 7644 §3.5.2).
        if (is_patch && Kind::kPatchSaysNothing && projection.kind == wire::ScimProjection::Kind::everything)
            return scim_response(204, {});
        const bool made = outcome->how == ProvisionedAs::created || outcome->how == ProvisionedAs::restored;
        return answer(made ? 201 : 200, Kind::resource_of(*outcome), projection);
    }

    ScimPorts ports_;
};

}  // namespace tilbage::tenant
