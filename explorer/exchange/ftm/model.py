"""What of FollowTheMoney's model is needed here: which schemata are who, what and where from."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from explorer.exchange.intake.records import Term

ACTORS: Final[dict[str, Term | str]] = {
    "Person": "person",
    "LegalEntity": "organisation",
    "Organization": "organisation",
    "Company": "organisation",
    "PublicBody": "organisation",
    "Position": "office",
}
"""Kinds of actors by schema."""

ASSETS: Final = (
    "Airplane", "Asset", "BankAccount", "Contract", "CourtCase", "CryptoWallet", "License",
    "Project", "RealEstate", "Security", "UserAccount", "Value", "Vehicle", "Vessel",
)  # fmt: skip
"""What is owned, used or disputed: actors of kinds of their own, since others hold on to them."""

INTERACTIONS: Final[dict[str, Term | str]] = {
    "Event": Term("event", "Event", "other"),
    "Trip": Term("trip", "Trip", "movement"),
    "Call": "call",
    "Message": Term("message", "Message", "words"),
    "Email": Term("email", "Email", "words"),
    "Payment": Term("payment", "Payment", "deal"),
}

PARTS: Final[dict[str, Term | str]] = {
    "organizer": Term("organizer", "Organiser", "none"),
    "involved": "participant",
    "caller": "caller",
    "receiver": "called",
    "sender": Term("sender", "Sender", "from"),
    "emitters": Term("sender", "Sender", "from"),
    "recipients": Term("recipient", "Recipient", "to"),
    "payer": Term("payer", "Payer", "from"),
    "beneficiary": Term("beneficiary", "Beneficiary", "to"),
}
"""Roles of participants by the property that names them."""

DOCUMENTS: Final = frozenset(
    ("Article", "Audio", "Document", "Folder", "HyperText", "Image", "Package", "Pages",
     "PlainText", "Table", "Video", "Workbook")
)  # fmt: skip
HELD: Final = frozenset(
    ("Address", "Documentation", "Identification", "Mention", "Note", "Passport", "Sanction")
)
"""What says something about another entity and is taken with that."""

PASSED_OVER: Final = frozenset(("Page", "Similar", "TaxRoll"))


@dataclass(frozen=True, slots=True)
class Edge:
    """A schema that joins two entities, from the holder or part to the whole."""

    source: str
    target: str
    kind: Term | str


EDGES: Final[dict[str, Edge]] = {
    "Associate": Edge("person", "associate", Term("associate", "is an associate of", "other")),
    "ContractAward": Edge("supplier", "contract", Term("award", "was awarded", "other")),
    "CourtCaseParty": Edge("party", "case", Term("party_to_case", "is party to", "other")),
    "Debt": Edge("debtor", "creditor", Term("debt", "owes to", "other")),
    "Directorship": Edge(
        "director", "organization", Term("directorship", "is a director of", "position")
    ),
    "Employment": Edge("employee", "employer", Term("employment", "works for", "position")),
    "Family": Edge("person", "relative", "family"),
    "Membership": Edge("member", "organization", "membership"),
    "Occupancy": Edge("holder", "post", "position"),
    "Ownership": Edge("owner", "asset", "ownership"),
    "ProjectParticipant": Edge(
        "participant", "project", Term("project", "takes part in", "membership")
    ),
    "Representation": Edge("agent", "client", "representation"),
    "Succession": Edge("predecessor", "successor", "predecessor"),
    "UnknownLink": Edge("subject", "object", "other"),
}

IDENTIFIERS: Final[dict[str, str]] = {
    "wikidataId": "wikidata",
    "leiCode": "lei",
    "imoNumber": "imo",
    "innCode": "inn",
    "ogrnCode": "ogrn",
    "registrationNumber": "registration",
    "taxNumber": "tax",
    "vatCode": "vat",
    "idNumber": "id",
    "passportNumber": "passport",
    "opencorporatesUrl": "opencorporates",
    "isin": "isin",
    "dunsCode": "duns",
    "swiftBic": "bic",
}
NAMES: Final[dict[str, str | None]] = {
    "name": None,
    "alias": "alias",
    "weakAlias": "weak alias",
    "previousName": "previous name",
    "abbreviation": "abbreviation",
}
"""Properties with names, and what is noted about those."""


def is_known(schema: str) -> bool:
    """Tell whether entities of a schema have a place here."""
    return (
        schema in ACTORS
        or schema in ASSETS
        or schema in INTERACTIONS
        or schema in EDGES
        or schema in DOCUMENTS
        or schema in HELD
    )


def is_actor(schema: str) -> bool:
    """Tell whether entities of a schema become actors; those that are unknown do."""
    return schema in ACTORS or schema in ASSETS or not is_known(schema)


def kind_of(schema: str) -> Term | str:
    """Give the kind of actors of a schema."""
    known = ACTORS.get(schema)
    if known is not None:
        return known
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", schema)
    return Term(words.lower().replace(" ", "_"), words.capitalize())
