// What somebody has registered, what their directory brings, and what they could register.
#pragma once

#include "core/security_info/security_desk.h"

namespace tilbage::core {

struct ListedMethod {
    std::string id;
    MethodKind kind = MethodKind::email;
    std::string name;
    std::string hint;  // masked: whoever has the password alone does not learn a private address here
    base::TimePoint created_at;
    std::optional<base::TimePoint> used_at;
    int codes_left = 0;  // of recovery codes
    bool locked = false;
};

struct DirectoryMethod {
    MethodKind kind = MethodKind::email;
    std::string hint;
};

struct ListedMethods {
    std::vector<ListedMethod> methods;
    std::vector<DirectoryMethod> from_directory;  // serves where nothing of its kind is registered
    MethodKinds offered;
    int required = 1;
    bool may_reset = false;  // else whatever is registered serves for nothing
};

class ListMethods {
public:
    explicit ListMethods(SecurityInfoPorts ports) : ports_(ports), desk_(std::move(ports)) {}
    // Refusals: session_missing, wrong_step, busy.
    [[nodiscard]] Answer<ListedMethods> run(const std::string& token);

private:
    [[nodiscard]] std::vector<DirectoryMethod> from_directory(const OpenSecurityInfo& open) const;

    SecurityInfoPorts ports_;
    SecurityDesk desk_;
};

}  // namespace tilbage::core
