"""What is wrong, where, and how to mend it: the one shape of every build error."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, order=True)
class Problem:
    """One mistake in the content or the build, told as one sentence.

    ``line`` counts from 1; 0 stands for the file as a whole. ``locale`` is empty where a file serves all locales.
    """

    file: str
    line: int
    locale: str
    message: str
    mend: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        locale = f" [{self.locale}]" if self.locale else ""
        return f"{place}:{locale} {self.message}; {self.mend}."


class Problems:
    """Collects problems, so that one build names all of them."""

    def __init__(self, root: Path | None = None):
        self.root = root
        self.found: set[Problem] = set()
        self.unreadable: set[Problem] = set()

    def add(self, file: Path | str, line: int, message: str, mend: str, locale: str = "") -> Problem:
        """Note a problem and return it; ``file`` is shown relative to the project's root."""
        name = Path(file)
        if self.root and name.is_absolute() and name.is_relative_to(self.root):
            name = name.relative_to(self.root)
        problem = Problem(str(name), line, locale, message, mend)
        self.found.add(problem)
        return problem

    def add_unreadable(self, file: Path | str, line: int, message: str, mend: str, locale: str = "") -> None:
        """Note that a file cannot be read; what it should have said is then missing everywhere."""
        self.unreadable.add(self.add(file, line, message, mend, locale))

    def raise_if_any(self) -> None:
        """Stop the build when something was found; while files are unreadable, only they are named."""
        # Everything else may only follow from what could not be read, and would bury it.
        if told := self.unreadable or self.found:
            raise BuildFailed(sorted(told))


class BuildFailed(Exception):
    """The build stops; ``problems`` says everything that is wrong."""

    def __init__(self, problems: list[Problem]):
        self.problems = problems
        super().__init__("\n".join(map(str, problems)))

    @classmethod
    def because(cls, file: Path | str, message: str, mend: str) -> "BuildFailed":
        """Make the failure of a single problem that concerns a whole file."""
        return cls([Problem(str(file), 0, "", message, mend)])
