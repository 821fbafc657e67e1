"""What must not happen behind a visitor's back."""

# The browser's own doing when a visitor goes on before everything has come.
CANCELLED = "net::ERR_ABORTED"


class Watch:
    """Notes console errors, script errors, failed requests and answers that are errors."""

    def __init__(self):
        self.complaints = []

    def over(self, page):
        """Watch a page for as long as it lives."""
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.complaints.append(f"script: {error}"))
        page.on("requestfailed", self._miss)
        page.on("response", self._judge)

    def _hear(self, message):
        # What the content security policy refuses comes as an error, too.
        if message.type == "error":
            self.complaints.append(f"console: {message.text} ({message.location.get('url')})")

    def _miss(self, request):
        if request.failure != CANCELLED:
            self.complaints.append(f"failed: {request.url} ({request.failure})")

    def _judge(self, response):
        if response.status >= 400:
            self.complaints.append(f"{response.status}: {response.url}")
