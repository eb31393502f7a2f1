"""Figures that belong to facts are found in every language; ordinary figures of a step may stand."""

import pytest

from prontosim.figures import typed_figure


@pytest.mark.parametrize(
    "text",
    [
        "Call 119.", "Ring +39 351 899 5177 now", "Type *133#", "Type *#06#", "It costs €0.99", "It costs 2 euro", "要 5 欧元",
        "Wait 30 days", "within 180 giorni", "等 30 天", "12 個月", "for 2 hours", "aspetta 2 ore", "一天 24小时", "open tim.it",
        "text to 40916", "every 12 months",
    ],
)  # fmt: skip
def test_a_fact_is_refused(text):
    assert typed_figure(text)


@pytest.mark.parametrize(
    "text",
    [
        "Wait 30 seconds", "4G, 5G and 3-D Secure", "iPhone 17 Pro", "in December 2025", "2025年12月", "iOS 18 and later",
        "Call {{tim.care.number}}", "After {limit} it stops", "two hours", "两小时", "[the APN](guide:topup#step-100)", "等 30 秒",
    ],
)  # fmt: skip
def test_an_ordinary_figure_may_stand(text):
    assert not typed_figure(text)
