"""What is kept of incidents, on SQLite and PostgreSQL alike: made on need, checked by a digest, gone after a rebuild."""

from __future__ import annotations

from benchmarks.stories import told_reports
from hearsay.flow import summaries
from hearsay.flow.assembling import assembled
from hearsay.flow.linking import link
from hearsay.flow.review import mark
from hearsay.ledger import incident_lists, open_ledger, writer
from hearsay.ledger import summaries as kept
from hearsay.ledger.incident_lists import Sought
from hearsay.ledger.verify import verify
from hearsay.record.summary import Summary
from tests.ledger.made import keep, made, ticking

CLOCK = ticking()


def test_kept_once_gathered_stale_by_a_mark_and_gone_by_a_rebuild(place: str) -> None:
    stories = told_reports(seed=3)
    with open_ledger(place, "create") as ledger:
        keep(ledger, *(next(stories) for _ in range(6)), *(made(number) for number in range(3)))
        link(ledger, clock=CLOCK)
        links = list(ledger.links("incident"))
        assert links
        summaries.gather_waiting(ledger)
        anew = {one.id: one for one in assembled(ledger, links)}
        with ledger.reading() as connection:
            now = kept.bases(connection, anew, summaries.code())
            assert kept.summaries(connection, now) == {id_: Summary.of(one) for id_, one in anew.items()}
            assert kept.views(connection, now).keys() == anew.keys()
            assert kept.count_waiting(connection) == 0
            countries = incident_lists.by_country(connection)
            begun, last = incident_lists.by_day(connection)
            assert len(incident_lists.page(connection, Sought(), 99, 0)) == len(links)
            assert countries
            for country, many in countries.items():
                assert incident_lists.count(connection, Sought(country=country)) == many
            lacking = incident_lists.lacking(connection, Sought())
        assert sum(begun.values()) + lacking[1] == len(links)
        assert last is None or last >= max(begun)
        report = str(links[0].members[0].report)
        mark(ledger, report, "withdrawn", actor="Ana", clock=CLOCK)
        assert summaries.bring(ledger)
        with ledger.reading() as connection:
            assert links[0].id in kept.all_waiting(connection)
            assert len(kept.all_waiting(connection)) < len(links)
            assert kept.brought(connection, summaries.code())
        assert not verify(place).wrong
        writer.rebuild(ledger)
        assert not list(ledger.rows("incident_summaries"))
        assert not list(ledger.rows("incident_views"))
        assert summaries.gather_waiting(ledger) == 0
        brief = summaries.in_brief(ledger, [one.id for one in links])
        assert brief == {one.id: Summary.of(one) for one in assembled(ledger, links)}
