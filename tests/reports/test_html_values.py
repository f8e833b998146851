"""Values in HTML are literal wherever a template writes them, and lead nowhere but to the web."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mvpplan.reports.escape import html, linked
from mvpplan.reports.head import head
from mvpplan.reports.policy import policy
from mvpplan.reports.render import environment
from mvpplan.text.characters import clean


class Reader(HTMLParser):
    """The tags with their attributes, and the text, that a browser would find."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, list[tuple[str, str | None]]]] = []
        self.text = ""
        self.feed(str(text))
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, attrs))

    def handle_data(self, data: str) -> None:
        self.text += data


@given(st.text())
def test_any_text_reads_as_it_is_between_tags_and_in_attributes(text: str) -> None:
    for quote in ('"', "'"):
        reader = Reader(f"<p title={quote}{html(text)}{quote}>{html(text)}</p>")
        assert reader.tags == [("p", [("title", clean(text))])]
        assert reader.text == clean(text)


def test_a_value_without_quotes_around_it_starts_no_other_attribute() -> None:
    reader = Reader(f"<p title={html('x onmouseover=alert(1) `')}>")
    (tag,) = reader.tags
    assert not {name for name, value in tag[1] if value is not None} - {"title"}


@pytest.mark.parametrize(
    "expression",
    [
        "{{ value }}",
        "{{ value|safe }}",
        "{{ [value, value] }}",
        "{{ {value: value} }}",
        "{{ [value]|join(' ') }}",
        "{{ [value]|map('safe')|join }}",
        "{{ value ~ value }}",
        "{{ 'about %s'|format(value) }}",
        "{{ '{}'.format(value) }}",
        "{{ value|replace('x', 'y') }}",
        "{{ value|e|replace('&lt;', '<') }}",
        "{{ (value|e).unescape() }}",
        "{{ value|e|upper }}",
        "{{ value|linked }}",
        "{{ value|truncate(9) }}",
        "{{ value|wordwrap(3) }}",
        "{{ value|tojson }}",
        "{% autoescape false %}{{ value }}{{ value ~ value }}{% endautoescape %}",
        "{% set all %}{{ value }}{% endset %}{{ all }}",
        "{% macro say(what) %}{{ what }}{% endmacro %}{{ say(value) }}",
        "{% autoescape false %}{% macro x(a) %}{{a}}{% endmacro %}{{x(value)}}{% endautoescape %}",
        "{% filter upper %}{{ value }}{% endfilter %}",
        "{% macro say() %}{{ caller(value) }}{% endmacro %}{% call(x) say() %}{{ x }}{% endcall %}",
    ],
)
def test_a_value_brings_no_tag_however_a_template_writes_it(expression: str) -> None:
    value = "<b>a</b><script>alert(1)</script><img src=x onerror=alert(1)>"
    shown = environment("html").from_string(expression).render(value=value)
    assert Reader(shown).tags == []
    assert "a" in Reader(shown).text.lower()


@pytest.mark.parametrize(
    ("text", "addresses"),
    [
        ("See https://example.com/a?b=c&d#e.", ["https://example.com/a?b=c&d#e"]),
        (
            "(http://example.com), mailto:ana@example.com!",
            ["http://example.com", "mailto:ana@example.com"],
        ),
        ("HTTPS://EXAMPLE.COM", ["HTTPS://EXAMPLE.COM"]),
        ("javascript:alert(1) data:text/html,x file:///etc/passwd ftp://a.example //a.example", []),
        ("www.example.com ana@example.com xhttps://a.example", []),
        ("cut off https://example.com/a/lo…", []),
        ('https://example.com/"onclick="alert(1)', ["https://example.com/"]),
        ("https://example.com/<b>", ["https://example.com/"]),
    ],
)
def test_addresses_of_web_and_mail_become_links(text: str, addresses: list[str]) -> None:
    reader = Reader(linked(text))
    assert reader.tags == [("a", [("href", address)]) for address in addresses]
    assert reader.text == text


@given(st.text())
def test_links_change_no_text(text: str) -> None:
    reader = Reader(linked(text))
    assert reader.text == clean(text)
    assert {tag for tag, _ in reader.tags} <= {"a"}


def test_the_policy_names_what_the_page_brings_and_nothing_else() -> None:
    assert policy("p { color: red }") == (
        "default-src 'none';"
        " style-src 'sha256-ngewhhP73WDIbgwseeu52VAAJgKdGUsu1IUQQsAm8m4=';"
        " base-uri 'none'; form-action 'none'"
    )
    assert policy("", "go()", images=True) == (
        "default-src 'none';"
        " style-src 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=';"
        " script-src 'sha256-5KYv+PUboo5h+0+YAtGRPbwv5d/QxzHslP4YGnUaxRw=';"
        " img-src data:; base-uri 'none'; form-action 'none'"
    )


def test_a_page_with_a_script_has_it_in_its_policy() -> None:
    given = head("base", script="search")
    assert given["policy"] == policy(given["style"], given["script"])
    shown = environment("html").from_string("<script>{{ script }}</script>").render(given)
    assert shown == f"<script>{given['script']}</script>"
    assert "=>" in shown
