// One block: so many pieces of work by so many threads at once, timed.
#pragma once

#include <atomic>
#include <exception>
#include <latch>
#include <mutex>
#include <thread>
#include <vector>

#include "samples.h"

namespace tilbage::bench {

// Calls work(worker, index) once for every index below `count`, `workers` at a time, and adds the times to `samples`.
// The threads stand ready before the clock starts. The first exception that leaves `work` ends the block and is thrown
// on.
template <class Work>
void run_block(int workers, std::size_t count, Samples& samples, const Work& work) {
    std::vector<double> milliseconds(count);
    std::atomic<std::size_t> next{0};
    std::exception_ptr fault;
    std::mutex fault_mutex;
    std::latch ready(workers + 1);
    Clock::time_point began;

    const auto loop = [&](int worker) {
        ready.arrive_and_wait();
        try {
            for (auto index = next++; index < count; index = next++) {
                const auto start = Clock::now();
                work(worker, index);
                milliseconds[index] = std::chrono::duration<double, std::milli>(Clock::now() - start).count();
            }
        } catch (...) {
            next = count;
            const std::scoped_lock lock(fault_mutex);
            if (!fault) fault = std::current_exception();
        }
    };
    {
        std::vector<std::jthread> threads;
        for (int worker = 0; worker < workers; ++worker) threads.emplace_back(loop, worker);
        began = Clock::now();
        ready.arrive_and_wait();
    }
    const std::chrono::duration<double> taken = Clock::now() - began;
    if (fault) std::rethrow_exception(fault);
    samples.add_block(milliseconds, taken.count());
}

}  // namespace tilbage::bench
