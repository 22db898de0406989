"""What headings mean in English, German, French, Spanish and Russian."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from db.folding import fold

_CAMEL: Final = re.compile(r"(?<=[a-zа-я0-9])(?=[A-ZА-Я])")
_APART: Final = re.compile(r"[\s_./:;,\-–()\[\]#*?]+")

_CONCEPTS: Final[dict[str, str]] = {
    "id": "id|key|uid|uuid|guid|identifier|record id|row id|case id|entry id|ref|reference number|"
    "nr|no|num|kennung|lfd nr|laufende nummer|identifiant|numero|n°|identificador|ид|номер|код|"
    "rcid|qid",
    "event_id": "event id|meeting id|interaction id|visit id|trip id|treffen id|termin id|"
    "id reunion|id evento|id встречи|event|meeting no",
    "actor_id": "person id|actor id|people id|participant id|member id|personen id|id persona|"
    "id personne|id участника|org id|organisation id|organization id|entity id|attendee id",
    "person": "delegation|user|users|username|screen name|handle|deelnemer|deelnemers|"
    "partecipanti|participantes|uczestnik|uczestnicy|"
    "representative|representatives|met|"
    "who|person|persons|people|participant|participants|attendee|attendees|attended by|"
    "present|visitor|visitors|guest|guests|interlocutor|interlocutors|counterpart|counterparts|"
    "minister|official|officials|mep|member|members|delegate|speaker|speakers|lobbyist|lobbyists|"
    "met with|meeting with|with|host|leader|name of minister|name of person|traveler|traveller|"
    "personen|teilnehmer|teilnehmende|teilnehmerin|anwesende|gast|gaste|besucher|abgeordnete|"
    "abgeordneter|gesprachspartner|politiker|mit wem|wer|"
    "personne|personnes|participants|invite|invites|interlocuteurs|ministre|depute|qui|"
    "persona|personas|participante|participantes|asistente|asistentes|visitante|ministro|quien|"
    "участник|участники|лицо|персона|фио|гость|гости|министр|депутат|кто|с кем|person name|"
    "actor|actors|akteur|akteure|acteur|acteurs|actores|party|parties|side|sides",
    "name": "name|full name|names|nom|nom complet|nombre|nombre completo|имя|название|наименование|"
    "vollstandiger name|label|actor name|title and name|display name",
    "first_name": "namefirst|name first|first name|given name|forename|firstname|vorname|prenom|"
    "nombre de pila|nombres|"
    "имя отчество",
    "last_name": "namelast|name last|last name|surname|family name|lastname|nachname|"
    "familienname|nom de famille|"
    "apellido|apellidos|фамилия",
    "other_name": "other name|other names|alias|aliases|aka|also known as|alternative name|"
    "autre nom|otro nombre|псевдоним|native name|short name|weitere namen",
    "organisation": "externe partij|externe partijen|cabinet|cabinets|organisatie|organisaties|"
    "bedrijf|organizzazione|azienda|"
    "organizacao|organizacja|entity/ies|entities|interest group|body met|"
    "organisation|organisations|organization|organizations|org|orgs|company|"
    "companies|institution|institutions|employer|firm|body|agency|ngo|registrant|client|clients|"
    "interest representative|interest representatives|entity|department|ministry|affiliation|"
    "name of organisation|name of organization|organisationen|firma|firmen|unternehmen|verband|"
    "verbande|behorde|ministerium|einrichtung|lobbyverband|organisme|organismes|entreprise|"
    "societe|ministere|organizacion|organizaciones|empresa|empresas|institucion|entidad|"
    "ministerio|организация|организации|компания|ведомство|учреждение|министерство|political group",
    "state": "country|countries|state|states|nation|nations|land|lander|staat|staaten|pays|etat|"
    "etats|pais|paises|estado|estados|страна|страны|государство|государства|member state",
    "from": "author|writer|supplier|source|from|from node|from node id|"
    "geber|giver|donor|grantor|payer|lender|seller|exporter|bailleur|donante|"
    "sender|ego|node1|node 1|source id|sourceid|from id|start node|u|tail|"
    "from actor|actor1|actor 1|actor a|party a|caller|initiator|von|absender|quelle|de|emetteur|"
    "origen|desde|remitente|от|от кого|источник связи|country a|side a|state a|state1|person a|"
    "person 1|person1|subject|source name|i",
    "to": "callee|"
    "target|to|to node|to node id|"
    "payee|grantee|beneficiary|borrower|buyer|importer|beneficiaire|beneficiario|"
    "recipient|receiver|alter|node2|node 2|target id|targetid|to id|end node|v|"
    "head|to actor|actor2|actor 2|actor b|party b|called|addressee|an|nach|empfanger|ziel|a|vers|"
    "destinataire|cible|destino|destinatario|hacia|к|кому|адресат|country b|side b|state b|state2|"
    "person b|person 2|person2|object|target name|j",
    "direction": "directed|type directed|direction",
    "kind": "predicate|rel type|edge type|verb|soort|tipologia|rodzaj|event|"
    "type|kind|category|class|form|format|event type|meeting type|interaction type|"
    "type of meeting|type of event|interaction|mode|art|typ|kategorie|genre|categorie|"
    "type de reunion|tipo|clase|categoria|tipo de reunion|тип|вид|категория|форма|relation|"
    "relationship|relation type|beziehung|lien|relacion|связь",
    "date": "dag|data|giorno|dia da reuniao|data spotkania|signed|sent|date sent|"
    "date|dates|day|when|datetime|date time|timestamp|meeting date|event date|"
    "date of meeting|date of event|visit date|date of visit|call date|on|datum|"
    "tag|termin|wann|datum des treffens|jour|quand|date de reunion|date de la reunion|fecha|"
    "fecha de reunion|cuando|дата|когда|дата встречи|день встречи|date held|dated",
    "start": "from|von|de|du|с|desde el|aanvang|begindatum|data inizio|inizio|data de inicio|"
    "start|begin|beginning|termstart|notified on|appointed|appointed on|date appointed|"
    "appointment date|"
    "date of appointment|joined|joined on|date joined|took office|assumed office|enter|entered|"
    "start date|startdate|begin date|from date|date from|since|"
    "arrival|arrival date|first day|valid from|started|start time|in office from|term start|"
    "beginn|anfang|startdatum|von datum|ab|seit|ankunft|amtsantritt|"
    "debut|date de debut|date debut|arrivee|depuis|entree en fonction|"
    "inicio|fecha inicio|fecha de inicio|llegada|comienzo|"
    "начало|дата начала|с|приезд|прибытие|timestart",
    "end": "to|bis|au|hasta el|einddatum|eindtijd|data fine|fine|data de fim|fim|"
    "end|finish|resigned|resigned on|resignation date|date resigned|left|left on|left office|"
    "ceased|ceased on|exit|termend|terminated mission|terminated|termination date|end date|"
    "enddate|to date|date to|until|till|departure|departure date|"
    "last day|valid to|valid until|ended|end time|in office until|term end|"
    "ende|schluss|enddatum|bis|bis datum|abreise|amtsende|"
    "fin|date de fin|date fin|jusque|jusqu a|fin de fonction|"
    "final|fecha fin|fecha de fin|hasta|salida|termino|"
    "конец|дата окончания|окончание|по|отъезд|timeend",
    "year": "year|jahr|annee|an|ano|anyo|год",
    "month": "month|monat|mois|mes|месяц",
    "day": "day|tag|jour|dia|день|day of month",
    "time": "time|hour|clock|time of day|uhrzeit|zeit|heure|hora|время",
    "timeset": "timeset|time set|interval|intervals|spells",
    "place": "locatie|plaats|stad|luogo|citta|local|cidade|miejsce|miasto|"
    "place|location|city|venue|where|locale|town|meeting place|place of meeting|site|"
    "ort|stadt|tagungsort|treffpunkt|wo|lieu|ville|endroit|ou|lugar|ciudad|sede|donde|"
    "место|город|где|место встречи",
    "latitude": "latitude|lat|breite|breitengrad|latitud|широта",
    "longitude": "longitude|lon|lng|long|lange|langengrad|longitud|долгота",
    "title": "mission|operation|treaty|agreement|convention|motion|bill|resolution|project|"
    "conference|summit|case|"
    "titolo|tytul|title of meeting|title of event|name of meeting|"
    "title|headline|heading|meeting|event|meeting title|event title|event name|"
    "name of event|titel|uberschrift|veranstaltung|treffen|bezeichnung|titre|intitule|reunion|"
    "evenement|titulo|evento|acto|заголовок|мероприятие|событие|встреча|short",
    "topic": "materia|onderwerp|argomento|oggetto|assunto|temat|reason|"
    "about|about what|what about|what for|what|what was discussed|discussed|re|concerning|"
    "worum|woruber|worum es ging|de quoi|quoi|de que|о чем|"
    "topic|topics|theme|themes|issue|issues|agenda|keywords|keyword|tags|tag list|"
    "subject|subjects|subject matter|purpose|purpose of meeting|topics discussed|matter|"
    "thema|themen|betreff|gegenstand|zweck|anlass|sujet|sujets|theme de la reunion|objet|"
    "objet de la reunion|motif|tema|temas|asunto|asuntos|objeto|motivo|"
    "тема|темы|вопрос|вопросы|повестка|предмет|цель",
    "description": "description|remarks|remark|notes|note|comment|comments|details|summary|"
    "abstract|content|text|minutes|beschreibung|bemerkung|bemerkungen|anmerkung|anmerkungen|notiz|"
    "notizen|kommentar|inhalt|zusammenfassung|protokoll|remarques|remarque|commentaire|resume|"
    "detail|compte rendu|descripcion|observaciones|notas|comentario|resumen|detalles|"
    "описание|примечание|примечания|комментарий|подробности|содержание|заметки|descr",
    "role": "role|roles|rolle|funktion im treffen|role in meeting|rol|papel|роль|mep role",
    "capacity": "capacity|position|function|post|office|job|job title|position held|office held|"
    "portfolio|rank|designation|funktion|amt|position amt|stellung|dienstgrad|fonction|poste|"
    "qualite|titre officiel|cargo|puesto|funcion|должность|пост|звание|vote|position title",
    "standing": "status|standing|state of meeting|outcome|estado de la reunion|statut|статус|"
    "took place",
    "url": "url|link|links|source url|sourceurl|web|website|web page|href|uri|quelle url|lien web|"
    "enlace|ссылка|адрес|source link",
    "source": "who says so|who says|says who|told by|said by|as told by|how we know|"
    "how do we know|how do you know|how known|known from|evidence|"
    "wer sagt es|laut|woher|source|sources|source name|"
    "reference|references|citation|according to|reported by|"
    "media|newspaper|outlet|quelle|quellen|beleg|zeitung|fuente|fuentes|fuente de informacion|"
    "source d information|reference documentaire|источник|источники|provenance",
    "publisher": "publisher|herausgeber|editeur|editor|editorial|издатель|publication",
    "author": "author|authors|byline|autor|autorin|auteur|автор",
    "published": "published|publication date|date published|veroffentlicht|publie|publicado|"
    "дата публикации",
    "quote": "quote|quotes|quotation|verbatim|words|statement text|zitat|wortlaut|cita|"
    "citation textuelle|цитата",
    "amount": "amount|amounts|sum|value|budget|cost|costs|betrag|summe|kosten|montant|somme|cout|"
    "importe|suma|monto|coste|сумма|стоимость|amount usd|amount eur",
    "unit": "currency|unit|wahrung|einheit|devise|unite|moneda|unidad|валюта",
    "weight": "weight|gewicht|poids|peso|вес|strength",
    "actor_kind": "actor type|actor kind|entity type|node type|type of actor|schema",
    "code": "code|country code|iso|iso2|iso3|iso code|cow code|wikidata|wikidata id|viaf|orcid|lei|"
    "transparency register id|register id|landercode",
}

_ASIDE: Final[dict[str, str]] = {
    "part_of": "part of",
    "life": "birth date|date of birth|birthdate|birthday|dob|born|born on|year of birth|birth year|"
    "death date|date of death|died|geburtsdatum|geboren|gestorben|date de naissance|naissance|"
    "fecha de nacimiento|nacimiento|дата рождения|founded|founding date|date founded|"
    "incorporation date|incorporated|date of incorporation|incorporated on|inactivation date|"
    "struck off date|closed date|dissolution date|dissolved on|registration date|date registered|"
    "erster eintrag|gegrundet|grundung|erstmals registriert",
    "recorded": "first seen|last seen|last change|last changed|created|created at|updated|"
    "updated at|modified|modified at|last modified|last updated|date added|dateadded|retrieved|"
    "retrieved at|accessed|access date|scraped at|entry date|reporting date|date reported|"
    "meldedatum|date of entry|date entered",
    "area": "region|regions|area|admin1|admin2|admin3|admin 1|admin 2|admin 3|adm 1|adm 2|province|"
    "provinz|district|county|continent|bundesland|departement|oblast|constituency|wahlkreis|"
    "electoral district|subregion|область|регион|район",
    "group": "group|groups|faction|fraktion|party|partei|parti|partido|parliamentary group|caucus|"
    "bloc|committee|delegation|party name|group name|party group",
    "address": "address|addresses|street|street address|adresse|anschrift|strasse|direccion",
}
"""What says something of an actor or of the row, and is neither its date nor somebody in it."""

_FURTHER: Final[dict[str, str]] = {
    "date": "التاريخ|تاريخ|日期|日付|日時|tarih|تاریخ|תאריך|날짜|ημερομηνια|päivämäärä|dátum",
    "person": "المشاركون|الحضور|参与者|参加者|與會者|与会者|出席者|katılımcılar|учасники|משתתפים|"
    "참석자|συμμετεχοντες|شرکت کنندگان|účastníci|résztvevők",
    "topic": "الموضوع|主题|議題|议题|題目|konu|konular|нарада|נושא|주제|θεμα|موضوع|téma",
    "place": "المكان|地点|場所|地點|yer|місце|מקום|장소|τοπος|مکان|místo|helyszín",
    "name": "الاسم|姓名|名前|氏名|ad soyad|isim|імʼя|שם|이름|ονομα|نام|jméno|név",
    "organisation": "المنظمة|组织|機構|机构|団体|組織|"
    "kurum|kuruluş|організація|ארגון|기관|οργανισμος",
    "state": "الدولة|البلد|国家|国|國家|ülke|країна|מדינה|국가|χωρα|کشور",
}
"""A few headings in further languages; letters fold as in `words_of`."""

_BY_WORDS: Final[dict[str, frozenset[str]]] = {}

_LAST_WORDS: Final = {
    "date": "date", "datum": "date", "fecha": "date", "дата": "date", "name": "name", "url": "url",
    "type": "kind", "kind": "kind", "role": "role", "position": "capacity", "title": "title",
    "country": "state", "city": "place", "place": "place", "location": "place", "year": "year",
    "topic": "topic", "subject": "topic", "participants": "person", "attendees": "person",
    "person": "person", "persons": "person", "minister": "person", "organisation": "organisation",
    "organization": "organisation", "company": "organisation", "notes": "description",
    "description": "description", "remarks": "description", "amount": "amount", "code": "code",
    "capacity": "capacity", "members": "person", "attendee": "person", "venue": "place",
    "born": "life", "birth": "life", "summary": "description", "organisations": "organisation",
    "organizations": "organisation", "companies": "organisation", "purpose": "topic",
    "teilnehmer": "person", "organisationen": "organisation", "ort": "place", "status": "standing",
}  # fmt: skip


_STRONG: Final = frozenset(
    {"person", "organisation", "state", "date", "place", "topic", "description", "capacity", "url"}
)
"""Concepts that a word within a longer heading is believed to mean."""


_STARTING: Final = frozenset({"start", "begin", "beginning"})
_SIDES_OF_TIME: Final = _STARTING | {"end", "ending"}


def words_of(heading: str) -> str:
    """Give a heading as folded words with single blanks: `StartDate` and `start_date` alike."""
    folded = fold(_CAMEL.sub(" ", heading))
    return " ".join(_APART.sub(" ", folded).split())


for _concepts in (_CONCEPTS, _ASIDE, _FURTHER):
    for _concept, _phrases in _concepts.items():
        for _phrase in _phrases.split("|"):
            for _words in (_phrase, words_of(_phrase)):
                _BY_WORDS[_words] = _BY_WORDS.get(_words, frozenset()) | {_concept}


def is_said(heading: str) -> bool:
    """Tell whether a heading is one that we know word by word, rather than by its last word."""
    return words_of(heading) in _BY_WORDS


@lru_cache(maxsize=4_096)
def concepts_of(heading: str) -> frozenset[str]:
    """Give what a heading may mean, of our concepts; empty where it says nothing to us."""
    words = words_of(heading)
    if not words:
        return frozenset()
    if found := _BY_WORDS.get(words):
        return found
    # `Attendee 2`, `Participant_1`
    stem = words.rstrip("0123456789 ")
    if stem != words and (found := _BY_WORDS.get(stem)):
        return found
    parts = words.split()
    if parts[:1] and " of " in words and (found := _of_somebody(words)):
        return found
    if len(parts) > 1:
        if parts[-1] in ("id", "ids", "key"):
            is_event = bool({"event", "meeting", "visit", "trip", "interaction"} & set(parts))
            return frozenset({"event_id"} if is_event else {"actor_id", "id"})
        if {"birth", "death", "incorporation", "dissolution"} & set(parts):
            return frozenset({"life"})
        if parts[-1] in ("name", "names", "label") and (
            found := _BY_WORDS.get(" ".join(parts[:-1]))
        ):
            # "Company name", "location name"
            return (found & (_NAMED | {"group"})) or frozenset({"name"})
        if parts[-1] == "date" and (side := _SIDES_OF_TIME & set(parts)):
            return frozenset({"start" if side & _STARTING else "end"})
        if parts[-1] in ("namefirst", "namelast"):
            return frozenset({f"{parts[-1].removeprefix('name')}_name"})
        for word in (parts[-1], parts[0]):
            if word in _LAST_WORDS:
                return frozenset({_LAST_WORDS[word]})
        # "Organisations met", "Members of the delegation": the first word that says something.
        for word in parts:
            if found := _BY_WORDS.get(word, frozenset()) & _STRONG:
                return found
    return frozenset()


def _of_somebody(words: str) -> frozenset[str]:
    """Read `name of organisation` as the organisation, `title of minister` as a capacity."""
    head, _, rest = words.partition(" of ")
    rest = rest.removeprefix("the ")
    if head in ("name", "names", "full name"):
        for phrase in (rest, *rest.split()):
            if found := _BY_WORDS.get(phrase, frozenset()) & _NAMED:
                return found
        return frozenset({"name"})
    if head in ("title", "titles") and not set(rest.split()) & _HAPPENINGS:
        return frozenset({"capacity"})
    return frozenset()


_NAMED: Final = frozenset({"person", "organisation", "state", "title", "place"})
_HAPPENINGS: Final = frozenset({"meeting", "event", "document", "article", "visit", "call"})
