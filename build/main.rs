//! Compiles the embedded dictionaries, so that the program finds them ready in its own file.
//!
//! The modules are those of the library: what declines, folds and compiles there does it here.

#![allow(dead_code, missing_docs, unused_imports, unused_macros)]

mod dict;
#[path = "../src/error/mod.rs"]
mod error;
#[path = "../src/gazetteer/mod.rs"]
mod gazetteer;
#[path = "../src/lang/mod.rs"]
mod lang;
#[path = "../src/model.rs"]
mod model;
#[path = "../src/morph/mod.rs"]
mod morph;
#[path = "../src/text/mod.rs"]
mod text;

use gazetteer::{Gazetteer, Layer};
use std::fs::File;
use std::path::Path;

/// What the files hold depends on these.
const SOURCES: [&str; 9] = [
    "build",
    "dictionaries",
    "src/dict",
    "src/error",
    "src/gazetteer",
    "src/lang",
    "src/model.rs",
    "src/morph",
    "src/text",
];

fn main() {
    for source in SOURCES {
        println!("cargo::rerun-if-changed={source}");
    }
    let folder = std::env::var_os("OUT_DIR").expect("cargo names the folder");
    let write = |layer: &Layer, name: &str| {
        let mut file = File::create(Path::new(&folder).join(name)).expect("the folder can be written");
        gazetteer::write(layer, &mut file).expect("there is room");
    };
    let layer = dict::words().expect("they are few enough");
    write(&layer, "words.imena");
    let mut words = Gazetteer::default();
    words.add(layer).expect("it is the first layer");
    write(&dict::names(&words).expect("they are few enough"), "names.imena");
}
