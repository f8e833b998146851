"""``mvpplan site``: every record, every week, and only what changed is written."""

from __future__ import annotations

import json
import re
import shutil
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urljoin

import pytest

from conftest import PLAN_FILE
from golden import check_golden
from journey_machines import GUEST_PAYS_FILE
from repository import Repository, new_repository

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Result

    Run = Callable[..., Result]
    Make = Callable[[dict[str, str | bytes]], Path]

TAX = """\
title: Which tax service?
owner: ana
due: {due}
assumptions: [guests]
approvals: [{{by: ben, on: 2026-11-12, verdict: approved, of: v1-0123456789abcdef}}]
links: ["https://wiki.example.com/tax"]
"""
GUESTS = "title: Guests pay\nimpact: 4\ncost: 2\nconfidence: 0.5\n"
COMMENT = "title: Say why\nabout: tax.options\nby: ben\non: 2026-11-19\nowner: ana\n"


def commit(repository: Repository, day: str, files: dict[str, str]) -> None:
    repository.write(files)
    repository.git("add", "--all")
    moment = f"{day}T12:00:00+0000"
    dates = {"GIT_AUTHOR_DATE": moment, "GIT_COMMITTER_DATE": moment}
    Repository(repository.top, dates).git("commit", "--message", f"Week of {day}")


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """Two Fridays of a plan; today is the second."""
    made = new_repository(tmp_path / "repository", {})
    first = {
        "mvpplan.yaml": PLAN_FILE,
        "decisions/tax.yaml": TAX.format(due="2026-11-20"),
        "assumptions.yaml": "guests:\n" + "".join(f"  {each}\n" for each in GUESTS.splitlines()),
        "journeys/guest-pays.yaml": GUEST_PAYS_FILE,
    }
    commit(made, "2026-11-13", first)
    later = {"decisions/tax.yaml": TAX.format(due="2026-11-27"), "feedback/why.yaml": COMMENT}
    commit(made, "2026-11-20", later)
    return made


def pages_in(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


ALL = [
    "dates.html",
    "index.html",
    "kinds.html",
    "owners.html",
    "prototype/guest-pays.html",
    "prototype/index.html",
    "records/guest-pays.html",
    "records/guests.html",
    "records/tax.html",
    "records/why.html",
    "statuses.html",
    "weekly.html",
    "weekly/2026-11-13.html",
    "weekly/2026-11-20.html",
]


def test_every_record_index_journey_and_week_has_its_page(repository: Repository, run: Run) -> None:
    result = run(repository.top, "site", "--out", "site")
    assert (result.code, result.out) == (0, "site: 14 pages written, 0 the same\n")
    assert result.err == (
        "open site/index.html in a browser\nthe plan has 1 error; 'mvpplan validate' shows them\n"
    )
    made = pages_in(repository.top / "site")
    assert sorted(made) == ALL
    page = re.sub(r"\b[0-9a-f]{10}\b", "0123456789", made["records/tax.html"])
    check_golden("site/tax.html", page.partition("</head>")[2])


def test_only_pages_whose_content_changed_are_written(repository: Repository, run: Run) -> None:
    run(repository.top, "site", "--out", "site")
    before = pages_in(repository.top / "site")
    assert run(repository.top, "site", "--out", "site").out == (
        "site: 0 pages written, 14 the same\n"
    )
    assert pages_in(repository.top / "site") == before
    shutil.rmtree(repository.top / "site")
    run(repository.top, "site", "--out", "site")
    assert pages_in(repository.top / "site") == before
    repository.write({"assumptions.yaml": "guests:\n  title: They pay\n  impact: 4\n  cost: 2\n"})
    assert run(repository.top, "site", "--out", "site").code == 0
    after = pages_in(repository.top / "site")
    changed = {path for path in after if after[path] != before[path]}
    assert changed == {
        *("index.html", "kinds.html", "owners.html", "statuses.html", "dates.html"),
        *("records/guests.html", "records/tax.html"),
    }


def test_a_record_that_is_gone_takes_its_page_along(repository: Repository, run: Run) -> None:
    run(repository.top, "site", "--out", "site")
    (repository.top / "feedback" / "why.yaml").unlink()
    assert "1 deleted" in run(repository.top, "site", "--out", "site").out
    assert not (repository.top / "site" / "records" / "why.html").exists()


def test_of_two_commits_of_a_day_the_later_is_told_first(repository: Repository, run: Run) -> None:
    commit(repository, "2026-11-20", {"decisions/tax.yaml": TAX.format(due="2026-12-04")})
    run(repository.top, "site", "--out", "site")
    page = pages_in(repository.top / "site")["index.html"]
    latest = re.findall(r'<li><time[^>]*>(\S+)</time> <a href="records/([a-z-]+)\.html">', page)
    assert latest[:3] == [("2026-11-20", "tax"), ("2026-11-20", "tax"), ("2026-11-20", "why")]


def test_a_past_week_is_the_report_that_was_made_then(repository: Repository, run: Run) -> None:
    run(repository.top, "site", "--out", "site")
    for day in ("2026-11-13", "2026-11-20"):
        report = run(repository.top, "weekly-report", "--format", "html", "--as-of", day).out
        page = (repository.top / "site" / "weekly" / f"{day}.html").read_text(encoding="utf-8")
        ours = re.compile(r'<meta name="(?:generator|mvpplan-(?:seal|source))" content="[^"]*">\n')
        assert len(ours.findall(page)) == 3
        assert ours.sub("", page) == report


def test_a_past_day_is_written_as_it_was(repository: Repository, run: Run) -> None:
    run(repository.top, "site", "--out", "then", "--as-of", "2026-11-13")
    made = pages_in(repository.top / "then")
    assert sorted(made) == [page for page in ALL if "why" not in page and "11-20" not in page]
    assert '<time datetime="2026-11-20">' in made["records/tax.html"]


def test_no_week_is_written_before_it_has_come(repository: Repository, run: Run) -> None:
    run(repository.top, "site", "--out", "then", "--as-of", "2060-01-01")
    assert [path for path in pages_in(repository.top / "then") if path.startswith("weekly/")] == [
        "weekly/2026-11-13.html",
        "weekly/2026-11-20.html",
    ]


class Links(HTMLParser):
    """The addresses that a page leads to, and the places in it that can be led to."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if tag == "a" and found.get("href"):
            self.links.append(str(found["href"]))
        if found.get("id"):
            self.ids.append(str(found["id"]))


def test_every_link_leads_somewhere_and_no_place_is_there_twice(
    repository: Repository, run: Run
) -> None:
    run(repository.top, "site", "--out", "site")
    pages = {path: Links(text) for path, text in pages_in(repository.top / "site").items()}
    for path, page in pages.items():
        assert len(page.ids) == len(set(page.ids)), path
        for link in page.links:
            if link.startswith("https://wiki.example.com/"):
                continue
            there, _, place = unquote(urljoin(path, link)).partition("#")
            assert there in pages, (path, link)
            assert not place or place in pages[there].ids, (path, link)


def searched(text: str) -> list[list[str]]:
    data: Any = json.loads(re.findall(r'id="records">(.*?)</script>', text)[0])
    return [list(row) for row in data]


def test_the_search_knows_every_record_by_all_that_it_says(
    repository: Repository, run: Run
) -> None:
    run(repository.top, "site", "--out", "site")
    rows = searched(pages_in(repository.top / "site")["index.html"])
    assert [row[:4] for row in rows] == [
        ["tax", "decision", "Which tax service?", "decision, open, Ana Ruiz, due 2026-11-27"],
        ["guests", "assumption", "Guests pay", "assumption, untested"],
        [
            *("guest-pays", "journey", "A guest pays without an account"),
            "journey, draft, Ana Ruiz",
        ],
        ["why", "feedback", "Say why", "piece of feedback, open, Ana Ruiz"],
    ]
    assert "Nothing is charged twice" in rows[2][4]


def test_without_git_there_is_no_history_and_the_pages_say_so(plan: Make, run: Run) -> None:
    folder = plan({"decisions/tax.yaml": TAX.format(due="2026-11-27")})
    result = run(folder, "site", "--out", "site")
    made = pages_in(folder / "site")
    assert result.code == 0
    assert not any(path.startswith("weekly/") for path in made)
    assert "History is not known: the plan is not in a git repository." in made["records/tax.html"]
    assert "None yet: git holds the plan on no review day." in made["weekly.html"]


HOSTILE = '</script><script>alert(1)</script><img src=x onerror=alert(1)>{{7*7}}"\\u202e'


def test_what_a_stranger_wrote_is_text_on_every_page(plan: Make, run: Run) -> None:
    files: dict[str, str | bytes] = {
        "decisions/tax.yaml": f"title: '{HOSTILE}'\nowner: ana\nlinks: ['javascript:alert(1)']\n",
        "journeys/guest-pays.yaml": GUEST_PAYS_FILE.replace("Call us", HOSTILE.replace('"', "")),
    }
    folder = plan(files)
    run(folder, "site", "--out", "site")
    for path, text in pages_in(folder / "site").items():
        assert "<script>alert" not in text, path
        assert "<img" not in text, path
        assert 'href="javascript' not in text, path
    rows = searched(pages_in(folder / "site")["index.html"])
    assert rows[0][2] == HOSTILE


def test_a_folder_with_pages_of_somebody_else_is_refused(plan: Make, run: Run) -> None:
    folder = plan({})
    (folder / "site").mkdir()
    (folder / "site" / "index.html").write_text("mine", encoding="utf-8")
    result = run(folder, "site", "--out", "site")
    assert (result.code, result.err) == (
        2,
        (
            "mvpplan: site/index.html is no page of mvpplan, or was changed by hand;"
            " name an empty folder, or move the file away\n"
        ),
    )
    assert pages_in(folder / "site") == {"index.html": "mine"}


def test_what_cannot_be_read_or_clicked_through_is_named_on_the_pages(plan: Make, run: Run) -> None:
    files: dict[str, str | bytes] = {
        "decisions.yaml": "tax: {title: Which tax service?}\nfees: {titel: Which fees?}\n",
        "journeys/guest-pays.yaml": GUEST_PAYS_FILE,
        "journeys/no-start.yaml": GUEST_PAYS_FILE.replace("start: cart", "start: basket"),
        "journeys/torn.yaml": "title: A guest [pays\nstates: [\n",
    }
    folder = plan(files)
    result = run(folder, "site", "--out", "site")
    made = pages_in(folder / "site")
    assert result.code == 0
    notice = re.search(r'<p class="notice">(.*)</p>', made["index.html"])
    assert notice is not None
    assert notice[1] == (
        "The files have 4 errors, and fees and torn cannot be read:"
        " something may be missing here. mvpplan validate says what and where."
    )
    lists = ["dates.html", "index.html", "kinds.html", "owners.html", "statuses.html"]
    told = [path for path, text in made.items() if notice[0] in text]
    assert told == [*lists, "weekly.html"]
    shown = re.findall(r"<p class=.card notice.>(.*)</p>", made["prototype/index.html"])
    assert shown == [
        "no-start cannot be clicked through: <code>mvpplan journey no-start</code> says why.",
        "torn cannot be clicked through: <code>mvpplan journey torn</code> says why.",
    ]


def test_paths_and_moves_are_told_on_one_line_each(plan: Make, run: Run) -> None:
    folder = plan({"journeys/guest-pays.yaml": GUEST_PAYS_FILE})
    run(folder, "site", "--out", "site")
    page = pages_in(folder / "site")["records/guest-pays.html"]
    for words in (
        "cart → address → payment → paid",
        "accepted, declined, expired",
        "Pay → refused when card is declined or card is expired",
        "Use another card → payment; card becomes accepted",
    ):
        assert words in page


def test_an_approval_says_whether_it_holds(plan: Make, run: Run) -> None:
    given = """\
approvals:
  - {by: mara, on: 2026-11-10, verdict: changes, of: v1-1}
  - {by: mara, on: 2026-11-11, verdict: approved, of: v1-2}
  - {by: ben, on: 2026-11-18, verdict: rejected}
"""
    folder = plan({"journeys/guest-pays.yaml": GUEST_PAYS_FILE + given})
    run(folder, "site", "--out", "site")
    made = pages_in(folder / "site")
    listed = re.findall(r"<li>(<time.*<strong>.*)</li>", made["records/guest-pays.html"])
    assert [re.sub(r"<[^>]*>", "", each) for each in listed] == [
        "2026-11-10 Mara Lind: changes to v1-1 · replaced by a later verdict",
        "2026-11-11 Mara Lind: approved to v1-2 · lapsed: it changed afterwards",
        "2026-11-18 Ben Okafor: rejected",
    ]
    told = ">has lost the approval of Mara Lind and goes against the last verdict of Ben Okafor<"
    assert told in made["prototype/index.html"]
    assert told in made["prototype/guest-pays.html"]


def test_no_folder_is_not_the_current_one(plan: Make, run: Run) -> None:
    folder = plan({})
    for command in ("site", "prototype"):
        result = run(folder, command, "--out", "")
        assert result.code == 2
        assert "no folder is named; write . for the current one" in result.err
    assert [path.name for path in folder.iterdir()] == ["mvpplan.yaml"]


def test_a_plan_without_records_has_its_indexes(plan: Make, run: Run) -> None:
    folder = plan({})
    assert run(folder, "site", "--out", "site").code == 0
    assert "The plan has no record yet." in pages_in(folder / "site")["kinds.html"]
