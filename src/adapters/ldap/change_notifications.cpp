#include "adapters/ldap/change_notifications.h"

#include "adapters/ldap/log_events.h"
#include "adapters/ldap/open_connection.h"

namespace tilbage::adapters::ldap {
namespace {

constexpr base::Millis kBeforeAnotherTry = std::chrono::seconds(5);
constexpr base::Millis kAfterRefusal = std::chrono::minutes(30);
// Nothing may happen for long. A connection that died without a word is found out by asking anew.
constexpr base::Millis kSilence = std::chrono::minutes(10);
// A hundred thousand changes are no hundred thousand reasons to look.
constexpr base::Millis kBetweenWords{50};

SearchRequest subscription(const std::string& domain) {
    return {.base = domain,
            .scope = SearchRequest::Scope::subtree,
            .filter = "(objectClass=*)",  // the only one that a server takes
            .attributes = {"objectGUID"},
            .controls = {{"1.2.840.113556.1.4.528", true, {}}}};
}

}  // namespace

ChangeNotifications::ChangeNotifications(Settings settings, ServerList servers, Notify notify)
    : settings_(std::move(settings)), servers_(std::move(servers)), notify_(std::move(notify)) {
    thread_ = std::thread([this] { run(); });
}

base::Result<std::unique_ptr<ChangeNotifications>> ChangeNotifications::start(Settings settings, Notify notify) {
    auto servers = ServerList::parse(settings.servers, settings.signs_in_with());
    if (!servers) return base::fail(servers.error());
    return std::unique_ptr<ChangeNotifications>(
        new ChangeNotifications(std::move(settings), std::move(*servers), std::move(notify)));
}

ChangeNotifications::~ChangeNotifications() {
    {
        const std::lock_guard lock(mutex_);
        stopped_ = true;
    }
    stop_called_.notify_all();
    thread_.join();
}

bool ChangeNotifications::pause(base::Millis time) {
    std::unique_lock lock(mutex_);
    return !stop_called_.wait_for(lock, time, [this] { return stopped_.load(); });
}

void ChangeNotifications::run() {
    while (!stopped_) {
        const auto error = listen();
        if (stopped_) return;
        const bool is_refusal = error.code != base::ErrorCode::unavailable && error.code != base::ErrorCode::timeout;
        if (is_refusal && !std::exchange(refusal_logged_, true))
            base::log(kNotificationsRefused, {{"error", error.message}});
        if (!pause(is_refusal ? kAfterRefusal : kBeforeAnotherTry)) return;
    }
}

void ChangeNotifications::tell() {
    const auto now = Deadline::Steady::now();
    if (now < told_at_ + kBetweenWords) return;
    told_at_ = now;
    notify_();
}

base::Error ChangeNotifications::listen() {
    const auto connection = servers_.connect(
        [this](const ServerAddress& address, Deadline until) { return open_signed_in(address, settings_, until); },
        Deadline::in(settings_.timeout));
    if (!connection) return connection.error();
    tell();
    const Patience patience{.until_first = kSilence, .between = kSilence, .stop = &stopped_};
    const auto ended = (*connection)
                           ->search_each(subscription((*connection)->root_dse().default_naming_context), patience,
                                         [this](const Entry&) {
                                             tell();
                                             return base::Result<void>();
                                         });
    if (!ended) return ended.error();
    return {base::ErrorCode::internal, (*connection)->address().str() + ": ends a subscription to changes at once"};
}

}  // namespace tilbage::adapters::ldap
