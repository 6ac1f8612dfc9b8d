//! Any bytes as a file of any format: reading neither panics nor loses the way back.

#![no_main]

use imena::{InputEvent, InputFormat, Inputs};
use libfuzzer_sys::fuzz_target;
use std::sync::Arc;

// The first byte chooses the format, and whether undecodable bytes are replaced.
fuzz_target!(|input: (u8, &[u8])| {
    let (kind, bytes) = input;
    let folder = tempfile::tempdir().expect("there is room");
    let path = folder.path().join("input");
    std::fs::write(&path, bytes).expect("there is room");
    let inputs = Inputs {
        format: InputFormat::ALL[usize::from(kind / 2) % InputFormat::ALL.len()],
        lossy: kind % 2 == 1,
        origins: true,
        ..Inputs::default()
    };
    let mut documents = 0;
    inputs.read(&[path], 0, &Arc::default(), &mut |event| {
        if let InputEvent::Document(document) = event {
            documents += 1;
            let steps = &document.origin.steps;
            assert!(steps.windows(2).all(|pair| pair[0].0 <= pair[1].0 && pair[0].1 <= pair[1].1), "{steps:?}");
            assert!(steps.iter().all(|(at, _)| document.text.is_char_boundary(*at)), "{steps:?}");
        }
        documents < 10_000
    });
});
