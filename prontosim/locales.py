"""The one table of languages, in every form in which the stack names them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Locale:
    """A language of the site.

    ``id`` stands in URLs and file names, ``html`` in ``<html lang>`` (BCP 47), ``babel`` on disk and for Babel.
    ``name`` is what its readers call it, ``short`` fits a 48 px target.
    """

    id: str
    html: str
    babel: str
    name: str
    short: str

    def __str__(self) -> str:
        return self.id


ZH_HANS = Locale("zh-hans", "zh-Hans", "zh_Hans", "简体中文", "简")
ZH_HANT = Locale("zh-hant", "zh-Hant", "zh_Hant", "繁體中文", "繁")
EN = Locale("en", "en", "en", "English", "EN")
IT = Locale("it", "it", "it", "Italiano", "IT")

LOCALES = (ZH_HANS, ZH_HANT, EN, IT)
BY_ID = {locale.id: locale for locale in LOCALES}

SOURCE = EN
"""Short texts are written in this language; it is the msgid of the catalogues."""

TRANSLATIONS = tuple(locale for locale in LOCALES if locale is not SOURCE)

COUNTER = IT
"""The language spoken at the counter: saved after the reader's own."""
