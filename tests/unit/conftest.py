"""A tiny complete project for tests: one question, two outcomes, one guide, one operator, in four languages."""

import datetime
from collections.abc import Callable
from pathlib import Path

import pytest

from prontosim.checks import check_site
from prontosim.errors import Problems
from prontosim.locales import LOCALES
from prontosim.phones import KINDS
from prontosim.site import Site
from prontosim.site import load_site

TODAY = datetime.date(2026, 11, 21)

FILES = {
    "shelves.yaml": "home: [topup]\nshelves:\n  - id: pay\n    title: \"Pay\"\n    guides: [topup]\n",
    "topics.yaml": 'care:\n  title: "Customer care"\n  labels:\n    number: "Number to call"\n',
    "sources/all.yaml": 'charter:\n  title: "TIM, Carta dei servizi"\n  url: "https://example.org/"\n  date: "2020-11"\n',
    "senders.yaml": 'tim: {name: "\\\\btim\\\\b", sites: ["tim.it"]}\n',
    "sms.yaml": (
        'parts:\n  done: "effettuat|avvenut"\nkinds:\n  renewed:\n    title: "Renewed"\n    means: "Your plan goes on."\n'
        '    do: "Nothing."\n    tone: good\n    to: "guide:topup"\n    all: ["rinnov", "<done>"]\n'
    ),
    "terms.yaml": '- it: "ricarica"\n  means: "top-up"\n  topic: money\n',
    "operators/tim.yaml": (
        'name: TIM\nas_of: "2026-11-20"\nfacts:\n  care.number:\n    value: {phone: "119"}\n'
        "    source: charter\n    confidence: high\n"
    ),
    "facts/sim.yaml": (
        'as_of: "2026-11-20"\nfacts:\n  tries:\n    text: "After {n} wrong tries the SIM is dead."\n'
        '    values:\n      n: {count: "10"}\n    source: charter\n    confidence: low\n'
    ),
    "tree/start.yaml": (
        'title: "What do you see?"\noptions:\n  - {label: "Bars", to: bars}\n'
        '  - {label: "I\'m not sure", to: unsure, unsure: "true"}\n'
    ),
    "outcomes/bars/outcome.yaml": (
        'title: "The APN"\nkeywords: ["bars"]\ncause: apn\nsure: likely\nnearest: [unsure]\nsources: [charter]\n'
    ),
    "outcomes/unsure/outcome.yaml": (
        'placeholder: "true"\ntitle: "Something else"\nkeywords: ["else"]\nnearest: [bars]\n'
    ),
    "compare.yaml": (
        'keywords: ["compare"]\nquestions:\n'
        '  - {id: care, title: "Whom do I call?", help: "Try {{tim.care.number}} first.", topics: [care.number]}\n'
    ),
    "freshness.yaml": (
        'months: {operators: "6", prices: "6", facts: "12", menus: "12", outcomes: "9", myths: "3"}\n'
        'reviewed: {menus: "2026-11-20", outcomes: "2026-11-20", myths: "2026-11-20"}\n'
    ),
    "phones.yaml": (
        "labels:\n"
        + "".join(f'  {kind}: "{kind.title()}"\n' for kind in KINDS)
        + "menus:\n  apn:\n    search: {en: APN, it: APN, zh-hans: APN, zh-hant: APN}\n"
        '    android:\n      en: {words: "Access Point Names", source: charter, confidence: high}\n'
        '    iphone:\n      search: {en: Cellular, it: Cellulare, zh-hans: 蜂窝, zh-hant: 行動服務}\n'
        '      en: {words: "Settings › Cellular", source: charter, confidence: high}\n'
        '      it: {words: "Cellulare", source: charter, confidence: low}\n'
        '    samsung:\n      zh-hans: {words: "设置 › 接入点名称", source: charter, confidence: medium}\n'
    ),
    "myths.yaml": (
        '- id: imsi\n  claim: "You need your IMSI."\n  verdict: "false"\n  truth: "The number is enough."\n'
        '  keywords: ["imsi"]\n  sources: [charter]\n  confidence: high\n'
    ),
}  # fmt: skip
OUTCOME = "## what\n\nThe APN is missing.\n\n## now\n\n1. {need:nothing} Type it.\n\n## worked\n\nIt loads.\n\n## if-not\n\nRestart.\n"
GUIDE = (
    '---\nid: topup\ntitle: "Top up"\nsummary: "How to."\nkeywords: ["ricarica"]\ncauses: [apn]\n'
    'reviewed: "2026-11-20"\nreview_by: "2027-05-20"\nsources: [charter]\n---\n'
    "Call {{tim.care.number}}.\n\n## Shop {#shop}\n\nSee [the APN](fix:bars#now).\n"
)


class Demo:
    """The tiny project in a folder, to be broken and read."""

    def __init__(self, root: Path):
        self.content = root / "content"
        for name, text in FILES.items():
            self.write(name, text)
        for locale in LOCALES:
            self.write(f"outcomes/bars/{locale}.md", OUTCOME)
            self.write(f"guides/topup/{locale}.md", GUIDE)

    def write(self, name: str, text: str) -> None:
        path = self.content / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def change(self, name: str, old: str, new: str) -> None:
        text = (self.content / name).read_text(encoding="utf-8")
        assert old in text
        self.write(name, text.replace(old, new))

    def load(self) -> tuple[Site, list[str]]:
        problems = Problems(self.content.parent)
        site = load_site(self.content, problems)
        check_site(site, problems, TODAY)
        return site, [str(problem) for problem in sorted(problems.found)]

    def problems(self) -> list[str]:
        return self.load()[1]


@pytest.fixture
def demo(tmp_path: Path) -> Demo:
    return Demo(tmp_path)


@pytest.fixture
def site(demo: Demo) -> Site:
    site, problems = demo.load()
    assert problems == []
    return site


@pytest.fixture
def only_problem(demo: Demo) -> Callable[[], str]:
    """Return the single problem of the broken demo."""

    def only() -> str:
        [problem] = demo.problems()
        return problem

    return only
