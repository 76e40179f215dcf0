//! Laws and cases of this layer; [`samples`] makes acts by hand and at random.

mod codec;
mod journal;
mod samples;
