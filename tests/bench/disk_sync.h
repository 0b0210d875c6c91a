// What it costs here that something is on disk and not only in memory: the product and the directory both wait for it.
#pragma once

#include <filesystem>

#include "samples.h"

namespace tilbage::bench {

// Writes 4 KiB over itself in a file in `folder` and waits for fdatasync, `count` times, as a database's log does.
// Throws BenchFault.
void measure_disk_sync(const std::filesystem::path& folder, std::size_t count, Samples& samples);

}  // namespace tilbage::bench
