#include "connect/request_desks.h"

#include <utility>

namespace tilbage::connect {

void RequestDesks::add(core::DirectoryNumber number, std::unique_ptr<RequestDesk> desk) {
    desks_.emplace(number, std::move(desk));
}

void RequestDesks::take(core::Request request) {
    const auto number = desks_.size() > 1 ? find_directory_(request.binding.source_anchor) : std::nullopt;
    const auto found = number ? desks_.find(*number) : desks_.end();
    (found == desks_.end() ? first() : *found->second).take(std::move(request));
}

void RequestDesks::stop() {
    for (const auto& [number, desk] : desks_) desk->stop();
}

}  // namespace tilbage::connect
