"""Values are shown as readers of each locale write them."""

import re

import pytest

from prontosim.facts import VALUE_SHAPES
from prontosim.facts import Value
from prontosim.locales import BY_ID
from prontosim.values import group_phone
from prontosim.values import show_date
from prontosim.values import show_value
from prontosim.values import value_html


@pytest.mark.parametrize(
    ("kind", "raw", "shown"),
    [
        ("eur", "0.99", {"zh-hans": "€0.99", "zh-hant": "€0.99", "en": "€0.99", "it": "0,99\u00a0€"}),
        ("eur", "15", {"zh-hans": "€15", "zh-hant": "€15", "en": "€15", "it": "15\u00a0€"}),
        ("days", "180", {"zh-hans": "180天", "zh-hant": "180 天", "en": "180 days", "it": "180 giorni"}),
        ("months", "13", {"zh-hans": "13个月", "zh-hant": "13 個月", "en": "13 months", "it": "13 mesi"}),
        ("hours", "48", {"zh-hans": "48小时", "zh-hant": "48 小時", "en": "48 hours", "it": "48 ore"}),
        ("minutes", "1", {"zh-hans": "1分钟", "zh-hant": "1 分鐘", "en": "1 minute", "it": "1 minuto"}),
        ("date", "2025-12-15", {"zh-hans": "2025年12月15日", "en": "December 15, 2025", "it": "15 dicembre 2025"}),
        ("date", "2020-11", {"zh-hant": "2020年11月", "en": "November 2020", "it": "novembre 2020"}),
        ("date", "2025", {"zh-hans": "2025年", "en": "2025", "it": "2025"}),
    ],
)  # fmt: skip
def test_values_in_words(kind, raw, shown):
    for locale, text in shown.items():
        assert show_value(Value(kind, raw), BY_ID[locale]) == text


@pytest.mark.parametrize("kind", VALUE_SHAPES)
def test_the_example_of_a_kind_is_of_that_kind(kind):
    shape, example = VALUE_SHAPES[kind]
    assert re.fullmatch(shape, example)


def test_phone_numbers_can_be_read_aloud():
    assert group_phone("119") == "119"
    assert group_phone("+393518995177") == "+39 351 899 5177"
    assert group_phone("+393399119") == "+39 339 9119"
    assert group_phone("+886936010888") == "+886 936 01 0888"
    assert group_phone("+390645212322") == "+39 06 4521 2322"


def test_plain_numbers_can_be_tapped_and_codes_cannot():
    italian = BY_ID["it"]
    assert (
        value_html(Value("phone", "+393399119"), italian) == '<a class="phone" href="tel:+393399119">+39 339 9119</a>'
    )
    assert value_html(Value("code", "*133#"), italian) == '<code translate="no">*133#</code>'


def test_dates_are_never_more_exact_than_their_source():
    assert show_date("2023-09", BY_ID["en"]) == "September 2023"
