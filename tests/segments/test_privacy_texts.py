"""Who is in a text: what is replaced, and what only looks like a person."""

from __future__ import annotations

from itertools import pairwise
from random import Random

import pytest

from segments.privacy.kinds import Found, Kind, apart
from segments.privacy.phones import UNKNOWN, regions_of
from segments.privacy.redacting import find, redact
from tests.segments.invented_people import texts


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("Mail jane.doe@example.com, please", "Mail [e-mail], please"),
        ("Grüße an jürgen@müller.example!", "Grüße an [e-mail]!"),
        ("jane (at) example (dot) com", "[e-mail]"),
        ("jane @ example . com", "[e-mail]"),
        ("jane at example dot com", "[e-mail]"),
        ("Call +44 7700 900123 or (202) 555-0123", "Call [phone] or [phone]"),
        ("+61 491 570 156 / 030 23125 335", "[phone] / [phone]"),
        ("Rufen Sie 030/23125 123 an", "Rufen Sie [phone] an"),
        ("Tel. 2025550123", "Tel. [phone]"),
        ("202-555-0123x45", "[phone]x45"),
        ("Card 4111 1111 1111 1111 or 378282246310005", "Card [card] or [card]"),
        ("auf DE89 3704 0044 0532 0130 00 bitte", "auf [IBAN] bitte"),
        ("gb29nwbk60161331926819.", "[IBAN]."),
        ("SSN 078-05-1121, CPF 111.444.777-35", "SSN [national id], CPF [national id]"),
        ("mijn bsn is 111222333", "mijn bsn is [national id]"),
        ("DNI 12345678Z y NIE X-1234567-L", "DNI [national id] y NIE [national id]"),
        ("from 192.0.2.33 and 2001:db8::1", "from [IP address] and [IP address]"),
        ("Ask Anna Muster or Signed Sarah Q. Exemple", "Ask [name] or Signed [name]"),
        ("Dear Mrs Smith, I am Sarah.", "Dear Mrs [name], I am [name]."),
        ("Mit freundlichen Grüßen\nAnna Muster", "Mit freundlichen Grüßen\n[name]"),
        ("je m'appelle Aïssatou Exemple", "je m'appelle [name]"),
        ("I live at 12 High Street, London SW1A 1AA now", "I live at [address] now"),
        ("Musterstraße 12a, 10115 Berlin", "[address]"),
        ("12 bis, rue de la Paix, 75002 Paris", "[address]"),
        ("Calle Mayor 5 y Via Roma, 10", "[address] y [address]"),
    ],
)
def test_what_is_of_a_person_is_replaced_by_its_kind(said: str, left: str) -> None:
    assert redact(said)[0] == left


@pytest.mark.parametrize(
    "said",
    [
        "Order no. 4111111111111111 of 12.03.2024 14:30",
        "order 4471234567, invoice 0171-3920012",
        "1.234.567,89 EUR, $1 234 567 and 12 345 678 kr",
        "2019-2024, 01-05-2023, 2024-12-03, 03/12/2024",
        "SKU-0171-3920012, AB12345678, 10-12-14, XR-1234/56",
        "ISBN 978-3-16-148410-0, EAN 4006381333931",
        "Boston, MA 02110-1301 USA, copyright 1991-1998, Thomas' Lane",
        "version 10.0.0.1, firmware 2.0.1.33, 127.0.0.1",
        "52.520008, 13.404954",
        "std::vector at 12:30:45, 00:1A:2B:3C:4D:5E",
        "logo@2x.png, @segue, meet @ 5 pm, two at once. Then at home",
        "Dr Pepper, Calvin Klein, Hugo Boss's shoes, Dr. Martens",
        "Dear Customer, hello Team, hi World",
        "My name is not on the list",
        "WOOD STAMP SET BEST WISHES",
        "TOAST ITS - BEST MUM",
        "500 GB Hard Drive, 3 Way Street",
        "0000000000 1111111111111111 123",
        "12345.0",
    ],
)
def test_orders_amounts_dates_and_codes_are_not_people(said: str) -> None:
    assert redact(said) == (said, {})


def test_what_was_replaced_is_counted() -> None:
    text, counts = redact("a@example.com, b@example.com, +44 7700 900123")
    assert text == "[e-mail], [e-mail], [phone]"
    assert counts == {Kind.EMAIL: 2, Kind.PHONE: 1}


@pytest.mark.parametrize(
    "hidden",
    [
        "４１１１ １１１１ １１１１ １１１１",
        "٤١١١ ١١١١ ١١١١ ١١١١",
        "4\u200b111\u200b1111\u200b1111\u200b1111",
        "4111\u00a01111\u20111111\u20111111",
        "4111\u00ad1111\ufeff11111111",
        "4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1",
    ],
)
def test_other_digits_and_what_cannot_be_seen_hide_nothing(hidden: str) -> None:
    assert redact(f"Karte {hidden}!") == ("Karte [card]!", {Kind.CARD: 1})


def test_the_rest_of_a_text_stays_as_it_was_written() -> None:
    assert redact("é\u200bé ４２ a\u200b@example.com \u00a0ﬁn")[0] == "é\u200bé ４２ [e-mail] \u00a0ﬁn"


@pytest.mark.parametrize("seed", range(3))
def test_a_redacted_text_holds_nothing_that_is_found_again(seed: int) -> None:
    for text, _ in texts(400, 100 + seed):
        once, _ = redact(text)
        assert redact(once) == (once, {})


def test_whatever_characters_there_are_finds_are_within_the_text_and_apart() -> None:
    random = Random(7)
    noise = "0123456789 .-/()+@:,\u200b\u00a0４Aa\nÄ[]'"
    hidden = ("ann@example.com", "4111 1111 1111 1111", "+49 30 901820", "DE89 3704 0044 0532 0130 00")
    alphabet, several = [*noise, *hidden, *hidden], 0
    for _ in range(1_000):
        text = "".join(random.choices(alphabet, k=random.randint(0, 60)))
        found = find(text)
        several += len(found) > 1
        assert all(0 <= each.start < each.end <= len(text) for each in found)
        assert all(one.end <= other.start for one, other in pairwise(found))
    assert several > 100


def test_where_two_finds_overlap_the_likelier_is_kept() -> None:
    phone, card = Found(Kind.PHONE, 0, 9), Found(Kind.CARD, 4, 20)
    assert apart([phone, card, Found(Kind.NAME, 20, 24)]) == [card, Found(Kind.NAME, 20, 24)]


def test_phones_are_read_as_the_countries_of_the_file_write_them() -> None:
    assert regions_of(["Spain", "España", "germany", "ES", "nowhere"]) == ("ES", "DE")
    assert regions_of(["United Kingdom", "UK", "EIRE", "uk"]) == ("GB", "IE")
    assert regions_of([]) == UNKNOWN
    assert redact("612 345 678", ("ES",))[0] == "[phone]"
    assert redact("612 345 678", ("GB",))[0] == "612 345 678"
