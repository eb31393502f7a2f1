"""Figures that must not be typed into text: numbers to call, codes, prices, periods. They are facts, put in by name."""

import re

MONEY = re.compile(r"[€$]\s*\d[\d.,]*|\d[\d.,]*\s*(€|euros?\b|EUR\b|欧元|歐元)", re.IGNORECASE)
PERIOD = re.compile(
    r"(?<![\d-])(?!(?:19|20)\d\d\D)\d+\s*-?\s*"
    r"(days?\b|weeks?\b|months?\b|years?\b|hours?\b|giorn[oi]\b|settiman[ae]\b|mes[ei]\b|ann[oi]\b|or[ae]\b"
    r"|天|日|周|週|星期|个月|個月|年|小时|小時)",
    re.IGNORECASE,
)
DIGITS = re.compile(r"(?<![\d.])\+?\d[\d ]{1,}\d(?!\d)|\d{3,}")
YEAR = re.compile(r"(19|20)\d\d")
USSD = re.compile(r"[*#]\d+[*#\d]*#")
ADDRESS = re.compile(r"\b[a-z0-9-]+(\.[a-z0-9-]+)*\.(it|com|org|net|eu)\b")
CODE_NAME = re.compile(r"\{\{.*?\}\}|\{[^}]*\}|\]\([^)]*\)")


def typed_figure(text: str) -> str:
    """Return the first figure in ``text`` that should be a fact; empty when there is none.

    Names of facts, markers and link targets do not count; years and ordinary figures of a step (30 seconds, 4G) may
    stand.
    """
    plain = CODE_NAME.sub(" ", text)
    for pattern in (USSD, MONEY, PERIOD, ADDRESS):
        if match := pattern.search(plain):
            return match.group().strip()
    for match in DIGITS.finditer(plain):
        digits = re.sub(r"\D", "", match.group())
        if len(digits) >= 3 and not YEAR.fullmatch(digits):
            return match.group().strip()
    return ""
