"""A visitor with cookies, who reads forms and fills them in. Nothing but Python is needed."""

import base64
import hmac
import http.cookiejar
import socket
import ssl
import struct
import time
import urllib.error
import urllib.parse
import urllib.request
from html.parser import HTMLParser


class Visitor:
    """Someone at `https://HOST/`, wherever that name leads elsewhere: it is this machine."""

    def __init__(self, host: str):
        self.home = f"https://{host}"
        # The proxy signs for itself: nobody outside vouches for a name below localhost.
        trusting = ssl.create_default_context()
        trusting.check_hostname, trusting.verify_mode = False, ssl.CERT_NONE
        self.opener = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()),
            urllib.request.HTTPSHandler(context=trusting),
        )
        self.address = self.home

    def get(self, path: str, seconds: float = 60) -> str:
        """Return a page, whatever its status; `status` and `address` say the rest."""
        return self._open(urllib.request.Request(self._at(path)), seconds)

    def submit(self, path: str, **fields: str) -> str:
        """Open a page, fill in its form with these fields, and send it."""
        return self.fill(self.get(path), **fields)

    def fill(self, page: str, **fields: str) -> str:
        """Send the last form of the page that is open which has all of these fields."""
        forms = Forms()
        forms.feed(page)
        fitting = [form for form in forms.found if set(fields) <= set(form["fields"])]
        if not fitting:
            raise AssertionError(f"{self.address} ({self.status}) has no form with {set(fields)}")
        form = fitting[-1]
        values = {**form["hidden"], **fields}
        request = urllib.request.Request(
            urllib.parse.urljoin(self.address, form["action"]),
            data=urllib.parse.urlencode(values).encode(),
            headers={"Referer": self.address, "Origin": self.home},
        )
        return self._open(request, 60)

    def _at(self, path):
        return urllib.parse.urljoin(self.address, path)

    def _open(self, request, seconds):
        try:
            answer = self.opener.open(request, timeout=seconds)
        except urllib.error.HTTPError as error:
            answer = error
        with answer:
            self.status, self.address = answer.status, answer.url
            return answer.read().decode()


class Forms(HTMLParser):
    """The forms of a page that are sent by POST."""

    def __init__(self):
        super().__init__()
        self.found, self.open = [], None

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "form" and (attrs.get("method") or "").lower() == "post":
            self.open = {"action": attrs.get("action") or "", "hidden": {}, "fields": []}
            self.found.append(self.open)
        elif self.open is not None and attrs.get("name"):
            self.open["fields"].append(attrs["name"])
            if attrs.get("type") == "hidden":
                self.open["hidden"][attrs["name"]] = attrs.get("value") or ""

    def handle_endtag(self, tag):
        if tag == "form":
            self.open = None


def one_time_code(secret: str) -> str:
    """The six digits that an authenticator app shows now."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    digest = hmac.digest(key, struct.pack(">Q", int(time.time()) // 30), "sha1")
    place = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[place : place + 4])[0] & 0x7FFFFFFF) % 10**6:06}"


def lead_home(host: str, address: str = "127.0.0.1") -> None:
    """Let the name `host` lead to this machine at `address`, for this program only."""
    usual = socket.getaddrinfo
    socket.getaddrinfo = lambda name, *rest, **more: usual(
        address if name == host else name, *rest, **more
    )
