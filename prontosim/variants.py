"""Traditional characters and the simplified ones that search reads them as, for the characters that our texts use."""

import json
from pathlib import Path

from opencc import OpenCC

from prontosim.locales import ZH_HANS
from prontosim.locales import ZH_HANT


def variants_module(root: Path) -> bytes:
    """Return a JavaScript module with the table, about four kilobytes, from OpenCC's data.

    It covers what readers can type to find our pages: every traditional character of our own texts, and those that
    Taiwan and Hong Kong write for our simplified ones.
    """
    simplified, traditional = (characters(root, locale.id, locale.babel) for locale in (ZH_HANS, ZH_HANT))
    candidates = set(traditional)
    for name in ("s2t", "s2tw", "s2hk"):
        to_traditional = OpenCC(name)
        candidates.update(to_traditional.convert(character) for character in simplified)
    to_simplified = OpenCC("t2s")
    pairs = {one: to_simplified.convert(one) for one in candidates if len(one) == 1}
    # By what they become: that takes the fewest bytes.
    order = sorted(pairs, key=lambda one: (pairs[one], one))
    changed = {one: pairs[one] for one in order if one != pairs[one] and len(pairs[one]) == 1}
    table = json.dumps(["".join(changed), "".join(changed.values())], ensure_ascii=False)
    return f"// Made by prontosim/variants.py from OpenCC's tables.\nexport const [FROM, TO] = {table};\n".encode()


def characters(root: Path, locale: str, babel: str) -> str:
    """Return the distinct Chinese characters of a locale's texts, sorted."""
    files = [*(root / "content").rglob(f"{locale}.md"), *(root / "translations" / babel).rglob("messages.po")]
    text = "".join(path.read_text(encoding="utf-8") for path in files)
    return "".join(sorted({character for character in text if "\u3400" <= character <= "\u9fff"}))
