//! The dictionaries that ship inside the binary.

/// Lists dictionary files with their text.
macro_rules! files {
    ($($name:literal),+ $(,)?) => {
        &[$((concat!($name, ".csv"), include_str!(concat!("../../dictionaries/", $name, ".csv")))),+]
    };
}

/// Name and text of every embedded dictionary. The order decides nothing: they have one priority.
pub(super) const FILES: &[(&str, &str)] = files![
    "countries",
    "places_ukraine",
    "places_kyiv",
    "villages_ukraine",
    "places_russia",
    "places_world",
    "cities_world",
    "regions_world",
    "geography",
    "given_names",
    "surnames",
    "people_ukraine",
    "people_russia",
    "people_world",
    "people_culture",
    "organisations_ukraine",
    "organisations_russia",
    "organisations_world",
    "media",
];

#[cfg(test)]
mod tests {
    #[test]
    fn every_file_is_read_whole() {
        for (name, text) in super::FILES {
            let problems = crate::dict::read(name, text.as_bytes()).err();
            assert_eq!(problems, None, "{name}");
        }
    }
}
