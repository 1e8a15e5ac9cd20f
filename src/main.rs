//! The `gainsay` program: hands its arguments to [`gainsay::cli`] and exits with what that says.
#![forbid(unsafe_code)]

fn main() -> std::process::ExitCode {
    gainsay::cli::run(std::env::args_os()).into()
}
