//! b
fn main() {
    divan::main();
}
