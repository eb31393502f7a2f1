"""YAML in which every value is text and knows its line.

YAML 1.1 reads ``no``, ``0039``, ``1:30`` and dates as something else, and the usual loaders forget where a value stood.
"""

import datetime
import re
from collections.abc import Collection
from pathlib import Path
from typing import Any

import yaml

from prontosim.errors import Problems


class Text(str):
    """A string that remembers its line (from 1)."""

    line: int

    def __new__(cls, value: str, line: int = 0) -> "Text":
        """Make the text; ``line`` 0 means unknown."""
        text = super().__new__(cls, value)
        text.line = line
        return text


class Block(dict[Text, Any]):
    """A mapping that remembers its line."""

    line = 1


class Items(list[Any]):
    """A list that remembers its line."""

    line = 1


SHAPES: dict[type, tuple[str, str]] = {
    Text: ("one text", '"text"'),
    Items: ("a list", '["one", "two"]'),
    Block: ("lines of “key: value”", '{name: "value"}'),
}
"""What a value can be: its name, and how it may be written."""


def load(path: Path, problems: Problems, text: str | None = None, first_line: int = 1) -> Any:
    """Read a YAML file, or ``text`` that starts at ``first_line`` of it, as Block, Items, Text; None if unreadable."""
    source = path.read_text(encoding="utf-8") if text is None else text

    def convert(node: yaml.Node) -> Any:
        line = node.start_mark.line + first_line
        if isinstance(node, yaml.MappingNode):
            block = Block()
            block.line = line
            for key_node, value_node in node.value:
                key = convert(key_node)
                if key in block:
                    problems.add(path, key.line, f"the key “{key}” stands twice", "keep one of them")
                block[key] = convert(value_node)
            return block
        if isinstance(node, yaml.SequenceNode):
            items = Items(convert(item) for item in node.value)
            items.line = line
            return items
        return Text(node.value, line)

    try:
        node = yaml.compose(source, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        line = (error.problem_mark.line if error.problem_mark else 0) + first_line
        problems.add_unreadable(
            path, line, f"this is not YAML: {error.problem}", "mend the syntax, quoting texts helps"
        )
        return None
    return Block() if node is None else convert(node)


class Record:
    """Strict reading of one Block: every key is asked for, what nobody asked for is an error."""

    def __init__(self, block: Any, file: Path, problems: Problems, locale: str = ""):
        self.file, self.problems, self.locale = file, problems, locale
        self.asked: set[str] = set()
        if not isinstance(block, Block):
            if block is not None:
                self.wrong(
                    getattr(block, "line", 1), "lines of “key: value” are expected here", 'write each as key: "text"'
                )
            block = Block()
        self.block: Block = block

    def wrong(self, line: int, message: str, mend: str) -> None:
        """Note a problem in this record's file."""
        self.problems.add(self.file, line, message, mend, self.locale)

    def _take(self, key: str, kind: type, optional: bool) -> Any:
        self.asked.add(key)
        value = self.block.get(Text(key))
        if value is None:
            if not optional:
                self.wrong(self.block.line, f"the key “{key}” is missing", f"add “{key}:” with its value")
            return None
        if not isinstance(value, kind):
            shape, form = SHAPES[kind]
            line = getattr(value, "line", self.block.line)
            self.wrong(line, f"“{key}” must be {shape}", f"write it as {key}: {form}")
            return None
        return value

    def text(self, key: str, optional: bool = False) -> Text:
        """Return one text; empty only where ``optional``."""
        value = self._take(key, Text, optional)
        if value is not None and not value.strip():
            self.wrong(value.line, f"“{key}” is empty", "write a value or remove the key")
        return value if value is not None else Text("", self.block.line)

    def texts(self, key: str, optional: bool = False) -> tuple[Text, ...]:
        """Return a list of texts."""
        values = self._take(key, Items, optional) or Items()
        for value in values:
            if not isinstance(value, Text):
                line = getattr(value, "line", values.line)
                self.wrong(line, f"“{key}” must be a list of plain texts", f"write it as {key}: {SHAPES[Items][1]}")
                return ()
        return tuple(values)

    def records(self, key: str) -> list["Record"]:
        """Return a list of blocks, each to be read strictly."""
        return [self.inner(item) for item in self._take(key, Items, False) or []]

    def blocks(self, key: str, optional: bool = False) -> Block:
        """Return a block of named things."""
        return self._take(key, Block, optional) or Block()

    def inner(self, block: Any) -> "Record":
        """Read a block inside this one with the same strictness."""
        return Record(block, self.file, self.problems, self.locale)

    def one_of(self, key: str, choices: Collection[str], optional: bool = False) -> Text:
        """Return a text that is one of ``choices``."""
        value = self.text(key, optional)
        if value and value not in choices:
            self.wrong(value.line, f"“{key}” is “{value}”", f"choose one of {', '.join(sorted(choices))}")
        return value

    def date(self, key: str, partial: bool = False) -> Text:
        """Return a date as ISO text; ``partial`` also takes YYYY, YYYY-MM and ``undated``."""
        value = self.text(key)
        if value and not is_date(value, partial):
            shapes = "YYYY, YYYY-MM, YYYY-MM-DD or undated" if partial else "YYYY-MM-DD"
            self.wrong(value.line, f"“{key}” is “{value}”, not a date", f"write it as {shapes}")
            return Text("", value.line)
        return value

    def finish(self) -> None:
        """Name every key that nobody asked for."""
        for key in self.block:
            if key not in self.asked:
                known = ", ".join(sorted(self.asked))
                self.wrong(key.line, f"the key “{key}” is unknown here", f"remove it or use one of {known}")


def is_date(value: str, partial: bool) -> bool:
    """Tell whether ``value`` is an ISO date that exists."""
    if partial and value == "undated":
        return True
    if not re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?" if partial else r"\d{4}-\d\d-\d\d", value):
        return False
    try:
        datetime.date.fromisoformat((value + "-01-01")[:10])
    except ValueError:
        return False
    return True


def load_front_matter(path: Path, problems: Problems, locale: str) -> tuple[Any, str, int]:
    """Split a Markdown file into its front matter, its body and the body's first line."""
    text = path.read_text(encoding="utf-8")
    lines = text.split("\n")
    if lines[0].strip() != "---" or "---" not in lines[1:]:
        problems.add_unreadable(
            path, 1, "the front matter is missing", "start the file with “---”, its keys and “---”", locale
        )
        return None, text, 1
    end = lines.index("---", 1)
    return load(path, problems, "\n".join(lines[1:end]), 2), "\n".join(lines[end + 1 :]), end + 2
