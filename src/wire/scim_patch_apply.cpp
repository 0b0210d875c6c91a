// The operations of a PATCH on a resource's JSON (RFC 7644 §3.5.2.1 to §3.5.2.3).
#include <algorithm>
#include <boost/json/array.hpp>
#include <fmt/core.h>

#include "wire/scim_filter_json.h"
#include "wire/scim_names.h"
#include "wire/scim_patch_json.h"

namespace tilbage::wire {

namespace json = boost::json;

namespace {

using Kind = ScimPatchOperation::Kind;
using Type = ScimAttribute::Type;
using Mutability = ScimAttribute::Mutability;

// A value with the schemas' spelling; what they do not know, or only let be read, is left out.
json::value canonical(const json::value& value, const ScimAttribute& attribute) {
    if (const auto* list = value.if_array()) {
        json::array result;
        for (const auto& one : *list) result.push_back(canonical(one, attribute));
        return result;
    }
    if (attribute.type != Type::complex || value.is_null()) return value;
    json::object result;
    if (const auto* object = value.if_object()) {
        for (const auto& member : *object) {
            const auto* sub = attribute.find(member.key());
            if (sub != nullptr && sub->mutability != Mutability::read_only)
                result.insert_or_assign(sub->name, member.value());
        }
    } else if (attribute.find("value") != nullptr) {
        result.emplace("value", value);  // a bare value stands for it
    } else {
        return value;  // which the resource's decoder refuses
    }
    return result;
}

json::array as_list(json::value value) {
    if (value.is_array()) return std::move(value.get_array());
    if (value.is_null()) return {};
    json::array list;
    list.push_back(std::move(value));
    return list;
}

bool same_value(const json::value& a, const json::value& b) {
    if (!a.is_object() || !b.is_object()) return a == b;
    const auto* x = a.get_object().if_contains("value");
    const auto* y = b.get_object().if_contains("value");
    return x != nullptr && y != nullptr ? *x == *y : a == b;
}

void merge(json::value& into, const json::value& more) {
    if (!into.is_object() || !more.is_object()) {
        into = more;
        return;
    }
    for (const auto& member : more.get_object()) {
        if (member.value().is_null()) {
            into.get_object().erase(member.key());
        } else {
            into.get_object().insert_or_assign(member.key(), member.value());
        }
    }
}

void set_sub(json::value& value, const ScimAttribute& sub, const json::value& wanted) {
    if (!value.is_object()) value = json::object();
    if (wanted.is_null()) {
        value.get_object().erase(sub.name);
    } else {
        value.get_object().insert_or_assign(sub.name, wanted);
    }
}

// What a value must have so that the filter finds it: the texts that it wants to be equal.
void put_wanted(const ScimFilter& filter, json::object& value) {
    if (filter.op == ScimFilter::Op::both)
        for (const auto& operand : filter.operands) put_wanted(operand, value);
    if (filter.op != ScimFilter::Op::eq || filter.path.sub == nullptr) return;
    if (const auto* text = std::get_if<std::string>(&filter.value))
        value.insert_or_assign(filter.path.sub->name, *text);
}

class Patcher {
public:
    Patcher(ScimResource resource, json::object& object) : resource_(resource), object_(object) {}

    std::optional<ScimProblem> run(const ScimPatchOperation& operation) {
        if (!operation.target) {
            run_members(operation);
        } else if (operation.target->path.attribute == nullptr) {
            run_extension(operation);
        } else {
            run_on(operation.kind, *operation.target, operation.value);
        }
        return std::move(problem_);
    }

private:
    void refuse(std::string_view type, std::string detail) {
        if (!problem_) problem_ = ScimProblem{400, std::string(type), std::move(detail)};
    }

    // Without a path: each member is an attribute, also "name.givenName" and those with a URN in front; what nobody
    // knows and what can only be read is left alone, as in a PUT.
    void run_members(const ScimPatchOperation& operation) {
        for (const auto& member : operation.value.get_object()) {
            const auto path = resolve_scim_path(resource_, member.key());
            if (!path) continue;
            if (path->attribute == nullptr) {
                run_extension({.kind = operation.kind,
                               .path_text = {},
                               .target = ScimTarget{*path, {}},
                               .value = member.value()});
            } else if (!is_read_only(*path)) {
                run_on(operation.kind, ScimTarget{*path, {}}, member.value());
            }
        }
    }

    // The whole of an extension.
    void run_extension(const ScimPatchOperation& operation) {
        const auto urn = operation.target->path.extension;
        if (operation.kind == Kind::remove || operation.value.is_null()) {
            object_.erase(urn);
            return;
        }
        const auto* members = operation.value.if_object();
        if (members == nullptr) return refuse("invalidValue", fmt::format("{} must be an object", urn));
        object_.emplace(urn, json::object());
        for (const auto& member : *members) {
            const auto path = resolve_scim_path(resource_, fmt::format("{}:{}", urn, std::string_view(member.key())));
            if (path && !is_read_only(*path)) run_on(operation.kind, ScimTarget{*path, {}}, member.value());
        }
    }

    static bool is_read_only(const ScimPath& path) {
        return path.attribute->mutability == Mutability::read_only || path.attribute->name == "schemas" ||
               (path.sub != nullptr && path.sub->mutability == Mutability::read_only);
    }

    void run_on(Kind kind, const ScimTarget& target, const json::value& value) {
        const auto& path = target.path;
        if (path.attribute->name == "schemas") return;  // follows from what is there
        if (is_read_only(path)) return refuse("mutability", fmt::format("{} can only be read", format_scim_path(path)));
        if (kind == Kind::remove) return remove(target, value);
        if (path.sub == nullptr && !target.values && value.is_null()) return remove(target, value);
        json::object& home = home_of(path);
        if (!path.attribute->multi_valued) return set_single(home, path, value);
        if (target.values) return set_selected(kind, home, target, value);
        if (path.sub != nullptr) return set_sub_of_all(home, path, value);
        auto wanted = as_list(canonical(value, *path.attribute));
        if (kind == Kind::replace) {
            home.insert_or_assign(path.attribute->name, std::move(wanted));
        } else {
            append(list_in(home, *path.attribute), std::move(wanted));
        }
    }

    json::object& home_of(const ScimPath& path) {
        if (path.extension.empty()) return object_;
        return object_.emplace(path.extension, json::object()).first->value().get_object();
    }

    static json::array& list_in(json::object& home, const ScimAttribute& attribute) {
        return home.emplace(attribute.name, json::array()).first->value().get_array();
    }

    static void append(json::array& list, json::array wanted) {
        for (auto& one : wanted) {
            const auto there = std::ranges::find_if(list, [&](const auto& known) { return same_value(known, one); });
            if (there == list.end()) {
                list.push_back(std::move(one));
            } else {
                merge(*there, one);
            }
        }
    }

    static void set_single(json::object& home, const ScimPath& path, const json::value& value) {
        if (path.sub != nullptr) {
            set_sub(home.emplace(path.attribute->name, json::object()).first->value(), *path.sub, value);
        } else if (path.attribute->type == Type::complex) {
            merge(home.emplace(path.attribute->name, json::object()).first->value(), canonical(value, *path.attribute));
        } else {
            home.insert_or_assign(path.attribute->name, value);
        }
    }

    static void set_sub_of_all(json::object& home, const ScimPath& path, const json::value& value) {
        auto& list = list_in(home, *path.attribute);
        if (list.empty()) list.push_back(json::object());
        for (auto& one : list) set_sub(one, *path.sub, value);
    }

    void set_selected(Kind kind, json::object& home, const ScimTarget& target, const json::value& value) {
        auto& list = list_in(home, *target.path.attribute);
        const auto set = [&](json::value& one) {
            if (target.path.sub != nullptr) {
                set_sub(one, *target.path.sub, value);
            } else {
                merge(one, canonical(value, *target.path.attribute));
            }
        };
        bool found = false;
        for (auto& one : list) {
            if (!value_matches(*target.values, one)) continue;
            found = true;
            set(one);
        }
        if (found) return;
        if (kind == Kind::replace) return refuse("noTarget", "no value of the attribute matches the filter");
        json::object made;
        put_wanted(*target.values, made);
        list.push_back(std::move(made));
        set(list.back());
    }

    void remove(const ScimTarget& target, const json::value& value) {
        const auto& path = target.path;
        const bool whole = path.sub == nullptr && !target.values && value.is_null();
        if (whole && path.attribute->required)
            return refuse("mutability", fmt::format("{} is required", format_scim_path(path)));
        auto* extension = path.extension.empty() ? nullptr : object_.if_contains(path.extension);
        if (!path.extension.empty() && extension == nullptr) return;
        json::object& home = extension == nullptr ? object_ : extension->get_object();
        auto* found = home.if_contains(path.attribute->name);
        if (found == nullptr) return;
        if (whole || (!found->is_array() && path.sub == nullptr)) {
            home.erase(path.attribute->name);
        } else if (auto* list = found->if_array()) {
            remove_from(*list, target, value);
            if (list->empty()) home.erase(path.attribute->name);
        } else {
            set_sub(*found, *path.sub, nullptr);
        }
    }

    // By the filter, or by the values that some clients name instead of one.
    static void remove_from(json::array& list, const ScimTarget& target, const json::value& value) {
        const auto named = as_list(canonical(value, *target.path.attribute));
        const auto is_meant = [&](const json::value& one) {
            if (target.values) return value_matches(*target.values, one);
            return named.empty() ||
                   std::ranges::any_of(named, [&](const auto& other) { return same_value(other, one); });
        };
        json::array kept;
        for (auto& one : list) {
            const bool meant = is_meant(one);
            if (meant && target.path.sub == nullptr) continue;
            if (meant) set_sub(one, *target.path.sub, nullptr);
            kept.push_back(std::move(one));
        }
        list = std::move(kept);
    }

    ScimResource resource_;
    json::object& object_;
    std::optional<ScimProblem> problem_;
};

}  // namespace

std::optional<ScimProblem> patch_scim_object(const ScimPatchOperations& patch, json::object& object) {
    Patcher patcher(patch.resource, object);
    for (const auto& operation : patch.operations)
        if (auto problem = patcher.run(operation)) return problem;
    return std::nullopt;
}

}  // namespace tilbage::wire
