#include "core/ports/integration_store.h"

namespace tilbage::core {

std::string_view to_string(SignInType type) {
    switch (type) {
        case SignInType::none:
            return "none";
        case SignInType::password_hash_sync:
            return "passwordHashSync";
        case SignInType::pass_through:
            return "passThrough";
        case SignInType::federated:
            return "federated";
    }
    return "none";
}

std::optional<SignInType> parse_sign_in_type(std::string_view text) {
    for (const auto type :
         {SignInType::none, SignInType::password_hash_sync, SignInType::pass_through, SignInType::federated}) {
        if (text == to_string(type)) return type;
    }
    return std::nullopt;
}

}  // namespace tilbage::core
