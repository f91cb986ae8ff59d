//! The influence circle.

pub mod place;
