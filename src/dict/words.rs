//! The words that lie under all names: trigger words, declined, and common words.
//!
//! The build script compiles them into the program.

use super::compile::part;
use super::{common_words, triggers};
use crate::error::Result;
use crate::gazetteer::{Backend, Builder, Layer, Role, Trigger};
use crate::model::Number;
use crate::morph::{Lemma, NameClass, inflect};

pub(super) fn words() -> Result<Layer> {
    let mut builder = Builder::default();
    for (word, danger) in common_words::all() {
        builder.common_word(word, danger)?;
    }
    builder.dictionary("triggers", 0)?;
    add_triggers(&mut builder)?;
    builder.build(Backend::Table)
}

fn add_triggers(builder: &mut Builder<'_>) -> Result<()> {
    for word in triggers::all() {
        let entry = part(builder, Role::Trigger(word.trigger), &word.name, word.lang)?;
        let singular = [(word.name.as_str(), None)].into_iter();
        let plural = (!word.plural.is_empty()).then_some((word.plural.as_str(), Some(Number::Pl)));
        for (name, number) in singular.chain(plural) {
            // Titles are of people (суддя is a man); all the rest are of things.
            let class = if word.trigger == Trigger::Person { NameClass::Noun } else { NameClass::Organisation };
            let lemma = Lemma { name, lang: word.lang, class, gender: None, number, inflect: &word.inflect };
            for form in inflect(&lemma) {
                builder.form(entry, &form, name)?;
            }
        }
    }
    Ok(())
}
