// Many threads that start at the same moment.
#pragma once

#include <latch>
#include <thread>
#include <vector>

namespace tilbage::adapters::sql::testing_support {

// Runs `work(index)` on `count` threads at once and waits for them all.
template <class Work>
void in_parallel(int count, Work work) {
    std::latch start(count);
    std::vector<std::thread> threads;
    threads.reserve(static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i)
        threads.emplace_back([&, i] {
            start.arrive_and_wait();
            work(i);
        });
    for (auto& thread : threads) thread.join();
}

}  // namespace tilbage::adapters::sql::testing_support
