"""``mvpplan graph`` as users run it: outlines, pictures, what is folded, and what is refused."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from conftest import NO_GIT
from golden import check_golden
from mvpplan.cli.graph import Function
from mvpplan.resources import examples
from mvpplan.timeline.graph import FUNCTIONS, NO_FUNCTION
from programs import need

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Result

    Run = Callable[..., Result]
    Make = Callable[[dict[str, str | bytes]], Path]

FOCI = {"guest-checkout": "fraud-screening", "refund-handoff": "promised-days"}
PLAN: dict[str, str | bytes] = {
    "decisions.yaml": """\
        pay: {title: Pay as a guest, owner: ana, due: 2026-11-27, assumptions: [buy]}
        tax: {title: Which tax service, owner: ben, due: 2026-11-18, function: delivery}
        made: {title: Made, owner: ana, status: approved, closed: 2026-11-02}
        """,
    "assumptions.yaml": "buy: {title: They buy, owner: ben}\n",
    "blockers.yaml": "keys: {title: No keys, owner: ana, blocks: [tax], due: 2026-11-19}\n",
}


@pytest.mark.parametrize("example", FOCI)
@pytest.mark.parametrize("form", ["text", "mermaid", "dot"])
def test_an_example_and_one_record_of_it(example: str, form: str, run: Run) -> None:
    whole = run(examples() / example, "graph", "--format", form)
    assert whole.code == 0
    check_golden(f"graph/{example}.{form}", whole.out)
    focus = run(examples() / example, "graph", FOCI[example], "--format", form)
    check_golden(f"graph/{example}-{FOCI[example]}.{form}", focus.out)


@pytest.mark.parametrize("example", FOCI)
def test_colour_changes_no_word(example: str, run: Run) -> None:
    plain = run(examples() / example, "graph")
    coloured = run(examples() / example, "graph", "--color", "always")
    assert coloured.out != plain.out
    words = re.sub(r"\x1b\[[0-9;]*m", "", coloured.out)
    assert re.sub(" +\n", "\n", words) == plain.out


def test_everything_of_a_small_plan(plan: Make, run: Run) -> None:
    result = run(plan(PLAN), "graph")
    assert result.out == (
        "What hangs on what on Fri 20 Nov: Guest checkout\n"
        "\n"
        "Planning: 1 decision, 1 assumption and 1 blocker, 1 late\n"
        "\n"
        "  Pay as a guest (pay, open decision, Ana Ruiz)                       Fri 27 Nov\n"
        "    relies on     They buy (buy, untested assumption, Ben Okafor)\n"
        "\n"
        "  elsewhere     keys\n"
        "\n"
        "Delivery: 1 decision, 1 late\n"
        "\n"
        "  Which tax service (tax, open decision, Ben Okafor)            Wed 18 Nov, late\n"
        "    blocked by    No keys (keys, open blocker, Ana Ruiz)        Thu 19 Nov, late\n"
    )
    assert result.err.startswith("1 settled record left out; --all shows them\n")


def test_a_record_may_be_named_in_two_ways_but_not_two_records(plan: Make, run: Run) -> None:
    folder = plan(PLAN)
    named = run(folder, "graph", "tax")
    assert named.out == (
        "Which tax service (tax, open decision, Ben Okafor)              Wed 18 Nov, late\n"
        "\n"
        "What it hangs on (1)\n"
        "  blocked by    No keys (keys, open blocker, Ana Ruiz)          Thu 19 Nov, late\n"
        "\n"
        "What hangs on it: nothing\n"
    )
    assert run(folder, "graph", "--focus", "tax") == named
    assert run(folder, "graph", "tax", "--focus", "tax") == named
    both = run(folder, "graph", "tax", "--focus", "pay")
    assert both.err == "mvpplan: tax and --focus pay are two records; name one of them\n"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["taxx"], "there is no record taxx; did you mean tax?"),
        (
            ["tax", "--function", "design"],
            "a record, and a function or person, at once; name one of them",
        ),
        (["--owner", "bne"], "bne is not one of the people; did you mean ben?"),
        (["--out", "decisions.yaml"], "decisions.yaml is a file of the plan; name another file"),
    ],
)
def test_what_makes_no_sense_is_refused(
    words: list[str], message: str, plan: Make, run: Run
) -> None:
    folder = plan(PLAN)
    result = run(folder, "graph", *words)
    assert (result.code, result.out, result.err) == (2, "", f"mvpplan: {message}\n")
    assert (folder / "decisions.yaml").read_text().startswith("pay:")


def test_a_function_or_a_person_with_what_theirs_hangs_on(plan: Make, run: Run) -> None:
    folder = plan(PLAN)
    assert run(folder, "graph", "--function", "delivery").out == (
        "What hangs on what on Fri 20 Nov: Guest checkout (Delivery)\n"
        "\n"
        "Delivery: 1 decision, 1 late\n"
        "\n"
        "  Which tax service (tax, open decision, Ben Okafor)            Wed 18 Nov, late\n"
        "    blocked by    No keys (keys, open blocker, Ana Ruiz)        Thu 19 Nov, late\n"
    )
    hers = run(folder, "graph", "--owner", "ana", "--function", "planning", "--all")
    assert re.findall(r"\(([a-z]+), ", hers.out) == ["pay", "buy", "made", "keys"]
    assert "    blocks        tax\n" in hers.out
    nobody = run(folder, "graph", "--function", "support")
    assert nobody.out.endswith("\n\nNothing is open on which anything hangs.\n")


def test_every_function_can_be_asked_for() -> None:
    assert [each.value for each in Function] == [*FUNCTIONS, NO_FUNCTION]


def test_broken_and_missing_records_are_shown_as_such(plan: Make, run: Run) -> None:
    folder = plan(
        {
            "decisions/pay.yaml": "title: Pay\nassumptions: [fast, gone]\n",
            "assumptions/fast.yaml": "title: [t\n",
        }
    )
    result = run(folder, "graph", "--color", "never")
    assert "  relies on     fast (assumption that cannot be read)\n" in result.out
    assert "  relies on     gone (no such record)\n" in result.out
    assert result.err.endswith("errors; 'mvpplan validate' shows them\n")
    alone = run(folder, "graph", "fast")
    assert alone.out.startswith(
        "fast (assumption that cannot be read)\n\nWhat it hangs on: nothing\n"
    )


@pytest.mark.parametrize("form", ["text", "mermaid", "dot", "json", "svg"])
def test_a_file_holds_what_would_be_printed(
    form: str, plan: Make, run: Run, tmp_path: Path
) -> None:
    if form == "svg":
        need("dot")
    folder = plan(PLAN)
    printed = run(folder, "graph", "--format", form)
    kept = run(folder, "graph", "--format", form, "--out", str(tmp_path / "kept"))
    assert (kept.code, kept.out) == (0, "")
    assert kept.err.startswith(f"wrote {tmp_path / 'kept'}\n")
    assert (tmp_path / "kept").read_text(encoding="utf-8") == printed.out


def test_a_drawing_says_who_when_and_what_is_late(plan: Make, run: Run) -> None:
    need("dot")
    drawn = run(plan(PLAN), "graph", "--format", "svg").out
    assert "<title>What hangs on what on Fri 20 Nov 2026: Guest checkout</title>" in drawn
    assert "Which tax service (tax): open decision; Ben Okafor, Wed 18 Nov, late\n" in drawn
    assert "No keys → Which tax service: blocks</desc>" in drawn
    assert sorted(re.findall(r">([^<]*late)</text>", drawn)) == [
        "Ana Ruiz, Thu 19 Nov, late",
        "Ben Okafor, Wed 18 Nov, late",
    ]


def test_without_graphviz_a_picture_is_text_or_nothing(
    plan: Make, run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    folder = plan(PLAN)
    monkeypatch.setenv("PATH", str(tmp_path))
    result = run(folder, "graph", "--format", "svg", "--out", str(tmp_path / "x.svg"))
    hint = "install graphviz, or use --format mermaid or dot, which need nothing"
    assert (result.code, result.out) == (2, "")
    assert result.err == f"mvpplan: Graphviz is not installed: there is no program dot; {hint}\n"
    assert not (tmp_path / "x.svg").exists()
    assert run(folder, "graph", "--format", "mermaid").code == 0


def large(records: int) -> dict[str, str | bytes]:
    """A plan in which each decision hangs on the one before, an assumption and a blocker."""
    count = range(records // 4)
    functions = [*FUNCTIONS, ""]
    decisions, others = "", ""
    for n in count:
        before = f"d{n - 1}" if n else ""
        due = f"2026-11-{n % 20 + 10}"
        function = functions[n % len(functions)]
        decisions += f"d{n}: {{title: D {n}, due: {due}, function: {function}, "
        decisions += f"depends_on: [{before}], assumptions: [a{n}]}}\n"
        others += f"b{n}: {{title: B {n}, due: {due}, blocks: [d{n}, a{n}]}}\n"
    return {
        "decisions.yaml": decisions,
        "blockers.yaml": others,
        "assumptions.yaml": "".join(f"a{n}: {{title: A {n}}}\n" for n in count),
        "dependencies.yaml": "".join(f"e{n}: {{title: E {n}, needed_by: [d{n}]}}\n" for n in count),
    }


def test_a_plan_of_1000_records_stays_readable(plan: Make, run: Run) -> None:
    folder = plan(large(1000))
    text = run(folder, "graph")
    assert text.out.count("\n") < 110
    assert re.search(r"\n  … and \d+ more, \d+ late: --function go-to-market\n", text.out)
    note = r"\d+ of 1000 records are folded; an id, --function or --all show them\n"
    assert re.match(note, text.err)
    summary = run(folder, "graph", "--format", "mermaid").out
    assert summary.count("]:::") == len(FUNCTIONS)
    assert 'n_design["Design<br/>36 decisions, 36 assumptions,' in summary
    assert re.search(r'n_planning -->\|"\d+"\| n_design\n', summary)
    for words in (["--function", "design"], ["d100"], ["b100", "--format", "dot"]):
        part = run(folder, "graph", *words)
        assert part.out.count("\n") < 250
        assert "folded" in part.err
    part = run(folder, "graph", "--function", "design")
    assert re.search(r"\n  … and \d+ more, \d+ late: --all\n", part.out)
    everything = run(folder, "graph", "--all")
    assert everything.err.startswith("the plan has")
    assert all(f"({kind}{n}, " in everything.out for kind in "dabe" for n in range(250))


def test_a_folded_picture_counts_what_it_does_not_draw(plan: Make, run: Run) -> None:
    picture = run(plan(large(1000)), "graph", "--function", "design", "--format", "mermaid").out
    assert re.search(r'n_design\("… and \d+ more"\):::quiet', picture)
    assert 20 < picture.count(":::") < 100


def test_a_record_on_which_much_hangs_says_how_much_more(plan: Make, run: Run) -> None:
    hub = f"hub: {{title: Hub, assumptions: [{', '.join(f'a{n}' for n in range(90))}]}}\n"
    late = "due: 2026-11-10, "
    files: dict[str, str | bytes] = {
        "decisions.yaml": hub,
        "assumptions.yaml": "".join(
            f"a{n}: {{title: A, {late if n < 22 else ''}requires: [b{n}]}}\nb{n}: {{title: B}}\n"
            for n in range(90)
        ),
    }
    result = run(plan(files), "graph", "hub")
    lines = result.out.splitlines()
    assert lines[2] == "What it hangs on (180)"
    first = "  relies on     A (a0, untested assumption) … 1 more"
    assert lines[3] == first.ljust(64) + "Tue 10 Nov, late"
    assert lines[23] == "  … and 70 more, 2 late: --all"
    assert result.err.startswith("160 of 181 records are folded; ")


def test_the_past_is_read_from_git(plan: Make, run: Run) -> None:
    result = run(plan(PLAN), "graph", "tax", "--as-of", "2026-11-10")
    assert result.err.startswith(NO_GIT)
    assert "Wed 18 Nov\n" in result.out
