#include "core/sync/news.h"

#include "core/sync/import_directory.h"
#include "core/sync/synchronize.h"

namespace tilbage::core {

using base::Result;

bool News::is_there() {
    if (failed_) return false;
    for (const auto& directory : directories_) {
        if (!directory->is_ready() || !directory->unbroken) continue;
        const auto server = directory->config.source.look();
        const auto position = parts_.space.position(directory->number());
        failed_ = !server || !position;
        if (failed_) return false;
        if (server->highest_usn != position->usn) return true;
    }
    return false;
}

Result<std::vector<News::Person>> News::take(std::size_t at_most, const std::stop_token& stop) {
    std::vector<Person> people;
    for (const auto& directory : directories_) {
        if (stop.stop_requested()) break;
        if (auto taken = take_of(*directory, stop, people, at_most); !taken) return base::fail(taken.error());
    }
    if (people.size() > at_most) people.clear();
    return people;
}

Result<void> News::take_of(DirectoryContext& directory, const std::stop_token& stop, std::vector<Person>& people,
                           std::size_t at_most) {
    if (!directory.is_ready()) return {};
    auto run =
        DirectoryImport(parts_.space, parts_.metaverse, parts_.work, parts_.clock, directory, followers_).run_between();
    failed_ = failed_ || !run;
    if (run) {
        read_ += run->read;
        changed_ = changed_ || run->changed > 0;
    }
    // What was staged before it broke is settled, too.
    const auto marked = parts_.space.marked(directory.number(), ObjectKind::person, at_most + 1);
    if (!marked) return base::fail(marked.error());
    for (const auto& guid : *marked) people.emplace_back(directory.number(), guid);
    const auto settled = Synchronization(parts_.space, parts_.metaverse, parts_.work, directory, followers_).run(stop);
    if (!settled) return base::fail(settled.error());
    return {};
}

}  // namespace tilbage::core
