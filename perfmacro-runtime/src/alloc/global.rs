//! The global allocator of a build with feature `alloc`. A second one does not link, so whoever has one
//! already takes feature `counting`.

use std::alloc::System;

use super::counting::Counting;

#[global_allocator]
static GLOBAL: Counting<System> = Counting::new(System);
