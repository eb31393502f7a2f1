"""The messages that operators send (``content/sms.yaml``): what each says, what to do, and how it is known."""

import json
import re
from dataclasses import dataclass
from pathlib import Path

from prontosim.content import ID
from prontosim.errors import Problems
from prontosim.facts import Operator
from prontosim.marked import Record
from prontosim.marked import Text
from prontosim.marked import load

TONES = ("warning", "act", "good")
"""How much a message matters to who has it, the worst first."""

CLUES = ("all", "none")
"""Patterns of which every one is found in a message of a kind, or none."""

PART = re.compile(r"<([a-z-]+)>")

CLASSES = re.compile(r"\\[WDSB]")
"""What a pattern may hold in capitals: the opposite of a class of characters."""


@dataclass(frozen=True)
class Message:
    """A kind of message. ``title``, ``means``, ``do`` are msgids; ``to`` is a link such as ``fix:puk-asked``, or empty.

    ``clues`` are patterns over a message in lower case, without accents, apostrophes as spaces
    (``static/js/decode.js``).
    """

    id: Text
    title: Text
    means: Text
    do: Text
    tone: Text
    to: Text
    clues: dict[str, tuple[Text, ...]]
    file: Path


@dataclass(frozen=True)
class Sender:
    """By what an operator is known in a message: a pattern for its name, and the addresses of its sites."""

    name: Text
    sites: tuple[Text, ...]


@dataclass(frozen=True)
class Sms:
    """What is known of messages: their kinds, and by operator how its own are known."""

    messages: list[Message]
    senders: dict[str, Sender]

    def clues_file(self) -> bytes:
        """Return all clues as JSON, in the order in which the page tells of the kinds: the same in every locale."""
        clues = [[message.clues[name] for name in CLUES] for message in self.messages]
        senders = {id: {"name": sender.name, "sites": sender.sites} for id, sender in self.senders.items()}
        return json.dumps({"clues": clues, "senders": senders}, ensure_ascii=False, separators=(",", ":")).encode()


def load_sms(content: Path, operators: dict[str, Operator], problems: Problems) -> Sms:
    """Read ``sms.yaml`` and ``senders.yaml``."""
    return Sms(
        load_messages(content / "sms.yaml", problems), load_senders(content / "senders.yaml", operators, problems)
    )


def load_messages(path: Path, problems: Problems) -> list[Message]:
    """Read the kinds of messages, by tone and then in the order of the file."""
    messages = []
    whole = Record(load(path, problems), path, problems)
    given = whole.blocks("parts", optional=True)
    parts = {name: put_together(whole, part, given) for name, part in given.items()}
    for id, block in whole.blocks("kinds").items():
        record = Record(block, path, problems)
        clues = {
            name: tuple(put_together(record, clue, parts) for clue in record.texts(name, optional=name != "all"))
            for name in CLUES
        }
        to = record.text("to", optional=True)
        message = Message(
            id, record.text("title"), record.text("means"), record.text("do"),
            record.one_of("tone", TONES), to, clues, path,
        )  # fmt: skip
        record.finish()
        if not ID.fullmatch(id):
            record.wrong(id.line, f"“{id}” is no id", "use words joined by hyphens")
        for clue in (clue for some in clues.values() for clue in some):
            check_clue(record, clue)
        messages.append(message)
    whole.finish()
    return sorted(messages, key=lambda message: message.tone in TONES and TONES.index(message.tone))


def put_together(record: Record, clue: Text, parts: dict[Text, Text]) -> Text:
    """Return a clue with its parts, written ``<name>``, in their places."""
    for name in PART.findall(clue):
        if name not in parts:
            record.wrong(clue.line, f"the part “{name}” does not exist", "mend the name or add it under “parts”")
    return Text(PART.sub(lambda match: f"(?:{parts.get(Text(match.group(1)), '')})", clue), clue.line)


def check_clue(record: Record, clue: Text) -> None:
    """A clue is a pattern, and one that a message without capitals and accents can have."""
    try:
        re.compile(clue)
    except re.error as error:
        record.wrong(clue.line, f"“{clue}” is no pattern: {error}", "mend it")
    if re.search(r"[A-ZÀ-ÿ’']", CLASSES.sub("", clue)):
        told = "write it in lower case, without accents and apostrophes"
        record.wrong(clue.line, f"“{clue}” can never be found", told)


def load_senders(path: Path, operators: dict[str, Operator], problems: Problems) -> dict[str, Sender]:
    """Read by what operators are known: by their names, unless the file says more."""
    senders = {id: Sender(Text(rf"\b{re.escape(one.name.lower())}\b"), ()) for id, one in operators.items()}
    for id, block in (load(path, problems) or {}).items():
        record = Record(block, path, problems)
        senders[str(id)] = Sender(record.text("name"), record.texts("sites", optional=True))
        record.finish()
        check_clue(record, senders[str(id)].name)
        if id not in operators:
            record.wrong(id.line, f"the operator “{id}” does not exist", "mend the id or add it")
    return senders
