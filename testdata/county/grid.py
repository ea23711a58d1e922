"""A sheet of cells that any writer can write."""
import datetime as dt

EPOCH = dt.date(1899, 12, 30)


def column_name(c):
    name = ""
    c += 1
    while c:
        c, rest = divmod(c - 1, 26)
        name = chr(65 + rest) + name
    return name


def address(r, c):
    return f"{column_name(c)}{r + 1}"


class Summed(float):
    """A number that a formula adds up: the cells (row, column) to (row, column)."""

    def over(self, first, last):
        self.first, self.last = first, last
        return self


class Grid:
    """Cells by (row, column), 0-based; a cell is (value, kind, number format).

    kind: title, caption, head, body, total, note.  Values: str, int, float,
    datetime.date, None.
    """

    def __init__(self, name):
        self.name = name
        self.cells, self.merges = {}, []
        self.hidden_rows, self.hidden_columns, self.widths = set(), set(), {}
        self.hidden = False

    def put(self, r, c, value, kind="body", form=None):
        assert (r, c) not in self.cells, (self.name, address(r, c))
        self.cells[r, c] = (value, kind, form)

    def merge(self, r1, c1, r2, c2):
        if (r1, c1) != (r2, c2):
            self.merges.append((r1, c1, r2, c2))

    def rows(self):
        """Rows as lists of text, as a .csv export has them."""
        height = max(r for r, _ in self.cells) + 1
        width = max(c for _, c in self.cells) + 1
        for r in range(height):
            yield [plain(*self.cells.get((r, c), (None, "", None))) for c in range(width)]


def plain(value, _kind, form):
    if value is None:
        return ""
    if isinstance(value, dt.date):
        return date_text(value, form or "yyyy-mm-dd")
    if isinstance(value, float):
        return repr(round(value, 6)).removesuffix(".0")
    return str(value)


def date_text(d, form):
    return {"yyyy-mm-dd": f"{d:%Y-%m-%d}", "yyyy/m/d": f"{d.year}/{d.month}/{d.day}",
            'yyyy"年"m"月"d"日"': f"{d.year}年{d.month}月{d.day}日",
            "yyyy.m.d": f"{d.year}.{d.month}.{d.day}"}[form]
