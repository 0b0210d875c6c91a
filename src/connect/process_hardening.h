// What the process denies itself and others.
#pragma once

namespace tilbage::connect {

// No core files, no debugger of the same user, new files for their owner only, no end by a broken pipe.
void harden_process();

}  // namespace tilbage::connect
