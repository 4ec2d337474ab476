//! Every fault has its sentence and its remedy, in both languages.

use evaluation::fault::FaultCode;
use locale::Language;

#[test]
fn every_fault_has_words_and_a_remedy_in_both_languages() {
    for language in Language::ALL {
        for code in FaultCode::ALL {
            for key in [code.key().to_owned(), format!("{}-remedy", code.key())] {
                assert!(locale::has(language, &key), "{key} in {}", language.tag());
            }
        }
    }
}
