"""The story of the product, in a real Chromium with the server really stopped."""

from playwright.sync_api import expect

from tests.browser.conftest import be_ready
from tests.browser.conftest import wait_for_italian


def test_a_traveller_saves_it_loses_the_network_and_still_finds_the_fix(server, page, complaints):
    # She opens it in simplified Chinese; it saves itself, without a reload and without a tap.
    page.goto(f"{server.address}/zh-hans/")
    be_ready(page)
    expect(page.locator("#offline")).to_contain_text("已存到这部手机")
    wait_for_italian(page)

    # The network goes away.
    server.stop()
    assert not server.answers()

    # She still finds the fix for “bars but no Internet”, by what she sees.
    page.goto(f"{server.address}/zh-hans/")
    page.get_by_role("link", name="有信号格，上不了网").click()
    page.get_by_role("link", name="没有，从来没有").click()
    page.locator(".options a").first.click()
    main = page.locator("main")
    expect(main).to_have_attribute("data-cause", "apn")
    expect(main).to_contain_text("ibox.tim.it")
    expect(page.locator(".answers li")).to_have_count(3)

    # She switches to Italian on the same step, to show it to a shop assistant.
    page.locator("a[hreflang=it]").click()
    expect(page.locator("html")).to_have_attribute("lang", "it")
    expect(page.locator("main")).to_have_attribute("data-id", "no-internet-apn")
    assert page.url == f"{server.address}/it/fix/no-internet-apn/"

    # And she looks up “充值失败”.
    page.locator("a[hreflang=zh-Hans]").click()
    page.locator(".to-search").click()
    page.locator("#q").fill("充值失败")
    results = page.locator("a[data-result]")
    expect(results.first).to_have_attribute("data-cause", "topup-missing")
    results.filter(has_text="意大利电话卡充值失败").first.click()
    expect(page.locator("main")).to_have_attribute("data-id", "topup-failed")
    assert [line for line in complaints if "ERR_CONNECTION_REFUSED" not in line] == []


def test_the_first_visit_costs_at_most_eight_requests(server, page):
    page.goto(f"{server.address}/zh-hans/", wait_until="commit")
    be_ready(page)
    asked = [path for path in server.requests() if not path.endswith((".webmanifest", ".svg", ".png", ".ico"))]
    own = [path for path in asked if "/it" not in path]
    assert len(own) <= 8, own
    assert own.count("/offline/zh-hans.ndjson") == 1


def test_readiness_is_counted_from_files(server, page):
    page.goto(f"{server.address}/en/")
    be_ready(page)
    release = page.evaluate("fetch('/offline/en.json').then((r) => r.json()).then(({ release }) => release)")
    expect(page.locator("html")).to_have_attribute("data-release", release)
    server.stop()
    page.evaluate(
        """async () => {
          for (const name of await caches.keys()) await (await caches.open(name)).delete("/en/guides/topup/");
        }"""
    )
    page.goto(f"{server.address}/en/")
    expect(page.locator("html")).to_have_attribute("data-offline", "incomplete")


def test_what_is_missing_is_fetched_again_and_nothing_else(server, page):
    page.goto(f"{server.address}/it/")
    be_ready(page)
    page.evaluate("caches.keys().then((names) => names.map((n) => caches.open(n).then((c) => c.delete('/it/fix/'))))")
    before = len(server.requests())
    page.reload()
    be_ready(page)
    assert sorted(set(server.requests()[before:]) - {"/sw.js", "/it/"}) == ["/it/fix/"]


def test_an_altered_file_is_found_when_the_phone_is_idle(server, page):
    page.goto(f"{server.address}/it/")
    be_ready(page)
    page.evaluate(
        """async () => {
          const name = (await caches.keys()).find((one) => one.includes("release"));
          await (await caches.open(name)).put("/it/fix/", new Response("<h1>Log in</h1>"));
        }"""
    )
    server.stop()
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-offline", "incomplete")
    server.start()
    page.goto(f"{server.address}/it/")
    be_ready(page)
    page.goto(f"{server.address}/it/fix/")
    expect(page.locator("main")).to_have_attribute("data-id", "start")


def test_a_page_that_is_not_saved_says_so(server, page):
    page.goto(f"{server.address}/en/")
    be_ready(page)
    wait_for_italian(page)
    server.stop()
    page.goto(f"{server.address}/zh-hant/fix/")
    expect(page.get_by_role("heading", level=1)).to_have_text("這一頁沒存在這支手機裡")
    expect(page.locator("html")).to_have_attribute("lang", "zh-Hant")
    # What is saved is one tap away: the same step in Italian.
    page.get_by_role("link", name="Italiano").click()
    expect(page.locator("main")).to_have_attribute("data-id", "start")


def test_with_the_cache_gone_there_is_still_an_answer(server, page):
    page.goto(f"{server.address}/en/")
    be_ready(page)
    server.stop()
    page.evaluate("caches.keys().then((names) => Promise.all(names.map((name) => caches.delete(name))))")
    page.goto(f"{server.address}/en/fix/")
    expect(page.locator("main")).to_have_attribute("data-page", "emergency")
    expect(page.get_by_role("link", name="112")).to_have_attribute("href", "tel:112")


def test_italian_does_not_follow_when_the_reader_saves_data(server, page):
    page.add_init_script("Object.defineProperty(navigator, 'connection', { value: { saveData: true } })")
    page.goto(f"{server.address}/zh-hans/")
    be_ready(page)
    page.goto(f"{server.address}/zh-hans/status/")
    expect(page.locator("[data-status-of=zh-hans] .state")).not_to_be_empty()
    assert not [path for path in server.requests() if "/offline/it" in path]


def test_below_a_path_it_works_as_at_the_root(built, tmp_path, page):
    from tests.browser.server import Server

    server = Server(built, tmp_path / "log.txt", "/prontosim").start()
    try:
        page.goto(f"{server.address}/it/")
        be_ready(page)
        server.stop()
        page.goto(f"{server.address}/it/fix/no-internet-apn/?from=wechat")
        expect(page.locator("html")).to_have_attribute("data-offline", "ready")
        page.goto(f"{server.address}/it/nothing/")
        expect(page.locator("main")).to_have_attribute("data-page", "emergency")
        page.locator("p a").nth(1).click()
        expect(page.locator("main")).to_have_attribute("data-page", "home")
    finally:
        server.stop()
