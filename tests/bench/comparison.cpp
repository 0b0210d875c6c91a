#include "comparison.h"

#include <algorithm>
#include <random>

#include "block.h"
#include "fault.h"

namespace tilbage::bench {
namespace {

// Some seconds of resets: far below the two minutes of a ticket, and short enough for ours and bare to meet the same
// machine.
constexpr std::size_t kBlock = 40;
constexpr std::size_t kWarmUp = 8;
constexpr int kPreparers = 4;
constexpr std::size_t kMostPerPerson = 8;  // of the 10 codes in 10 minutes and the 10 writes in an hour
constexpr std::chrono::seconds kMailPatience{30};

}  // namespace

struct Comparison::Lanes {
    std::vector<std::unique_ptr<HttpsConnection>> tenant;
    std::vector<BareDirectory> directory;

    Lanes(const Environment& environment, const TlsTrust& trust, int count) {
        for (int lane = 0; lane < count; ++lane) {
            tenant.push_back(std::make_unique<HttpsConnection>(trust, environment.tenant));
            directory.push_back(connector_directory(environment));
        }
    }
};

boost::json::object CaseResult::to_json() const {
    return {{"case", asked.kind},
            {"in_flight", asked.in_flight},
            {"ours", ours.to_json()},
            {"bare", bare.to_json()},
            {"median_ratio", rounded(ours.percentile(0.5) / bare.percentile(0.5))},
            {"throughput_ratio", rounded(ours.per_second() / bare.per_second())},
            {"count", ours.count()}};
}

Comparison::Comparison(const Environment& environment, std::vector<Person> people, AddressBlocks& addresses)
    : environment_(environment),
      people_(std::move(people)),
      addresses_(addresses),
      trust_(environment.tenant_ca),
      mailbox_(environment.mail_dir),
      surroundings_(connector_directory(environment)),
      run_id_(std::to_string(std::random_device{}())) {}

CaseResult Comparison::run(const Case& asked) {
    Lanes lanes(environment_, trust_, asked.in_flight);
    CaseResult warm_up{{asked.kind, asked.in_flight, kWarmUp}, {}, {}};
    run_turns(warm_up.asked, lanes, warm_up);
    CaseResult result{asked, {}, {}};
    for (std::size_t done = 0; done < asked.count; done += kBlock) {
        run_turns({asked.kind, asked.in_flight, std::min(kBlock, asked.count - done)}, lanes, result);
    }
    return result;
}

// Who comes first changes from block to block.
void Comparison::run_turns(const Case& asked, Lanes& lanes, CaseResult& result) {
    const auto turns = prepare(asked.kind, asked.count);
    const bool bare_first = result.ours.count() / kBlock % 2 == 1;
    if (bare_first) run_bare(asked, lanes, turns, result.bare);
    run_ours(asked, lanes, turns, result.ours);
    if (!bare_first) run_bare(asked, lanes, turns, result.bare);
}

void Comparison::run_ours(const Case& asked, Lanes& lanes, const std::vector<Turn>& turns, Samples& samples) {
    if (asked.kind == "unlock") lock(turns);
    std::vector<HttpAnswer> answers(turns.size());
    run_block(asked.in_flight, turns.size(), samples, [&](int lane, std::size_t index) {
        answers[index] = lanes.tenant[static_cast<std::size_t>(lane)]->exchange(turns[index].request.wire);
    });
    for (const auto& answer : answers) require_success(answer);
    if (asked.kind == "unlock") {
        for (const auto& turn : turns) check(turn);
    } else {
        check(turns.front());
    }
}

void Comparison::run_bare(const Case& asked, Lanes& lanes, const std::vector<Turn>& turns, Samples& samples) {
    if (asked.kind == "unlock") lock(turns);
    std::vector<std::string> passwords;
    for (std::size_t index = 0; index < turns.size(); ++index) passwords.push_back(new_password());
    run_block(asked.in_flight, turns.size(), samples, [&](int lane, std::size_t index) {
        auto& directory = lanes.directory[static_cast<std::size_t>(lane)];
        const auto& dn = turns[index].person->dn;
        asked.kind == "unlock" ? directory.unlock(dn) : directory.reset(dn, passwords[index]);
    });
}

void Comparison::lock(const std::vector<Turn>& turns) {
    for (const auto& turn : turns) surroundings_.lock(turn.person->dn);
}

// An unlock shows in the directory. A reset shows when the new password binds.
void Comparison::check(const Turn& turn) {
    const auto& password = turn.request.new_password;
    if (password.empty()) {
        if (surroundings_.is_locked(turn.person->dn)) throw BenchFault(turn.person->dn + " is still locked");
        return;
    }
    const BareDirectory as_person(environment_.ldaps, environment_.directory_ca, turn.person->dn, password);
}

// Everything that comes before the clock starts: session, code, mail, verification, ticket, seal.
std::vector<Comparison::Turn> Comparison::prepare(const std::string& kind, std::size_t count) {
    if (count > people_.size()) throw BenchFault("a block needs as many people as requests");
    std::vector<Turn> turns(count);
    std::vector<std::string> addresses;
    for (auto& turn : turns) {
        if (next_person_ >= kMostPerPerson * people_.size())
            throw BenchFault("too many requests for so few people: lower --count");
        turn.person = &people_[next_person_++ % people_.size()];
        turn.request.new_password = kind == "unlock" ? "" : new_password();
        addresses.push_back(turn.person->alternate_mail);
    }
    const auto block = addresses_.next();
    std::vector<std::unique_ptr<HttpsConnection>> connections;
    for (int preparer = 0; preparer < kPreparers; ++preparer) {
        connections.push_back(std::make_unique<HttpsConnection>(trust_, environment_.tenant, block));
    }
    Samples not_measured;
    run_block(kPreparers, count, not_measured, [&](int preparer, std::size_t index) {
        ResetPage page(*connections[static_cast<std::size_t>(preparer)]);
        turns[index].session = page.start(*turns[index].person, kind);
        page.send_code(turns[index].session);
    });
    const auto codes = mailbox_.codes_for(addresses, kMailPatience);
    run_block(kPreparers, count, not_measured, [&](int preparer, std::size_t index) {
        ResetPage page(*connections[static_cast<std::size_t>(preparer)]);
        auto& turn = turns[index];
        page.verify(turn.session, codes.at(turn.person->alternate_mail));
        turn.request = page.prepare(turn.session, kind, turn.request.new_password);
    });
    return turns;
}

std::string Comparison::new_password() { return "Bench-Pw." + run_id_ + "." + std::to_string(passwords_++); }

Samples Comparison::floor(int in_flight, std::size_t count) {
    Lanes lanes(environment_, trust_, in_flight);
    const auto wire = lanes.tenant.front()->prepare({"GET", "/healthz", {}, {}});
    Samples samples;
    run_block(in_flight, count, samples, [&](int lane, std::size_t) {
        const auto answer = lanes.tenant[static_cast<std::size_t>(lane)]->exchange(wire);
        if (answer.status != 200) throw BenchFault("/healthz was answered " + std::to_string(answer.status));
    });
    return samples;
}

}  // namespace tilbage::bench
