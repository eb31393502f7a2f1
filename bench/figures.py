"""What was measured, as data: the table and its goals are made from it."""

from dataclasses import dataclass

OURS, NAIVE, ZENSICAL = "prontosim", "naive", "zensical"
NAMES = {OURS: "ProntoSIM", NAIVE: "Frozen-Flask + Workbox", ZENSICAL: "Zensical + Workbox"}


@dataclass(frozen=True)
class Weight:
    """Bytes with brotli: the text of a locale in one stream, its pack, and the other files of a first visit."""

    locale: str
    floor: int
    pack: int
    others: int


@dataclass(frozen=True)
class Passage:
    """What came through the line and how long it took; ``seconds`` None: the browser gave up, after so long.

    ``bytes`` counts the answers with their headers, ``bodies`` without.
    """

    bytes: int
    bodies: int
    requests: int
    seconds: float | None
    gave_up_after: float = 0.0


@dataclass(frozen=True)
class Build:
    """Seconds of each step, in order; the processor's seconds; peak memory in MB, of the largest process; pages.

    A busy machine lengthens the steps more than the processor's time.
    """

    steps: dict[str, float]
    processor: float
    memory: float
    pages: int

    @property
    def seconds(self) -> float:
        return sum(self.steps.values())

    @property
    def uncompressed(self) -> float:
        """Return the seconds of all steps but compression, which is the same for every site."""
        return self.seconds - self.steps.get("compress", 0)


@dataclass
class Figures:
    """One run. ``lines`` is kbit/s, site, and first, one, all, update; ``builds`` is number of guides, site."""

    date: str
    versions: dict[str, str]
    machine: str
    round_trip: float
    allowance: tuple[float, int]
    weights: list[Weight]
    lines: dict[int, dict[str, dict[str, Passage]]]
    cold: dict[str, list[float]]
    builds: dict[int, dict[str, Build]]
    most_guides: Passage
