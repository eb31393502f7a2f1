"""One sentence more in one guide: what an update has to bring to the phones. The peers are built from our edit."""

import shutil
from pathlib import Path

import app as application
from prontosim.locales import LOCALES
from prontosim.offline import write_offline

LOCALE = LOCALES[0]
GUIDE = f"{LOCALE.id}/guides/topup"
SENTENCE = "（更新）"


def edited(html: str) -> str:
    """Return a page of ours with the sentence at the end of its second paragraph."""
    start = html.index("<p>", html.index("<main"))
    end = min(html.index(tag, start + 3) for tag in ("<p>", "<h2", "<ol", "<ul") if tag in html[start + 3 :])
    return html[:end] + SENTENCE + html[end:]


def ours(built: Path, edition, into: Path) -> None:
    """Copy our build with the edit; manifests, packs and worker are made anew."""
    shutil.copytree(built, into, ignore=shutil.ignore_patterns("offline", "sw.js*", "*.br", "*.gz"))
    page = into / GUIDE / "index.html"
    page.write_text(edited(page.read_text(encoding="utf-8")), encoding="utf-8")
    write_offline(application.create_app(), edition, application.ROOT / "static", into)
