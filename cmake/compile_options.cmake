# One set of flags for everything. Sanitize is -O1 with line tables: quick enough to test with, and readable reports.
set(TILBAGE_SANITIZE "" CACHE STRING "-fsanitize= list, or empty")
set(CMAKE_CXX_FLAGS_RELEASE "-O2 -g1 -DNDEBUG" CACHE STRING "" FORCE)
set(CMAKE_CXX_FLAGS_SANITIZE "-O1 -gline-tables-only -fno-omit-frame-pointer" CACHE STRING "" FORCE)

add_library(tilbage_options INTERFACE)
target_include_directories(tilbage_options INTERFACE ${CMAKE_SOURCE_DIR}/src)
target_compile_options(tilbage_options INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Wold-style-cast -Woverloaded-virtual -Wimplicit-fallthrough
    -Wswitch-enum -Werror=switch -Werror=return-type -Werror=unused-result
    -fstack-protector-strong -D_GLIBCXX_ASSERTIONS -fPIE)
target_link_options(tilbage_options INTERFACE -pie -Wl,-z,relro,-z,now)
if(NOT TILBAGE_SANITIZE)
  target_compile_definitions(tilbage_options INTERFACE $<$<CONFIG:Release>:_FORTIFY_SOURCE=2>)
else()
  target_compile_options(tilbage_options INTERFACE -fsanitize=${TILBAGE_SANITIZE} -fno-sanitize-recover=all)
  target_link_options(tilbage_options INTERFACE -fsanitize=${TILBAGE_SANITIZE})
endif()
