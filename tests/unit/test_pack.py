"""A pack gives back every file to the byte, and what pages have in common travels once."""

import json

import pytest

from prontosim.pack import PAGE_TYPE
from prontosim.pack import pack
from prontosim.pack import unpack


def page(place, title, text):
    head = f'<!doctype html><head><link href="x.css"><title>{title} · A</title><meta name="theme-color" content="#fff"></head>'
    return f'{head}<a href="../it/{place}">IT</a><main id="main">{text}</main><footer>{title[:0]}</footer>'.encode()


FILES = [
    ("/en/fix/apn/", page("fix/apn/", "APN", "<h1>APN</h1>")),
    ("/en/fix/puk/", page("fix/puk/", "PUK", "<h1>PUK</h1> fix/puk/")),
    ("/en/fix/pin/", page("fix/pin/", "PIN", '<h1 class="x">Another heading</h1>')),
    ("/en/", page("", "Home", "<h1>Home</h1>")),
    ("/", b"<!doctype html><h1>languages</h1>"),
    ("/static/js/a.1.js", b'let a="\\u0001"'),
]


def test_every_file_comes_back_to_the_byte():
    assert [(path, content) for path, _, content in unpack(pack(FILES))] == FILES
    kinds = [kind for _, kind, _ in unpack(pack(FILES))]
    assert kinds == [PAGE_TYPE] * 5 + ["text/javascript; charset=utf-8"]


def test_what_pages_share_travels_once():
    lines = [json.loads(line) for line in pack(FILES).splitlines()]
    assert [("path" in line, "frame" in line) for line in lines[:3]] == [(False, True), (True, True), (True, True)]
    assert lines[1]["text"] == '<main id="main"><h1>APN</h1></main>'
    assert "head" not in lines[1]
    assert b"x.css" not in json.dumps(lines[1:3]).encode()


@pytest.mark.parametrize("stream", [b"<h1>Log in</h1>", b'{"path":"/en/","frame":3,"head":"","text":""}', b'{"a":1}'])
def test_what_is_no_pack_of_ours_is_refused(stream):
    with pytest.raises((ValueError, KeyError, TypeError, IndexError)):
        list(unpack(stream))
