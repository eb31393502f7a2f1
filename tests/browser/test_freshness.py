"""A page says by itself that its check is overdue, by the phone's own date."""

import pytest
from playwright.sync_api import expect


@pytest.mark.parametrize("place", ["operators/tim/", "guides/topup/", "fix/no-internet-apn/", "myths/"])
def test_an_overdue_page_says_so_beneath_its_dates(shared_server, page, place):
    page.clock.set_fixed_time("2049-01-01T12:00:00")
    page.goto(f"{shared_server.address}/en/{place}")
    note = page.locator("main p:has(> time) + p.check")
    expect(note).to_have_text(
        f"This page was due for a check on {page.locator('main time').text_content()}: prices and rules may have "
        "changed. Check with the operator."
    )


@pytest.mark.parametrize("end", ["T12:00:00", "T23:58:00"])
def test_a_page_is_not_overdue_on_the_day_itself(shared_server, page, end):
    page.goto(f"{shared_server.address}/it/operators/tim/")
    due = page.locator("main time").get_attribute("datetime")
    scripts = []
    page.on("request", lambda request: scripts.append(request.url))
    page.clock.set_fixed_time(f"{due}{end}")
    page.reload()
    expect(page.locator("html")).not_to_have_attribute("data-offline", "none")
    assert not [url for url in scripts if "/due." in url]
    expect(page.locator("main p:has(> time) + p.check")).to_have_count(0)


def test_a_clock_before_the_release_claims_nothing(shared_server, page):
    page.clock.set_fixed_time("1970-01-02T00:00:00")
    page.goto(f"{shared_server.address}/en/operators/tim/")
    expect(page.locator("html")).not_to_have_attribute("data-offline", "none")
    expect(page.locator("main p:has(> time) + p.check")).to_have_count(0)
