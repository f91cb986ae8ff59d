//! Reading and writing other people's files, and the bundled sample.

pub mod sample;
