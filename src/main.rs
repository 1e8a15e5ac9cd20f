//! The `gainsay` program: passes its arguments to [`gainsay::cli`] and exits with the status that
//! it returns.

/// A build allocates many small strings on several threads and frees them together. With glibc's
/// allocator the example takes 1.1 times the instructions.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    gainsay::cli::run(std::env::args_os()).into()
}
