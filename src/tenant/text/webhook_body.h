// The JSON that a provider of text messages wants, made of a pattern in the configuration.
#pragma once

#include <string>
#include <string_view>

#include "core/ports/text_provider.h"

namespace tilbage::tenant {

// "" when `pattern` is a JSON object or array whose texts name {text} and one of {to} and {digits}, and nothing else in
// braces but {id} and {from}; else what is wrong with it.
[[nodiscard]] std::string problem_of_webhook_body(std::string_view pattern);

// `pattern` (which has no problem) with its texts filled in: {id} the message's id, {to} the number in E.164, {digits}
// the same without '+', {from} the sender, {text} the text. They are filled into the texts of the parsed JSON, so that
// no content can change its form.
[[nodiscard]] std::string webhook_body(std::string_view pattern, const core::OutgoingText& text,
                                       std::string_view sender);

}  // namespace tilbage::tenant
