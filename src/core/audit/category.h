// What kind of act an audit record tells of, so that administrators find what they look for.
#pragma once

#include <span>
#include <string_view>

namespace tilbage::core {

struct AuditCategory {
    std::string_view name;     // stable, on the API
    std::string_view service;  // as the Microsoft product's audit log names it, or would
    std::span<const std::string_view>
        actions;  // whole, or a beginning that ends in '.': "reset."; each in one category
};

// Whoever adds an action adds it here; "Other" comes last and holds what no category does.
[[nodiscard]] std::span<const AuditCategory> audit_categories();
[[nodiscard]] const AuditCategory& audit_category_of(std::string_view action);

}  // namespace tilbage::core
