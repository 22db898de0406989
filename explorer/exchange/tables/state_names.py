"""Names of states, to tell a column of countries from one of persons or organisations."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from db.folding import fold

_NAMES: Final = (
    "afghanistan|albania|algeria|andorra|angola|argentina|armenia|australia|austria|azerbaijan|"
    "bahamas|bahrain|bangladesh|barbados|belarus|belgium|belize|benin|bhutan|bolivia|"
    "bosnia and herzegovina|bosnia|botswana|brazil|brunei|bulgaria|burkina faso|burundi|cambodia|"
    "cameroon|canada|cape verde|central african republic|chad|chile|china|colombia|comoros|congo|"
    "costa rica|croatia|cuba|cyprus|czech republic|czechia|czechoslovakia|denmark|"
    "djibouti|dominica|dominican republic|ecuador|egypt|el salvador|equatorial guinea|"
    "eritrea|estonia|eswatini|ethiopia|fiji|finland|france|gabon|gambia|georgia|germany|ghana|greece|grenada|guatemala|"
    "guinea|guinea-bissau|guyana|haiti|holy see|honduras|hungary|iceland|india|indonesia|iran|iraq|"
    "ireland|israel|italy|ivory coast|cote d'ivoire|jamaica|japan|jordan|kazakhstan|kenya|kiribati|"
    "kosovo|kuwait|kyrgyzstan|laos|latvia|lebanon|lesotho|liberia|libya|liechtenstein|lithuania|"
    "luxembourg|macedonia|north macedonia|madagascar|malawi|malaysia|maldives|mali|malta|"
    "mauritania|mauritius|mexico|micronesia|moldova|monaco|mongolia|montenegro|morocco|mozambique|myanmar|burma|"
    "namibia|nauru|nepal|netherlands|new zealand|nicaragua|niger|nigeria|north korea|south korea|"
    "norway|oman|pakistan|palau|palestine|panama|papua new guinea|paraguay|peru|philippines|poland|"
    "portugal|qatar|romania|russia|russian federation|rwanda|samoa|san marino|saudi arabia|senegal|"
    "serbia|seychelles|sierra leone|singapore|slovakia|slovenia|solomon islands|somalia|"
    "south africa|south sudan|soviet union|spain|sri lanka|sudan|suriname|swaziland|sweden|"
    "switzerland|syria|taiwan|tajikistan|tanzania|thailand|togo|tonga|trinidad and tobago|tunisia|"
    "turkey|turkiye|turkmenistan|tuvalu|uganda|ukraine|united arab emirates|united kingdom|uk|"
    "great britain|united states|united states of america|usa|uruguay|uzbekistan|vanuatu|vatican|"
    "venezuela|vietnam|yemen|yemen arab republic|yugoslavia|zaire|zambia|zimbabwe|"
    "agypten|belgien|brasilien|bulgarien|danemark|deutschland|estland|finnland|frankreich|"
    "griechenland|indien|irland|island|italien|kanada|kroatien|lettland|litauen|luxemburg|"
    "niederlande|norwegen|osterreich|polen|rumanien|russland|schweden|schweiz|serbien|slowakei|"
    "slowenien|spanien|tschechien|turkei|ungarn|vereinigte staaten|vereinigtes konigreich|"
    "allemagne|angleterre|autriche|belgique|bresil|chine|danemark|espagne|etats-unis|finlande|"
    "grece|hongrie|inde|irlande|italie|japon|maroc|mexique|norvege|pays-bas|pologne|roumanie|"
    "royaume-uni|russie|suede|suisse|turquie|ukraine|alemania|belgica|brasil|dinamarca|egipto|"
    "espana|estados unidos|francia|grecia|hungria|irlanda|italia|japon|marruecos|mexico|noruega|"
    "paises bajos|polonia|reino unido|rumania|rusia|suecia|suiza|turquia|ucrania|"
    "австрия|азербаиджан|армения|беларусь|бельгия|бразилия|великобритания|венгрия|германия|греция|"
    "грузия|египет|израиль|индия|иран|испания|италия|казахстан|канада|китаи|латвия|литва|молдова|"
    "нидерланды|норвегия|польша|россия|румыния|сербия|сша|турция|узбекистан|украина|финляндия|"
    "франция|чехия|швеция|швеицария|эстония|япония"
)  # fmt: skip
_KNOWN: Final = frozenset(fold(name) for name in _NAMES.split("|"))


@lru_cache(maxsize=4_096)
def is_state(text: str) -> bool:
    """Tell whether a cell is the name of a state, as far as we know them."""
    return fold(text.strip()).removeprefix("the ") in _KNOWN
