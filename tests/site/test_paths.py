"""From the home page to each cause by what the answers say, in every language, through the pages as they were built."""

import posixpath
import re
from html import unescape

import pytest

import app as application
from prontosim import catalog
from prontosim.content import CAUSES
from prontosim.locales import LOCALES
from prontosim.locales import SOURCE
from prontosim.offline import file_of
from prontosim.tree import MOST_TAPS

FIRST_ACTION = 3
"""At most so many taps lead to a page that says what to do."""

PATHS = {
    "phone-switches": ["No Service, SOS, or emergency calls only", "Yes, an airplane, or the line is off"],
    "apn": ["Bars, but no Internet", "No, never", "No, still nothing"],
    "no-registration": ["No Service, SOS, or emergency calls only", "No, neither", "No, never", "A travel eSIM or travel card"],
    "activation-pending": ["No Service, SOS, or emergency calls only", "No, neither", "No, never", "A new Italian SIM or eSIM"],
    "plan-ended": ["Bars, but no Internet", "Yes, it worked and stopped", "An Italian SIM or eSIM", "It is off", "Yes"],
    "topup-missing": ["Top-up or payment trouble", "Paid, but nothing arrived", "I have paid once", "Longer"],
    "payment-refused": ["Top-up or payment trouble", "The card is refused, or a code is asked for"],
    "selfcare-locked": ["Top-up or payment trouble", "The site or app does not open, or wants a login"],
    "wifi-captive": ["Internet works, but one thing does not", "Wi-Fi is joined, but no page opens"],
    "pin-puk": ["No SIM, SIM locked, PIN or PUK", "It asks for the PUK", "I have the PUK of this SIM"],
    "sim-unread": ["No SIM, SIM locked, PIN or PUK", "No SIM, or invalid SIM"],
    "esim-unsupported": ["I am adding or changing an eSIM", "There is no menu to add one"],
    "esim-install": ["I am adding or changing an eSIM", "An error, or it stays at “Activating”", "It is still on the phone"],
    "esim-lost": ["I am adding or changing an eSIM", "Code already used, eSIM deleted, or new phone", "A travel eSIM"],
    "phone-lost": ["Phone or SIM lost or stolen"],
    "sim-expired": [
        "No Service, SOS, or emergency calls only", "No, neither", "Yes, it worked and stopped", "Yes, theirs works",
        "No top-up for many months, or an old Vodafone SIM",
    ],
    "otp-missing": ["Internet works, but one thing does not", "A code by SMS does not come", "My number from home"],
    "voice-fail": ["Internet works, but one thing does not", "Calls"],
    "hotspot": ["Internet works, but one thing does not", "The hotspot"],
    "app-account": ["Internet works, but one thing does not", "One app, or WeChat after a new SIM"],
}  # fmt: skip

GUARDS = {
    "data-off-italian": ["plan-ended-italian", "plan-ended-check", "no-internet-apn-lost"],
    "data-off-topup": ["topup-no-plan"],
    "pay-once": ["topup-wait", "topup-complain"],
    "keep-esim": ["esim-install"],
    "keep-travel-esim": ["plan-ended-travel"],
    "guess-no-puk": ["puk-known", "puk-asked"],
}
"""The screens that stand before what costs money."""

each_locale = pytest.mark.parametrize("locale", LOCALES, ids=str)


class Walk:
    """A reader who follows links by what they say."""

    def __init__(self, built, locale):
        self.built, self.locale, self.taps = built, locale, 0
        self.open(f"/{locale.id}/")

    def open(self, path):
        self.path = path
        self.html = file_of(self.built, path).read_text(encoding="utf-8")
        [self.main] = re.findall(r"<main[^>]*>.*</main>", self.html, re.DOTALL)

    def options(self):
        """Return label and tag of each answer."""
        [block] = re.findall(r'<ul class="options[^>]*>.*?</ul>', self.main, re.DOTALL)
        found = re.findall(r'<a href="([^"]+)"( class="unsure")?>.*?<span>(.*?)</span>', block, re.DOTALL)
        return {unescape(label): (href, bool(unsure)) for href, unsure, label in found}

    def tap(self, label):
        href, _ = self.options()[label]
        self.open(posixpath.normpath(posixpath.join(self.path, href)) + "/")
        self.taps += 1

    def hook(self, name):
        return re.search(rf'^<main[^>]* {name}="([^"]*)"', self.main)[1]


@pytest.fixture(scope="session")
def said():
    """Return what a label says in a locale."""
    catalogs = {
        locale: catalog.read_catalog(catalog.po_file(application.ROOT, locale), locale)
        for locale in LOCALES
        if locale is not SOURCE
    }
    return lambda label, locale: str(catalogs[locale].get(label).string) if locale in catalogs else label


def test_there_is_a_path_for_every_cause():
    assert list(PATHS) == list(CAUSES)


@each_locale
@pytest.mark.parametrize("cause", PATHS)
def test_answers_lead_from_home_to_the_cause(built, said, locale, cause):
    walk = Walk(built, locale)
    for label in PATHS[cause]:
        assert [unsure for _, unsure in walk.options().values()].count(True) == 1
        walk.tap(said(label, locale))
    assert (walk.hook("data-page"), walk.hook("data-cause")) == ("outcome", cause)
    assert walk.taps <= MOST_TAPS


@each_locale
def test_every_answer_of_every_question_leads_to_an_outcome_in_five_taps(built, edition, locale):
    met, waiting = set(), [[]]
    while waiting:
        labels = waiting.pop()
        walk = Walk(built, locale)
        for label in labels:
            walk.tap(label)
        if walk.hook("data-page") == "outcome":
            met.add(walk.hook("data-id"))
            continue
        assert walk.taps < MOST_TAPS, labels
        waiting += [[*labels, label] for label in walk.options()]
    assert met == edition.site.tree.outcomes.keys()


def test_three_taps_lead_to_a_first_action(edition):
    tree = edition.site.tree
    for outcome in tree.outcomes:
        answers = tree.answers(outcome)
        acting = [taps for taps, answer in enumerate(answers) if taps and answer.question.part] + [len(answers)]
        assert acting[0] <= FIRST_ACTION, f"{outcome} says nothing to do before tap {acting[0]}"


@each_locale
@pytest.mark.parametrize("guard", GUARDS)
def test_what_costs_money_is_said_on_a_screen_before(built, edition, locale, guard):
    tree = edition.site.tree
    for outcome in GUARDS[guard]:
        assert guard in [answer.question.id for answer in tree.answers(outcome)]
    html = file_of(built, f"/{locale.id}/fix/{guard}/").read_text(encoding="utf-8")
    assert html.index("<h1>") < html.index('<div class="before">') < html.index('<ul class="options')
