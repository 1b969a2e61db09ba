"""What a file is and what its columns mean, by names and by values; what it does not tell is asked, twice at most."""

from __future__ import annotations

import random
from datetime import date, timedelta
from pathlib import Path

import pytest

from segments.shapes import Kind, Role, Understanding
from segments.tables import read
from segments.understanding import DAY_FIRST, MONTH_FIRST, understand
from tests.segments.files import Retail, public, table_of


def role_of(understanding: Understanding, role: Role) -> str | None:
    return next((column.name for column in understanding.columns if column.role is role), None)


def orders(header: str, day: str = "%Y-%m-%d", lines: int = 200, delimiter: str = ",") -> str:
    """Orders of 40 customers: number, customer, time, money."""
    chance = random.Random(7)
    rows = [header]
    for place in range(lines):
        on = date(2024, 1, 1) + timedelta(days=chance.randrange(300))
        rows.append(
            delimiter.join(
                (
                    f"A{1000 + place // 2}",
                    f"{10_000 + chance.randrange(40)}",
                    on.strftime(day),
                    f"{place % 37}.9{place % 10}",
                )
            )
        )
    return "\n".join(rows) + "\n"


@pytest.mark.parametrize(
    ("name", "kind", "roles", "said"),
    [
        (
            "cdnow_sample.txt",
            Kind.TRANSACTIONS,
            {
                Role.CUSTOMER: "column 1",
                Role.TIME: "column 3",
                Role.QUANTITY: "column 4",
                Role.AMOUNT: "column 5",
                Role.IGNORED: "column 2",
            },
            "6,919 purchases, customer in column 1, time in column 3, money in column 5.",
        ),
        (
            "telco_churn.csv",
            Kind.CUSTOMERS,
            {Role.CUSTOMER: "customerID", Role.OUTCOME: "Churn", Role.CHANNEL: None},
            "7,043 customers, each known by customerID; 19 columns describe them, Churn is kept aside to check the "
            "segments by.",
        ),
        (
            "banking77_train.csv.gz",
            Kind.TEXTS,
            {Role.TEXT: "text"},
            "10,003 texts in text, with category beside them.",
        ),
    ],
)
def test_public_files_are_understood_without_a_question(
    tmp_path: Path, name: str, kind: Kind, roles: dict[Role, str | None], said: str
) -> None:
    with read(public(name), name, tmp_path) as table:
        understanding = understand(table)
    assert (understanding.kind, understanding.questions) == (kind, ())
    assert {role: role_of(understanding, role) for role in roles} == roles
    assert understanding.said == said


def test_online_retail_is_understood_without_a_question(retail: Retail) -> None:
    understanding = retail.understanding
    assert (understanding.kind, understanding.questions) == (Kind.TRANSACTIONS, ())
    assert {column.name: column.role for column in understanding.columns} == {
        "InvoiceNo": Role.ORDER,
        "StockCode": Role.PRODUCT,
        "Description": Role.ATTRIBUTE,
        "Quantity": Role.QUANTITY,
        "InvoiceDate": Role.TIME,
        "UnitPrice": Role.PRICE,
        "CustomerID": Role.CUSTOMER,
        "Country": Role.ATTRIBUTE,
    }
    assert understanding.said == (
        "541,909 order lines, customer in CustomerID, time in InvoiceDate, money from Quantity times UnitPrice; "
        "135,080 lines have no customer."
    )


@pytest.mark.parametrize(
    "header",
    [
        "order_id,user_id,created_at,total",
        "OrderNo,Customer,OrderDate,Revenue",
        "Bestellnummer,Kundennummer,Bestelldatum,Umsatz",
        "transaction_id,client_id,date,amount_eur",
    ],
)
def test_orders_are_understood_by_many_names(tmp_path: Path, header: str) -> None:
    understanding = understand(table_of(tmp_path, orders(header)))
    assert (understanding.kind, understanding.questions) == (Kind.TRANSACTIONS, ())
    order, customer, time, money = header.split(",")
    found = {role: role_of(understanding, role) for role in (Role.ORDER, Role.CUSTOMER, Role.TIME, Role.AMOUNT)}
    assert found == {Role.ORDER: order, Role.CUSTOMER: customer, Role.TIME: time, Role.AMOUNT: money}


def test_who_bought_is_asked_where_no_name_says_it_and_the_answer_counts(tmp_path: Path) -> None:
    table = table_of(tmp_path, orders("order_id,ref,created_at,total"))
    asked = understand(table).questions
    assert [question.role for question in asked] == [Role.CUSTOMER]
    assert "c2" in asked[0].choices
    answered = understand(table, {"c2": Role.CUSTOMER})
    assert (role_of(answered, Role.CUSTOMER), answered.questions) == ("ref", ())


def test_a_correction_moves_a_role(tmp_path: Path) -> None:
    table = table_of(tmp_path, orders("order_id,user_id,created_at,total"))
    corrected = understand(table, {"c1": Role.CUSTOMER, "c2": Role.IGNORED})
    assert [column.role for column in corrected.columns][:2] == [Role.CUSTOMER, Role.IGNORED]


def test_day_or_month_first_is_asked_only_where_the_column_does_not_tell(tmp_path: Path) -> None:
    header = "order_id,user_id,created_at,total"
    told = understand(table_of(tmp_path, orders(header, day="%d/%m/%Y")))
    assert told.questions == ()
    assert told.columns[2].form == "%d/%m/%Y"
    (tmp_path / "b").mkdir()
    rows = [f"A{place},{place % 9},0{place % 8 + 1}/0{place % 7 + 1}/2024,5.{place}" for place in range(90)]
    table = table_of(tmp_path / "b", "\n".join([header, *rows]))
    asked = understand(table).questions
    assert [(question.role, question.choices) for question in asked] == [(Role.TIME, (DAY_FIRST, MONTH_FIRST))]
    answered = understand(table, {MONTH_FIRST: Role.TIME})
    assert (answered.columns[2].form, answered.questions) == ("%m/%d/%Y", ())


def test_two_columns_of_money_are_asked_about(tmp_path: Path) -> None:
    rows = [f"A{place},{place % 9},2024-01-{place % 28 + 1:02},5.{place},6.{place}" for place in range(90)]
    table = table_of(tmp_path, "\n".join(["order_id,user_id,created_at,amount_net,amount_gross", *rows]))
    assert [(each.role, set(each.choices)) for each in understand(table).questions] == [(Role.AMOUNT, {"c4", "c5"})]


def test_at_most_two_questions_are_asked(tmp_path: Path) -> None:
    rows = [
        f"A{place // 2},{place % 9 + 400},{place % 7 + 300},0{place % 8 + 1}/0{place % 7 + 1}/2024,5.{place},6.{place}"
        for place in range(90)
    ]
    table = table_of(tmp_path, "\n".join(["order_id,ref,code,created_at,amount_net,amount_gross", *rows]))
    assert len(understand(table).questions) <= 2


def test_customers_with_a_postcode_and_a_day_are_no_orders(tmp_path: Path) -> None:
    rows = [f"K{place},{10_000 + place % 12},2024-01-{place % 28 + 1:02},{20 + place % 50}" for place in range(90)]
    understanding = understand(table_of(tmp_path, "\n".join(["id,zip,signup,age", *rows])))
    assert (understanding.kind, role_of(understanding, Role.CUSTOMER)) == (Kind.CUSTOMERS, "id")


def test_answers_on_a_scale_are_a_survey(tmp_path: Path) -> None:
    chance = random.Random(3)
    rows = [",".join([str(place), *[str(chance.randint(1, 5)) for _ in range(6)], "ok"]) for place in range(90)]
    understanding = understand(table_of(tmp_path, "\n".join(["respondent_id,q1,q2,q3,q4,q5,q6,remark", *rows])))
    assert understanding.kind is Kind.SURVEY
    assert sum(column.role is Role.ANSWER for column in understanding.columns) == 6
    assert understanding.said == "90 respondents, 6 questions answered on a scale."


def test_reviews_with_ratings_and_people_are_texts(tmp_path: Path) -> None:
    rows = [
        f'u{place % 30},2024-01-{place % 28 + 1:02},{place % 5 + 1},"It came late, number {place} of many"'
        for place in range(90)
    ]
    understanding = understand(table_of(tmp_path, "\n".join(["user_id,date,rating,review", *rows])))
    assert (understanding.kind, role_of(understanding, Role.TEXT)) == (Kind.TEXTS, "review")


def test_events_without_money_are_understood(tmp_path: Path) -> None:
    rows = [f"{place % 30 + 100},2024-01-{place % 28 + 1:02} 10:0{place % 9}:00,click" for place in range(90)]
    understanding = understand(table_of(tmp_path, "\n".join(["user_id,timestamp,event", *rows])))
    assert understanding.said == "90 events, customer in user_id, time in timestamp."


def test_renamed_and_reordered_columns_keep_their_meaning(tmp_path: Path) -> None:
    rows = [line.split(",") for line in orders("order_id,user_id,created_at,total").splitlines()]
    turned = "\n".join(",".join(reversed(row)) for row in rows)
    (tmp_path / "b").mkdir()
    one = understand(table_of(tmp_path, "\n".join(map(",".join, rows))))
    other = understand(table_of(tmp_path / "b", turned))
    assert {column.name: column.role for column in one.columns} == {
        column.name: column.role for column in other.columns
    }
