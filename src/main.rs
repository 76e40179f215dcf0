//! The program `gleaner`; all of it is in the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    gleaner::cli::main()
}
