#![cfg_attr(fuzzing, no_main)]

#[cfg(fuzzing)]
libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    gainsay_fuzz::documents(data);
});

#[cfg(not(fuzzing))]
fn main() {}
