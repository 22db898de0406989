"""Words of cells as terms of the vocabularies: known ones by what they mean, others as they are."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from db.folding import fold
from db.format.vocabularies import ACTOR_KINDS, INTERACTION_KINDS, RELATION_KINDS, ROLES
from explorer.exchange.intake.records import Term

_KINDS: Final = {
    "meeting": "gesprek|bijeenkomst|incontro|riunione|reuniao|spotkanie|meet|meetings|met|"
    "bilateral|bilateral meeting|in person|face to face|treffen|"
    "begegnung|sitzung|reunion|rencontre|encuentro|entrevista|встреча|совещание|заседание",
    "call": "calls|phone|phone call|phonecall|telephone|telephone call|video call|videocall|"
    "teleconference|conference call|anruf|telefonat|telefongesprach|appel|appel telephonique|"
    "entretien telephonique|llamada|llamada telefonica|звонок|телефонный разговор|разговор",
    "roundtable": "round table|runder tisch|table ronde|mesa redonda|круглый стол",
    "talks": "negotiation|negotiations|consultation|consultations|dialogue|gesprach|gesprache|"
    "verhandlung|verhandlungen|konsultationen|negociation|negociations|entretien|entretiens|"
    "negociacion|negociaciones|conversaciones|переговоры|консультации",
    "visit": "werkbezoek|bezoek|visita|wizyta|visits|trip|trips|travel|travels|state visit|"
    "official visit|working visit|"
    "besuch|reise|visite|voyage|deplacement|visita|viaje|визит|поездка",
    "arrival": "ankunft|arrivee|llegada|прибытие",
    "statement": "statements|remarks|speech|erklarung|rede|declaration|discours|declaracion|"
    "discurso|заявление|речь|выступление",
    "announcement": "announcements|ankundigung|annonce|anuncio|объявление",
    "publication": "publications|report|readout|veroffentlichung|publicacion|публикация",
    "agreement": "agreements|treaty|contract|deal|accord|memorandum|mou|abkommen|vertrag|"
    "vereinbarung|traite|contrat|acuerdo|tratado|contrato|соглашение|договор",
    "decision": "decisions|vote|votes|roll call|resolution|resolutions|beschluss|abstimmung|"
    "entscheidung|scrutin|decision du conseil|decision judicial|votacion|resolucion|решение|"
    "голосование|резолюция",
    "fighting": "battle|battles|clash|clashes|attack|attacks|war|combat|kampf|angriff|gefecht|"
    "combate|ataque|бой|бои|нападение|атака",
    "other": "misc|sonstiges|autre|autres|otro|otros|другое|прочее",
}
_FAMILIES: Final = (
    ("talk", "meeting|call|dinner|lunch|breakfast|reception|summit|interview|briefing|conference|"
     "conversation|video|hearing|seminar|workshop|forum|session|gipfel|konferenz|sommet|cumbre|"
     "саммит|конференция|форум|treffen|reunion|встреч"),
    ("movement", "visit|trip|travel|tour|arrival|departure|besuch|reise|visite|voyage|viaje|визит"),
    ("words", "letter|e-mail|email|mail|message|tweet|post|press|statement|speech|remarks|brief|"
     "lettre|carta|письмо|заявлен"),
    ("deal", "agree|treaty|contract|sign|vote|decision|grant|aid|loan|purchase|sale|payment|"
     "donation|abkommen|vertrag|accord|acuerdo|договор"),
    ("force", "attack|fight|battle|strike|arrest|bomb|kill|protest|riot|violence|assault|raid"),
)  # fmt: skip
_RELATIONS: Final = {
    "position": "positions|office|post|job|employment|employee|works for|amt|funktion|poste|cargo|"
    "должность|director|directorship|board member|minister",
    "membership": "member|member of|memberships|mitglied|mitgliedschaft|membre|miembro|член|"
    "членство|affiliation",
    "part_of": "part of|subsidiary|belongs to|branch|teil von|filiale|partie de|parte de|часть",
    "leadership": "leads|leader|head|chair|leitung|vorsitz|direction|presidence|lider|глава",
    "ownership": "owner|owns|owned by|shareholder|shares|eigentumer|beteiligung|proprietaire|"
    "propietario|владелец|собственник",
    "family": "spouse|parent|child|sibling|brother|sister|mother|father|son|daughter|married to|"
    "relative|familie|famille|familia|семья|родственник",
    "predecessor": "predecessor of|preceded|vorganger|predecesseur|предшественник",
    "spokesperson": "spokesman|spokeswoman|sprecher|porte-parole|portavoz|представитель по связям",
    "representation": "represents|representative|lobbyist for|represented by|vertretung|vertritt|"
    "represente|representa|представитель",
    "residence": "lives in|resident of|wohnort|residencia",
    "other": "misc|sonstiges|autre|otro|другое",
}
_ROLES: Final = {
    "participant": "participants|teilnehmer|teilnehmerin|participante|участник|member",
    "attendee": "attendees|guest|gast|invite|asistente|invitado|гость|присутствующий",
    "host": "hosts|gastgeber|gastgeberin|hote|anfitrion|хозяин|organizer|organiser|organisator",
    "visitor": "visitors|besucher|visiteur|visitante|посетитель|traveller|traveler",
    "leader": "leaders|chair|chairman|chairperson|head|leiter|vorsitz|dirigeant|lider|председатель",
    "caller": "anrufer|appelant|звонящий",
    "called": "callee|angerufen|appele",
    "speaker": "speakers|redner|sprecher|orateur|orador|оратор|докладчик",
    "addressee": "recipient|receiver|adressat|empfanger|destinataire|destinatario|адресат",
    "signatory": "signer|signatories|unterzeichner|signataire|firmante|подписант",
    "target": "ziel|cible|objetivo|цель",
    "subject": "gegenstand|sujet|sujeto|предмет",
}
_STANDINGS: Final = {
    "took_place": "took place|yes|done|held|completed|confirmed|happened|occurred|stattgefunden|ja|"
    "durchgefuhrt|bestatigt|tenue|oui|effectue|realizada|si|celebrada|состоялась|да|true|1",
    "planned": "plan|scheduled|upcoming|future|intended|expected|tbc|geplant|vorgesehen|prevu|"
    "prevue|planificado|prevista|previsto|запланирована|планируется|tentative",
    "denied": "disputed|refuted|dementiert|bestritten|dementi|nie|desmentido|negado|опровергнута",
    "cancelled": "canceled|cancelled|called off|postponed|abgesagt|verschoben|annule|annulee|"
    "reporte|cancelado|cancelada|aplazada|отменена|перенесена|no|false|0",
    "unclear": "unknown|unconfirmed|uncertain|unklar|unbekannt|inconnu|incertain|desconocido|"
    "неизвестно|неясно",
}
_ACTOR_KINDS: Final = {
    "person": "people|persons|individual|human|man|woman|mensch|personne|persona|человек|лицо",
    "organisation": "organization|organisations|org|company|companies|firm|institution|ngo|party|"
    "body|agency|firma|unternehmen|verband|entreprise|societe|organisme|organizacion|empresa|"
    "организация|компания|legal entity|business",
    "state": "country|countries|nation|staat|land|pays|etat|pais|estado|страна|государство",
    "group": "groups|collective|gruppe|groupe|grupo|группа|delegation",
    "office": "public body|ministry|department|post|amt|behorde|ministere|ministerio|министерство|"
    "ведомство|office of",
}


def _index(names: tuple[str, ...], words: dict[str, str]) -> dict[str, str]:
    found = {fold(name.replace("_", " ")): name for name in names}
    for name, phrases in words.items():
        for phrase in phrases.split("|"):
            found.setdefault(phrase, name)
    return found


_KIND_OF: Final = _index(tuple(row[0] for row in INTERACTION_KINDS), _KINDS)
_RELATION_OF: Final = _index(tuple(row[0] for row in RELATION_KINDS), _RELATIONS)
_ROLE_OF: Final = _index(tuple(row[0] for row in ROLES), _ROLES)
_ACTOR_KIND_OF: Final = _index(tuple(row[0] for row in ACTOR_KINDS), _ACTOR_KINDS)
_STANDING_OF: Final = _index((), _STANDINGS)
_DIRECTIONS: Final = {"source": "from", "sender": "from", "from": "from", "to": "to"}
_APART: Final = re.compile(r"\W+")


@lru_cache(maxsize=4_096)
def interaction_kind(words: str) -> Term | str:
    """Give the kind of an interaction that words of a cell name."""
    known = _KIND_OF.get(_folded(words))
    return known or Term(_name_of(words), _label_of(words), _family_of(words))


@lru_cache(maxsize=4_096)
def known_interaction_kind(words: str) -> str:
    """Give the built-in kind that words name; "" for none."""
    return _KIND_OF.get(_folded(words), "")


@lru_cache(maxsize=4_096)
def relation_kind(words: str) -> Term | str:
    """Give the kind of a relation that words of a cell name."""
    return _RELATION_OF.get(_folded(words)) or Term(_name_of(words), _label_of(words))


@lru_cache(maxsize=4_096)
def role(words: str) -> Term | str:
    """Give the role that words of a cell name."""
    known = _ROLE_OF.get(_folded(words))
    direction = _DIRECTIONS.get(_folded(words), "none")
    return known or Term(_name_of(words), _label_of(words), direction)


@lru_cache(maxsize=4_096)
def known_role(words: str) -> str:
    """Give the built-in role that words name; "" for none."""
    return _ROLE_OF.get(_folded(words), "")


@lru_cache(maxsize=4_096)
def actor_kind(words: str) -> Term | str:
    """Give the kind of actor that words of a cell name."""
    return _ACTOR_KIND_OF.get(_folded(words)) or Term(_name_of(words), _label_of(words))


@lru_cache(maxsize=4_096)
def known_actor_kind(words: str) -> str:
    """Give the built-in kind of actor that words name; "" for none."""
    return _ACTOR_KIND_OF.get(_folded(words), "")


@lru_cache(maxsize=4_096)
def standing(words: str) -> str:
    """Give the standing that words of a cell name; "" where they name none."""
    folded = _folded(words)
    return (
        folded.replace(" ", "_")
        if folded == "took place"
        else _STANDING_OF.get(folded, folded if folded in _STANDINGS else "")
    )


def _folded(words: str) -> str:
    return fold(words.replace("_", " ")).strip(" .")


def _name_of(words: str) -> str:
    return _APART.sub("_", fold(words)).strip("_") or fold(words) or "other"


def _label_of(words: str) -> str:
    return " ".join(words.replace("_", " ").split())


def _family_of(words: str) -> str:
    folded = _folded(words)
    for family, parts in _FAMILIES:
        if any(part in folded for part in parts.split("|")):
            return family
    return "other"
