"""What stands before a number and says what it is of."""

from __future__ import annotations

import re
from functools import cached_property

REACH = 40
_TAIL = r"(?:[\s:=.,#()/-]|\b(?:number|numbers|no|nr|num|numéro|número|nummer|numer|code|id|is|was|ist|war|lautet|es|est|on|at|me|us|mich|uns|unter|al|au|o|n|my|meine|our|your|the|is:)\b){0,8}\Z"  # noqa: E501
_THING = re.compile(
    r"(?:\b(?:order|invoice|tracking|shipment|parcel|ticket|case|reference|ref|article|item|sku|ean|gtin|upc|isbn|issn|"
    r"product|serial|model|part|batch|lot|policy|booking|transaction|receipt|account|imei|po|rma|barcode|version|"
    r"customer|client|kunden|bestell\w{0,12}|auftrag\w{0,12}|rechnung\w{0,12}|sendung\w{0,12}|artikel\w{0,12}|"
    r"kundennummer|kundennr|vorgang\w{0,12}|liefer\w{0,12}|serien\w{0,12}|commande|facture|colis|suivi|référence|"
    r"produit|article|pedido|factura|envío|seguimiento|referencia|artículo|ordine|fattura|spedizione|articolo|"
    r"bestelling|factuur|zamówieni\w{0,4}|faktur\w{0,4}|encomenda|fatura)|#)" + _TAIL,
    re.I,
)
_PHONE = re.compile(
    r"(?:\b(?:phone|telephone|tel|call|calls|called|mobile|cell|whatsapp|text|sms|fax|reach|ring|telefon\w{0,8}|"
    r"handy\w{0,8}|mobil\w{0,8}|ruf\w{0,4}|anruf\w{0,4}|rückruf|erreich\w{0,4}|téléphone|portable|appel\w{0,4}|"
    r"joindre|rappel\w{0,4}|teléfono|móvil|llam\w{0,5}|cellulare|telefono|chiam\w{0,5}|telefoon\w{0,6}|bel|zadzwoń|"
    r"telefone|celular|contact)|☎|📞|电话)" + _TAIL,
    re.I,
)
_IDENTITY = re.compile(
    r"\b(?:ssn|social security|social insurance|national insurance|national id|nat\.? id|identity|identification|"
    r"personal id|tax id|taxpayer|tin|nhs|nino|ni|sin|tfn|itin|steuer\w{0,20}|sozialversicherung\w{0,8}|ausweis\w{0,8}|"
    r"personalausweis\w{0,8}|sécurité sociale|insee|nir|dni|nie|nif|cif|codice fiscale|bsn|burgerservice\w{0,8}|"
    r"rijksregister\w{0,8}|registre national|pesel|personnummer|fødselsnummer|cpr|cpf|cnp|rut|curp|aadhaar|aadhar|pan|"
    r"hetu|henkilötunnus|egn|oib|kimlik|rodné číslo|ahv|avs|身份证\w{0,4}|isikukood)" + _TAIL,
    re.I,
)
_MONEY_BEFORE = re.compile(r"(?:[$€£¥₹]|\b(?:EUR|USD|GBP|CHF|Rs))\s?\Z")
_STATE_BEFORE = re.compile(r"\b[A-Z]{2},?\s{1,3}\Z")
_UNIT_AFTER = re.compile(r"\s?(?:[€$£¥%₹°]|(?:EUR|USD|GBP|CHF|kg|km|cm|mm|ml|pcs|Stück|units|points|Punkte|years)\b)")


class Before:
    """What stands before the place where a number begins; each question is asked once, and only if it matters."""

    def __init__(self, text: str, start: int) -> None:
        self._before = text[max(0, start - REACH) : start]

    @cached_property
    def of_a_thing(self) -> bool:
        """An order, an article, an invoice."""
        return bool(_THING.search(self._before))

    @cached_property
    def of_a_phone(self) -> bool:
        return bool(_PHONE.search(self._before))

    @cached_property
    def of_an_identity(self) -> bool:
        return bool(_IDENTITY.search(self._before))

    @cached_property
    def of_a_state(self) -> bool:
        """`MA 02110-1301`: a postcode of the United States."""
        return bool(_STATE_BEFORE.search(self._before))

    @cached_property
    def of_money(self) -> bool:
        return bool(_MONEY_BEFORE.search(self._before))


def has_unit(text: str, end: int) -> bool:
    """Whether what ends there is so many euros, kilograms or pieces."""
    return bool(_UNIT_AFTER.match(text, end))
