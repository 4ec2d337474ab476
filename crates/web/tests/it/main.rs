//! The pages at their boundary: requests in, answers out, over a real file.

mod course;
mod frame;
mod havtorn;
mod house;
mod staff;
