"""A built page, read again: what verification and measuring need to know of it."""

from dataclasses import dataclass
from dataclasses import field
from html.parser import HTMLParser

RESOURCES = {
    ("link", "href"),
    ("script", "src"),
    ("img", "src"),
    ("source", "src"),
    ("iframe", "src"),
    ("form", "action"),
}
LINKS = {("a", "href"), *RESOURCES}


def is_read(name: str, value: str) -> bool:
    """Tell whether an attribute is text: read aloud, or a sentence that a script shows."""
    return name == "aria-label" or (name.startswith("data-") and (" " in value or not value.isascii()))


@dataclass
class Parsed(HTMLParser):
    """What verification needs to know of one page."""

    path: str
    text: str
    main: dict[str, str] = field(default_factory=dict)
    ids: list[str] = field(default_factory=list)
    links: list[tuple[str, str, str]] = field(default_factory=list)
    inline: list[str] = field(default_factory=list)
    policy: str = ""
    words: list[str] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Parse at once."""
        super().__init__()
        self.feed(self.text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what matters of one tag."""
        values = {name: value or "" for name, value in attrs}
        if tag == "main":
            self.main = values
        if tag in ("h2", "h3"):
            self.headings.append(values.get("id", ""))
        if "id" in values:
            self.ids.append(values["id"])
        if values.get("name") in ("wordings", "description"):
            self.words.append(values["content"])
        self.words.extend(value for name, value in values.items() if is_read(name, value))
        if values.get("http-equiv") == "Content-Security-Policy":
            self.policy = values["content"]
        if tag == "style" or (tag == "script" and "src" not in values) or "style" in values:
            self.inline.append(f"<{tag}>")
        self.inline.extend(name for name in values if name.startswith("on"))
        self.links.extend((tag, name, value) for name, value in values.items() if (tag, name) in LINKS)

    def handle_data(self, data: str) -> None:
        """Collect what is read."""
        if data.strip():
            self.words.append(data.strip())
