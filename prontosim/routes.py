"""Which address shows which page."""

from collections.abc import Callable

from flask import Flask
from flask import Response
from flask import abort
from flask import render_template
from flask_babel import force_locale
from flask_babel import gettext
from werkzeug.routing import BaseConverter

from prontosim import urls
from prontosim import webapp
from prontosim.content import SECTIONS
from prontosim.locales import BY_ID
from prontosim.locales import LOCALES
from prontosim.locales import Locale
from prontosim.minify import minified
from prontosim.needs import need_words
from prontosim.security import policy
from prontosim.urls import Page
from prontosim.views import Edition
from prontosim.views import View


class LocaleConverter(BaseConverter):
    """Reads a locale from a URL."""

    regex = "|".join(BY_ID)

    def to_python(self, value: str) -> Locale:
        """Return the locale of an id."""
        return BY_ID[value]


def register(app: Flask, edition: Callable[[], Edition]) -> None:
    """Add the routes; ``edition`` returns what to serve now."""
    app.url_map.converters["locale"] = LocaleConverter

    def show(template: str, locale: Locale, page: Page, view: View | None = None, **context: object) -> str:
        view = view or View(edition(), locale, page, page.path(locale))
        return minified(render_template(f"pages/{template}.html", view=view, site=view.site, **context), "html")

    @app.get("/")
    def choice() -> str:
        view = View(edition(), LOCALES[0], None, urls.CHOICE)
        return render_template("pages/choice.html", view=view)

    @app.get("/404.html")
    def not_found() -> str:
        emergency = edition().site.facts.by_id["italy.emergency"]
        number = emergency.value.raw if emergency.value else ""
        words = {}
        for locale in LOCALES:
            with force_locale(locale.babel):
                words[locale] = gettext(
                    "There is no such page. Remove the last part of the address to reach the start page. "
                    "Emergency: %(number)s.",
                    number=number,
                )
        return render_template("pages/not-found.html", policy=policy(meta=True), words=words)

    @app.get("/<locale:locale>/")
    def home(locale: Locale) -> str:
        return show("home", locale, Page("home", "home"))

    @app.get("/<locale:locale>/fix/", defaults={"step": "start"})
    @app.get("/<locale:locale>/fix/<step>/")
    def fix(locale: Locale, step: str) -> str:
        site = edition().site
        page = site.find_page(f"fix:{step}") or abort(404)
        if page.kind == "question":
            return show("question", locale, page, question=site.tree.questions[step])
        outcome = site.tree.outcomes[step]
        if outcome.placeholder:
            return show("placeholder", locale, page, outcome=outcome)
        view = View(edition(), locale, page, page.path(locale))
        bodies = {name: view.writer.markdown(outcome.bodies[locale.id][name].text) for name in SECTIONS}
        return show("outcome", locale, page, view, outcome=outcome, bodies=bodies, need_words=need_words())

    @app.get("/<locale:locale>/guides/<id>/")
    def guide(locale: Locale, id: str) -> str:
        page = edition().site.find_page(f"guide:{id}") or abort(404)
        view = View(edition(), locale, page, page.path(locale))
        one = view.site.guides[id]
        body = view.writer.markdown(one.texts[locale.id].body.text)
        return show("guide", locale, page, view, guide=one, text=one.texts[locale.id], body=body)

    @app.get("/<locale:locale>/sources/", defaults={"id": "sources"})
    @app.get("/<locale:locale>/sources/<id>/")
    def sources(locale: Locale, id: str) -> str:
        names = urls.SOURCE_LISTS | {urls.MENU_SOURCES: gettext("Menus of phones")}
        page = Page("sources", id) if id in names else abort(404)
        site = edition().site
        if id == urls.MENU_SOURCES:
            listed = site.by_title(site.phones.sources)
        else:
            listed = [source for source in site.used_sources() if urls.source_page(source) == page]
        lists = [(name, Page("sources", other)) for other, name in names.items()]
        return show("sources", locale, page, letters=names[id], sources=listed, lists=lists)

    @app.get("/<locale:locale>/operators/compare/")
    def compare(locale: Locale) -> str:
        return show("compare", locale, Page("compare", "compare"))

    @app.get("/<locale:locale>/operators/<id>/")
    def operator(locale: Locale, id: str) -> str:
        page = edition().site.find_page(f"operator:{id}") or abort(404)
        return show("operator", locale, page, operator=edition().site.facts.operators[id])

    @app.get("/<locale:locale>/<any(guides,operators,search,sms,glossary,myths,status):kind>/")
    def single(locale: Locale, kind: str) -> str:
        return show(kind, locale, Page(kind, kind))

    @app.get("/<locale:locale>/manifest.webmanifest")
    def manifest(locale: Locale) -> Response:
        return Response(webapp.manifest(locale, edition().assets), mimetype="application/manifest+json")

    @app.get("/static/<path:name>")
    def asset(name: str) -> Response:
        content = edition().assets.files.get(f"/static/{name}")
        return Response(content, mimetype=webapp.mimetype(name)) if content is not None else abort(404)
