//! Ukrainian names in Latin letters.

/// A Ukrainian name in Latin letters, by the table of the Cabinet of Ministers' resolution No. 55 of 27 January 2010.
///
/// є, ї, й, ю, я differ at the start of a word, зг is `zgh`; the soft sign and the apostrophe are left out. Letters that
/// the table does not have stay as they are.
///
/// ```
/// use imena::transliterated;
///
/// assert_eq!(transliterated("Згорани, Єнакієве, Знам’янка"), "Zghorany, Yenakiieve, Znamianka");
/// ```
pub fn transliterated(name: &str) -> String {
    let mut latin = String::with_capacity(name.len());
    let letters: Vec<char> = name.chars().collect();
    let mut is_inside = false;
    for (i, &c) in letters.iter().enumerate() {
        let small = c.to_lowercase().next().unwrap_or(c);
        if matches!(small, 'ь' | '\u{301}') || (is_inside && is_apostrophe(c) && is_letter(letters.get(i + 1))) {
            continue;
        }
        let written = match (small, is_inside) {
            ('г', _) if i > 0 && matches!(letters[i - 1], 'з' | 'З') => "gh",
            (_, false) => at_start(small).or_else(|| inside(small)).unwrap_or_default(),
            (_, true) => inside(small).unwrap_or_default(),
        };
        is_inside = c.is_alphabetic();
        if written.is_empty() {
            latin.push(c);
        } else if small == c {
            latin.push_str(written);
        } else if is_capital(letters.get(i + 1))
            || (!is_letter(letters.get(i + 1)) && i > 0 && is_capital(letters.get(i - 1)))
        {
            latin.push_str(&written.to_uppercase());
        } else {
            let mut chars = written.chars();
            latin.extend(chars.next().map(|first| first.to_ascii_uppercase()));
            latin.push_str(chars.as_str());
        }
    }
    latin
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ' | '`' | '´' | '‘' | 'ʹ')
}

fn is_capital(c: Option<&char>) -> bool {
    c.is_some_and(|c| c.is_uppercase())
}

fn is_letter(c: Option<&char>) -> bool {
    c.is_some_and(|c| c.is_alphabetic())
}

/// Letters that are written in another way at the start of a word.
fn at_start(letter: char) -> Option<&'static str> {
    Some(match letter {
        'є' => "ye",
        'ї' => "yi",
        'й' => "y",
        'ю' => "yu",
        'я' => "ya",
        _ => return None,
    })
}

fn inside(letter: char) -> Option<&'static str> {
    Some(match letter {
        'а' => "a",
        'б' => "b",
        'в' => "v",
        'г' => "h",
        'ґ' => "g",
        'д' => "d",
        'е' => "e",
        'є' => "ie",
        'ж' => "zh",
        'з' => "z",
        'и' => "y",
        'і' | 'ї' | 'й' => "i",
        'к' => "k",
        'л' => "l",
        'м' => "m",
        'н' => "n",
        'о' => "o",
        'п' => "p",
        'р' => "r",
        'с' => "s",
        'т' => "t",
        'у' => "u",
        'ф' => "f",
        'х' => "kh",
        'ц' => "ts",
        'ч' => "ch",
        'ш' => "sh",
        'щ' => "shch",
        'ю' => "iu",
        'я' => "ia",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::transliterated;

    /// The examples of the resolution, and what it does not speak of.
    #[test]
    fn the_table_of_2010() {
        let cases = [
            ("Алушта Андрій", "Alushta Andrii"),
            ("Згурський Галаґан", "Zghurskyi Halagan"),
            ("Ґорґани", "Gorgany"),
            ("Єнакієве Гаєвич Короп’є", "Yenakiieve Haievych Koropie"),
            ("Житомир Закарпаття Казимирчук", "Zhytomyr Zakarpattia Kazymyrchuk"),
            ("Їжакевич Кадиївка Мар’їне", "Yizhakevych Kadyivka Marine"),
            ("Йосипівка Стрий Олексій", "Yosypivka Stryi Oleksii"),
            ("Щербухи Гоща Гаращенко", "Shcherbukhy Hoshcha Harashchenko"),
            (
                "Юрій Корюківка Яготин Костянтин Знам'янка Феодосія",
                "Yurii Koriukivka Yahotyn Kostiantyn Znamianka Feodosiia",
            ),
            ("Розгон Згорани", "Rozghon Zghorany"),
            ("ЩО ЮНЕСКО Я", "SHCHO YUNESKO Ya"),
            ("ТОВ «Обрій-2» (Eco)", "TOV «Obrii-2» (Eco)"),
            ("", ""),
        ];
        for (name, latin) in cases {
            assert_eq!(transliterated(name), latin);
        }
    }
}
