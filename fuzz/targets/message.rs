//! A message to an embed.
#![no_main]

#[path = "../../tests/share_support/mod.rs"]
mod support;

use libfuzzer_sys::fuzz_target;
use scaleground::model::Document;
use scaleground::ui::embed::protocol::{Command, error, read};

fuzz_target!(|message: &str| {
    match read(message) {
        Some((_, Ok(Command::Load(opened, _)))) => support::check(&opened),
        Some((_, Ok(Command::SetUsers(users)))) => assert!((1.0..=Document::MOST_USERS).contains(&users)),
        Some((_, Ok(Command::SetSpeed(factor)))) => assert!(factor > 0.0),
        Some((_, Ok(Command::Strike(_, fault)))) => assert!(fault.in_range()),
        Some((id, Err(refusal))) => {
            drop(serde_json::from_str::<serde_json::Value>(&error(&id, &refusal)).expect("JSON"))
        }
        _ => {}
    }
});
