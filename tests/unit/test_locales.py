"""One table knows every form of a language's name."""

from babel import Locale as BabelLocale

from prontosim.locales import BY_ID
from prontosim.locales import LOCALES
from prontosim.locales import SOURCE
from prontosim.locales import TRANSLATIONS


def test_the_first_audience_comes_first():
    assert [locale.id for locale in LOCALES][:4] == ["zh-hans", "zh-hant", "en", "it"]


def test_forms_agree():
    for locale in LOCALES:
        assert locale.html.lower() == locale.id
        assert locale.html.replace("-", "_") == locale.babel
        assert str(BabelLocale.parse(locale.babel)) == locale.babel
        assert BY_ID[str(locale)] is locale


def test_english_is_the_source_and_the_others_are_translations():
    assert SOURCE.id == "en"
    assert set(TRANSLATIONS) == set(LOCALES) - {SOURCE}
