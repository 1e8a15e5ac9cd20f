//! The `gainsay` program: hands its arguments to [`gainsay::cli`] and exits with what that says.

/// A site is many small strings, made on both cores and dropped together; the system's allocator
/// takes half of a build for them.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    gainsay::cli::run(std::env::args_os()).into()
}
