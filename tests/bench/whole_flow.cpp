#include "whole_flow.h"

#include <random>

#include "bare_directory.h"
#include "block.h"
#include "fault.h"
#include "mailbox.h"
#include "reset_page.h"

namespace tilbage::bench {
namespace {

// Below the 100 sessions of an address block that need no proof of work.
constexpr std::size_t kBlock = 40;
constexpr std::size_t kMostPerPerson = 8;  // of the 10 codes in 10 minutes and the 10 writes in an hour
constexpr std::chrono::seconds kMailPatience{30};

}  // namespace

struct WholeFlow::Lanes {
    std::vector<BareDirectory> directory;

    Lanes(const Environment& environment, int count) {
        for (int lane = 0; lane < count; ++lane) {
            directory.push_back(connector_directory(environment));
        }
    }
};

boost::json::object FlowResult::to_json() const {
    boost::json::object each;
    for (std::size_t step = 0; step < steps.size(); ++step) each[kFlowSteps[step]] = steps[step].to_json();
    return {{"case", "whole flow"},
            {"in_flight", in_flight},
            {"ours", flows.to_json()},
            {"bare", bare.to_json()},
            {"median_ratio", rounded(flows.percentile(0.5) / bare.percentile(0.5))},
            {"throughput_ratio", rounded(flows.per_second() / bare.per_second())},
            {"count", flows.count()},
            {"directory_share", rounded(bare.percentile(0.5) / flows.percentile(0.5))},
            {"steps", each}};
}

WholeFlow::WholeFlow(const Environment& environment, AddressBlocks& addresses)
    : environment_(environment),
      addresses_(addresses),
      trust_(environment.tenant_ca),
      run_id_(std::to_string(std::random_device{}())) {}

FlowResult WholeFlow::run(int in_flight, std::size_t count) {
    Lanes lanes(environment_, in_flight);
    FlowResult result;
    result.in_flight = in_flight;
    for (std::size_t done = 0; done < count; done += kBlock) {
        std::vector<const Person*> people;
        for (std::size_t index = done; index < std::min(count, done + kBlock); ++index) {
            if (next_person_ >= kMostPerPerson * environment_.people.size())
                throw BenchFault("too many flows for so few people: lower --count");
            people.push_back(&environment_.people[next_person_++ % environment_.people.size()]);
        }
        const bool bare_first = done / kBlock % 2 == 1;
        if (bare_first) run_bare(lanes, people, result);
        run_ours(people, result);
        if (!bare_first) run_bare(lanes, people, result);
    }
    return result;
}

void WholeFlow::run_ours(const std::vector<const Person*>& people, FlowResult& result) {
    const auto address = addresses_.next();
    std::vector<std::string> passwords;
    for (std::size_t index = 0; index < people.size(); ++index) passwords.push_back(new_password());
    std::vector<StepTimes> times(people.size());
    run_block(result.in_flight, people.size(), result.flows,
              [&](int, std::size_t index) { times[index] = flow(*people[index], passwords[index], address); });
    for (std::size_t step = 0; step < kFlowSteps.size(); ++step) {
        std::vector<double> each;
        double seconds = 0;
        for (const auto& one : times) {
            each.push_back(one[step]);
            seconds += one[step] / 1000;
        }
        result.steps[step].add_block(each, seconds);
    }
    const BareDirectory as_person(environment_.ldaps, environment_.directory_ca, people.front()->dn, passwords.front());
}

void WholeFlow::run_bare(Lanes& lanes, const std::vector<const Person*>& people, FlowResult& result) {
    std::vector<std::string> passwords;
    for (std::size_t index = 0; index < people.size(); ++index) passwords.push_back(new_password());
    run_block(result.in_flight, people.size(), result.bare, [&](int lane, std::size_t index) {
        lanes.directory[static_cast<std::size_t>(lane)].reset(people[index]->dn, passwords[index]);
    });
}

WholeFlow::StepTimes WholeFlow::flow(const Person& person, const std::string& password, const std::string& address) {
    StepTimes times{};
    std::size_t step = 0;
    auto began = Clock::now();
    const auto lap = [&] {
        const auto now = Clock::now();
        times[step++] = std::chrono::duration<double, std::milli>(now - began).count();
        began = now;
    };
    HttpsConnection connection(trust_, environment_.tenant, address);
    lap();
    ResetPage page(connection);
    const auto session = page.start(person);
    lap();
    Mailbox mailbox(environment_.mail_dir);  // sees what comes from now on: no code of an earlier flow
    page.send_code(session);
    lap();
    const auto codes = mailbox.codes_for({person.alternate_mail}, kMailPatience);
    lap();
    page.verify(session, codes.at(person.alternate_mail));
    lap();
    const auto request = page.prepare(session, "reset", password);
    lap();
    require_success(connection.exchange(request.wire));
    lap();
    return times;
}

std::string WholeFlow::new_password() { return "Flow-Pw." + run_id_ + "." + std::to_string(passwords_++); }

}  // namespace tilbage::bench
