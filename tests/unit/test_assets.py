"""Assets carry the hash of their bytes, and modules import each other by hashed names."""

import pytest

from prontosim.assets import load_assets
from prontosim.errors import BuildFailed


def write(folder, **files):
    (folder / "js").mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / "js" / f"{name}.js").write_text(text)


def test_a_name_follows_the_bytes(tmp_path):
    write(tmp_path, one="1")
    first = load_assets(tmp_path, {}).paths["js/one.js"]
    write(tmp_path, one="2")
    assert load_assets(tmp_path, {}).paths["js/one.js"] != first
    assert first.startswith("/static/js/one.")


def test_imports_are_rewritten_and_change_the_importers_name(tmp_path):
    write(tmp_path, main='import { a } from "./part.js";\nimport("./late.js");', part="export const a = 1;", late="2")
    assets = load_assets(tmp_path, {})
    main = assets.files[assets.paths["js/main.js"]].decode()
    for name in ("part", "late"):
        assert f'"./{assets.paths[f"js/{name}.js"].split("/")[-1]}"' in main
    before = assets.paths["js/main.js"]
    write(tmp_path, late="3")
    assert load_assets(tmp_path, {}).paths["js/main.js"] != before


def test_generated_files_take_part(tmp_path):
    write(tmp_path, main='import "./made.js";')
    assert "js/made.js" in load_assets(tmp_path, {"js/made.js": b"1"}).paths


@pytest.mark.parametrize(
    ("files", "told"),
    [
        ({"a": 'import "./b.js"', "b": 'import "./a.js"'}, "imports itself in a circle; break the circle"),
        ({"a": 'import "./gone.js"'}, "static/js/a.js: it imports “js/gone.js”, which does not exist"),
    ],
)
def test_wrong_imports_stop_the_build(tmp_path, files, told):
    write(tmp_path, **files)
    with pytest.raises(BuildFailed, match=told.replace("(", "\\(")):
        load_assets(tmp_path, {})
