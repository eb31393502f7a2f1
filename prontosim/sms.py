"""The messages that operators send, as ``content/sms.yaml`` holds them: what each says, what to do, and how it is known."""

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

CLUES = ("all", "any", "none")
"""Patterns of which every one, some, or none are found in a message of a kind."""


@dataclass(frozen=True)
class Message:
    """A kind of message. ``title``, ``means`` and ``do`` are msgids; ``to`` is a link such as ``fix:puk-asked``, or empty.

    ``clues`` are patterns over a message in lower case, without accents, apostrophes as spaces (``static/js/decode.js``).
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


def load_messages(content: Path, problems: Problems) -> list[Message]:
    """Read the kinds of messages, in the order of the file."""
    path = content / "sms.yaml"
    messages = []
    for id, block in (load(path, problems) or {}).items():
        record = Record(block, path, problems)
        clues = {name: record.texts(name, optional=name != "all") for name in CLUES}
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
    return messages


def check_clue(record: Record, clue: Text) -> None:
    """A clue is a pattern, and one that a message without capitals and accents can have."""
    try:
        re.compile(clue)
    except re.error as error:
        record.wrong(clue.line, f"“{clue}” is no pattern: {error}", "mend it")
    if re.search(r"[A-ZÀ-ÿ’']", clue.replace("\\W", "").replace("\\D", "").replace("\\S", "").replace("\\B", "")):
        record.wrong(
            clue.line, f"“{clue}” can never be found", "write it in lower case, without accents and apostrophes"
        )


def load_senders(content: Path, operators: dict[str, Operator], problems: Problems) -> dict[str, Sender]:
    """Read by what each operator is known; every one of ours is, and no other."""
    path = content / "senders.yaml"
    senders: dict[str, Sender] = {}
    for id, block in (load(path, problems) or {}).items():
        record = Record(block, path, problems)
        senders[str(id)] = Sender(record.text("name"), record.texts("sites", optional=True))
        record.finish()
        check_clue(record, senders[str(id)].name)
        if id not in operators:
            record.wrong(id.line, f"the operator “{id}” does not exist", "mend the id or add it")
    for id in operators.keys() - senders.keys():
        problems.add(path, 0, f"the operator “{id}” is missing", "say by what name messages are known as its own")
    return senders


def clues_module(messages: list[Message], senders: dict[str, Sender]) -> bytes:
    """Return what recognises messages as a script: it is the same in every locale."""

    def constant(name: str, value: object) -> str:
        return f"export const {name} = {json.dumps(value, ensure_ascii=False, separators=(',', ':'))};\n"

    clues = {message.id: [list(message.clues[name]) for name in CLUES] for message in messages}
    known = {id: {"name": sender.name, "sites": list(sender.sites)} for id, sender in senders.items()}
    return (constant("CLUES", clues) + constant("OPERATORS", known)).encode()
