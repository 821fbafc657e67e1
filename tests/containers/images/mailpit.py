#!/usr/bin/python3
"""Catches letters at 1025 and lists them at 8025, like the catcher of the compose file."""

import http.server
import json
import sys
import urllib.request

CAUGHT = []


class Catcher:
    async def handle_DATA(self, server, session, envelope):  # noqa: N802 - aiosmtpd's name
        CAUGHT.append({"to": envelope.rcpt_tos, "text": envelope.content.decode(errors="replace")})
        return "250 kept"


class Listing(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(json.dumps(CAUGHT).encode())

    def log_message(self, *words):
        pass


if sys.argv[1:] == ["readyz"]:
    urllib.request.urlopen("http://127.0.0.1:8025/", timeout=3).close()
else:
    from aiosmtpd.controller import Controller

    Controller(Catcher(), hostname="0.0.0.0", port=1025).start()
    http.server.ThreadingHTTPServer(("0.0.0.0", 8025), Listing).serve_forever()
