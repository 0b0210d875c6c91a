// What people get while they talk to the helpdesk: languages/*.json, "mails.caller".
#pragma once

#include "languages/message.h"

namespace tilbage::tenant {

using languages::Message;

inline constexpr Message<"organization"> kCallerCodeSubject{"caller.codeSubject"};
inline constexpr Message<"askedBy", "organization"> kCallerCodeWhat{"caller.codeWhat"};
inline constexpr Message<> kCallerCodeRead{"caller.codeRead"};
inline constexpr Message<"minutes"> kCallerCodeLifetime{"caller.codeLifetime"};
inline constexpr Message<> kCallerCodeNotYou{"caller.codeNotYou"};
inline constexpr Message<"code", "askedBy"> kCallerCodeText{"caller.codeText"};
inline constexpr Message<"organization"> kResetLinkSubject{"caller.linkSubject"};
inline constexpr Message<"askedBy", "organization"> kResetLinkWhat{"caller.linkWhat"};
inline constexpr Message<> kResetLinkPage{"caller.linkPage"};
inline constexpr Message<> kResetLinkHow{"caller.linkHow"};
inline constexpr Message<> kResetLinkNotYou{"caller.linkNotYou"};
inline constexpr Message<"link", "askedBy"> kResetLinkText{"caller.linkText"};

}  // namespace tilbage::tenant
