//! The pages at their boundary: requests in, answers out, over a real file.

mod frame;
mod house;
mod staff;
