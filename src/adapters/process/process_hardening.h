// What the process denies itself and others, and the one limit that it lifts.
#pragma once

namespace tilbage::adapters::process {

// No core files, no debugger of the same user, new files for their owner only, no end by a broken pipe.
void harden_process();

// As many open files as the system lets this process have: each page and each agent is one. The usual soft limit of
// 1,024 is for programs that use select().
void raise_file_limit();

}  // namespace tilbage::adapters::process
