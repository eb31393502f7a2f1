"""What a page of ours may do: the policy, as header and as ``<meta>``, and the other headers."""

import base64
import hashlib

DIRECTIVES = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "worker-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
    "require-trusted-types-for": "'script'",
    "trusted-types": "prontosim",
}


def policy(meta: bool = False, style_hash: str = "") -> str:
    """Return the Content-Security-Policy.

    ``meta`` leaves out ``frame-ancestors``, which has no effect in a ``<meta>``. ``style_hash`` allows the one inline
    style of a page that the worker composes, and nothing else.
    """
    directives = dict(DIRECTIVES)
    if meta:
        del directives["frame-ancestors"]
    if style_hash:
        directives["style-src"] = f"'sha256-{style_hash}'"
    return "; ".join(f"{name} {value}" for name, value in directives.items())


def style_hash(css: str) -> str:
    """Return the hash under which a policy allows an inline style."""
    return base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()


def headers() -> dict[str, str]:
    """Return the headers of every response."""
    return {
        "Content-Security-Policy": policy(),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
        "Cross-Origin-Opener-Policy": "same-origin",
    }
