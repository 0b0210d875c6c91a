// Legal uses of coroutines that some compilers get wrong: temporaries in the full expression of a co_await are copied
// bit by bit into the frame (GCC 12), frames are written after they were given up (clang 16). The network adapters
// stand on these.
#include <coroutine>
#include <functional>
#include <gtest/gtest.h>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <utility>

namespace {

int g_live = 0;
int g_moved_bitwise = 0;

// Knows its own address, so that it notices being moved without a constructor.
struct Probe {
    std::string text;
    Probe* self;
    explicit Probe(std::string value) : text(std::move(value)), self(this) { ++g_live; }
    Probe(const Probe& other) : text(other.text), self(this) { ++g_live; }
    Probe(Probe&& other) noexcept : text(std::move(other.text)), self(this) { ++g_live; }
    Probe& operator=(const Probe&) = delete;
    ~Probe() {
        --g_live;
        if (self != this) {
            ++g_moved_bitwise;
            new (&text) std::string();  // the real owner frees the bytes
        }
    }
    [[nodiscard]] int size() const { return static_cast<int>(text.size()); }
};

template <class T>
class Task {
public:
    struct promise_type {
        std::optional<T> value;
        std::coroutine_handle<> waiter = std::noop_coroutine();
        Task get_return_object() { return Task(std::coroutine_handle<promise_type>::from_promise(*this)); }
        std::suspend_always initial_suspend() { return {}; }
        struct Final {
            bool await_ready() noexcept { return false; }
            std::coroutine_handle<> await_suspend(std::coroutine_handle<promise_type> done) noexcept {
                return done.promise().waiter;
            }
            void await_resume() noexcept {}
        };
        Final final_suspend() noexcept { return {}; }
        void unhandled_exception() { std::terminate(); }
        void return_value(T result) { value = std::move(result); }
    };

    explicit Task(std::coroutine_handle<promise_type> handle) : handle_(handle) {}
    Task(Task&& other) noexcept : handle_(std::exchange(other.handle_, {})) {}
    Task(const Task&) = delete;
    ~Task() {
        if (handle_) handle_.destroy();
    }
    bool await_ready() { return false; }
    std::coroutine_handle<> await_suspend(std::coroutine_handle<> waiter) {
        handle_.promise().waiter = waiter;
        return handle_;
    }
    T await_resume() { return std::move(*handle_.promise().value); }
    T run() {
        handle_.resume();
        return std::move(*handle_.promise().value);
    }

private:
    std::coroutine_handle<promise_type> handle_;
};

Task<int> size_of(Probe probe) { co_return probe.size(); }
template <class F>
Task<int> call(F function) {
    co_return function();
}
Task<int> call_erased(std::function<int()> function) { co_return function(); }
struct Aggregate {
    Probe probe;
    int number;
};
Task<int> size_of_aggregate(Aggregate aggregate) { co_return aggregate.number + aggregate.probe.size(); }
int sum(int a, const Probe& probe, int b) { return a + probe.size() + b; }

Task<int> capturing_lambda_argument(Probe probe) {
    co_return co_await call([probe = std::move(probe)] { return probe.size(); });
}
Task<int> erased_lambda_argument(Probe probe) {
    co_return co_await call_erased([probe] { return probe.size(); });
}
Task<int> aggregate_argument() { co_return co_await size_of_aggregate(Aggregate{Probe("abc"), 1}); }
Task<int> several_in_one_expression() {
    co_return sum(co_await size_of(Probe("a")), Probe("b"), co_await size_of(Probe("cc")));
}
Task<int> conditional(Probe probe, bool first) {
    co_return first ? co_await size_of(Probe("xx")) : co_await size_of(Probe(probe));
}
Task<int> owning_lambda_argument(Probe probe) {
    co_return co_await call([probe = std::move(probe), n = std::make_unique<int>(3)] { return probe.size() + *n; });
}

class CoroutinePatterns : public testing::Test {
protected:
    void SetUp() override { g_live = g_moved_bitwise = 0; }
    void TearDown() override {
        EXPECT_EQ(g_live, 0);
        EXPECT_EQ(g_moved_bitwise, 0);
    }
};

TEST_F(CoroutinePatterns, CapturingLambdaAsArgument) { EXPECT_EQ(capturing_lambda_argument(Probe("abc")).run(), 3); }
TEST_F(CoroutinePatterns, ErasedLambdaAsArgument) { EXPECT_EQ(erased_lambda_argument(Probe("abc")).run(), 3); }
TEST_F(CoroutinePatterns, AggregateAsArgument) { EXPECT_EQ(aggregate_argument().run(), 4); }
TEST_F(CoroutinePatterns, SeveralAwaitsInOneExpression) { EXPECT_EQ(several_in_one_expression().run(), 4); }
TEST_F(CoroutinePatterns, AwaitInAConditional) {
    EXPECT_EQ(conditional(Probe("abc"), true).run(), 2);
    EXPECT_EQ(conditional(Probe("abc"), false).run(), 3);
}
TEST_F(CoroutinePatterns, LambdaThatOwnsSomething) { EXPECT_EQ(owning_lambda_argument(Probe("abc")).run(), 6); }

}  // namespace
