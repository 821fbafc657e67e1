"""The table of a run, and whether every bar holds."""

from dataclasses import dataclass, field


@dataclass
class Report:
    """Collects lines; `add` says at once whether a bar broke."""

    lines: list = field(default_factory=list)

    def add(self, name, value, bar, unit="", *, at_least=False, note=""):
        """One measured `value` against its `bar` (at most, or `at_least`)."""
        well = value >= bar if at_least else value <= bar
        self.lines.append((name, value, bar, unit, at_least, note, well))
        print(f"  {self._words(self.lines[-1])}", flush=True)

    def tell(self, text):
        print(text, flush=True)

    @property
    def broken(self):
        return [line for line in self.lines if not line[-1]]

    def table(self):
        return "\n".join(self._words(line) for line in self.lines)

    @staticmethod
    def _words(line):
        name, value, bar, unit, at_least, note, well = line
        sign = "≥" if at_least else "≤"
        state = "ok" if well else "BROKEN"
        return f"{name:<44} {value:>10.2f} {unit:<7} {sign} {bar:>8g}  {state:<7} {note}"
