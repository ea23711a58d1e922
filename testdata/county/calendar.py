"""Days, months and the State Council's working days."""
import csv
import datetime as dt


class Calendar:
    def __init__(self, path):
        self.kind = {}
        with open(path, encoding="utf-8") as f:
            for row in csv.DictReader(f):
                self.kind[dt.date.fromisoformat(row["date"]).toordinal()] = row["kind"]
        years = {dt.date.fromordinal(d).year for d in self.kind}
        self.last = dt.date(max(years), 12, 31).toordinal()

    def works(self, day):
        kind = self.kind.get(day)
        if kind:
            return kind == "workday"
        return dt.date.fromordinal(day).weekday() < 5

    def add(self, day, n):
        """The n-th working day after DAY, DAY not counted."""
        while n:
            day += 1
            n -= self.works(day)
        assert day <= self.last, "beyond the calendar"
        return day


def add_months(day, n):
    d = dt.date.fromordinal(day)
    month = d.month - 1 + n
    year, month = d.year + month // 12, month % 12 + 1
    last = (dt.date(year + month // 12, month % 12 + 1, 1) - dt.timedelta(1)).day
    return dt.date(year, month, min(d.day, last)).toordinal()
