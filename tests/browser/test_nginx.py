"""The configuration of docs/hosting/ carries the story too: saved through nginx below a path, then without it."""

import shutil

from playwright.sync_api import expect

from tests.browser.conftest import be_ready
from tests.nginx import Nginx


def test_saved_through_nginx_below_a_path_it_opens_without_a_network(built, tmp_path, page, complaints):
    shutil.copytree(built, tmp_path / "www" / "prontosim")
    server = Nginx(tmp_path / "www", tmp_path, "/prontosim").start()
    try:
        page.goto(f"{server.address}/it/")
        be_ready(page)
    finally:
        server.stop()
    page.goto(f"{server.address}/it/fix/no-internet-apn/")
    expect(page.locator("html")).to_have_attribute("data-offline", "ready")
    expect(page.locator("main")).to_contain_text("ibox.tim.it")
    assert [line for line in complaints if "ERR_CONNECTION_REFUSED" not in line] == []
