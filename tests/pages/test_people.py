"""Bylines and dates as they stand in a line, in many languages."""

from __future__ import annotations

import pytest

from readlater.pages.clues.people import clean_name, dates_in, find_byline, is_date_line, is_name, names_before_roles


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Article written by: Ann Lee", "Ann Lee"),
        ("Analysis by Ann Lee", "Ann Lee"),
        ("By ANN LEE and BO EK", "Ann Lee and Bo Ek"),
        ("Authors: Ann Lee and Bo Ek, Extension horticulture educators", "Ann Lee and Bo Ek"),
        ("By Ann Lee, MD", "Ann Lee, MD"),
        ("Geschrieben von Hanna Meier", "Hanna Meier"),
        ("Publié par Jeanne Durand", "Jeanne Durand"),
        ("Par Jeanne Durand avec AFP", "Jeanne Durand"),
        ("Escrito por Ana Pérez", "Ana Pérez"),
        ("Skrevet av Ola Berg", "Ola Berg"),
        ("Tekst: Ola Berg", "Ola Berg"),
        ("Ditulis oleh Budi Santoso", "Budi Santoso"),
        ("Penulis: Budi Santoso", "Budi Santoso"),
        ("Bởi Nguyễn Văn An", "Nguyễn Văn An"),
        ("Szerző: Nagy Péter", "Nagy Péter"),
        ("Kirjoittaja: Matti Meri", "Matti Meri"),
        ("Γράφει ο Γιώργος Παπάς", "Γιώργος Παπάς"),
        ("Анна Петрова, специальный корреспондент", "Анна Петрова"),
        ("Анна Петрова, журналист «Вестника»", "Анна Петрова"),
        ("מאת: דנה כהן", "דנה כהן"),
        ("מאת דנה כהן", "דנה כהן"),
        ("โดย สมชาย ใจดี", "สมชาย ใจดี"),
        ("ผู้เขียน: สมชาย ใจดี", "สมชาย ใจดี"),
        ("本报记者 王小明", "王小明"),
        ("本报记者：王小明", "王小明"),
        ("نویسنده: علی رضایی", "علی رضایی"),
    ],
)
def test_bylines(line: str, name: str) -> None:
    byline = find_byline(line)
    assert byline is not None
    assert byline.name == name


@pytest.mark.parametrize(
    "line",
    [
        "Article by the sea",
        "Review by phone only",
        "Мария Иванова, врач",
        "记者从会上了解到",
        "כתב העת החדש יצא לאור היום בבוקר",
        "โดยทั่วไปแล้วกาแฟจะ",
    ],
)
def test_prose_is_no_byline(line: str) -> None:
    assert find_byline(line) is None


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("١٢ كانون الثاني ٢٠٢٤", "2024-01-12"),
        ("12 شباط/فبراير 2024", "2024-02-12"),
        ("12 كانون الثاني/يناير 2024", "2024-01-12"),
        ("12 ม.ค. 2567", "2024-01-12"),
        ("12 กุมภาพันธ์ 2567", "2024-02-12"),
        ("เผยแพร่: 12 ม.ค. 2567 10:30", "2024-01-12T10:30"),
        ("14 tháng 1 năm 2022", "2022-01-14"),
        ("14 thg 1, 2022", "2022-01-14"),
        ("14η Ιανουαρίου 2022", "2022-01-14"),
        ("14-Jan-2022", "2022-01-14"),
    ],
)
def test_dates(line: str, date: str) -> None:
    assert dates_in(line) == [(date, False)]
    assert is_date_line(line)


def test_what_stands_about_a_name_goes() -> None:
    assert clean_name("Ann Lee ●") == "Ann Lee"
    assert clean_name("ANN VON LEE") == "Ann von Lee"
    assert clean_name("BBC News") == "BBC News"


def test_names_before_roles() -> None:
    assert names_before_roles("Ann Lee, MS, RD") == "Ann Lee, MS, RD"
    assert names_before_roles("Ann Lee, Bo Ek, who keep the clocks of the town") == "Ann Lee, Bo Ek"
    assert names_before_roles("no name, at all") == "no name, at all"
    assert is_name("สมชาย ใจดี")
